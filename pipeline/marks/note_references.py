"""Which note is a reference, and to which work: named in full, by a short title, or by pointing to an earlier note."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from unicodedata import normalize

from pipeline.document import Span
from pipeline.layers import Entry, Marker, Note, Reference
from pipeline.line_map import LineMap
from pipeline.marks.bibliography import Bibliography, names_of, short_title
from pipeline.structure.references import fields_of

LONGEST_NOTE = 250
NAME_BY = 60
"""A note that is a reference is short, and names its author at the beginning."""
_LEADS = r"参见|參見|参阅|參閱|参考|參考|参看|參看|详见|詳見|另见|另見|也见|亦见|见|見|转引自|轉引自|引自|转自"
_LEAD = re.compile(rf"(?:{_LEADS})[:：,，]?\s*|(?i:see also|see|cf\.|quoted in|cited in|quoted from)[:,]?\s+")
"""What stands before a work that a note points to."""
_LED_LAST = re.compile(rf"(?:[。！？；]\s*(?:{_LEADS})|[.;]\s+(?:See|see|Cf\.|cf\.)(?: also)?\s)[:：,，]?\s*(?=\S)")
_NUMBER = r"\s*(?P<number>[①-⑳㉑-㉟]|[\[［(（]?\d{1,3}[\]］)）]?)"
_POINTS = re.compile(
    rf"(?:本[文书書])?(?P<page>第\s*\d+\s*[页頁])?(?:(?:同[前上]?|前|上)?(?:[注註][释釋]?|脚注|腳註)|[前上][引揭][注註]?){_NUMBER}|同{_NUMBER.replace('number', 'entry')}"
    rf"|(?i:notes?|fn\.|n\.)\s*{_NUMBER.replace('number', 'english')}"
)
"""A note, named by its number."""
_AGAIN = re.compile(r"(?i:ibid|idem\b|loc\. ?cit)|同[上前]")
_BEFORE = re.compile(r"(?i:op\. ?cit|supra\b)|[前上][引揭][书書文]?|前[注註]|同前引")
_PART = re.compile(r"[;；](?![^《]*》)(?![^“]*”)\s*(?:(?:and|also|又见|又見)\s)?")
_SEGMENT = re.compile(r"[,，.。:：;；《》〈〉“”\"‘’「」()（）]")
_BEHIND_NAME = re.compile(
    r"[^，,。《〈“\"「(（]{0,24}[:：]|(?: [A-Z][\w.’'-]*){0,4}\s*[,.(]|(?:等人?|[主合]?[编編]|[著译譯])*\s*[，,.．《〈“\"「(（]|\s*(?:and|&|et al)\b|、"
)
"""What stands between an author and a work."""
_IN_PASSING = re.compile(
    r"[(（](?![^)）]{1,4}[)）])|[^(（《〈]{0,40}[(（]\d{4}[a-z]?(?:[,，:：][^)）]*)?[)）][,，]?\s*(?!http)[\u4e00-\u9fffa-z]"
)
"""A year behind a name with words that go on: `Okafor（2015）把…`."""
_ENTRY_GOES_ON = re.compile(r"[.。:：,，]?\s*(?:[《〈“A-Z]|\Z)")
_TITLE_FIRST = re.compile(r"《|〈|[“\"][^”\"]+(?:[,.，][”\"]|[”\"][,，.])")
_PAGED = frozenset(("article-journal", "chapter", "paper-conference"))
"""What stands on pages of something else."""
_SHORTEST = 4


def note_references(
    notes: Sequence[Note], line_map: LineMap, bibliography: Bibliography, markers: Sequence[Marker]
) -> list[int | None]:
    """For each note the index of the reference that it is, of several the first; None for one that says something else.

    `markers` are all of the paper: a note that cites by author and year is no reference itself.
    """
    reader = _Reader(line_map, bibliography, [marker for marker in markers if marker.style == "author-year"])
    for note in notes:
        reader.read(note)
    return [works[0] if works else None for works in reader.works]


class _Reader:
    """Reads notes in order, since a note may point to those before it."""

    def __init__(self, line_map: LineMap, bibliography: Bibliography, markers: Sequence[Marker]) -> None:
        self.works: list[tuple[int, ...]] = []
        """The works that each note read so far is a reference to."""
        self._numbers: dict[str, list[int]] = {}
        self._line_map = line_map
        self._bibliography = bibliography
        self._markers = markers

    def read(self, note: Note) -> None:
        start, end = self._line_map.to_reading(*note.text)
        text = self._line_map.reading[start:end]
        lead = _LEAD.match(text)
        works = self._works(text, lead.end() if lead else 0, start, note)
        self._numbers.setdefault(note.number, []).append(len(self.works))
        self.works.append(works)

    def _works(self, text: str, at: int, offset: int, note: Note) -> tuple[int, ...]:
        if points := _POINTS.match(text, at):
            return self._numbered(points, note)
        if again := _AGAIN.match(text, at):
            before = self.works[-1] if self.works else ()
            return before if len(before) == 1 else self._in_doubt(again.group(), note)
        if len(text) > LONGEST_NOTE:
            return ()
        if before_this := _BEFORE.search(text, at, at + NAME_BY):
            return self._noted_before(text[at : before_this.start()], before_this.group(), note)
        if self._cites(offset, offset + len(text)):
            return ()
        works: list[int] = []
        for begin, stop in _parts(text, at):
            work = self._work(text[begin:stop], offset + begin, offset + stop)
            if work is None and not works:
                break
            works += [work] if work is not None else []
        if not works and (led := list(_LED_LAST.finditer(text, at))):
            work = self._work(text[led[-1].end() :], offset + led[-1].end(), offset + len(text))
            works += [work] if work is not None else []
        return tuple(dict.fromkeys(works))

    def _cites(self, start: int, end: int) -> bool:
        """True where a stretch of the text cites by author and year, and not as an entry begins (`马克思（2017）。《资本论》`)."""
        first = bisect_left(self._markers, (start,))
        return any(
            marker.start > start or _ENTRY_GOES_ON.match(self._line_map.reading, marker.end) is None
            for marker in self._markers[first : bisect_left(self._markers, (end,), first)]
        )

    def _numbered(self, points: re.Match[str], note: Note) -> tuple[int, ...]:
        """The works of the note that a number names (`同注③`), or the entry (`同[3]`) where the notes have none."""
        number = re.sub(r"\W", "", points["number"] or points["entry"] or points["english"])
        number = normalize("NFKC", number)
        named = self._numbers.get(number, [])
        if len(named) > 1 and not points["page"]:
            # Where numbers begin anew, the note of the same page is meant: that behind the last first one.
            anew = max(self._numbers.get("1", [0]))
            named = [index for index in named if index >= anew]
        if len(named) == 1 and self.works[named[0]]:
            return self.works[named[0]]
        listed = self._bibliography.numbered(number) if not named else None
        return (listed,) if listed is not None else self._in_doubt(points.group(), note)

    def _noted_before(self, names: str, printed: str, note: Note) -> tuple[int, ...]:
        """The earlier work of the author named; with no name, that of the note before."""
        if not re.search(r"\w", names):
            before = self.works[-1] if self.works else ()
            return before if len(before) == 1 else self._in_doubt(printed, note)
        named = set(self._bibliography.named_in(names))
        noted = {work for works in self.works for work in works if work in named} or named
        return (noted.pop(),) if len(noted) == 1 else self._in_doubt(names + printed, note)

    def _work(self, text: str, start: int, end: int) -> int | None:
        """The work that a part of a note names: a known one, or a new one where it is described; None for a remark."""
        if _IN_PASSING.match(text):
            return None
        beginning = text[:NAME_BY].casefold()
        named = [
            index
            for name, indexes in self._bibliography.named.items()
            if name in beginning and _leads(text, name)
            for index in indexes
        ]
        nameless = _TITLE_FIRST.match(text) is not None
        fields = fields_of(text)
        segments = [_letters(segment) for segment in _SEGMENT.split(text)]
        for index in named or (self._bibliography.nameless if nameless else ()):
            known = self._bibliography.references[index]
            if _names_title(segments, _letters(short_title(known) or "")) and _same_volume(fields.volume, known):
                return index
        evidence = fields.issued or fields.publisher or fields.url or fields.type == "thesis"
        if not (fields.title and evidence and (fields.contributors or nameless)):
            return None
        printed = Span(*self._line_map.to_source(start, end))
        if fields.page and fields.type != "article-newspaper" and (fields.type not in _PAGED or fields.page.isdigit()):
            # The page that a note gives beside a work is the place cited.
            fields = fields._replace(page=None)
        reference = Reference(Entry(None, printed, printed), text, fields)
        if fields.contributors and not any(_leads(text, name) for name in names_of(reference)):
            return None
        return self._bibliography.add(reference)

    def _in_doubt(self, printed: str, note: Note) -> tuple[int, ...]:
        self._bibliography.report(
            "ambiguous-reference",
            f"{printed} points to an earlier work, but not to one alone: it is linked to none; name the work, or leave it",
            note.text.start,
            printed,
        )
        return ()


def _parts(text: str, at: int) -> list[tuple[int, int]]:
    """Where the works begin and end that a note names, parted by semicolons, without what leads to them."""
    parts = []
    for separator in (*_PART.finditer(text, at), None):
        stop = separator.start() if separator else len(text)
        lead = _LEAD.match(text, at)
        parts.append((lead.end() if lead else at, stop))
        at = separator.end() if separator else stop
    return parts


def _leads(text: str, name: str) -> bool:
    """True where an author, whose name is in lower case, stands before a work at a text's beginning."""
    at = text.casefold().find(name, 0, NAME_BY)
    return at >= 0 and _BEHIND_NAME.match(text, at + len(name)) is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _names_title(segments: Sequence[str], title: str) -> bool:
    """True where a title stands among the segments of a note, whole or by its first words."""
    return title != "" and any(
        segment == title or (len(segment) >= _SHORTEST and title.startswith(segment)) for segment in segments
    )


def _same_volume(volume: str | None, known: Reference) -> bool:
    return volume is None or known.fields.volume is None or volume == known.fields.volume
