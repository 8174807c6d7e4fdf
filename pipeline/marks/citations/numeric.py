"""Numbers in brackets: `[1]`, `([1], p. 162)`, `[6, p. 118]`, `[1,3]`, `[2]-[4]`, `[1]162`, and what is none.

Blanks are tolerated everywhere inside a marker, since line ends and typesetters put them there. A bracket that
recognition lost or took for another (`[2中`, `[1J54`, `「23]`) is read where nothing but its closing half is missing, figures that it took for
letters (`[l2]`) where the list has such an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from pipeline.layers import Marker, Work
from pipeline.marks.citations.locators import MARKED, PAGES, PLACE, RANGE, SIGNED, pages_of

_PLACE = rf"\s*[,，:：]?\s*{SIGNED}|\s*[:：]\s*\d{{1,4}}(?:\s*{RANGE}\s*\d{{1,4}})?"
"""A place inside the bracket: a sign or a colon tells it from a further entry."""
_ENTRY = rf"\d{{1,9}}(?:\s*{RANGE}\s*\d{{1,9}})?(?:{_PLACE})?"
_LIST = rf"{_ENTRY}(?:\s*[,，、;；]\s*{_ENTRY})*"
_SQUARE = rf"[\[［〔【]\s*{_LIST}\s*[\]］〕】]"
_AUTHOR_YEAR = r"[^()（）\[\]]{1,60}?\d{4}[a-z]?"
_GLUED = rf"\d{{1,4}}+(?:{RANGE}\d{{1,4}}+)?+"
"""A page or pages right behind a marker, whole or not at all; a line that ends between them leaves a blank."""
NUMERIC = re.compile(
    rf"[(（]\s*(?P<wrapped>{_SQUARE})\s*(?:[,，:：]?\s*(?P<wrapped_locator>{PLACE})|{_AUTHOR_YEAR})?\s*[)）]"
    rf"|(?P<square>{_SQUARE}(?:\s*{RANGE}\s*{_SQUARE})?|「\s*\d{{1,3}}\s*[\]］])"
    rf"(?:\s*[(（]\s*(?P<bracketed>{MARKED})\s*[)）]"
    rf"|[:：]?(?P<marked>{MARKED})|[:：]\s?(?P<coloned>{PAGES})(?=[)）。；，])"
    rf"|(?P<glued>{_GLUED})(?![A-Za-z\d年月日%％号]|[.．]\d|{RANGE}\d)"
    rf"| (?P<parted>{_GLUED})(?=[。，；：、！？”’」』»]|[,.;:!?](?!\d)))?"
    rf"|(?P<lost>(?:[\[［]|(?<=[》」”])「)\s*\d{{1,3}}(?:\s*(?:[,，]|{RANGE})\s*\d{{1,3}})*)(?:[J」]\s*(?P<lost_glued>\d{{1,4}})?|[lI]?(?=[\u4e00-\u9fff，。；：、《“]))"
    r"|(?P<misread>[\[［]\s*(?:(?<![\s“‘\"'(（]\[)I|(?=[\dIO]{0,2}[lIO])(?!I\s*[\]］])[\dlIO]{1,3})\s*[\]］])(?![A-Za-z])"
)
_OPENING = re.compile(r"[(（\[［〔【「](?=\s*[\d\[［〔【lI])")
"""How every marker begins."""
_BRACKETS = "[［〔【]］〕】"
_INTEGER = re.compile(r"\d+")
_SPAN_OF_NUMBERS = re.compile(rf"(\d+)(?:\s*[\]］〕】]?\s*{RANGE}\s*[\[［〔【]?\s*(\d+))?(?P<place>{_PLACE})?")
_CLOSED = re.compile(r"[^\]］〕】lIO]*(?:[^\]］〕】]*[,，:： ][^\]］〕】]*)?[\]］〕】]")
_FIGURES = str.maketrans("lIO", "110")
_DOCUMENT_NUMBER = re.compile(r"\s*(?:第\s*)?\d+\s*号")
MOST_ENTRIES = 999
MOST_IN_A_RANGE = 60
"""A number beyond these is no entry of a paper's list."""
_LOCATORS = ("wrapped_locator", "bracketed", "marked", "coloned", "glued", "parted", "lost_glued")


class Numeric(NamedTuple):
    """The numeric markers of a text in order, and what was refused: (start, end, as printed)."""

    found: list[Marker]
    refused: list[tuple[int, int, str]]


def numeric_markers(text: str, listed: Set[str] = frozenset()) -> Numeric:
    """All markers that are numbers in brackets; `listed` are the numbers of the paper's list.

    >>> numeric_markers("“一种手段”([1], p. 162)。").found[0].works
    (Work(number='1', names=(), year=None, locator='p. 162', page_first=162, page_last=162, others=False),)
    >>> [[work.number for work in marker.works] for marker in numeric_markers("见[1,3]、[2]-[4]；人社部发[2021]56号").found]
    [['1', '3'], ['2', '3', '4']]
    >>> [(work.number, work.locator) for work in numeric_markers("It is so [6, pp. 90–1; 8].").found[0].works]
    [('6', 'pp. 90–1'), ('8', None)]
    >>> [(marker.end - marker.start, marker.works[0].locator) for marker in numeric_markers("概念[1J54，《研究法》[2中").found]
    [(5, '54'), (2, None)]
    """
    found: list[Marker] = []
    refused: list[tuple[int, int, str]] = []
    glues = False
    for match in _matches(text):
        printed = match["wrapped"] or match["square"] or match["lost"]
        if printed is None:
            number = str(int(match["misread"].strip("[［]］ ").translate(_FIGURES)))
            if number in listed:
                found.append(Marker(match.start(), match.end(), "numeric", (Work(number),)))
            continue
        works = works_in(printed, next(filter(None, match.group(*_LOCATORS)), None))
        if works is None:
            if not match["lost"] and not _is_year_or_document(printed, text, match):
                refused.append((match.start(), match.end(), printed))
            continue
        glues = glues or match["glued"] is not None
        if works:
            found.append(Marker(match.start(), match.end(), "numeric", works))
    return Numeric([_parted(text, marker, listed) for marker in found] if glues and listed else found, refused)


def is_whole(printed: str) -> bool:
    """False for a marker whose bracket or figures recognition did not print as they were.

    >>> is_whole("[161"), is_whole("[l2]"), is_whole("[12, p. 3]")
    (False, False, True)
    """
    return _CLOSED.match(printed) is not None


def _parted(text: str, marker: Marker, listed: Set[str]) -> Marker:
    """A marker that lost the bracket between number and page (`[161` for `[1]61`), where the list has only the former."""
    number = marker.works[0].number or ""
    if number in listed or text[marker.start + 1 : marker.end] != number:
        return marker
    parts = [place for place in range(1, len(number)) if number[:place] in listed and number[place] != "0"]
    if len(parts) != 1:
        return marker
    locator = number[parts[0] :]
    return marker._replace(works=(Work(number[: parts[0]], (), None, locator, *pages_of(locator)),))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What is printed like a marker: the pattern is tried only where a bracket opens before a figure."""
    at = 0
    for opening in _OPENING.finditer(text):
        if opening.start() >= at and (match := NUMERIC.match(text, opening.start())):
            yield match
            at = match.end()


def works_in(printed: str, behind: str | None = None) -> tuple[Work, ...] | None:
    """The works a marker names, ranges filled in; none for `[0,1]`, None where a number is absurd.

    `behind` is the place that stands behind the bracket.
    """
    alone = printed.strip(_BRACKETS)
    if alone.isdecimal() and 0 < int(alone) <= MOST_ENTRIES:
        return (Work(str(int(alone)), (), None, behind, *(pages_of(behind) if behind else (None, None))),)
    works: list[Work] = []
    for match in _SPAN_OF_NUMBERS.finditer(printed):
        first = int(match[1])
        last = int(match[2] or first)
        if last > MOST_ENTRIES or last < first or last - first > MOST_IN_A_RANGE:
            return None
        locator = match["place"].lstrip(" ,，:：") if match["place"] else behind
        pages = pages_of(locator) if locator else (None, None)
        works += [Work(str(number), (), None, locator, *pages) for number in range(first, last + 1)]
    return () if any(work.number == "0" for work in works) else tuple(works)


def _is_year_or_document(printed: str, text: str, match: re.Match[str]) -> bool:
    """True for `[2021]56号` and for a year in brackets: no citation, and nothing odd."""
    digits = _INTEGER.findall(printed)
    end = match.end("square") if match["square"] else match.end()
    return _DOCUMENT_NUMBER.match(text, end) is not None or (len(digits) == 1 and 1000 <= int(digits[0]) <= 2100)
