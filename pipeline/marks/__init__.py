"""Marks: what a reader marks in running text: sentences, quotations, citations, concepts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from pipeline.document import language_of
from pipeline.findings import Finding
from pipeline.layers import Citation, Marker, Marks, Mention, Outline, Sentence
from pipeline.line_map import LineMap
from pipeline.marks import citations, speakers
from pipeline.marks.bibliography import Bibliography, entries_of
from pipeline.marks.concepts import Label, Matcher
from pipeline.marks.quotation_marks import Pair, pair
from pipeline.marks.quotations import block_quotation, quotations_of
from pipeline.marks.references import with_evidence
from pipeline.marks.sentences import sentences_of

__all__ = ["Matcher", "marks_of"]


def marks_of(paper_id: str, outline: Outline, line_map: LineMap, matcher: Matcher) -> Marks:
    """Mark the running text of a paper: every paragraph's sentences, quotations and citations, and all mentions."""
    marks = Marks()
    text = line_map.reading
    bibliography = Bibliography(paper_id, entries_of(outline, line_map))
    authors = bibliography.known()
    found, refused = citations.markers_of(text, authors, [note.number for note in outline.notes])
    known = speakers.Speakers(text, authors)
    first_marker = 0
    for index, paragraph in enumerate(outline.paragraphs):
        start, end = line_map.to_reading(*paragraph.span)
        while first_marker < len(found) and found[first_marker].start < start:
            first_marker += 1
        last_marker = first_marker
        while last_marker < len(found) and found[last_marker].end <= end:
            last_marker += 1
        pairs, unpaired = pair(text, start, end)
        add = _block if paragraph.quoted else _paragraph
        add(marks, text, index, (start, end), pairs, found[first_marker:last_marker], known)
        for at in unpaired:
            marks.findings.append(_unbalanced(paper_id, text, at, line_map))
        for marker_start, marker_end, value in refused:
            if start <= marker_start and marker_end <= end:
                marks.findings.append(
                    citations.absurd(paper_id, value, line_map.to_source(marker_start, marker_end).start)
                )
        first_marker = last_marker
    _link(marks, paper_id, outline, line_map, bibliography)
    _mentions(marks, outline, line_map, matcher)
    _keywords(marks, paper_id, outline, line_map, matcher)
    return marks


def _link(marks: Marks, paper_id: str, outline: Outline, line_map: LineMap, bibliography: Bibliography) -> None:
    """Link every marker to the entry or the note that it means, or say that there is none."""
    notes: dict[str, int] = {}
    for index, note in enumerate(outline.notes):
        notes.setdefault(note.number, index)
    marks.note_references = [bibliography.of_note(line_map.text(*note.text), note.text) for note in outline.notes]
    for place, (sentence, marker, _, _) in enumerate(marks.citations):
        offset = line_map.to_source(marker.start, marker.end).start
        if marker.style == "note":
            number = marker.works[0].number or ""
            note_index = notes.get(number)
            entry = bibliography.numbered(number) if note_index is None else None
            if note_index is None and entry is None:
                marks.findings.append(_lost_note(paper_id, marker, offset))
            marks.citations[place] = Citation(sentence, marker, (entry,), (note_index,))
        else:
            targets = tuple(bibliography.find(work, marker.start, offset) for work in marker.works)
            marks.citations[place] = Citation(sentence, marker, targets, (None,) * len(targets))
    marks.references = bibliography.references
    marks.references = with_evidence(line_map.reading, marks)
    marks.findings += bibliography.findings


def _paragraph(
    marks: Marks, text: str, index: int, span: tuple[int, int], pairs: list[Pair], markers: list[Marker],
    known: speakers.Speakers,
) -> None:  # fmt: skip
    """Add one paragraph's sentences, and what stands in them."""
    pair_at = marker_at = 0
    for start, end in sentences_of(text, *span, pairs, markers):
        sentence = len(marks.sentences)
        marks.sentences.append(Sentence(start, end, index, language_of(text[start:end])))
        pair_end = pair_at
        while pair_end < len(pairs) and pairs[pair_end].opening < end:
            pair_end += 1
        marker_end = marker_at
        while marker_end < len(markers) and markers[marker_end].start < end:
            marker_end += 1
        here, pairs_here = markers[marker_at:marker_end], pairs[pair_at:pair_end]
        first_marker, first_quotation = len(marks.citations), len(marks.quotations)
        marks.citations += [Citation(sentence, marker, (), ()) for marker in here]
        if pairs_here:
            sayings = [
                saying._replace(verb_end=saying.verb_end + start)
                for saying in known.in_sentence(_own_words(text, start, end, pairs_here))
            ]
            for quotation in quotations_of(text, pairs_here, here, citations.groups(here, text), sayings, sentence):
                parent = None if quotation.parent is None else first_quotation + quotation.parent
                links = tuple(link._replace(marker=link.marker + first_marker) for link in quotation.links)
                marks.quotations.append(quotation._replace(parent=parent, links=links))
        pair_at, marker_at = pair_end, marker_end


def _block(
    marks: Marks, text: str, index: int, span: tuple[int, int], pairs: list[Pair], markers: list[Marker],
    _known: speakers.Speakers,
) -> None:  # fmt: skip
    """Add a paragraph that is set as a block quotation: one sentence, one quotation, and those nested in it."""
    start, end = span
    sentence, first_marker, first_quotation = len(marks.sentences), len(marks.citations), len(marks.quotations)
    marks.sentences.append(Sentence(start, end, index, language_of(text[start:end])))
    marks.citations += [Citation(sentence, marker, (), ()) for marker in markers]
    block = block_quotation(text, start, end, markers, sentence)
    links = tuple(link._replace(marker=link.marker + first_marker) for link in block.links)
    marks.quotations.append(block._replace(links=links))
    for quotation in quotations_of(text, pairs, markers, citations.groups(markers, text), [], sentence):
        parent = first_quotation if quotation.parent is None else first_quotation + 1 + quotation.parent
        inherits = block.kind == "cited" and quotation.parent is None
        kind, links_of = (
            (block.kind, links)
            if inherits
            else (quotation.kind, tuple(link._replace(marker=link.marker + first_marker) for link in quotation.links))
        )
        marks.quotations.append(quotation._replace(parent=parent, kind=kind, links=links_of))


def _own_words(text: str, start: int, end: int, pairs: list[Pair]) -> str:
    """A sentence with what stands between quotation marks blotted out, every character in its place."""
    pieces = []
    at = start
    for opening, closing in pairs:
        if opening >= at:
            pieces += [text[at : opening + 1], "\x00" * (closing - opening - 1)]
            at = closing
    pieces.append(text[at:end])
    return "".join(pieces)


def _mentions(marks: Marks, outline: Outline, line_map: LineMap, matcher: Matcher) -> None:
    """Add the mentions in headings and paragraphs, each with its section, its sentence and its innermost quotation."""
    sections = [
        (*line_map.to_reading(*section.title), index)
        for index, section in enumerate(outline.sections)
        if section.title and section.section_kind != "keywords"
    ]
    headings = [start for start, _, _ in sections]
    sentences = [sentence.start for sentence in marks.sentences]
    quotations = [quotation.start for quotation in marks.quotations]
    for label in matcher.labels(line_map.reading):
        at = bisect_right(sentences, label.start) - 1
        if at >= 0 and label.end <= marks.sentences[at].end:
            section = outline.paragraphs[marks.sentences[at].paragraph].section
            quotation = _quotation_at(marks, bisect_left(quotations, label.start) - 1, at, label)
            marks.mentions.append(Mention(*label, section, at, quotation))
            continue
        at = bisect_right(headings, label.start) - 1
        if at >= 0 and label.end <= sections[at][1]:
            marks.mentions.append(Mention(*label, sections[at][2], None, None))


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


def _quotation_at(marks: Marks, last: int, sentence: int, label: Label) -> int | None:
    """The innermost quotation of a sentence that holds a label; `last` is the last one that begins before it."""
    for index in range(last, -1, -1):
        if marks.quotations[index].sentence != sentence:
            break
        if label.end < marks.quotations[index].end:
            return index
    return None


def _lost_note(paper_id: str, marker: Marker, offset: int) -> Finding:
    number = marker.works[0].number
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
