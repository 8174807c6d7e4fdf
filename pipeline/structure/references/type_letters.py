"""Entries with a type letter, `[M]` `[J]` `[EB/OL]` …: GB/T 7714, with the slips of typists and of recognition."""

from __future__ import annotations

import re

from pipeline.document import CJK
from pipeline.layers import EntryFields
from pipeline.structure.references.dates import DATE, YEAR, date_of
from pipeline.structure.references.heads import read_head
from pipeline.structure.references.helpers import helpers_in
from pipeline.structure.references.hosts import read_behind_strokes
from pipeline.structure.references.imprint import is_place_and_publisher, is_publisher, publisher_of
from pipeline.structure.references.kinds import is_conference
from pipeline.structure.references.locators import Locators, locators_of
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
    rf"(?<=[{CJK}a-z\"》])\s?(?P<misread>\[[\]1lI]\])(?=\s?[.,][^\[]*\d)|"
    rf"(?<=[^\s\[A-Z/])\s?\(?(?P<unopened>[MJDCNRSPZ])\]|(?<=[{CJK}.\s])(?P<bare>EB/OL|M/OL|J/OL)\]?"
)
_SIGNS = ("[", "]", "「", "『", "/OL", "(M)", "(J)", "(D)", "(C)", "(N)", "(R)")
"""Without one of these, no type letter stands in an entry."""
_SHEET = re.compile(r"第?\s?([A-Z]?\d+)\s?版")
_PROCEEDINGS = re.compile(r"\s?;\s?(?=proceedings\b)", re.IGNORECASE)
_HOST = re.compile(
    r"\A[\s.]*(?://|[.,]?\s?\bIn\b:?\s|[载載见見](?::\s?|(?=[《\"])))\s?|\A[\s.,]*\[\s?[CMAG]\s?\](?:\s?//)?"
)
_OLD_HOST = re.compile(r"[\s.]*(?=[^\[\]]+\[[CGM]\])")
"""`[A]. Editors. Host[C]`, of the standard's first editions"""
_LETTER = re.compile(r"\[[CMAGJ]\]?")
_EDITION = re.compile(r"[\s.,;:)]*(?:第?\s?[\d一二三四五六七八九]+\s?版|修订版|\d+(?:st|nd|rd|th) ed\.?)?[\s.,;:]*")
_ISSUED_ONLINE = re.compile(rf"\(\s?(?P<date>{DATE}|{YEAR})\s?\)")


def read_type_letters(entry: Printed) -> EntryFields | None:
    """The fields of an entry with a type letter; None where it has none."""
    mark = _MARK.search(entry.text) if any(sign in entry.text for sign in _SIGNS) else None
    if mark is None or mark.start() < 2:
        return None
    # `[]]` and `[1]` are how recognition reads the letter of an article.
    letters = (
        "J"
        if mark["misread"]
        else mark["letters"] or mark["round"] or mark["unopened"] or (mark["bare"] or "").partition("/")[0]
    )
    made, title = read_head(entry.cut(0, mark.start()))
    helpers, tail = helpers_in(entry.cut(mark.end()))
    host = _HOST.match(tail.text)
    kind = TYPES[letters]
    fields = made._replace(type=kind, title=title.value(), contributors=made.contributors + helpers)
    if letters in ("EB", "OL", "DB") and (online := _ISSUED_ONLINE.search(tail.text)):
        fields = fields._replace(issued=fields.issued or date_of(online["date"]))
        tail = tail.without(online.span())
    if letters == "C" and host is None and (split := _PROCEEDINGS.search(title.text)):
        return _in_proceedings(fields, title, split, tail)
    if host is None and letters == "A" and (part := _OLD_HOST.match(tail.text)):
        host = part
    if host is not None and (letters in "CMA" or host.group().strip(" .")):
        tail = tail.without(*(letter.span() for letter in _LETTER.finditer(tail.text)))
        hosted = read_behind_strokes(fields, tail.cut(host.end()))
        meeting = letters == "C" and is_conference(hosted.container_title or "")
        return hosted._replace(type="paper-conference" if meeting else "chapter")
    if kind in ("article-journal", "article-newspaper"):
        return _periodical(fields, tail)
    return _published(fields, tail, online=kind in ("webpage", "dataset", "software"))


def _periodical(fields: EntryFields, tail: Printed) -> EntryFields:
    found = locators_of(tail, issued=fields.issued)
    if not found.in_container and is_place_and_publisher(found.words.text) and is_publisher(found.words.text):
        return _published(fields._replace(type="book"), tail)
    fields = _located(fields, found)._replace(container_title=found.words.value())
    if fields.type == "article-newspaper" and fields.page is None and (sheet := _SHEET.search(tail.text)):
        return fields._replace(page=sheet[1])
    return fields


def _located(fields: EntryFields, found: Locators) -> EntryFields:
    return fields._replace(issued=found.issued, volume=found.volume, issue=found.issue, page=found.page)


def _published(fields: EntryFields, tail: Printed, *, online: bool = False) -> EntryFields:
    """An edition, then place, publisher, year and pages."""
    tail = tail.cut(edition.end() if (edition := _EDITION.match(tail.text)) else 0)
    found = locators_of(tail, issued=fields.issued)
    publisher, place = publisher_of(found.words, sure=not online)
    container = found.words.value() if online and publisher is None else None
    # What follows a book's year is a page, whatever stands between.
    page = found.page or (found.volume if fields.type != "paper-conference" and found.volume else None)
    volume = found.volume if page != found.volume else None
    return fields._replace(
        publisher=publisher, publisher_place=place, container_title=container, issued=found.issued, volume=volume,
        issue=found.issue, page=page,
    )  # fmt: skip


def _in_proceedings(fields: EntryFields, title: Printed, split: re.Match[str], tail: Printed) -> EntryFields:
    """`Title; proceedings of the Conference, F, 2018 [C]. Publisher`, as EndNote exports it."""
    found = locators_of(title.cut(split.end()))
    words = re.sub(r",\s?[A-Z]?\s?,?\s*\Z", "", found.words.value() or "")
    publisher, place = publisher_of(locators_of(tail).words, sure=True)
    return fields._replace(
        title=title.cut(0, split.start()).value(), container_title=words, publisher=publisher, publisher_place=place,
        issued=found.issued, page=locators_of(tail).page,
    )  # fmt: skip
