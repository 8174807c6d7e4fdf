"""Quotations: their marks, their kind, their support, their speaker, by the examples of the annotation guide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.characters import kinds_of
from pipeline.marks.delimiters import delimiters_of
from pipeline.marks.quotation_marks import Paired, pair
from tests.papers import Row, findings_of, read_text

LONG = "为满足无限的需要即主人的贪欲而劳动"


def quotations(sentence: str) -> list[Row]:
    return read_text("1. 引言\n" + sentence + "\n")["quotations"]


def paired(text: str) -> Paired:
    return pair(text, delimiters_of(kinds_of(text)).quotation_marks)


def positions(sentence: str) -> list[list[str]]:
    tables = read_text("1. 引言\n" + sentence + "\n")
    return [
        [str(link["position"]) for link in tables["quotation_citations"] if link["quotation_id"] == row["quotation_id"]]
        for row in tables["quotations"]
    ]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("成为资本的“蓄水池”。", ["term"]),
        (f"像奴隶一样“{LONG}”。", ["unsourced"]),
        ("是“自由的有意识的活动”，是“生产生活本身”的“一种手段”([1], p. 162)。", ["cited"] * 3),
        ("党的二十大报告明确指出，“加快发展数字经济，促进融合”。", ["attributed"]),
        ("马克思认为，区别在于“有意识的生命活动”。", ["attributed"]),
        ("他认为，区别在于“有意识的生命活动”。", ["term"]),
        ("有学者指出，“劳动，在数字时代仍然存在”。", ["unsourced"]),
        ("所谓“一，二”。", ["unsourced"]),
        ("所谓“一、二”。", ["term"]),
        ("他问“谁？”", ["unsourced"]),
        ("It is called “free labour”.", ["term"]),
        ("It is called “the labour of the many hands”.", ["unsourced"]),
        ("Jarrett (2015) writes that “work is never free”.", ["attributed"]),
        ("According to Fuchs, “work is never free”.", ["attributed"]),
        ("They write that “work is never free at all”.", ["unsourced"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_kind(sentence: str, kinds: list[str]) -> None:
    assert [row["kind"] for row in quotations(sentence)] == kinds


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("成为“支配数字劳动者的权力[4]。”", [["inside"]]),
        ("走的是“同一条道路”([1], p. 182)。", [["direct"]]),
        ("“积极的扬弃” ([1], p. 185)。", [["direct"]]),
        ("是“一种活动”，是“一种手段”([1], p. 162)。", [["shared"], ["direct"]]),
        ("是“一种活动”[1]，是“一种手段”。", [["direct"], []]),
        ("是“一种活动”[1]，是“一种手段”[2]。", [["direct"], ["direct"]]),
        ("是“一种活动”[38][39]。", [["direct", "direct"]]),
        ("是“一种活动”[1,3]。", [["direct", "direct"]]),
        ("是“一种活动[1]”，也是生活([2], p. 3)。", [["inside"]]),
        ("是“一种活动”。资本[1]。", [[]]),
        ("“在‘数据’与‘主体’之间”[2]。", [["direct"], ["direct"], ["direct"]]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_where_the_support_stands(sentence: str, wanted: list[list[str]]) -> None:
    assert positions(sentence) == wanted


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("马克思认为，“劳动是活动”。", "马克思"),
        ("正如马克思所说：“劳动是活动”。", "马克思"),
        ("正如马克思在《德意志意识形态》中所描述的那样：“任何人都可以发展”。", "马克思"),
        ("然而，马克思也指出，“资本突破了界限”。", "马克思"),
        ("列宁曾经强调“劳动”。", "列宁"),
        ("习近平指出，“发展数字经济”。", "习近平"),
        ("《资本论》指出，“商品是细胞”。", "《资本论》"),
        ("“劳动是活动”，马克思写道。", "马克思"),
        ("在福柯看来，这是“规训”。", "福柯"),
        ("在本雅明看来，“机器支配着身体”。", "本雅明"),
        ("正如列斐伏尔所说，“机器支配着身体”。", "列斐伏尔"),
        ("正如馬爾庫塞所說，“機器支配著身體”。", "馬爾庫塞"),
        ("陆平(2022)〔4〕指出，“机器支配着身体”。", "陆平"),
        ("陆平[4,5]62指出，“机器支配着身体”。", "陆平"),
        ("本文指出，“机器支配着身体”。", None),
        ("马克思采用一种“现象学”式分析。", None),
        ("他明确指出，“劳动的现实化”。", None),
        ("学者指出，“劳动的现实化”。", None),
        ("这一报告指出，“劳动的现实化”。", None),
        ("这种劳动被称为“免费劳动”。", None),
        ("Fuchs and Sevignani (2013) argue that “work” differs from labour.", "Fuchs and Sevignani"),
        ("In Marx’s words, “labour” is purposeful activity.", "Marx"),
        ("Brandt (1998) [3] writes that “work” differs from labour.", "Brandt"),
        ("As Anna Sand once put it, “work” differs from labour.", "Anna Sand"),
        ("She argues that “work” differs from labour.", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_who_says_it(sentence: str, speaker: str | None) -> None:
    assert quotations(sentence)[0]["attributed_to"] == speaker


def test_a_name_known_from_one_clause_is_known_in_another() -> None:
    text = "马克思认为，劳动是活动。马克思进一步深入探讨并总结了规定性：“人同人相异化”。"
    assert quotations(text)[0]["attributed_to"] == "马克思"


def test_the_text_leaves_out_marks_and_markers() -> None:
    (row,) = quotations("就成为“一种奴役数字劳动者的权力[4]。”")
    assert (row["text"], row["marks"]) == ("一种奴役数字劳动者的权力。", "“”")


def test_two_pairs_in_a_row_are_two_quotations() -> None:
    rows = quotations("现实的个人的“第一个历史活动就是生产满足”吃、穿、住、行“需要的资料”([1], p. 531)。")
    assert [row["text"] for row in rows] == ["第一个历史活动就是生产满足", "需要的资料"]


def test_works_are_no_quotations() -> None:
    assert quotations("《1844年经济学哲学手稿》和〈导言〉讨论了异化。") == []


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("「劳动」与『资本』", ["劳动", "资本"]),
        ("Marx’s “labour” and the workers’ ‘free time’", ["labour", "free time"]),
        ("'free labour' isn't \"free\"", ["free labour", "free"]),
        ("“劳动\"与“资本”", ["劳动", "资本"]),
        ("“劳动\"与\"资本\"", ["劳动", "资本"]),
        ("他说\"劳动\"与\"资本\"", ["劳动", "资本"]),
        ("他说＂劳动＂与〝资本〞", ["劳动", "资本"]),
        ("«free time», „idle time“ and ‹dead time›", ["free time", "idle time", "dead time"]),
        ("„idle time” and ‚dead time‘ again", ["idle time", "dead time"]),
        ("``free time'' and `idle time' again", ["free time", "idle time"]),
        ("`code` and the riders' time", []),
        ('He said "free time and "idle" again', ["idle"]),
        ('He said free time" and "idle" again', ["idle"]),
        ("他叫作「试错，因为这是『对的』，但「错的」不是", ["对的", "错的"]),
    ],
)  # fmt: skip
def test_marks_of_both_languages(text: str, texts: list[str]) -> None:
    assert [row["text"] for row in quotations(text + "。")] == texts


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("‘The moderators’ hours are not hours’, she said", ["The moderators’ hours are not hours"]),
        ("'The riders' time is not free', he said", ["The riders' time is not free"]),
        ("‘The users’ “free time” is the owners’ time’", ["The users’ “free time” is the owners’ time", "free time"]),
        ("The users’ ‘free time’ and the owners’ ‘dead time’", ["free time", "dead time"]),
        ("the ‘hours’ and the riders’ time", ["hours"]),
        ("In the ’90s they liked rock ’n’ roll and ‘free time’", ["free time"]),
        ("In the ‘90s they liked rock ‘n’ roll and ‘free time’", ["free time"]),
        ("’Tis the riders’ ‘free time’ that counts", ["free time"]),
        ("‘It is “work”, not play’, said one, ‘and ours’", ["It is “work”, not play", "work", "and ours"]),
    ],
)
def test_apostrophes_are_no_marks(text: str, texts: list[str]) -> None:
    assert [row["text"] for row in read_text(f"1 Introduction\n\n{text}.\n")["quotations"]] == texts


@pytest.mark.parametrize(
    ("text", "lost"), [("劳动“异化。", "“"), ("劳动”异化。", "”"), ("劳动“异化”与“资本。", "“"), ("劳动’异化。", "’")]
)
def test_a_lost_mark_is_reported_and_harms_nothing(text: str, lost: str) -> None:
    source = "1. 引言\n" + text + "他认为“劳动”是活动。\n"
    found = [finding for finding in findings_of(source) if finding.code == "unbalanced-marks"]
    assert [finding.value for finding in found] == [lost]
    assert source[found[0].offset or 0] == lost
    assert read_text(source)["quotations"][-1]["text"] == "劳动"


@given(st.text(alphabet="劳as “”‘’「」„`\"'", max_size=40))
def test_pairs_hold_one_another_or_stand_apart(text: str) -> None:
    pairs = paired(text).pairs
    for first in pairs:
        assert first.opening < first.closing
        for second in pairs:
            crossing = first.opening < second.opening < first.closing < second.closing
            assert not crossing


@given(st.recursive(st.just("劳"), lambda inner: st.builds("“{}”与‘{}’".format, inner, inner), max_leaves=6))
def test_well_formed_marks_all_pair(text: str) -> None:
    found = paired(text)
    assert found.unpaired == []
    assert len(found.pairs) == text.count("“") + text.count("‘")


def test_marks_deeper_than_any_author_sets_them_are_given_up() -> None:
    tables = read_text("1 引言\n" + "“‘" * 500 + "劳动" + "’”" * 500 + "。\n")
    assert len(tables["quotations"]) == 20


def test_a_quotation_with_more_markers_than_support_one_passage_does_not_hand_them_on() -> None:
    tables = read_text("1. 引言\n“" + "‘劳动’[1]" * 41 + "异化”，是活动。\n")
    outer, *inner = tables["quotations"]
    assert [len([link for link in tables["quotation_citations"] if link["quotation_id"] == row["quotation_id"]])
            for row in (outer, inner[0], inner[-1])] == [41, 1, 1]  # fmt: skip


def test_thousands_of_quotations_in_one_sentence_are_each_read() -> None:
    tables = read_text("1. 引言\n马克思指出，" + "“劳动”与“异化”[1]，" * 2000 + "“资本”。\n")
    assert len(tables["sentences"]) == 1
    assert [row["kind"] for row in tables["quotations"]] == ["cited"] * 4000 + ["attributed"]
    assert {row["attributed_to"] for row in tables["quotations"]} == {"马克思"}
    assert [row["position"] for row in tables["quotation_citations"]] == ["shared", "direct"] * 2000
