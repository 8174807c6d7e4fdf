"""Mentions of concepts in headings and paragraphs, each with its section, its sentence and its innermost quotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from sys import maxsize

import numpy as np

from pipeline.layers import Mentions, Quotation
from pipeline.marks.concepts import Label

Place = tuple[int, int, int, int | None]
"""Where concepts are mentioned: a stretch of text, half open, its section, and its sentence unless it is a heading."""


def mentions_of(labels: Sequence[Label], places: Iterable[Place], quotations: Sequence[Quotation]) -> Mentions:
    """The labels of a text that lie whole in one of its places, which are apart from one another.

    >>> quotations = [Quotation(4, 8, 1, None, "term", "劳动", None, ())]
    >>> labels = [(0, 2, "labour"), (5, 7, "labour"), (9, 11, "labour")]
    >>> for mention in zip(*mentions_of(labels, [(0, 3, 0, None), (3, 10, 0, 1)], quotations)):
    ...     print(*mention)
    0 2 labour 0 None None
    5 7 labour 0 1 0
    """
    if not labels:
        return Mentions()
    label_starts, label_ends, concept_ids = zip(*labels, strict=True)
    starts, ends = np.array(label_starts), np.array(label_ends)
    # An index of -1 means none, so each column ends with what holds for none.
    place_starts, place_ends, sections, sentences = zip(*sorted(places), (maxsize, -1, -1, None), strict=True)
    place = np.array(place_starts).searchsorted(starts, "right") - 1
    whole = ends <= np.array(place_ends)[place]
    starts, ends, places_held = starts[whole], ends[whole], place[whole].tolist()
    openings = np.array([quotation.start for quotation in quotations], np.int64)
    closings = np.array([*(quotation.end for quotation in quotations), maxsize])
    parents = np.array([-1 if quotation.parent is None else quotation.parent for quotation in quotations] + [-1])
    quotation = openings.searchsorted(starts) - 1
    while (outside := closings[quotation] <= ends).any():
        quotation = np.where(outside, parents[quotation], quotation)
    return Mentions(
        starts.tolist(),
        ends.tolist(),
        list(compress(concept_ids, whole.tolist())),
        [sections[index] for index in places_held],
        [sentences[index] for index in places_held],
        [None if index < 0 else index for index in quotation.tolist()],
    )
