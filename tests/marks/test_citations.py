"""Citation markers: what they name, their locators, and what is none."""

from __future__ import annotations

import pytest

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
