"""Cutting a paper at its headings: labels, numbers that continue the paper's own, headings that the format marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import BLANKS
from pipeline.structure.closing import LONGEST_TITLE
from pipeline.structure.headings import (
    MAY_BEGIN,
    Label,
    Number,
    Numbering,
    is_quantity,
    label_in,
    label_of,
    number_of,
    part_of_list,
    run_in_end,
    title_lines,
)
from pipeline.structure.lines import HEAD_LINES, TextLine
from pipeline.structure.setting import Setting
from pipeline.structure.unnumbered import LONGEST_CHINESE, TOP, heading_lines

_STOPPED = re.compile(r"[A-Z][\w’'-]*(?:,? [\w’'-]+){0,7}\.|[\u4e00-\u9fff“”、]{2,15}。")
"""A title in bold with a full stop, at the beginning of its paragraph."""
_REMARKS = re.compile(r"(?:说明|說明|备注|備註|附注|附註)[:：]")
"""The label of the remarks below a table, on a line of its own."""
_MAY_BEGIN = MAY_BEGIN.union("说說备備附")
_CLAUSES = re.compile("[，。；：]")
_COLON = re.compile(r"[ \u3000]*[:：]?[ \u3000]*")
_TWO_HEADINGS = re.compile(
    r"(?:\d{1,2}[.．、]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十][)）])[^，。；：,;:（()）\d]{3,40}"
    r"(?=[（(][1一][)）][^，。；：,;:（()）\d]{3,40}\Z)"
)
_LISTING = "，,；;、"
_MARKED = ("heading", "strong")
"""Roles of lines that the format sets as headings are set."""
_LISTS = ("references", "notes")
"""Kinds of section whose own lines are numbered."""
LONGEST_UNMARKED = 40
"""A numbered line that its Markdown does not mark as a heading is one only if it is as short as this."""


class Part(NamedTuple):
    """A heading with the lines below it, up to the next. Without a label and a number, a marked heading or none."""

    heading: tuple[TextLine, ...]
    label: Label | None
    number: Number | None
    body: tuple[TextLine, ...]


class _Heading(NamedTuple):
    lines: int
    label: Label | None
    number: Number | None


def parts_of(lines: Sequence[TextLine], setting: Setting) -> list[Part]:
    """The parts of a paper in printed order; the first may have no heading."""
    none = _Heading(0, None, None)
    headings = [(0, none), *_headings(lines, setting), (len(lines), none)]
    return [
        Part(tuple(lines[start : start + taken]), label, number, tuple(lines[start + taken : stop]))
        for (start, (taken, label, number)), (stop, _) in pairwise(headings)
        if start < stop
    ]


def _headings(lines: Sequence[TextLine], setting: Setting) -> Iterable[tuple[int, _Heading]]:
    """The headings of a paper, and the index of the line with which each begins."""
    numbering = Numbering()
    head = _head_lines(lines)
    below, kind = 0, ""
    for index, line in enumerate(lines):
        may_begin = line.text[0] in _MAY_BEGIN or line.role in _MARKED or kind == "references"
        if index < below or not (may_begin or _may_stand(line)):
            continue
        found = _heading_at(lines, index, setting, numbering, kind)
        if found is None and index >= head and kind not in _LISTS and _may_stand(line):
            taken = 0
            if (not numbering.open or TOP.match(line.text)) and not (kind == "keywords" and _head_lines(lines[index:])):
                taken = heading_lines(lines, index, setting, below_heading=index == below)
            found = _Heading(taken, None, None) if taken else None
        if found is None or (index < head and found.number is not None and line.role != "heading"):
            continue
        yield index, found
        if found.number is not None:
            numbering.add(found.number)
        elif found.label is not None and found.label.section_kind in ("abstract", "keywords"):
            numbering.interrupt()
        elif found.label is not None and found.label.section_kind != "body":
            numbering = Numbering()
        below, kind = index + found.lines, _kind(line, found)


def _may_stand(line: TextLine) -> bool:
    """True for a line that could be a heading though nothing marks it: it begins large, or is short, and closes no sentence."""
    begins = line.text[0].isupper() or (len(line.text) <= LONGEST_CHINESE and line.text[0] >= "\u4e00")
    return begins and line.role == "" and not line.closes


def _head_lines(lines: Sequence[TextLine]) -> int:
    """How many lines stand above the abstract: there a number belongs to an author's institute, not to a heading."""
    for index, line in enumerate(lines[:HEAD_LINES]):
        label = label_of(line.text)
        if label is not None and label.section_kind == "abstract":
            return index
    return 0


def _kind(line: TextLine, heading: _Heading) -> str:
    """The kind of section that a heading opens, as its label tells it; a number may stand before the label."""
    label = heading.label or (label_of(line.text[heading.number.title :]) if heading.number else None)
    return label.section_kind if label else ""


def _heading_at(
    lines: Sequence[TextLine], index: int, setting: Setting, numbering: Numbering, above: str
) -> _Heading | None:
    """The heading that begins at a line, if one does, in a section of the kind `above`."""
    line = lines[index]
    previous = lines[index - 1] if index else None
    at_paragraph = (
        previous is None or previous.closes or setting.measure.stops_short(previous, line)
        or (setting.apart and previous.blank_after)
    )  # fmt: skip
    label = strong_label(line) if line.role == "strong" else label_of(line.text) or _remarks(line.text)
    if above == "references" and label is None:
        label = part_of_list(line.text)
    if label is not None and (label.rest == len(line.text) or at_paragraph or _is_set_off(line.text, label)):
        return _Heading(1, label, None)
    number = number_of(line.text) if line.role == "heading" or not is_quantity(line.text) else None
    # A line of keywords may happen to be full: what opens the numbering below it is a heading all the same.
    opens = (
        above == "keywords" and number is not None and not numbering.open
        and previous is not None and previous.text[-1] not in _LISTING
    )  # fmt: skip
    if not at_paragraph and not opens and line.role != "heading":
        return None
    if number is not None and above in _LISTS and line.role != "heading" and not number.printed.startswith("第"):
        return None
    if number is not None and (numbering.accepts(number) or line.role == "heading"):
        below = len(number.value) > 1 or (len(numbering.open) > 0 and numbering.open[0][0] != number.style)
        if end := _bold_end(line, number) or (_run_in_end(lines, index, number, setting) if below else 0):
            return _Heading(1, None, number._replace(end=end))
        longest = LONGEST_UNMARKED if len(number.value) == 1 else LONGEST_TITLE
        marked = line.role == "heading" or not setting.unwrapped or len(line.text) <= longest
        taken = title_lines(lines, index, setting.measure) if marked else 0
        if taken or line.role == "heading":
            return _Heading(taken or 1, None, number)
    return _Heading(1, None, None) if line.role == "heading" else None


def _run_in_end(lines: Sequence[TextLine], index: int, number: Number, setting: Setting) -> int:
    """Where a title ends that its paragraph runs on from, 0 where none does; the next line may tell that it runs on."""
    line, following = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if line.role == "heading":
        return 0
    goes_on = following is not None and not setting.unwrapped and not setting.measure.stops_short(line, following)
    if not goes_on and not line.closes and len(line.text) <= LONGEST_TITLE and not _CLAUSES.search(line.text):
        return 0
    end = run_in_end(line.text + following.text if following and goes_on else line.text, number.title)
    return end if end < len(line.text) else 0


def _bold_end(line: TextLine, number: Number) -> int:
    """Where a numbered title in bold ends that its paragraph runs on from (`**1. 题。** 正文`), 0 where none does."""
    bold = line.places[1][0] if line.role == "strong" and len(line.places) > 1 else 0
    words = line.text[:bold].rstrip()
    return len(words) - 1 if words.endswith(("。", ".", "：", ":")) and len(words) > number.title + 1 else 0


def _remarks(text: str) -> Label | None:
    return Label("body", len(text) - 1, len(text)) if _REMARKS.fullmatch(text) else None


def _is_set_off(text: str, label: Label) -> bool:
    """True for a label of a paper's head that a colon or brackets set off, wherever the line above it ends."""
    marked = text[label.end : label.rest].strip(BLANKS) != "" or text[label.end - 1] in "]】〕］"
    return marked and label.section_kind in ("abstract", "keywords")


def strong_label(line: TextLine) -> Label | None:
    """The label that a line's bold beginning is: one that papers share, or any that bold sets apart as a heading.

    The bold words are a label where they have the line to themselves or end with a colon.
    """
    bold = line.places[1][0] if len(line.places) > 1 else len(line.text)
    words = line.text[:bold].rstrip()
    colon = _COLON.match(line.text, bold)
    rest = colon.end() if colon else bold
    shared = label_of(words)
    if shared is not None and shared.rest == len(words):
        return shared._replace(rest=rest)
    apart = bold == len(line.text) or words.endswith((":", "：")) or (colon is not None and colon.group().strip() != "")
    stopped = bold < len(line.text) and _STOPPED.fullmatch(words) is not None
    if not stopped and (not apart or words.endswith(("。", ".", "！", "？", "，", ","))):
        return None
    return Label("body", len(words.rstrip(":：.。")), rest)


def labels_apart(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, those of a head that run on into a label (`… 北京 100083摘要：…`) cut before it, two headings apart."""
    apart: list[TextLine] = []
    for index, line in enumerate(lines):
        at = label_in(line.text) if index < HEAD_LINES else None
        if at is None and ("（" in line.text or "(" in line.text):
            at = _second_heading(line.text)
        if at is None:
            apart.append(line)
        else:
            apart += [line.upto(at), line.from_(at)]
    return apart


def _second_heading(text: str) -> int | None:
    """Where, in a line that recognition made of two headings (`1.平台（1）骑手`), the second begins."""
    match = _TWO_HEADINGS.match(text) if len(text) <= LONGEST_UNMARKED * 2 else None
    return match.end() if match else None
