"""Notes: where one begins and ends, in a section of notes and at the foot of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

from pipeline.document import Span
from pipeline.layers import Note
from pipeline.markup import circled, raised
from pipeline.structure.headings import MAY_BEGIN
from pipeline.structure.headings import label_of as heading_label
from pipeline.structure.lines import HEAD_LINES, TextLine

_LABEL = re.compile(
    r"(?:(?P<circled>[①-⑳㉑-㉟])|\[(?P<square>\d{1,3}|[ivxlc]{1,8})\]|[(（](?P<round>\d{1,3})[)）]"
    r"|(?P<superscript>[⁰¹²³⁴-⁹]{1,3})|(?P<plain>\d{1,3})(?:[.．](?!\d)|[、)]|(?=[ \u3000])|(?=[\u4e00-\u9fff“《])(?![年月日页頁期卷号號章])))[ \u3000.．、:：]*(?=\S)"
)
_RAISED = re.compile("[①-⑳㉑-㉟]|[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2}")
LONGEST_CREDIT = 30
_LISTING = frozenset("：:；;")
"""How a line ends that a list stands below, or an item of one."""
_STAR = re.compile(r"([*＊†‡]{1,3})[ \u3000]*(?=[^\s*＊†‡])")
_SQUARE = re.compile(r"\[(\d{1,3})\]")


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
    return normalize("NFKC", match[match.lastgroup]), match.end(), match.lastgroup


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
        notes.append(_note(lines[index:stop], number, text))
    manners = {manner for *_, manner in starts}
    return Cut(tuple(lines[: starts[0][0]] if starts else lines), notes, manners == {"square"})


def _note(lines: Sequence[TextLine], number: str, text: int) -> NoteLines:
    """The note whose label begins the lines and whose text begins at a place of the first."""
    first = lines[0]
    body = (first.from_(text), *lines[1:])
    return NoteLines(Note(number, Span(first.start, body[0].start), Span(body[0].start, body[-1].end)), body)


def _fits(manner: str, following: str) -> bool:
    """True where a label is set as the one before it; where circled figures end, `(21)` goes on."""
    return following == manner or {manner, following} == {"circled", "round"}


def _follows(last: str, number: str) -> bool:
    return number == "1" or not last.isdigit() or not number.isdigit() or 1 <= int(number) - int(last) <= 2


LONGEST_HEAD = 25
LONGEST_PAGE = 300
"""More lines than this between two form feeds are no printed page."""


class Foot(NamedTuple):
    """The lines of running text of a paper, and the notes at the foot of its pages."""

    lines: list[TextLine]
    notes: list[NoteLines]


def without_foot_notes(lines: Sequence[TextLine]) -> Foot:
    """Take the notes at the foot of each page from the lines; a format without pages leaves them between paragraphs.

    The notes of a page begin at a label that goes on counting and whose mark stands higher on the page. Below the
    heading of a list of notes or references there are none: there a label is one of the list.
    """
    lists = (index for index, line in enumerate(lines) if line.text[0] in MAY_BEGIN and _heads_list(line.text))
    end = next(lists, len(lines))
    if lines and lines[0].page is None:
        listed = any(line.role == "heading" and _heads(line.text, "notes") for line in lines[end:])
        return Foot(list(lines), []) if listed else _notes_beside(lines, end)
    kept: list[TextLine] = []
    notes: list[NoteLines] = []
    last = 0
    for _, of_page in groupby(lines[:end], key=lambda line: line.page):
        page = list(of_page)
        at = _first_note(page, last) if len(page) <= LONGEST_PAGE else len(page)
        star = _star_note(page[:at])
        kept += page[:star]
        if star < len(page):
            # The blank line above the notes parts them from the text, not the text from itself.
            kept[-1] = kept[-1]._replace(blank_after=False)
            found = [_starred(lines) for lines in [page[star:at]] if lines] + cut(page[at:]).notes
            notes += found
            last = max([last, *(int(note.note.number) for note in found if note.note.number.isdigit())])
    return Foot([*kept, *lines[end:]], notes)


def _star_note(page: Sequence[TextLine]) -> int:
    """Where, in the lower half of a page's text, a note begins whose mark is a star above; its length where none does."""
    for index in range(len(page) // 2 + 1, len(page)):
        if (star := _STAR.match(page[index].text)) and star[1] in _text(page[:index]):
            return index
    return len(page)


def _starred(lines: Sequence[TextLine]) -> NoteLines:
    star = _STAR.match(lines[0].text)
    return _note(lines, star[1] if star else "*", star.end() if star else 1)


def _notes_beside(lines: Sequence[TextLine], end: int) -> Foot:
    """The notes between the lines of the text, which its list of references ends, and those gathered below that list."""
    close = len(lines)
    while close > end and _RAISED.match(lines[close - 1].text):
        close -= 1
    if close < end + 2:
        # A list of references may itself be numbered so.
        close = len(lines)
    text = _notes_between([*lines[:end], *lines[close:]])
    above = [line for line in text.lines if end == len(lines) or line.start < lines[end].start]
    return Foot([*above, *lines[end:close], *text.lines[len(above) :]], text.notes)


def _notes_between(lines: Sequence[TextLine]) -> Foot:
    """Notes that a converter leaves where their page ended: lines that begin with a raised or circled figure marked above."""
    if _RAISED.search("".join([line.text[0] for line in lines])) is None:
        return Foot(list(lines), [])
    kept: list[TextLine] = []
    notes: list[NoteLines] = []
    last = 0
    head = _head_lines(lines)
    for index, line in enumerate(lines):
        label = label_of(line.text) if index >= head and line.role == "" and _RAISED.match(line.text) else None
        if line.role == "" and line.text[0] in "*＊†‡" and _is_starred(line.text, kept):
            notes.append(_starred((line,)))
        elif label and int(label[0]) in (1, last + 1) and _is_marked(line.text, kept[-LONGEST_PAGE:]):
            notes.append(_note((line,), label[0], label[1]))
            last = int(label[0])
        else:
            kept.append(line)
    return Foot(kept, notes)


def _is_starred(text: str, above: Sequence[TextLine]) -> bool:
    """True where the star that a line begins with stands behind a word in the paper's head, and the text has begun."""
    star = _STAR.match(text)
    if star is None or not any(line.closes and len(line.text) > LONGEST_CREDIT for line in above):
        return False
    return re.search(rf"[^\s*＊†‡]{re.escape(star[1])}(?![*＊†‡])", _text(above[:HEAD_LINES])) is not None


def _is_marked(text: str, above: Sequence[TextLine]) -> bool:
    """True where the figure that a line begins with stands behind a word above, and the line is no item of a list."""
    figure = _RAISED.match(text)
    if figure is None or not above or above[-1].text[-1] in _LISTING or _RAISED.match(above[-1].text):
        return False
    return re.search(rf"[^\s:：；;，,、（(⁰¹²³⁴-⁹]{figure.group()}(?![⁰¹²³⁴-⁹])", _text(above)) is not None


def _heads_list(text: str) -> bool:
    return _heads(text, "references") or _heads(text, "notes")


def _heads(text: str, kind: str) -> bool:
    label = heading_label(text)
    return label is not None and label.section_kind == kind and label.rest == len(text)


def _head_lines(lines: Sequence[TextLine]) -> int:
    """How many lines stand above the abstract, if one begins early: there figures tell of authors' institutes."""
    for index, line in enumerate(lines[:LONGEST_HEAD]):
        label = heading_label(line.text)
        if label is not None and label.section_kind == "abstract":
            return index
    return 0


def _first_note(page: Sequence[TextLine], last: int) -> int:
    """Where the notes of a page begin: the length of the page where it has none."""
    head = _head_lines(page)
    for index in range(head + 1, len(page)):
        label = label_of(page[index].text)
        if label is None or not label[0].isdigit() or int(label[0]) not in (1, last + 1):
            continue
        number, _, manner = label
        above, below = page[0 if manner == "circled" else head : index], page[index:]
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
        return circled(int(number)) in text
    superscript = raised(number)
    return (
        re.search(
            rf"(?<![⁰¹²³⁴-⁹]){superscript}(?![⁰¹²³⁴-⁹])"
            rf"|(?<=[a-z.,;:!?”’)。，；：！？])(?<!\d[.．]){number}(?!\d|[.,]\d)(?=\s|\Z|[—–])",
            text,
        )
        is not None
    )
