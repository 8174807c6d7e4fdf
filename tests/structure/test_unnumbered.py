"""Headings without numbers: where a text layer shows them, how deep they lie, and what only looks like one."""

from __future__ import annotations

from textwrap import fill

import pytest

from tests.papers import read_text

PROSE = (
    "Couriers wait at the corner until the next order comes, and nobody counts how long they stand there in the rain. "
    "The firm that sends them calls the corner a place of rest, although no courier has ever been seen to rest on it."
)


def _layer(*blocks: str, blank: bool = False) -> str:
    """A text layer seventy letters wide; what is no prose has a line of its own."""
    return ("\n\n" if blank else "\n").join(fill(block, 70) for block in blocks) + "\n"


def _tree(source: str, *, markdown: bool = False) -> list[tuple[object, object]]:
    rows = read_text(source, markdown=markdown)["sections"]
    return [(row["depth"], row["title"]) for row in rows if row["title"] and row["section_kind"] == "body"]


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize(
    "headings",
    [
        ("The Corner as a Workplace", "What “Free” Time Hides"),
        ("Who counts the waiting", "On rain and rest"),
        ("THE CORNER", "THE RAIN"),
    ],
)
def test_a_line_by_itself_between_paragraphs_is_a_heading(headings: tuple[str, str], blank: bool) -> None:
    first, second = headings
    source = _layer("On Waiting", "Abstract", PROSE, first, PROSE, PROSE, second, PROSE, blank=blank)
    assert _tree(source) == [(1, first), (1, second)]


def test_a_heading_may_take_two_lines_and_stand_right_below_another() -> None:
    long = "Three Objections from Colleagues and Engineers,\nand a Reply to Each of Them"
    source = "\n".join(
        ["On Waiting", "Abstract", fill(PROSE, 70), "METHODS", long, fill(PROSE, 70), "RESULTS", fill(PROSE, 70), ""]
    )
    assert _tree(source) == [(1, "METHODS"), (2, long.replace("\n", " ")), (1, "RESULTS")]


@pytest.mark.parametrize(
    "line",
    [
        "She thinks of nurses, but it holds for couriers.12",
        "The corners that they name are",
        "= 3.5, 4.1, 2.2, 8.8",
        "rest is what comes after",
    ],
)
def test_other_short_lines_are_no_headings(line: str) -> None:
    source = _layer(
        "On Waiting",
        "Abstract",
        PROSE,
        "Introduction",
        PROSE,
        f"{PROSE}\n{line}",
        PROSE.replace("Couriers", "couriers"),
    )
    assert _tree(source) == [(1, "Introduction")]


def test_a_numbered_paper_has_no_other_headings_but_those_that_papers_share() -> None:
    source = _layer(
        "On Waiting", "Abstract", PROSE, "1 Corners", PROSE, "A Short Line", PROSE, "Supporting Information", PROSE
    )
    assert _tree(source) == [(1, "Corners"), (1, "Supporting Information")]


@pytest.mark.parametrize(
    ("headings", "depths"),
    [
        (["## Introduction", "### Rain", "#### Snow", "## Conclusion"], [1, 2, 3, 1]),
        (["# Corners", "# Rain", "# Rest"], [1, 1, 1]),
        (["## Corners", "# Rain", "### Rest"], [1, 1, 1]),
        (["### Introduction", "## Rain", "# Rest"], [1, 1, 1]),
        (["## CORNERS", "## Rain", "## REST", "## Snow"], [1, 2, 1, 2]),
        (["## Methods", "## Rain", "## Results", "## Snow", "## Conclusions"], [1, 2, 1, 2, 1]),
        (["**CORNERS**", "**Rain**", "**REST**"], [1, 2, 1]),
    ],
)
def test_depth_is_read_from_levels_capitals_or_shared_names(headings: list[str], depths: list[int]) -> None:
    source = "\n\n".join(
        ["# On Waiting", "Agnes Holm, University of Wexcombe", *(f"{heading}\n\n{PROSE}" for heading in headings)]
    )
    assert [depth for depth, _ in _tree(source, markdown=True)] == depths


def test_marked_headings_below_one_another_are_two_and_a_broken_one_is_one() -> None:
    source = f"# On Waiting\n\n# METHODS\n\n# Study site\n\n{PROSE}\n\n# The Logic of\n\n# Waiting Rooms\n\n{PROSE}\n"
    assert [title for _, title in _tree(source, markdown=True)] == [
        "METHODS",
        "Study site",
        "The Logic of Waiting Rooms",
    ]


def test_a_numbered_title_with_a_colon_is_whole() -> None:
    source = _layer("On Waiting", "Abstract", PROSE, "1 Measures", PROSE, "1.1 First Measure: Hours in Rain", PROSE)
    assert _tree(source) == [(1, "Measures"), (2, "First Measure: Hours in Rain")]


def test_a_list_that_goes_on_in_small_letters_is_no_heading() -> None:
    listed = "I. Counted: one or more counters stand at every corner of the whole town\nand write down what they see."
    source = _layer("On Waiting", "Abstract", PROSE, "1 Corners", PROSE) + listed + "\n" + _layer("2 Rain", PROSE)
    assert _tree(source) == [(1, "Corners"), (1, "Rain")]


def test_chinese_headings_without_numbers_in_a_text_layer() -> None:
    text = (
        "平台时间的占有\n\n周岚\n\n摘 要：平台把零散的时间接入生产过程，骑手在等待中消耗自己的时间，而这段时间无人付酬。\n关键词：劳动；平台\n"
        "时间的占有\n　　马克思指出，“时间是人类发展的空间”。劳动的边界因此变得模糊，监督从\n车间转移到了屏幕之后，技术并没有减轻人的负担，反而使等待成为常态。用户的\n每一次点击都留下数据。\n"
        "时间的归还\n　　共同体的关系被重新安排，闲暇与工作不再分开，骑手在等待中消耗自己的时间\n，而这段时间无人付酬。平台规则没有给出任何理由，骑手也没有追问的余地，等待\n成了常态。\n"
    )
    titles = [row["title"] for row in read_text(text)["sections"] if row["section_kind"] == "body"]
    assert titles == ["时间的占有", "时间的归还"]
