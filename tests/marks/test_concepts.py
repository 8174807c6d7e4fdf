"""Mentions of concepts: the longest label at each place, and nothing inside a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.marks.concepts import Matcher, folded

LABELS = [("labour", "zh", "劳动"), ("digital-labour", "zh", "数字劳动"), ("digital-labour-alienation", "zh", "数字劳动异化"),
          ("alienation", "zh", "异化"), ("labour", "en", "labour"), ("digital-labour", "en", "digital labour"),
          ("commodity", "en", "commodity")]  # fmt: skip


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], concept_id) for start, end, concept_id in zip(*Matcher(LABELS).labels(text), strict=True)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("数字劳动异化", ["数字劳动异化"]),
        ("数字劳动与异化劳动", ["数字劳动", "异化", "劳动"]),
        ("Digital Labor and labours", ["Digital Labor", "labours"]),
        ("laboratory, collaboration", []),
        ("digital laboratory labour", ["labour"]),
        ("commodities", ["commodities"]),
        ("数字labour", ["labour"]),
    ],
)
def test_the_longest_whole_label(text: str, wanted: list[str]) -> None:
    assert [label for label, _ in found(text)] == wanted


@given(st.text(alphabet="数字劳动异化ab", max_size=30))
def test_as_a_plain_pattern_finds_them(text: str) -> None:
    labels = ["数字劳动异化", "数字劳动", "数字", "劳动异化", "劳动", "化数"]
    plain = [match.span() for match in re.finditer("|".join(labels), text)]
    mine = Matcher((label, "zh", label) for label in labels).labels(text)
    assert list(zip(mine.starts.tolist(), mine.ends.tolist(), strict=True)) == plain


@given(st.text(max_size=30))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(text)
