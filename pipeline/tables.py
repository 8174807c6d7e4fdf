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

    >>> ids = Ids("wang-2024")
    >>> ids("c", 2310), ids("c", 2310)
    ('wang-2024-c0002310', 'wang-2024-c0002310-2')
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
    rows["notes"] = []
    rows["reference_contributors"] = []
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
    paper_id, text, to_source = document.paper_id, line_map.reading, line_map.to_source
    rows: Rows = {"sentences": [], "quotations": [], "citations": [], "quotation_citations": [], "concept_mentions": []}
    sentence_ids = []
    for ordinal, (start, end, paragraph, language) in enumerate(marks.sentences, 1):
        span = to_source(start, end)
        sentence_ids.append(ids("s", span.start))
        rows["sentences"].append(
            (
                sentence_ids[-1], paper_id, paragraph_ids[paragraph], section_ids[outline.paragraphs[paragraph].section],
                ordinal, document.page_at(span.start), language, text[start:end], *span,
            )
        )  # fmt: skip
    rows["references"], reference_ids = _references(paper_id, outline, line_map, marks)
    citation_ids: list[list[str]] = []
    for sentence, marker in marks.citations:
        span = to_source(marker.start, marker.end)
        citation_ids.append([])
        for number in marker.numbers:
            citation_ids[-1].append(ids("c", span.start))
            rows["citations"].append(
                (
                    citation_ids[-1][-1], paper_id, sentence_ids[sentence], reference_ids[number], None,
                    text[marker.start : marker.end], marker.style, marker.locator, marker.page_first, marker.page_last, *span,
                )
            )  # fmt: skip
    quotation_ids: list[str] = []
    for quotation in marks.quotations:
        span = to_source(quotation.start, quotation.end)
        quotation_ids.append(ids("q", span.start))
        parent = None if quotation.parent is None else quotation_ids[quotation.parent]
        rows["quotations"].append(
            (
                quotation_ids[-1], paper_id, sentence_ids[quotation.sentence], parent, quotation.kind, quotation.text or None,
                text[quotation.start] + text[quotation.end - 1], quotation.attributed_to, *span,
            )
        )  # fmt: skip
        rows["quotation_citations"] += [
            (quotation_ids[-1], citation_id, paper_id, link.position)
            for link in quotation.links
            for citation_id in citation_ids[link.marker]
        ]
    for mention in marks.mentions:
        span = to_source(mention.start, mention.end)
        rows["concept_mentions"].append(
            (
                ids("m", span.start), paper_id, mention.concept_id, section_ids[mention.section],
                None if mention.sentence is None else sentence_ids[mention.sentence],
                None if mention.quotation is None else quotation_ids[mention.quotation],
                text[mention.start : mention.end], *span,
            )
        )  # fmt: skip
    return rows


def _references(
    paper_id: str, outline: Outline, line_map: LineMap, marks: Marks
) -> tuple[list[tuple[Cell, ...]], dict[str, str]]:
    """Rows of the listed entries and of numbers that are cited but not listed, and the id of each number."""
    ids = Ids(paper_id)
    columns = schema.tables()["references"].columns
    rows = []
    by_number: dict[str, str] = {}
    for entry in outline.entries:
        wanted = f"{paper_id}-r{int(entry.number):03}" if entry.number else f"{paper_id}-r{entry.span.start:07}"
        reference_id = ids.distinct(wanted)
        if entry.number:
            by_number.setdefault(entry.number, reference_id)
        row: dict[str, Cell] = {"number": entry.number, "list_status": "listed", "raw_text": line_map.text(*entry.text)}
        row |= {
            "reference_id": reference_id,
            "paper_id": paper_id,
            "char_start": entry.span.start,
            "char_end": entry.span.end,
        }
        rows.append(tuple(row.get(column) for column in columns))
    cited = {number for citation in marks.citations for number in citation.marker.numbers} - set(by_number)
    for number in sorted(cited, key=int):
        by_number[number] = ids.distinct(f"{paper_id}-r{int(number):03}")
        row = {"reference_id": by_number[number], "paper_id": paper_id, "number": number, "list_status": "missing"}
        row["evidence"] = marks.evidence.get(number)
        rows.append(tuple(row.get(column) for column in columns))
    return rows, by_number


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
            rows["concept_relations"] += [(concept.concept_id, "related", other), (other, "related", concept.concept_id)]
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
