"""Headings: what opens a section, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.papers import findings_of, read_text

FILLER = "劳动是人的本质力量性的活动，也是人与自然界相互作用的基础，在数字时代又有新的样态。"


def paper(*headings: str) -> str:
    """A paper set thirty characters a line, each heading followed by a paragraph."""
    lines: list[str] = []
    for heading in headings:
        lines.append(heading)
        text = FILLER * 3
        lines += [text[at : at + 30] for at in range(0, len(text), 30)]
    return "\n".join(lines) + "\n"


def tree(text: str) -> list[tuple[object, object, object]]:
    return [(row["depth"], row["number"], row["title"]) for row in read_text(text)["sections"] if row["title"]]


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        (
            ["1. 引言", "2. 概念", "2.1. 内涵", "2.2 外延", "3 结论"],
            [(1, "1"), (1, "2"), (2, "2.1"), (2, "2.2"), (1, "3")],
        ),
        (["0引言", "1．概念", "1.1内涵"], [(1, "0"), (1, "1"), (2, "1.1")]),
        (["一、引言", "（一）内涵", "（二）外延", "二、结论"], [(1, "一"), (2, "（一）"), (2, "（二）"), (1, "二")]),
        (
            ["一、引言", "1. 内涵", "2. 外延", "二、结论", "1. 总结"],
            [(1, "一"), (2, "1"), (2, "2"), (1, "二"), (2, "1")],
        ),
        (
            ["第一章 引言", "第一节 内涵", "第二节 外延", "第二章 结论"],
            [(1, "第一章"), (2, "第一节"), (2, "第二节"), (1, "第二章")],
        ),
        (["I. Introduction", "A. Concepts", "B. Methods", "II. Results"], [(1, "I"), (2, "A"), (2, "B"), (1, "II")]),
    ],
    ids=lambda value: str(value[0]),
)
def test_the_tree_follows_the_numbers(headings: list[str], wanted: list[tuple[int, str]]) -> None:
    found = tree(paper(*headings))
    assert [(depth, number) for depth, number, _ in found] == wanted
    assert all(heading.endswith(str(title)) for heading, (_, _, title) in zip(headings, found, strict=True))


@pytest.mark.parametrize(
    "line", ["21 世纪见证了数字劳动的崛起", "5G 技术改变了劳动", "2024 年发布了报告", "1.5 倍的增长", "3D 打印"]
)
def test_a_line_of_text_that_begins_with_a_digit_is_no_heading(line: str) -> None:
    assert [number for _, number, _ in tree(paper("1. 引言", line, "2. 结论"))] == ["1", "2"]


def test_enumerated_sentences_are_no_headings() -> None:
    text = paper("1. 引言") + "1. 平台控制了算法。\n2. 算法控制了劳动。\n" + paper("2. 结论")
    assert [number for _, number, _ in tree(text)] == ["1", "2"]


def test_a_long_heading_takes_two_lines() -> None:
    heading = "2. 数字时代劳动样态的重塑：数字劳动的异化及其出场逻\n辑与扬弃路径"
    assert tree(paper("1. 引言", heading))[-1] == (
        1,
        "2",
        "数字时代劳动样态的重塑：数字劳动的异化及其出场逻辑与扬弃路径",
    )


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("摘 要", "abstract"), ("【摘要】", "abstract"), ("Abstract", "abstract"), ("关键词", "keywords"),
        ("Keywords", "keywords"), ("参考文献", "references"), ("References", "references"), ("注释", "notes"),
        ("致谢", "acknowledgements"), ("基金项目", "funding"), ("附录", "appendix"),
    ],
)  # fmt: skip
def test_labels_open_sections_of_their_kind(label: str, kind: str) -> None:
    below = "[1] 马克思. 资本论[M]. 北京: 人民出版社, 2004." if kind == "references" else FILLER
    rows = read_text(paper("1. 引言") + label + "\n" + below + "\n")["sections"]
    assert rows[-1]["section_kind"] == kind


def test_a_label_runs_into_its_paragraph() -> None:
    tables = read_text("摘要：" + FILLER + "\n关键词：劳动；资本\n" + paper("1. 引言"))
    abstract, keywords = tables["sections"][:2]
    assert (abstract["title"], abstract["run_in"], keywords["run_in"]) == ("摘要", True, True)
    assert tables["sentences"][0]["text"] == FILLER
    assert [row["text"] for row in tables["keywords"]] == ["劳动", "资本"]


def test_no_headings_at_all_is_one_section_and_a_warning() -> None:
    text = paper("").strip() + "\n"
    (section,) = read_text(text)["sections"]
    assert (section["section_kind"], section["title"]) == ("body", None)
    assert [finding.code for finding in findings_of(text)] == ["no-headings"]


def test_an_introduction_without_a_heading_is_kept() -> None:
    tables = read_text("摘要\n" + FILLER + "\n关键词\n劳动，资本\n" + FILLER * 3 + "\n" + paper("1. 概念"))
    assert [(row["section_kind"], row["title"]) for row in tables["sections"]] == [
        ("abstract", "摘要"), ("keywords", "关键词"), ("body", None), ("body", "概念"),
    ]  # fmt: skip


def test_an_abstract_keeps_the_whole_of_a_longer_label() -> None:
    for label in ("内容摘要", "內容摘要"):
        assert tree(f"劳动与时间\n{label}：{FILLER}\n" + paper("1. 引言"))[1] == (1, None, label)


@pytest.mark.parametrize("label", ["Abstract: ", "ABSTRACT: ", "摘要：", "【摘要】"])
def test_a_label_stands_apart_below_a_line_that_looks_full(label: str) -> None:
    text = f"劳动与时间\n{FILLER[:30].replace('，', '的')}\n{label}{FILLER}\n" + paper("1. 引言")
    assert "abstract" in [row["section_kind"] for row in read_text(text)["sections"]]


def test_the_numbering_opens_below_keywords_that_fill_their_line() -> None:
    text = f"摘要：{FILLER}\n关键词：" + "；".join(["数字劳动", "时间政治", "平台资本", "算法控制", "异化"]) + "\n"
    assert tree(text + paper("1. 走向共同的时间", "2. 结论"))[2:] == [(1, "1", "走向共同的时间"), (1, "2", "结论")]


def test_an_unnumbered_heading_keeps_the_marks_it_ends_with() -> None:
    text = "# Labour\n\nA\n\n# Working in the Name of “Play”\n\nIt is so.\n\n# What is play?\n\nIt is so.\n"
    titles = [row["title"] for row in read_text(text, markdown=True)["sections"]]
    assert titles[1:] == ["Working in the Name of “Play”", "What is play?"]


@pytest.mark.parametrize("line", ["2 类劳动在此相遇（", "2 hours."])
def test_what_ends_as_no_title_does_is_no_heading(line: str) -> None:
    assert [number for _, number, _ in tree(paper("1. 引言", line, "2. 结论"))] == ["1", "2"]


def test_a_figure_behind_a_blank_of_the_setting_goes_on() -> None:
    full = "劳" * 28
    lines = [full + "动人", full + " App 把", "2 类劳动接在一起", "时间过去了。"]
    text = paper("1. 引言") + "\n".join(lines) + "\n" + paper("2. 结论")
    assert [number for _, number, _ in tree(text)] == ["1", "2"]


def test_no_title_stands_in_the_middle_of_a_paper() -> None:
    text = "# 劳动\n\n# 1 引言\n\n劳动在此。\n\n# Sharing Economy\n\n劳动在此。\n\n# 2 结论\n\n劳动在此。\n"
    kinds = [row["section_kind"] for row in read_text(text, markdown=True)["sections"]]
    assert kinds == ["title", "body", "body", "body"]


@pytest.mark.parametrize("label", ["{}. ", "({}) ", "{} "])
def test_below_the_heading_of_a_list_a_number_is_an_entrys(label: str) -> None:
    works = ["陆平. (2022). 数据归谁所有. 远山大学.", "周岚. (2022). 算法的边界. 远山学刊, 8(2), 30-41."]
    listed = "\n\n".join(label.format(number) + work for number, work in enumerate(works, 1))
    tables = read_text(f"# 题\n\n# 1 引言\n\n劳动在此。\n\n# 参考文献\n\n{listed}\n", markdown=True)
    assert [row["section_kind"] for row in tables["sections"]] == ["title", "body", "references"]


@pytest.mark.parametrize("line", ["一二、标题", "十十、标题", "第1十章 标题", "第三1章 标题", "五一、"])
def test_what_is_no_chinese_numeral_numbers_no_heading(line: str) -> None:
    assert [number for _, number, _ in tree(paper("一、引言", line, "二、结论"))] == ["一", "二"]


def test_behind_a_label_only_the_top_of_the_numbering_goes_on() -> None:
    found = tree(paper("1 引言", "2 内涵", "2.1 劳动", "关键词", "2.2 主体", "3 结论"))
    assert [number for _, number, _ in found if number] == ["1", "2", "2.1", "3"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1.1.研究背景 随着平台的发展，劳动改变了。", "研究背景"),
        ("1.1 以“共享”为名的占有 App 把订单推给骑手，却不付等待的钱。", "以“共享”为名的占有"),
        ("1.1 Web 2.0 时代的劳动 （这里只谈骑手。）骑手在等待。", "Web 2.0 时代的劳动"),
    ],
)
def test_a_title_that_runs_into_its_paragraph(line: str, title: str) -> None:
    sections = read_text(f"# 1 引言\n\n{line}\n", markdown=True)["sections"]
    assert [(row["number"], row["title"], row["run_in"]) for row in sections[1:]] == [("1.1", title, True)]


def test_a_title_with_a_blank_in_it_does_not_run_in() -> None:
    sections = read_text("# 1 引言\n\n1.1 数字劳动 研究综述\n\n劳动改变了。\n", markdown=True)["sections"]
    assert [(row["number"], row["title"], row["run_in"]) for row in sections[1:]] == [
        ("1.1", "数字劳动 研究综述", False)
    ]


@pytest.mark.parametrize("line", ["附录 访谈提纲", "附录A 访谈提纲", "Appendix B. Interview Guide"])
def test_an_appendix_has_its_title_in_its_line(line: str) -> None:
    sections = read_text(f"# 1 引言\n\n劳动改变了。\n\n{line}\n\n你工作多久？\n", markdown=True)["sections"]
    assert (sections[-1]["section_kind"], sections[-1]["title"]) == ("appendix", line)


def test_formal_numerals_head_the_tree() -> None:
    text = "# 壹、前言\n\n勞動改變了。\n\n# 貳、研究方法\n\n# 一、訪談\n\n勞動改變了。\n\n# 參、結論\n\n勞動改變了。\n"
    sections = read_text(text, markdown=True)["sections"]
    assert [(row["number"], row["depth"]) for row in sections] == [("壹", 1), ("貳", 1), ("一", 2), ("參", 1)]


def test_two_headings_that_recognition_joined() -> None:
    text = "# 一、平台劳动\n\n劳动改变了。\n\n1.不付酬的等待时间（1）骑手的等待时间\n\n劳动改变了。\n\n（2）司机的等待时间\n\n劳动改变了。\n"
    sections = read_text(text, markdown=True)["sections"]
    assert [(row["number"], row["title"], row["depth"]) for row in sections[1:]] == [
        ("1", "不付酬的等待时间", 2), ("（1）", "骑手的等待时间", 3), ("（2）", "司机的等待时间", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "parts"),
    [
        ("", ("中文部分", "英文部分")),
        ("## ", ("一、中文文献", "二、英文文献")),
        ("", ("Primary sources", "Other works")),
    ],
)
def test_the_parts_of_a_reference_list(mark: str, parts: tuple[str, str]) -> None:
    text = (
        "# 引言\n\n劳动改变了。\n\n# 参考文献\n\n"
        f"{mark}{parts[0]}\n\n周岚（2019）。〈平台時間的佔有〉。《社會觀察》，45（6），50–57。\n\n"
        f"{mark}{parts[1]}\n\nHolm, A. (2014). *Waiting as work*. Northway Press.\n"
    )
    tables = read_text(text, markdown=True)
    assert [(row["section_kind"], row["depth"]) for row in tables["sections"][-3:]] == [
        ("references", 1), ("references", 2), ("references", 2),
    ]  # fmt: skip
    assert [row["issued"] for row in tables["references"]] == ["2019", "2014"]


def test_a_numbered_title_in_bold_runs_into_its_paragraph() -> None:
    text = "# 一、平台\n\n劳动改变了。\n\n**1. 派单。** 算法决定派单。\n\n**2. 评分。** 顾客决定评分。\n"
    tables = read_text(text, markdown=True)
    assert [(row["number"], row["title"], row["run_in"]) for row in tables["sections"][1:]] == [
        ("1", "派单", True), ("2", "评分", True),
    ]  # fmt: skip
    assert [row["text"] for row in tables["sentences"]] == ["劳动改变了。", "算法决定派单。", "顾客决定评分。"]
