"""Printed lines and the paper's measure: which lines are full, and where paragraphs end.

A text layer has lost its indents and leading, so paragraph ends are read from several signals together. Some
line ends are beyond doubt: a line that stops in mid-sentence goes on; a line that closes a sentence although the
next word would have fitted ends its paragraph. From these the paper's own habits are learned (do blanks trail
at paragraph ends? do blank lines stand between paragraphs, or between all lines?), and the habits decide the
full lines that happen to close with a sentence. This is a heuristic: naive Bayes over five signals.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import log
from sys import maxsize
from typing import NamedTuple

from pipeline.document import BLANKS, Document
from pipeline.line_map import pieces_of
from pipeline.structure.closing import CLOSERS, MARKER, closes, still_quoted

_MARKED = re.compile(MARKER)
_UNIT = re.compile(
    r"[“‘「『《〈（(\[［〔]*(?:[A-Za-z0-9][A-Za-z0-9'’.,:;()\[\]%–-]*|.)"
    rf"[{CLOSERS}，。；：？！、…]*(?:[–~-]?{MARKER}[{CLOSERS}，。；：？！、]*)*"
)
"""What a typesetter moves to the next line as one piece: a Latin word, or one character, with its punctuation."""
ENDS_FULL = 0.05
"""How many paragraphs end with a line that looks full: about two characters in a line's forty."""
SHORTEST_BROKEN = 25
"""A line of a one-line-a-paragraph text that stops in mid-sentence goes on only if it is as long as this."""
_ITEM = re.compile(r"[①-⑳•·●◆■]|[（(]?[\da-zA-Z一二三四五六七八九十]{1,3}[)）.．、]")
NARROW = 0.85
"""A line that lost its indent is narrower than the measure, but not narrower than this part of it; a heading is."""
MOST_BLANKS = 0.1
"""Blank lines keep blocks apart where no more than this part of the lines that go on have one after them."""
SIGNALS = 5
"""How many signals `_signals` gives for a line's end."""


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
        return line_of(text, self.at(place), self.end, self.page, self.role, places)._replace(
            trailing_blank=self.trailing_blank, blank_after=self.blank_after,
            characters=self.characters, columns=self.columns,
        )  # fmt: skip


def text_lines(document: Document) -> list[TextLine]:
    """The lines of a document that hold text, in order."""
    source = document.source
    found: list[TextLine] = []
    for start, end, page, role in document.lines:
        line = source[start:end]
        text = line.strip(BLANKS)
        left = start + len(line) - len(line.lstrip(BLANKS))
        right = left + len(text)
        indented, trailing_blank = left > start + 1, right < end
        places: tuple[tuple[int, int], ...] = ()
        if text and document.edits:
            text, left, right, places = _edited(document, left, right)
        if text:
            found.append(line_of(text, left, right, page, role, places, indented, trailing_blank))
        elif found and not found[-1].blank_after:
            found[-1] = found[-1]._replace(blank_after=True)
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
) -> TextLine:
    """A line of text (no blanks at its edges) that stands for a span of the source."""
    first = text[0]
    if not ("\u4e00" <= first <= "\u9fff" and "\u4e00" <= text[1:2] <= "\u9fff"):
        unit = _UNIT.match(text)
        first = unit.group() if unit else ""
    return TextLine(
        start, end, text, role, closes(text), indented, trailing_blank, False, page,
        len(text), _columns(text), len(first), _columns(first), places,
    )  # fmt: skip


def _columns(text: str) -> int:
    """The width of a text in columns: a character of three UTF-8 bytes is set as wide as two Latin letters."""
    return len(text) + ((len(text.encode("utf-8", "surrogatepass")) - len(text)) >> 1)


class Measure(NamedTuple):
    """How wide lines are set: whether wide characters count double, below which width a line (with the first word of
    the next) stops short, and how wide that is as a rule.
    """

    in_columns: bool
    short: float
    usual: float

    def width(self, line: TextLine) -> int:
        return line.columns if self.in_columns else line.characters

    def width_with_next(self, line: TextLine, following: TextLine | None) -> int:
        """The width the line would have with the first word of the following one, and the blank before it."""
        if following is None:
            return self.width(line)
        last, first = line.text[-1], following.text[0]
        mixed = last.isascii() != first.isascii() and last.isalnum() and first.isalnum()
        blank = mixed or (last.isascii() and first.isascii())
        return self.width(line) + (following.unit_columns if self.in_columns else following.unit) + blank

    def stops_short(self, line: TextLine, following: TextLine | None) -> bool:
        """True where the first word of the following line would have fitted on this one."""
        return self.width_with_next(line, following) < self.short

    def is_narrow(self, line: TextLine, following: TextLine | None = None) -> bool:
        """True where a line is a little narrower than lines are as a rule, as one that lost its indent is."""
        return self.width(line) >= self.short * NARROW and self.width_with_next(line, following) < self.usual


def measure(lines: Sequence[TextLine]) -> Measure:
    """Learn the measure from the lines that stop in mid-sentence: these were full.

    Columns or characters: the count by which full lines differ least is the one the typesetter went by.
    """
    best: tuple[float, Measure] = (float("inf"), Measure(True, 0, 0))
    for in_columns in (True, False):
        by = Measure(in_columns, 0, 0)
        widths = sorted(by.width(line) for line in lines if not line.closes)
        usual = widths[len(widths) * 3 // 4] if widths else 0
        full = [
            (by.width(line), by.width_with_next(line, following))
            for line, following in pairwise(lines)
            if not line.closes and by.width(line) >= usual * 0.8
        ]
        if full:
            alone = sorted(width for width, _ in full)
            both = sorted(width for _, width in full)
            spread = (alone[len(alone) * 9 // 10] - alone[len(alone) // 10]) / alone[len(alone) // 2]
            best = min(best, (spread, Measure(in_columns, both[len(both) // 20], both[len(both) // 2])))
    return best[1]


class Setting(NamedTuple):
    """How a paper is set, learned from its own lines: its measure, and what its signals say at doubtful line ends."""

    measure: Measure
    unwrapped: bool
    """One paragraph stands on one line: most of the text is in lines that close a sentence."""
    apart: bool
    """Blank lines keep blocks apart: there are none between the lines of a paragraph."""
    prior: float
    weights: tuple[tuple[float, float], ...]
    """For each signal, the log likelihood ratio of a paragraph end where it is absent, and where it is present."""


def setting_of(lines: Sequence[TextLine], *, unwrapped: bool = False) -> Setting:
    """Learn the setting of a paper from all its lines; `unwrapped` where its format sets a paragraph a line."""
    by = measure(lines)
    short = _short(lines, by)
    signals = _signals(lines, by)
    kinds = [(line.closes, stops) for line, stops in zip(lines, short, strict=True)]
    # What stands above a heading says nothing of how text follows text.
    headings = [
        stops and not close and by.width(line) < by.short * NARROW
        for line, (close, stops) in zip(lines, kinds, strict=True)
    ]
    certain = [
        signal
        for signal, kind, heading in zip(signals, kinds, [*headings, False][1:], strict=True)
        if kind == (True, True) and not heading
    ]
    goes_on = [signal for signal, kind in zip(signals, kinds, strict=True) if kind == (False, False)]
    weights = []
    for index in range(SIGNALS):
        at_end = (sum(signal[index] for signal in certain) + 0.5) / (len(certain) + 1)
        inside = (sum(signal[index] for signal in goes_on) + 0.5) / (len(goes_on) + 1)
        weights.append((log((1 - at_end) / (1 - inside)), log(at_end / inside)))
    whole = sum(line.characters for line in lines if line.closes)
    if unwrapped or whole > 0.8 * sum(line.characters for line in lines):
        return Setting(by._replace(short=float("inf")), True, True, 0, ())
    prior = log(ENDS_FULL * (len(certain) + 1) / (kinds.count((True, False)) + 1))
    blank = sum(signal[1] for signal in goes_on)
    return Setting(by, False, len(goes_on) > 0 and blank < len(goes_on) * MOST_BLANKS, prior, tuple(weights))


def paragraph_ends(lines: Sequence[TextLine], setting: Setting) -> list[bool]:
    """For each line of a stretch of running text, whether a paragraph ends with it (the last line's always does)."""
    if not lines:
        return []
    if setting.unwrapped:
        return [not _goes_on(line, following) for line, following in zip(lines, [*lines[1:], None], strict=True)]
    by = setting.measure
    ends: list[bool] = []
    quoted = 0
    for line, following, signal, stops in zip(
        lines, [*lines[1:], None], _signals(lines, by), _short(lines, by), strict=True
    ):
        quoted = still_quoted(line.text, quoted)
        if following is not None and not stops and _MARKED.match(following.text):
            # The marker belongs to the sentence above.
            ends.append(False)
        elif line.closes and not stops:
            evidence = sum(weight[seen] for weight, seen in zip(setting.weights, signal, strict=True))
            ends.append(quoted == 0 and setting.prior + evidence > 0)
        else:
            ends.append(line.closes or (stops and by.width(line) < by.short * 0.6))
        if setting.apart and line.blank_after:
            ends[-1] = True
        if ends[-1]:
            quoted = 0
    ends[-1] = True
    return ends


def _goes_on(line: TextLine, following: TextLine | None) -> bool:
    """True for a paragraph that a page's end or a figure broke: it stops in mid-sentence, and no list item follows."""
    if following is None or line.closes or line.role != following.role:
        return False
    return len(line.text) >= SHORTEST_BROKEN and line.text[-1] not in "：:；;" and not _ITEM.match(following.text)


def _short(lines: Sequence[TextLine], by: Measure) -> list[bool]:
    return [by.stops_short(line, following) for line, following in zip(lines, [*lines, None][1:], strict=True)]


def _signals(lines: Sequence[TextLine], by: Measure) -> list[tuple[bool, ...]]:
    """What the layer shows at each line's end: a trailing blank, a blank line, an indent or an indented width next, a new page."""
    last = lines[-1] if lines else None
    signals: list[tuple[bool, ...]] = [
        (
            line.trailing_blank,
            line.blank_after or following.page != line.page,
            following.indented,
            not following.closes and by.is_narrow(following, after),
            following.page != line.page,
        )
        for line, following, after in zip(lines, lines[1:], [*lines[2:], None], strict=False)
    ]
    return [*signals, (last.trailing_blank, last.blank_after, False, False, False)] if last else []
