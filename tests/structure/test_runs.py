"""Captions, notices and tables that run over several lines of a text layer: gaps, and no more than they are."""

from __future__ import annotations

from textwrap import fill

import pytest

from tests.papers import read_text

PROSE = (
    "Couriers wait at the corner until the next order comes, and nobody counts how long they stand there in the rain. "
    "The firm that sends them calls the corner a place of rest, although no courier has ever been seen to rest on it."
)


def _paper(*blocks: str) -> str:
    head = ["On Waiting", "Abstract", PROSE]
    return "\n".join([*(fill(block, 70) for block in head), "1 Corners", *blocks, fill(PROSE, 70), ""])


def _texts(source: str, *, markdown: bool = False) -> list[object]:
    return [row["text"] for row in read_text(source, markdown=markdown)["paragraphs"]]


def _gaps(source: str, kind: str) -> str:
    rows = [row for row in read_text(source)["gaps"] if row["gap_kind"] == kind]
    return "\n".join(source[int(str(row["char_start"])) : int(str(row["char_end"]))] for row in rows)


@pytest.mark.parametrize(
    ("notice", "kind"),
    [
        (
            "Figure 3. The corners of the town where couriers wait for orders, drawn after their own sketches.",
            "caption",
        ),
        (
            "Citation: Holm A, Reyes B (2018) Waiting at all corners of the whole town. New Time 12: e4019. doi:10.1000/182",
            "boilerplate",
        ),
        (
            "Copyright: © 2018 Holm and Reyes. This is an open access article that anybody may use and copy.",
            "boilerplate",
        ),
    ],
)
def test_what_runs_over_full_lines_is_one_gap(notice: str, kind: str) -> None:
    source = _paper(fill(PROSE, 70), fill(notice, 70))
    assert _texts(source) == [PROSE] * 3
    assert _gaps(source, kind) == fill(notice, 70)


def test_rows_of_a_table_are_no_text() -> None:
    rows = "Variable hours wage P\nRain 1.41 6.01 .01\nSnow .83 2.93 .09\n2 Corner\n1 Bridge"
    source = _paper(fill(PROSE, 70), "Table 1. Waiting and weather", rows)
    assert _texts(source) == [PROSE] * 3
    assert _gaps(source, "table") == rows


def test_rows_above_their_caption_are_no_text() -> None:
    source = _paper(fill(PROSE, 70), "Rain 1.41 6.01 .01\nSnow .83 2.93 .09\nTable 1: Waiting and weather.")
    assert _texts(source) == [PROSE] * 3


def test_a_short_caption_takes_nothing_of_the_text_below() -> None:
    assert _texts(_paper("Table 1. Waiting at corners in four towns")) == [PROSE] * 2


def test_a_line_of_text_that_begins_with_a_table_is_text() -> None:
    told = "Table 2 shows how long couriers wait at corners in each of the towns and\nhow they rest there."
    assert _texts(_paper(told))[1] == told.replace("\n", " ")


@pytest.mark.parametrize("mark", ["**Editor:** Tobias Renner, Wexcombe", "\\* E-mail: holm@example.org"])
def test_notices_in_bold_are_gaps_too(mark: str) -> None:
    source = f"# On Waiting\n\n## Abstract\n\n{PROSE}\n\n{mark}\n\n## Corners\n\n{PROSE}\n"
    assert _texts(source, markdown=True) == [PROSE] * 2
