"""What a composed paper is made of: the rows it must give, its habits, and citations of every style of the guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from tests.composition_stock import Script, Work

KNOWN: dict[str, str] = {
    "keywords over two pages": "a page number between two lines of keywords becomes a part of one",
}
"""Habits that are not read back yet, each with the fault: they are not composed until it is mended."""


MARKER = re.compile("\ue000([^\ue001]*)\ue001")
"""How a marker is set off in a text that is being composed."""


class Cited(NamedTuple):
    """A citation: its marker, style and place, and what it points to (an entry's or note's text, else a number)."""

    marker: str
    style: str
    locator: str | None
    page_first: int | None
    page_last: int | None
    target: str


class Quoted(NamedTuple):
    """A quotation: its links are (position, place of the citation in the paper)."""

    text: str
    kind: str
    marks: str | None
    attributed_to: str | None
    links: tuple[tuple[str, int], ...]


class Rows(NamedTuple):
    """What a paper must give, each table in printed order."""

    sections: list[tuple[str, str | None, str | None, int]]
    paragraphs: list[str]
    sentences: list[str]
    quotations: list[Quoted]
    citations: list[Cited]
    references: list[tuple[str | None, str | None, str]]
    keywords: list[str]
    notes: list[tuple[str, str, str | None]]


class Place(NamedTuple):
    """A place in a work: its locator as printed, its first and last page."""

    locator: str | None = None
    page_first: int | None = None
    page_last: int | None = None


NO_PLACE = Place()


class Marker(NamedTuple):
    """One printed marker, and the place and target of each work that it names."""

    text: str
    works: tuple[tuple[Place, str], ...]


class Cite(NamedTuple):
    """Adjacent markers, which support as one; `before` and `between` are the blanks."""

    markers: tuple[Marker, ...]
    before: str = ""
    between: str = ""


class Quote(NamedTuple):
    """A passage in quotation marks: what stands in it, its kind and speaker, and where its marker stands."""

    pieces: tuple[Piece, ...]
    kind: str = "cited"
    position: str | None = None
    speaker: str | None = None


Piece = str | Cite | Quote


class Habits(NamedTuple):
    """What a paper does throughout; `manner` is how its markers look, `works` its list, each with its entry.

    `run_in` where the headings below the first level stand in the line of their first paragraph, `foot` where notes
    stand at the foot of pages, `sources` where they tell the works that are cited.
    """

    script: Script
    marks: tuple[str, str]
    citing: str
    manner: str
    places: str
    works: tuple[tuple[Work, str], ...]
    listed: bool
    markdown: bool
    run_in: bool
    foot: bool
    sources: bool
    notes: Iterator[int]


def pick(draw: st.DrawFn, *options: str) -> str:
    return draw(st.sampled_from([option for option in options if option not in KNOWN]))


PLACES = {
    "glued": ("[{}]{}", (Place("162", 162, 162), Place("55-59", 55, 59))),
    "round": ("[{}]({})", (Place("P55-59", 55, 59), Place("P.218", 218, 218), Place("p. 7", 7, 7))),
    "wrapped": ("([{}], {})", (Place("p. 162", 162, 162), Place("pp. 33-34", 33, 34))),
}
"""How a number and a place in its work stand together."""


def _numeric(draw: st.DrawFn, habits: Habits) -> Cite:
    """One number, with a place or without, or several as a group, a range, or neighbours."""
    form = pick(draw, "one", "place", "list", "range", "ranged", "neighbours", "apart")
    first = draw(st.integers(1, len(habits.works) - 2))
    second = draw(st.integers(first + 1, len(habits.works)))

    def marker(pattern: str, *numbers: int, place: Place = NO_PLACE) -> Marker:
        text = pattern.format(numbers[0], place.locator or numbers[-1])
        text = text.replace("[", habits.manner[0]).replace("]", habits.manner[1])
        return Marker(text, tuple((place, target_of(habits, number)) for number in numbers))

    if form == "place":
        pattern, places = PLACES[habits.places]
        printed = (marker(pattern, first, place=draw(st.sampled_from(places))),)
    elif form in ("range", "ranged"):
        printed = (marker("[{}-{}]" if form == "range" else "[{}]-[{}]", first, first + 1, first + 2),)
    elif form in ("neighbours", "apart"):
        return Cite((marker("[{}]", first), marker("[{}]", second)), habits.script.gap, " " * (form == "apart"))
    else:
        printed = (marker("[{},{}]", first, second) if form == "list" else marker("[{}]", first),)
    return Cite(printed, habits.script.gap)


def target_of(habits: Habits, number: int) -> str:
    return habits.works[number - 1][1] if habits.listed else str(number)


def _author_year(draw: st.DrawFn, habits: Habits) -> Cite:
    """Authors and years in a bracket: one work, with a place or without, or several works."""
    opening, comma, colon, semicolon, closing = habits.manner.split("|")
    chosen = draw(st.lists(st.sampled_from(habits.works), min_size=1, max_size=3, unique=True))
    place = draw(st.sampled_from([NO_PLACE, Place("25", 25, 25), Place("25-27", 25, 27)]))
    if len(chosen) > 1:
        place = NO_PLACE
    parts = [names_of(work, habits, " & ") + comma + work.year for work, _ in chosen]
    if place.locator and colon == ", ":
        place = place._replace(locator=("pp. " if "-" in place.locator else "p. ") + place.locator)
    text = opening + semicolon.join(parts) + (colon + place.locator if place.locator else "") + closing
    return Cite((Marker(text, tuple((place, entry) for _, entry in chosen)),), habits.script.gap)


def names_of(work: Work, habits: Habits, both: str) -> str:
    """The authors of a work as the text names them."""
    chinese = not work.names[0].isascii() or not habits.script.gap
    if len(work.names) > 2:
        return work.names[0] + ("等" if chinese else " et al.")
    return ("和" if chinese else both).join(work.names)


def _note(_draw: st.DrawFn, habits: Habits) -> Cite:
    number = next(habits.notes)
    # Unicode has no run of circled figures beyond 35.
    assume(number <= 35)
    return Cite((Marker(note_mark(habits.manner, number), ((NO_PLACE, note(habits, number).text),)),))


def note_mark(manner: str, number: int) -> str:
    """The mark of a note, also the label before its text."""
    if manner == "circled":
        return chr(0x2460 + number - 1) if number <= 20 else chr(0x3251 + number - 21)
    if manner == "superscript":
        return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"[{roman(number)}]" if manner == "roman" else f"({number})"


def roman(number: int) -> str:
    """A number up to 39 in small Roman figures.

    >>> roman(14)
    'xiv'
    """
    return "x" * (number // 10) + ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][number % 10]


class Noted(NamedTuple):
    """A note: what it says, and the entry that it is, told in full where the work is cited first."""

    text: str
    entry: str | None = None


def note(habits: Habits, number: int) -> Noted:
    """What a note says: a remark; or, where notes tell sources, a work, and every other time the same work again."""
    script = habits.script
    if habits.sources:
        work, _ = habits.works[(number - 1) // 2 % len(habits.works)]
        entry = work.noted.format(work.year[:4])
        return Noted(entry if number % 2 else "Ibid., p. 31." if script.gap else "同上，第31页。", entry)
    clause = script.clauses[number % 8]
    return Noted(
        clause[0].upper() + clause[1:] + ", as the notebooks have it." if script.gap else clause + "，如此而已。"
    )


def add_note(rows: Rows, habits: Habits, printed: str, number: int) -> str:
    """Add a note, and the work that it is the first to tell, to the rows; its text."""
    text, entry = note(habits, number)
    rows.notes.append((printed, text, entry))
    if entry and (None, entry, "listed") not in rows.references:
        rows.references.append((None, entry, "listed"))
    return text


CITE = {"numeric": _numeric, "author-year": _author_year, "note": _note}
