"""Entries with a type letter, `[M]` `[J]` `[EB/OL]` …: GB/T 7714, with the slips of typists and of recognition."""

from __future__ import annotations

import re

from pipeline.document import CJK
from pipeline.layers import EntryFields, Person
from pipeline.structure.references.dates import DATE, YEAR, date_of
from pipeline.structure.references.entry import (
    is_conference,
    is_place_and_publisher,
    is_publisher,
    publisher_of,
)
from pipeline.structure.references.heads import first_stop, head_of
from pipeline.structure.references.locators import Locators, locators_of
from pipeline.structure.references.people import people_of
from pipeline.structure.references.text import Printed

TYPES = {
    "M": "book", "J": "article-journal", "D": "thesis", "C": "paper-conference", "N": "article-newspaper", "R": "report",
    "S": "standard", "P": "patent", "G": "book", "K": "book", "A": "document", "EB": "webpage", "OL": "webpage",
    "DB": "dataset", "DS": "dataset", "CP": "software", "CM": "map", "Z": "document",
}  # fmt: skip
"""GB/T 7714 type letters and the CSL types they stand for; the carrier behind a stroke (`J/OL`) does not matter."""

_LETTERS = "|".join(sorted(TYPES, key=len, reverse=True))
_MARK = re.compile(
    rf"[\[「『]\s?(?P<letters>{_LETTERS})\s?(?:/\s?(?:[O0]\s?[Ll1I]|[A-Z]{{2}}))?\s?(?:[\]」』)}}1lI|!]|(?=\s?[.,，:/]|\s?[{CJK}]))|"
    rf"(?<=[{CJK}\w\"》])\s?\((?P<round>[MJDCNR])\)(?=\s?[.,])|"
    rf"(?<=[^\s\[A-Z/])\s?(?P<unopened>[MJDCNRSPZ])\]|(?<=[{CJK}.\s])(?P<bare>EB/OL|M/OL|J/OL)\]?"
)
_SIGNS = ("[", "]", "「", "『", "/OL", "(M)", "(J)", "(D)", "(C)", "(N)", "(R)")
"""Without one of these, no type letter stands in an entry."""
_YEAR_FIRST = re.compile(
    rf"\s*(?:\(\s?(?P<bracketed>{YEAR}[a-z]?|[\dOolI]{{4}}[a-z]?)\s?\)\s?[.,:]?|(?P<bare>{YEAR})[a-z]?\s?[.,:](?!\d))\s*"
)
_TRANSLATED = re.compile(
    rf"(?:\A|(?<=[.,;:(]))\s?(?P<chinese>(?:[{CJK}A-Z·,、\s]|[A-Z]\.)+?[编]?[译譯校](?!文)[者]?)\s?\)?(?=[.,;]|\s|\Z)|"
    r"(?:\A|(?<=[.,;(]))\s?(?P<latin>(?:[Tt]rans(?:lated)?\b\.?\s(?:by\s)?)[A-Z]\.?[\w'-]*(?:\s[A-Z]\.?[\w'-]*){0,3})(?=[.,;)]|\Z)"
)
_EDITED = re.compile(rf"(?:\A|(?<=[.,;]))\s?(?P<names>[{CJK}·,、]+?(?:主编|编著|编))\s?(?=[.,;])")
_PROCEEDINGS = re.compile(r"\s?;\s?(?=proceedings\b)", re.IGNORECASE)
_HOST = re.compile(
    r"\A[\s.]*(?://|[.,]?\s?\bIn\b:?\s|[载載见見](?::\s?|(?=[《\"])))\s?|\A[\s.,]*\[\s?[CMAG]\s?\](?:\s?//)?"
)
_ISSUED_ONLINE = re.compile(rf"\(\s?(?P<date>{DATE}|{YEAR})\s?\)")


def read_type_letters(entry: Printed) -> EntryFields | None:
    """The fields of an entry with a type letter; None where it has none."""
    mark = _MARK.search(entry.text) if any(sign in entry.text for sign in _SIGNS) else None
    if mark is None or mark.start() < 2:
        return None
    letters = mark["letters"] or mark["round"] or mark["unopened"] or (mark["bare"] or "").partition("/")[0]
    contributors, issued, title = _head(entry.cut(0, mark.start()))
    tail = entry.cut(mark.end())
    host = _HOST.match(tail.text)
    kind = TYPES[letters]
    fields = EntryFields(type=kind, title=title.value(), issued=issued, contributors=contributors)
    if letters in ("EB", "OL", "DB") and (online := _ISSUED_ONLINE.search(tail.text)):
        fields = fields._replace(issued=fields.issued or date_of(online["date"]))
        tail = tail.without(online.span())
    if letters == "C" and host is None and (split := _PROCEEDINGS.search(title.text)):
        return _in_proceedings(fields, title, split, tail)
    if host is not None and (letters in "CMA" or host.group().strip(" .")):
        hosted = _hosted(fields, tail.cut(host.end()))
        meeting = letters == "C" and is_conference(hosted.container_title or "")
        return hosted._replace(type="paper-conference" if meeting else "chapter")
    if kind in ("article-journal", "article-newspaper"):
        return _periodical(fields, tail)
    return _published(fields, tail, online=kind in ("webpage", "dataset", "software"))


def _head(head: Printed) -> tuple[tuple[Person, ...], str | None, Printed]:
    """Names, a year that stands behind them, and the title."""
    names = head_of(head.text)
    if year := _YEAR_FIRST.match(head.text, names.end if names else 0):
        if names:
            return people_of(head.cut(0, names.end).raw), date_of(year.group()), head.cut(year.end())
    elif (
        names is None
        and (year := re.search(rf"\s?\(({YEAR})[a-z]?\)\s?[.,:]?\s*", head.text))
        and year.start() < 80
        and "." not in head.text[: year.start()].rstrip(".")
        and head.text[year.end() :].strip(" .")
    ):
        return people_of(head.cut(0, year.start()).raw), date_of(year.group()), head.cut(year.end())
    if names is None and not head.text.startswith(("《", '"')):
        names = first_stop(head.text)
    if names is None or not head.text[names.rest :].strip(" ."):
        return (), None, head
    rest = head.cut(names.rest)
    if year := _YEAR_FIRST.match(rest.text):
        return people_of(head.cut(0, names.end).raw), date_of(year.group()), rest.cut(year.end())
    return people_of(head.cut(0, names.end).raw), None, rest


def _periodical(fields: EntryFields, tail: Printed) -> EntryFields:
    found = locators_of(tail, issued=fields.issued)
    if not found.in_container and is_place_and_publisher(found.words.text) and is_publisher(found.words.text):
        return _published(fields._replace(type="book"), tail)
    return _located(fields, found)._replace(container_title=found.words.value())


def _located(fields: EntryFields, found: Locators) -> EntryFields:
    return fields._replace(issued=found.issued, volume=found.volume, issue=found.issue, page=found.page)


def _published(fields: EntryFields, tail: Printed, *, online: bool = False) -> EntryFields:
    """Translators and editors, then place, publisher, year and pages."""
    people, tail = _helpers(tail)
    found = locators_of(tail, issued=fields.issued)
    publisher, place = publisher_of(found.words, sure=not online)
    container = found.words.value() if online and publisher is None else None
    # What follows a book's year is a page, whatever stands between.
    page = found.page or (found.volume if fields.type != "paper-conference" and found.volume else None)
    volume = found.volume if page != found.volume else None
    return fields._replace(
        publisher=publisher, publisher_place=place, container_title=container, issued=found.issued, volume=volume,
        issue=found.issue, page=page, contributors=fields.contributors + people,
    )  # fmt: skip


def _helpers(tail: Printed) -> tuple[tuple[Person, ...], Printed]:
    """Translators and editors named between title and imprint, and the tail without them."""
    people: tuple[Person, ...] = ()
    if match := _TRANSLATED.search(tail.text, 0, 200):
        people = people_of(tail.cut(*match.span()).raw.strip("(（ "), "translator")
        tail = tail.cut(match.end()) if not tail.text[: match.start()].strip(" .,;") else tail.without(match.span())
    elif match := _EDITED.search(tail.text, 0, 200):
        people = people_of(match["names"], "editor")
        tail = tail.without(match.span())
    lead = re.match(
        r"[\s.,;:)]*(?:第?\s?[\d一二三四五六七八九]+\s?版|修订版|\d+(?:st|nd|rd|th) ed\.?)?[\s.,;:]*", tail.text
    )
    return people, tail.cut(lead.end() if lead else 0)


def _hosted(fields: EntryFields, tail: Printed) -> EntryFields:
    """A part of a larger work: its editors, its title, then the imprint."""
    editors: tuple[Person, ...] = ()
    names = head_of(tail.text)
    if names and names.mark in ".:" and tail.text[names.rest :].strip() and not is_publisher(tail.text[: names.end]):
        rest = tail.cut(names.rest)
        if _has_title(rest.text):
            editors = people_of(tail.cut(0, names.end).raw, "editor")
            tail = rest
    stop = next(
        (m for m in re.finditer(r"[.,](?!\s?\d)|\[[CMAGJ]\]", tail.text) if _is_imprint(tail.text[m.end() :])), None
    )
    if stop is None:
        found = locators_of(tail)
        return _located(fields, found)._replace(
            container_title=found.words.value(), contributors=fields.contributors + editors
        )
    container = re.sub(r"\[[CMAGJ]\]?\Z", "", tail.cut(0, stop.start()).value() or "")
    whole = _published(fields, tail.cut(stop.end()))
    return whole._replace(
        container_title=container or None,
        contributors=whole.contributors[: len(fields.contributors)]
        + editors
        + whole.contributors[len(fields.contributors) :],
    )


def _has_title(text: str) -> bool:
    """True where a title seems to stand before the imprint: more than one stretch between stops."""
    return len([part for part in re.split(r"[.《》]", text) if len(part.strip()) > 3]) > 1


def _is_imprint(text: str) -> bool:
    head = re.split(r",|\.(?=\s|[\u4e00-\u9fff]|\Z)", text.strip(" .,["), maxsplit=1)[0].strip(" .C]")
    return (
        is_place_and_publisher(text.lstrip(" .,"))
        or (is_publisher(head) and len(head) < 80)
        or bool(re.fullmatch(YEAR, head))
    )


def _in_proceedings(fields: EntryFields, title: Printed, split: re.Match[str], tail: Printed) -> EntryFields:
    """`Title; proceedings of the Conference, F, 2018 [C]. Publisher`, as EndNote exports it."""
    found = locators_of(title.cut(split.end()))
    words = re.sub(r",\s?[A-Z]?\s?,?\s*\Z", "", found.words.value() or "")
    publisher, place = publisher_of(locators_of(tail).words, sure=True)
    return fields._replace(
        title=title.cut(0, split.start()).value(), container_title=words, publisher=publisher, publisher_place=place,
        issued=found.issued, page=locators_of(tail).page,
    )  # fmt: skip
