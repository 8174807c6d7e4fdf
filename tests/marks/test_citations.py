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
        ("It is so [19, pp. 33–72].", [("[19, pp. 33–72]", "19", "pp. 33–72", 33, 72)]),
        ("It is so [16, pp. 90–1].", [("[16, pp. 90–1]", "16", "pp. 90–1", 90, 91)]),
        ("It is so [8, ch. 2].", [("[8, ch. 2]", "8", "ch. 2", None, None)]),
        ("It is so [21, § 4.2].", [("[21, § 4.2]", "21", "§ 4.2", None, None)]),
        ("It is so [5, vol. 2, p. 33].", [("[5, vol. 2, p. 33]", "5", "vol. 2, p. 33", 33, 33)]),
        ("劳动[12：45]。", [("[12：45]", "12", "45", 45, 45)]),
        ("劳动〔3，第45页〕。", [("〔3，第45页〕", "3", "第45页", 45, 45)]),
        ("勞動（[3, 頁 45–46]）。", [("（[3, 頁 45–46]）", "3", "頁 45–46", 45, 46)]),
        (
            "It is so [12, p. 45; 13].",
            [("[12, p. 45; 13]", "12", "p. 45", 45, 45), ("[12, p. 45; 13]", "13", None, None, None)],
        ),
        ("劳动[1, 4–5]。", [("[1, 4–5]", number, None, None, None) for number in "145"]),
        ("劳动（参见[5]第12页）。", [("[5]第12页", "5", "第12页", 12, 12)]),
        ("劳动（转引自[6]：33）。", [("[6]：33", "6", "33", 33, 33)]),
        ("劳动[11]P35。", [("[11]P35", "11", "P35", 35, 35)]),
        ("见《智库》「23]，不论。", [("「23]", "23", None, None, None)]),
        ("见《智库》「9中，不论。", [("「9", "9", None, None, None)]),
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


def linked(text: str, *, markdown: bool = False) -> list[tuple[object, ...]]:
    """Each marker with the beginning of the entry it is linked to, or the note, and its locator."""
    tables = read_text(text, markdown=markdown)
    entries = {row["reference_id"]: (row["raw_text"] and str(row["raw_text"])[:4]) for row in tables["references"]}
    notes = {row["note_id"]: row["text"] for row in tables["notes"]}
    return [
        (row["marker"], notes.get(row["note_id"]) or entries.get(row["reference_id"]), row["locator"])
        for row in tables["citations"]
    ]


NUMBERED = "\n\n参考文献\n\n" + "\n".join(
    f"[{number}] 李明{name}. 劳动[J]. 社会, 2020({number}): 1-9."
    for number, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑", 1)
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("劳动[1]62。资本[361“异化”。", [("[1]62", "李明甲.", "62"), ("[361", "李明丙.", "61")]),
        ("劳动［l2］。资本[1O]。", [("［l2］", "李明丑.", None), ("[1O]", "李明癸.", None)]),
    ],
)
def test_garbled_brackets_and_figures_are_read_where_the_list_bears_them_out(
    text: str, wanted: list[tuple[object, ...]]
) -> None:
    source = "1. 引言\n\n" + text + NUMBERED
    assert linked(source) == wanted
    assert "doubtful-citation" in {finding.code for finding in findings_of(source)}


def test_a_letter_in_brackets_is_no_figure_without_an_entry_or_in_english() -> None:
    assert cited("劳动[I]。") == []
    assert linked("1. 引言\n\nHe wrote that “as [I] think” it is [1]." + NUMBERED) == [("[1]", "李明甲.", None)]


NAMED = """

# 参考文献

Beck, T., & Demirgüç-Kunt, A. (2006). Small firms. *Banking*, 30, 1–9.

Bank for International Settlements (2020). *Currencies*. BIS.

Fuchs, C. (2014). *Digital labour*. Routledge.

Quayle, H., & Lowell, B. (2016). The unrated hour. *Work*, 5, 1–9.

Ueda, K. (forthcoming). *Pronouns*. Calder Press.

吳若蘭、黃子安（2018）。〈不說明理由〉。《社會》，11，9–34。

內容審核員互助會（無日期）。《入職須知》。https://www.example.org
"""


@pytest.mark.parametrize(
    ("text", "marker", "entry"),
    [
        ("许多（Beck andDemirguc-Kunt，2006）。", "（Beck andDemirguc-Kunt，2006）", "Beck"),
        ("许多（BeckandDemirguc-Kunt，2006）。", "（BeckandDemirguc-Kunt，2006）", "Beck"),
        ("Quayle 與 Lowell（2016）認為多。", "Quayle 與 Lowell（2016）", "Quay"),
        ("许多（Quayle und Lowell, 2016）。", "（Quayle und Lowell, 2016）", "Quay"),
        ("吳若蘭與黃子安（2018）認為多。", "吳若蘭與黃子安（2018）", "吳若蘭、"),
        ("许多（吳若 蘭暨黃子安，2018）。", "（吳若 蘭暨黃子安，2018）", "吳若蘭、"),
        ("內容審核員互助會（無日期）指出多。", "內容審核員互助會（無日期）", "內容審核"),
        ("许多（Ueda, forthcoming）。", "（Ueda, forthcoming）", "Ueda"),
    ],
)
def test_names_are_the_same_by_their_letters(text: str, marker: str, entry: str) -> None:
    assert linked(f"# 1 引言\n\n{text}{NAMED}", markdown=True) == [(marker, entry, None)]


@pytest.mark.parametrize(
    ("text", "entry"),
    [("许多（BankforIntemationalSettlements，2020）。", "Bank"), ("许多（Fuchs, 2O14）。", "Fuch")],
)
def test_a_misread_name_or_year_is_linked_and_reported(text: str, entry: str) -> None:
    source = f"# 1 引言\n\n{text}{NAMED}"
    assert [found[1] for found in linked(source, markdown=True)] == [entry]
    assert "doubtful-citation" in {finding.code for finding in findings_of(source, markdown=True)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fuchs (2014) says that “it is work. It is not play” (p. 25).", ("(p. 25)", "Fuch", "p. 25")),
        ("吳若蘭（2018）指出：「審核員在看。他們很累。」（頁 41）對此多。", ("（頁 41）", "吳若蘭、", "頁 41")),
        ("It is so (Fuchs 2014). It is not (Ibid.: 27).", ("(Ibid.: 27)", "Fuch", "27")),
        ("许多（Fuchs，2014）。又如此（同前註，頁 46）。", ("（同前註，頁 46）", "Fuch", "頁 46")),
        ("许多（Fuchs，2014）。又如此（同上书：46）。", ("（同上书：46）", "Fuch", "46")),
    ],
)
def test_a_bracket_may_hold_a_place_alone_or_point_back(text: str, wanted: tuple[object, ...]) -> None:
    assert linked(f"# 1 引言\n\n{text}{NAMED}", markdown=True)[-1] == wanted


def test_a_chapter_alone_is_one_of_the_work_only_behind_a_quotation() -> None:
    text = "Fuchs (2014) says that “it is work” (ch. 3). Fuchs (2014) says so, as we argue below (section 4)."
    assert [found[0] for found in linked(f"# 1 引言\n\n{text}{NAMED}", markdown=True)] == [
        "Fuchs (2014)", "(ch. 3)", "Fuchs (2014)",
    ]  # fmt: skip


def test_a_place_alone_supports_the_quotation_before_it() -> None:
    tables = read_text("# 1 引言\n\n吳若蘭（2018）指出：「審核員在看。他們很累。」（頁 41）" + NAMED, markdown=True)
    assert [row["position"] for row in tables["quotation_citations"]] == ["direct"]


def test_a_place_belongs_to_the_last_of_several_years() -> None:
    tables = read_text("# 1 引言\n\nIt is so (Fuchs, 2014a, b, p. 12).", markdown=True)
    assert [row["locator"] for row in tables["citations"]] == [None, "p. 12"]


PAGES = "1. 引言\n\n劳动是活动。①资本是关系。②\n① 李明说的。\n② 王红说的。\n\f平台是市场，①也是企业。②时间是空间。③\n① 张全说的。\n③ 赵强说的。\n"


def test_a_mark_means_the_note_of_its_page_and_a_lost_one_none() -> None:
    assert linked(PAGES) == [
        ("①", "李明说的。", None), ("②", "王红说的。", None),
        ("①", "张全说的。", None), ("②", None, None), ("③", "赵强说的。", None),
    ]  # fmt: skip
    assert [finding.value for finding in findings_of(PAGES) if finding.code == "lost-note"] == ["2"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("劳动是活动。¹问题是。（1）多少？（2）何时？资本是关系。²", ["¹", "²"]),
        ("劳动是活动。¹有两点：①多是其一。②少是其二。资本是关系。²", ["¹", "²"]),
        ("① 多是其一。② 少是其二。\n\n劳动是活动。¹资本是关系。²", ["¹", "²"]),
        ("It paid well.¹ It paid £9.20² an hour on 10 m² of floor.", ["¹", "²"]),
        ("It paid well.¹ So R² is high. It paid.²", ["¹", "²"]),
    ],
)
def test_marks_are_of_one_manner_and_neither_items_nor_powers(text: str, wanted: list[str]) -> None:
    tables = read_text(f"# 1 引言\n\n{text}\n\n# 注释\n\n1. 一如此。\n\n2. 二如此。\n", markdown=True)
    assert [row["marker"] for row in tables["citations"]] == wanted
