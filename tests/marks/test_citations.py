"""Citation markers: what they name, their locators, and what is none."""

from __future__ import annotations

import pytest

from pipeline.marks.citations.notes import note_marks
from tests.papers import findings_of, read_text


def cited(text: str) -> list[tuple[object, ...]]:
    tables = read_text("1. 引言\n" + text + "\n")
    numbers = {row["reference_id"]: row["number"] for row in tables["references"]}
    return [
        (row["marker"], numbers[row["reference_id"]], row["locator"], row["page_first"], row["page_last"])
        for row in tables["citations"]
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("劳动[2]。", [("[2]", "2", None, None, None)]),
        ("劳动［2］。", [("［2］", "2", None, None, None)]),
        ("劳动〔2〕。", [("〔2〕", "2", None, None, None)]),
        ("劳动([1], p. 162)。", [("([1], p. 162)", "1", "p. 162", 162, 162)]),
        ("劳动([8], pp. 33-34)。", [("([8], pp. 33-34)", "8", "pp. 33-34", 33, 34)]),
        ("劳动([1],\np. 162)。", [("([1], p. 162)", "1", "p. 162", 162, 162)]),
        ("劳动[1]162。", [("[1]162", "1", "162", 162, 162)]),
        ("劳动［1］118。", [("［1］118", "1", "118", 118, 118)]),
        ("劳动[1](P55-59)。", [("[1](P55-59)", "1", "P55-59", 55, 59)]),
        ("劳动[1](P.218)。", [("[1](P.218)", "1", "P.218", 218, 218)]),
        ("劳动[1]55-59。", [("[1]55-59", "1", "55-59", 55, 59)]),
        ("It is so [2]162. It is.", [("[2]162", "2", "162", 162, 162)]),
        ("So “it is [2]55-59.”", [("[2]55-59", "2", "55-59", 55, 59)]),
        ("It is so [2] 55-59.", [("[2] 55-59", "2", "55-59", 55, 59)]),
        ("It grew [2]3.5 times.", [("[2]", "2", None, None, None)]),
        ("劳动。［3］5G 网络在此。", [("［3］", "3", None, None, None)]),
        ("劳动（[10]Lieberman，1968）。", [("（[10]Lieberman，1968）", "10", None, None, None)]),
        ("劳动[1,3]。", [("[1,3]", "1", None, None, None), ("[1,3]", "3", None, None, None)]),
        ("劳动[7-9]。", [("[7-9]", number, None, None, None) for number in "789"]),
        ("劳动[2]-[4]。", [("[2]-[4]", number, None, None, None) for number in "234"]),
        ("劳动[38][39]。", [("[38]", "38", None, None, None), ("[39]", "39", None, None, None)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_numeric_markers(text: str, wanted: list[tuple[object, ...]]) -> None:
    assert cited(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "人社部发[2021]56号文件。",
        "置信区间为CI[4.11,4.76]。",
        "专著[M]与期刊[J]。",
        "区间[0,1]之内。",
        "（1966—1976）年间。",
        "初版[1867]。",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert cited(text) == []
    assert [finding.code for finding in findings_of("1. 引言\n" + text + "\n")] == []


def test_an_absurd_number_is_reported() -> None:
    source = "1. 引言\n劳动[99999999]异化了[1]。\n"
    (finding,) = findings_of(source)
    assert (finding.code, finding.severity, finding.value) == ("absurd-number", "warning", "[99999999]")
    assert source[finding.offset or 0] == "["
    assert [marker for marker, *_ in cited("劳动[99999999]异化了[1]。")] == ["[1]"]


def test_listed_entries_are_linked_and_lost_ones_named() -> None:
    source = "1. 引言\n劳动[1]异化了[3]。\n参考文献\n[1] 马克思. 资本论[M]. 北京: 人民出版社, 2004.\n[2] 无人引用. 劳动[J].\n"
    tables = read_text(source)
    assert [(row["number"], row["list_status"]) for row in tables["references"]] == [
        ("1", "listed"), ("2", "listed"), ("3", "missing"),
    ]  # fmt: skip
    assert tables["references"][0]["raw_text"] == "马克思. 资本论[M]. 北京: 人民出版社, 2004."
    assert [row["reference_id"] for row in tables["citations"]] == ["test-2024-r001", "test-2024-r003"]


def test_pages_behind_a_marker_are_no_link() -> None:
    tables = read_text("# 题\n\n# 1 引言\n\n劳动在此[1](P55-59)。见[2](https://example.org)。\n", markdown=True)
    assert [(row["marker"], row["page_first"], row["page_last"]) for row in tables["citations"]] == [
        ("[1](P55-59)", 55, 59)
    ]
    assert tables["paragraphs"][0]["text"] == "劳动在此[1](P55-59)。见2。"


def test_pages_go_no_further_than_their_paragraph() -> None:
    tables = read_text("# T\n\n# 1 Introduction\n\nIt is so.[3]\n\n# 2. Labour\n\nIt is.\n", markdown=True)
    assert [row["marker"] for row in tables["citations"]] == ["[3]"]


@pytest.mark.parametrize("marks", ["“”", "「」", "『』", "«»", '""'])
def test_notes_beside_quotation_marks(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    text = f"劳动：{opening}时间在此。{closing}①演算法，也就是{opening}时间被切割②{closing}，如此：{opening}如此。{closing}(3)又。"
    notes = "# 注释\n\n① 一如此。\n\n② 二如此。\n\n(3) 三如此。\n"
    tables = read_text(f"# 题\n\n# 1 引言\n\n{text}\n\n{notes}", markdown=True)
    assert [row["marker"] for row in tables["citations"]] == ["①", "②", "(3)"]
    assert str(tables["sentences"][0]["text"]).endswith("①")


def test_an_enumeration_in_straight_marks_has_no_notes() -> None:
    assert cited('包括："①劳动；②资本"。') == []


@pytest.mark.parametrize("named", ["林溪和何川", "林溪、奈莫和何川", "林溪与本雅明"])
def test_a_conjunction_is_no_part_of_a_name(named: str) -> None:
    listed = f"{named.replace('和', ', ').replace('与', ', ').replace('、', ', ')}. 屏幕之后的车间[M]. 北京: 远山出版社, 2020."
    tables = read_text(f"# 题\n\n# 1 引言\n\n{named}（2020）考察了劳动。\n\n# 参考文献\n\n{listed}\n", markdown=True)
    assert [row["marker"] for row in tables["citations"]] == [f"{named}（2020）"]
    assert [row["list_status"] for row in tables["references"]] == ["listed"]


def test_pages_that_count_downwards_are_kept_as_printed_without_numbers() -> None:
    tables = read_text("1 引言\n劳动是人的本质([1], pp. 50-34)。\n")
    assert [(row["locator"], row["page_first"], row["page_last"]) for row in tables["citations"]] == [
        ("pp. 50-34", None, None)
    ]


@pytest.mark.parametrize(("works", "evidence"), [(3, "《劳动0》《劳动1》《劳动2》"), (101, None)])
def test_works_named_beside_a_number_are_evidence_unless_they_are_too_many(works: int, evidence: str | None) -> None:
    named = "".join(f"《劳动{number}》" for number in range(works))
    (reference,) = read_text(f"1. 引言\n{named}[1]。\n")["references"]
    assert reference["evidence"] == evidence


def test_the_year_of_a_volume_cites_nothing() -> None:
    text = (
        "# 1 Method\n\nThompson wrote on time in Past & Present, no. 38 (1967): 56–97.\n\n# References\n\n"
        "Thompson, E. P. 1967. “Time, Work-Discipline, and Industrial Capitalism.” Past & Present, no. 38: 56–97.\n"
    )
    assert read_text(text, markdown=True)["citations"] == []


def test_a_note_figure_glued_to_a_year() -> None:
    text = "The hours grew in 1987, and again in 1990.1 Nobody counted 3.2 of them.2"
    assert [marker.works[0].number for marker in note_marks(text, ["1", "2"])] == ["1", "2"]


def test_glued_figures_that_begin_anew() -> None:
    text = "It is not free.1 Nor is it play.2 It is work.1"
    assert [marker.works[0].number for marker in note_marks(text, ["1", "2", "1"])] == ["1", "2", "1"]
