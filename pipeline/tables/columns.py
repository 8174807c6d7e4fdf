"""What the rows of a paper are made of: cells in columns, and ids.

Ids are anchored in the source text: a letter and the seven-digit offset of the row's first character, so that they
outlive every better rule elsewhere and sort as the text runs.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.line_map import LineMap

Cell = str | int | bool | None
Columns = dict[str, Sequence[Cell]]
"""The rows of one table, column by column."""
Rows = dict[str, Columns]
"""The rows of every table by its name."""


def ids_of(paper_id: str, letter: str, offsets: Iterable[int]) -> list[str]:
    """Ids of one kind of rows, a letter and an offset each.

    >>> ids_of("zhou-2020", "c", [2310, 2310])
    ['zhou-2020-c0002310', 'zhou-2020-c0002310-2']
    """
    beginning = f"{paper_id}-{letter}"
    return distinct([beginning + str(offset).zfill(7) for offset in offsets])


def distinct(wanted: list[str]) -> list[str]:
    """The ids themselves where they differ; further ones that are alike get -2, -3."""
    if len(set(wanted)) == len(wanted):
        return wanted
    used: Counter[str] = Counter()
    found = []
    for name in wanted:
        used[name] += 1
        found.append(name if used[name] == 1 else f"{name}-{used[name]}")
    return found


def named(indexes: Iterable[int | None], of: Sequence[Cell]) -> list[Cell]:
    """The ids that indexes mean."""
    return [None if index is None else of[index] for index in indexes]


def columns_of(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, Sequence[Any]]:
    """Rows as columns by name."""
    return dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))


def places_of(spans: Sequence[tuple[int, int]]) -> dict[str, array[int]]:
    """Spans of the source as columns."""
    return {"char_start": array("q", [start for start, _ in spans]), "char_end": array("q", [end for _, end in spans])}


def stretches(line_map: LineMap, starts: Sequence[int], ends: Sequence[int]) -> tuple[dict[str, array[int]], list[str]]:
    """Where stretches of the reading text stand in the source, as columns, and what they say."""
    reading = line_map.reading
    char_starts, char_ends = line_map.to_sources(starts, ends)
    texts = [reading[start:end] for start, end in zip(starts, ends, strict=True)]
    return {"char_start": char_starts, "char_end": char_ends}, texts
