"""Notes at the foot of pages, and what only looks like them."""

from __future__ import annotations

import pytest

from tests.papers import read_text

HEAD = "题\n\n1 引言\n劳动的时间属于平台，而平台的空间属于资本"


def _read(source: str) -> dict[str, list[object]]:
    tables = read_text(source)
    return {
        "notes": [row["text"] for row in tables["notes"]],
        "titles": [row["title"] for row in tables["sections"]],
        "references": [(row["number"], row["list_status"]) for row in tables["references"]],
        "markers": [row["marker"] for row in tables["citations"]],
    }


@pytest.mark.parametrize("label", ["①", "[1]"])
def test_a_label_whose_mark_stands_above_begins_the_notes(label: str) -> None:
    read = _read(f"{HEAD}{label}。人们早已习惯了\n{label}参见另一篇文章。\n\f这样的时间。\n")
    assert (read["notes"], read["markers"]) == (["参见另一篇文章。"], [label])


@pytest.mark.parametrize("line", ["[1][2]。数据由此产生。", "[1]数据由此产生[2]。"])
def test_a_line_that_begins_with_a_marker_is_no_note(line: str) -> None:
    read = _read(f"{HEAD}[1]。人们早已习惯了\n{line}\n\f时间如此。\n")
    assert (read["notes"], read["markers"]) == ([], ["[1]", "[1]", "[2]"])


def test_the_entries_of_a_list_on_the_page_of_their_marks_are_no_notes() -> None:
    read = _read(
        f"{HEAD}[1][2]。\n参考文献\n[1] 周岚. 算法的边界[J]. 远山学刊, 2022.\n[2] 陆平. 数据[J]. 远山学刊, 2021.\n\f"
    )
    assert (read["notes"], read["references"]) == ([], [("1", "listed"), ("2", "listed")])


def test_a_decimal_heading_is_no_note() -> None:
    read = _read(f"{HEAD}。\n1.1 数据\n数据如此。\n1.2 边界\n边界如此。\n\f时间如此。\n")
    assert (read["notes"], read["titles"]) == ([], ["题", "引言", "数据", "边界"])


@pytest.mark.parametrize("markdown", [False, True])
def test_figures_of_authors_and_institutes_are_no_notes(markdown: bool) -> None:
    raised = "<sup>1</sup>" if markdown else "1"
    head = (
        f"On Waiting\n\nAgnes Holm{raised}, Ben Reyes{raised}\n\n{raised}Institute for Work, Wexcombe\n\nAbstract\n\n"
    )
    text = "Nobody counts how long couriers stand at the corner, and nobody pays them for it."
    source = f"{head}{text}\n\n1 Introduction\n\n{text}\n" + ("" if markdown else "\f" + text + "\n")
    assert read_text(source, markdown=markdown)["notes"] == []
