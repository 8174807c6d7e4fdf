"""What runs on below a line that is no running text: a caption or a notice over several lines, the rows of a table.

A text layer tells neither where a caption ends nor what a row is. A caption or notice goes on while its lines are
full and close no sentence; rows below the caption of a table are lines of numbers, and what stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline.structure.headings import label_of
from pipeline.structure.lines import TextLine

_OF_TABLE = re.compile(r"(?:附?表|Tab(?:le|\.))", re.IGNORECASE)
_CELL = re.compile(r"\S+")
_NUMERIC = re.compile(r"[(（<>≤≥=±~−–-]*[\d.]*\d[\d.,:%％*†‡()（）–−-]*\Z")
_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.? [A-Z][a-z]+")
_COUNT = re.compile(r"\d{1,4} \S+(?: \S+)?\Z")
"""Right below a row, a line that counts one thing: a cell set over several lines."""
_PROSE = re.compile(r"[a-z,;]+ (?:[a-z]+[,;]? ){5}")
_NOTE = re.compile(r"(?:Notes?|Sources?)[.:]|[*†‡]|[注註][:：]|(?:资料|資料|数据|數據)?(?:来源|來源)[:：]")
_BETWEEN = (None, "running-head", "page-number", "footer")
"""What may stand among the rows of a table that goes on over a page."""
RUNNING_ON = frozenset({"caption", "boilerplate", "front-matter"})
FULL = 0.97
"""A line ends a caption where the next word would have left it narrower than this part of the widest ones."""
MOST_PARTED = 0.6
"""Blank lines stand between paragraphs where more of the lines that end one have one after them."""
MOST_LINES = 12
FEWEST_ROWS = 2
FEWEST_NUMBERS = 2
"""A line with so many numbers is a row of a table."""
MOST_BETWEEN = 3
"""So many lines without numbers may stand between two rows: heads of parts, cells that run on."""


class Layer(NamedTuple):
    """The lines of a text layer, what is known of each, how wide full ones are, and whether paragraphs stand apart."""

    lines: Sequence[TextLine]
    kinds: Sequence[str | None]
    usual: int
    apart: bool

    @classmethod
    def of(cls, lines: Sequence[TextLine], kinds: Sequence[str | None]) -> Layer:
        """Learn from the lines how wide they are set and whether blank lines stand between paragraphs."""
        usual = sorted(line.columns for line in lines)[len(lines) * 9 // 10] if lines else 0
        layer = cls(lines, kinds, usual, apart=False)
        ends = [line.blank_after for index, line in enumerate(lines) if line.closes and not layer.is_full(index)]
        return layer._replace(apart=sum(ends) > len(ends) * MOST_PARTED)

    def is_full(self, index: int) -> bool:
        """True for a line on which the first word of the next had no room."""
        line, following = self.lines[index], self.lines[index + 1 : index + 2]
        return line.columns + 1 + (following[0].unit_columns if following else 0) >= self.usual * FULL

    def running_on(self) -> Iterable[tuple[int, str]]:
        """The indexes of lines that belong to what stands above them, each with its kind."""
        for index, kind in enumerate(self.kinds):
            if kind not in RUNNING_ON or (index + 1 < len(self.lines) and self.kinds[index + 1] is not None):
                continue
            last = self._last_line(index)
            yield from ((below, kind) for below in range(index + 1, last + 1))
            if kind == "caption" and _OF_TABLE.match(self.lines[index].text):
                rows = self._rows(last + 1)
                yield from ((row, "table") for row in (*self._rows_above(index), *rows) if self.kinds[row] is None)
                if rows and rows.stop < len(self.lines) and _NOTE.match(self.lines[rows.stop].text):
                    yield from ((below, "caption") for below in range(rows.stop, self._last_line(rows.stop) + 1))

    def _last_line(self, first: int) -> int:
        """The last line of a caption or notice; its first one where none of a few ends it."""
        for index in range(first, min(first + MOST_LINES, len(self.lines))):
            line = self.lines[index]
            if index > first and (self.kinds[index] is not None or label_of(line.text) is not None):
                return index - 1
            if line.blank_after or (not self.apart and (line.closes or not self.is_full(index))):
                return index
        return first

    def _rows_above(self, end: int) -> range:
        """The rows of a table right above its caption, as some set it."""
        above = takewhile(lambda row: self.kinds[row] is None and is_row(self.lines[row].text), range(end - 1, -1, -1))
        first = min(above, default=end)
        return range(first if end - first >= FEWEST_ROWS else end, end)

    def _rows(self, first: int) -> range:
        """The rows of a table from a line on: as far as lines of numbers follow one another closely."""
        end = first
        for index in takewhile(lambda index: self.kinds[index] in _BETWEEN, range(first, len(self.lines))):
            text = self.lines[index].text
            if index - end >= MOST_BETWEEN or _PROSE.search(text):
                break
            if self.kinds[index] is None and (is_row(text) or (index == end and _COUNT.match(text))):
                end = index + 1
        return range(first, end)


def is_row(text: str) -> bool:
    """True for a line of a table: two numbers at least, and no fewer than a third of its words."""
    if _HEADING.match(text):
        return False
    cells = _CELL.findall(text)
    numbers = sum(_NUMERIC.match(cell) is not None for cell in cells)
    return numbers >= FEWEST_NUMBERS and numbers * 3 >= len(cells)
