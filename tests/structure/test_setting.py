"""Paragraphs: where one ends, in a format that sets one a line and in a text layer."""

from __future__ import annotations

import pytest

from tests.papers import read_text

SENTENCE = "劳动是人的本质力量性的活动，也是人与自然界相互作用的基础。"


@pytest.mark.parametrize("end", ["[1]”", "①”", "([1], p. 162)", "（［1］，第 2 页）", "”[1]"])
def test_a_paragraph_ends_with_a_marker_behind_its_stop(end: str) -> None:
    source = f"# 题\n\n# 1 引言\n\n时间：“{SENTENCE}{end}\n\n{SENTENCE}\n"
    assert [row["text"] for row in read_text(source, markdown=True)["paragraphs"]][1:] == [SENTENCE]


def test_a_line_that_begins_with_a_marker_begins_no_paragraph() -> None:
    text = SENTENCE * 4
    cut = [text[at : at + 30] for at in range(0, 90, 30)]
    full = "劳动" * 12 + "而在“时间。"
    source = "\n".join(["题", "1 引言", *cut, "劳动。", *cut, full, "［2］［7］”" + SENTENCE, "2 结论", *cut, "劳动。"])
    texts = [str(row["text"]) for row in read_text(source + "\n")["paragraphs"]]
    assert not any(text.startswith("［2］") for text in texts)


@pytest.mark.parametrize("source", ["\u200b", "\u2060\n", "\u00ad\n", "一\n二\f一\n二"])
def test_a_text_without_running_text_has_no_paragraphs(source: str) -> None:
    assert read_text(source)["paragraphs"] == []
