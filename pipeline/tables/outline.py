"""The rows of what structure laid over a paper: sections, paragraphs, notes, keywords, gaps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from sys import maxsize

from pipeline.document import Document, language_of, strip
from pipeline.layers import Gap, Marks, Note, Outline, Paragraph, Section
from pipeline.line_map import LineMap
from pipeline.tables.columns import Cell, Columns, columns_of, ids_of, named, places_of


def sections_of(paper_id: str, outline: Outline, line_map: LineMap, marks: Marks) -> Columns:
    found = columns_of(Section._fields, outline.sections)
    places = places_of(found["span"])
    section_ids = ids_of(paper_id, "h", places["char_start"])
    titles = [line_map.reading[slice(*title)] if title else None for title in marks.titles]
    return {
        "section_id": section_ids,
        "parent_id": named(found["parent"], section_ids),
        "ordinal": range(1, len(section_ids) + 1),
        "depth": found["depth"],
        "section_kind": found["section_kind"],
        "number": found["number"],
        "title": titles,
        "language": [language_of(title) if title else None for title in titles],
        "run_in": found["run_in"],
        **places,
    }


def paragraphs_of(
    document: Document, outline: Outline, line_map: LineMap, marks: Marks, section_ids: Sequence[Cell]
) -> Columns:
    found = columns_of(Paragraph._fields, outline.paragraphs)
    places = places_of(found["span"])
    return {
        "paragraph_id": ids_of(document.paper_id, "p", places["char_start"]),
        "section_id": named(found["section"], section_ids),
        "ordinal": range(1, len(outline.paragraphs) + 1),
        "source_page": document.pages_at(places["char_start"]),
        "text": [line_map.reading[start:end] for start, end in marks.paragraphs],
        **places,
    }


def notes_of(
    paper_id: str, outline: Outline, line_map: LineMap, marks: Marks, reference_ids: Sequence[Cell]
) -> Columns:
    found = columns_of(Note._fields, outline.notes)
    places = places_of(found["text"])
    return {
        "note_id": ids_of(paper_id, "n", places["char_start"]),
        "number": found["number"],
        "text": [line_map.text(*span) for span in found["text"]],
        "reference_id": named(marks.note_references, reference_ids),
        **places,
    }


def keywords_of(paper_id: str, outline: Outline, line_map: LineMap, marks: Marks) -> Columns:
    places = places_of(outline.keywords)
    texts = [line_map.text(*span) for span in outline.keywords]
    return {
        "keyword_id": ids_of(paper_id, "k", places["char_start"]),
        "ordinal": range(1, len(texts) + 1),
        "language": [language_of(text) for text in texts],
        "text": texts,
        "concept_id": marks.keyword_concepts,
        **places,
    }


def gaps_of(document: Document, outline: Outline, line_map: LineMap, marks: Marks) -> Columns:
    """The gaps of an outline, and the markup that stands between the sentences of its paragraphs."""
    gaps = [*outline.gaps, *_between_sentences(document, outline, line_map, marks)] if document.edits else outline.gaps
    found = columns_of(Gap._fields, gaps)
    places = places_of(found["span"])
    return {"gap_id": ids_of(document.paper_id, "g", places["char_start"]), "gap_kind": found["gap_kind"], **places}


def _between_sentences(document: Document, outline: Outline, line_map: LineMap, marks: Marks) -> Iterable[Gap]:
    sentences = zip(*line_map.to_sources(marks.sentences.starts, marks.sentences.ends), strict=True)
    taken = sorted([*sentences, *(gap.span for gap in outline.gaps)])
    paragraphs = [paragraph.span for paragraph in outline.paragraphs]
    for edit in document.edits:
        span = strip(document.source, edit.start, edit.end)
        if not edit.text and span.start < span.end and _holds(paragraphs, edit.start) and not _holds(taken, edit.start):
            yield Gap("markup", span)


def _holds(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """True where one of some spans, in order and apart, holds a character of the source."""
    index = bisect_right(spans, (offset, maxsize)) - 1
    return index >= 0 and offset < spans[index][1]
