"""Places in a cited work: pages as printed, and as numbers."""

from __future__ import annotations

import re

RANGE = r"[-–—~～]"
PAGES = rf"\d{{1,4}}(?:\s*{RANGE}\s*\d{{1,4}})?(?:\s*[,，、]\s*\d{{1,4}}(?:\s*{RANGE}\s*\d{{1,4}})?)*"
_ROMAN = rf"[ivxlc]{{1,7}}(?:\s*{RANGE}\s*[ivxlc]{{1,7}})?(?![a-z])"
MARKED = (
    rf"(?:[pP]{{1,2}}\s*[.．]?\s*{PAGES}(?: ?ff?\b\.?)?|[pP]{{1,2}}\.\s*{_ROMAN}|[pP]ages?\s+{PAGES}"
    rf"|第?\s*{PAGES}\s*[页頁]|[页頁]\s*{PAGES})"
)
"""Pages that a sign says are pages."""
LOCATOR = rf"(?:{MARKED}|{PAGES})"
OTHER = (
    r"(?:(?i:ch(?:ap)?s?\.?|chapters?|secs?\.?|sections?|§+|paras?\.?|fig\.?|vol\.?|part)"
    r"\s*\d+(?:\.\d+)*(?:\s*[-–]\s*\d+)?|第[\d一二三四五六七八九十]+[章节節卷条條])"
)
_VOLUME_BEFORE = r"(?:(?:[vV]ol\.?\s*\d+|第[\d一二三四五六七八九十]+卷)\s*[,，]?\s*)?"
SIGNED = rf"(?:{_VOLUME_BEFORE}(?:{MARKED}|{OTHER}))"
"""A place that a sign says is one."""
PLACE = rf"(?:{_VOLUME_BEFORE}(?:{LOCATOR}|{OTHER}))"
_INTEGER = re.compile(r"\d+")
_VOLUME = re.compile(_VOLUME_BEFORE)
_NO_PAGES = re.compile(OTHER)


def pages_of(locator: str) -> tuple[int | None, int | None]:
    """The first and last page of a locator; none where they do not count upwards (`pp. 50-34`).

    >>> pages_of("pp. 33-34"), pages_of("p. 162"), pages_of("pp. 125-7"), pages_of("ch. 4"), pages_of("頁 87–8")
    ((33, 34), (162, 162), (125, 127), (None, None), (87, 88))
    """
    if locator[0] in "vV第":
        volume = _VOLUME.match(locator)
        locator = locator[volume.end() :] or locator if volume else locator
    if _NO_PAGES.match(locator):
        return None, None
    numbers = [int(number) for number in _INTEGER.findall(locator)]
    if not numbers:
        return None, None
    first, last = numbers[0], numbers[-1]
    if last < first and len(str(last)) < len(str(first)):
        last = int(str(first)[: -len(str(last))] + str(last))
    return (first, last) if first <= last else (None, None)
