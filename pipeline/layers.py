"""What structure and marks lay over a document, and what curators know of it: plain values that rooms hand on.

Spans of an `Outline` count in the source text, those of `Marks` in the reading text of the outline's line map.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.document import Document, Span
from pipeline.findings import Finding
from pipeline.line_map import LineMap


class Section(NamedTuple):
    """A heading: its kind, number and title as printed, its place in the tree (`parent` is an index), its span.

    A section that the paper opens without a heading has an empty span and no title.
    """

    section_kind: str
    span: Span
    title: Span | None
    number: str | None = None
    depth: int = 1
    parent: int | None = None
    run_in: bool = False


class Paragraph(NamedTuple):
    """A paragraph of running text: the index of its section, its span, and whether it is set as a block quotation."""

    section: int
    span: Span
    quoted: bool = False


class Gap(NamedTuple):
    """What of the source is no running text, and of what kind (`gaps.gap_kind`)."""

    gap_kind: str
    span: Span


class Entry(NamedTuple):
    """An entry of the reference list: its printed number, its span from label to end, and that of its text."""

    number: str | None
    span: Span
    text: Span


class Person(NamedTuple):
    """A person or body of an entry (CSL): a name in two parts, or as printed."""

    role: str
    family: str | None = None
    given: str | None = None
    literal: str | None = None


class EntryFields(NamedTuple):
    """What was read of an entry of a reference list; columns of `references`, `type` a CSL type."""

    type: str | None = None
    title: str | None = None
    container_title: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    issued: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    doi: str | None = None
    url: str | None = None
    accessed: str | None = None
    contributors: tuple[Person, ...] = ()


class Note(NamedTuple):
    """A note at a page's foot or a paper's end: its printed number, the span of its label up to its text, and that of its text."""

    number: str
    label: Span
    text: Span


class Head(NamedTuple):
    """What the head of a paper prints of itself: columns of `papers` with their values, names, affiliation."""

    values: dict[str, str]
    names: tuple[str, ...]
    affiliation: str | None


@dataclass(slots=True)
class Outline:
    """The structure of a document, every list in printed order."""

    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    keywords: list[Span] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def line_map(self, document: Document) -> LineMap:
        """The reading text of everything that has one: headings, keywords, paragraphs and entries, in source order."""
        blocks = [section.span for section in self.sections if section.span.start < section.span.end]
        blocks += [paragraph.span for paragraph in self.paragraphs]
        blocks += self.keywords
        blocks += [entry.span for entry in self.entries]
        return LineMap.of(document.source, sorted(blocks), self.holes(), document.edits)

    def holes(self) -> list[Span]:
        """What interrupts running text: gaps, and notes at the foot of its pages."""
        return sorted([*(gap.span for gap in self.gaps), *(note.text for note in self.notes)])


class Work(NamedTuple):
    """What one marker says of one work: an entry number or a note's, or names and a year; and the place in it.

    `others` where the names say that there are more (et al., 等).
    """

    number: str | None = None
    names: tuple[str, ...] = ()
    year: str | None = None
    locator: str | None = None
    page_first: int | None = None
    page_last: int | None = None
    others: bool = False


class Marker(NamedTuple):
    """A printed citation marker: its style (`citations.style`) and the works it names."""

    start: int
    end: int
    style: str
    works: tuple[Work, ...]


class Link(NamedTuple):
    """A marker that supports a quotation (index in `Marks.citations`), and where it stands."""

    marker: int
    position: str


class Sentences(NamedTuple):
    """Sentences, a column for each of their properties: their spans, the indexes of their paragraphs, their languages."""

    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    paragraphs: Sequence[int] = ()
    languages: Sequence[str] = ()


class Quotation(NamedTuple):
    """A quotation with its outer marks (a block quotation has none); `sentence` and `parent` are indexes in `Marks`."""

    start: int
    end: int
    sentence: int
    parent: int | None
    kind: str
    text: str
    attributed_to: str | None
    links: tuple[Link, ...]
    marked: bool = True


class Citation(NamedTuple):
    """A marker in running text, the index of its sentence, and for each of its works what it points to.

    `references` are indexes in `Marks.references`, `notes` in `Outline.notes`; None where there is none to point to.
    """

    sentence: int
    marker: Marker
    references: tuple[int | None, ...]
    notes: tuple[int | None, ...]


class Reference(NamedTuple):
    """A work cited: an entry of the list with its text and fields, or one that no list has, with what the text proves."""

    entry: Entry | None
    raw_text: str | None
    fields: EntryFields
    number: str | None = None
    first_citation: int | None = None
    """Where its first marker begins (in the reading text), for a work without a number that no list has."""
    evidence: str | None = None


class Mentions(NamedTuple):
    """Concepts' labels, a column for each of their properties, since a paper has many of them.

    The last three are indexes of section, sentence (None: in a heading) and innermost quotation.
    """

    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    concept_ids: Sequence[str] = ()
    sections: Sequence[int] = ()
    sentences: Sequence[int | None] = ()
    quotations: Sequence[int | None] = ()


@dataclass(slots=True)
class Marks:
    """Everything marked in one paper, every list in printed order."""

    titles: list[Span | None] = field(default_factory=list)
    """For each section of the outline, where its title stands in the reading text."""
    paragraphs: list[Span] = field(default_factory=list)
    """For each paragraph of the outline, where it stands in the reading text."""
    sentences: Sentences = field(default_factory=Sentences)
    quotations: list[Quotation] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    mentions: Mentions = field(default_factory=Mentions)
    references: list[Reference] = field(default_factory=list)
    note_references: list[int | None] = field(default_factory=list)
    """For each note of the outline, the reference that it is."""
    keyword_concepts: list[str | None] = field(default_factory=list)
    """For each keyword of the outline, its concept in the vocabulary."""
    findings: list[Finding] = field(default_factory=list)


class Contributor(NamedTuple):
    """One who made the paper; the fields are columns of `contributors`, `role` a CSL name variable."""

    role: str
    name: str
    name_zh: str | None
    affiliation: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a curator knows of a paper beside its text.

    `sha256` is that of the source as received; `values` are columns of `papers`, only those that are known;
    `missing` names columns and tables that the source leaves empty.
    """

    sha256: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    contributors: tuple[Contributor, ...] = ()
    missing: tuple[str, ...] = ()


class Concept(NamedTuple):
    """One concept; labels and definitions by language (`zh`, `en`), relations as ids in order.

    `broader` holds the concepts right above; `related` stands with the smaller id of the two only.
    """

    concept_id: str
    pref: dict[str, str]
    alt: dict[str, tuple[str, ...]]
    hidden: dict[str, tuple[str, ...]]
    definition: dict[str, str]
    broader: tuple[str, ...]
    related: tuple[str, ...]
