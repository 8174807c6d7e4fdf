"""Notes: where one begins and ends, in a section of notes and at the foot of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.document import Span
from pipeline.layers import Note
from pipeline.structure.headings import label_of as heading_label
from pipeline.structure.lines import TextLine

_LABEL = re.compile(
    r"(?:(?P<circled>[①-⑳㉑-㉟])|\[(?P<square>\d{1,3}|[ivxlc]{1,8})\]|[(（](?P<round>\d{1,3})[)）]"
    r"|(?P<superscript>[⁰¹²³⁴-⁹]{1,3})|(?P<plain>\d{1,3})(?:[.．](?!\d)|[、)]|(?=[ \u3000])|(?=[\u4e00-\u9fff“《])(?![年月日页頁期卷号號章])))[ \u3000.．、:：]*(?=\S)"
)
_SQUARE = re.compile(r"\[(\d{1,3})\]")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class NoteLines(NamedTuple):
    """A note as printed: the note, and its lines without the label."""

    note: Note
    lines: tuple[TextLine, ...]


class Cut(NamedTuple):
    """Lines cut into notes, what stands before the first of them, and whether the labels are `[1]`."""

    before: tuple[TextLine, ...]
    notes: list[NoteLines]
    square: bool


def label_of(text: str) -> tuple[str, int, str] | None:
    """The number with which a note begins, where its text begins, and the manner of the label.

    >>> label_of("① 马克思：《资本论》"), label_of("12 The term"), label_of("[3] Fuchs")
    (('1', 2, 'circled'), ('12', 3, 'plain'), ('3', 4, 'square'))
    """
    match = _LABEL.match(text)
    if match is None or match.lastgroup is None:
        return None
    printed = match[match.lastgroup]
    if match.lastgroup == "circled":
        point = ord(printed)
        printed = str(point - 0x2460 + 1 if point < 0x2474 else point - 0x3251 + 21)
    return printed.translate(_FIGURES), match.end(), match.lastgroup


def cut(lines: Sequence[TextLine]) -> Cut:
    """Cut a section of notes at its labels, which are set in one manner and count upwards."""
    starts: list[tuple[int, str, int, str]] = []
    for index, line in enumerate(lines):
        label = label_of(line.text)
        if label is not None and (not starts or (_fits(starts[-1][3], label[2]) and _follows(starts[-1][1], label[0]))):
            starts.append((index, *label))
    notes = []
    for place, (index, number, text, _) in enumerate(starts):
        stop = starts[place + 1][0] if place + 1 < len(starts) else len(lines)
        first = lines[index]
        body = (first.from_(text), *lines[index + 1 : stop])
        printed = Span(first.start, first.at(len(first.text[:text].rstrip()) - 1) + 1)
        notes.append(NoteLines(Note(number, printed, Span(body[0].start, body[-1].end)), body))
    manners = {manner for *_, manner in starts}
    return Cut(tuple(lines[: starts[0][0]] if starts else lines), notes, manners == {"square"})


def _fits(manner: str, following: str) -> bool:
    """True where a label is set as the one before it; where circled figures end, `(21)` goes on."""
    return following == manner or {manner, following} == {"circled", "round"}


def _follows(last: str, number: str) -> bool:
    return number == "1" or not last.isdigit() or not number.isdigit() or 1 <= int(number) - int(last) <= 2


LONGEST_PAGE = 300
"""More lines than this between two form feeds are no printed page."""


class Foot(NamedTuple):
    """The lines of running text of a paper, and the notes at the foot of its pages."""

    lines: list[TextLine]
    notes: list[NoteLines]


def without_foot_notes(lines: Sequence[TextLine]) -> Foot:
    """Take the notes at the foot of each page from the lines, where the layer tells pages.

    The notes of a page begin at a label that goes on counting and whose mark stands higher on the page. Below the
    heading of a list of notes or references there are none: there a label is one of the list.
    """
    if not lines or lines[0].page is None:
        return Foot(list(lines), [])
    end = next((index for index, line in enumerate(lines) if _heads_list(line.text)), len(lines))
    kept: list[TextLine] = []
    notes: list[NoteLines] = []
    last = 0
    for _, of_page in groupby(lines[:end], key=lambda line: line.page):
        page = list(of_page)
        at = _first_note(page, last) if page[0].page is not None and len(page) <= LONGEST_PAGE else len(page)
        kept += page[:at]
        if at < len(page):
            # The blank line above the notes parts them from the text, not the text from itself.
            kept[-1] = kept[-1]._replace(blank_after=False)
            found = cut(page[at:]).notes
            notes += found
            last = max([last, *(int(note.note.number) for note in found if note.note.number.isdigit())])
    return Foot([*kept, *lines[end:]], notes)


def _heads_list(text: str) -> bool:
    label = heading_label(text)
    return label is not None and label.section_kind in ("references", "notes") and label.rest == len(text)


def _first_note(page: Sequence[TextLine], last: int) -> int:
    """Where the notes of a page begin: the length of the page where it has none."""
    for index in range(1, len(page)):
        label = label_of(page[index].text)
        if label is None or not label[0].isdigit() or int(label[0]) not in (1, last + 1):
            continue
        above, below = page[:index], page[index:]
        number, _, manner = label
        if _square_notes(above, below) if manner == "square" else _has_mark(_text(above), number, manner):
            return index
    return len(page)


def _text(lines: Sequence[TextLine]) -> str:
    return "\n".join(line.text for line in lines)


def _square_notes(above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """True where the marks above are the labels below and nothing else: `[1]` more often cites a list of references."""
    labels = [
        number for line in below for number, _, manner in [label_of(line.text) or ("", 0, "")] if manner == "square"
    ]
    return _SQUARE.findall(_text(above)) == labels == _SQUARE.findall(_text(below))


def _has_mark(text: str, number: str, manner: str) -> bool:
    if manner == "circled":
        value = int(number)
        return chr(0x2460 + value - 1 if value <= 20 else 0x3251 + value - 21) in text
    superscript = number.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return (
        re.search(
            rf"(?<![⁰¹²³⁴-⁹]){superscript}(?![⁰¹²³⁴-⁹])"
            rf"|(?<=[a-z.,;:!?”’)。，；：！？])(?<!\d[.．]){number}(?!\d|[.,]\d)(?=\s|\Z|[—–])",
            text,
        )
        is not None
    )
