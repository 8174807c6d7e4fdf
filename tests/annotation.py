"""Hand annotation as values: what a reader marked in a text, loaded from TSV, and our own rows in the same form.

A *place* is where something stands: where it begins and ends in the source text, in code points, half open.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.papers import Tables

Place = tuple[int, int]
Target = tuple[int | str, ...]
"""The place of what a citation points to, or else why there is none."""


class Heading(NamedTuple):
    """A printed heading and the heading of the section above it."""

    place: Place
    section_kind: str
    number: str
    parent: Place | None


class Quotation(NamedTuple):
    """A passage in quotation marks; `links` are the position and the place of each citation that supports it."""

    place: Place
    kind: str
    attributed_to: str
    links: tuple[tuple[str, Place], ...]


class Citation(NamedTuple):
    """One work or note at one marker, and its target: an entry, a note, a `missing` entry, or a `lost` note."""

    place: Place
    style: str
    locator: str
    page_first: str
    page_last: str
    target: Target


class Reference(NamedTuple):
    """An entry of the list; `fields` are its CSL type, its values, and its people as `role|family|given|literal`."""

    place: Place
    fields: tuple[tuple[str, str], ...]


class Note(NamedTuple):
    """A note without its label, and the place of the entry that it is a reference to, of several the first."""

    place: Place
    reference: Place | None


class Annotation(NamedTuple):
    """All that is marked in one text."""

    headings: Sequence[Heading]
    sentences: Sequence[Place]
    quotations: Sequence[Quotation]
    citations: Sequence[Citation]
    references: Sequence[Reference]
    notes: Sequence[Note]
    gaps: Sequence[tuple[Place, str]]


FIELDS = (
    "type", "title", "container_title", "publisher", "publisher_place", "issued", "volume", "issue", "page", "doi",
    "url", "accessed",
)  # fmt: skip
LOST: Target = ("lost",)
"""A note mark whose note is not there."""

_Row = Mapping[str, str]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one TSV file (UTF-8, header, no quoting); none where there is no such file."""
    path = folder / f"{name}.tsv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def span(row: _Row, prefix: str = "char") -> tuple[int, int]:
    """The offsets in a row.

    >>> span({"char_start": "3", "char_end": "7"})
    (3, 7)
    """
    return int(row[f"{prefix}_start"]), int(row[f"{prefix}_end"])


def load(folder: Path, source: str, whole: Path | None = None) -> Annotation:
    """The annotation in a folder of TSV files, for the source text that its offsets count in.

    An annotation of a part of the text points to entries and notes outside that part: they are looked up in the
    folder `whole` as well.
    """
    entries = {
        name: span(row)
        for row in _from(whole, folder, "references")
        for name in (row.get("key"), row["number"])
        if name
    }
    notes = {
        name: span(row)
        for row in _from(whole, folder, "notes")
        for name in (f"{row['number']}@{row['char_start']}", row["number"])
    }
    citations = {int(row["char_start"]): span(row) for row in _from(whole, folder, "citations")}
    values = _values(table(folder, "reference_fields"), source)
    return Annotation(
        headings=_headings(table(folder, "sections")),
        sentences=[span(row) for row in table(folder, "sentences")],
        quotations=[
            Quotation(span(row), row["kind"], _speaker(row, source), tuple(_links(row["links"], citations)))
            for row in table(folder, "quotations")
        ],
        citations=[
            Citation(
                span(row), row["style"], row["locator"], row["page_first"], row["page_last"],
                _target(row["target"], entries, notes),
            )
            for row in table(folder, "citations")
        ],
        references=[
            Reference(span(row), (*_printed(row), *values.get(int(row["char_start"]), ())))
            for row in table(folder, "references")
        ],
        notes=[Note(span(row), entries.get(row.get("reference_key", "").split(";")[0])) for row in table(folder, "notes")],
        gaps=[(span(row), row["gap_kind"]) for row in table(folder, "gaps")],
    )  # fmt: skip


def _from(whole: Path | None, folder: Path, name: str) -> list[dict[str, str]]:
    return [*(table(whole, name) if whole else ()), *table(folder, name)]


def _headings(rows: Sequence[_Row]) -> list[Heading]:
    """Headings with the place of the one above, which is named by its offset, or else by its number or title."""
    above: dict[str, Place | None] = {"": None}
    headings = []
    for row in rows:
        parent = row.get("parent_start") or row.get("parent_number_or_title") or ""
        headings.append(Heading(span(row), row["section_kind"], row["number"], above[parent]))
        above |= {name: span(row) for name in (row["char_start"], row["number"], row.get("title", "")) if name}
    return headings


def _speaker(row: _Row, source: str) -> str:
    if "attributed_to" in row:
        return row["attributed_to"]
    return source[slice(*span(row, "attributed_to"))] if row["attributed_to_start"] else ""


def _links(printed: str, citations: Mapping[int, Place]) -> Iterable[tuple[str, Place]]:
    for link in filter(None, printed.split(";")):
        position, start = link.split("@")
        yield position, citations[int(start)]


def _target(printed: str, entries: Mapping[str, Place], notes: Mapping[str, Place]) -> Target:
    if printed.startswith("note:"):
        return notes.get(printed.removeprefix("note:"), LOST)
    if printed.startswith("missing:"):
        return _missing(printed.removeprefix("missing:"))
    return entries.get(printed, (printed,))


def _missing(number: str) -> Target:
    """A cited work that the list does not hold, by its number where it has one."""
    return ("missing", number) if number.isdecimal() else ("missing",)


def _printed(row: _Row) -> Iterable[tuple[str, str]]:
    """The values of an entry that stand in its own row."""
    yield from ((field, row[field]) for field in FIELDS if row.get(field))
    yield from (("contributors", person) for person in row.get("contributors", "").split(";") if person)


def _values(rows: Sequence[_Row], source: str) -> dict[int, list[tuple[str, str]]]:
    """The values of entries that are given by offset, by where the entry starts."""
    values: dict[int, list[tuple[str, str]]] = {}
    people: dict[tuple[int, str], dict[str, str]] = {}
    for row in rows:
        entry, value = int(row["reference_start"]), source[slice(*span(row))]
        if row["field"] == "contributor":
            people.setdefault((entry, row["ordinal"]), {"role": row["role"]})[row["part"]] = value
        else:
            values.setdefault(entry, []).append((row["field"], value))
    for (entry, _), person in people.items():
        name = "|".join(person.get(part, "") for part in ("role", "family", "given", "literal"))
        values.setdefault(entry, []).append(("contributors", name))
    return values


def read(tables: Tables) -> Annotation:
    """Our own rows of a text as an annotation of it."""
    rows = {
        name: [{column: "" if cell is None else str(cell) for column, cell in row.items()} for row in found]
        for name, found in tables.items()
    }
    listed = [row for row in rows["references"] if row["char_start"]]
    missing = {row["reference_id"]: _missing(row["number"]) for row in rows["references"]}
    places = {row["reference_id"]: span(row) for row in listed}
    places |= {row["section_id"]: span(row) for row in rows["sections"] if row["title"]}
    places |= {row["citation_id"]: span(row) for row in rows["citations"]}
    places |= {row["note_id"]: span(row) for row in rows["notes"]}
    links: dict[str, list[tuple[str, Place]]] = {}
    for row in rows["quotation_citations"]:
        links.setdefault(row["quotation_id"], []).append((row["position"], places[row["citation_id"]]))
    people: dict[str, list[tuple[str, str]]] = {}
    for row in rows["reference_contributors"]:
        name = "|".join(row[part] for part in ("role", "family", "given", "literal"))
        people.setdefault(row["reference_id"], []).append(("contributors", name))
    return Annotation(
        headings=[
            Heading(span(row), row["section_kind"], row["number"], places.get(row["parent_id"]))
            for row in rows["sections"]
            if row["title"]
        ],
        sentences=[span(row) for row in rows["sentences"]],
        quotations=[
            Quotation(span(row), row["kind"], row["attributed_to"], tuple(links.get(row["quotation_id"], ())))
            for row in rows["quotations"]
        ],
        citations=[
            Citation(
                span(row), row["style"], row["locator"], row["page_first"], row["page_last"],
                places.get(row["note_id"] or row["reference_id"]) or missing.get(row["reference_id"], LOST),
            )
            for row in rows["citations"]
        ],
        references=[
            Reference(span(row), (*_printed(row), *people.get(row["reference_id"], ()))) for row in listed
        ],
        notes=[Note(span(row), places.get(row["reference_id"])) for row in rows["notes"]],
        gaps=[(span(row), row["gap_kind"]) for row in rows["gaps"]],
    )  # fmt: skip
