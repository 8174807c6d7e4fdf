"""The reading text of a paper, and the way between it and the source text.

The *reading text* is what a person reads: lines of one paragraph joined, broken words made whole, blanks folded,
markup left out. `LineMap` lays it out, and ties each of its characters to those of the source.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import gt
from string import ascii_letters
from sys import maxsize

import numpy as np

from pipeline.characters import BLANK, CHINESE, LATIN, kinds_of
from pipeline.document import BLANKS, CJK, Edit, Span

_BLANK = re.sub(r"[\r\n]", "", BLANKS)
_PRINTED = re.compile(rf"[^\n{_BLANK}].*(?<![{_BLANK}])")
"""A line without the blanks at its edges."""
_FOLD = re.compile(rf"[{_BLANK}]*\xad[{_BLANK}]*|[{_BLANK}]{{2,}}|[{_BLANK.replace(' ', '')}]")
_NO_WIDTH = "\u200b\u2060\ufeff"
_HYPHENATED = re.compile(r"(?<![A-Za-z])[A-Za-z]+-[a-z]+")
_TAIL = re.compile(r"[a-z]+")
_MARKERS_AT_END = re.compile(r"(?:\[\d{1,3}\]){1,9}\Z")
_DECIMAL_BEGINS = re.compile(r"\d\.\Z")
_DECIMAL_ENDS = re.compile(rf"\d+ ?[{CJK}%％]")
_NO_BLANK_AFTER = "([{\xad"
_NO_BLANK_BEFORE = ",.;:!?)]}%"
_OPERATORS = "+=<>×÷±&"
_WIDE_MARK = re.compile("[\u3000-\u3004\u3008-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]")
_CHINESE = re.compile(rf"[{CJK}]")


@dataclass(frozen=True)
class Habits:
    """How one paper's typesetter joins words: learned from the middle of its lines when asked, used at their ends."""

    source: str

    @cached_property
    def spaced(self) -> bool:
        """A blank stands between Chinese characters and Latin letters or digits.

        >>> Habits("5G 技术和 AI 工具，society-digital labor").spaced
        True
        """
        kinds = kinds_of(self.source)
        chinese, latin = kinds == CHINESE, kinds == LATIN
        tight = (chinese[:-1] & latin[1:]) | (latin[:-1] & chinese[1:])
        spaced = (kinds == BLANK)[1:-1] & ((chinese[:-2] & latin[2:]) | (latin[:-2] & chinese[2:]))
        return bool(np.count_nonzero(spaced) > np.count_nonzero(tight))

    @cached_property
    def hyphenated(self) -> frozenset[str]:
        """Words that carry a hyphen inside a line, in lower case."""
        lines = [line for line in self.source.split("\n") if "-" in line]
        words = " ".join([word for line in lines for word in line.split() if "-" in word])
        return frozenset(word.lower() for word in _HYPHENATED.findall(words))


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
    reading_starts: array[int]
    reading_ends: array[int]
    source_starts: array[int]
    source_ends: array[int]
    """The pieces of the reading text, and the source characters that each stands for."""
    by_source: array[int]
    """The pieces in the order of the source where that is another: a note at a page's foot stands within a paragraph."""

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
        habits = habits or Habits(source)
        source = source.replace("\r", "\n")
        parts: list[str] = []  # By turns what stands before a piece, and the piece.
        starts: list[int] = []
        ends: list[int] = []
        before = ""
        for block in blocks:
            left = ""
            for start, end in _lines(source, block, gaps):
                text = source[start:end]
                pieces: list[Piece] = []
                if edits or "  " in text or not text.isprintable():
                    pieces = pieces_of(source, start, end, edits)
                    text = "".join([piece for piece, _, _ in pieces])
                    if not text.strip(BLANKS):
                        continue
                # Most lines break between two Chinese characters: nothing stands there.
                if left and not ("\u4e00" <= left[-1] <= "\u9fff" and "\u4e00" <= text[0] <= "\u9fff"):
                    before = _between(left, text, habits)
                    if left[-1] == "-" and _is_broken(left, text, habits):
                        parts[-1] = parts[-1][:-1]
                        ends[-1] -= 1
                left = text
                if pieces and source[end - 1] == "\xad":
                    left += "\xad"
                for piece, piece_start, piece_end in pieces or [(text, start, end)]:
                    parts += before, piece
                    starts.append(piece_start)
                    ends.append(piece_end)
                    before = ""
            before += "\n"
        reading_places = array("q", accumulate(map(len, parts)))
        source_starts, source_ends = array("q", starts), array("q", ends)
        by_source = array("q")
        if any(map(gt, starts, starts[1:])):
            by_source.extend(sorted(range(len(starts)), key=starts.__getitem__))
        reading = "".join(parts) + before[:-1]
        return cls(reading, reading_places[::2], reading_places[1::2], source_starts, source_ends, by_source)

    def to_source(self, start: int, end: int) -> Span:
        """The source span of a stretch of the reading text that begins and ends with a printed character."""
        first = bisect_right(self.reading_starts, start) - 1
        last = bisect_left(self.reading_starts, end) - 1
        source_end = self.source_ends[last]
        if end < self.reading_ends[last]:
            source_end = min(source_end, self.source_starts[last] + end - self.reading_starts[last])
        return Span(self.source_starts[first] + start - self.reading_starts[first], source_end)

    def to_sources(self, starts: Sequence[int], ends: Sequence[int]) -> tuple[array[int], array[int]]:
        """`to_source` of many stretches at once: their starts and their ends.

        >>> LineMap.of("数 字\\n劳动", [Span(0, 6)]).to_sources([0, 3], [1, 5])
        (array('q', [0, 4]), array('q', [1, 6]))
        """
        start, end = np.fromiter(starts, np.int64), np.fromiter(ends, np.int64)
        reading_starts, reading_ends = np.asarray(self.reading_starts), np.asarray(self.reading_ends)
        source_starts, source_ends = np.asarray(self.source_starts), np.asarray(self.source_ends)
        first = reading_starts.searchsorted(start, "right") - 1
        last = reading_starts.searchsorted(end) - 1
        within = np.minimum(source_ends[last], source_starts[last] + end - reading_starts[last])
        source_end = np.where(end < reading_ends[last], within, source_ends[last])
        source_start = source_starts[first] + start - reading_starts[first]
        return array("q", source_start.tobytes()), array("q", source_end.tobytes())

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
        reading_start, reading_end = self.to_reading(start, end)
        return self.reading[reading_start:reading_end]


def _is_chinese(characters: Iterable[str]) -> bool:
    """True where the first letter or figure of some characters is a Chinese one."""
    return _CHINESE.match(next(filter(str.isalnum, characters), "")) is not None


def _in_word(character: str) -> bool:
    """True for a letter or a decimal figure: a circled one is a note's mark."""
    return character.isalpha() or character.isdecimal()


def _is_broken(left: str, right: str, habits: Habits) -> bool:
    """True where a line ends with a hyphen that is there only since the word goes on in the next."""
    head, tail = left[len(left[:-1].rstrip(ascii_letters)) :], _TAIL.match(right)
    return head != "-" and tail is not None and (head + tail[0]).lower() not in habits.hyphenated


def _between(left: str, right: str, habits: Habits) -> str:
    """What stands between two lines of one paragraph where they are joined: a blank, or nothing."""
    last, first = left[-1], right[0]
    if last in _NO_BLANK_AFTER or first in _NO_BLANK_BEFORE or (last in "-–" and first.isalnum()):
        return ""
    if _WIDE_MARK.match(last) or _WIDE_MARK.match(first):
        return ""
    if last == "." and _DECIMAL_ENDS.match(right) and _DECIMAL_BEGINS.search(left):
        return ""
    unmarked = _MARKERS_AT_END.sub("", left) if last == "]" else left
    chinese = _is_chinese(reversed(left + unmarked)), _is_chinese(right)
    if not any(chinese):
        return " "
    # A blank that the paper sets between scripts, or around a sign such as +, is set at a line's end too.
    sign = last in _OPERATORS or first in _OPERATORS
    meet = sign or (not all(chinese) and _in_word(last) and _in_word(first))
    return " " if meet and habits.spaced else ""


def _lines(source: str, block: Span, gaps: Sequence[Span]) -> list[tuple[int, int]]:
    """The lines of a block without blanks at their edges, empty ones and the gaps inside it left out."""
    lines: list[tuple[int, int]] = []
    start, end = block
    for index in range(bisect_right(gaps, (start, maxsize)), len(gaps)):
        gap = gaps[index]
        if gap.end >= end:
            break
        lines += map(re.Match.span, _PRINTED.finditer(source, start, gap.start))
        start = gap.end
    return [*lines, *map(re.Match.span, _PRINTED.finditer(source, start, end))]


Piece = tuple[str, int, int]
"""A piece of a line: its reading text, and the source characters that it stands for."""


def pieces_of(source: str, start: int, end: int, edits: Sequence[Edit]) -> list[Piece]:
    """The pieces of a line: what edits say of it, and between them its characters, runs of blanks folded.

    >>> pieces_of("a  **b**", 0, 8, [Edit(3, 5, ""), Edit(6, 8, "")])
    [('a', 0, 1), (' ', 1, 3), ('b', 5, 6)]
    """
    pieces: list[Piece] = []
    at = start
    for index in range(bisect_left(edits, (start,)), len(edits)):
        edit = edits[index]
        if edit.end > end:
            break
        pieces += _folded(source, at, edit.start)
        if edit.text:
            pieces.append((edit.text, edit.start, edit.end))
        at = edit.end
    return pieces + _folded(source, at, end)


def _is_plain(line: str) -> bool:
    """True for a line that reads as it stands: no blank in it is doubled, or another than the common one."""
    return line.isprintable() and "  " not in line


def _folded(source: str, start: int, end: int) -> list[Piece]:
    """The pieces of a line between runs of blanks, each run folded to one blank, or to none (soft hyphen, no width)."""
    line = source[start:end]
    if _is_plain(line):
        return [(line, start, end)] if line else []
    pieces: list[Piece] = []
    last = 0
    for match in _FOLD.finditer(line):
        if match.start() > last:
            pieces.append((line[last : match.start()], start + last, start + match.start()))
        if match[0].strip(_NO_WIDTH) and "\xad" not in match[0]:
            pieces.append((" ", start + match.start(), start + match.end()))
        last = match.end()
    if last < len(line):
        pieces.append((line[last:], start + last, end))
    return pieces
