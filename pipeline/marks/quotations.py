"""Quotations: what kind each is, which citation supports it and where that stands, and who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layers import Link, Marker, Quotation
from pipeline.marks.quotation_marks import Pair
from pipeline.marks.speakers import Saying, speaker_of

_CHINESE = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NO_TERM = re.compile(r"[，。；：？！,;:?!]|\.(?=\s|\Z)")
_BETWEEN = re.compile(r"[\s，。；：、,.;:!?！？…—”’\"'」』》）)\]]*")
MOST_CHARACTERS_OF_A_TERM = 12
MOST_WORDS_OF_A_TERM = 4
_NARRATIVE = 24
"""How far before a number its authors' names and year may stand."""


def quotations_of(
    text: str,
    pairs: Sequence[Pair],
    markers: Sequence[Marker],
    groups: Sequence[range],
    sayings: Sequence[Saying],
    sentence: int = 0,
) -> list[Quotation]:
    """The quotations of one sentence, in order of their opening marks.

    `pairs`, `markers`, `groups` (adjacent markers) and `sayings` are those of the sentence; parents and links are
    indexes in these lists.

    >>> from pipeline.marks.citations import groups, markers_of
    >>> from pipeline.marks.quotation_marks import pair
    >>> text = "是“自由的活动”，是“一种手段”([1], p. 162)，也是“一切的力量[2]”。"
    >>> found = markers_of(text).found
    >>> for q in quotations_of(text, pair(text, 0, len(text)).pairs, found, groups(found, text), []):
    ...     print(q.kind, q.text, q.links)
    cited 自由的活动 (Link(marker=0, position='shared'),)
    cited 一种手段 (Link(marker=0, position='direct'),)
    cited 一切的力量 (Link(marker=1, position='inside'),)
    """
    found: list[Quotation] = []
    open_parents: list[int] = []
    outer_starts = [pair.opening for pair in pairs]
    for opening, closing in pairs:
        while open_parents and found[open_parents[-1]].end <= opening:
            open_parents.pop()
        parent = open_parents[-1] if open_parents else None
        inside = _without_markers(text, opening + 1, closing, markers)
        above = found[parent] if parent is not None else None
        if above is not None and above.kind in ("cited", "attributed"):
            quotation = Quotation(
                opening, closing + 1, sentence, parent, above.kind, inside, above.attributed_to, above.links
            )
        else:
            links = _links(text, opening, closing, markers, groups)
            speaker = speaker_of(sayings, opening, closing + 1, outer_starts)
            kind = "cited" if links else "attributed" if speaker else "term" if is_term(inside) else "unsourced"
            if speaker and not links:
                links = _before(text, opening, speaker, markers)
            quotation = Quotation(opening, closing + 1, sentence, parent, kind, inside, speaker, links)
        open_parents.append(len(found))
        found.append(quotation)
    return found


def block_quotation(text: str, start: int, end: int, markers: Sequence[Marker], sentence: int) -> Quotation:
    """The quotation that a whole paragraph is, where the format sets it as a block; markers behind it support it."""
    stop = end
    behind: list[int] = []
    for index in range(len(markers) - 1, -1, -1):
        if text[markers[index].end : stop].strip(" .。"):
            break
        behind.insert(0, index)
        stop = markers[index].start
    stop = start + len(text[start:stop].rstrip())
    links = tuple(Link(index, "direct") for index in behind) or tuple(
        Link(index, "inside") for index in range(len(markers))
    )
    kind = "cited" if links else "unsourced"
    inside = _without_markers(text, start, stop, markers)
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


def _without_markers(text: str, start: int, end: int, markers: Sequence[Marker]) -> str:
    """What stands between the marks, without the citation markers that the author put inside."""
    pieces = []
    at = start
    for marker in markers:
        if start <= marker.start and marker.end <= end:
            pieces.append(text[at : marker.start])
            at = marker.end
    pieces.append(text[at:end])
    return "".join(pieces).strip()


def _before(text: str, opening: int, speaker: str, markers: Sequence[Marker]) -> tuple[Link, ...]:
    """The nearest narrative citation before a quotation, where its author is the one who says it."""
    for index in range(len(markers) - 1, -1, -1):
        marker = markers[index]
        if marker.end <= opening:
            told = text[max(0, marker.start - _NARRATIVE) : marker.end]
            told_before = told[: -(marker.end - marker.start)].rstrip()
            if marker.style == "numeric":
                narrative = told_before.endswith((")", "）", _last_name(speaker)))
            else:
                narrative = marker.style == "author-year" and text[marker.start] not in "(（"
            return (Link(index, "before"),) if narrative and _last_name(speaker) in told else ()
    return ()


def _last_name(speaker: str) -> str:
    return speaker.removesuffix(" et al.").split()[-1]


def _links(
    text: str, opening: int, closing: int, markers: Sequence[Marker], groups: Sequence[range]
) -> tuple[Link, ...]:
    """The markers inside the quotation, else the next group after it: direct, or shared with other quotations."""
    inside = [index for index, marker in enumerate(markers) if opening < marker.start and marker.end <= closing]
    if inside:
        return tuple(Link(index, "inside") for index in inside)
    for group in groups:
        first = markers[group.start].start
        if first > closing:
            direct = _BETWEEN.fullmatch(text, closing + 1, first) is not None
            return tuple(Link(index, "direct" if direct else "shared") for index in group)
    return ()
