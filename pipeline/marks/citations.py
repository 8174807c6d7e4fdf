"""Citation markers in running text, each with the numbers it names and its locator as printed.

Blanks are tolerated everywhere inside a marker, since line ends and typesetters put them there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.findings import Finding
from pipeline.layers import Marker

_RANGE = r"[-–—~～]"
_NUMBER = rf"\d{{1,9}}(?:\s*{_RANGE}\s*\d{{1,9}})?"
_SQUARE = rf"[\[［〔]\s*{_NUMBER}(?:\s*[,，、;；]\s*{_NUMBER})*\s*[\]］〕]"
_PAGES = rf"\d{{1,4}}(?:\s*{_RANGE}\s*\d{{1,4}})?(?:\s*[,，、]\s*\d{{1,4}}(?:\s*{_RANGE}\s*\d{{1,4}})?)*"
_LOCATOR = rf"(?:[pP]{{1,2}}\s*[.．]?\s*{_PAGES}|第?\s*{_PAGES}\s*页|{_PAGES})"
NUMERIC = re.compile(
    rf"[(（]\s*(?P<wrapped>{_SQUARE})\s*(?:[,，:：]?\s*(?P<wrapped_locator>{_LOCATOR})|[^()（）\[\]]{{0,40}}?\d{{4}}[a-z]?)?\s*[)）]"
    rf"|(?P<square>{_SQUARE}(?:\s*{_RANGE}\s*{_SQUARE})?)"
    rf"(?:\s*[(（]\s*(?P<bracketed>[pP]{{1,2}}\s*[.．]?\s*{_PAGES})\s*[)）]|(?P<glued>\d{{1,4}}(?:{_RANGE}\d{{1,4}})?)(?![\d年月日.%％]))?"
)
_INTEGER = re.compile(r"\d+")
_SPAN_OF_NUMBERS = re.compile(rf"(\d+)(?:\s*[\]］〕]?\s*{_RANGE}\s*[\[［〔]?\s*(\d+))?")
_DOCUMENT_NUMBER = re.compile(r"\s*(?:第\s*)?\d+\s*号")
MOST_ENTRIES = 999
MOST_IN_A_RANGE = 60
"""A number beyond these is no entry of a paper's list."""


class Markers(NamedTuple):
    """The markers of a text in order, and what was refused: (start, end, why)."""

    found: list[Marker]
    refused: list[tuple[int, int, str]]


def markers_of(text: str) -> Markers:
    """All citation markers of a reading text.

    >>> markers_of("“一种手段”([1], p. 162)。").found
    [Marker(start=6, end=19, numbers=('1',), style='numeric', locator='p. 162', page_first=162, page_last=162)]
    >>> [marker.numbers for marker in markers_of("见[1,3]、[2]-[4]；人社部发[2021]56号").found]
    [('1', '3'), ('2', '3', '4')]
    """
    found: list[Marker] = []
    refused: list[tuple[int, int, str]] = []
    for match in NUMERIC.finditer(text):
        printed = match["wrapped"] or match["square"]
        numbers = _numbers(printed)
        if numbers is None:
            if not _is_year_or_document(printed, text, match.end("square") if match["square"] else match.end()):
                refused.append((match.start(), match.end(), printed))
            continue
        if not numbers:
            continue
        locator = match["wrapped_locator"] or match["bracketed"] or match["glued"]
        first, last = pages_of(locator) if locator else (None, None)
        found.append(Marker(match.start(), match.end(), numbers, "numeric", locator, first, last))
    return Markers(found, refused)


def _numbers(printed: str) -> tuple[str, ...] | None:
    """The entry numbers a marker names, ranges filled in; none for `[0,1]`, None where a number is absurd."""
    numbers: list[int] = []
    for match in _SPAN_OF_NUMBERS.finditer(printed):
        first = int(match[1])
        last = int(match[2] or first)
        if last > MOST_ENTRIES or last < first or last - first > MOST_IN_A_RANGE:
            return None
        numbers += range(first, last + 1)
    return () if 0 in numbers else tuple(map(str, numbers))


def _is_year_or_document(printed: str, text: str, end: int) -> bool:
    """True for `[2021]56号` and for a year in brackets: no citation, and nothing odd."""
    digits = _INTEGER.findall(printed)
    return _DOCUMENT_NUMBER.match(text, end) is not None or (len(digits) == 1 and 1000 <= int(digits[0]) <= 2100)


def pages_of(locator: str) -> tuple[int | None, int | None]:
    """The first and last page of a locator.

    >>> pages_of("pp. 33-34"), pages_of("p. 162"), pages_of("pp. 125-7"), pages_of("ch. 4")
    ((33, 34), (162, 162), (125, 127), (None, None))
    """
    if re.match(r"\s*(?:ch|chap|§|sec)", locator):
        return None, None
    numbers = [int(number) for number in _INTEGER.findall(locator)]
    if not numbers:
        return None, None
    first, last = numbers[0], numbers[-1]
    if last < first and len(str(last)) < len(str(first)):
        last = int(str(first)[: -len(str(last))] + str(last))
    return first, last


def groups(markers: Sequence[Marker], text: str) -> list[range]:
    """Adjacent markers (`[38][39]`, `[1] [2]`) as ranges of indexes: each group supports as one."""
    found: list[range] = []
    for index, marker in enumerate(markers):
        if found and not text[markers[index - 1].end : marker.start].strip(" ,，、;；"):
            found[-1] = range(found[-1].start, index + 1)
        else:
            found.append(range(index, index + 1))
    return found


def absurd(paper_id: str, value: str, offset: int) -> Finding:
    """The finding for a bracketed number that no list of references reaches."""
    message = f"{value} looks like a citation, but no list has such an entry (1 to {MOST_ENTRIES} were expected): no citation was made of it"
    return Finding("absurd-number", "warning", message, paper_id, "citations", offset=offset, value=value)
