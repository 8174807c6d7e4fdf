"""Printed lines: what a text layer or a marked-up source keeps of each, and the text a person reads in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from sys import maxsize
from typing import NamedTuple

from pipeline.document import BLANKS, Document
from pipeline.line_map import pieces_of
from pipeline.structure.closing import CLOSERS, MARKER, closes

_UNIT = re.compile(
    r"[“‘「『《〈（(\[［〔]*(?:[A-Za-z0-9][A-Za-z0-9'’.,:;()\[\]%–-]*|.)"
    rf"[{CLOSERS}，。；：？！、…]*(?:[–~-]?{MARKER}[{CLOSERS}，。；：？！、]*)*"
)
"""What a typesetter moves to the next line as one piece: a Latin word, or one character, with its punctuation."""

HEAD_LINES = 12
"""How many lines from its beginning a paper's head is looked for."""


class TextLine(NamedTuple):
    """One printed line: its span without blanks at the edges, what the layer kept of its setting, and its widths.

    `text` is the line as a person reads it; `role` what the format says of it (`document.Line`). `characters` counts
    code points, `columns` a Chinese one as two; `unit` and `unit_columns` those of its first word. `places` are the
    pieces of an edited line: where each begins in the text, and the source character it begins with.
    """

    start: int
    end: int
    text: str
    role: str
    closes: bool
    indented: bool
    trailing_blank: bool
    blank_after: bool
    page: int | None
    characters: int
    columns: int
    unit: int
    unit_columns: int
    places: tuple[tuple[int, int], ...] = ()

    def at(self, place: int) -> int:
        """The source offset of a character of the text."""
        if not self.places:
            return self.start + place
        piece, source = self.places[bisect_right(self.places, (place, maxsize)) - 1]
        return source + place - piece

    def upto(self, place: int) -> TextLine:
        """The line up to a character of its text."""
        text = self.text[:place].rstrip(BLANKS)
        places = tuple(piece for piece in self.places if piece[0] < len(text))
        return line_of(text, self.start, self.at(len(text) - 1) + 1, self.page, self.role, places)

    def from_(self, place: int) -> TextLine:
        """The rest of the line from a character of its text on; it reaches as far to the right as the whole."""
        text = self.text[place:]
        rest = tuple((piece - place, source) for piece, source in self.places if piece > place)
        places = ((0, self.at(place)), *rest) if self.places else ()
        line = line_of(text, self.at(place), self.end, self.page, self.role, places)
        return line._replace(
            trailing_blank=self.trailing_blank, blank_after=self.blank_after,
            characters=self.characters, columns=self.columns,
        )  # fmt: skip


def text_lines(document: Document) -> list[TextLine]:
    """The lines of a document that hold text, in order."""
    source = document.source
    edited = len(document.edits) > 0
    found: list[TextLine] = []
    blank_after = False
    for start, end, page, role in reversed(document.lines):
        line = source[start:end]
        text = line.strip(BLANKS)
        if not text:
            blank_after = True
            continue
        left = start + line.index(text)
        right = left + len(text)
        indented, trailing_blank = left > start + 1, right < end
        places: tuple[tuple[int, int], ...] = ()
        if edited:
            text, left, right, places = _edited(document, left, right)
        if text:
            found.append(line_of(text, left, right, page, role, places, indented, trailing_blank, blank_after))
        blank_after = not text
    found.reverse()
    return found


def _edited(document: Document, start: int, end: int) -> tuple[str, int, int, tuple[tuple[int, int], ...]]:
    """A line's reading text, its source span without markup at the edges, and the places of its pieces."""
    pieces = pieces_of(document.source, start, end, document.edits)
    while pieces and not pieces[0][0].strip(BLANKS):
        pieces.pop(0)
    while pieces and not pieces[-1][0].strip(BLANKS):
        pieces.pop()
    if not pieces:
        return "", start, start, ()
    lead = len(pieces[0][0]) - len(pieces[0][0].lstrip(BLANKS))
    tail = len(pieces[-1][0]) - len(pieces[-1][0].rstrip(BLANKS))
    text = "".join([piece for piece, _, _ in pieces])
    places = []
    at = -lead
    for piece, source_start, _ in pieces:
        places.append((max(at, 0), source_start + (lead if at < 0 else 0)))
        at += len(piece)
    plain = len(pieces) == 1 and len(pieces[0][0]) == pieces[0][2] - pieces[0][1]
    left, right = places[0][1], pieces[-1][2] - tail
    return text[lead : len(text) - tail], left, right, () if plain else tuple(places)


def line_of(
    text: str,
    start: int,
    end: int,
    page: int | None,
    role: str = "",
    places: tuple[tuple[int, int], ...] = (),
    indented: bool = False,
    trailing_blank: bool = False,
    blank_after: bool = False,
) -> TextLine:
    """A line of text (no blanks at its edges) that stands for a span of the source."""
    unit, unit_columns = 1, 2
    if not ("\u4e00" <= text[0] <= "\u9fff" and "\u4e00" <= text[1:2] <= "\u9fff"):
        word = _UNIT.match(text)
        unit = word.end() if word else 0
        unit_columns = _columns(text[:unit])
    return TextLine._make((
        start, end, text, role, closes(text), indented, trailing_blank, blank_after, page,
        len(text), _columns(text), unit, unit_columns, places,
    ))  # fmt: skip


def _columns(text: str) -> int:
    """The width of a text in columns: a character of three UTF-8 bytes is set as wide as two Latin letters."""
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) >> 1
