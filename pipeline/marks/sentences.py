"""Sentences of a paragraph: they end at full stops, never inside quotation marks, brackets or markers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from pipeline.characters import FULL_STOPS
from pipeline.layers import Marker
from pipeline.marks.delimiters import Delimiters, Pair, paired

_OPENING = {"（": "(", "(": "(", "《": "《", "〈": "〈", "[": "[", "［": "[", "【": "【", "〔": "〔"}
_CLOSING = {"）": "(", ")": "(", "》": "《", "〉": "〈", "]": "[", "］": "[", "】": "【", "〕": "〔"}
_ALWAYS_ENDS = "。！？｡"
_CLOSERS = "”’\"'」』»›〞﹂﹄》〉）)]］】〕"
_QUOTED = "”’\"'」』»›"
_BLANK_OR_CLOSER = " " + _CLOSERS
_ONLY_A_NUMBER = re.compile(r"[\d.．()（）\[\]\s]*")
_PLACE = re.compile(
    r"[(（](?:同上|同前|[见見]|[Ii]bid\.?|[Ss]ee)?[，,:：]?\s*(?:第|[頁页卷章]|pp?\.|P\.|§|chs?\.|vol\.|line |l\. ?\d)[^（）()。]{1,30}[)）]"
)
"""Where a quotation stands in its work, printed behind it."""
_ROUND = "（([［【〔"
_GOES_ON = "，,；;：:、" + FULL_STOPS
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|[Cc]f|vs|viz|al|ed|eds|trans|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Inc|Ltd|Co|Corp|ibid|op|cit|approx|ca|c|n\.d|repr|rev|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|Ph\.D)|\b[A-Z]|\b[a-z]\.[a-z])\Z"
)
_MAY_END = re.compile(r"\b(?:p\.m|a\.m|U\.S|U\.K|etc|Inc|Ltd|Co|Corp|Jr|Sr|n\.d)\Z")
"""Abbreviations that a sentence may end with, where the next word is one that begins sentences."""
_BEGINS = re.compile(
    r"(?:The|It|In|This|These|Those|He|She|They|We|But|And|Neither|Nor|For|An?|As|At|On|If|When|While|However|Yet|No|Not|Such|"
    r"There|Here|Its|Their|Our|His|Her|What|Who|How|Why|So|To|By|From|With|All|Some|Most|Many|Each|Every|Both|Then|Thus|Now|Once|Later|Since|After|Before|Where|Even|Only|Nobody|Nothing|One|Another)\b"
)
_ASKED = re.compile(
    r" ?(?:[A-Z][\w’'-]+ ){1,3}(?:asks?|asked|says?|said|writes?|wrote|replie[sd]|answers?|answered|exclaim(?:s|ed)|adds?|added)\b"
)
_BEFORE_NUMBER = re.compile(
    r"\b(?:pp?|vols?|nos?|figs?|secs?|chs?|chap|eqs?|art|para|Vol|Nos?|Fig|Figs|Sec|Ch|Chap|Eq|Table|Art|Part)\Z"
)


def sentences_of(
    text: str, start: int, end: int, delimiters: Delimiters, pairs: Sequence[Pair], markers: Sequence[Marker]
) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`, one paragraph of a reading text, as spans without blanks at their edges.

    `delimiters` are the paragraph's, `pairs` its quotation marks (nested ones too), `markers` its citation markers.

    >>> text = "他说：“一。二。”三（见四。）五。[1] See p. 6 of Marx et al. (1844)."
    >>> from pipeline.characters import kinds_of
    >>> from pipeline.marks.citations import markers_of
    >>> from pipeline.marks.delimiters import delimiters_of
    >>> found = sentences_of(text, 0, len(text), delimiters_of(kinds_of(text)), [Pair(3, 8)], markers_of(text).found)
    >>> [text[start:end] for start, end in found]
    ['他说：“一。二。”', '三（见四。）五。[1]', 'See p. 6 of Marx et al. (1844).']
    """
    at = numbers_end = start
    by_start = {marker.start: marker for marker in markers}
    for candidate in _candidates(text, start, end, delimiters, pairs, by_start):
        if candidate <= at:
            continue
        if not text[at].isalpha() and _ONLY_A_NUMBER.fullmatch(text, numbers_end, candidate):
            numbers_end = candidate
            continue
        stop = candidate
        following = _printed_from(text, stop, end)
        if following in by_start or text[stop - 1] in _QUOTED:
            stop = _behind(text, stop, following, end, by_start)
            following = _printed_from(text, stop, end)
        yield at, stop
        at = numbers_end = following
    if at < end:
        yield at, end


def _behind(text: str, stop: int, following: int, end: int, by_start: Mapping[int, Marker]) -> int:
    """The end of what belongs to the sentence before it: markers or the place of a quotation, with a full stop of theirs."""
    if following in by_start:
        at = _with_markers(text, stop, end, by_start)
    else:
        place = _PLACE.match(text, following, end)
        at = place.end() if place else stop
    return at + 1 if stop < at < end and text[at] in FULL_STOPS else at


def _closed(text: str, delimiters: Delimiters, pairs: Sequence[Pair]) -> list[Pair]:
    """What no sentence ends in: outermost quotations and brackets with full stops in them, in order."""
    outer: list[Pair] = []
    for pair in pairs:
        if not outer or pair.opening > outer[-1].closing:
            outer.append(pair)
    stops = delimiters.full_stops
    found = [pair for pair in outer if _any_within(stops, pair)]
    for bracket in paired(text, delimiters.brackets, _OPENING, _CLOSING)[0]:
        if not _any_within(stops, bracket):
            continue
        inside = bisect_right(outer, bracket) - 1
        in_quotation = inside >= 0 and outer[inside].closing > bracket.opening
        across = inside + 1 < len(outer) and outer[inside + 1].opening < bracket.closing < outer[inside + 1].closing
        if not in_quotation and not across:
            found.append(bracket)
    found.sort()
    merged: list[Pair] = []
    for span in found:
        if not merged or span.opening > merged[-1].closing:
            merged.append(span)
    return merged


def _any_within(places: Sequence[int], pair: Pair) -> bool:
    place = bisect_left(places, pair.opening)
    return place < len(places) and places[place] < pair.closing


def _candidates(
    text: str, start: int, end: int, delimiters: Delimiters, pairs: Sequence[Pair], by_start: Mapping[int, Marker]
) -> Iterator[int]:
    """Places where a sentence may end, in order: after full stops, and after closed spans that end with one."""
    stops = [*delimiters.full_stops, end]
    begins = {marker.end: marker.start for marker in by_start.values()}
    place = 0
    for opening, closing in [*_closed(text, delimiters, pairs), Pair(end, end)]:
        while (first := stops[place]) < opening:
            stop = first + 1
            place += 1
            while stops[place] == stop < opening:
                stop += 1
                place += 1
            mark = text[stop - 1]
            while stop < opening and text[stop] in _CLOSERS:
                stop += 1
            if mark in _ALWAYS_ENDS or _ends(text, first, mark, _with_markers(text, stop, end, by_start), end):
                yield stop
        # A bracket ends a sentence only where it is one of its own; the title of a work never does.
        if closing < end and text[opening] not in "《〈":
            last = _last_character(text, opening + 1, closing, begins)
            if _may_follow(text, closing + 1, end, last) and not (
                text[opening] in _ROUND and _in_mid_sentence(text, start, opening, begins)
            ):
                yield closing + 1
        place = bisect_left(stops, closing, place)


def _in_mid_sentence(text: str, start: int, opening: int, begins: Mapping[int, int]) -> bool:
    """True where a bracket opens behind words that no full stop has closed."""
    last = _last_character(text, start, opening, begins)
    return last != "" and last not in FULL_STOPS


def _ends(text: str, first: int, mark: str, stop: int, end: int) -> bool:
    """Whether full stops (question marks …) from `first` end a sentence, by what stands around them.

    `mark` is the last of them, `stop` the place behind them and what belongs to them.
    """
    before = text[first - 1 : first]
    after = text[stop : stop + 1] if stop < end else ""
    chinese_before = bool(before) and not before.isascii() and (before.isalnum() or before in _CLOSERS)
    if after.isdigit() or after in ("/", "@"):
        return False
    if mark in "!?":
        return after in ("", " ") or not after.isascii() or chinese_before
    run_on = after.isupper() and text[first - 3 : first].islower() and text[stop + 1 : stop + 2].islower()
    if chinese_before or run_on:
        return True
    in_word = bool(after) and after != " " and after.isascii() and after not in "[("
    return not in_word and not _is_abbreviation(text, first, stop, end)


def _is_abbreviation(text: str, dot: int, stop: int, end: int) -> bool:
    rest = text[stop : stop + 20].lstrip(" ") if stop < end else ""
    following = rest[:1]
    word = text[max(0, dot - 12) : dot]
    if following.islower():
        return True
    if following and _ABBREVIATION.search(word):
        return not (_MAY_END.search(word) and _BEGINS.match(rest))
    return (following.isdigit() or following in "IVX") and following != "" and _BEFORE_NUMBER.search(word) is not None


def _last_character(text: str, start: int, end: int, begins: Mapping[int, int]) -> str:
    """The last character of a stretch of text, blanks, closing marks and citation markers notwithstanding.

    `begins` tells for the end of each marker where it begins.
    """
    at = end
    while at > start:
        if at in begins:
            at = begins[at]
        elif text[at - 1] in _BLANK_OR_CLOSER:
            at -= 1
        else:
            return text[at - 1]
    return ""


def _may_follow(text: str, at: int, end: int, last: str) -> bool:
    """Whether a sentence may begin behind a closed span, whose last character is given.

    It does not begin with a comma, nor in English with a small letter, nor with who asked what stands in the span.
    """
    if not last or last not in FULL_STOPS or (last in "?!？！" and _ASKED.match(text, at, end)):
        return False
    at = _printed_from(text, at, end)
    return at == end or (text[at] not in _GOES_ON and not ("a" <= text[at] <= "z"))


def _printed_from(text: str, at: int, end: int) -> int:
    """Where the next printed character stands."""
    while at < end and text[at] == " ":
        at += 1
    return at


def _with_markers(text: str, at: int, end: int, by_start: Mapping[int, Marker]) -> int:
    """The end of a sentence with the bracketed markers set behind its full stop."""
    while marker := by_start.get(_printed_from(text, at, end)):
        if marker.end > end or (marker.style == "author-year" and text[marker.start].isalnum()):
            break
        at = marker.end
    return at
