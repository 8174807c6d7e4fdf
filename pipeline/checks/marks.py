"""Checks on quotations, citations and what ties them: their places, their kinds, and that none of them is missed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.checks.paper import Fault, Paper, Quotation, inside
from pipeline.document import CJK, Span

SUPPORTING = frozenset({"inside", "direct", "shared"})
MOST_CHARACTERS = 12
MOST_WORDS = 4

# A single mark at a Latin word may be an apostrophe (`‘90s`, `‘tis`), else unless its partner follows with no mark between.
_MARK = re.compile(
    r"""[“”«»「」『』"]|(?<![A-Za-z0-9])‘(?!\d0s\b|[Tt]is\b|[Tt]was\b|n’)(?:(?![A-Za-z0-9])|(?=[^“”‘’«»「」『』"']*’(?![A-Za-z0-9])))"""
)
# No markers: a year or a date in brackets, a document's number (`[2021]56号`), an interval (`[0,1]`, `CI[4,5]`).
_MARKER = re.compile(
    r"(?<!CI)[\[［〔]\s*(?!0|(?:1\d|20)\d\d(?!\d))\d+(?:\s*[,，、;；\-–—~～]\s*\d+)*\s*[\]］〕](?!\s*\d+\s*号)"
)
_NOT_IN_TERM = re.compile(r"[，。；：？！,;:?!]|\.(?=\s|$)")
_CHINESE = re.compile(f"[{CJK}]")
_PAGE = re.compile(r"(?i)\bp\.?p?\.?\s*\d|页|^\d")


def sentence_in_quotation(paper: Paper) -> Iterator[Fault]:
    sentences = {row.sentence_id: row for row in paper.sentences}
    quotations = {row.quotation_id: row for row in paper.quotations}
    for row in paper.quotations:
        sentence = sentences.get(row.sentence_id)
        if sentence is None or row.char_start < sentence.char_start or sentence.char_end < row.char_end:
            message = f"expected the quotation whole in its sentence {row.sentence_id}; found it from character {row.char_start} to {row.char_end}. Let no sentence begin or end inside quotation marks."
            yield Fault("quotations", row.quotation_id, row.char_start, message, row.text)
        if row.parent_id is not None:
            parent = quotations.get(row.parent_id)
            within = parent is not None and parent.char_start < row.char_start and row.char_end < parent.char_end
            if not within or parent is None or parent.sentence_id != row.sentence_id:
                message = f"expected the nested quotation whole inside {row.parent_id} and in its sentence; found it outside. Pair the marks anew."
                yield Fault("quotations", row.quotation_id, row.char_start, message, row.text)


def sentence_in_marker(paper: Paper) -> Iterator[Fault]:
    sentences = {row.sentence_id: row for row in paper.sentences}
    for row in paper.citations:
        sentence = sentences.get(row.sentence_id)
        if sentence is None or row.char_start < sentence.char_start or sentence.char_end < row.char_end:
            message = f"expected the marker whole in its sentence {row.sentence_id}; found it from character {row.char_start} to {row.char_end}. Let no sentence end inside a marker."
            yield Fault("citations", row.citation_id, row.char_start, message, row.marker)


def marks_accounted(paper: Paper) -> Iterator[Fault]:
    accounted = {row.char_start for row in paper.quotations} | {row.char_end - 1 for row in paper.quotations}
    elsewhere = _elsewhere(paper)
    found = (match for row in paper.paragraphs for match in _MARK.finditer(paper.source, row.char_start, row.char_end))
    for match in found:
        offset = match.start()
        if offset in accounted or offset in paper.reported or inside(Span(offset, offset + 1), elsewhere):
            continue
        message = f"expected the quotation mark {match.group()} in a quotation, a heading, an entry, a note or a gap, or reported as unpaired; found it in none. Pair it, or report it."
        yield Fault("source_texts", paper.paper_id, offset, message, _around(paper, offset))


def markers_accounted(paper: Paper) -> Iterator[Fault]:
    accounted = sorted({Span(row.char_start, row.char_end) for row in paper.citations})
    elsewhere = _elsewhere(paper)
    for match in _MARKER.finditer(paper.source):
        span = Span(*match.span())
        if inside(span, accounted) or inside(span, elsewhere) or paper.reported.intersection(range(*span)):
            continue
        message = f"expected the marker {match.group()} in a citation, a heading, an entry, a note or a gap, or reported; found it in none. See whether it is a citation that was missed."
        yield Fault("source_texts", paper.paper_id, span.start, message, match.group())


def locator_parses(paper: Paper) -> Iterator[Fault]:
    for row in paper.citations:
        locator = unicodedata.normalize("NFKC", row.locator or "")
        pages = {int(number) for number in re.findall(r"\d+", locator)}
        first, last = row.page_first, row.page_last
        if first is None or last is None:
            printed = [int(number) for number in re.findall(r"\d+", locator)]
            sound = first == last and (not _PAGE.search(locator) or printed != sorted(printed))
        else:
            short = {
                number + first - first % 10**digits for number in pages for digits in range(1, 5) if number < 10**digits
            }
            sound = first <= last and first in pages and last in pages | short
        if not sound:
            message = f"expected page_first and page_last to be numbers of the locator “{row.locator or ''}”, in order; found {first} and {last}. Read the locator anew."
            yield Fault("citations", row.citation_id, row.char_start, message, row.locator)


def quotation_kind(paper: Paper) -> Iterator[Fault]:
    supported = {link.quotation_id for link in paper.links if link.position in SUPPORTING}
    for row in paper.quotations:
        if expected := _kind_fault(row, row.quotation_id in supported):
            message = f"expected {expected}; found the kind {row.kind}. Judge the quotation anew, by the first kind that fits."
            yield Fault("quotations", row.quotation_id, row.char_start, message, row.text)


def link_in_sentence(paper: Paper) -> Iterator[Fault]:
    quotations = {row.quotation_id: row for row in paper.quotations}
    citations = {row.citation_id: row for row in paper.citations}
    for link in paper.links:
        quotation, citation = quotations.get(link.quotation_id), citations.get(link.citation_id)
        if quotation is None or citation is None or quotation.sentence_id != citation.sentence_id:
            message = f"expected quotation and citation in one sentence of {paper.paper_id}; found them apart. A marker supports nothing in another sentence: remove the link."
            row_id = f"{link.quotation_id} {link.citation_id}"
            yield Fault("quotation_citations", row_id, quotation and quotation.char_start, message, link.position)


def citation_target(paper: Paper) -> Iterator[Fault]:
    for row in paper.citations:
        if row.reference_id is None and row.note_id is None and row.char_start not in paper.reported:
            message = f"expected a reference or a note that {row.marker} points to, or a finding that says why not; found none. Give it the row of what it cites, with list_status missing where no list has it."
            yield Fault("citations", row.citation_id, row.char_start, message, row.marker)


def dangling_reference(paper: Paper) -> Iterator[Fault]:
    cited = {row.reference_id for row in paper.citations} | {row.reference_id for row in paper.notes}
    for row in paper.references:
        # A number that two entries bear is reported by itself: its citations are linked to the first.
        twice = re.search(r"-r\d{3}-\d+\Z", row.reference_id) is not None
        if row.reference_id not in cited and not twice:
            what = "the list has it" if row.list_status == "listed" else "it is in no list"
            message = f"expected a citation of {row.reference_id}; found none, and {what}. See whether a marker was missed, or the paper does not cite it."
            yield Fault("references", row.reference_id, row.char_start, message, row.raw_text)


def _kind_fault(row: Quotation, supported: bool) -> str | None:
    """What the kind of a quotation should have and has not, None where all is well."""
    if supported != (row.kind == "cited"):
        return (
            "the kind cited, for a marker supports it"
            if supported
            else "a marker inside, right after or later in the sentence"
        )
    if row.kind == "attributed" and row.attributed_to is None:
        return "the speaker in attributed_to"
    if row.kind in {"term", "unsourced"}:
        if row.attributed_to is not None:
            return f"the kind attributed, for the sentence names {row.attributed_to}"
        if row.text is not None and _is_term(row.text) != (row.kind == "term"):
            return f"a term (at most {MOST_CHARACTERS} characters if any is Chinese, else {MOST_WORDS} words, with no stop or comma), or else the kind unsourced"
    return None


def _is_term(text: str) -> bool:
    if _NOT_IN_TERM.search(text):
        return False
    if _CHINESE.search(text):
        return len("".join(text.split())) <= MOST_CHARACTERS
    return len(text.split()) <= MOST_WORDS


def _elsewhere(paper: Paper) -> list[Span]:
    """Where marks and markers make no rows: headings, keywords, gaps, entries of the list, notes."""
    entries = (
        Span(unit.start, unit.end) for unit in paper.units if unit.table_name in {"references", "notes", "keywords"}
    )
    merged: list[Span] = []
    for span in sorted([*paper.headings, *entries, *paper.gap_spans]):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _around(paper: Paper, offset: int) -> str:
    return " ".join(paper.source[max(0, offset - 10) : offset + 20].split())
