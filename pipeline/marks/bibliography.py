"""The works a paper cites: its list's entries, and what markers name that no list has; which marker means which.

Nothing is guessed silently: a work that several entries could be, or a number that two entries bear, is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.document import Span
from pipeline.findings import Finding
from pipeline.layers import Entry, EntryFields, Marker, Outline, Person, Reference, Work
from pipeline.line_map import LineMap
from pipeline.structure.references import fields_of

_SUFFIX = re.compile(r"(?:1[6-9]|20)\d{2}([a-z])\b")
_YEAR = re.compile(r"(?:1[6-9]|20)\d{2}")
_IN_CHINESE = re.compile(r"[\[［(（【]\s*([\u4e00-\u9fff]{2,8})[,，、．.。\s]")
_POINTS = re.compile(
    r"\W*(?:see|cf|compare|on|for|参见|參見|详见|另见|见|参阅|例如|如)\b|\W*(?:参见|參見|详见|另见|参阅)", re.IGNORECASE
)
"""How a note begins that points to works rather than being one."""
_UNKNOWN = Reference(None, None, EntryFields())
LONGEST_NOTE = 250
NAME_BY = 60
"""A note that is a reference is short, and names its author at the beginning."""
_MISREAD = re.compile(r"[(（,，.\s]([12](?=\d*[oOlI])[\doOlI]{3})[a-z]?[)）.,，]")
_FIGURES = str.maketrans("oOlI", "0011")
AGAIN = re.compile(r"(?i:ibid)|同上|同前")
"""How a marker names the work cited just before."""
_BEFORE = re.compile(r"(?i:op\. ?cit)|前引|前揭")


def entries_of(outline: Outline, line_map: LineMap) -> list[Reference]:
    """The entries of the paper's list, each with its text and the fields read of it."""
    references = []
    for entry in outline.entries:
        raw_text = line_map.text(*entry.text)
        references.append(Reference(entry, raw_text, fields_of(raw_text), entry.number))
    return references


class Bibliography:
    """The references of one paper; grows by the works that are cited but not listed."""

    def __init__(self, paper_id: str, listed: Sequence[Reference], line_map: LineMap) -> None:
        self.references = list(listed)
        self.findings: list[Finding] = []
        self._paper_id = paper_id
        self._line_map = line_map
        self._numbered: dict[str, int] = {}
        self._named: dict[str, list[int]] = {}
        self._missing: dict[tuple[object, ...], int] = {}
        self._last: int | None = None
        self._of_notes: list[int] = []
        for index, reference in enumerate(listed):
            if reference.number is not None:
                if reference.number in self._numbered:
                    self._report(
                        "numbered-twice",
                        f"two entries of the list bear the number {reference.number}: citations of it are linked to the first; correct the number",
                        reference.entry.span.start if reference.entry else 0,
                        reference.number,
                    )
                self._numbered.setdefault(reference.number, index)
            self._register(index, reference)

    def _register(self, index: int, reference: Reference) -> None:
        for name in _first_names(reference):
            self._named.setdefault(name, []).append(index)

    def numbers(self) -> frozenset[str]:
        """The numbers of the entries."""
        return frozenset(self._numbered)

    def numbered(self, number: str) -> int | None:
        """The index of the entry that bears a number."""
        return self._numbered.get(number)

    def of_note(self, text: str, span: Span) -> int | None:
        """The index of the reference that a note is: the work of the note before (ibid., 同上), a work known by its
        author and title, or one that the note itself describes. None for a note that says something else.
        """
        again = AGAIN.match(text) is not None
        before = self._of_notes[-1] if self._of_notes else None
        index = before if again else self._work_of(text, span)
        self._of_notes += [index] if index is not None else []
        return index

    def _work_of(self, text: str, span: Span) -> int | None:
        if len(text) > LONGEST_NOTE or _POINTS.match(text):
            return None
        folded = text.casefold()
        named = [index for name, indexes in self._named.items() if name in folded[:NAME_BY] for index in indexes]
        titled = [index for index in named if (title := _short_title(self.references[index])) and title in folded]
        if titled:
            return titled[0]
        if named and _BEFORE.search(text):
            return next((index for index in reversed(self._of_notes) if index in named), max(named))
        fields = fields_of(text)
        if not (fields.title and fields.contributors and (fields.issued or fields.publisher)):
            return None
        reference = Reference(Entry(None, span, span), text, fields)
        if not any(name in folded[:NAME_BY] for name in _first_names(reference)):
            return None
        self.references.append(reference)
        self._register(len(self.references) - 1, reference)
        return len(self.references) - 1

    def known(self) -> dict[str, frozenset[str]]:
        """For each first author's name, the years of the listed works (for finding markers in the text)."""
        return {
            name: frozenset(year for index in indexes for year in _years(self.references[index]))
            for name, indexes in self._named.items()
        }

    def find(self, work: Work, marker: Marker) -> int | None:
        """The index of the reference that a marker's work is, a new one where no list has it.

        None where several entries could be meant; that is reported.
        """
        if work.number is not None:
            index: int | None = self._numbered.get(work.number)
            if index is None:
                index = self._missing_work((work.number,), _UNKNOWN._replace(number=work.number))
        else:
            index = self._by_names(work, marker)
        self._last = index if index is not None else self._last
        return index

    def _by_names(self, work: Work, marker: Marker) -> int | None:
        first = work.names[0]
        if AGAIN.match(first):
            if self._last is None:
                self._report(
                    "ambiguous-reference",
                    f"{first} names the work cited before, but none is: it is linked to none",
                    self._line_map.to_source(marker.start, marker.end).start,
                    first,
                )
            return self._last
        found = [index for index in self._named.get(first.casefold(), []) if self._agrees(index, work)]
        if len(found) > 1:
            found = [index for index in found if _co_authors_agree(self.references[index].fields, work)] or found
        if len(found) > 1:
            found = [index for index in found if _as_many(self.references[index].fields, work)] or found
        if len(found) > 1:
            label = f"{', '.join(work.names)} {work.year}"
            self._report(
                "ambiguous-reference",
                f"{label} could be any of {len(found)} entries of the list: it is linked to none; add the letter that tells them apart",
                self._line_map.to_source(marker.start, marker.end).start,
                label,
            )
            return None
        if found:
            return found[0]
        people = tuple(Person("author", None, None, name) for name in work.names)
        year = _YEAR.match(work.year or "")
        fields = EntryFields(issued=year.group() if year else None, contributors=people)
        return self._missing_work((first.casefold(), work.year), Reference(None, None, fields, None, marker.start))

    def _agrees(self, index: int, work: Work) -> bool:
        reference = self.references[index]
        if work.year is None:
            return True
        suffix = _SUFFIX.search(reference.raw_text or "")
        if len(work.year) == 5 and suffix and suffix[1] != work.year[4]:
            return False
        year = _year(reference)
        return year == work.year[:4] if year else not work.year[:4].isdigit()

    def _missing_work(self, key: tuple[object, ...], reference: Reference) -> int:
        if key not in self._missing:
            self._missing[key] = len(self.references)
            self.references.append(reference)
        return self._missing[key]

    def _report(self, code: str, message: str, offset: int, value: str) -> None:
        self.findings.append(
            Finding(code, "warning", message, self._paper_id, "references", offset=offset, value=value)
        )


def _short_title(reference: Reference) -> str | None:
    """A title as a later note repeats it: without what follows a colon."""
    title = reference.fields.title
    return re.split(r"[:：]", title)[0].strip().casefold() if title else None


def _years(reference: Reference) -> tuple[str, ...]:
    """The years by which a work is cited, by their first four letters: one without a year is cited as `n.d.`."""
    year = _year(reference)
    return (year,) if year else ("n.d.", "fort", "in p", "待刊", "待出版")


def _year(reference: Reference) -> str | None:
    """The year of a work, also where recognition took its figures for letters (`20o7`): for linking only."""
    if reference.fields.issued:
        return reference.fields.issued[:4]
    misread = _MISREAD.search(reference.raw_text or "")
    return misread[1].translate(_FIGURES) if misread else None


def _first_names(reference: Reference) -> Iterable[str]:
    """The names by which a work is cited: its first author's family name, or full Chinese name, or as printed.

    An entry that is repeated in the other language behind it is cited by either.
    """
    names = {again[1] for again in _IN_CHINESE.finditer(reference.raw_text or "")}
    if reference.fields.contributors:
        first = reference.fields.contributors[0]
        names |= {first.family, first.literal, _whole(first)}
    yield from sorted({name.casefold() for name in names if name})


def _whole(person: Person) -> str | None:
    """A Chinese name as one word: family and given name."""
    if person.family and person.given and not person.family.isascii():
        return person.family + person.given
    return None


def _as_many(fields: EntryFields, work: Work) -> bool:
    """True where an entry has as many authors as a marker names, or several more where it says that there are others."""
    authors = sum(person.role == "author" for person in fields.contributors)
    return authors > len(work.names) + 1 if work.others else authors == len(work.names)


def _co_authors_agree(fields: EntryFields, work: Work) -> bool:
    names = [
        {name.casefold() for name in (person.family, person.literal, _whole(person)) if name}
        for person in fields.contributors
    ]
    return all(index < len(names) and name.casefold() in names[index] for index, name in enumerate(work.names))
