"""The rows of what is marked in a paper's running text: sentences, quotations, citations, references, mentions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from pipeline.document import Document
from pipeline.layers import EntryFields, Marks, Person, Quotation, Reference
from pipeline.line_map import LineMap
from pipeline.tables.columns import Cell, Columns, columns_of, distinct, ids_of, named, stretches


def sentences_of(document: Document, line_map: LineMap, marks: Marks, paragraphs: Columns) -> Columns:
    found = marks.sentences
    places, texts = stretches(line_map, found.starts, found.ends)
    return {
        "sentence_id": ids_of(document.paper_id, "s", places["char_start"]),
        "paragraph_id": named(found.paragraphs, paragraphs["paragraph_id"]),
        "section_id": named(found.paragraphs, paragraphs["section_id"]),
        "ordinal": range(1, len(texts) + 1),
        "source_page": document.pages_at(places["char_start"]),
        "language": found.languages,
        "text": texts,
        **places,
    }


def references_of(paper_id: str, line_map: LineMap, marks: Marks) -> Columns:
    """Listed entries, and works that are cited but not listed."""
    references = marks.references
    fields = columns_of(EntryFields._fields, [reference.fields for reference in references])
    del fields["contributors"]
    unknown = [None] * len(references)
    return {
        "reference_id": distinct([f"{paper_id}-r{_anchor(reference, line_map)}" for reference in references]),
        "number": [reference.number for reference in references],
        "list_status": ["listed" if reference.entry else "missing" for reference in references],
        "raw_text": [reference.raw_text for reference in references],
        **fields,
        "supplied_by": unknown,
        "certainty": unknown,
        "evidence": [reference.evidence for reference in references],
        "char_start": [reference.entry and reference.entry.span.start for reference in references],
        "char_end": [reference.entry and reference.entry.span.end for reference in references],
    }


def _anchor(reference: Reference, line_map: LineMap) -> str:
    """What a reference's id is made of: its number, else where its entry or its first marker begins."""
    if reference.number is not None and reference.number.isdigit():
        return f"{int(reference.number):03}"
    if reference.entry is not None:
        return f"{reference.entry.span.start:07}"
    first = reference.first_citation or 0
    return f"{line_map.to_source(first, first + 1).start:07}"


def reference_contributors_of(marks: Marks, reference_ids: Sequence[Cell]) -> Columns:
    people = [
        (reference_id, ordinal, *person)
        for reference_id, reference in zip(reference_ids, marks.references, strict=True)
        for ordinal, person in enumerate(reference.fields.contributors, 1)
    ]
    return columns_of(("reference_id", "ordinal", *Person._fields), people)


def citations_of(
    paper_id: str, line_map: LineMap, marks: Marks, sentences: Columns, references: Columns, notes: Columns
) -> Columns:
    """One row for each work that a marker names."""
    cited = [
        (citation.sentence, citation.marker, work, reference if note is None else marks.note_references[note], note)
        for citation in marks.citations
        for work, reference, note in zip(citation.marker.works, citation.references, citation.notes, strict=True)
    ]
    found = columns_of(("sentence", "marker", "work", "reference", "note"), cited)
    markers, works = found["marker"], found["work"]
    places, texts = stretches(line_map, [marker.start for marker in markers], [marker.end for marker in markers])
    return {
        "citation_id": ids_of(paper_id, "c", places["char_start"]),
        "sentence_id": named(found["sentence"], sentences["sentence_id"]),
        "reference_id": named(found["reference"], references["reference_id"]),
        "note_id": named(found["note"], notes["note_id"]),
        "marker": texts,
        "style": [marker.style for marker in markers],
        "locator": [work.locator for work in works],
        "page_first": [work.page_first for work in works],
        "page_last": [work.page_last for work in works],
        **places,
    }


def quotations_of(paper_id: str, line_map: LineMap, marks: Marks, sentence_ids: Sequence[Cell]) -> Columns:
    found = columns_of(Quotation._fields, marks.quotations)
    places, printed = stretches(line_map, found["start"], found["end"])
    quotation_ids = ids_of(paper_id, "q", places["char_start"])
    return {
        "quotation_id": quotation_ids,
        "sentence_id": named(found["sentence"], sentence_ids),
        "parent_id": named(found["parent"], quotation_ids),
        "kind": found["kind"],
        "text": [text or None for text in found["text"]],
        "marks": [
            text[0] + text[-1] if marked else None for text, marked in zip(printed, found["marked"], strict=True)
        ],
        "attributed_to": found["attributed_to"],
        **places,
    }


def links_of(marks: Marks, quotation_ids: Sequence[Cell], citation_ids: Sequence[Cell]) -> Columns:
    """Which citations support which quotations: all that a marker names."""
    remaining = iter(citation_ids)
    of_marker = [list(islice(remaining, len(citation.marker.works))) for citation in marks.citations]
    links = [
        (quotation_id, citation_id, link.position)
        for quotation_id, quotation in zip(quotation_ids, marks.quotations, strict=True)
        for link in quotation.links
        for citation_id in of_marker[link.marker]
    ]
    return columns_of(("quotation_id", "citation_id", "position"), links)


def mentions_of(
    paper_id: str, line_map: LineMap, marks: Marks, sections: Columns, sentences: Columns, quotations: Columns
) -> Columns:
    found = marks.mentions
    places, texts = stretches(line_map, found.starts, found.ends)
    return {
        "mention_id": ids_of(paper_id, "m", places["char_start"]),
        "concept_id": found.concept_ids,
        "section_id": named(found.sections, sections["section_id"]),
        "sentence_id": named(found.sentences, sentences["sentence_id"]),
        "quotation_id": named(found.quotations, quotations["quotation_id"]),
        "text": texts,
        **places,
    }
