"""Mentions of concepts in headings and paragraphs, each with its section, its sentence and its innermost quotation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.layers import Mention, Quotation
from pipeline.marks.concepts import Label

Place = tuple[int, int, int, int | None]
"""Where concepts are mentioned: a stretch of text, half open, its section, and its sentence unless it is a heading."""


def mentions_of(labels: Sequence[Label], places: Iterable[Place], quotations: Sequence[Quotation]) -> list[Mention]:
    """The labels of a text that lie whole in one of its places, which are apart from one another.

    >>> quotations = [Quotation(4, 8, 1, None, "term", "劳动", None, ())]
    >>> labels = [(0, 2, "labour"), (5, 7, "labour"), (9, 11, "labour")]
    >>> for mention in mentions_of(labels, [(0, 3, 0, None), (3, 10, 0, 1)], quotations):
    ...     print(*mention)
    0 2 labour 0 None None
    5 7 labour 0 1 0
    """
    mentions: list[Mention] = []
    starts = [start for start, _, _ in labels]
    openings = [quotation.start for quotation in quotations]
    quoting = {quotation.sentence for quotation in quotations}
    last = 0
    for start, end, section, sentence in sorted(places):
        first = bisect_left(starts, start, last)
        last = bisect_left(starts, end, first)
        held = labels[first : last - 1 if last > first and labels[last - 1][1] > end else last]
        if sentence in quoting:
            mentions += [
                Mention(begin, stop, concept_id, section, sentence, _quotation(quotations, openings, begin, stop))
                for begin, stop, concept_id in held
            ]
        else:
            mentions += [Mention(*label, section, sentence, None) for label in held]
    return mentions


def _quotation(quotations: Sequence[Quotation], openings: Sequence[int], start: int, end: int) -> int | None:
    """The innermost quotation that holds a label: the last to begin before it, or one around that."""
    before = bisect_left(openings, start) - 1
    index = before if before >= 0 else None
    while index is not None and quotations[index].end <= end:
        index = quotations[index].parent
    return index
