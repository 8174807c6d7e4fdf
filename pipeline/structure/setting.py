"""How a paper is set: its measure, which lines are full, and where its paragraphs end.

A text layer has lost its indents and leading, so paragraph ends are read from several signals together. Some
line ends are beyond doubt: a line that stops in mid-sentence goes on; a line that closes a sentence although the
next word would have fitted ends its paragraph. From these the paper's own habits are learned (do blanks trail
at paragraph ends? do blank lines stand between paragraphs, or between all lines?), and the habits decide the
full lines that happen to close with a sentence. This is a heuristic: naive Bayes over five signals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import log
from operator import ne
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.structure.closing import MARKER, still_quoted
from pipeline.structure.lines import TextLine

_MARKED = re.compile(MARKER)
_SURELY_MARKED = re.compile(
    rf"[\[［〔]\d+[\]］〕][–~-]|{MARKER}(?:\s?{MARKER}|\s*[(（]\s*[pP第\d]|(?=[（(“「《，。；：、]))"
)
"""What no note's or entry's label looks like: a range, two markers, one with a place, one that text goes on behind."""
ENDS_FULL = 0.05
"""How many paragraphs end with a line that looks full: about two characters in a line's forty."""
SHORTEST_BROKEN = 25
"""A line of a one-line-a-paragraph text that stops in mid-sentence goes on only if it is as long as this."""
_ITEM = re.compile(r"[①-⑳•·●◆■]|[（(]?[\da-zA-Z一二三四五六七八九十]{1,3}[)）.．、]")
NARROW = 0.85
"""A line that lost its indent is narrower than the measure, but not narrower than this part of it; a heading is."""
SHORT = 0.6
"""A line narrower than this part of the measure ends its paragraph, though it closes no sentence."""
MOST_BLANKS = 0.1
"""Blank lines keep blocks apart where no more than this part of the lines that go on have one after them."""

Flags = NDArray[np.bool_]
Widths = NDArray[np.int_]


class Measure(NamedTuple):
    """How wide lines are set: whether wide characters count double, below which width a line (with the first word of
    the next) stops short, and how wide that is as a rule.
    """

    in_columns: bool
    short: float
    usual: float

    def stops_short(self, line: TextLine, following: TextLine) -> bool:
        """True where the first word of the following line would have fitted on this one, with the blank before it."""
        width, unit = (line.columns, following.unit_columns) if self.in_columns else (line.characters, following.unit)
        return width + unit + _blank(line.text[-1], following.text[0]) < self.short


def _blank(last: str, first: str) -> bool:
    """True where a blank stands between two characters on one line: Latin ones, or letters of two scripts."""
    if last.isascii() == first.isascii():
        return last.isascii()
    return last.isalnum() and first.isalnum()


class Setting(NamedTuple):
    """How a paper is set, learned from its own lines, and what that says of where its paragraphs end."""

    measure: Measure
    unwrapped: bool
    """One paragraph stands on one line: most of the text is in lines that close a sentence."""
    apart: bool = True
    """Blank lines keep blocks apart: there are none between the lines of a paragraph."""
    prior: float = 0
    weights: tuple[tuple[float, float], ...] = ()
    """For each signal, the log likelihood ratio of a paragraph end where it is absent, and where it is present."""
    ends: frozenset[int] = frozenset()
    """The ends of the lines with which a paragraph ends."""
    doubtful: frozenset[int] = frozenset()
    """The ends of the lines with which a paragraph ends unless a quotation is open."""

    def with_ends(self, lines: Sequence[TextLine]) -> Setting:
        """The setting, and what it says of the ends of lines from which it was not learned."""
        if self.unwrapped or not lines:
            return self
        seen = _Columns.of(lines)
        return _with_ends(self, lines, seen, seen.signals(self.measure), seen.stops_short(self.measure))


_UNWRAPPED = Setting(Measure(True, float("inf"), 0), True)


class _Columns(NamedTuple):
    """The lines of a paper in columns: what is seen of each."""

    closes: Flags
    trailing_blank: Flags
    blank_after: Flags
    indented: Flags
    new_page: Flags
    """True where the next line stands on another page."""
    widths: Widths
    """Two rows: in characters, and in columns."""
    with_next: Widths
    """The same, with the first word of the next line and the blank before it (the last line has none)."""

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> _Columns:
        _, _, texts, _, closes, indented, trailing_blank, blank_after, pages, *widths, unit, unit_columns, _ = zip(
            *lines, strict=True
        )
        # Most lines break between two Chinese characters, and no blank stands there.
        edges = [(text[-1], following[0]) for text, following in pairwise(texts)]
        blanks = [(last < "\x80" or first < "\x80") and _blank(last, first) for last, first in edges]
        alone = np.array(widths)
        with_next = alone.copy()
        with_next[:, :-1] += np.array((unit, unit_columns))[:, 1:] + np.array(blanks, bool)
        return cls(
            closes=np.array(closes, bool),
            trailing_blank=np.array(trailing_blank, bool),
            blank_after=np.array(blank_after, bool),
            indented=np.array(indented, bool),
            new_page=np.array([*map(ne, pages, pages[1:]), False], bool),
            widths=alone,
            with_next=with_next,
        )

    def measure(self) -> Measure:
        """Learn the measure from the lines that stop in mid-sentence: these were full.

        Columns or characters: the count by which full lines differ least is the one the typesetter went by.
        """
        best: tuple[float, Measure] = (float("inf"), Measure(True, 0, 0))
        for in_columns, widths, with_next in zip((False, True), self.widths, self.with_next, strict=True):
            unfinished = np.sort(widths[~self.closes])
            usual = unfinished[len(unfinished) * 3 // 4] if len(unfinished) else 0
            full = ~self.closes[:-1] & (widths[:-1] >= usual * 0.8)
            alone, both = np.sort(widths[:-1][full]), np.sort(with_next[:-1][full])
            if count := len(alone):
                spread = float((alone[count * 9 // 10] - alone[count // 10]) / alone[count // 2])
                best = min(best, (spread, Measure(in_columns, int(both[count // 20]), int(both[count // 2]))))
        return best[1]

    def stops_short(self, by: Measure) -> Flags:
        """True where the first word of the next line would have fitted."""
        return self.with_next[int(by.in_columns), :] < by.short

    def is_narrower(self, by: Measure, part: float) -> Flags:
        """True where a line is narrower than a part of the measure."""
        return self.widths[int(by.in_columns), :] < by.short * part

    def signals(self, by: Measure) -> Flags:
        """What the layer shows at each line's end, a row a signal: a trailing blank, a blank line, an indent or an
        indented width next, a new page.
        """
        narrow = ~self.is_narrower(by, NARROW) & (self.with_next[int(by.in_columns), :] < by.usual)
        signals = np.zeros((5, len(narrow)), bool)
        signals[0] = self.trailing_blank
        signals[1] = self.blank_after | self.new_page
        signals[2, :-1] = self.indented[1:]
        signals[3, :-1] = (narrow & ~self.closes)[1:]
        signals[4] = self.new_page
        return signals


def setting_of(lines: Sequence[TextLine], *, unwrapped: bool = False) -> Setting:
    """Learn the setting of a paper from all its lines; `unwrapped` where its format sets a paragraph a line."""
    if unwrapped or not lines:
        return _UNWRAPPED
    seen = _Columns.of(lines)
    characters = seen.widths[0, :]
    if characters[seen.closes].sum() > 0.8 * characters.sum():
        return _UNWRAPPED
    by = seen.measure()
    signals, short = seen.signals(by), seen.stops_short(by)
    # What stands above a heading says nothing of how text follows text.
    above_heading = np.zeros(len(lines), bool)
    above_heading[:-1] = (short & ~seen.closes & seen.is_narrower(by, NARROW))[1:]
    certain = signals[:, seen.closes & short & ~above_heading]
    goes_on = signals[:, ~seen.closes & ~short]
    count, count_inside = certain.shape[1], goes_on.shape[1]
    at_end = (certain.sum(axis=1) + 0.5) / (count + 1)
    inside = (goes_on.sum(axis=1) + 0.5) / (count_inside + 1)
    weights = tuple(
        (log((1 - end) / (1 - within)), log(end / within))
        for end, within in zip(at_end.tolist(), inside.tolist(), strict=True)
    )
    prior = log(ENDS_FULL * (count + 1) / (np.count_nonzero(seen.closes & ~short) + 1))
    apart = np.count_nonzero(goes_on[1]) < count_inside * MOST_BLANKS
    return _with_ends(Setting(by, False, apart, prior, weights), lines, seen, signals, short)


def _with_ends(setting: Setting, lines: Sequence[TextLine], seen: _Columns, signals: Flags, short: Flags) -> Setting:
    ends = short & (seen.closes | seen.is_narrower(setting.measure, SHORT))
    if setting.apart:
        ends |= seen.blank_after
    absent, present = np.array(setting.weights).T[:, :, np.newaxis]
    likely = np.where(signals, present, absent).sum(axis=0) + setting.prior > 0
    doubtful = np.flatnonzero(seen.closes & ~short & likely).tolist()
    # A marker at the next line's beginning belongs to the sentence above.
    marked = {line.end for line, following in pairwise(lines) if _MARKED.match(following.text)}
    surely = {line.end for line, following in pairwise(lines) if line.closes and _SURELY_MARKED.match(following.text)}
    return setting._replace(
        ends=setting.ends.union([lines[index].end for index in np.flatnonzero(ends).tolist()]) - surely,
        doubtful=setting.doubtful.union([lines[index].end for index in doubtful]) - marked,
    )


def paragraph_ends(lines: Sequence[TextLine], setting: Setting) -> list[bool]:
    """For each line of a stretch of running text, whether a paragraph ends with it (the last line's always does).

    The setting must know the lines: it was learned from them, or told of them (`Setting.with_ends`).
    """
    if not lines:
        return []
    if setting.unwrapped:
        return [*(not _goes_on(line, following) for line, following in pairwise(lines)), True]
    ends: list[bool] = []
    quoted = read = 0
    for index, line in enumerate(lines):
        end = line.end in setting.ends
        if not end and line.end in setting.doubtful:
            quoted = still_quoted("".join([line.text for line in lines[read : index + 1]]), quoted)
            read = index + 1
            end = quoted == 0
        if end:
            quoted, read = 0, index + 1
        ends.append(end)
    ends[-1] = True
    return ends


def _goes_on(line: TextLine, following: TextLine) -> bool:
    """True for a paragraph that a page's end or a figure broke: it stops in mid-sentence, and no list item follows."""
    if line.closes or line.role != following.role:
        return False
    return len(line.text) >= SHORTEST_BROKEN and line.text[-1] not in "：:；;" and not _ITEM.match(following.text)
