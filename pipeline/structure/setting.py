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
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.structure.closing import MARKER, still_quoted
from pipeline.structure.lines import TextLine

_MARKED = re.compile(MARKER)
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
        return self if self.unwrapped or not lines else _with_ends(self, lines, _Columns.of(lines))


class _Columns(NamedTuple):
    """The lines of a paper as columns: what is seen of each, and with the first word of the next (the last has none)."""

    closes: Flags
    trailing_blank: Flags
    blank_after: Flags
    indented: Flags
    new_page: Flags
    widths: tuple[Widths, Widths]
    """In characters and in columns."""
    with_next: tuple[Widths, Widths]

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> _Columns:
        _, _, texts, _, closes, indented, trailing, blank_after, pages, characters, columns, unit, unit_columns, _ = (
            zip(*lines, strict=True)
        )
        blank = [_blank(left[-1], right[0]) for left, right in pairwise(texts)]
        widths = np.array(characters), np.array(columns)
        with_next = np.array(characters), np.array(columns)
        with_next[0][:-1] += np.array(unit[1:], int) + np.array(blank, int)
        with_next[1][:-1] += np.array(unit_columns[1:], int) + np.array(blank, int)
        new_page = np.array([page != following for page, following in pairwise(pages)] + [False])
        flags = (np.array(column) for column in (closes, trailing, blank_after, indented))
        return cls(*flags, new_page, widths, with_next)

    def measure(self) -> Measure:
        """Learn the measure from the lines that stop in mid-sentence: these were full.

        Columns or characters: the count by which full lines differ least is the one the typesetter went by.
        """
        best: tuple[float, Measure] = (float("inf"), Measure(True, 0, 0))
        for in_columns in (True, False):
            widths, with_next = self.widths[in_columns], self.with_next[in_columns]
            unfinished = np.sort(widths[~self.closes])
            usual = unfinished[len(unfinished) * 3 // 4] if len(unfinished) else 0
            full = ~self.closes[:-1] & (widths[:-1] >= usual * 0.8)
            alone, both = np.sort(widths[:-1][full]), np.sort(with_next[:-1][full])
            if count := len(alone):
                spread = float((alone[count * 9 // 10] - alone[count // 10]) / alone[count // 2])
                best = min(best, (spread, Measure(in_columns, float(both[count // 20]), float(both[count // 2]))))
        return best[1]

    def signals(self, by: Measure) -> Flags:
        """What the layer shows at each line's end, a row a signal: a trailing blank, a blank line, an indent or an
        indented width next, a new page.
        """
        widths, with_next = self.widths[by.in_columns], self.with_next[by.in_columns]
        narrow = ~self.closes & (widths >= by.short * NARROW) & (with_next < by.usual)
        signals = np.zeros((5, len(widths)), bool)
        signals[0] = self.trailing_blank
        signals[1] = self.blank_after | self.new_page
        signals[2, :-1] = self.indented[1:]
        signals[3, :-1] = narrow[1:]
        signals[4] = self.new_page
        return signals


def setting_of(lines: Sequence[TextLine], *, unwrapped: bool = False) -> Setting:
    """Learn the setting of a paper from all its lines; `unwrapped` where its format sets a paragraph a line."""
    whole = sum(line.characters for line in lines if line.closes)
    if unwrapped or not lines or whole > 0.8 * sum(line.characters for line in lines):
        return Setting(Measure(True, float("inf"), 0), True)
    seen = _Columns.of(lines)
    by = seen.measure()
    signals = seen.signals(by)
    widths, short = seen.widths[by.in_columns], seen.with_next[by.in_columns] < by.short
    # What stands above a heading says nothing of how text follows text.
    above_heading = np.zeros(len(lines), bool)
    above_heading[:-1] = (short & ~seen.closes & (widths < by.short * NARROW))[1:]
    certain = signals[:, seen.closes & short & ~above_heading]
    goes_on = signals[:, ~seen.closes & ~short]
    at_end = (certain.sum(axis=1) + 0.5) / (certain.shape[1] + 1)
    inside = (goes_on.sum(axis=1) + 0.5) / (goes_on.shape[1] + 1)
    weights = tuple(
        (log((1 - end) / (1 - within)), log(end / within))
        for end, within in zip(at_end.tolist(), inside.tolist(), strict=True)
    )
    doubtful = int((seen.closes & ~short).sum())
    prior = log(ENDS_FULL * (certain.shape[1] + 1) / (doubtful + 1))
    apart = bool(goes_on.shape[1]) and bool(goes_on[1].sum() < goes_on.shape[1] * MOST_BLANKS)
    return _with_ends(Setting(by, False, apart, prior, weights), lines, seen, signals)


def _with_ends(setting: Setting, lines: Sequence[TextLine], seen: _Columns, signals: Flags | None = None) -> Setting:
    by = setting.measure
    signals = seen.signals(by) if signals is None else signals
    widths, short = seen.widths[by.in_columns], seen.with_next[by.in_columns] < by.short
    absent, present = np.array(setting.weights).T[:, :, np.newaxis]
    likely = np.where(signals, present, absent).sum(axis=0) + setting.prior > 0
    ends = short & (seen.closes | (widths < by.short * SHORT))
    if setting.apart:
        ends |= seen.blank_after
    doubtful = np.flatnonzero(seen.closes & ~short & likely).tolist()
    return setting._replace(
        ends=setting.ends.union(lines[index].end for index in np.flatnonzero(ends).tolist()),
        doubtful=setting.doubtful.union(
            lines[index].end
            for index in doubtful
            # A marker belongs to the sentence above.
            if index + 1 == len(lines) or not _MARKED.match(lines[index + 1].text)
        ),
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
