"""From what was read of a paper to rows, and from the rows of many papers to Arrow tables as schemas/ describe them.

Ids are anchored in the source text: a letter and the seven-digit offset of the row's first character, so that they
outlive every better rule elsewhere and sort as the text runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pipeline import schema
from pipeline.document import Document, LineMap, language_of
from pipeline.layers import Concept, Contributor, Facts, Head, Marks, Outline

if TYPE_CHECKING:
    import pyarrow as pa

Cell = str | int | bool | None
Rows = dict[str, list[tuple[Cell, ...]]]
"""The rows of every table by its name; each row in the order of the table's columns."""


class Ids:
    """Ids of one paper, a letter and an offset each; further rows of a kind at one place get -2, -3.

    >>> ids = Ids("zhou-2020")
    >>> ids("c", 2310), ids("c", 2310)
    ('zhou-2020-c0002310', 'zhou-2020-c0002310-2')
    """

    def __init__(self, paper_id: str) -> None:
        self.paper_id = paper_id
        self._used: dict[str, int] = {}

    def __call__(self, letter: str, offset: int) -> str:
        return self.distinct(f"{self.paper_id}-{letter}{offset:07}")

    def distinct(self, wanted: str) -> str:
        """The id itself where it is free, else with a number."""
        count = self._used.get(wanted, 0) + 1
        self._used[wanted] = count
        return wanted if count == 1 else f"{wanted}-{count}"


def paper_rows(document: Document, outline: Outline, head: Head, line_map: LineMap, marks: Marks, facts: Facts) -> Rows:
    """All rows of one paper."""
    paper_id = document.paper_id
    ids = Ids(paper_id)
    rows: Rows = {}
    contributors = facts.contributors or tuple(
        Contributor("author", name, None, head.affiliation) for name in head.names
    )
    rows["contributors"] = [
        (f"{paper_id}-a{ordinal}", paper_id, ordinal, *contributor)
        for ordinal, contributor in enumerate(contributors, 1)
    ]
    section_ids = [ids("h", section.span.start) for section in outline.sections]
    paragraph_ids = [ids("p", paragraph.span.start) for paragraph in outline.paragraphs]
    rows["sections"] = list(_sections(paper_id, outline, line_map, section_ids))
    rows["paragraphs"] = [
        (
            paragraph_ids[index], paper_id, section_ids[paragraph.section], index + 1,
            document.page_at(paragraph.span.start), line_map.text(*paragraph.span), *paragraph.span,
        )
        for index, paragraph in enumerate(outline.paragraphs)
    ]  # fmt: skip
    rows |= _marks(document, outline, line_map, marks, ids, section_ids, paragraph_ids)
    rows["keywords"] = [
        (ids("k", span.start), paper_id, ordinal, language_of(text := line_map.text(*span)), text, concept_id, *span)
        for ordinal, (span, concept_id) in enumerate(zip(outline.keywords, marks.keyword_concepts, strict=True), 1)
    ]
    rows["gaps"] = [(ids("g", gap.span.start), paper_id, gap.gap_kind, *gap.span) for gap in outline.gaps]
    rows["source_texts"] = [(paper_id, document.source)]
    rows["papers"] = [_paper(document, head, facts, rows)]
    return rows


def _paper(document: Document, head: Head, facts: Facts, rows: Rows) -> tuple[Cell, ...]:
    """The row of the paper: as read, what a curator supplies going first; what nobody tells is empty, and named."""
    values: dict[str, Cell] = {**head.values, **facts.values}
    values |= {
        "paper_id": document.paper_id,
        "source_format": document.source_format,
        "source_sha256": document.source_sha256,
        "source_characters": len(document.source),
    }
    values.setdefault("language", language_of(document.source))
    asked = (
        "title_zh",
        "title_en",
        "issued",
        "journal",
        "volume",
        "issue",
        "page",
        "publisher",
        "doi",
        "license",
        "rights",
    )
    unknown = [column for column in asked if values.get(column) is None]
    unknown += [table for table in ("contributors", "keywords") if not rows[table]]
    if not any(row[3] == "listed" for row in rows["references"]):
        unknown.append("references")
    values["missing"] = " ".join(facts.missing or unknown) or None
    return tuple(values.get(column) for column in schema.tables()["papers"].columns)


def _sections(paper_id: str, outline: Outline, line_map: LineMap, ids: Sequence[str]) -> Iterable[tuple[Cell, ...]]:
    for index, section in enumerate(outline.sections):
        title = line_map.text(*section.title) if section.title else None
        parent = None if section.parent is None else ids[section.parent]
        language = language_of(title) if title else None
        yield (
            ids[index], paper_id, parent, index + 1, section.depth, section.section_kind, section.number, title,
            language, section.run_in, *section.span,
        )  # fmt: skip


def _marks(
    document: Document, outline: Outline, line_map: LineMap, marks: Marks, ids: Ids,
    section_ids: Sequence[str], paragraph_ids: Sequence[str],
) -> Rows:  # fmt: skip
    """The rows of sentences, quotations, citations, references and mentions, tied to one another."""
    paper_id, text, to_sources = document.paper_id, line_map.reading, line_map.to_sources
    rows: Rows = {"sentences": [], "quotations": [], "citations": [], "quotation_citations": [], "concept_mentions": []}
    sentence_ids = []
    spans = to_sources([(sentence.start, sentence.end) for sentence in marks.sentences])
    for ordinal, ((start, end, paragraph, language), span) in enumerate(zip(marks.sentences, spans, strict=True), 1):
        sentence_ids.append(ids("s", span[0]))
        rows["sentences"].append(
            (
                sentence_ids[-1], paper_id, paragraph_ids[paragraph], section_ids[outline.paragraphs[paragraph].section],
                ordinal, document.page_at(span[0]), language, text[start:end], *span,
            )
        )  # fmt: skip
    rows["references"], reference_ids = _references(paper_id, line_map, marks, ids)
    rows["reference_contributors"] = [
        (reference_ids[index], paper_id, ordinal, *person)
        for index, reference in enumerate(marks.references)
        for ordinal, person in enumerate(reference.fields.contributors, 1)
    ]
    note_ids = [ids("n", note.text.start) for note in outline.notes]
    rows["notes"] = [
        (note_ids[index], paper_id, note.number, line_map.text(*note.text),
         None if (reference := marks.note_references[index]) is None else reference_ids[reference], *note.text)
        for index, note in enumerate(outline.notes)
    ]  # fmt: skip
    citation_ids: list[list[str]] = []
    spans = to_sources([(citation.marker.start, citation.marker.end) for citation in marks.citations])
    for (sentence, marker, references, notes), span in zip(marks.citations, spans, strict=True):
        citation_ids.append([])
        for work, reference_index, note_index in zip(marker.works, references, notes, strict=True):
            citation_ids[-1].append(ids("c", span[0]))
            target = marks.note_references[note_index] if note_index is not None else reference_index
            rows["citations"].append(
                (
                    citation_ids[-1][-1], paper_id, sentence_ids[sentence],
                    None if target is None else reference_ids[target],
                    None if note_index is None else note_ids[note_index],
                    text[marker.start : marker.end], marker.style, work.locator, work.page_first, work.page_last, *span,
                )
            )  # fmt: skip
    quotation_ids: list[str] = []
    spans = to_sources([(quotation.start, quotation.end) for quotation in marks.quotations])
    for quotation, span in zip(marks.quotations, spans, strict=True):
        quotation_ids.append(ids("q", span[0]))
        parent = None if quotation.parent is None else quotation_ids[quotation.parent]
        rows["quotations"].append(
            (
                quotation_ids[-1], paper_id, sentence_ids[quotation.sentence], parent, quotation.kind, quotation.text or None,
                text[quotation.start] + text[quotation.end - 1] if quotation.marked else None, quotation.attributed_to, *span,
            )
        )  # fmt: skip
        rows["quotation_citations"] += [
            (quotation_ids[-1], citation_id, paper_id, link.position)
            for link in quotation.links
            for citation_id in citation_ids[link.marker]
        ]
    spans = to_sources(list(zip(marks.mentions.starts, marks.mentions.ends, strict=True)))
    rows["concept_mentions"] = [
        (
            ids("m", span[0]), paper_id, concept_id, section_ids[section],
            None if sentence is None else sentence_ids[sentence],
            None if quotation is None else quotation_ids[quotation],
            text[start:end], *span,
        )
        for start, end, concept_id, section, sentence, quotation, span in zip(*marks.mentions, spans, strict=True)
    ]  # fmt: skip
    return rows


def _references(paper_id: str, line_map: LineMap, marks: Marks, ids: Ids) -> tuple[list[tuple[Cell, ...]], list[str]]:
    """Rows of the listed entries and of works that are cited but not listed, and the id of each."""
    columns = schema.tables()["references"].columns
    rows = []
    reference_ids: list[str] = []
    for reference in marks.references:
        entry, number = reference.entry, reference.number
        if number is not None and number.isdigit():
            anchor = f"{int(number):03}"
        elif entry is not None:
            anchor = f"{entry.span.start:07}"
        else:
            first = reference.first_citation or 0
            anchor = f"{line_map.to_source(first, first + 1).start:07}"
        reference_ids.append(ids.distinct(f"{paper_id}-r{anchor}"))
        row: dict[str, Cell] = {
            column: cell for column, cell in reference.fields._asdict().items() if column in columns
        }
        row |= {
            "reference_id": reference_ids[-1],
            "paper_id": paper_id,
            "number": number,
            "list_status": "missing" if entry is None else "listed",
            "raw_text": reference.raw_text,
            "evidence": reference.evidence,
            "char_start": entry.span.start if entry else None,
            "char_end": entry.span.end if entry else None,
        }
        rows.append(tuple(row.get(column) for column in columns))
    return rows, reference_ids


def vocabulary_rows(concepts: Iterable[Concept]) -> Rows:
    """The rows of the curated vocabulary: concepts, their labels, their relations."""
    rows: Rows = {"concepts": [], "concept_labels": [], "concept_relations": []}
    for concept in concepts:
        names = (concept.pref["zh"], concept.pref["en"], concept.definition["zh"], concept.definition["en"])
        rows["concepts"].append((concept.concept_id, *names))
        rows["concept_labels"] += [
            (concept.concept_id, language, label, kind)
            for kind, labels in (
                ("pref", {language: (label,) for language, label in concept.pref.items()}),
                ("alt", concept.alt),
                ("hidden", concept.hidden),
            )
            for language, names in labels.items()
            for label in names
        ]
        rows["concept_relations"] += [(concept.concept_id, "broader", other) for other in concept.broader]
        # SKOS: related is symmetric, so either side finds it.
        for other in concept.related:
            rows["concept_relations"] += [
                (concept.concept_id, "related", other),
                (other, "related", concept.concept_id),
            ]
    return rows


def arrow_tables(rows: Iterable[Rows]) -> dict[str, pa.Table]:
    """The Arrow tables of many papers' rows (and the vocabulary's), each sorted by its primary key.

    Holds every table of the schemas but `findings` and `checks`, empty ones too.
    """
    import pyarrow as pa

    collected: dict[str, list[tuple[Cell, ...]]] = {
        name: [] for name in schema.ORDER if name not in ("findings", "checks")
    }
    for of_paper in rows:
        for name, found in of_paper.items():
            collected[name] += found
    tables = {}
    for name, found in collected.items():
        table = schema.tables()[name]
        keys = [table.columns.index(column) for column in table.primary_key]
        found.sort(key=itemgetter(*keys))
        columns: list[Sequence[Any]] = list(zip(*found, strict=True)) if found else [()] * len(table.columns)
        arrow = schema.arrow_schema(name)
        tables[name] = pa.Table.from_arrays(
            [pa.array(column, field.type) for column, field in zip(columns, arrow, strict=True)], schema=arrow
        )
    return tables
