"""Marks: what a reader marks in running text: sentences, quotations, citations, concepts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence, Set
from operator import attrgetter
from sys import maxsize

from pipeline.characters import kinds_of
from pipeline.document import Span
from pipeline.findings import Finding
from pipeline.layers import Citation, Marker, Marks, Outline, Quotation, Sentences
from pipeline.line_map import LineMap
from pipeline.marks import citations
from pipeline.marks.bibliography import Bibliography, entries_of
from pipeline.marks.citations.notes import NoteNumbers
from pipeline.marks.concepts import Matcher
from pipeline.marks.delimiters import Pair, delimiters_of, languages_of
from pipeline.marks.mentions import Places, mentions_of
from pipeline.marks.note_references import note_references
from pipeline.marks.quotation_marks import pair
from pipeline.marks.quotations import block_quotation, quotations_of
from pipeline.marks.references import with_evidence
from pipeline.marks.sentences import sentences_of
from pipeline.marks.speakers import Speakers, own_words

__all__ = ["Matcher", "marks_of"]


def marks_of(paper_id: str, outline: Outline, line_map: LineMap, matcher: Matcher) -> Marks:
    """Mark the running text of a paper: every paragraph's sentences, quotations and citations, and all mentions."""
    marks = Marks(
        [section.title and line_map.to_reading(*section.title) for section in outline.sections],
        [line_map.to_reading(*paragraph.span) for paragraph in outline.paragraphs],
    )
    text = line_map.reading
    bibliography = Bibliography(paper_id, entries_of(outline, line_map), line_map)
    authors = bibliography.known()
    found, refused = citations.markers_of(
        text, authors, bibliography.numbers(), [note.number for note in outline.notes]
    )
    kinds = kinds_of(text)
    delimiters = delimiters_of(kinds)
    spans: list[tuple[int, int]] = []
    paragraphs: list[int] = []
    pairs: list[Pair] = []
    markers: list[Marker] = []
    for index, (start, end) in enumerate(marks.paragraphs):
        here = delimiters.within(start, end)
        pairs_here, unpaired = pair(text, here.quotation_marks)
        markers_here = found[bisect_left(found, (start,)) : bisect_right(found, end, key=attrgetter("end"))]
        sentences = sentences_of(text, start, end, here, pairs_here, markers_here)
        spans += [(start, end)] if outline.paragraphs[index].quoted else sentences
        paragraphs += [index] * (len(spans) - len(paragraphs))
        pairs += pairs_here
        markers += markers_here
        marks.findings += [_unbalanced(paper_id, text, at, line_map) for at in unpaired]
    marks.findings += [
        citations.absurd(paper_id, value, line_map.to_source(start, end).start)
        for start, end, value in refused
        if _stands_in(marks.paragraphs, start, end)
    ]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    marks.sentences = Sentences(starts, ends, paragraphs, languages_of(text, kinds, starts, ends))
    quoted = {index for index, paragraph in enumerate(outline.paragraphs) if paragraph.quoted}
    blocks = {index for index, paragraph in enumerate(paragraphs) if paragraph in quoted} if quoted else set()
    citing = [bisect_right(starts, marker.start) - 1 for marker in markers]
    _quotations(marks, text, pairs, markers, citing, blocks, authors)
    _cite(marks, paper_id, outline, line_map, markers, citing, bibliography)
    _mentions(marks, outline, line_map, matcher)
    _keywords(marks, paper_id, outline, line_map, matcher)
    return marks


def _stands_in(paragraphs: Sequence[Span], start: int, end: int) -> bool:
    """True where one of the paragraphs holds the whole of a stretch of the text."""
    index = bisect_right(paragraphs, (start, maxsize)) - 1
    return index >= 0 and end <= paragraphs[index].end


def _quotations(
    marks: Marks, text: str, pairs: Sequence[Pair], markers: Sequence[Marker], citing: Sequence[int], blocks: Set[int],
    authors: Collection[str],
) -> None:  # fmt: skip
    """Add the quotations of every sentence.

    `citing` are the sentences of the markers, `blocks` those that are set as block quotations, both as indexes;
    `authors` are those of the reference list.
    """
    starts, ends = marks.sentences.starts, marks.sentences.ends
    quoting: dict[int, list[Pair]] = {index: [] for index in blocks}
    for mark in pairs:
        quoting.setdefault(bisect_right(starts, mark.opening) - 1, []).append(mark)
    own = {
        starts[index]: own_words(text, starts[index], ends[index], pairs_here)
        for index, pairs_here in quoting.items()
        if index not in blocks
    }
    speakers = Speakers(text, own, authors)
    for index, pairs_here in sorted(quoting.items()):
        start, end = starts[index], ends[index]
        here = range(bisect_left(citing, index), bisect_right(citing, index))
        if index in blocks:
            block = block_quotation(text, start, end, markers, here, index)
            marks.quotations.append(block)
            nested = quotations_of(text, pairs_here, markers, here, [], index, len(marks.quotations))
            marks.quotations += _in_block(nested, block, len(marks.quotations) - 1)
        else:
            sayings = speakers.in_sentence(start)
            marks.quotations += quotations_of(text, pairs_here, markers, here, sayings, index, len(marks.quotations))


def _in_block(nested: Sequence[Quotation], block: Quotation, parent: int) -> list[Quotation]:
    """Quotations in a block quotation, which is the parent of the outermost ones; what supports it supports them."""
    inherits = block.kind == "cited" and len(block.links) <= citations.LONGEST_GROUP
    return [
        quotation
        if quotation.parent is not None
        else quotation._replace(parent=parent, kind=block.kind, links=block.links)
        if inherits
        else quotation._replace(parent=parent)
        for quotation in nested
    ]


def _cite(
    marks: Marks, paper_id: str, outline: Outline, line_map: LineMap, markers: Sequence[Marker], citing: Sequence[int],
    bibliography: Bibliography,
) -> None:  # fmt: skip
    """Add the citations: link every marker to the entry or the note that it means, or say that there is none."""
    numbers = NoteNumbers([(note.number, note.label.start) for note in outline.notes])
    marks.note_references = note_references(outline.notes, line_map, bibliography, markers)
    for sentence, marker in zip(citing, markers, strict=True):
        if marker.style == "note":
            number = marker.works[0].number or ""
            offset = line_map.to_source(marker.start, marker.end).start
            note = numbers.find(number, offset)
            entry = bibliography.numbered(number) if note is None and not outline.notes else None
            if note is None and entry is None:
                marks.findings.append(_lost_note(paper_id, number, offset))
            marks.citations.append(Citation(sentence, marker, (entry,), (note,)))
        else:
            targets = tuple([bibliography.find(work, marker) for work in marker.works])
            marks.citations.append(Citation(sentence, marker, targets, (None,) * len(targets)))
            if citations.is_misread(line_map.reading, marker):
                offset = line_map.to_source(marker.start, marker.end).start
                marks.findings.append(citations.misread(paper_id, line_map.reading, marker, offset))
    marks.references = bibliography.references
    marks.references = with_evidence(line_map.reading, marks)
    marks.findings += bibliography.findings


def _mentions(marks: Marks, outline: Outline, line_map: LineMap, matcher: Matcher) -> None:
    """Add the mentions in sentences and in headings other than those of keywords."""
    starts, ends, paragraphs, _ = marks.sentences
    titles = [
        (*title, index)
        for index, title in enumerate(marks.titles)
        if title and outline.sections[index].section_kind != "keywords"
    ]
    places = Places(
        [*starts, *(start for start, _, _ in titles)],
        [*ends, *(end for _, end, _ in titles)],
        [*(outline.paragraphs[paragraph].section for paragraph in paragraphs), *(section for _, _, section in titles)],
        [*range(len(starts)), *[None] * len(titles)],
    )
    marks.mentions = mentions_of(matcher.labels(line_map.reading), places, marks.quotations)


def _keywords(marks: Marks, paper_id: str, outline: Outline, line_map: LineMap, matcher: Matcher) -> None:
    """Link the paper's own keywords to the vocabulary, or report them as not yet in it."""
    for span in outline.keywords:
        keyword = line_map.text(*span)
        concept_id = matcher.concept_of(keyword)
        marks.keyword_concepts.append(concept_id)
        if concept_id is None:
            message = f"the keyword {keyword} is not in the vocabulary yet: add it to a concept's labels, or leave it"
            marks.findings.append(
                Finding("unknown-keyword", "warning", message, paper_id, "keywords", offset=span.start, value=keyword)
            )


def _lost_note(paper_id: str, number: str, offset: int) -> Finding:
    message = f"the note {number} that this mark points to is not in the source: supply it, or leave it"
    return Finding("lost-note", "warning", message, paper_id, "citations", offset=offset, value=number)


def _unbalanced(paper_id: str, text: str, at: int, line_map: LineMap) -> Finding:
    message = f"the quotation mark {text[at]} has no partner in its paragraph: it was read as if absent; supply the lost mark, or leave it"
    return Finding(
        "unbalanced-marks",
        "warning",
        message,
        paper_id,
        "quotations",
        offset=line_map.to_source(at, at + 1).start,
        value=text[at],
    )
