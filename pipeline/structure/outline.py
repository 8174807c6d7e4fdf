"""The outline of a paper: its sections, paragraphs, keywords and gaps, as spans of the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Document, Span, language_of, strip
from pipeline.findings import Finding
from pipeline.layers import Entry, Gap, Outline, Paragraph, Section
from pipeline.structure import front_matter
from pipeline.structure.headings import Label, Number, Numbering, label_of, number_of, title_lines
from pipeline.structure.lines import Setting, TextLine, closes, line_of, paragraph_ends, setting_of, text_lines


class _Part(NamedTuple):
    """A heading and the lines below it, up to the next heading."""

    heading: range
    label: Label | None
    number: Number | None
    body: range


def outline_of(document: Document) -> Outline:
    """Read the structure of a document: front matter, headings, paragraphs, keywords, reference list.

    Every character of the source that is not a blank ends up in a section's, paragraph's, keyword's, entry's or
    gap's span.
    """
    lines = text_lines(document)
    setting = setting_of(lines)
    outline = Outline()
    numbering = Numbering()
    open_sections: list[int] = []
    for part in _parts(lines, setting):
        body = lines[part.body.start : part.body.stop]
        if part.label is None and part.number is None:
            _unheaded(outline, body, setting)
        elif part.label is not None:
            _labelled(outline, document, lines, part, setting)
        elif part.number is not None:
            depth = numbering.add(part.number)
            parent = open_sections[depth - 2] if depth > 1 else None
            _numbered(outline, lines, part, depth, parent)
            open_sections[depth - 1 :] = [len(outline.sections) - 1]
            _paragraphs(outline, body, setting)
    if not any(section.number or (section.section_kind == "body" and section.title) for section in outline.sections):
        message = "no heading was found: the paper is one section; add numbers to its headings, or correct them by hand"
        outline.findings.append(Finding("no-headings", "warning", message, document.paper_id, "sections", offset=0))
    outline.sections, outline.paragraphs = _in_order(outline.sections, outline.paragraphs)
    return outline


def _parts(lines: Sequence[TextLine], setting: Setting) -> list[_Part]:
    """Cut the lines at their headings."""
    numbering = Numbering()
    starts: list[tuple[range, Label | None, Number | None]] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        previous = lines[index - 1] if index else None
        at_paragraph = previous is None or previous.closes or setting.measure.stops_short(previous, line)
        label = label_of(line.text)
        if label is not None and label.rest < len(line.text) and not at_paragraph:
            label = None
        number = number_of(line.text) if at_paragraph and label is None else None
        if label is not None:
            starts.append((range(index, index + 1), label, None))
        elif number is not None and numbering.accepts(number) and (taken := title_lines(lines, index, setting.measure)):
            numbering.add(number)
            starts.append((range(index, index + taken), None, number))
            index += taken
            continue
        index += 1
    parts = [_Part(range(0), None, None, range(starts[0][0].start if starts else len(lines)))]
    for at, (heading, label, number) in enumerate(starts):
        stop = starts[at + 1][0].start if at + 1 < len(starts) else len(lines)
        parts.append(_Part(heading, label, number, range(heading.stop, stop)))
    return [part for part in parts if len(part.heading) or len(part.body)]


def _numbered(outline: Outline, lines: Sequence[TextLine], part: _Part, depth: int, parent: int | None) -> None:
    first, last = lines[part.heading.start], lines[part.heading.stop - 1]
    number = part.number
    if number is None:
        return
    title = Span(first.start + number.title, last.end)
    label = label_of(first.text[number.title :])
    kind = label.section_kind if label and label.section_kind != "keywords" else "body"
    outline.sections.append(Section(kind, Span(first.start, last.end), title, number.printed, depth, parent))


def _labelled(outline: Outline, document: Document, lines: Sequence[TextLine], part: _Part, setting: Setting) -> None:
    line = lines[part.heading.start]
    label = part.label
    if label is None:
        return
    run_in = label.rest < len(line.text)
    span = strip(document.source, line.start, line.start + (label.rest if run_in else len(line.text)))
    word = re.search(r"\w.*\w", document.source[span.start : line.start + label.end])
    title = Span(span.start + word.start(), span.start + word.end()) if word else span
    outline.sections.append(Section(label.section_kind, span, title, run_in=run_in))
    body = list(lines[part.body.start : part.body.stop])
    if run_in:
        start = line.start + label.rest
        body.insert(0, line_of(line.text[label.rest :], start, line.page)._replace(blank_after=line.blank_after))
    if label.section_kind == "keywords":
        taken = _keyword_lines(body, setting)
        _keywords(outline, document, Span(body[0].start, body[taken - 1].end) if taken else None)
        if body[taken:]:
            _unheaded(outline, body[taken:], setting)
    elif label.section_kind == "references":
        _entries(outline, document, body, setting)
    else:
        _paragraphs(outline, body, setting)


def _unheaded(outline: Outline, lines: Sequence[TextLine], setting: Setting) -> None:
    """Lines above the first heading, or after the keywords: the head of the paper, then perhaps its text."""
    head = len(lines)
    start = 0
    for index, end in enumerate(paragraph_ends(lines, setting)):
        if end:
            if _is_prose(lines[start : index + 1]):
                head = start
                break
            start = index + 1
    if head:
        _head(outline, lines[:head], setting)
    if head < len(lines):
        at = lines[head].start
        outline.sections.append(Section("body", Span(at, at), None))
        _paragraphs(outline, lines[head:], setting)


def _is_prose(lines: Sequence[TextLine]) -> bool:
    """True for lines that read as a paragraph: they close a sentence, and are longer than a head's line."""
    text = "".join(line.text for line in lines)
    return len(text) > 40 and closes(text) and (len(text) > 300 or not front_matter.is_credit(text))


def _head(outline: Outline, lines: Sequence[TextLine], setting: Setting) -> None:
    title = front_matter.title_lines(lines)
    if title:
        span = Span(lines[0].start, lines[title - 1].end)
        outline.sections.append(Section("title", span, span))
    start = title
    for index in range(title, len(lines)):
        if index + 1 == len(lines) or setting.measure.stops_short(lines[index], lines[index + 1]):
            outline.gaps.append(Gap("front-matter", Span(lines[start].start, lines[index].end)))
            start = index + 1


def _keyword_lines(lines: Sequence[TextLine], setting: Setting) -> int:
    """How many lines the keywords take: up to the first that stops short without a separator, or changes script."""
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following is None or language_of(line.text) != language_of(following.text):
            return index + 1
        if setting.measure.stops_short(line, following) and line.text[-1] not in "，,；;、":
            return index + 1
    return 0


def _keywords(outline: Outline, document: Document, span: Span | None) -> None:
    if span is None:
        return
    text = document.source[span.start : span.end]
    separator = next(
        (found for found in (r"[；;]", r"[，,]", r"、", r"[ \u3000]{2,}|\n") if re.search(found, text)), None
    )
    if separator is None:
        separator = r"[ \u3000]+" if language_of(text) == "zh" else r"\Z"
    last = 0
    for match in [*re.finditer(separator, text), None]:
        keyword = strip(document.source, span.start + last, span.start + (match.start() if match else len(text)))
        if document.source[keyword.start : keyword.end].endswith((".", "。")):
            outline.gaps.append(Gap("separator", Span(keyword.end - 1, keyword.end)))
            keyword = Span(keyword.start, keyword.end - 1)
        if keyword.start < keyword.end:
            outline.keywords.append(keyword)
        if match is not None:
            mark = strip(document.source, span.start + match.start(), span.start + match.end())
            if mark.start < mark.end:
                outline.gaps.append(Gap("separator", mark))
            last = match.end()


def _paragraphs(outline: Outline, lines: Sequence[TextLine], setting: Setting) -> None:
    start = 0
    for index, end in enumerate(paragraph_ends(lines, setting)):
        if end:
            outline.paragraphs.append(Paragraph(len(outline.sections) - 1, Span(lines[start].start, lines[index].end)))
            start = index + 1


_ENTRY = re.compile(r"[\[［〔](\d{1,3})[\]］〕]\s*|(\d{1,3})[.．]\s+")


def _entries(outline: Outline, document: Document, lines: Sequence[TextLine], setting: Setting) -> None:
    """Cut a reference list into its entries: at the labels where it has them, else at paragraph ends."""
    labels = [_ENTRY.match(line.text) for line in lines]
    ends = paragraph_ends(lines, setting)
    starts = [at for at, label in enumerate(labels) if label] or [
        at for at in range(len(lines)) if at == 0 or ends[at - 1]
    ]
    if lines and (not starts or starts[0] > 0):
        starts.insert(0, 0)
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        span = Span(lines[start].start, lines[stop - 1].end)
        label = labels[start]
        text = strip(document.source, span.start + (label.end() if label else 0), span.end)
        outline.entries.append(Entry((label.group(1) or label.group(2)) if label else None, span, text))


def _in_order(sections: list[Section], paragraphs: list[Paragraph]) -> tuple[list[Section], list[Paragraph]]:
    """Sections in printed order, the indexes of parents and paragraphs following them."""
    order = sorted(range(len(sections)), key=lambda index: sections[index].span)
    place = {old: new for new, old in enumerate(order)}
    moved = [
        sections[index]._replace(parent=None if (parent := sections[index].parent) is None else place[parent])
        for index in order
    ]
    return moved, [Paragraph(place[section], span) for section, span in paragraphs]
