"""The line map: reading text, and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Span, strip
from pipeline.line_map import Habits, LineMap

LETTERS = "劳动数字资本 aB1,.-\n\n\u3000\xad。，“”"


def reading(source: str, *gaps: Span) -> str:
    return LineMap.of(source, [Span(0, len(source))], gaps).reading


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("数字\n劳动", "数字劳动"),
        ("数字 \n \n劳动", "数字劳动"),
        ("labor alie-\nnation of", "labor alienation of"),
        ("society-digital labor", "society-digital labor"),
        ("non-material and non-\nmaterial", "non-material and non-material"),
        ("5G 技术和 Uber\n使", "5G 技术和 Uber 使"),
        ("5G技术和Uber\n使", "5G技术和Uber使"),
        ("前提” \n([1], p. 155)出发", "前提”([1], p. 155)出发"),
        ("活动”([1], \np. 162)的", "活动”([1], p. 162)的"),
        ("([1]\n, pp. 33-\n34)", "([1], pp. 33-34)"),
        ("(\n[1], p\n. 5)", "([1], p. 5)"),
        ("Tik Tok\n、YouTube", "Tik Tok、YouTube"),
        ("数据 + 模型\n+ 算法，AI 是", "数据 + 模型 + 算法，AI 是"),
        ("he said\n“labour”", "he said “labour”"),
        ("alien\xad\nation soft\xadhyphen", "alienation softhyphen"),
        ("摘\u3000\u3000要", "摘 要"),
        ("数字\u200b劳动 la\u2060bour", "数字劳动 labour"),
        ("所谓的Web 2.\n0时代", "所谓的Web 2.0时代"),
        ("App 接入平台\n①，劳动", "App 接入平台①，劳动"),
        ("数据由此留下[2]\n55-59。", "数据由此留下[2]55-59。"),
    ],
)
def test_lines_join_as_a_person_reads(source: str, text: str) -> None:
    assert reading(source) == text


def test_a_gap_within_a_block_leaves_no_trace() -> None:
    source = "数字劳\n第 3 页\n动的异化"
    assert reading(source, Span(4, 9)) == "数字劳动的异化"


@given(st.text(alphabet=LETTERS, max_size=60))
def test_every_character_finds_its_way_back(source: str) -> None:
    block = strip(source, 0, len(source))
    if block.start == block.end:
        return
    line_map = LineMap.of(source, [block])
    for at, character in enumerate(line_map.reading):
        if character != " ":
            span = line_map.to_source(at, at + 1)
            assert source[span.start : span.end] == character
            assert line_map.to_reading(*span) == (at, at + 1)
    places = [at for at, character in enumerate(line_map.reading) if character != " "]
    found = line_map.to_sources(places, [at + 1 for at in places])
    assert list(zip(*found, strict=True)) == [line_map.to_source(at, at + 1) for at in places]


@given(st.text(alphabet=LETTERS, max_size=60))
def test_nothing_printed_is_lost_but_blanks_and_hyphens(source: str) -> None:
    def printed(text: str) -> str:
        return "".join(text.split()).replace("-", "").replace("\xad", "")

    block = strip(source, 0, len(source))
    if block.start < block.end:
        assert printed(LineMap.of(source, [block], habits=Habits("")).reading) == printed(source)
