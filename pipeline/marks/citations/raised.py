"""Numbers of a list without square brackets: raised (`work.³,⁴`), glued (`work.3,4`), in round ones (`work (3, 4)`).

So little marks them that they are read only where the paper numbers its list and has fewer markers in square brackets. A
raised number is one behind a word or a mark, not behind a unit (`km²`). Of the others all must count: each group
names entries met before or the next one, and together they name most of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from sys import maxsize
from unicodedata import normalize

from pipeline.document import CJK
from pipeline.layers import Marker
from pipeline.marks.citations.numeric import works_in

_MARK = r"[.,;:!?)\]”’\"'。，；：！？）」』》]"
_WORD = rf"(?:(?<=[^\W\d_]{{2}})(?<!\b[kcmdn]m)(?<!\b(?:ft|in|ha))|(?<=[{CJK}]))"
"""Behind a word; `km²` is none."""
_BEHIND = rf"(?:(?<={_MARK})|{_WORD}|(?<={_MARK} )|(?<=[^\W\d_]{{3}} ))"
_RAISED = re.compile(rf"{_BEHIND}(?<![⁰¹²³⁴-⁹][,–-])[⁰¹²³⁴-⁹]{{1,3}}(?:[,，–⁻-]\s?[⁰¹²³⁴-⁹]{{1,3}})*")
_GLUED = re.compile(
    r"(?:(?<=[A-Za-z)”’\"][.,;:])|(?<=[A-Za-z]{3})|(?<=[)”’\"]))\d{1,3}(?:[,–-]\d{1,3})*(?=[\s.,;:?)—]|\Z)(?![.,]\d)"
)
_ROUND = re.compile(r"(?<=[\w”’)%] )\(\d{1,3}(?:(?:, ?|[–-])\d{1,3})*\)(?=[\s.,;:?!—]|\Z)")
FEWEST_ENTRIES = 5
MOST_OF_LIST = 0.6
"""This part of a list is named where figures that nothing raises are markers."""
FURTHEST = 3
"""How far beyond the last entry the next one may lie, where a marker between was lost."""


def raised_markers(text: str, listed: Set[str], notes: Set[str], bracketed: int) -> list[Marker]:
    """The markers of a reading text that are raised numbers, or plain ones that count the list upwards.

    `listed` and `notes` are the numbers of the paper's entries and notes; `bracketed` is how many markers in square
    brackets it has.

    >>> [marker.end - marker.start for marker in raised_markers("It is work.³,⁴ On 5 km² they wait.¹", {"1", "2", "3", "4"}, set(), 0)]
    [3, 1]
    """
    raised = [marker for marker in _markers(_RAISED, text, listed) if notes.isdisjoint(_numbers(marker))]
    found = max(raised, _counting(text, listed, notes), key=len)
    return found if len(found) > bracketed else []


def _counting(text: str, listed: Set[str], notes: Set[str]) -> list[Marker]:
    """The plain numbers that count a list upwards: glued ones, or those in round brackets; none in a paper with notes."""
    if len(listed) < FEWEST_ENTRIES or notes:
        return []
    for pattern in (_ROUND, _GLUED):
        counted = list(_upwards(_markers(pattern, text, listed)))
        if len({number for marker in counted for number in _numbers(marker)}) >= len(listed) * MOST_OF_LIST:
            return counted
    return []


def _upwards(markers: Iterable[Marker]) -> Iterator[Marker]:
    last = 0
    for marker in markers:
        numbers = sorted(map(int, _numbers(marker)))
        reached = last
        for number in numbers:
            reached = max(reached, number) if number <= reached + FURTHEST else maxsize
        if reached < maxsize:
            last = reached
            yield marker


def _markers(pattern: re.Pattern[str], text: str, listed: Set[str]) -> Iterator[Marker]:
    """What is printed so and names nothing but entries."""
    for match in pattern.finditer(text):
        works = works_in(normalize("NFKC", match.group().strip("()")).replace("−", "-"))
        if works and all(work.number in listed for work in works):
            yield Marker(match.start(), match.end(), "numeric", works)


def _numbers(marker: Marker) -> list[str]:
    return [work.number or "" for work in marker.works]
