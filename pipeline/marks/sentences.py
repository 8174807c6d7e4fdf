"""Sentences of a paragraph: they end at full stops, never inside quotation marks, brackets or markers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pipeline.layers import Marker
from pipeline.marks.quotation_marks import Pair

_TERMINATOR = re.compile(r"[。！？!?．｡.]+")
_TERMINATORS = "。！？!?．｡."
_BRACKET = re.compile(r"[（(《〈\[［【〔）)》〉\]］】〕]")
_PARTNER = {"）": "（(", ")": "（(", "》": "《", "〉": "〈", "]": "[［", "］": "[［", "】": "【", "〕": "〔"}
_CLOSERS = "”’\"'」』»》〉）)]］】〕"
_ONLY_A_NUMBER = re.compile(r"[\d.．()（）\[\]\s]+")
_ROUND = "（([［【〔"
_GOES_ON = "，,；;：:、"
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|[Cc]f|vs|viz|al|ed|eds|trans|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Inc|Ltd|Co|Corp|ibid|op|cit|approx|ca|c|n\.d|repr|rev|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|Ph\.D)|\b[A-Z]|\b[a-z]\.[a-z])\Z"
)
_MAY_END = re.compile(r"\b(?:p\.m|a\.m|U\.S|U\.K|etc|Inc|Ltd|Co|Corp|Jr|Sr|n\.d)\Z")
"""Abbreviations that a sentence may end with, where the next word is one that begins sentences."""
_BEGINS = re.compile(
    r"(?:The|It|In|This|These|Those|He|She|They|We|But|And|Neither|Nor|For|An?|As|At|On|If|When|While|However|Yet|No|Not|Such|"
    r"There|Here|Its|Their|Our|His|Her|What|Who|How|Why|So|To|By|From|With|All|Some|Most|Many|Each|Every|Both)\b"
)
_ASKED = re.compile(
    r" ?(?:[A-Z][\w’'-]+ ){1,3}(?:asks?|asked|says?|said|writes?|wrote|replie[sd]|answers?|answered|exclaim(?:s|ed)|adds?|added)\b"
)
_BEFORE_NUMBER = re.compile(
    r"\b(?:pp?|vols?|nos?|figs?|secs?|chs?|chap|eqs?|art|para|Vol|Nos?|Fig|Figs|Sec|Ch|Chap|Eq|Table|Art|Part)\Z"
)


def sentences_of(
    text: str, start: int, end: int, pairs: Sequence[Pair], markers: Sequence[Marker]
) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`, one paragraph of a reading text, as spans without blanks at their edges.

    `pairs` are the paragraph's quotation marks (nested ones too), `markers` its citation markers, both in order.

    >>> text = "他说：“一。二。”三（见四。）五。[1] See p. 6 of Marx et al. (1844)."
    >>> from pipeline.marks.citations import markers_of
    >>> [text[a:b] for a, b in sentences_of(text, 0, len(text), [Pair(3, 8)], markers_of(text).found)]
    ['他说：“一。二。”', '三（见四。）五。[1]', 'See p. 6 of Marx et al. (1844).']
    """
    closed = _closed(text, start, end, pairs)
    at = start
    for candidate in _candidates(text, start, end, closed, markers):
        if candidate <= at or _ONLY_A_NUMBER.fullmatch(text, at, candidate):
            continue
        stop = _with_markers(text, candidate, end, markers)
        yield at, stop
        at = stop
        while at < end and text[at] == " ":
            at += 1
    if at < end:
        yield at, end


def _closed(text: str, start: int, end: int, pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """What no sentence ends in: outermost quotations and brackets, as (opening, closing), in order."""
    outer: list[tuple[int, int]] = []
    for pair in pairs:
        if not outer or pair.opening > outer[-1][1]:
            outer.append(pair)
    brackets: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text, start, end):
        bracket, at = match.group(), match.start()
        partner = _PARTNER.get(bracket)
        if partner is None:
            waiting.append((bracket, at))
            continue
        depth = next((i for i in range(len(waiting) - 1, -1, -1) if waiting[i][0] in partner), None)
        if depth is not None:
            brackets.append((waiting[depth][1], at))
            del waiting[depth:]
    found = list(outer)
    for opening, closing in brackets:
        inside = bisect_right(outer, (opening, closing)) - 1
        in_quotation = inside >= 0 and outer[inside][1] > opening
        across = inside + 1 < len(outer) and outer[inside + 1][0] < closing < outer[inside + 1][1]
        if not in_quotation and not across:
            found.append((opening, closing))
    found.sort()
    merged: list[tuple[int, int]] = []
    for span in found:
        if not merged or span[0] > merged[-1][1]:
            merged.append(span)
    return merged


def _candidates(
    text: str, start: int, end: int, closed: Sequence[tuple[int, int]], markers: Sequence[Marker]
) -> Iterator[int]:
    """Places where a sentence may end, in order: after full stops, and after closed spans that end with one."""
    at = start
    for opening, closing in [*closed, (end, end)]:
        for match in _TERMINATOR.finditer(text, at, opening):
            stop = match.end()
            while stop < opening and text[stop] in _CLOSERS:
                stop += 1
            behind = _with_markers(text, stop, end, markers)
            if _ends(text, match, behind, end) if behind > stop else _ends(text, match, stop, end):
                yield stop
        if closing < end and _may_follow(text, closing + 1, end, _last_character(text, opening + 1, closing, markers)):
            # A bracket ends a sentence only where it is one of its own; the title of a work never does.
            in_sentence = text[opening] in _ROUND and _in_mid_sentence(text, start, opening, markers)
            if not in_sentence and text[opening] not in "《〈":
                yield closing + 1
        at = closing + 1


def _in_mid_sentence(text: str, start: int, opening: int, markers: Sequence[Marker]) -> bool:
    """True where a bracket opens behind words that no full stop has closed."""
    last = _last_character(text, start, opening, markers)
    return last != "" and last not in _TERMINATORS


def _ends(text: str, match: re.Match[str], stop: int, end: int) -> bool:
    """Whether the full stop (question mark …) ends a sentence, by what stands around it."""
    mark = match.group()[-1]
    if mark in "。！？｡":
        return True
    before = text[match.start() - 1 : match.start()]
    after = text[stop : stop + 1] if stop < end else ""
    chinese_before = bool(before) and not before.isascii() and (before.isalnum() or before in _CLOSERS)
    if after.isdigit() or after in ("/", "@"):
        return False
    if mark in "!?":
        return after in ("", " ") or not after.isascii() or chinese_before
    run_on = (
        after.isupper() and text[match.start() - 3 : match.start()].islower() and text[stop + 1 : stop + 2].islower()
    )
    if chinese_before or run_on:
        return True
    in_word = bool(after) and after != " " and after.isascii() and after not in "[("
    return not in_word and not _is_abbreviation(text, match.start(), stop, end)


def _is_abbreviation(text: str, dot: int, stop: int, end: int) -> bool:
    rest = text[stop : stop + 20].lstrip(" ") if stop < end else ""
    following = rest[:1]
    word = text[max(0, dot - 12) : dot]
    if following.islower():
        return True
    if following and _ABBREVIATION.search(word):
        return not (_MAY_END.search(word) and _BEGINS.match(rest))
    return (following.isdigit() or following in "IVX") and following != "" and _BEFORE_NUMBER.search(word) is not None


def _last_character(text: str, start: int, end: int, markers: Sequence[Marker]) -> str:
    """The last character of a stretch of text, blanks, closing marks and citation markers notwithstanding."""
    at = end
    while at > start:
        if marker := _marker_ending(markers, at):
            at = marker.start
        elif text[at - 1] in " " + _CLOSERS:
            at -= 1
        else:
            return text[at - 1]
    return ""


def _may_follow(text: str, at: int, end: int, last: str) -> bool:
    """Whether a sentence may begin behind a closed span, whose last character is given.

    It does not begin with a comma, nor in English with a small letter, nor with who asked what stands in the span.
    """
    following = text[at:end].lstrip(" ")[:1]
    if not last or last not in _TERMINATORS or (last in "?!？！" and _ASKED.match(text, at, end)):
        return False
    return following == "" or (
        following not in _GOES_ON + _TERMINATORS and not (following.islower() and following.isascii())
    )


def _marker_ending(markers: Sequence[Marker], at: int) -> Marker | None:
    index = bisect_left(markers, at, key=lambda marker: marker.end)
    return markers[index] if index < len(markers) and markers[index].end == at else None


def _with_markers(text: str, at: int, end: int, markers: Sequence[Marker]) -> int:
    """The end of a sentence with the bracketed markers set behind its full stop."""
    index = bisect_left(markers, at, key=lambda marker: marker.start)
    for marker in markers[index:]:
        if (
            marker.end > end
            or text[at : marker.start].strip()
            or (marker.style == "author-year" and text[marker.start].isalnum())
        ):
            break
        at = marker.end
    return at
