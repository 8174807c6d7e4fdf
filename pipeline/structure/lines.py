"""Printed lines and the paper's measure: which lines are full, and where paragraphs end.

A text layer has lost its indents and leading, so paragraph ends are read from several signals together. Some
line ends are beyond doubt: a line that stops in mid-sentence goes on; a line that closes a sentence although the
next word would have fitted ends its paragraph. From these the paper's own habits are learned (do blanks trail
at paragraph ends? do blank lines stand between paragraphs, or between all lines?), and the habits decide the
full lines that happen to close with a sentence. This is a heuristic: naive Bayes over five signals.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from pipeline.document import Document, strip

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6“”‘’…—]"
)
_CLOSERS = "”’\"'」』》〉）)\\]］〕】"
TERMINAL = re.compile(
    rf"[。！？!?.．｡…][{_CLOSERS}]*"
    r"(?:\s*(?:[\[［〔(（][\dpP\s,，.:：–~-]+[\])）］〕]|[①-⑳⁰¹²³⁴-⁹]))*\Z"
)
"""A line that closes a sentence: full stop, closing marks, and citation markers set after it."""
_UNIT = re.compile(
    r"[“‘「『《〈（(\[［〔]*(?:[A-Za-z0-9][A-Za-z0-9'’.,:;)\]%-]*|.)[，。；：？！、”’」』》〉）)\]］〕…]*"
)
"""What a typesetter moves to the next line as one piece: a Latin word, or one character, with its punctuation."""

ENDS_FULL = 0.05
"""How many paragraphs end with a line that looks full: about two characters in a line's forty."""


class TextLine(NamedTuple):
    """One printed line: its span without blanks at the edges, and what the layer kept of its setting."""

    start: int
    end: int
    text: str
    indented: bool
    trailing_blank: bool
    blank_after: bool
    page: int | None


class Measure(NamedTuple):
    """How wide lines are set: whether wide characters count double, and the width below which a line stops short."""

    columns: bool
    short: float

    def width(self, text: str) -> int:
        return len(text) + len(_WIDE.findall(text)) if self.columns else len(text)

    def stops_short(self, line: TextLine, following: TextLine | None) -> bool:
        """True where the first word of the following line would have fitted on this one."""
        unit = _UNIT.match(following.text) if following else None
        return self.width(line.text) + self.width(unit.group() if unit else "") < self.short


def text_lines(document: Document) -> list[TextLine]:
    """The lines of a document that hold text, in order."""
    source = document.source
    found: list[TextLine] = []
    for line in document.lines:
        start, end = strip(source, line.start, line.end)
        if start == end:
            if found:
                found[-1] = found[-1]._replace(blank_after=True)
            continue
        found.append(TextLine(start, end, source[start:end], start > line.start + 1, end < line.end, False, line.page))
    return found


def measure(lines: Sequence[TextLine]) -> Measure:
    """Learn the measure from the lines that stop in mid-sentence: these were full.

    Columns or characters: the count by which full lines differ least is the one the typesetter went by.
    """
    best: tuple[float, Measure] = (float("inf"), Measure(True, 0))
    for columns in (True, False):
        plain = Measure(columns, 0)
        widths = sorted(plain.width(line.text) for line in lines if not TERMINAL.search(line.text))
        if not widths:
            continue
        usual = widths[len(widths) * 3 // 4]
        full = []
        for line, following in itertools.pairwise(lines):
            width = plain.width(line.text)
            if width >= usual * 0.8 and not TERMINAL.search(line.text):
                unit = _UNIT.match(following.text)
                full.append((width, width + plain.width(unit.group() if unit else "")))
        if full:
            alone = sorted(width for width, _ in full)
            with_next = sorted(both for _, both in full)
            spread = (alone[len(alone) * 9 // 10] - alone[len(alone) // 10]) / alone[len(alone) // 2]
            best = min(best, (spread, Measure(columns, with_next[len(with_next) // 20])))
    return best[1]


def paragraph_ends(lines: Sequence[TextLine], by: Measure) -> list[bool]:
    """For each line of running text, whether a paragraph ends with it (the last line's always does)."""
    if not lines:
        return []
    followers: list[TextLine | None] = [*lines[1:], None]
    closes = [TERMINAL.search(line.text) is not None for line in lines]
    if _unwrapped(lines, closes):
        return [True] * len(lines)
    short = [by.stops_short(line, following) for line, following in zip(lines, followers, strict=True)]
    signals = [
        (line.trailing_blank, line.blank_after, following.indented if following else False,
         index + 1 < len(lines) and short[index + 1] and not closes[index + 1], _new_page(line, following))
        for index, (line, following) in enumerate(zip(lines, followers, strict=True))
    ]  # fmt: skip
    weights = _weights(
        [signal for signal, close, stops in zip(signals, closes, short, strict=True) if close and stops],
        [signal for signal, close, stops in zip(signals, closes, short, strict=True) if not close and not stops],
    )
    doubtful = sum(close and not stops for close, stops in zip(closes, short, strict=True))
    certain = sum(close and stops for close, stops in zip(closes, short, strict=True))
    prior = log(ENDS_FULL * (certain + 1) / (doubtful + 1))
    ends = []
    for line, signal, close, stops in zip(lines, signals, closes, short, strict=True):
        if close and not stops:
            ends.append(prior + sum(weight[seen] for weight, seen in zip(weights, signal, strict=True)) > 0)
        else:
            ends.append(close or (stops and by.width(line.text) < by.short * 0.6))
    ends[-1] = True
    return ends


def _unwrapped(lines: Sequence[TextLine], closes: Sequence[bool]) -> bool:
    """True for a layer with one paragraph a line: nearly every long line closes a sentence."""
    long = [close for line, close in zip(lines, closes, strict=True) if len(line.text) > 20]
    return len(long) > 0 and sum(long) > 0.8 * len(long)


def _new_page(line: TextLine, following: TextLine | None) -> bool:
    return following is not None and following.page != line.page


def _weights(ends: Sequence[tuple[bool, ...]], goes_on: Sequence[tuple[bool, ...]]) -> list[tuple[float, float]]:
    """For each signal, the log likelihood ratio of a paragraph end where it is (absent, present)."""
    weights = []
    for index in range(5):
        at_end = (sum(signal[index] for signal in ends) + 0.5) / (len(ends) + 1)
        inside = (sum(signal[index] for signal in goes_on) + 0.5) / (len(goes_on) + 1)
        weights.append((log((1 - at_end) / (1 - inside)), log(at_end / inside)))
    return weights
