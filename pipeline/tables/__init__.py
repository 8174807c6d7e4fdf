"""From what was read of a paper to rows, and from the rows of many papers to Arrow tables as schemas/ describe them."""

from __future__ import annotations

from pipeline import schema
from pipeline.document import Document, language_of
from pipeline.layers import Contributor, Facts, Head, Marks, Outline
from pipeline.line_map import LineMap
from pipeline.tables.arrow import arrow_tables
from pipeline.tables.columns import Cell, Columns, Rows, columns_of
from pipeline.tables.marks import (
    citations_of,
    links_of,
    mentions_of,
    quotations_of,
    reference_contributors_of,
    references_of,
    sentences_of,
)
from pipeline.tables.outline import gaps_of, keywords_of, notes_of, paragraphs_of, sections_of
from pipeline.tables.vocabulary import vocabulary_rows

__all__ = ["Cell", "Columns", "Rows", "arrow_tables", "paper_rows", "vocabulary_rows"]

_ASKED = (
    "title_zh", "title_en", "issued", "journal", "volume", "issue", "page", "publisher", "doi", "license", "rights",
)  # fmt: skip
"""The columns of `papers` that are named as missing where nobody tells them."""


def paper_rows(document: Document, outline: Outline, head: Head, line_map: LineMap, marks: Marks, facts: Facts) -> Rows:
    """All rows of one paper."""
    paper_id = document.paper_id
    sections = sections_of(paper_id, outline, line_map, marks)
    paragraphs = paragraphs_of(document, outline, line_map, marks, sections["section_id"])
    sentences = sentences_of(document, line_map, marks, paragraphs)
    references = references_of(paper_id, line_map, marks)
    notes = notes_of(paper_id, outline, line_map, marks, references["reference_id"])
    citations = citations_of(paper_id, line_map, marks, sentences, references, notes)
    quotations = quotations_of(paper_id, line_map, marks, sentences["sentence_id"])
    rows: Rows = {
        "contributors": _contributors(paper_id, head, facts),
        "sections": sections,
        "paragraphs": paragraphs,
        "sentences": sentences,
        "quotations": quotations,
        "citations": citations,
        "quotation_citations": links_of(marks, quotations["quotation_id"], citations["citation_id"]),
        "references": references,
        "reference_contributors": reference_contributors_of(marks, references["reference_id"]),
        "notes": notes,
        "concept_mentions": mentions_of(paper_id, line_map, marks, sections, sentences, quotations),
        "keywords": keywords_of(paper_id, outline, line_map, marks),
        "gaps": gaps_of(document, outline, line_map, marks),
        "source_texts": {"text": [document.source]},
    }
    for columns in rows.values():
        columns["paper_id"] = [paper_id] * len(next(iter(columns.values())))
    rows["papers"] = _paper(document, head, facts, rows)
    return rows


def _paper(document: Document, head: Head, facts: Facts, rows: Rows) -> Columns:
    """The row of the paper: as read, what a curator supplies going first; what nobody tells is empty, and named."""
    values: dict[str, Cell] = {**head.values, **facts.values}
    values |= {
        "paper_id": document.paper_id,
        "source_format": document.source_format,
        "source_sha256": document.source_sha256,
        "source_characters": len(document.source),
    }
    if "language" not in values:
        values["language"] = language_of(document.source)
    unknown = [column for column in _ASKED if values.get(column) is None]
    unknown += [table for table in ("contributors", "keywords") if not rows[table]["paper_id"]]
    if "listed" not in rows["references"]["list_status"]:
        unknown.append("references")
    values["missing"] = " ".join(facts.missing or unknown) or None
    return {column: [values.get(column)] for column in schema.tables()["papers"].columns}


def _contributors(paper_id: str, head: Head, facts: Facts) -> Columns:
    people = facts.contributors or [Contributor("author", name, None, head.affiliation) for name in head.names]
    ordinals = range(1, len(people) + 1)
    return {
        "contributor_id": [f"{paper_id}-a{ordinal}" for ordinal in ordinals],
        "ordinal": ordinals,
        **columns_of(Contributor._fields, people),
    }
