"""Pairing quotation marks within one paragraph, so that one lost mark harms nothing beyond it.

Curly, corner and angle marks pair by kind, innermost first. Straight marks open and close in turn; a straight one
and a curly one pair where neither has a partner of its own kind. An apostrophe is no mark: neither one within a word
nor one that begins it (`’90s`) nor, where another mark closes the quotation, that of a plural (`‘the riders’ hours’`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.marks.delimiters import Pair, paired

_CLOSING = {"”": "“", "’": "‘", "」": "「", "』": "『", "»": "«", "›": "‹", "〞": "〝", "﹂": "﹁", "﹄": "﹃"}
_OPENING = {opening: opening for opening in _CLOSING.values()}
_DOUBLE = {'"': ("“", "”"), "'": ("‘", "’")}
_SINGLE = "’'‘"
_ELISION = re.compile(r"[’'‘](?:\d0s\b|(?:[Tt]is|[Tt]was|em|til|cause)\b|(?<=[’'‘])n[’'])|(?<=[’'‘]n)[’'](?!\w)")
"""An apostrophe at the beginning of a word, whichever way a converter turned it; both of `rock ’n’ roll`."""
_GOES_ON = re.compile(r" [“‘]?\w")
_LOW_OR_LATEX = frozenset("„‚`")
_CLOSES = {"„": ("“", "”"), "‚": ("‘", "’"), "``": ("''", '"', "”"), "`": ("'", "’")}
"""What closes marks that stand at the foot of the line or are those of LaTeX."""
_STOPS = tuple(".,!?;:…)")
_BEFORE_OPENING = ("", *" ([—–")
DEEPEST = 20
"""No author sets quotations deeper within one another than this."""


class Paired(NamedTuple):
    """The pairs of a paragraph, by opening mark, and the marks that found no partner."""

    pairs: list[Pair]
    unpaired: list[int]


def pair(text: str, places: Sequence[int]) -> Paired:
    """Pair the quotation marks of one paragraph, which stand in `text` at these places.

    >>> pair("“一‘二’”三”", [0, 2, 4, 5, 7])
    Paired(pairs=[Pair(opening=0, closing=5), Pair(opening=2, closing=4)], unpaired=[7])
    >>> pair('Marx’s “labour" and "capital"', [4, 7, 14, 20, 28]).pairs
    [Pair(opening=7, closing=14), Pair(opening=20, closing=28)]
    """
    marks = set(map(text.__getitem__, places))
    if not marks.isdisjoint(_SINGLE):
        places = [at for at in places if text[at] not in _SINGLE or not _begins_or_joins(text, at)]
        plurals = _of_plurals(text, places)
        places = [at for at in places if at not in plurals]
    otherwise: list[Pair] = []
    if not marks.isdisjoint(_LOW_OR_LATEX):
        places, otherwise = _pair_otherwise(text, places)
    pairs, alone = paired(text, places, _OPENING, _CLOSING)
    if not alone and not otherwise and len(pairs) <= DEEPEST:
        return Paired(sorted(pairs), [])
    pairs += otherwise
    left = [(at, '"' if text[at] == "＂" else text[at]) for at in alone if text[at] != "`"]
    if any(mark in _DOUBLE for _, mark in left):
        left = _pair_straight(text, left, pairs)
    pairs.sort()
    return Paired(_nested(pairs, left), sorted(at for at, mark in left if not _is_apostrophe(text, at, mark)))


def _pair_otherwise(text: str, places: Sequence[int]) -> tuple[list[int], list[Pair]]:
    """Pair low marks and those of LaTeX with the next mark that closes them; what is left, and the pairs.

    >>> _pair_otherwise("„a“ ``b'' “c”", [0, 2, 4, 5, 7, 8, 10, 12])
    ([10, 12], [Pair(opening=0, closing=2), Pair(opening=4, closing=8)])
    """
    left: list[int] = []
    found: list[Pair] = []
    opening = done = -1
    closers: tuple[str, ...] = ()
    for at in places:
        if at <= done:
            continue
        width = 2 if text[at] == text[at + 1 : at + 2] and text[at] in "`'" else 1
        if mark := next((closer for closer in closers if text.startswith(closer, at)), ""):
            done = at + len(mark) - 1
            found.append(Pair(opening, done))
            opening, closers = -1, ()
        elif text[opening] == text[at] == "`" and closers:
            left += [opening, at]  # these set off code
            opening, closers = -1, ()
        elif (wanted := _CLOSES.get(text[at : at + width])) and not closers:
            opening, closers, done = at, wanted, at + width - 1
        else:
            left.append(at)
    return ([*left, opening] if closers else left), found


def _of_plurals(text: str, places: Sequence[int]) -> set[int]:
    """The apostrophes of plurals (`‘the riders’ hours’`): those within a quotation that another mark closes."""
    found: set[int] = set()
    maybe: list[int] = []
    is_open = False
    for at in places:
        mark = text[at]
        if mark == "‘" or (mark == "'" and _may_open(text, at, mark)):
            maybe, is_open = [], True
        elif is_open and mark in "’'":
            if text[at - 1] == "s" and _GOES_ON.match(text, at + 1):
                maybe.append(at)
            else:
                found.update(maybe)
                maybe, is_open = [], False
    return found


def _pair_straight(text: str, left: list[tuple[int, str]], pairs: list[Pair]) -> list[tuple[int, str]]:
    """Pair straight marks with each other, or with curly ones that have no partner; what is still left over."""
    lost = sum(mark == '"' for _, mark in left) % 2 == 1
    for straight, (opening, closing) in _DOUBLE.items():
        rest: list[tuple[int, str]] = []
        waiting: tuple[int, str] | None = None
        for at, mark in left:
            if mark not in (straight, opening, closing):
                rest.append((at, mark))
            elif (
                waiting is not None
                and mark != opening
                and straight in (mark, waiting[1])
                and _may_close(text, at, mark, lost)
            ):
                pairs.append(Pair(waiting[0], at))
                waiting = None
            elif mark == closing or not _may_open(text, at, mark, lost):
                rest.append((at, mark))
            else:
                if waiting is not None:
                    rest.append(waiting)
                waiting = (at, mark)
        if waiting is not None:
            rest.append(waiting)
        left = sorted(rest)
    return left


def _nested(pairs: list[Pair], left: list[tuple[int, str]]) -> list[Pair]:
    """Pairs that hold one another or stand apart; one that crosses an earlier one, or lies too deep, is given up."""
    kept: list[Pair] = []
    open_pairs: list[Pair] = []
    for found in pairs:
        while open_pairs and open_pairs[-1].closing < found.opening:
            open_pairs.pop()
        if open_pairs and (found.closing > open_pairs[-1].closing or len(open_pairs) >= DEEPEST):
            left += [(found.opening, ""), (found.closing, "")]
            continue
        open_pairs.append(found)
        kept.append(found)
    return kept


def _begins_or_joins(text: str, at: int) -> bool:
    """True for an apostrophe between two Latin letters or figures, or before a word that has lost its beginning."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not (after.isascii() and (after.isalnum() or before in "nN")):
        return False
    if before.isalnum() and before.isascii() and after.isalnum():
        return text[at] != "‘"
    return (text[at] == "’" and after.isalnum() and before in " ([“—–") or _ELISION.match(text, at) is not None


def _is_apostrophe(text: str, at: int, mark: str) -> bool:
    """True for a lone single mark at a Latin word (`workers’ rights`, `’tis`, `‘90s`)."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return mark in ("’", "'", "‘") and (
        (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
    )


def _may_open(text: str, at: int, mark: str, lost: bool = False) -> bool:
    """A straight single mark opens only before a word and not behind one; a double one so where one is lost."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark == "'":
        return not _is_latin(before) and bool(after.strip())
    return not (lost and (_is_latin(before) or before in _STOPS) and not _is_latin(after))


def _may_close(text: str, at: int, mark: str, lost: bool = False) -> bool:
    """A straight single mark closes only behind something and not before a word; a double one so where one is lost."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark == "'":
        return bool(before.strip()) and not _is_latin(after)
    return not (lost and before in _BEFORE_OPENING and _is_latin(after))


def _is_latin(character: str) -> bool:
    """True for a Latin letter or a figure."""
    return character.isascii() and character.isalnum()
