"""Where quotation marks, brackets and full stops stand in a reading text: found all at once, since every rule asks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.characters import BRACKET, CHINESE, FULL_STOP, QUOTATION_MARK, Kinds
from pipeline.document import language_of


class Delimiters(NamedTuple):
    """The places of the delimiters of a text, each list in order."""

    quotation_marks: Sequence[int]
    brackets: Sequence[int]
    full_stops: Sequence[int]

    def within(self, start: int, end: int) -> Delimiters:
        """Those of a stretch of the text (half open)."""
        return Delimiters(*[places[bisect_left(places, start) : bisect_left(places, end)] for places in self])


def delimiters_of(kinds: Kinds) -> Delimiters:
    """The delimiters of a text, of whose characters these are the kinds.

    >>> from pipeline.characters import kinds_of
    >>> delimiters_of(kinds_of("“一。”（二）")).within(1, 5)
    Delimiters(quotation_marks=[3], brackets=[4], full_stops=[2])
    """
    return Delimiters(*((kinds == kind).nonzero()[0].tolist() for kind in (QUOTATION_MARK, BRACKET, FULL_STOP)))


class Pair(NamedTuple):
    """Where an opening mark stands, and where its closing mark stands."""

    opening: int
    closing: int


def paired(
    text: str, places: Iterable[int], opening: Mapping[str, str], closing: Mapping[str, str]
) -> tuple[list[Pair], list[int]]:
    """Pair marks by kind, innermost first, and list in order those that find no partner.

    `opening` and `closing` tell of which kind a mark is.

    >>> paired("(一(二[)", [0, 2, 4, 5], {"(": "round", "[": "square"}, {")": "round"})
    ([Pair(opening=2, closing=5)], [0, 4])
    """
    pairs: list[Pair] = []
    alone: list[int] = []
    waiting: list[tuple[int, str]] = []
    open_marks: dict[str, int] = defaultdict(int)
    for at in places:
        mark = text[at]
        if kind := opening.get(mark):
            waiting.append((at, kind))
            open_marks[kind] += 1
        elif open_marks.get(kind := closing.get(mark, "")):
            while True:
                begin, other = waiting.pop()
                open_marks[other] -= 1
                if other == kind:
                    break
                alone.append(begin)
            pairs.append(Pair(begin, at))
        else:
            alone.append(at)
    alone += [at for at, _ in waiting]
    alone.sort()
    return pairs, alone


def languages_of(text: str, kinds: Kinds, starts: Sequence[int], ends: Sequence[int]) -> list[str]:
    """`language_of` many stretches of a text; letters are counted only where Chinese characters do not decide.

    >>> from pipeline.characters import kinds_of
    >>> text = "5G 技术。 the term"
    >>> languages_of(text, kinds_of(text), [0, 7], [6, 15])
    ['zh', 'en']
    """
    if not starts:
        return []
    spans = np.array((starts, ends))
    chinese = np.append(kinds == CHINESE, False)
    counts = np.add.reduceat(chinese, spans.T.ravel(), dtype=np.int64)[::2]
    languages: list[str] = _LANGUAGES[(counts > 0).view(np.uint8)].tolist()
    for index in ((counts > 0) & (counts * 10 <= spans[1] - spans[0])).nonzero()[0].tolist():
        languages[index] = language_of(text[starts[index] : ends[index]])
    return languages


_LANGUAGES = np.array(["en", "zh"], object)
