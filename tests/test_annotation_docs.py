"""What `docs/annotation.md` promises: every example is read as it stands there, and every table and value is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from pipeline import schema
from pipeline.document import language_of
from tests.conftest import PROJECT
from tests.papers import Row, Tables, findings_of, read_text

DOCUMENTS = ("docs/annotation.md", "docs/annotation.zh-CN.md")
HEADINGS = {"zh": "1. 引言\n\n", "en": "1 Introduction\n\n"}
SHOWN = {"sections": "title", "sentences": "text", "quotations": "text", "citations": "marker", "notes": "number"}
"""What the examples print in the place of a row's id."""
NOT_ROWS_OF_A_PAPER = {"source_texts", "checks"}

_EXAMPLE = re.compile(r"^```(text|markdown)\n(.*?)^```\n(.*?)(?=^```|^#|\Z)", re.MULTILINE | re.DOTALL)
_ROWS = re.compile(r"^\*\*(\w+)\*\*(?:（Markdown）| \(Markdown\))?(?:：无|: none|\n\n((?:\|.*\n)+))", re.MULTILINE)
_CAPTION = re.compile(r"^\*\*[a-z_]+\*\*", re.MULTILINE)
_LIST = re.compile(r"^\| `(\w+)` \|.*\n\|[-|]+\n((?:\|.*\n)+)", re.MULTILINE)

Cells = tuple[str, ...]


class Expected(NamedTuple):
    """The rows that a document prints of one table."""

    table: str
    columns: Cells
    rows: list[Cells]


class Example(NamedTuple):
    """A text as printed in a document, and the tables below it."""

    markdown: bool
    text: str
    tables: list[Expected]


def words(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def cells(line: str) -> Cells:
    return tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))


def examples(name: str) -> list[Example]:
    return [
        Example(
            form == "markdown",
            text,
            [
                Expected(table, cells(lines[0]), [cells(line) for line in lines[2:]])
                if (lines := printed.splitlines())
                else Expected(table, (), [])
                for table, printed in _ROWS.findall(below)
            ],
        )
        for form, text, below in _EXAMPLE.findall(words(name))
    ]


def read(example: Example) -> Tables:
    """The rows of an example: one without a blank line is a passage, and stands under a heading."""
    passage = "\n\n" not in example.text
    text = (HEADINGS[language_of(example.text)] if passage else "") + example.text.replace("␌", "\f")
    found = [
        Row(code=finding.code, value=finding.value, table_name=finding.table_name)
        for finding in findings_of(text, markdown=example.markdown)
    ]
    return {
        name: sorted(rows, key=lambda row: [str(row[column]) for column in schema.tables()[name].primary_key])
        for name, rows in read_text(text, markdown=example.markdown).items()
    } | {"findings": found}


def said(tables: Tables, table: str, row: Row, column: str) -> str:
    """A cell as the documents print it; an id as what it stands for."""
    value = row[column]
    key = next((key for key in schema.tables()[table].foreign_keys if key.field == column), None)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if key is None or key.table not in SHOWN | {"references": ""}:
        return str(value)
    found = next(other for other in tables[key.table] if other[key.to] == value)
    return by_name(tables, found) if key.table == "references" else str(found[SHOWN[key.table]])


def by_name(tables: Tables, reference: Row) -> str:
    """A reference by its number, without one by its first author and year."""
    if reference["number"] is not None:
        return str(reference["number"])
    first = next(row for row in tables["reference_contributors"] if row["reference_id"] == reference["reference_id"])
    return f"{first['family'] or first['literal']} {reference['issued']}"


def named() -> Iterator[tuple[str, list[str]]]:
    """Every column with a closed set of values."""
    for table in schema.tables().values():
        for field in table.fields:
            if values := field.constraints.get("enum"):
                yield field.name, values


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name in DOCUMENTS for place in range(len(examples(name)))]
)
def test_an_example_is_read_as_it_says(name: str, place: int) -> None:
    example = examples(name)[place]
    tables = read(example)
    for table, columns, rows in example.tables:
        found = [tuple(said(tables, table, row, column) for column in columns) for row in tables[table]]
        assert found == rows if columns else tables[table] == [], (example.text, table)


def test_both_documents_hold_the_same_examples() -> None:
    english, chinese = map(examples, DOCUMENTS)
    assert english == chinese
    assert {language_of(example.text) for example in english} == {"zh", "en"}


def test_both_documents_are_built_alike() -> None:
    english, chinese = (
        [len(level) for level in re.findall("^#+(?= )", _outside(name), re.MULTILINE)] for name in DOCUMENTS
    )
    assert english == chinese


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_box_and_no_table_is_passed_over(name: str) -> None:
    found = examples(name)
    assert words(name).count("\n```") == 2 * len(found) > 60
    assert len(_CAPTION.findall(words(name))) == sum(len(example.tables) for example in found)
    assert all(example.tables for example in found)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_box_read_as_markdown_says_so(name: str) -> None:
    assert [bool(re.match(r".*\(?（?Markdown", below.strip())) for _, _, below in _EXAMPLE.findall(words(name))] == [
        example.markdown for example in examples(name)
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_table_is_explained(name: str) -> None:
    assert {table for table in schema.ORDER if f"`{table}`" not in _outside(name)} == set()
    shown = {expected.table for example in examples(name) for expected in example.tables}
    vocabulary = {"concepts", "concept_labels", "concept_relations"}
    assert set(schema.ORDER) - NOT_ROWS_OF_A_PAPER - vocabulary <= shown


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_value_of_a_closed_set_is_explained(name: str) -> None:
    lists = {column: [cells(line) for line in printed.splitlines()] for column, printed in _LIST.findall(words(name))}
    assert set(lists) == {column for column, _ in named()}
    for column, values in named():
        assert [value.strip("`") for value, _ in lists[column]] == values
        assert all(meaning for _, meaning in lists[column])


def _outside(name: str) -> str:
    """A document without its examples’ texts."""
    return re.sub(r"^```\w+\n.*?^```$", "", words(name), flags=re.MULTILINE | re.DOTALL)
