"""The first paper, row by row against an annotation made by reading, and set anew in other manners."""

from __future__ import annotations

import pytest

from tests.papers import blocks_of, first_paper, golden, read_text, without_layout
from tests.typesetting import Manner, markdown, typeset


def test_sections_as_annotated() -> None:
    rows = first_paper()["sections"]
    numbers = {row["section_id"]: row["number"] for row in rows}
    found = [
        (row["section_kind"], row["number"] or "", row["title"], numbers.get(row["parent_id"]) or "") for row in rows
    ]
    wanted = [(row["section_kind"], row["number"], row["title"], row["parent_number"]) for row in golden("sections")]
    assert found == wanted


def test_paragraphs_as_annotated() -> None:
    found = [str(row["text"]) for row in first_paper()["paragraphs"]]
    assert [(text[:15], text[-15:]) for text in found] == [
        (row["first15"], row["last15"]) for row in golden("paragraphs")
    ]


def test_sentences_as_annotated() -> None:
    paragraphs = {row["paragraph_id"]: row["ordinal"] for row in first_paper()["paragraphs"]}
    found = [(row["text"], paragraphs[row["paragraph_id"]]) for row in first_paper()["sentences"]]
    assert found == [(row["text"], int(row["paragraph_ordinal"])) for row in golden("sentences")]


def test_citations_as_annotated() -> None:
    tables = first_paper()
    numbers = {row["reference_id"]: row["number"] for row in tables["references"]}
    sentences = {row["sentence_id"]: str(row["ordinal"]) for row in tables["sentences"]}
    found = [
        (row["marker"], numbers[row["reference_id"]], row["locator"] or "", str(row["page_first"] or ""),
         str(row["page_last"] or ""), sentences[row["sentence_id"]])
        for row in tables["citations"]
    ]  # fmt: skip
    columns = ("marker", "reference_number", "locator", "page_first", "page_last", "sentence_ordinal")
    assert found == [tuple(row[column] for column in columns) for row in golden("citations")]


def test_quotations_as_annotated() -> None:
    tables = first_paper()
    place = {row["quotation_id"]: str(at) for at, row in enumerate(tables["quotations"], 1)}
    citation = {row["citation_id"]: at for at, row in enumerate(tables["citations"], 1)}
    sentences = {row["sentence_id"]: str(row["ordinal"]) for row in tables["sentences"]}
    links: dict[object, list[str]] = {}
    for row in tables["quotation_citations"]:
        links.setdefault(row["quotation_id"], []).append(f"{row['position']}:{citation[row['citation_id']]}")
    found = [
        (place.get(str(row["parent_id"]), ""), sentences[row["sentence_id"]], row["text"], row["kind"],
         row["attributed_to"] or "", ";".join(links.get(row["quotation_id"], [])))
        for row in tables["quotations"]
    ]  # fmt: skip
    columns = ("parent_ordinal", "sentence_ordinal", "text", "kind", "attributed_to", "links")
    assert found == [tuple(row[column] for column in columns) for row in golden("quotations")]


def test_references_are_missing_and_say_what_the_text_proves() -> None:
    rows = {row["number"]: row for row in first_paper()["references"]}
    assert list(rows) == [str(number) for number in range(1, 14)]
    assert {row["list_status"] for row in rows.values()} == {"missing"}
    assert str(rows["8"]["evidence"]).startswith("pp. 33-34, 46")
    assert "《关于维护新就业形态劳动者劳动保障权益的指导意见》" in str(rows["12"]["evidence"])
    assert all(row["title"] is None and row["raw_text"] is None for row in rows.values())


def test_keywords_and_front_matter_as_annotated() -> None:
    tables = first_paper()
    source = str(tables["source_texts"][0]["text"])
    gaps = [
        source[int(str(row["char_start"])) : int(str(row["char_end"]))]
        for row in tables["gaps"]
        if row["gap_kind"] == "front-matter"
    ]
    assert [row["text"] for row in tables["keywords"]] == [row["text"] for row in golden("keywords")]
    assert gaps == [row["text"] for row in golden("gaps")]


def test_what_the_head_prints_is_read_without_a_curator() -> None:
    tables = read_text(str(first_paper()["source_texts"][0]["text"]))
    paper, author = tables["papers"][0], tables["contributors"][0]
    assert paper["title"] == first_paper()["papers"][0]["title"]
    assert paper["subtitle"] == "Based on Marx’s Alienated Labor Theory"
    assert (paper["received"], paper["accepted"], paper["issued"]) == ("2024-01-19", "2024-02-19", "2024-02-27")
    assert (author["name"], author["affiliation"]) == (
        "Zhanpeng Wang",
        "School of Marxism, Shihezi University, Shihezi Xinjiang",
    )
    assert paper["title_zh"] is None
    assert "title_zh" in str(paper["missing"])


def test_mentions_know_whose_words_they_are() -> None:
    tables = first_paper()
    quotations = {row["quotation_id"]: row for row in tables["quotations"]}
    for mention in tables["concept_mentions"]:
        holder = quotations.get(mention["quotation_id"])
        if holder:
            assert int(str(holder["char_start"])) < int(str(mention["char_start"]))
            assert int(str(mention["char_end"])) < int(str(holder["char_end"]))
    in_heading = [row for row in tables["concept_mentions"] if row["sentence_id"] is None]
    assert {row["text"] for row in in_heading} >= {"数字劳动异化", "资本逻辑", "人的解放"}
    assert not [
        row
        for row in tables["concept_mentions"]
        if row["text"] == "数字劳动" and str(row["concept_id"]).endswith("alienation")
    ]


PLAIN = Manner(lines_a_page=45)
"""Plain pdftotext: 38 characters a line, no blank lines, no trailing blanks, form feeds at page ends."""

MANNERS = [
    PLAIN,
    PLAIN._replace(kinsoku=True),
    Manner(width=90, columns=True, kinsoku=True, blank_lines=True, trailing_blanks=True),
    Manner(width=24, kinsoku=True, keeps_indents=True),
    Manner(width=52, indent=0, trailing_blanks=True, lines_a_page=30),
    Manner(width=64, columns=True, blank_lines=True, keeps_indents=True),
    Manner(width=100_000, indent=0),
    Manner(width=40, kinsoku=True, lines_a_page=38, running_head="社会科学前沿  Advances in Social Sciences"),
    Manner(
        width=88,
        columns=True,
        kinsoku=True,
        lines_a_page=32,
        running_head="Zhanpeng Wang  数字劳动",
        blank_lines=True,
        keeps_indents=True,
    ),
]


@pytest.mark.parametrize("manner", MANNERS, ids=str)
def test_set_anew_the_rows_stay(manner: Manner) -> None:
    found = without_layout(read_text(typeset(blocks_of(first_paper()), manner), "wang-2024"))
    wanted = without_layout(first_paper())
    for name in wanted:
        assert found[name] == wanted[name], name


def test_as_markdown_the_rows_stay() -> None:
    blocks = blocks_of(first_paper())
    title = [block for block in blocks if block.startswith(("The Connotation", "—Based"))]
    headings = [block for block in blocks if block[0].isdigit() or block in ("摘 要", "关键词", "Abstract")]
    joined = [" ".join(title) if block == title[0] else block for block in blocks if block != title[1]]
    found = without_layout(read_text(markdown(joined, [*headings, " ".join(title)]), "wang-2024", markdown=True))
    wanted = without_layout(first_paper())
    for name in wanted:
        assert found[name] == wanted[name], name


def test_form_feeds_tell_the_page() -> None:
    tables = read_text(typeset(blocks_of(first_paper()), PLAIN))
    pages = [int(str(row["source_page"])) for row in tables["sentences"]]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 5
