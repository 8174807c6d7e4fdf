"""A reference list cut into its entries: at the labels where it has them, else where names begin a new line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import and_
from typing import NamedTuple
from unicodedata import normalize

from pipeline.document import CJK, Span, strip
from pipeline.layers import Entry
from pipeline.structure.headings import label_of
from pipeline.structure.lines import TextLine
from pipeline.structure.references.beginnings import (
    FEWEST_IN_ORDER,
    Alphabet,
    begins_with_name,
    continues,
    ends_with_year,
    further_entries,
    has_ended,
    is_dated,
)
from pipeline.structure.references.dates import YEAR
from pipeline.structure.setting import Setting, paragraph_ends

_STYLES = {
    "square": re.compile(
        r"\\?[\[［〔【]\s?(?P<number>\d{1,3})\s?\\?[\]］〕】」』lI|]\s*[.．]?\s*|(?P<closed>\d{1,3})\\?[\]］〕】]\s*|\\?[\[［〔【](?P<open>\d{1,3})(?=[^\d\s\-/.．,，年]|\s+\D)\s*"
    ),
    "round": re.compile(r"(?:[(（]\s?(?P<number>\d{1,3})\s?|(?P<closed>\d{1,3}))[)）](?!\s*[,，:：;；.])\s*"),
    "dotted": re.compile(r"(?P<number>\d{1,3})\s?(?:\\?[.．、](?!\d)\s*|\s{2,}|\Z)"),
    "circled": re.compile(r"(?P<number>[①-⑳])\s*"),
}
_INLINE = re.compile(
    r"(?<=[.．。，,;；\])）\w/])\s{0,4}(\\?[\[［〔【]\s?(?P<number>\d{1,3})\s?\\?[\]］〕】」])\s*(?=\S)"
)
_LIKE_ENTRY = re.compile(
    rf"(?<!\d){YEAR}(?!\d)|[12][\dOolI]{{3}}[a-z]?[)）]|\b(?:n\.d\.|in press|forthcoming)|[\[［](?:[A-Z]|EB/OL|[A-Z]/OL)[\]］」]|https?://|出版社|待刊"
)
_OF_AUTHOR = re.compile(
    r"[\[【(（]?\s?(?:作者简介|作者單位|作者单位|通[讯信]作者|责任编辑|收稿日期|About the [Aa]uthors?|Authors?['’]? (?:bio|info)\w*|Corresponding author)"
)
SET_APART = 0.8
"""Where so many of the lines that are set apart begin with names, and as few others do, these are the entries."""
_IN_CHINESE = re.compile(r"[(\[（]in Chinese[^)\]]*[)\]）]\.?\s*\Z", re.IGNORECASE)


class Listed(NamedTuple):
    """The entries of a list, in printed order, and the spans of lines that belong to none."""

    entries: list[Entry]
    left: list[Span]


class _Start(NamedTuple):
    """Where an entry begins: its line, the offsets of its label and of its text, its number."""

    line: int
    start: int
    text: int
    number: str | None


def entries_of(source: str, lines: Sequence[TextLine], setting: Setting) -> Listed:
    """Cut the lines below the heading of a reference list into entries.

    The span of an entry runs from its label to its end, its text leaves the label out. Lines that are no entry (an
    English title and abstract behind the list, a note on the author) are given back as spans, one for each run.
    """
    if not lines:
        return Listed([], [])
    ends = paragraph_ends(lines, setting)
    labelled = _labelled(lines)
    starts = _with_lost_numbers(labelled, lines, ends) if labelled else _unlabelled(lines, setting, ends)
    entries: list[Entry] = []
    left: list[list[int]] = [[0, starts[0].line]] if starts and starts[0].line else []
    if not starts:
        return Listed([], [Span(lines[0].start, lines[-1].end)])
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        stop = following.line if following else len(lines)
        if following is None or _restarts(start, following) or start.number is None:
            stop = _end_of_last(lines, start, stop, setting, ends)
        end = following.start if following and following.line == start.line else lines[stop - 1].end
        if (
            following
            and following.line < len(lines)
            and stop == following.line
            and following.start > lines[following.line].start
        ):
            end = following.start
        span = strip(source, start.start, end)
        if start.number is None and not _LIKE_ENTRY.search(source[span.start : span.end]):
            if entries and not has_ended(lines[start.line - 1].text):
                above = entries[-1]
                entries[-1] = Entry(above.number, Span(above.span.start, span.end), Span(above.text.start, span.end))
            else:
                left.append([start.line, stop])
        else:
            text = strip(source, min(start.text, span.end), span.end)
            # Of an entry whose words are lost the number is left: citations of it still find it.
            entries.append(Entry(start.number, span, text if text.start < text.end else span))
        if stop < (following.line if following else len(lines)):
            left.append([stop, following.line if following else len(lines)])
    return Listed(entries, _runs(lines, left))


def _runs(lines: Sequence[TextLine], ranges: Sequence[Sequence[int]]) -> list[Span]:
    """Spans of ranges of lines, neighbours joined."""
    joined: list[list[int]] = []
    for first, stop in sorted(map(list, ranges)):
        if joined and joined[-1][1] >= first:
            joined[-1][1] = max(stop, joined[-1][1])
        elif first < stop:
            joined.append([first, stop])
    return [Span(lines[first].start, lines[stop - 1].end) for first, stop in joined]


def _labelled(lines: Sequence[TextLine]) -> list[_Start] | None:
    """The entries of a numbered list, in the style of label whose numbers run on best; None where it has none."""
    best: list[_Start] = []
    for style in _STYLES:
        starts = _of_style(lines, style)
        if len(starts) > len(best):
            best = starts
    # What is numbered further down is another list, in an appendix.
    best = best if best and best[0].line < 4 else []
    enough = len(best) >= max(2, len(lines) // 40) or (len(best) == 1 and best[0].line == 0 and len(lines) < 6)
    return best if best and enough else None


def _of_style(lines: Sequence[TextLine], style: str) -> list[_Start]:
    """The labels of one style in sequence: at line starts, and behind an entry's end within a line."""
    pattern = _STYLES[style]
    starts: list[_Start] = []
    last: int | None = None
    for index, line in enumerate(lines):
        match = pattern.match(line.text)
        if match:
            printed = next(group for group in match.groupdict().values() if group)
            number = int(normalize("NFKC", printed))
            if _follows(last, number, line, lines[index - 1] if index else None):
                starts.append(_Start(index, line.start, line.at(match.end()), str(number)))
                last = number
        if style == "square" and last is not None:
            for inside in _INLINE.finditer(line.text, match.end() if match else 0):
                if int(inside["number"]) == last + 1:
                    last += 1
                    starts.append(_Start(index, line.at(inside.start(1)), line.at(inside.end()), str(last)))
    return starts


def _with_lost_numbers(starts: list[_Start], lines: Sequence[TextLine], ends: Sequence[bool]) -> list[_Start]:
    """The same with the entries whose numbers are lost: as many paragraphs begin with names as numbers are skipped."""
    found = starts[:1]
    for before, start in pairwise(starts):
        skipped = int(start.number or 0) - int(before.number or 0) - 1
        if skipped > 0:
            between = [index for index in range(before.line + 1, start.line) if _is_whole(lines, index, ends)]
            if len(between) == skipped:
                numbers = range(int(before.number or 0) + 1, int(start.number or 0))
                found += (
                    _Start(index, lines[index].start, lines[index].start, str(number))
                    for index, number in zip(between, numbers, strict=True)
                )
        found.append(start)
    return found


def _is_whole(lines: Sequence[TextLine], index: int, ends: Sequence[bool]) -> bool:
    """True for a line that can begin an entry without its label."""
    text, previous = lines[index].text, lines[index - 1].text
    return (
        ends[index - 1]
        and has_ended(previous)
        and not continues(text, previous)
        and begins_with_name(text)
        and _LIKE_ENTRY.search(text) is not None
        and _IN_CHINESE.search(text) is None
    )


def _follows(last: int | None, number: int, line: TextLine, previous: TextLine | None) -> bool:
    """True for the next number, or one a little further on (entries lost), or a list that begins anew."""
    if last is None:
        return number <= 3 or previous is None
    if 0 < number - last <= 5 or number == last:
        return True
    # A second list: the paper repeats its references, or numbers its English ones from 1.
    return number <= last and (previous is None or has_ended(previous.text)) and len(line.text) > 12


def _restarts(start: _Start, following: _Start) -> bool:
    return start.number is not None and following.number is not None and int(following.number) <= int(start.number)


def _unlabelled(lines: Sequence[TextLine], setting: Setting, ends: Sequence[bool]) -> list[_Start]:
    """The entries of a list without numbers: names begin a line, and the line before has ended an entry."""
    dated = [is_dated(line.text) for line in lines]
    alphabet = Alphabet.of([line.text for line in lines], dated)
    apart = _set_apart(lines, dated)
    starts: list[_Start] = []
    complete = False
    for index, line in enumerate(lines):
        previous = lines[index - 1].text
        if not starts:
            begins = True
        elif apart:
            begins = apart[index]
        elif continues(line.text, previous):
            begins = False
        elif setting.unwrapped and (line.role or lines[index - 1].closes or has_ended(previous)):
            begins = True
        elif not has_ended(previous) or (
            dated[index - 1] and starts[-1].line == index - 1 and ends_with_year(previous)
        ):
            begins = dated[index] and complete and alphabet.is_kept and alphabet.fits(index)
        elif dated[index]:
            begins = complete or ends[index - 1]
        elif line.text.startswith("《") and sum(dated) >= FEWEST_IN_ORDER:
            # Where the year stands behind the names, a title stands behind it.
            begins = False
        else:
            begins = (ends[index - 1] or begins_with_name(line.text)) and alphabet.fits(index)
        if begins and not _repeats(line.text, lines, starts):
            starts.append(_Start(index, line.start, line.start, None))
            complete = False
        complete = complete or _LIKE_ENTRY.search(line.text) is not None
    return [part for start in starts for part in _parted(start, lines[start.line], dated[start.line])]


def _parted(start: _Start, line: TextLine, is_dated: bool) -> list[_Start]:
    """A beginning, and those that share its line."""
    further = further_entries(line.text) if is_dated else []
    return [start, *(_Start(start.line, line.at(at), line.at(at), None) for at in further)]


def _set_apart(lines: Sequence[TextLine], dated: Sequence[bool]) -> list[bool]:
    """Which lines the setting sets apart, by an indent that hangs or stands or by a blank line; none if names do not begin them."""
    named = [is_dated or begins_with_name(line.text) for is_dated, line in zip(dated, lines, strict=True)]
    for begin in (
        [not line.indented for line in lines],
        [line.indented for line in lines],
        [True, *(line.blank_after for line in lines[:-1])],
    ):
        apart = sum(begin)
        agree = sum(map(and_, begin, named)) > SET_APART * apart
        others = sum(is_dated and not begins for is_dated, begins in zip(dated, begin, strict=True))
        if begin[0] and 2 < apart < len(lines) and agree and others < (1 - SET_APART) * apart:
            return begin
    return []


def _repeats(text: str, lines: Sequence[TextLine], starts: Sequence[_Start]) -> bool:
    """True for an entry in English that only repeats the Chinese one before it, of the same year."""
    if not _IN_CHINESE.search(text) or not starts:
        return False
    before = lines[starts[-1].line].text
    years = set(re.findall(YEAR, before)) & set(re.findall(YEAR, text))
    return bool(years) and re.search(rf"[{CJK}]{{4}}", before) is not None


def _end_of_last(lines: Sequence[TextLine], start: _Start, stop: int, setting: Setting, ends: Sequence[bool]) -> int:
    """Where an entry ends that no label follows: at a paragraph's end behind which something else begins."""
    for index in range(start.line + 1, stop):
        line, previous = lines[index], lines[index - 1]
        if previous.end <= start.text:
            continue
        if label_of(line.text) or _OF_AUTHOR.match(line.text) or line.text.startswith("#"):
            return index
        ended = has_ended(previous.text) and (
            ends[index - 1] or previous.blank_after or setting.measure.stops_short(previous, line)
        )
        if ended and not (continues(line.text, previous.text) or _IN_CHINESE.search(line.text)) and start.number:
            return index
    return stop
