"""What runs on below a line that is no running text: a caption or a notice over several lines, the rows of a table.

A text layer tells neither where a caption ends nor what a row is. A caption or notice goes on while its lines are
full and close no sentence; rows below the caption of a table are lines of numbers, and what stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from pipeline.structure.headings import label_of
from pipeline.structure.lines import TextLine

_OF_TABLE = re.compile(r"(?:附?表|Tab(?:le|\.))", re.IGNORECASE)
_CELL = re.compile(r"\S+")
_NUMERIC = re.compile(r"[(（<>≤≥=±~−–-]*[\d.]*\d[\d.,:%％*†‡()（）–−-]*\Z")
_COUNT = re.compile(r"\d{1,4} \S+(?: \S+)?\Z")
"""Right below a row, a line that counts one thing: a cell set over several lines."""
_PROSE = re.compile(r"[a-z,;]+ (?:[a-z]+[,;]? ){5}")
_NOTE = re.compile(r"(?:Notes?|Sources?)[.:]|[*†‡]|[注註][:：]|(?:资料|資料|数据|數據)?(?:来源|來源)[:：]")
_BETWEEN = (None, "running-head", "page-number", "footer")
"""What may stand among the rows of a table that goes on over a page."""
RUNNING_ON = frozenset({"caption", "boilerplate", "front-matter"})
FULL = 0.75
"""A line narrower than this part of the widest ones ends a caption."""
MOST_LINES = 8
FEWEST_NUMBERS = 2
"""A line with so many numbers is a row of a table."""
MOST_BETWEEN = 3
"""So many lines without numbers may stand between two rows: heads of parts, cells that run on."""


def running_on(lines: Sequence[TextLine], kinds: Sequence[str | None]) -> Iterable[tuple[int, str]]:
    """The lines of a text layer that belong to what stands above them, each with its kind."""
    if not lines:
        return
    usual = sorted(line.columns for line in lines)[len(lines) * 9 // 10]
    for index, kind in enumerate(kinds):
        if kind not in RUNNING_ON or (index + 1 < len(lines) and kinds[index + 1] is not None):
            continue
        last = _last_line(lines, kinds, index, usual)
        yield from ((below, kind) for below in range(index + 1, last + 1))
        if kind == "caption" and _OF_TABLE.match(lines[index].text):
            rows = _rows(lines, kinds, last + 1)
            yield from ((row, "table") for row in rows if kinds[row] is None)
            if rows and rows.stop < len(lines) and _NOTE.match(lines[rows.stop].text):
                last = _last_line(lines, kinds, rows.stop, usual)
                yield from ((below, "caption") for below in range(rows.stop, last + 1))


def _last_line(lines: Sequence[TextLine], kinds: Sequence[str | None], first: int, usual: int) -> int:
    """The last line of a caption or notice; its first one where no line of a few closes it."""
    for index in range(first, min(first + MOST_LINES, len(lines))):
        if index > first and (kinds[index] is not None or label_of(lines[index].text) is not None):
            return index - 1
        if lines[index].closes or lines[index].blank_after or lines[index].columns < usual * FULL:
            return index
    return first


def _rows(lines: Sequence[TextLine], kinds: Sequence[str | None], first: int) -> range:
    """The rows of a table from a line on: as far as lines of numbers follow one another closely."""
    end = first
    for index in takewhile(lambda index: kinds[index] in _BETWEEN, range(first, len(lines))):
        if index - end >= MOST_BETWEEN or _PROSE.search(lines[index].text):
            break
        counts = index == end and _COUNT.match(lines[index].text) is not None
        if kinds[index] is None and (counts or _is_row(lines[index].text)):
            end = index + 1
    return range(first, end)


def _is_row(text: str) -> bool:
    """True for a line of a table: two numbers at least, and no fewer than a third of its words."""
    cells = _CELL.findall(text)
    numbers = sum(_NUMERIC.match(cell) is not None for cell in cells)
    return numbers >= FEWEST_NUMBERS and numbers * 3 >= len(cells)
