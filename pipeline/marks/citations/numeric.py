"""Numbers in brackets: `[1]`, `([1], p. 162)`, `[1,3]`, `[2]-[4]`, `[1]162`, `[1](P55-59)`, and what is none.

Blanks are tolerated everywhere inside a marker, since line ends and typesetters put them there. A bracket that
recognition lost (`[2中`, `[1J54`) is read where nothing but its closing half is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.layers import Marker, Work
from pipeline.marks.citations.locators import LOCATOR, PAGES, RANGE, pages_of

_NUMBER = rf"\d{{1,9}}(?:\s*{RANGE}\s*\d{{1,9}})?"
_LIST = rf"{_NUMBER}(?:\s*[,，、;；]\s*{_NUMBER})*"
_SQUARE = rf"[\[［〔【]\s*{_LIST}\s*[\]］〕】]"
_AUTHOR_YEAR = r"[^()（）\[\]]{1,60}?\d{4}[a-z]?"
_GLUED = rf"\d{{1,4}}+(?:{RANGE}\d{{1,4}}+)?+"
"""A page or pages right behind a marker, whole or not at all; a line that ends between them leaves a blank."""
NUMERIC = re.compile(
    rf"[(（]\s*(?P<wrapped>{_SQUARE})\s*(?:[,，:：]?\s*(?P<wrapped_locator>{LOCATOR})|{_AUTHOR_YEAR})?\s*[)）]"
    rf"|(?P<square>{_SQUARE}(?:\s*{RANGE}\s*{_SQUARE})?)"
    rf"(?:\s*[(（]\s*(?P<bracketed>(?:[pP]{{1,2}}\s*[.．]?\s*{PAGES}|第?\s*{PAGES}\s*页))\s*[)）]"
    rf"|(?P<glued>{_GLUED})(?![A-Za-z\d年月日%％号]|[.．]\d|{RANGE}\d)"
    rf"| (?P<parted>{_GLUED})(?=[。，；：、！？”’」』»]|[,.;:!?](?!\d)))?"
    rf"|(?P<lost>[\[［]\s*\d{{1,3}}(?:\s*(?:[,，]|{RANGE})\s*\d{{1,3}})*)(?:[J」]\s*(?P<lost_glued>\d{{1,4}})?|[lI]?(?=[\u4e00-\u9fff，。；：、《“]))"
)
_OPENING = re.compile(r"[(（\[［〔【](?=\s*[\d\[［〔【])")
"""How every marker begins."""
_BRACKETS = "[［〔【]］〕】"
_INTEGER = re.compile(r"\d+")
_SPAN_OF_NUMBERS = re.compile(rf"(\d+)(?:\s*[\]］〕】]?\s*{RANGE}\s*[\[［〔【]?\s*(\d+))?")
_DOCUMENT_NUMBER = re.compile(r"\s*(?:第\s*)?\d+\s*号")
MOST_ENTRIES = 999
MOST_IN_A_RANGE = 60
"""A number beyond these is no entry of a paper's list."""
_LOCATORS = ("wrapped_locator", "bracketed", "glued", "parted", "lost_glued")


class Numeric(NamedTuple):
    """The numeric markers of a text in order, and what was refused: (start, end, as printed)."""

    found: list[Marker]
    refused: list[tuple[int, int, str]]


def numeric_markers(text: str) -> Numeric:
    """All markers that are numbers in brackets.

    >>> numeric_markers("“一种手段”([1], p. 162)。").found[0].works
    (Work(number='1', names=(), year=None, locator='p. 162', page_first=162, page_last=162, others=False),)
    >>> [[work.number for work in marker.works] for marker in numeric_markers("见[1,3]、[2]-[4]；人社部发[2021]56号").found]
    [['1', '3'], ['2', '3', '4']]
    >>> [(marker.end - marker.start, marker.works[0].locator) for marker in numeric_markers("概念[1J54，《研究法》[2中").found]
    [(5, '54'), (2, None)]
    """
    found: list[Marker] = []
    refused: list[tuple[int, int, str]] = []
    for match in _matches(text):
        printed = match["wrapped"] or match["square"] or match["lost"]
        numbers = numbers_of(printed)
        if numbers is None:
            if not match["lost"] and not _is_year_or_document(printed, text, match):
                refused.append((match.start(), match.end(), printed))
            continue
        if numbers:
            locator = next(filter(None, match.group(*_LOCATORS)), None)
            pages = pages_of(locator) if locator else (None, None)
            works = tuple([Work(number, (), None, locator, *pages) for number in numbers])
            found.append(Marker(match.start(), match.end(), "numeric", works))
    return Numeric(found, refused)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What is printed like a marker: the pattern is tried only where a bracket opens before a figure."""
    at = 0
    for opening in _OPENING.finditer(text):
        if opening.start() >= at and (match := NUMERIC.match(text, opening.start())):
            yield match
            at = match.end()


def numbers_of(printed: str) -> tuple[str, ...] | None:
    """The entry numbers a marker names, ranges filled in; none for `[0,1]`, None where a number is absurd."""
    alone = printed.strip(_BRACKETS)
    if alone.isdecimal() and 0 < int(alone) <= MOST_ENTRIES:
        return (str(int(alone)),)
    numbers: list[int] = []
    for match in _SPAN_OF_NUMBERS.finditer(printed):
        first = int(match[1])
        last = int(match[2] or first)
        if last > MOST_ENTRIES or last < first or last - first > MOST_IN_A_RANGE:
            return None
        numbers += range(first, last + 1)
    return () if 0 in numbers else tuple(map(str, numbers))


def _is_year_or_document(printed: str, text: str, match: re.Match[str]) -> bool:
    """True for `[2021]56号` and for a year in brackets: no citation, and nothing odd."""
    digits = _INTEGER.findall(printed)
    end = match.end("square") if match["square"] else match.end()
    return _DOCUMENT_NUMBER.match(text, end) is not None or (len(digits) == 1 and 1000 <= int(digits[0]) <= 2100)
