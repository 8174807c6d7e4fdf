"""Checks on what every row with a span promises: its span is its text, its id its place, and no character is lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, pairwise

from pipeline.checks.paper import Fault, Paper, Quotation, Section, Sentence, Unit, inside
from pipeline.checks.registry import LETTERS
from pipeline.document import Span, strip
from pipeline.line_map import LineMap

_PLACED_REFERENCE = re.compile(r"r\d{7}")
_SEPARATOR = re.compile(r"\W+")
_SHOWN = 60


def span_order(paper: Paper) -> Iterator[Fault]:
    for unit in paper.units:
        empty_allowed = unit.table_name == "sections"
        if not 0 <= unit.start <= unit.end <= len(paper.source) or (unit.start == unit.end and not empty_allowed):
            message = f"expected a span of at least one character within the {len(paper.source):,} of the source; found {unit.start} to {unit.end}. Correct what sets the span."
            yield Fault(unit.table_name, unit.row_id, unit.start, message, f"{unit.start}-{unit.end}")
    for section in paper.sections:
        if section.char_start == section.char_end and section.title is not None:
            message = f"expected no title where the heading's span is empty; found “{section.title}”. Give the span of the heading."
            yield Fault("sections", section.section_id, section.char_start, message, section.title)


def id_anchor(paper: Paper) -> Iterator[Fault]:
    for unit in paper.units:
        tail = unit.row_id.removeprefix(f"{paper.paper_id}-")
        if unit.table_name == "references" and not _PLACED_REFERENCE.match(tail):
            continue  # Known by its number, or by the key its curator gave.
        anchor = f"{LETTERS[unit.table_name]}{unit.start:07d}"
        if not tail.startswith(anchor):
            message = f"expected the id {paper.paper_id}-{anchor}, for the row begins at character {unit.start}; found {unit.row_id}. Make the id from the span."
            yield Fault(unit.table_name, unit.row_id, unit.start, message, unit.row_id)


def span_text(paper: Paper) -> Iterator[Fault]:
    for unit in paper.units:
        if unit.text is not None and (reading := paper.reading(unit.start, unit.end)) != unit.text:
            yield _differs(unit, reading, unit.text)
    for quotation in paper.quotations:
        yield from _quotation_text(paper, quotation)
    for section in paper.sections:
        yield from _heading_text(paper, section)
    for reference in paper.references:
        if reference.raw_text is not None and reference.char_start is not None and reference.char_end is not None:
            reading = paper.reading(reference.char_start, reference.char_end)
            if not reading.endswith(reference.raw_text):
                unit = Unit("references", reference.reference_id, reference.char_start, reference.char_end)
                yield _differs(unit, reading, reference.raw_text)


def tiling(paper: Paper) -> Iterator[Fault]:
    leaves = sorted(
        [
            *((row.char_start, row.char_end, "sentences", row.sentence_id) for row in paper.sentences),
            *((row.char_start, row.char_end, "sections", row.section_id) for row in paper.sections if row.char_end > row.char_start),
            *((row.char_start, row.char_end, "keywords", row.keyword_id) for row in paper.keywords),
            *_entries(paper),
        ]
    )  # fmt: skip
    in_notes = [leaf for leaf in leaves if inside(Span(leaf[0], leaf[1]), paper.note_spans)]
    for (_, end, _, before), (start, _, table, row_id) in chain(
        pairwise(in_notes), pairwise(sorted({*leaves} - {*in_notes}))
    ):
        if start < end:
            message = f"expected a character to stand in one leaf; found it in {before} and in {row_id}. End the first where the second begins."
            yield Fault(table, row_id, start, message, paper.source[start : min(end, start + _SHOWN)])
    yield from _crossing_gaps(paper, [Span(start, end) for start, end, _, _ in leaves])
    covered = sorted([*(Span(start, end) for start, end, _, _ in leaves), *paper.gap_spans])
    last = 0
    for start, end in [*covered, Span(len(paper.source), len(paper.source))]:
        if last < start:
            left = strip(paper.source, last, start)
            if left.start < left.end:
                lost = paper.source[left.start : left.end]
                message = f"expected every printed character in a sentence, heading, keyword, entry, note or gap; found {len(lost)} in none: “{_cut(lost)}”. Mark them, or name them as a gap."
                yield Fault("source_texts", paper.paper_id, left.start, message, _cut(lost))
        last = max(last, end)


def sentences_tile_paragraphs(paper: Paper) -> Iterator[Fault]:
    by_paragraph: dict[str, list[Sentence]] = {}
    for sentence in paper.sentences:
        by_paragraph.setdefault(sentence.paragraph_id, []).append(sentence)
    for paragraph in paper.paragraphs:
        sentences = sorted(by_paragraph.get(paragraph.paragraph_id, []), key=lambda sentence: sentence.char_start)
        for sentence in sentences:
            if sentence.section_id != paragraph.section_id:
                message = f"expected sentence {sentence.sentence_id} in {paragraph.section_id}, the section of its paragraph; found {sentence.section_id}. Give both one section."
                yield Fault("sentences", sentence.sentence_id, sentence.char_start, message, sentence.section_id)
        edges = [paragraph.char_start]
        for sentence in sentences:
            edges += [sentence.char_start, sentence.char_end]
        edges.append(paragraph.char_end)
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if start > end or _printed(paper, start, end):
                message = f"expected the sentences of the paragraph to follow one another from its start to its end; found characters {min(start, end)} to {max(start, end)} in {'two' if start > end else 'none'}. Cut the paragraph into sentences anew."
                found = _cut(paper.source[min(start, end) : max(start, end)])
                yield Fault("paragraphs", paragraph.paragraph_id, min(start, end), message, found)


def _differs(unit: Unit, reading: str, text: str) -> Fault:
    place = next(
        (index for index, (a, b) in enumerate(zip(reading, text, strict=False)) if a != b), min(len(reading), len(text))
    )
    start = max(0, place - 10)
    message = f"expected the reading text of characters {unit.start} to {unit.end}; found another text, from its character {place + 1} on: source “{_cut(reading[start:])}”, row “{_cut(text[start:])}”. Derive the text from the span."
    return Fault(unit.table_name, unit.row_id, unit.start, message, text)


def _quotation_text(paper: Paper, quotation: Quotation) -> Iterator[Fault]:
    unit = Unit("quotations", quotation.quotation_id, quotation.char_start, quotation.char_end)
    marks = paper.source[unit.start] + paper.source[unit.end - 1]
    if quotation.marks is not None and marks != quotation.marks:
        message = f"expected the quotation's span to begin and end with its marks “{quotation.marks}”; found “{marks}”. Set the span from mark to mark."
        yield Fault(unit.table_name, unit.row_id, unit.start, message, marks)
        return
    markers = sorted(
        {(row.char_start, row.char_end) for row in paper.citations if unit.start < row.char_start < unit.end}
    )
    inset = 0 if quotation.marks is None else 1
    edges = [unit.start + inset, *(edge for marker in markers for edge in marker), unit.end - inset]
    pieces = (paper.reading(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    reading = "".join(pieces) if not markers else " ".join(pieces)
    # Whether a blank stayed beside a marker that was taken out is no matter.
    text = quotation.text or ""
    if reading != text and (not markers or _unspaced(reading) != _unspaced(text)):
        yield _differs(unit, reading, text)


def _heading_text(paper: Paper, section: Section) -> Iterator[Fault]:
    reading = paper.reading(section.char_start, section.char_end)
    printed = _SEPARATOR.sub("", reading)
    expected = _SEPARATOR.sub("", (section.number or "") + (section.title or ""))
    if printed != expected:
        unit = Unit("sections", section.section_id, section.char_start, section.char_end)
        yield _differs(unit, reading, " ".join(filter(None, (section.number, section.title))))


def _entries(paper: Paper) -> Iterator[tuple[int, int, str, str]]:
    """Entries of the reference list and notes that no paragraph holds and that hold none."""
    paragraphs = sorted(Span(row.char_start, row.char_end) for row in paper.paragraphs)
    for unit in paper.units:
        if unit.table_name in {"references", "notes"}:
            after = bisect_left(paragraphs, (unit.end,))
            if after == 0 or paragraphs[after - 1].end <= unit.start:
                yield unit.start, unit.end, unit.table_name, unit.row_id


def _crossing_gaps(paper: Paper, leaves: list[Span]) -> Iterator[Fault]:
    """Gaps that overlap a leaf (unless they lie inside it, where a page's furniture interrupts it) or another gap."""
    ends_before = 0
    for gap in sorted(paper.gaps, key=lambda row: row.char_start):
        span = Span(gap.char_start, gap.char_end)
        after = bisect_left(leaves, (span.end,))
        touched = after > 0 and leaves[after - 1].end > span.start
        holder = inside(span, leaves)
        within = holder is not None and holder.start < span.start and span.end < holder.end
        if (touched and not within) or span.start < ends_before:
            message = f"expected a gap apart from every row and every other gap, or whole inside a leaf that it interrupts; found one over characters {span.start} to {span.end}, which stand elsewhere too. Cut it to what is in no row."
            yield Fault("gaps", gap.gap_id, span.start, message, _cut(paper.source[span.start : span.end]))
        ends_before = max(ends_before, span.end)


def _printed(paper: Paper, start: int, end: int) -> bool:
    """Whether a printed character outside the gaps stands in a stretch of the source."""
    return LineMap.of(paper.source, [Span(start, end)], paper.holes, paper.edits, paper.habits).reading != ""


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _cut(text: str) -> str:
    line = " ".join(text[:_SHOWN].split())
    return line if len(text) <= _SHOWN else line + "…"
