"""The works a paper cites: its list's entries, and what markers name that no list has; which marker means which.

Nothing is guessed silently: a work that several entries could be, or a number that two entries bear, is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from difflib import SequenceMatcher

from pipeline.findings import Finding
from pipeline.layers import EntryFields, Marker, Outline, Person, Reference, Work
from pipeline.line_map import LineMap
from pipeline.structure.references import fields_of

_SUFFIX = re.compile(r"(?:1[6-9]|20)\d{2}([a-z])\b")
_YEAR = re.compile(r"(?:1[6-9]|20)\d{2}")
_IN_CHINESE = re.compile(r"[\[［(（【]\s*([\u4e00-\u9fff]{2,8})[,，、．.。\s]")
_MISREAD = re.compile(r"[(（,，.\s]([12](?=\d*[oOlI])[\doOlI]{3})[a-z]?[)）.,，]")
_DATED = re.compile(r"[(（]((?:1[6-9]|20)\d{2})年")
_HEAD = re.compile(r"[\w&’' -]{4,60}(?=[,，.．(（])")
"""What an entry begins with that names no person: a body, or a title."""
_FIGURES = str.maketrans("oOlI", "0011")
AGAIN = re.compile(r"(?i:ibid|loc\. ?cit)|同[上前]")
"""How a marker names the work cited just before."""
SHORTEST_LIKE = 12
LIKE = 0.9
MOST_LIKE = 50
"""Long names that differ in a letter or two are the same, misread: how many letters, how alike, how many are compared."""


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
        self.named: dict[str, list[int]] = {}
        self.nameless: list[int] = []
        """The works by each first author's name, and those that name none."""
        self._lettered: dict[str, list[int]] = {}
        self._alike: dict[tuple[str, str], dict[str, None]] = {}
        self._missing: dict[tuple[object, ...], int] = {}
        self._last: int | None = None
        for index, reference in enumerate(listed):
            if reference.number is not None:
                if reference.number in self._numbered:
                    self.report(
                        "numbered-twice",
                        f"two entries of the list bear the number {reference.number}: citations of it are linked to the first; correct the number",
                        reference.entry.span.start if reference.entry else 0,
                        reference.number,
                    )
                self._numbered.setdefault(reference.number, index)
            self._register(index, reference)

    def _register(self, index: int, reference: Reference) -> None:
        names = names_of(reference)
        self.nameless += [] if names else [index]
        for name in names:
            self.named.setdefault(name, []).append(index)
        for letters in sorted({letters_of(name) for name in names}):
            self._lettered.setdefault(letters, []).append(index)
            if len(letters) >= SHORTEST_LIKE:
                for year in _years(reference):
                    self._alike.setdefault((letters[0], year), {})[letters] = None

    def add(self, reference: Reference) -> int:
        """Add a work that a note describes; gives its index."""
        self.references.append(reference)
        self._register(len(self.references) - 1, reference)
        return len(self.references) - 1

    def numbers(self) -> Set[str]:
        """The numbers of the list."""
        return self._numbered.keys()

    def named_in(self, text: str) -> list[int]:
        """The works whose first author a text names."""
        folded = text.casefold()
        return [index for name, indexes in self.named.items() if name in folded for index in indexes]

    def numbered(self, number: str) -> int | None:
        """The index of the entry that bears a number."""
        return self._numbered.get(number)

    def known(self) -> dict[str, frozenset[str]]:
        """For each first author's name, the years of the listed works (for finding markers in the text)."""
        return {
            name: frozenset(year for index in indexes for year in _years(self.references[index]))
            for name, indexes in self.named.items()
        }

    def find(self, work: Work, marker: Marker) -> int | None:
        """The index of the reference that a marker's work is, a new one where no list has it.

        None where several entries could be meant; that is reported.
        """
        if work.number is not None:
            index: int | None = self._numbered.get(work.number)
            if index is None:
                index = self._missing.get((work.number,))
            if index is None:
                index = self._missing_work((work.number,), Reference(None, None, EntryFields(), work.number))
        else:
            index = self._by_names(work, marker)
        self._last = index if index is not None else self._last
        return index

    def _by_names(self, work: Work, marker: Marker) -> int | None:
        first = work.names[0]
        if AGAIN.match(first):
            if self._last is None:
                self.report(
                    "ambiguous-reference",
                    f"{first} names the work cited before, but none is: it is linked to none",
                    self._line_map.to_source(marker.start, marker.end).start,
                    first,
                )
            return self._last
        letters = letters_of(first)
        found = [index for index in self._lettered.get(letters, []) if self._agrees(index, work)]
        if len(found) > 1:
            found = [index for index in found if _co_authors_agree(self.references[index].fields, work)] or found
        if len(found) > 1:
            found = [index for index in found if _as_many(self.references[index].fields, work)] or found
        if len(found) > 1:
            label = f"{', '.join(work.names)} {work.year}"
            self.report(
                "ambiguous-reference",
                f"{label} could be any of {len(found)} entries of the list: it is linked to none; add the letter that tells them apart",
                self._line_map.to_source(marker.start, marker.end).start,
                label,
            )
            return None
        if found:
            return found[0]
        if letters and (alike := self._like(letters, work)) is not None:
            label = f"{', '.join(work.names)} {work.year}"
            self.report(
                "doubtful-citation",
                f"{label} is in the list with another letter or figure only: it was linked to the one entry like it; correct it, or leave it",
                self._line_map.to_source(marker.start, marker.end).start,
                label,
            )
            return alike
        people = tuple(Person("author", None, None, name) for name in work.names)
        year = _YEAR.match(work.year or "")
        fields = EntryFields(issued=year.group() if year else None, contributors=people)
        return self._missing_work((first.casefold(), work.year), Reference(None, None, fields, None, marker.start))

    def _like(self, letters: str, work: Work) -> int | None:
        """The one entry whose name or year is nearly the same, misread by a letter or two."""
        names = list(self._alike.get((letters[0], (work.year or "")[:4]), ()))
        found = {index for index in self._lettered.get(letters, []) if self._lost_a_figure(index, work)} or {
            index
            for name in names[:MOST_LIKE]
            if len(letters) >= SHORTEST_LIKE and SequenceMatcher(None, letters, name, autojunk=False).ratio() >= LIKE
            for index in self._lettered[name]
            if self._agrees(index, work)
        }
        return found.pop() if len(found) == 1 else None

    def _lost_a_figure(self, index: int, work: Work) -> bool:
        """True for an entry without a year, all but one of whose figures it prints (`989` for 1989)."""
        reference, year = self.references[index], (work.year or "")[:4]
        return (
            len(year) == 4
            and _year(reference) is None
            and re.search(rf"(?<!\d)(?:{year[1:]}|{year[:3]})(?!\d)", reference.raw_text or "") is not None
            and _co_authors_agree(reference.fields, work)
        )

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

    def report(self, code: str, message: str, offset: int, value: str) -> None:
        self.findings.append(
            Finding(code, "warning", message, self._paper_id, "references", offset=offset, value=value)
        )


def short_title(reference: Reference) -> str | None:
    """A title as a later note repeats it: without what follows a colon."""
    title = reference.fields.title
    return re.split(r"[:：]", title)[0].strip().casefold() if title else None


_WITHOUT_YEAR = (
    "n.d.", "fort", "in p", "待刊", "待出版", "即将出版", "出版中", "无日期", "無日期", "日期不详", "日期不詳",
)  # fmt: skip


def letters_of(name: str) -> str:
    """A name by its letters alone, since recognition loses blanks, and writers accents.

    >>> letters_of("Demirgüç-Kunt"), letters_of("Bank for Settlements"), letters_of("孫 葦")
    ('demirguckunt', 'bankforsettlements', '孫葦')
    """
    if name.isascii():
        return "".join(filter(str.isalnum, name.casefold()))
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name.casefold())))


def _years(reference: Reference) -> tuple[str, ...]:
    """The years by which a work is cited, by their first four letters: one without a year is cited as `n.d.`."""
    year = _year(reference)
    return (year,) if year else _WITHOUT_YEAR


def _year(reference: Reference) -> str | None:
    """The year of a work, also one that its fields lack (`20o7`, `（2021年3月5日）`): for linking only."""
    if reference.fields.issued:
        return reference.fields.issued[:4]
    text = reference.raw_text or ""
    misread = _MISREAD.search(text) or _DATED.search(text)
    return misread[1].translate(_FIGURES) if misread else None


def names_of(reference: Reference) -> list[str]:
    """The names by which a work is cited: its first author's family name, or full Chinese name, or as printed.

    An entry that is repeated in the other language behind it is cited by either.
    """
    text = reference.raw_text or ""
    names: set[str | None] = {again[1] for again in _IN_CHINESE.finditer(text)}
    if reference.fields.contributors:
        first = reference.fields.contributors[0]
        names |= {
            first.family,
            first.literal,
            first.literal and re.split("[(（]", first.literal)[0].strip(),
            _whole(first),
        }
    elif head := _HEAD.match(text):
        names.add(head[0].strip())
    return sorted({name.casefold() for name in names if name})


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
        {letters_of(name) for name in (person.family, person.literal, _whole(person)) if name}
        for person in fields.contributors
    ]
    return all(index < len(names) and letters_of(name) in names[index] for index, name in enumerate(work.names))
