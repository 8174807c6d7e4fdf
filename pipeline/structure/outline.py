"""The outline of a paper: its sections, paragraphs, keywords, entries and gaps, as spans of the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from pipeline.document import Document, Span, language_of, strip
from pipeline.findings import Finding
from pipeline.layers import Gap, Outline, Paragraph, Section
from pipeline.structure import front_matter
from pipeline.structure.closing import LONGEST_TITLE
from pipeline.structure.furniture import without_furniture
from pipeline.structure.headings import Numbering, label_of, part_of_list, title_of
from pipeline.structure.keywords import classes_in, keyword_lines, keywords_of
from pipeline.structure.lines import TextLine, text_lines
from pipeline.structure.notes import NoteLines, cut, without_foot_notes
from pipeline.structure.parts import Part, labels_apart, parts_of
from pipeline.structure.references import entries_of
from pipeline.structure.setting import Setting, paragraph_ends, setting_of
from pipeline.structure.titles import depths_of, opens_abstract, titles_joined, words_of
from pipeline.structure.unnumbered import TOP, Depths, Heading, level_of

_APPENDIX = re.compile(r"(?:附录|附錄|Appendix|APPENDIX)\b|附[录錄]")
LONGEST_HEAD = 25
"""More lines than this above an abstract are the paper itself, and the abstract in another language stands behind it."""
_RUN_IN_MARK = re.compile(r"[.:：。]?\s*")


def outline_of(document: Document) -> Outline:
    """Read the structure of a document: front matter, headings, paragraphs, keywords, reference list, furniture.

    Every character of the source that is not a blank ends up in a section's, paragraph's, keyword's, entry's or
    gap's span.
    """
    unwrapped = document.source_format == "markdown"
    lines, gaps = without_furniture(text_lines(document), unwrapped=unwrapped)
    lines, foot_notes = without_foot_notes(lines)
    lines = labels_apart(lines)
    setting = setting_of(lines, unwrapped=unwrapped)
    parts = titles_joined(document.source, parts_of(lines, setting))
    reader = _Reader(document, setting, depths_of(document.source, parts), Outline(gaps=gaps))
    for part, following in zip(parts, [*parts[1:], None], strict=False):
        reader.read(part, following)
    if foot_notes:
        reader.foot(foot_notes)
    outline = reader.outline
    if not any(section.number or (section.section_kind == "body" and section.title) for section in outline.sections):
        message = "no heading was found: the paper is one section; add numbers to its headings, or correct them by hand"
        outline.findings.append(Finding("no-headings", "warning", message, document.paper_id, "sections", offset=0))
    outline.gaps += _markup(document, outline)
    return outline


class _Reader:
    """Adds one part after another to an outline, keeping the open sections of the tree."""

    def __init__(self, document: Document, setting: Setting, depths: Depths, outline: Outline) -> None:
        self.document = document
        self.setting = setting
        self.depths = depths
        self.outline = outline
        self.numbering = Numbering()
        self.open: list[int] = []

    @cached_property
    def language(self) -> str:
        """The paper's own language."""
        return language_of(self.document.source)

    def read(self, part: Part, following: Part | None) -> None:
        """Add a part's heading and what stands below it; `following` is the part behind it."""
        if part.label is not None:
            self._labelled(part)
        elif part.number is not None:
            self._numbered(part)
        elif not part.heading or self._is_title(part, following):
            lines = part.heading + part.body
            # What stands above the abstract is the paper's head, sentences too.
            head = not self.outline.sections and opens_abstract(following) and len(lines) <= LONGEST_HEAD
            (self._head if head else self._unheaded)(lines)
        else:
            self._marked(part)

    def _is_title(self, part: Part, following: Part | None) -> bool:
        """True for the paper's title, and for the one in the other language that stands above its abstract."""
        titled = any(section.section_kind == "title" for section in self.outline.sections)
        if not titled and not self.open:
            return True
        if not opens_abstract(following) and self._is_within():
            return False
        words = words_of(part)
        return language_of(words) != self.language and _APPENDIX.match(words) is None

    def _is_within(self) -> bool:
        """True in the middle of the paper, where no title stands: its text has begun, and no list closes it yet."""
        return self.outline.sections[-1].section_kind in ("body", "appendix") if self.outline.sections else False

    def _has_title(self, language: str) -> bool:
        """True where the paper's title in a language has been met."""
        source = self.document.source
        titles = [section.span for section in self.outline.sections if section.section_kind == "title"]
        return any(language_of(source[span.start : span.end]) == language for span in titles)

    def _numbered(self, part: Part) -> None:
        number = part.number
        if number is None:
            return
        first, last = part.heading[0], part.heading[-1]
        label = label_of(first.text[number.title :])
        kind = label.section_kind if label and label.section_kind != "keywords" else "body"
        end = first.at(number.end - 1) + 1 if number.end else last.end
        title = Span(first.at(number.title), end) if number.title < len(first.text) else None
        depth = self.numbering.add(number)
        self._section(kind, Span(first.start, end), title, depth, number.printed, number.end > 0)
        if number.end:
            rest = _RUN_IN_MARK.match(first.text, number.end)
            at = rest.end() if rest else number.end
            if rest and rest.group().strip():
                mark = first.at(number.end)
                self.outline.gaps.append(Gap("separator", Span(mark, mark + 1)))
            self._below(kind, (first.from_(at), *part.body))
        else:
            self._below(kind, part.body)

    def _marked(self, part: Part) -> None:
        """A heading without a number: at the top where the paper has no numbers, else below the open section."""
        span = Span(part.heading[0].start, part.heading[-1].end)
        words = words_of(part)
        kind = "appendix" if _APPENDIX.match(words) else "body"
        if not self.open or kind == "appendix":
            depth = 1
        elif self.numbering.open:
            depth = 1 if TOP.match(words) else len(self.numbering.open) + 1
        else:
            depth = self.depths.of_heading(Heading(words, level_of(self.document.source, part.heading[0])))
        if kind == "appendix":
            self.numbering = Numbering()
        self._section(kind, span, title_of(self.document.source, span), depth)
        self._below(kind, part.body)

    def _labelled(self, part: Part) -> None:
        line, label = part.heading[0], part.label
        if label is None:
            return
        titled = label.section_kind == "appendix" and not line.closes and len(line.text) <= LONGEST_TITLE
        run_in = label.rest < len(line.text) and not titled
        end = line.at(len(line.text[: label.rest].rstrip()) - 1) + 1 if run_in else line.end
        title = title_of(self.document.source, Span(line.start, line.end if titled else line.at(label.end - 1) + 1))
        span = strip(self.document.source, line.start, end)
        own = label.section_kind == "body"
        depth = len(self.numbering.open) + 1 if own and self.open else 1
        if own and not run_in and not self.numbering.open:
            depth = self.depths.of_heading(Heading(words_of(part), 0))
        if part_of_list(line.text) and self.outline.sections and self.outline.sections[-1].section_kind == "references":
            depth = 2
        self._section(label.section_kind, span, title, depth, run_in=run_in)
        if label.section_kind not in ("abstract", "keywords", "body"):
            self.numbering = Numbering()
        body = ((line.from_(label.rest),) if run_in else ()) + part.body
        self._below(label.section_kind, body)

    def _section(
        self, kind: str, span: Span, title: Span | None, depth: int, number: str | None = None, run_in: bool = False
    ) -> None:
        depth = min(depth, len(self.open) + 1)
        parent = self.open[depth - 2] if depth > 1 else None
        self.outline.sections.append(Section(kind, span, title, number, depth, parent, run_in))
        self.open[depth - 1 :] = [len(self.outline.sections) - 1]

    def _below(self, kind: str, lines: Sequence[TextLine]) -> None:
        """The lines below a heading, read as its kind asks."""
        if kind == "keywords":
            taken = keyword_lines(self.document.source, lines, self.setting)
            spans, marks = keywords_of(self.document.source, lines[:taken])
            self.outline.keywords += spans
            self.outline.gaps += [Gap("separator", mark) for mark in marks]
            if (classes := classes_in(self.document.source, lines[:taken])) is not None:
                self.outline.gaps.append(Gap("front-matter", classes))
            if lines[taken:]:
                self._unheaded(lines[taken:])
        elif kind == "references":
            self._entries(lines)
        elif kind == "notes":
            before, notes, square = cut(lines)
            self._paragraphs(before)
            if square and not any(note.note.number.isalpha() for note in notes):
                # Bracketed figures are what the text cites: these notes are its list.
                self._entries(lines[len(before) :])
            else:
                self._notes(notes, len(self.outline.sections) - 1)
        else:
            self._paragraphs(lines)

    def _unheaded(self, lines: Sequence[TextLine]) -> None:
        """Lines above the first heading, or after the keywords: the head of the paper, then perhaps its text."""
        head, start = len(lines), 0
        for index, end in enumerate(paragraph_ends(lines, self.setting)):
            if end:
                if front_matter.is_prose(lines[start : index + 1]):
                    head = start
                    break
                start = index + 1
        if head:
            self._head(lines[:head])
        if head < len(lines):
            at = lines[head].start
            self._section("body", Span(at, at), None, 1)
            self._paragraphs(lines[head:])

    def _head(self, lines: Sequence[TextLine]) -> None:
        title = front_matter.title_lines(lines)
        if title and self._has_title(language_of("".join(line.text for line in lines[:title]))):
            title = 0
        if title:
            span = Span(lines[0].start, lines[title - 1].end)
            self.outline.sections.append(Section("title", span, span))
        start = title
        for index in range(title, len(lines)):
            following = lines[index + 1] if index + 1 < len(lines) else None
            if following is None or self.setting.measure.stops_short(lines[index], following):
                self.outline.gaps.append(Gap("front-matter", Span(lines[start].start, lines[index].end)))
                start = index + 1

    def _paragraphs(self, lines: Sequence[TextLine], section: int | None = None) -> None:
        start = 0
        section = len(self.outline.sections) - 1 if section is None else section
        for index, end in enumerate(paragraph_ends(lines, self.setting)):
            if end:
                span = Span(lines[start].start, lines[index].end)
                self.outline.paragraphs.append(Paragraph(section, span, lines[start].role == "quotation"))
                start = index + 1

    def foot(self, notes: Sequence[NoteLines]) -> None:
        """Add the notes at the foot of pages: a section of notes that no heading opens."""
        at = notes[0].note.label.start
        self.setting = self.setting.with_ends([line for note in notes for line in note.lines])
        self.outline.sections.append(Section("notes", Span(at, at), None))
        self._notes(notes, len(self.outline.sections) - 1)
        self.outline.sections, self.outline.paragraphs = _in_order(self.outline.sections, self.outline.paragraphs)
        self.outline.notes.sort(key=lambda note: note.label)

    def _notes(self, notes: Sequence[NoteLines], section: int) -> None:
        for note, lines in notes:
            self.outline.notes.append(note)
            self.outline.gaps.append(Gap("note-label", strip(self.document.source, *note.label)))
            self._paragraphs(lines, section)

    def _entries(self, lines: Sequence[TextLine]) -> None:
        """Cut a reference list into its entries; what follows them may be the head in another language."""
        entries, left = entries_of(self.document.source, lines, self.setting)
        self.outline.entries += entries
        for span in left:
            rest = [line for line in lines if span.start <= line.start < span.end]
            text = "".join(line.text for line in rest)
            if front_matter.is_prose(rest) or (language_of(text) != self.language and text[0].isupper()):
                self._unheaded(rest)
            else:
                self.outline.gaps.append(Gap("boilerplate", span))


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
    return moved, sorted(
        (paragraph._replace(section=place[paragraph.section]) for paragraph in paragraphs),
        key=lambda paragraph: paragraph.span,
    )
