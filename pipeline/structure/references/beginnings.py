"""Where entries without numbers begin: what a line says of itself, and what the order of the list says of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.document import CJK
from pipeline.structure.references.dates import YEAR
from pipeline.structure.references.heads import are_names, head_of
from pipeline.structure.references.places import is_place

_ENTRY_END = re.compile(r"(?:[.。．]|\d|[)）\]］」]|/|\w\.\w{2,5}|https?://\S+|10\.\d{4,9}/\S+)[*_\s]*\Z")
_ENDS_NOTHING = re.compile(
    rf"[(（]{YEAR}[a-z]?[)）][.。．]?\Z|"
    r"\b(?:[A-Z]|pp?|[Vv]ol|[Nn]o|[Ee]ds?|and|In)\.?\Z|&\Z|[\[［](?:[A-Z]|[A-Z]{1,2}/OL)[\]］]\.?\Z"
)
_BEGINS = re.compile(
    rf"[*_“\"]*(?:(?:[a-z]+ ){{0,2}}[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?[,，]\s?(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ]{{1,3}}\b|[A-ZÀ-Þ][\w-]+)|[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ]){{1,3}}\b[.,，]|"
    rf"[A-Z]\. ?(?:[A-Z]\. ?)*[A-ZÀ-Þ]\w+|(?:[\[［(（][{CJK}]{{1,4}}[\]］)）]\s?)?[{CJK}·]{{2,30}}(?:[.．。,，、：:;；(（]|\s?[(（]\d{{4}}|等|主?编|著)|《|"
    rf"(?:[A-ZÀ-Þ][\w'’.-]* ){{1,6}}(?:and [^.]{{3,60}})?[(（]?(?:{YEAR})(?!\. (?:[Vv]ol|[Nn]o|[Pp]p?)\b)|(?:[A-ZÀ-Þ][\w'’.-]* ){{1,3}}[A-ZÀ-Þ][\w'’-]+(?:,| and ))"
)
_GOES_ON = re.compile(
    rf"(?![(（][{CJK}]{{1,4}}[)）]\s?[{CJK}])(?![a-z]+, ?[a-z]\. )"
    r"(?!(?:van|von|de|der|den|di|da|du|la|le|ten|ter)\b[^.]{0,40}?[A-Z][\w'’-]+[,，])[a-z\d(（,，.;；:：/]|https?:|\[(?:[12]\d{3}|[A-Z/]{1,5}\])|doi\b|DOI\b"
)
_IMPRINT = re.compile(rf"(?P<place>[A-ZÀ-Þ][\w' -]+(?:, [A-Z]{{2}})?|[{CJK}]{{2,4}})[:：]\s?\S")
_LOCATED = re.compile(r"[^.\d]{2,60}, ?\d{1,4} ?(?:\(\d{1,4}\))?, ?(?:pp?\. ?)?\d+(?:[–-]\d+)?\.?\Z")
"""The rest of an entry: the journal, its volume and pages."""
_REPEAT = re.compile(rf"[\[［](?=[{CJK}A-Z])[^\[\]［］]{{12,}}")
_YEAR_IN_BRACKETS = re.compile(
    rf"[.,]?\s?[(（\[［]\s?(?:{YEAR}(?:[a-z]?\b|年)|n\.\s?d\.|[Ff]orthcoming|[Ii]n press|待刊)"
)
_BARE_YEAR = re.compile(
    rf"(?:[.,，．]\s?|(?<=[A-Z])\s)(?:{YEAR}[a-z]?|n\.d\.|[Ff]orthcoming)[.,:，．：](?:\s(?!(?:[Vv]ol|[Nn]o|[Pp]p?)\b|\d)|\Z|(?=[{CJK}《“]))"
)
_OPENING, _CLOSING = "(（[［", ")）]］"
_GOES_ON_BEHIND = re.compile(r"(?:[,;、，；&]|\b(?:and|et))\Z")
_BRACKET = re.compile(r"[(（\[［]")
_STOP = re.compile(rf"(?<![A-Z])[.。．](?:\s+(?=[A-ZÀ-Þ{CJK}])|(?<=。)(?=[{CJK}]))|https?://\S+\s+(?=[A-ZÀ-Þ])")
_ARE_PEOPLE = re.compile(
    rf"[{CJK}·]{{2,4}}(?:[、，,][{CJK}·]{{2,4}})*|[A-ZÀ-Þ][\w'’-]+, ?(?:[A-ZÀ-Þ]\.[ -]?)+(?:,? ?(?:&|and|, )? ?[A-ZÀ-Þ][\w'’-]+, ?(?:[A-ZÀ-Þ]\.[ -]?)+)*"
)
_YEAR_LAST = re.compile(rf"{YEAR}[a-z]?[.．。]?\Z")
_PLAIN = {ord("ø"): "o", ord("Ø"): "O", ord("ł"): "l", ord("Ł"): "L", ord("đ"): "d", ord("Đ"): "D"}
LONGEST_NAMES = 250
FEWEST_IN_ORDER = 5
"""From so many dated entries on, a list shows whether it is sorted."""
MOST_OUT_OF_ORDER = 0.1


def continues(text: str, previous: str) -> bool:
    """True for a line that plainly goes on: it begins small, with an address, an imprint or the rest of a bracket, is a journal and pages, or repeats.

    >>> continues("1). Labour Survey Office.", "Third global report (Vol."), continues("Jellicoe, W. (2014).", "2019.pdf")
    (True, False)
    """
    if _REPEAT.match(text) or _GOES_ON.match(text) or _LOCATED.match(text):
        return True
    if (imprint := _IMPRINT.match(text)) and is_place(imprint["place"]):
        return True
    opened = max(previous.rfind(mark) for mark in _OPENING)
    if opened < 0 or opened < max(previous.rfind(mark) for mark in _CLOSING):
        return False
    closed = min((place for mark in _CLOSING if (place := text.find(mark)) >= 0), default=-1)
    return closed >= 0 and not any(0 <= text.find(mark) < closed for mark in _OPENING)


def has_ended(text: str) -> bool:
    """True for a line with which an entry can end: at a full stop that no abbreviation carries, a number, an address.

    >>> has_ended("Pluto Press."), has_ended("Wood, A."), has_ended("pp."), has_ended("https://example.org/riders")
    (True, False, False, True)
    """
    return _ENTRY_END.search(text) is not None and _ENDS_NOTHING.search(text) is None


def begins_with_name(text: str) -> bool:
    """True for a line that begins as names do, or with a title in its marks."""
    return _BEGINS.match(text) is not None


def is_dated(text: str) -> bool:
    """True for a line that begins with names, of people or of a body, and the year behind them.

    >>> is_dated("Ministry of Work and Transport. (2020). Platform work"), is_dated("Craft, 3(2), 40–61.")
    (True, False)
    """
    if year := _YEAR_IN_BRACKETS.search(text, 2, LONGEST_NAMES):
        names = text[: year.start()]
        if (names[0].isupper() or not names[0].isascii() or begins_with_name(text)) and are_names(names, True):
            return True
    if year := _BARE_YEAR.search(text, 2, LONGEST_NAMES):
        head = head_of(text[: year.start()] + ".")
        return head is not None and head.end >= year.start()
    return False


def further_entries(text: str) -> list[int]:
    """Where further entries begin within a line that begins with one: names and their year in brackets behind a full stop.

    >>> line = "Gray, M. (2019). Ghost work. Mariner. Hochschild, A. R. (1983). The managed heart. University Press."
    >>> [line[at : at + 10] for at in further_entries(line)]
    ['Hochschild']
    """
    years = list(_YEAR_IN_BRACKETS.finditer(text, 2)) if text.count("(") + text.count("（") > 1 else []
    found: list[int] = []
    for before, year in pairwise(years):
        for stop in _STOP.finditer(text, before.end(), year.start()):
            names = _BRACKET.split(text[stop.end() : year.end()], maxsplit=1)[0].strip(" ,，")
            if _ARE_PEOPLE.fullmatch(names):
                found.append(stop.end())
                break
    return found


def ends_with_year(text: str) -> bool:
    return _YEAR_LAST.search(text) is not None


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The first letters of a list's lines, if its dated entries stand in their order; and what order that leaves each.

    `above` and `below` hold, for each line, the letter of the nearest dated one before and behind it.
    """

    letters: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    @classmethod
    def of(cls, texts: Sequence[str], dated: Sequence[bool]) -> Alphabet:
        """Learn from the lines of a list, and which of them are dated, whether it is sorted by name.

        >>> Alphabet.of(["Abara, F. (2017).", "Craft, 3(2)."], [True, False]).is_kept
        False
        """
        letters = [_first_letter(text) for text in texts]
        # Where the line before goes on, it is the last of several names that the year stands behind.
        first = [True, *(_GOES_ON_BEHIND.search(text) is None for text in texts[:-1])]
        sure = [
            letter if begins and is_first else ""
            for letter, begins, is_first in zip(letters, dated, first, strict=True)
        ]
        named = [letter for letter in sure if letter]
        wrong = sum(first > second for first, second in pairwise(named))
        if len(named) < FEWEST_IN_ORDER or wrong > len(named) * MOST_OUT_OF_ORDER:
            return cls()
        above = ["", *accumulate(sure[:-1], _nearest)]
        below = [*reversed([*accumulate(reversed(sure[1:]), _nearest)]), ""]
        return cls(tuple(letters), tuple(above), tuple(below))

    @property
    def is_kept(self) -> bool:
        return bool(self.letters)

    def fits(self, index: int) -> bool:
        """False where an entry that begins with a line would break the order."""
        if not self.letters or not (letter := self.letters[index]):
            return True
        above, below = self.above[index], self.below[index]
        return (not above or above <= letter) and (not below or letter <= below or (bool(above) and below < above))


def _nearest(kept: str, letter: str) -> str:
    return letter or kept


def _first_letter(text: str) -> str:
    """The first Latin letter of a line, without its accents and in small; empty where the line begins otherwise."""
    first = next((character for character in text[:4] if character.isalpha()), "")
    plain = unicodedata.normalize("NFKD", first.translate(_PLAIN))[:1].lower()
    return plain if plain.isascii() else ""
