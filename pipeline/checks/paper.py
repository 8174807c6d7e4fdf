"""The rows of one paper as the integrity checks see them: plain tuples, the source text, and the line map.

The fields of a class are the columns of its table that the checks read; the schemas stay the only place that says
what a column means.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from sys import maxsize
from typing import NamedTuple, TypeVar

import pyarrow as pa

from pipeline.document import Edit, Span, strip
from pipeline.findings import Finding
from pipeline.line_map import Habits, LineMap
from pipeline.markup import edits_of


class Fault(NamedTuple):
    """What a check found wrong: table, row, character of the source, the matter in words, and the value found."""

    table_name: str
    row_id: str | None
    offset: int | None
    message: str
    value: str | None = None


class Section(NamedTuple):
    section_id: str
    parent_id: str | None
    ordinal: int
    depth: int
    number: str | None
    title: str | None
    char_start: int
    char_end: int


class Paragraph(NamedTuple):
    paragraph_id: str
    section_id: str
    text: str
    char_start: int
    char_end: int


class Sentence(NamedTuple):
    sentence_id: str
    paragraph_id: str
    section_id: str
    text: str
    char_start: int
    char_end: int


class Quotation(NamedTuple):
    quotation_id: str
    sentence_id: str
    parent_id: str | None
    kind: str
    text: str | None
    marks: str
    attributed_to: str | None
    char_start: int
    char_end: int


class Citation(NamedTuple):
    citation_id: str
    sentence_id: str
    reference_id: str | None
    note_id: str | None
    marker: str
    locator: str | None
    page_first: int | None
    page_last: int | None
    char_start: int
    char_end: int


class Link(NamedTuple):
    quotation_id: str
    citation_id: str
    position: str


class Reference(NamedTuple):
    reference_id: str
    list_status: str
    raw_text: str | None
    char_start: int | None
    char_end: int | None


class Note(NamedTuple):
    note_id: str
    reference_id: str | None
    text: str
    char_start: int
    char_end: int


class Mention(NamedTuple):
    mention_id: str
    concept_id: str
    text: str
    char_start: int
    char_end: int


class Keyword(NamedTuple):
    keyword_id: str
    text: str
    char_start: int
    char_end: int


class Gap(NamedTuple):
    gap_id: str
    char_start: int
    char_end: int


class Unit(NamedTuple):
    """What every row with a span has: table, id, span; `text` is None where it is derived in a way of its own."""

    table_name: str
    row_id: str
    start: int
    end: int
    text: str | None = None


@dataclass(frozen=True)
class Paper:
    """One paper: its source text, its rows by table, the places its readers reported, and every concept's labels."""

    paper_id: str
    source: str
    source_format: str
    sections: Sequence[Section]
    paragraphs: Sequence[Paragraph]
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    citations: Sequence[Citation]
    links: Sequence[Link]
    references: Sequence[Reference]
    notes: Sequence[Note]
    mentions: Sequence[Mention]
    keywords: Sequence[Keyword]
    gaps: Sequence[Gap]
    reported: frozenset[int]
    labels: Mapping[str, frozenset[str]]

    def count(self, table_name: str) -> int:
        """How many rows of a table are about this paper."""
        rows: Sequence[object] | None = getattr(self, _ROWS.get(table_name, table_name), None)
        return 1 if rows is None else len(rows)

    @cached_property
    def units(self) -> list[Unit]:
        """Every row that has a span, in no particular order."""
        return [
            *(Unit("sections", row.section_id, row.char_start, row.char_end) for row in self.sections),
            *(Unit("paragraphs", row.paragraph_id, row.char_start, row.char_end, row.text) for row in self.paragraphs),
            *(Unit("sentences", row.sentence_id, row.char_start, row.char_end, row.text) for row in self.sentences),
            *(Unit("quotations", row.quotation_id, row.char_start, row.char_end) for row in self.quotations),
            *(Unit("citations", row.citation_id, row.char_start, row.char_end, row.marker) for row in self.citations),
            *(
                Unit("references", row.reference_id, row.char_start, row.char_end)
                for row in self.references
                if row.char_start is not None and row.char_end is not None
            ),
            *(Unit("notes", row.note_id, row.char_start, row.char_end, row.text) for row in self.notes),
            *(
                Unit("concept_mentions", row.mention_id, row.char_start, row.char_end, row.text)
                for row in self.mentions
            ),
            *(Unit("keywords", row.keyword_id, row.char_start, row.char_end, row.text) for row in self.keywords),
            *(Unit("gaps", row.gap_id, row.char_start, row.char_end) for row in self.gaps),
        ]

    @cached_property
    def gap_spans(self) -> list[Span]:
        """The gaps, in the order of the source."""
        return sorted(Span(row.char_start, row.char_end) for row in self.gaps)

    @cached_property
    def note_spans(self) -> list[Span]:
        """The notes, in the order of the source; one at a page's foot may stand within a paragraph."""
        return sorted(Span(row.char_start, row.char_end) for row in self.notes)

    @cached_property
    def holes(self) -> list[Span]:
        """What interrupts running text: gaps and notes; markup that edits leave out does not."""
        left_out = {Span(edit.start, edit.end) for edit in self.edits if not edit.text}
        return sorted([*(span for span in self.gap_spans if span not in left_out), *self.note_spans])

    @cached_property
    def headings(self) -> list[Span]:
        """The spans of the headings, in the order of the source; a section without a heading has none."""
        return sorted(Span(row.char_start, row.char_end) for row in self.sections if row.char_start < row.char_end)

    @cached_property
    def blocks(self) -> list[Span]:
        """Headings, paragraphs and keywords, in the order of the source: what the line map is made of."""
        others = (Span(row.char_start, row.char_end) for rows in (self.paragraphs, self.keywords) for row in rows)
        return sorted([*self.headings, *others])

    @cached_property
    def habits(self) -> Habits:
        return Habits(self.source)

    @cached_property
    def edits(self) -> list[Edit]:
        return edits_of(self.source, self.source_format)

    @cached_property
    def line_map(self) -> LineMap:
        return LineMap.of(self.source, self.blocks, self.holes, self.edits, self.habits)

    def reading(self, start: int, end: int) -> str:
        """The reading text of a span, blanks at its edges left out; in no block, it is laid out by itself."""
        span = strip(self.source, start, end)
        if span.start == span.end:
            return ""
        ends = Span(span.start, span.start + 1), Span(span.end - 1, span.end)
        if all(inside(end, self.blocks) is not None for end in ends):
            return self.line_map.text(*span)
        return LineMap.of(self.source, [span], self.holes, self.edits, self.habits).reading


_ROWS = {"quotation_citations": "links", "concept_mentions": "mentions"}


def inside(span: Span, sorted_spans: Sequence[Span]) -> Span | None:
    """The one of some sorted spans, apart from one another, that holds the span whole.

    >>> inside(Span(3, 4), [Span(0, 2), Span(2, 9)])
    Span(start=2, end=9)
    """
    index = bisect_right(sorted_spans, (span.start, maxsize)) - 1
    return sorted_spans[index] if index >= 0 and span.end <= sorted_spans[index].end else None


Row = TypeVar("Row", bound=NamedTuple)


def rows(table: pa.Table, kind: type[Row]) -> list[Row]:
    """The rows of a table, each with the columns that `kind` names."""
    columns = (table[name].to_pylist() for name in kind._fields)
    return [kind._make(cells) for cells in zip(*columns, strict=True)]


def papers(
    tables: Mapping[str, pa.Table], noticed: Sequence[Finding], labels: Mapping[str, frozenset[str]]
) -> Iterator[Paper]:
    """The papers that have a source text, in the order of that table."""

    def by_paper(name: str, kind: type[Row]) -> dict[str, list[Row]]:
        groups: dict[str, list[Row]] = {}
        for paper_id, row in zip(tables[name]["paper_id"].to_pylist(), rows(tables[name], kind), strict=True):
            groups.setdefault(paper_id, []).append(row)
        return groups

    sections, paragraphs = by_paper("sections", Section), by_paper("paragraphs", Paragraph)
    sentences, quotations = by_paper("sentences", Sentence), by_paper("quotations", Quotation)
    citations, links = by_paper("citations", Citation), by_paper("quotation_citations", Link)
    references, notes = by_paper("references", Reference), by_paper("notes", Note)
    mentions, keywords = by_paper("concept_mentions", Mention), by_paper("keywords", Keyword)
    gaps = by_paper("gaps", Gap)
    reported: dict[str | None, set[int]] = {}
    for finding in noticed:
        if finding.offset is not None:
            reported.setdefault(finding.paper_id, set()).add(finding.offset)
    texts = tables["source_texts"]
    formats = dict(
        zip(*(tables["papers"][column].to_pylist() for column in ("paper_id", "source_format")), strict=True)
    )
    for paper_id, source in zip(texts["paper_id"].to_pylist(), texts["text"].to_pylist(), strict=True):
        yield Paper(
            paper_id, source, formats.get(paper_id, ""), sections.get(paper_id, []), paragraphs.get(paper_id, []), sentences.get(paper_id, []),
            quotations.get(paper_id, []), citations.get(paper_id, []), links.get(paper_id, []),
            references.get(paper_id, []), notes.get(paper_id, []), mentions.get(paper_id, []),
            keywords.get(paper_id, []), gaps.get(paper_id, []), frozenset(reported.get(paper_id, ())), labels,
        )  # fmt: skip
