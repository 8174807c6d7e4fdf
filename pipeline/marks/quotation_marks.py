"""Pairing quotation marks within one paragraph, so that one lost mark harms nothing beyond it.

Curly, corner and angle marks pair by kind, innermost first. Straight marks open and close in turn; a straight one
and a curly one pair where neither has a partner of its own kind. An apostrophe is no mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.marks.delimiters import Pair, paired

_OPENING = {opening: opening for opening in "“‘「『«"}
_CLOSING = {"”": "“", "’": "‘", "」": "「", "』": "『", "»": "«"}
_DOUBLE = {'"': ("“", "”"), "'": ("‘", "’")}
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
    places = [at for at in places if text[at] not in "’'" or not _in_word(text, at)]
    pairs, alone = paired(text, places, _OPENING, _CLOSING)
    left = [(at, text[at]) for at in alone]
    if any(mark in _DOUBLE for _, mark in left):
        left = _pair_straight(text, left, pairs)
    pairs.sort()
    return Paired(_nested(pairs, left), sorted(at for at, mark in left if not _is_apostrophe(text, at, mark)))


def _pair_straight(text: str, left: list[tuple[int, str]], pairs: list[Pair]) -> list[tuple[int, str]]:
    """Pair straight marks with each other, or with curly ones that have no partner; what is still left over."""
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
                and _may_close(text, at, mark)
            ):
                pairs.append(Pair(waiting[0], at))
                waiting = None
            elif mark == closing or not _may_open(text, at, mark):
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


def _in_word(text: str, at: int) -> bool:
    """True for a single mark between two Latin letters or digits: an apostrophe."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isalnum() and after.isalnum() and before.isascii() and after.isascii()


def _is_apostrophe(text: str, at: int, mark: str) -> bool:
    """True for a lone single mark at a Latin word (`workers’ rights`, `’tis`, `‘90s`)."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return mark in ("’", "'", "‘") and (
        (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
    )


def _may_open(text: str, at: int, mark: str) -> bool:
    """A straight single mark opens only before a word and not behind one; a double one anywhere."""
    if mark != "'":
        return True
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return not (before.isascii() and before.isalnum()) and bool(after.strip())


def _may_close(text: str, at: int, mark: str) -> bool:
    """A straight single mark closes only behind something and not before a word."""
    if mark != "'":
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before.strip()) and not (after.isascii() and after.isalnum())
