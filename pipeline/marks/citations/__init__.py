"""Citation markers in running text, of every style, each with the works it names and the places in them."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from pipeline.findings import Finding
from pipeline.layers import Marker
from pipeline.marks.citations.author_year import author_year_markers, clear_of
from pipeline.marks.citations.narrative import NameYears
from pipeline.marks.citations.notes import note_marks
from pipeline.marks.citations.numeric import MOST_ENTRIES, is_whole, numeric_markers
from pipeline.marks.citations.raised import raised_markers


class Markers(NamedTuple):
    """The markers of a text in order, and what was refused: (start, end, as printed)."""

    found: list[Marker]
    refused: list[tuple[int, int, str]]


def markers_of(
    text: str,
    known: NameYears | None = None,
    listed: Set[str] = frozenset(),
    notes: Sequence[str] = (),
) -> Markers:
    """All citation markers of a reading text.

    `known` are the authors and years of the paper's list, `listed` its numbers; `notes` the numbers of its notes. Where a
    number follows an author and year, the citation is the number.

    >>> [(marker.style, marker.start, marker.end) for marker in markers_of("张全真(1998)[6]和（马静 2003）[8]57").found]
    [('numeric', 9, 12), ('numeric', 22, 27)]
    """
    found, refused = numeric_markers(text, listed)
    if listed:
        # A line that begins with one is an entry of the list itself.
        bracketed = sum(text[marker.start - 1 : marker.start] not in ("", "\n") for marker in found)
        found = sorted(found + raised_markers(text, listed, set(notes), bracketed))
    starts = {marker.start for marker in found}
    for marker in clear_of(found, author_year_markers(text, known or {})):
        numbered = marker.end in starts or (text[marker.end : marker.end + 1] == " " and marker.end + 1 in starts)
        if not numbered:
            found.append(marker)
    found.sort()
    return Markers(sorted(found + clear_of(found, note_marks(text, notes))), refused)


_BESIDE = re.compile("[ ,，、;；]{0,8}")
LONGEST_GROUP = 40
"""More markers in a row than this do not support one passage."""


def group(text: str, markers: Sequence[Marker], first: int, end: int) -> range:
    """The indexes of a marker and of those adjacent behind it (`[38][39]`, `[1] [2]`), which support as one."""
    last = first + 1
    end = min(end, first + LONGEST_GROUP)
    while last < end and _BESIDE.fullmatch(text, markers[last - 1].end, markers[last].start):
        last += 1
    return range(first, last)


def absurd(paper_id: str, value: str, offset: int) -> Finding:
    """The finding for a bracketed number that no list of references reaches."""
    message = f"{value} looks like a citation, but no list has such an entry (1 to {MOST_ENTRIES} were expected): no citation was made of it"
    return Finding("absurd-number", "warning", message, paper_id, "citations", offset=offset, value=value)


_FIGURES_MISREAD = re.compile(r"(?<![A-Za-z\d])(?=\d{0,3}[oOl])(?:1[6-9]|2[0oO])[\doOl]{2}")


def is_misread(text: str, marker: Marker) -> bool:
    """True where recognition garbled a marker of the text: its bracket, or a figure."""
    printed = text[marker.start : marker.end]
    return not is_whole(printed) if marker.style == "numeric" else _FIGURES_MISREAD.search(printed) is not None


def misread(paper_id: str, text: str, marker: Marker, offset: int) -> Finding:
    """The finding for a marker that recognition garbled."""
    printed = text[marker.start : marker.end]
    works = "; ".join(
        " ".join(filter(None, (work.number, ", ".join(work.names), work.year, work.locator))) for work in marker.works
    )
    message = f"{printed} is not printed whole: it was read as {works}; correct it, or leave it"
    return Finding("doubtful-citation", "warning", message, paper_id, "citations", offset=offset, value=printed)
