"""Reading papers in the tests: rows as dictionaries, and rows without what hangs on the layout."""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from pathlib import Path

from pipeline import curation, schema
from pipeline.document import Document
from pipeline.engine import load_paper, matcher_of, read_paper
from pipeline.findings import Finding
from pipeline.layers import Concept, Facts
from pipeline.marks import Matcher
from pipeline.readers import markdown as markdown_reader
from pipeline.readers import text_layer
from pipeline.tables import Cell

ROOT = Path(__file__).parent.parent
FIRST_PAPER = ROOT / "raw" / "wang-2024"
SHARED = ROOT.parent / "shared"

Row = dict[str, Cell]
Tables = dict[str, list[Row]]

_LAYOUT = {"char_start", "char_end", "source_page"}


@cache
def matcher() -> Matcher:
    """The project's own vocabulary, ready to be found."""
    return matcher_of(vocabulary())


@cache
def vocabulary() -> tuple[Concept, ...]:
    """The project's own vocabulary."""
    return curation.load_vocabulary(ROOT / "raw" / "vocabulary")


def document_of(text: str, paper_id: str = "test-2024", *, markdown: bool = False) -> Document:
    """A text as the reader of its format gives it."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    read = markdown_reader.document_of if markdown else text_layer.document_of
    return read(paper_id, text, digest)


def read_text(text: str, paper_id: str = "test-2024", *, markdown: bool = False) -> Tables:
    """All rows of a text, by table."""
    return _tables(document_of(text, paper_id, markdown=markdown), Facts())[0]


def findings_of(text: str, *, markdown: bool = False) -> list[Finding]:
    """What is noticed in a text."""
    return _tables(document_of(text, markdown=markdown), Facts())[1]


@cache
def first_paper() -> Tables:
    """All rows of the first paper."""
    document, facts = load_paper(FIRST_PAPER)
    return _tables(document, facts)[0]


def _tables(document: Document, facts: Facts) -> tuple[Tables, list[Finding]]:
    rows, findings = read_paper(document, facts, matcher())
    named = {
        name: [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        for name, columns in rows.items()
    }
    return named, findings


def golden(name: str) -> list[dict[str, str]]:
    """One table of the annotation of the first paper."""
    with (ROOT / "tests" / "data" / "golden" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def without_layout(tables: Tables) -> dict[str, list[tuple[Cell, ...]]]:
    """The rows without offsets and pages, ids replaced by the row's place in its table, blanks left out.

    Blanks are left out since a typesetter who breaks a line at one loses it, gaps since they are lines of a layout.
    """
    places = {
        row[schema.tables()[name].primary_key[0]]: f"{name}[{place}]"
        for name, rows in tables.items()
        if name.endswith("s") and name not in ("papers", "quotation_citations", "source_texts")
        for place, row in enumerate(rows)
    }
    return {
        name: [
            tuple(places.get(cell, "".join(cell.split())) if isinstance(cell, str) else cell
                  for column, cell in row.items() if column not in _LAYOUT)
            for row in rows
        ]
        for name, rows in tables.items()
        if name not in ("papers", "source_texts", "contributors", "gaps")
    }  # fmt: skip


def blocks_of(tables: Tables) -> list[str]:
    """The printed blocks of a paper in order: headings, keywords, front-matter lines, paragraphs, as reading text."""
    source = str(tables["source_texts"][0]["text"])
    blocks: list[tuple[int, str]] = []
    for row in tables["sections"]:
        if row["title"]:
            number = f"{row['number']}. " if row["number"] else ""
            blocks.append((int(str(row["char_start"])), number + str(row["title"])))
    blocks += [(int(str(row["char_start"])), str(row["text"])) for row in tables["paragraphs"]]
    if keywords := tables["keywords"]:
        blocks.append((int(str(keywords[0]["char_start"])), "，".join(str(row["text"]) for row in keywords)))
    for row in tables["gaps"]:
        if row["gap_kind"] == "front-matter":
            start, end = int(str(row["char_start"])), int(str(row["char_end"]))
            blocks.append((start, source[start:end]))
    return [line for _, block in sorted(blocks) for line in block.replace(" —", "\n—").split("\n")]
