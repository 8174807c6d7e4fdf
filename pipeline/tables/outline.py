"""The rows of what structure laid over a paper: sections, paragraphs, notes, keywords, gaps."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document, LineMap, language_of
from pipeline.layers import Marks, Outline
from pipeline.tables.columns import Cell, Columns, ids_of, named, places_of


def sections_of(paper_id: str, outline: Outline, line_map: LineMap) -> Columns:
    sections = outline.sections
    section_ids = ids_of(paper_id, "h", [section.span.start for section in sections])
    titles = [line_map.text(*section.title) if section.title else None for section in sections]
    return {
        "section_id": section_ids,
        "parent_id": named([section.parent for section in sections], section_ids),
        "ordinal": range(1, len(sections) + 1),
        "depth": [section.depth for section in sections],
        "section_kind": [section.section_kind for section in sections],
        "number": [section.number for section in sections],
        "title": titles,
        "language": [language_of(title) if title else None for title in titles],
        "run_in": [section.run_in for section in sections],
        **places_of([section.span for section in sections]),
    }


def paragraphs_of(document: Document, outline: Outline, line_map: LineMap, section_ids: Sequence[Cell]) -> Columns:
    spans = [paragraph.span for paragraph in outline.paragraphs]
    places = places_of(spans)
    return {
        "paragraph_id": ids_of(document.paper_id, "p", places["char_start"]),
        "section_id": [section_ids[paragraph.section] for paragraph in outline.paragraphs],
        "ordinal": range(1, len(spans) + 1),
        "source_page": document.pages_at(places["char_start"]),
        "text": [line_map.text(*span) for span in spans],
        **places,
    }


def notes_of(
    paper_id: str, outline: Outline, line_map: LineMap, marks: Marks, reference_ids: Sequence[Cell]
) -> Columns:
    spans = [note.text for note in outline.notes]
    return {
        "note_id": ids_of(paper_id, "n", [start for start, _ in spans]),
        "number": [note.number for note in outline.notes],
        "text": [line_map.text(*span) for span in spans],
        "reference_id": named(marks.note_references, reference_ids),
        **places_of(spans),
    }


def keywords_of(paper_id: str, outline: Outline, line_map: LineMap, marks: Marks) -> Columns:
    texts = [line_map.text(*span) for span in outline.keywords]
    return {
        "keyword_id": ids_of(paper_id, "k", [start for start, _ in outline.keywords]),
        "ordinal": range(1, len(texts) + 1),
        "language": [language_of(text) for text in texts],
        "text": texts,
        "concept_id": marks.keyword_concepts,
        **places_of(outline.keywords),
    }
