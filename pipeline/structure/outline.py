"""The outline of a paper: its sections, paragraphs, keywords, entries and gaps, as spans of the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Document, Span, language_of, strip
from pipeline.findings import Finding
from pipeline.layers import Entry, Gap, Outline, Paragraph, Section
from pipeline.structure import front_matter
from pipeline.structure.furniture import without_furniture
from pipeline.structure.headings import Numbering, label_of
from pipeline.structure.keywords import keyword_lines, keywords_of
from pipeline.structure.lines import Setting, TextLine, closes, paragraph_ends, setting_of, text_lines
from pipeline.structure.parts import Part, parts_of

_CLOSING_WORDS = re.compile(
    r"(?:结语|結語|结束语|结论|結論|余论|小结|讨论|Conclusions?|Discussion|Introduction|引言|导言|前言|绪论)\W*\Z"
)
_WORD = re.compile(r"\w(?:.*\w)?", re.DOTALL)


def outline_of(document: Document) -> Outline:
    """Read the structure of a document: front matter, headings, paragraphs, keywords, reference list, furniture.

    Every character of the source that is not a blank ends up in a section's, paragraph's, keyword's, entry's or
    gap's span.
    """
    lines, gaps = without_furniture(text_lines(document))
    setting = setting_of(lines, unwrapped=document.source_format == "markdown")
    reader = _Reader(document, setting, Outline(gaps=gaps))
    for part in _with_titles_joined(parts_of(lines, setting)):
        reader.read(part)
    outline = reader.outline
    if not any(section.number or (section.section_kind == "body" and section.title) for section in outline.sections):
        message = "no heading was found: the paper is one section; add numbers to its headings, or correct them by hand"
        outline.findings.append(Finding("no-headings", "warning", message, document.paper_id, "sections", offset=0))
    outline.sections, outline.paragraphs = _in_order(outline.sections, outline.paragraphs)
    outline.gaps += _markup(document, outline)
    return outline


def _with_titles_joined(parts: Sequence[Part]) -> list[Part]:
    """The parts, a marked heading that follows another with nothing between taken as the rest of its title."""
    joined: list[Part] = []
    for part in parts:
        above = joined[-1] if joined else None
        plain = part.label is None and part.number is None and len(part.heading) > 0
        if plain and above and above.heading and not above.body and above.label is None and above.number is None:
            joined[-1] = part._replace(heading=above.heading + part.heading)
        else:
            joined.append(part)
    return joined


class _Reader:
    """Adds one part after another to an outline, keeping the open sections of the tree."""

    def __init__(self, document: Document, setting: Setting, outline: Outline) -> None:
        self.document = document
        self.setting = setting
        self.outline = outline
        self.language = language_of(document.source)
        self.numbering = Numbering()
        self.open: list[int] = []

    def read(self, part: Part) -> None:
        """Add a part's heading and what stands below it."""
        if part.label is not None:
            self._labelled(part)
        elif part.number is not None:
            self._numbered(part)
        elif not part.heading:
            self._unheaded(part.body)
        elif self._is_title(part):
            self._unheaded(part.heading + part.body)
        else:
            self._marked(part)

    def _is_title(self, part: Part) -> bool:
        """True for the paper's title, and for the one in the other language that stands above its abstract."""
        titled = any(section.section_kind == "title" for section in self.outline.sections)
        words = "".join(line.text for line in part.heading)
        return (not titled and not self.open) or language_of(words) != self.language

    def _numbered(self, part: Part) -> None:
        number = part.number
        if number is None:
            return
        first, last = part.heading[0], part.heading[-1]
        label = label_of(first.text[number.title :])
        kind = label.section_kind if label and label.section_kind != "keywords" else "body"
        title = Span(first.at(number.title), last.end) if number.title < len(first.text) else None
        depth = self.numbering.add(number)
        self._section(Section(kind, Span(first.start, last.end), title, number.printed), depth)
        self._below(kind, part.body)

    def _marked(self, part: Part) -> None:
        """A heading without a number: at the top where the paper has no numbers, else below the open section."""
        span = Span(part.heading[0].start, part.heading[-1].end)
        words = "".join(line.text for line in part.heading)
        depth = 1 if not self.open or _CLOSING_WORDS.search(words) else len(self.numbering.open) + 1
        self._section(Section("body", span, _title_of(self.document.source, span)), depth)
        self._below("body", part.body)

    def _labelled(self, part: Part) -> None:
        line, label = part.heading[0], part.label
        if label is None:
            return
        run_in = label.rest < len(line.text)
        end = line.at(label.rest - 1) + 1 if run_in else line.end
        title = _title_of(self.document.source, Span(line.start, line.at(label.end - 1) + 1))
        span = strip(self.document.source, line.start, end)
        self._section(Section(label.section_kind, span, title, run_in=run_in), 1)
        if label.section_kind not in ("abstract", "keywords"):
            self.numbering = Numbering()
        body = ((line.from_(label.rest),) if run_in else ()) + part.body
        self._below(label.section_kind, body)

    def _section(self, section: Section, depth: int) -> None:
        depth = min(depth, len(self.open) + 1)
        parent = self.open[depth - 2] if depth > 1 else None
        self.outline.sections.append(section._replace(depth=depth, parent=parent))
        self.open[depth - 1 :] = [len(self.outline.sections) - 1]

    def _below(self, kind: str, lines: Sequence[TextLine]) -> None:
        """The lines below a heading, read as its kind asks."""
        if kind == "keywords":
            taken = keyword_lines(lines, self.setting)
            spans, marks = keywords_of(self.document.source, lines[:taken])
            self.outline.keywords += spans
            self.outline.gaps += [Gap("separator", mark) for mark in marks]
            if lines[taken:]:
                self._unheaded(lines[taken:])
        elif kind == "references":
            self._entries(lines)
        else:
            self._paragraphs(lines)

    def _unheaded(self, lines: Sequence[TextLine]) -> None:
        """Lines above the first heading, or after the keywords: the head of the paper, then perhaps its text."""
        head, start = len(lines), 0
        for index, end in enumerate(paragraph_ends(lines, self.setting)):
            if end:
                if _is_prose(lines[start : index + 1]):
                    head = start
                    break
                start = index + 1
        if head:
            self._head(lines[:head])
        if head < len(lines):
            at = lines[head].start
            self._section(Section("body", Span(at, at), None), 1)
            self._paragraphs(lines[head:])

    def _head(self, lines: Sequence[TextLine]) -> None:
        title = front_matter.title_lines(lines)
        if title:
            span = Span(lines[0].start, lines[title - 1].end)
            self.outline.sections.append(Section("title", span, span))
        start = title
        for index in range(title, len(lines)):
            following = lines[index + 1] if index + 1 < len(lines) else None
            if following is None or self.setting.measure.stops_short(lines[index], following):
                self.outline.gaps.append(Gap("front-matter", Span(lines[start].start, lines[index].end)))
                start = index + 1

    def _paragraphs(self, lines: Sequence[TextLine]) -> None:
        start = 0
        section = len(self.outline.sections) - 1
        for index, end in enumerate(paragraph_ends(lines, self.setting)):
            if end:
                self.outline.paragraphs.append(Paragraph(section, Span(lines[start].start, lines[index].end)))
                start = index + 1

    def _entries(self, lines: Sequence[TextLine]) -> None:
        """Cut a reference list into its entries: at the labels where it has them, else at paragraph ends."""
        labels = [_ENTRY.match(line.text) for line in lines]
        ends = paragraph_ends(lines, self.setting)
        starts = [at for at, label in enumerate(labels) if label] or [
            at for at in range(len(lines)) if at == 0 or ends[at - 1]
        ]
        if lines and (not starts or starts[0] > 0):
            starts.insert(0, 0)
        for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
            span = Span(lines[start].start, lines[stop - 1].end)
            label = labels[start]
            text = strip(self.document.source, lines[start].at(label.end()) if label else span.start, span.end)
            number = (label.group(1) or label.group(2)) if label else None
            self.outline.entries.append(Entry(number, span, text))


_ENTRY = re.compile(r"[\[［〔](\d{1,3})[\]］〕]\s*|(\d{1,3})[.．]\s+")


def _title_of(source: str, span: Span) -> Span:
    """The words of a heading, without the brackets and colon that set them off."""
    word = _WORD.search(source, span.start, span.end)
    return Span(*word.span()) if word else span


def _is_prose(lines: Sequence[TextLine]) -> bool:
    """True for lines that read as a paragraph: they close a sentence, and are longer than a head's line."""
    text = "".join(line.text for line in lines)
    return len(text) > 40 and closes(text) and (len(text) > 300 or not front_matter.is_credit(text))


def _markup(document: Document, outline: Outline) -> list[Gap]:
    """What edits leave out at the edges of everything: the markup that stands in no other row."""
    if not document.edits:
        return []
    spans = sorted(
        [section.span for section in outline.sections] + [paragraph.span for paragraph in outline.paragraphs]
        + [entry.span for entry in outline.entries] + outline.keywords + [gap.span for gap in outline.gaps]
    )  # fmt: skip
    gaps = []
    at = 0
    for edit in document.edits:
        while at < len(spans) and spans[at].end <= edit.start:
            at += 1
        inside = at < len(spans) and spans[at].start <= edit.start and edit.end <= spans[at].end
        span = strip(document.source, edit.start, edit.end)
        if not inside and span.start < span.end:
            gaps.append(Gap("markup", span))
    return gaps


def _in_order(sections: list[Section], paragraphs: list[Paragraph]) -> tuple[list[Section], list[Paragraph]]:
    """Sections in printed order, the indexes of parents and paragraphs following them."""
    order = sorted(range(len(sections)), key=lambda index: sections[index].span)
    place = {old: new for new, old in enumerate(order)}
    moved = [
        sections[index]._replace(parent=None if (parent := sections[index].parent) is None else place[parent])
        for index in order
    ]
    return moved, [Paragraph(place[section], span) for section, span in paragraphs]
