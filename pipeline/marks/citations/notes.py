"""Note marks: circled figures, superscripts, figures glued behind a word where the paper has such a note.

The marks of a paper are of one manner: where its notes are marked by superscripts, `（1）…（2）…` enumerates.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from pipeline.layers import Marker, Work

CIRCLED = "①-⑳㉑-㉟"
SUPERSCRIPT = "⁰¹²³⁴-⁹"
_MARK = re.compile(
    rf"[{CIRCLED}{SUPERSCRIPT}\[(（](?:(?P<circled>(?<=[{CIRCLED}]))"
    rf"|(?P<superscript>(?<=[{SUPERSCRIPT}])[{SUPERSCRIPT}]{{0,2}})"
    r"|(?<=\[)(?P<roman>x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})\]"
    r"|(?<=[(（])(?P<bracketed>\d{1,3})[)）])"
)
"""The figure or the bracket that a mark begins with stands first, since that is found fastest."""
_NO_SUPERSCRIPT = frozenset(" \n\u3000")
_POWER = re.compile(r"\d\Z|(?<![A-Za-z])[A-Za-z]{1,2}\Z|[)）]\Z|[\u0370-\u03ff]\Z")
"""What may be raised to a power: a number, a unit, a letter."""
_BEHIND = frozenset("。！？”’」』»\"'")
"""What stands before a figure in round brackets that is a note's mark, and one whose note is lost."""
_OPENS_ITEM = frozenset(("", *"\n:：；;，,、（( "))
_PAUSE = frozenset("，；、,;")
_NAMES_NOTE = frozenset("注註释釋引揭")
_GLUED = re.compile(
    r"\d(?<=[a-z.,;:!?”’」』»\"')\]。，；：！？）].)(?<![\s(][\"'].)\d{0,2}(?=\s|\Z|[—–])(?<!\d[.,]\d)(?<!\d[.,]\d\d)"
    r"|(?<=\b1[5-9]\d\d[.,])\d{1,3}(?=\s|\Z)|(?<=\b20\d\d[.,])\d{1,3}(?=\s|\Z)"
)


class _Candidate(NamedTuple):
    """What is printed like a mark: its kind, and whether it surely is one where such a note exists."""

    marker: Marker
    kind: str
    number: int
    sure: bool = True


def note_marks(text: str, numbers: Sequence[str]) -> list[Marker]:
    """The note marks of a reading text, in order; `numbers` are those of the paper's notes, in printed order.

    A figure that stands where an enumeration's figure stands (`包括：①劳动；②资本`) is none; so is a doubtful one
    (behind a comma, or where it may be a power) that does not count the notes of a paper on.

    >>> [marker.works[0].number for marker in note_marks("少数民族是满族。①就方言而言，有：②劳动；③资本。", [])]
    ['1']
    >>> [marker.works[0].number for marker in note_marks("It is not free.1 The market, 2 of them,2 agrees.", ["1", "2"])]
    ['1', '2']
    """
    candidates = list(_candidates(text, set(numbers)))
    sure = Counter(candidate.kind for candidate in candidates if candidate.sure)
    surely = {(candidate.kind, candidate.number) for candidate in candidates if candidate.sure}
    last = 0
    found = []
    for candidate in candidates:
        kind, number = candidate.kind, candidate.number
        if kind == "bracketed" and numbers and sure[kind] <= max(sure["superscript"], sure["circled"]):
            # Round brackets go on where there are no more circled figures; else the paper's marks are of another manner.
            is_mark = sure["circled"] > 0 and ("circled", number) not in surely and number == last + 1
        elif candidate.sure:
            is_mark = True
        else:
            power = kind == "superscript" and (kind, number) in surely
            is_mark = sure[kind] > 0 and not power and (number == 1 or 1 <= number - last <= 2)
        if is_mark:
            last = number
            found.append(candidate.marker)
    return sorted([*found, *_glued(text, numbers, found)])


def _candidates(text: str, numbers: set[str]) -> Iterator[_Candidate]:
    item, item_end, last = 0, 0, 0
    for match in _MARK.finditer(text):
        kind, at = str(match.lastgroup), match.start()
        before = text[at - 1 : at]
        if kind == "roman":
            yield _Candidate(_mark(at, match.end(), match["roman"]), kind, 0)
            continue
        if kind == "superscript":
            number = int(normalize("NFKC", match.group()))
            noted = str(number) in numbers or (not numbers and before in _BEHIND and number == last + 1)
            if noted and before not in _NO_SUPERSCRIPT:
                last = number
                yield _Candidate(
                    _mark(at, match.end(), str(number)), kind, number, _POWER.search(text, max(0, at - 4), at) is None
                )
            continue
        number = int(normalize("NFKC", match.group() if kind == "circled" else match["bracketed"]))
        noted = not numbers or str(number) in numbers
        if at < item_end and number == item + 1:
            item = number
        elif kind == "circled" and numbers and noted and before in _PAUSE:
            yield _Candidate(_mark(at, match.end(), str(number)), kind, number, sure=False)
        elif before in _OPENS_ITEM or (number == 1 and kind == "bracketed" and not numbers and _counts_on(text, at)):
            if number == 1 or before in ("", "\n"):
                item, item_end = number, text.find("\n", at) % (len(text) + 1)
        elif _is_note_mark(text, at) if kind == "circled" else before in _BEHIND and noted:
            yield _Candidate(_mark(at, match.end(), str(number)), kind, number)


def _counts_on(text: str, at: int) -> bool:
    """Whether the `（1）` of a paragraph has a `（2）` behind it: figures of an enumeration where no notes are."""
    return text.find(f"{text[at]}2{text[at + 2]}", at, text.find("\n", at) % (len(text) + 1)) >= 0


def _is_note_mark(text: str, at: int) -> bool:
    """True where a circled figure stands behind a word or a full stop, and is not named (`见注②`)."""
    before = text[at - 1 : at]
    if before in _NAMES_NOTE or (before in "\"'" and text[at - 2 : at - 1] in _OPENS_ITEM):
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
    anew = numbers.count("1") > 1
    last = place = 0
    for match in _GLUED.finditer(text):
        while place < len(counted) and counted[place][0] < match.start():
            last = max(last, counted[place][1])
            place += 1
        number = match.group()
        if number in wanted and (1 <= int(number) - last <= 2 or (anew and number == "1")):
            last = int(number)
            yield _mark(match.start(), match.end(), number)


def _mark(start: int, end: int, number: str) -> Marker:
    return Marker(start, end, "note", (Work(number),))


class NoteNumbers:
    """Which note a mark means: where the numbers begin anew on every page or section, that of its own.

    >>> notes = NoteNumbers([("1", 90), ("2", 95), ("1", 190)])
    >>> notes.find("1", 10), notes.find("2", 20), notes.find("1", 120), notes.find("2", 130), notes.find("1", 300)
    (0, 1, 2, None, 2)
    """

    def __init__(self, notes: Sequence[tuple[str, int]]) -> None:
        """`notes` are the number of each and where it begins, in printed order."""
        self._runs: list[dict[str, int]] = []
        self._ends: list[int] = []
        self._found: list[set[str]] = []
        last = 0
        for index, (number, start) in enumerate(notes):
            value = int(number) if number.isdigit() else last
            if not self._runs or number in self._runs[-1] or (number.isdigit() and value <= last):
                self._runs.append({})
                self._ends.append(start)
            self._runs[-1][number] = index
            self._ends[-1] = start
            last = value
        self._found = [set() for _ in self._runs]

    def find(self, number: str, at: int) -> int | None:
        """The index of the note that a mark means, None where it is lost; to be asked in the order of the marks."""
        if not self._runs:
            return None
        run = min(bisect_right(self._ends, at), len(self._runs) - 1)
        goes_on = run > 0 and not self._found[run] and number != next(iter(self._runs[run]))
        if goes_on and number in self._runs[run - 1] and number not in self._found[run - 1]:
            # A note that a converter set above the end of its page's text.
            run -= 1
        self._found[run].add(number)
        return self._runs[run].get(number)
