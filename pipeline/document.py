"""The value that travels through the pipeline: a source text, its lines, and its reading text.

The *source text* is never altered; every unit is a `Span` in it. The *reading text* is what a person reads:
lines of one paragraph joined, broken words made whole, blanks folded. `LineMap` ties the two together.
Offsets are Unicode code points, half open, as in the Web Annotation data model (TextPositionSelector).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

BLANK = " \t\x0b\x0c\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_PRINTED = re.compile(rf"[^\r\n{BLANK}]+(?:[{BLANK}]+[^\r\n{BLANK}]+)*")
"""A line without the blanks at its edges."""
_FOLD = re.compile(rf"[{BLANK}]*\xad[{BLANK}]*|[{BLANK}]{{2,}}|[{BLANK.replace(' ', '', 1)}]")
BLANKS = "".join(
    map(chr, [*range(9, 14), 32, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF])
)
_NO_WIDTH = "\u200b\u2060\ufeff"
_LAST_LETTER = re.compile(r"[^\W_](?=[\W_]*\Z)")
_FIRST_LETTER = re.compile(r"[^\W_]")
_MEETING = re.compile(rf"[{CJK}](?: ?)(?=[A-Za-z0-9])|[A-Za-z0-9](?: ?)(?=[{CJK}])")
_MARKERS_AT_END = re.compile(r"(?:\[\d{1,3}\]){1,9}\Z")
_DECIMAL_BEGINS = re.compile(r"\d\.\Z")
_DECIMAL_ENDS = re.compile(rf"\d+ ?[{CJK}%％]")
_HYPHENATED = re.compile(r"[A-Za-z]+-[a-z]+")
_BROKEN = re.compile(r"[A-Za-z]+-\Z")
_TAIL = re.compile(r"[a-z]+")
_NO_BLANK_AFTER = "([{\xad"
_NO_BLANK_BEFORE = ",.;:!?)]}%"
_OPERATORS = "+=<>×÷±&"
_WIDE_MARK = re.compile("[\u3000-\u3004\u3008-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]")
_CJK_RUN = re.compile(rf"[{CJK}]+")
_LATIN = re.compile(r"[A-Za-z0-9]")
_LETTERS = re.compile(r"[^\W_]+")
_IS_CJK = re.compile(rf"[{CJK}]")


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

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at `offset` stands, None where the source has no page ends."""
        if not self.lines or self.lines[0].page is None:
            return None
        index = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        return self.lines[max(index, 0)].page


class Habits(NamedTuple):
    """How one paper's typesetter joins words: learned from the middle of its lines, used at their ends."""

    spaced: bool
    """A blank stands between Chinese characters and Latin letters or digits."""
    hyphenated: frozenset[str]
    """Words that carry a hyphen inside a line, in lower case."""

    @classmethod
    def of(cls, source: str) -> Habits:
        """Learn the habits of a source text.

        >>> Habits.of("5G 技术和 AI 工具，society-digital labor").spaced
        True
        """
        meetings = _MEETING.findall(source)
        spaced = sum(len(meeting) > 1 for meeting in meetings) * 2 > len(meetings)
        return cls(spaced, frozenset(word.lower() for word in _HYPHENATED.findall(source)))


def line_and_column(source: str, offset: int) -> tuple[int, int]:
    """Line and column (both from 1) of a character of the source, for messages to people.

    >>> line_and_column("一\\n二三", 3)
    (2, 2)
    """
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def strip(source: str, start: int, end: int) -> Span:
    """The span without the blanks and line ends at its edges (empty where it holds nothing else)."""
    text = source[start:end]
    left = len(text) - len(text.lstrip(BLANKS))
    return Span(start + left, max(start + left, start + len(text.rstrip(BLANKS))))


def language_of(text: str) -> str:
    """`zh` where a tenth of the letters or more are Chinese characters, else `en` (BCP 47).

    >>> language_of("5G 技术"), language_of("the term 劳动 in Marx's writing")
    ('zh', 'en')
    """
    if text.isascii():
        return "en"
    chinese = sum(map(len, _CJK_RUN.findall(text)))
    if _LATIN.search(text) is None:
        return "zh" if chinese else "en"
    return "zh" if chinese * 10 > sum(map(len, _LETTERS.findall(text))) else "en"


def _in_word(character: str) -> bool:
    """True for a letter or a decimal figure: a circled one is a note's mark."""
    return character.isalpha() or character.isdecimal()


def _joint(left: str, right: str, habits: Habits) -> tuple[bool, str]:
    """How two lines of one paragraph meet: whether the left one loses its hyphen, and what stands between."""
    if "\u4e00" <= left[-1] <= "\u9fff" and "\u4e00" <= right[0] <= "\u9fff":
        return False, ""
    if broken := _BROKEN.search(left):
        tail = _TAIL.match(right)
        if tail is not None:
            return (broken.group() + tail.group()).lower() not in habits.hyphenated, ""
    last, first = left[-1], right[0]
    tight = last in _NO_BLANK_AFTER or first in _NO_BLANK_BEFORE or (last in "-–" and first.isalnum())
    if tight or _WIDE_MARK.match(last) or _WIDE_MARK.match(first):
        return False, ""
    if _DECIMAL_ENDS.match(right) and _DECIMAL_BEGINS.search(left):
        return False, ""
    before = _LAST_LETTER.search(_MARKERS_AT_END.sub("", left)) or _LAST_LETTER.search(left)
    chinese = [found is not None and _IS_CJK.match(found.group()) is not None
               for found in (before, _FIRST_LETTER.search(right))]  # fmt: skip
    if not any(chinese):
        return False, " "
    # A blank that the paper sets between scripts, or around a sign such as +, is set at a line's end too.
    sign = last in _OPERATORS or first in _OPERATORS
    meet = sign or (not all(chinese) and _in_word(last) and _in_word(first))
    return False, " " if habits.spaced and meet else ""


@dataclass(frozen=True, slots=True)
class LineMap:
    """The reading text of the blocks of a paper, one block a line, and the way back to the source.

    >>> source = "Marx on alie-\\nnation.  \\n\\n数字\\n劳动"
    >>> line_map = LineMap.of(source, [Span(0, 21), Span(25, 30)])
    >>> line_map.reading
    'Marx on alienation.\\n数字劳动'
    >>> line_map.to_source(20, 24), line_map.to_reading(25, 30), line_map.text(8, 20)
    (Span(start=25, end=30), Span(start=20, end=24), 'alienation')
    """

    reading: str
    reading_starts: tuple[int, ...]
    reading_ends: tuple[int, ...]
    source_starts: tuple[int, ...]
    source_ends: tuple[int, ...]
    """The pieces of the reading text, and the source characters that each stands for."""
    by_source: tuple[int, ...] = ()
    """The pieces in the order of the source, where a note at a page's foot stands within a paragraph."""

    @classmethod
    def of(
        cls,
        source: str,
        blocks: Iterable[Span],
        gaps: Sequence[Span] = (),
        edits: Sequence[Edit] = (),
        habits: Habits | None = None,
    ) -> LineMap:
        """Lay out blocks (source spans in order, apart from one another) as reading text.

        Gaps are left out; edits, in order, say what stands for stretches of the source (`pipeline.markup`).
        """
        habits = habits or Habits.of(source)
        parts: list[str] = []
        pieces: list[tuple[int, int, int, int]] = []
        position = 0
        for block in blocks:
            left = ""
            for start, end in _lines(source, block, gaps):
                line = pieces_of(source, start, end, edits)
                text = "".join([piece for piece, _, _ in line])
                if not text.strip(BLANKS):
                    continue
                if left:
                    drop, between = _joint(left, text, habits)
                    if drop:
                        parts[-1] = parts[-1][:-1]
                        position -= 1
                        reading_start, _, source_start, source_end = pieces[-1]
                        pieces[-1] = (reading_start, position, source_start, source_end - 1)
                    parts.append(between)
                    position += len(between)
                for piece, piece_start, piece_end in line:
                    parts.append(piece)
                    pieces.append((position, position := position + len(piece), piece_start, piece_end))
                left = text + ("\xad" if source[end - 1] == "\xad" else "")
            parts.append("\n")
            position += 1
        reading_starts, reading_ends, source_starts, source_ends = (
            zip(*pieces, strict=True) if pieces else ((), (), (), ())
        )
        by_source: tuple[int, ...] = ()
        if any(first > second for first, second in pairwise(source_starts)):
            by_source = tuple(sorted(range(len(pieces)), key=source_starts.__getitem__))
        return cls("".join(parts[:-1]), reading_starts, reading_ends, source_starts, source_ends, by_source)

    def to_source(self, start: int, end: int) -> Span:
        """The source span of a stretch of the reading text that begins and ends with a printed character."""
        first = bisect_right(self.reading_starts, start) - 1
        last = bisect_left(self.reading_starts, end) - 1
        source_end = self.source_ends[last]
        if end < self.reading_ends[last]:
            source_end = min(source_end, self.source_starts[last] + end - self.reading_starts[last])
        return Span(self.source_starts[first] + start - self.reading_starts[first], source_end)

    def to_sources(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """`to_source` of many stretches at once.

        >>> LineMap.of("数 字\\n劳动", [Span(0, 6)]).to_sources([(0, 1), (3, 5)])
        [(0, 1), (4, 6)]
        """
        if not spans:
            return []
        starts, ends = np.array(spans).T
        reading_starts, reading_ends = np.array(self.reading_starts), np.array(self.reading_ends)
        source_starts, source_ends = np.array(self.source_starts), np.array(self.source_ends)
        first = reading_starts.searchsorted(starts, "right") - 1
        last = reading_starts.searchsorted(ends, "left") - 1
        within = np.minimum(source_ends[last], source_starts[last] + ends - reading_starts[last])
        found = (
            source_starts[first] + starts - reading_starts[first],
            np.where(ends < reading_ends[last], within, source_ends[last]),
        )
        return list(zip(*(column.tolist() for column in found), strict=True))

    def to_reading(self, start: int, end: int) -> Span:
        """The reading span of a source span; what the reading text leaves out at its edges counts for nothing."""
        if self.by_source:
            first = self.by_source[bisect_right(self.by_source, start, key=self.source_ends.__getitem__)]
            last = self.by_source[bisect_left(self.by_source, end, key=self.source_starts.__getitem__) - 1]
        else:
            first = bisect_right(self.source_ends, start)
            last = bisect_left(self.source_starts, end) - 1
        offset = max(0, start - self.source_starts[first])
        return Span(
            min(self.reading_starts[first] + offset, self.reading_ends[first]),
            min(self.reading_starts[last] + end - self.source_starts[last], self.reading_ends[last]),
        )

    def text(self, start: int, end: int) -> str:
        """The reading text of a source span."""
        span = self.to_reading(start, end)
        return self.reading[span.start : span.end]


def _lines(source: str, block: Span, gaps: Sequence[Span]) -> Iterable[Span]:
    """The lines of a block without blanks at their edges, empty ones and the gaps inside it left out."""
    pieces = [block]
    for gap in gaps[bisect_right(gaps, block.start, key=lambda gap: gap.start) :]:
        if gap.end >= block.end:
            break
        last = pieces.pop()
        pieces += [Span(last.start, gap.start), Span(gap.end, last.end)]
    for piece in pieces:
        for match in _PRINTED.finditer(source, piece.start, piece.end):
            yield Span(*match.span())


Piece = tuple[str, int, int]
"""A piece of a line: its reading text, and the source characters that it stands for."""


def pieces_of(source: str, start: int, end: int, edits: Sequence[Edit]) -> list[Piece]:
    """The pieces of a line: what edits say of it, and between them its characters, runs of blanks folded.

    >>> pieces_of("a  **b**", 0, 8, [Edit(3, 5, ""), Edit(6, 8, "")])
    [('a', 0, 1), (' ', 1, 3), ('b', 5, 6)]
    """
    if not edits:
        return _folded(source, start, end)
    pieces: list[Piece] = []
    at = start
    for edit in edits[bisect_left(edits, start, key=lambda edit: edit.start) :]:
        if edit.end > end:
            break
        pieces += _folded(source, at, edit.start)
        if edit.text:
            pieces.append((edit.text, edit.start, edit.end))
        at = edit.end
    return pieces + _folded(source, at, end)


def _folded(source: str, start: int, end: int) -> list[Piece]:
    """The pieces of a line between runs of blanks, each run folded to one blank, or to none (soft hyphen, no width)."""
    line = source[start:end]
    if _FOLD.search(line) is None:
        return [(line, start, end)] if line else []
    pieces: list[Piece] = []
    last = 0
    for match in _FOLD.finditer(line):
        if match.start() > last:
            pieces.append((line[last : match.start()], start + last, start + match.start()))
        if match.group().strip(_NO_WIDTH) and "\xad" not in match.group():
            pieces.append((" ", start + match.start(), start + match.end()))
        last = match.end()
    if last < len(line):
        pieces.append((line[last:], start + last, end))
    return pieces
