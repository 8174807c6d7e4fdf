"""The value that travels through the pipeline: a source text and its lines.

The source text is never altered; every unit is a `Span` in it. Offsets are Unicode code points, half open, as in the
Web Annotation data model (TextPositionSelector). What a person reads there is laid out by `pipeline.line_map`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from sys import maxsize
from typing import NamedTuple

BLANKS = "".join(
    map(chr, [*range(9, 14), 32, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF])
)
"""Blanks of any width, of none too, and the ends of lines and pages."""
CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as they stand between the brackets of a pattern."""

_CJK_RUN = re.compile(rf"[{CJK}]+")
_LATIN = re.compile(r"[A-Za-z0-9]")
_LETTERS = re.compile(r"[^\W_]+")


class Span(NamedTuple):
    """A stretch of the source text: code points, half open."""

    start: int
    end: int


class Edit(NamedTuple):
    """The reading text of the source characters from `start` to `end` (half open); empty where they are left out."""

    start: int
    end: int
    text: str


class Line(NamedTuple):
    """One line of the source, without its end: where it begins and ends, and the page it stands on (from 1).

    `role` is what the format says of it: nothing, `heading`, `strong` (begins in bold), `quotation`, `item`, or the kind
    of gap it is.
    """

    start: int
    end: int
    page: int | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader gives: the source text of one paper, its lines in order, and the edits its reading text asks for."""

    paper_id: str
    source: str
    lines: tuple[Line, ...]
    source_format: str
    source_sha256: str
    edits: tuple[Edit, ...] = ()

    def pages_at(self, offsets: Sequence[int]) -> list[int | None]:
        """The pages on which the characters at `offsets` stand, None where the source has no page ends.

        >>> Document("li-2020", "一\\n\\f二", (Line(0, 1, 1), Line(3, 4, 2)), "text-layer", "").pages_at([0, 3])
        [1, 2]
        """
        if not self.lines or self.lines[0].page is None:
            return [None] * len(offsets)
        return [self.lines[max(bisect_right(self.lines, (offset, maxsize)) - 1, 0)].page for offset in offsets]


def line_and_column(source: str, offset: int) -> tuple[int, int]:
    """Line and column (both from 1) of a character of the source, for messages to people.

    >>> line_and_column("一\\n二三", 3)
    (2, 2)
    """
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def strip(source: str, start: int, end: int) -> Span:
    """The span without the blanks and line ends at its edges (empty where it holds nothing else)."""
    text = source[start:end]
    printed = text.lstrip(BLANKS)
    start += len(text) - len(printed)
    return Span(start, start + len(printed.rstrip(BLANKS)))


def language_of(text: str) -> str:
    """`zh` where a tenth of the letters or more are Chinese characters, else `en` (BCP 47).

    >>> language_of("5G 技术"), language_of("the term 劳动 in Marx's writing")
    ('zh', 'en')
    """
    if text.isascii():
        return "en"
    chinese, enough = 0, len(text) / 10
    for run in _CJK_RUN.finditer(text):
        chinese += run.end() - run.start()
        if chinese > enough:
            return "zh"
    if not chinese:
        return "en"
    letters = sum(map(len, _LETTERS.findall(text)))
    return "zh" if chinese * 10 > letters or _LATIN.search(text) is None else "en"
