"""Notes that a converter leaves between the paragraphs of a text, and what stands there without being one."""

from __future__ import annotations

import pytest

from tests.papers import read_text


@pytest.mark.parametrize(
    ("mark", "label"),
    [("$^{1}$", "$^{1}$"), ("<sup>1</sup>", "$^ { 1 }$"), (r"$\textcircled{1}$", "①"), ("①", "①"), ("[^1]", "[^1]:")],
)
def test_a_note_breaks_no_paragraph(mark: str, label: str) -> None:
    text = f"# 1 引言\n\n骑手在街边等待下一单，没有人付钱给这段时间。{mark}平台说时间属于\n\n{label} 见平台的规则。\n\n每一个人。\n"
    tables = read_text(text, markdown=True)
    assert [row["text"] for row in tables["notes"]] == ["见平台的规则。"]
    assert [row["style"] for row in tables["citations"]] == ["note"]
    assert "平台说时间属于每一个人。" in [row["text"] for row in tables["sentences"]]


def test_the_items_of_a_list_are_no_notes() -> None:
    text = "# 1 引言\n\n劳动有两种①，如下：\n\n① 付酬的劳动。\n\n② 不付酬的劳动。\n"
    assert read_text(text, markdown=True)["notes"] == []


def test_where_notes_are_listed_none_stand_between() -> None:
    text = "# 1 引言\n\n骑手在等待。①\n\n① 是一个数字。\n\n# 注释\n\n① 见平台的规则。\n"
    assert [row["text"] for row in read_text(text, markdown=True)["notes"]] == ["见平台的规则。"]


def test_notes_gathered_below_the_references() -> None:
    text = "# 1 引言\n\n骑手在等待。[^1]\n\n# 参考文献\n\n[1] 周岚. 平台时间[M]. 北京: 远山出版社, 2019.\n\n[^1]: 见平台的规则。\n"
    tables = read_text(text, markdown=True)
    assert [row["text"] for row in tables["notes"]] == ["见平台的规则。"]
    assert [row["number"] for row in tables["references"]] == ["1"]
