"""Quotations: what kind each is, which citation supports it and where that stands, and who says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.layers import Link, Marker, Quotation
from pipeline.marks.citations import LONGEST_GROUP, group
from pipeline.marks.delimiters import Pair
from pipeline.marks.sayings import Saying, speaker_of

_CHINESE = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NO_TERM = re.compile(r"[，。；：？！,;:?!]|\.(?=\s|\Z)")
_BETWEEN = re.compile(r"[\s，。；：、,.;:!?！？…—”’\"'」』》）)\]]{0,40}")
MOST_CHARACTERS_OF_A_TERM = 12
MOST_WORDS_OF_A_TERM = 4
_OF_A_NAME = re.compile(r"(?: et al\.| and others|等人?|[’']s? (?:words|phrase|terms?|formula))\Z")
"""What may stand between a name and the number that goes with it."""
_NARRATIVE = 24
"""How far before a number its authors' names and year may stand."""


def quotations_of(
    text: str,
    pairs: Sequence[Pair],
    markers: Sequence[Marker],
    here: range,
    sayings: Sequence[Saying],
    sentence: int = 0,
    first: int = 0,
) -> list[Quotation]:
    """The quotations of one sentence, in order of their opening marks.

    `pairs` and `sayings` are those of the sentence, `here` the indexes of its markers among all; links are indexes
    among these too, parents count from `first`, the index of the sentence's first quotation.

    >>> from pipeline.characters import kinds_of
    >>> from pipeline.marks.citations import markers_of
    >>> from pipeline.marks.delimiters import delimiters_of
    >>> from pipeline.marks.quotation_marks import pair
    >>> text = "是“自由的活动”，是“一种手段”([1], p. 162)，也是“一切的力量[2]”。"
    >>> pairs, markers = pair(text, delimiters_of(kinds_of(text)).quotation_marks).pairs, markers_of(text).found
    >>> for q in quotations_of(text, pairs, markers, range(2), []):
    ...     print(q.kind, q.text, q.links)
    cited 自由的活动 (Link(marker=0, position='shared'),)
    cited 一种手段 (Link(marker=0, position='direct'),)
    cited 一切的力量 (Link(marker=1, position='inside'),)
    """
    found: list[Quotation] = []
    above: list[int] = []
    openings = [opening for opening, _ in pairs]
    for opening, closing in pairs:
        while above and found[above[-1]].end <= opening:
            above.pop()
        outer = found[above[-1]] if above else None
        parent = first + above[-1] if above else None
        inside = _inside(markers, here, opening + 1, closing) if here else here
        words = _without_markers(text, opening + 1, closing, markers, inside).strip(
            "`'" if text[opening] == "`" else None
        )
        if outer is not None and outer.kind in ("cited", "attributed") and len(outer.links) <= LONGEST_GROUP:
            kind, speaker, links = outer.kind, outer.attributed_to, outer.links
        else:
            links = _links(text, closing, markers, here, inside)
            speaker = speaker_of(text, sayings, opening, closing + 1, openings)
            kind = "cited" if links else "attributed" if speaker else "term" if is_term(words) else "unsourced"
            if speaker and not links:
                links = _before(text, opening, speaker, markers, here)
        above.append(len(found))
        found.append(Quotation(opening, closing + 1, sentence, parent, kind, words, speaker, links))
    return found


def block_quotation(
    text: str, start: int, end: int, markers: Sequence[Marker], here: range, sentence: int
) -> Quotation:
    """The quotation that a whole paragraph is, where the format sets it as a block; markers behind it support it."""
    stop = end
    behind = here.stop
    while behind > here.start and not text[markers[behind - 1].end : stop].strip(" .。"):
        behind -= 1
        stop = markers[behind].start
    stop = start + len(text[start:stop].rstrip())
    links = tuple(Link(index, "direct") for index in range(behind, here.stop)) or tuple(
        Link(index, "inside") for index in here
    )
    kind = "cited" if links else "unsourced"
    inside = _without_markers(text, start, stop, markers, _inside(markers, here, start, stop))
    return Quotation(start, stop, sentence, None, kind, inside, None, links, marked=False)


def is_term(text: str) -> bool:
    """True for a word or phrase held up: short, and in it no stop or comma (annotation guide, Quotations).

    >>> is_term("蓄水池"), is_term("算法替人们安排好每一个钟头的劳动"), is_term("free labour"), is_term("一，二")
    (True, False, True, False)
    """
    if _NO_TERM.search(text):
        return False
    if _CHINESE.search(text):
        return len("".join(text.split())) <= MOST_CHARACTERS_OF_A_TERM
    return len(text.split()) <= MOST_WORDS_OF_A_TERM


def _inside(markers: Sequence[Marker], here: range, start: int, end: int) -> range:
    """The markers that stand between two places."""
    first = bisect_left(markers, (start,), here.start, here.stop)
    last = bisect_left(markers, (end,), first, here.stop)
    return range(first, last - 1 if last > first and markers[last - 1].end > end else last)


def _without_markers(text: str, start: int, end: int, markers: Sequence[Marker], inside: range) -> str:
    """What stands between the marks, without the citation markers that the author put inside."""
    pieces = []
    at = start
    for index in inside:
        pieces.append(text[at : markers[index].start])
        at = markers[index].end
    pieces.append(text[at:end])
    return "".join(pieces).strip()


def _before(text: str, opening: int, speaker: str, markers: Sequence[Marker], here: range) -> tuple[Link, ...]:
    """The nearest narrative citation before a quotation, where its author is the one who says it."""
    index = _inside(markers, here, 0, opening).stop - 1
    if index < here.start:
        return ()
    marker = markers[index]
    told = text[max(0, marker.start - _NARRATIVE) : marker.end]
    told_before = told[: -(marker.end - marker.start)].rstrip()
    if marker.style == "numeric":
        told_before = _OF_A_NAME.sub("", told_before)
        narrative = told_before.endswith((")", "）", _last_name(speaker)))
    else:
        narrative = marker.style == "author-year" and text[marker.start] not in "(（"
    return (Link(index, "before"),) if narrative and _last_name(speaker) in told else ()


def _last_name(speaker: str) -> str:
    return speaker.removesuffix(" et al.").split()[-1]


def _links(text: str, closing: int, markers: Sequence[Marker], here: range, inside: range) -> tuple[Link, ...]:
    """The markers inside the quotation, else the next group after it: direct, or shared with other quotations."""
    if inside:
        return tuple(Link(index, "inside") for index in inside)
    behind = bisect_left(markers, (closing + 1,), here.start, here.stop) if here else here.stop
    if behind == here.stop:
        return ()
    direct = _BETWEEN.fullmatch(text, closing + 1, markers[behind].start) is not None
    position = "direct" if direct else "shared"
    return tuple(Link(index, position) for index in group(text, markers, behind, here.stop))
