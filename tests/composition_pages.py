"""The pages of a composed paper: their running heads and numbers, and the notes at their feet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hypothesis import assume

from tests.composition_marks import Habits, Rows, add_note, note_mark
from tests.composition_stock import Script
from tests.typesetting import Manner, typeset

_MARK = re.compile("[①-⑳㉑-㉟]|[⁰¹²³⁴-⁹]+")


def with_running_heads(source: str, manner: Manner, script: Script) -> str:
    """The pages with a running head and a page number each, where there are several."""
    pages = source.split("\f")[:-1]
    if len(pages) < 2:
        return source
    end = "\n\n" if manner.blank_lines else "\n"
    # What comes back at the edges of pages is page furniture: no text comes back there.
    edges = [line for page in pages for line in (*page.split(end)[:2], *page.split(end)[-3:]) if line]
    assume(len(edges) == len(set(edges)))
    head = "Labour Studies" if script.gap else "劳动与时间研究"
    return "\f".join(f"{head}{end}{page}{number}{end}" for number, page in enumerate(pages, 1)) + "\f"


def with_foot_notes(texts: Sequence[str], manner: Manner, habits: Habits, rows: Rows, *, anew: bool) -> str:
    """The blocks on pages, each page's notes at its foot, numbered `anew` on every page or throughout; adds to the rows."""
    end = "\n\n" if manner.blank_lines else "\n"
    lines = typeset(texts, manner._replace(lines_a_page=0)).split(end)[:-1]
    pages = []
    number = 0
    notes = []
    for page in _pages(lines, manner):
        marks = {mark: index for index, mark in enumerate(_MARK.findall("\n".join(page)), 1 if anew else number + 1)}
        feet = []
        for printed in marks.values():
            number += 1
            mark = note_mark(habits.manner, printed)
            cited = rows.citations[number - 1]
            rows.citations[number - 1] = cited._replace(marker=mark)
            notes.append(add_note(rows, habits, str(printed), number))
            feet.append(f"{mark} {notes[-1]}")
        body = _marked("\n".join(page), [note_mark(habits.manner, printed) for printed in marks.values()]).split("\n")
        pages.append(end.join(body) + end + typeset(feet, manner._replace(lines_a_page=0, indent=0)))
    marks_of_notes = [cited.marker for cited in rows.citations]
    rows.sentences[:] = [*_marked("\n".join(rows.sentences), marks_of_notes).split("\n"), *notes]
    rows.paragraphs[:] = [*_marked("\n".join(rows.paragraphs), marks_of_notes).split("\n"), *notes]
    if number:
        rows.sections.append(("notes", None, None, 1))
    return with_running_heads("\f".join(pages) + "\f", manner, habits.script)


def _marked(text: str, marks: Sequence[str]) -> str:
    """A text whose notes bear other marks, in their order."""
    following = iter(marks)
    return _MARK.sub(lambda _: next(following), text)


def _pages(lines: Sequence[str], manner: Manner) -> Iterator[list[str]]:
    """The lines page by page, with room left for the notes that their marks call for."""
    page: list[str] = []
    room = manner.lines_a_page
    for line in lines:
        room -= 1 + 2 * len(_MARK.findall(line))
        if page and room < 0:
            yield page
            page, room = [], manner.lines_a_page - 1 - 2 * len(_MARK.findall(line))
        page.append(line)
    yield page
