"""Mentions of concepts in headings and paragraphs, each with its section, its sentence and its innermost quotation."""

from __future__ import annotations

from collections.abc import Sequence
from sys import maxsize
from typing import NamedTuple

import numpy as np

from pipeline.layers import Mentions, Quotation
from pipeline.marks.concepts import Labels


class Places(NamedTuple):
    """Where concepts are mentioned: stretches of text, half open, their sections, and their sentences unless they are
    headings.
    """

    starts: list[int]
    ends: list[int]
    sections: list[int]
    sentences: list[int | None]


def mentions_of(labels: Labels, places: Places, quotations: Sequence[Quotation]) -> Mentions:
    """The labels of a text that lie whole in one of its places, which are apart from one another.

    >>> quotations = [Quotation(4, 8, 1, None, "term", "劳动", None, ())]
    >>> labels = Labels(np.array([0, 5, 9]), np.array([2, 7, 11]), np.array(["labour"] * 3, object))
    >>> for mention in zip(*mentions_of(labels, Places([3, 0], [10, 3], [0, 0], [1, None]), quotations)):
    ...     print(*mention)
    0 2 labour 0 None None
    5 7 labour 0 1 0
    """
    starts, ends, concept_ids = labels
    if not len(starts) or not places.starts:
        return Mentions()
    in_order = np.argsort(places.starts)
    before = np.array(places.starts)[in_order].searchsorted(starts, "right")
    place = in_order[before - 1]
    whole = (before > 0) & (ends <= np.array(places.ends)[place])
    starts, ends, concept_ids, place = starts[whole], ends[whole], concept_ids[whole], place[whole]
    # An index of -1 means none, so each column ends with what holds for none.
    openings = np.array([quotation.start for quotation in quotations], np.int64)
    closings = np.array([*(quotation.end for quotation in quotations), maxsize])
    parents = np.array([-1 if quotation.parent is None else quotation.parent for quotation in quotations] + [-1])
    quotation = openings.searchsorted(starts) - 1
    while (outside := closings[quotation] <= ends).any():
        quotation = np.where(outside, parents[quotation], quotation)
    return Mentions(
        starts.tolist(),
        ends.tolist(),
        concept_ids.tolist(),
        np.array(places.sections)[place].tolist(),
        np.array(places.sentences, object)[place].tolist(),
        np.array([*range(len(quotations)), None])[quotation].tolist(),
    )
