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
_TERMINAL = re.compile(
    rf"[。！？!?.．｡…][{_CLOSERS}]*"
    r"(?:\s*(?:[\[［〔(（][\dpP\s,，.:：–~-]+[\])）］〕]|[①-⑳⁰¹²³⁴-⁹]))*\Z"
)
_NO_END = re.compile(
    r"[(（\[［〔《][^)）\]］〕》]{0,20}\Z|\b(?:[A-Za-z]|pp|et al|vol|[Nn]o|ed|eds|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\Z"
)
_UNIT = re.compile(
    r"[“‘「『《〈（(\[［〔]*(?:[A-Za-z0-9][A-Za-z0-9'’.,:;)\]%-]*|.)[，。；：？！、”’」』》〉）)\]］〕…]*"
)
"""What a typesetter moves to the next line as one piece: a Latin word, or one character, with its punctuation."""

ENDS_FULL = 0.05
"""How many paragraphs end with a line that looks full: about two characters in a line's forty."""


def closes(text: str) -> bool:
    """True where a line closes a sentence: full stop, closing marks, and citation markers set after it.

    >>> closes("…而同工人相对立([3], p. 487)。”"), closes("在这里([3], p."), closes("劳动。[1]")
    (True, False, True)
    """
    return _TERMINAL.search(text) is not None and _NO_END.search(text) is None


NARROW = 0.85
"""A line that lost its indent is narrower than the measure, but not narrower than this part of it; a heading is."""
SIGNALS = 5
"""How many signals `_signals` gives for a line's end."""


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
    """How wide lines are set: whether wide characters count double, below which width a line (with the first word of
    the next) stops short, and how wide that is as a rule.
    """

    columns: bool
    short: float
    usual: float

    def width(self, text: str) -> int:
        return len(text) + len(_WIDE.findall(text)) if self.columns else len(text)

    def stops_short(self, line: TextLine, following: TextLine | None) -> bool:
        """True where the first word of the following line would have fitted on this one."""
        return self.width(line.text) + self.next_width(line, following) < self.short

    def is_narrow(self, line: TextLine, following: TextLine | None = None) -> bool:
        """True where a line is a little narrower than lines are as a rule, as one that lost its indent is."""
        width = self.width(line.text)
        return width >= self.short * NARROW and width + self.next_width(line, following) < self.usual

    def next_width(self, line: TextLine, following: TextLine | None) -> int:
        """The width of the first word of the following line, with the blank that would stand before it."""
        unit = _UNIT.match(following.text) if following else None
        if unit is None:
            return 0
        return self.width(unit.group()) + (line.text[-1].isascii() and unit.group()[0].isascii())


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
    best: tuple[float, Measure] = (float("inf"), Measure(True, 0, 0))
    for columns in (True, False):
        plain = Measure(columns, 0, 0)
        widths = sorted(plain.width(line.text) for line in lines if not closes(line.text))
        if not widths:
            continue
        usual = widths[len(widths) * 3 // 4]
        full = []
        for line, following in itertools.pairwise(lines):
            width = plain.width(line.text)
            if width >= usual * 0.8 and not closes(line.text):
                full.append((width, width + plain.next_width(line, following)))
        if full:
            alone = sorted(width for width, _ in full)
            with_next = sorted(both for _, both in full)
            spread = (alone[len(alone) * 9 // 10] - alone[len(alone) // 10]) / alone[len(alone) // 2]
            best = min(
                best, (spread, Measure(columns, with_next[len(with_next) // 20], with_next[len(with_next) // 2]))
            )
    return best[1]


class Setting(NamedTuple):
    """How a paper is set, learned from its own lines: its measure, and what its signals say at doubtful line ends."""

    measure: Measure
    unwrapped: bool
    """One paragraph stands on one line: most of the text is in lines that close a sentence."""
    prior: float
    weights: tuple[tuple[float, float], ...]
    """For each signal, the log likelihood ratio of a paragraph end where it is absent, and where it is present."""


def setting_of(lines: Sequence[TextLine]) -> Setting:
    """Learn the setting of a paper from all its lines."""
    by = measure(lines)
    closing = [closes(line.text) for line in lines]
    short = _short(lines, by)
    signals = _signals(lines, closing, by)
    before_text = [
        not (stops and not close and by.width(line.text) < by.short * NARROW)
        for line, close, stops in zip(lines, closing, short, strict=True)
    ]
    certain = [
        signal
        for signal, close, stops, text in zip(signals, closing, short, [*before_text[1:], True], strict=True)
        if close and stops and text
    ]
    goes_on = [signal for signal, close, stops in zip(signals, closing, short, strict=True) if not close and not stops]
    doubtful = sum(close and not stops for close, stops in zip(closing, short, strict=True))
    weights = []
    for index in range(SIGNALS):
        at_end = (sum(signal[index] for signal in certain) + 0.5) / (len(certain) + 1)
        inside = (sum(signal[index] for signal in goes_on) + 0.5) / (len(goes_on) + 1)
        weights.append((log((1 - at_end) / (1 - inside)), log(at_end / inside)))
    whole = sum(len(line.text) for line, close in zip(lines, closing, strict=True) if close)
    if whole > 0.8 * sum(len(line.text) for line in lines):
        return Setting(by._replace(short=float("inf")), True, 0, ())
    return Setting(by, False, log(ENDS_FULL * (len(certain) + 1) / (doubtful + 1)), tuple(weights))


def paragraph_ends(lines: Sequence[TextLine], setting: Setting) -> list[bool]:
    """For each line of a stretch of running text, whether a paragraph ends with it (the last line's always does)."""
    if not lines:
        return []
    if setting.unwrapped:
        return [True] * len(lines)
    by = setting.measure
    closing = [closes(line.text) for line in lines]
    short = _short(lines, by)
    ends = []
    for line, signal, close, stops in zip(lines, _signals(lines, closing, by), closing, short, strict=True):
        if close and not stops:
            evidence = sum(weight[seen] for weight, seen in zip(setting.weights, signal, strict=True))
            ends.append(setting.prior + evidence > 0)
        else:
            ends.append(close or (stops and by.width(line.text) < by.short * 0.6))
    ends[-1] = True
    return ends


def _short(lines: Sequence[TextLine], by: Measure) -> list[bool]:
    return [by.stops_short(line, following) for line, following in zip(lines, [*lines[1:], None], strict=True)]


def _signals(lines: Sequence[TextLine], closing: Sequence[bool], by: Measure) -> list[tuple[bool, ...]]:
    """What the layer shows at each line's end: a trailing blank, a blank line, an indent or an indented width next, a new page."""
    signals: list[tuple[bool, ...]] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        narrow = following is not None and not closing[index + 1] and by.is_narrow(*lines[index + 1 : index + 3])
        new_page = following is not None and following.page != line.page
        indented = following is not None and following.indented
        signals.append((line.trailing_blank, line.blank_after, indented, narrow, new_page))
    return signals
