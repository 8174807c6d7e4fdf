"""Note marks: circled figures, superscripts, figures glued behind a word where the paper has such a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.layers import Marker, Work

CIRCLED = "①-⑳㉑-㉟"
SUPERSCRIPT = "⁰¹²³⁴-⁹"
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(
    rf"[{CIRCLED}{SUPERSCRIPT}\[(（](?:(?P<circled>(?<=[{CIRCLED}]))"
    rf"|(?P<superscript>(?<=[{SUPERSCRIPT}])[{SUPERSCRIPT}]{{0,2}})"
    r"|(?<=\[)(?P<roman>x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})\]"
    r"|(?<=[(（])(?P<bracketed>\d{1,3})[)）])"
)
"""The figure or the bracket that a mark begins with stands first, since that is found fastest."""
_NO_SUPERSCRIPT = frozenset("0123456789 \n\u3000")
_BEHIND = frozenset("。！？”’」』»\"'")
"""What stands before a figure in round brackets that is a note's mark."""
_GLUED = re.compile(
    r"\d(?<=[a-z.,;:!?”’」』»\"')\]。，；：！？）].)(?<![\s(][\"'].)\d{0,2}(?=\s|\Z|[—–])(?<!\d[.,]\d)(?<!\d[.,]\d\d)"
)


def note_marks(text: str, numbers: Sequence[str]) -> list[Marker]:
    """The note marks of a reading text, in order; `numbers` are those of the paper's notes, in printed order.

    A circled figure that stands where an enumeration's figure stands (`包括：①劳动；②资本`) is none.

    >>> [marker.works[0].number for marker in note_marks("少数民族是满族。①就方言而言，有：②劳动；③资本。", [])]
    ['1']
    >>> [marker.works[0].number for marker in note_marks("It is not free.1 The market, 2 of them,2 agrees.", ["1", "2"])]
    ['1', '2']
    """
    found = list(_marks(text, set(numbers)))
    return sorted([*found, *_glued(text, numbers, found)])


def _marks(text: str, numbers: set[str]) -> Iterator[Marker]:
    for match in _MARK.finditer(text):
        kind, before = match.lastgroup, text[match.start() - 1 : match.start()]
        if kind == "circled":
            number = str(figure_of(match.group()))
            is_mark = _is_note_mark(text, match.start())
        elif kind == "superscript":
            number = match.group().translate(_FIGURES)
            is_mark = before not in _NO_SUPERSCRIPT and number in numbers
        else:
            number = match["roman"] or match["bracketed"]
            is_mark = kind == "roman" or (before in _BEHIND and (not numbers or number in numbers))
        if is_mark:
            yield _mark(match.start(), match.end(), number)


def figure_of(circled: str) -> int:
    """The number of a circled figure.

    >>> figure_of("③"), figure_of("㉑")
    (3, 21)
    """
    point = ord(circled)
    return point - 0x2460 + 1 if point < 0x2474 else point - 0x3251 + 21


def _is_note_mark(text: str, at: int) -> bool:
    """True where a circled figure stands behind a word or a full stop, and no enumeration goes on from it."""
    before = text[at - 1 : at]
    if before in ("", "\n") or before in ":：；;，,、（( ":
        return False
    if before in "\"'" and text[at - 2 : at - 1] in ("", *"\n:：；;，,、（( "):
        # A straight mark that opens.
        return False
    following = text[at + 1 : at + 2]
    return before in "。！？”’」』»\"'）)" or following in ("", *"。，；：、！？,.;:!? \n）)”’」』»\"'")


def _glued(text: str, numbers: Sequence[str], marks: Sequence[Marker]) -> Iterator[Marker]:
    """Figures glued behind words, as far as they and the other marks count the paper's notes upwards."""
    wanted = {number for number in numbers if number.isdigit()}
    if not wanted:
        return
    counted = [
        (marker.start, int(marker.works[0].number or 0)) for marker in marks if (marker.works[0].number or "").isdigit()
    ]
    last = place = 0
    for match in _GLUED.finditer(text):
        while place < len(counted) and counted[place][0] < match.start():
            last = max(last, counted[place][1])
            place += 1
        number = match.group()
        if number in wanted and 1 <= int(number) - last <= 2:
            last = int(number)
            yield _mark(match.start(), match.end(), number)


def _mark(start: int, end: int, number: str) -> Marker:
    return Marker(start, end, "note", (Work(number),))
