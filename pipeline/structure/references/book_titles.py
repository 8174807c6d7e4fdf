"""Entries that set titles in book-title marks: `马克思：《资本论》第1卷，人民出版社2004年版，第87页。`"""

from __future__ import annotations

import re

from pipeline.document import CJK
from pipeline.layers import EntryFields, Person
from pipeline.structure.references.dates import DATE, NO_YEAR, YEAR, date_of
from pipeline.structure.references.descriptors import descriptor_in
from pipeline.structure.references.helpers import helpers_in
from pipeline.structure.references.imprint import publisher_of
from pipeline.structure.references.kinds import NEWSPAPER, is_report, thesis_in
from pipeline.structure.references.locators import Locators, locators_of
from pipeline.structure.references.people import people_of
from pipeline.structure.references.text import HOLE, Printed

_IN = r"[载載见見][于於]?|收[入于於錄录][于於]?"
"""What leads from a part to its host."""
_YEAR_PAREN = re.compile(
    rf"\s?(?:\(\s?(?P<printed>{DATE}|{YEAR}[a-z]?|{NO_YEAR}|[12][\dOolI]{{2,3}}[a-z]?)\s?\)|(?P<bare>{YEAR})[a-z]?)\s?年?[.,:]?\s?\Z"
)
_TITLE_BEFORE = re.compile(
    rf"(?P<names>[^()]{{2,80}}?)\s?[(](?P<year>{DATE}|{YEAR}[a-z]?)[)]\s?[.,:]?\s?(?P<title>[^()\s].{{3,}}?)"
    rf"(?P<host>[.,]\s?(?:{_IN}).*)?[\s.,]*\Z"
)
_PRINTED_IN = re.compile(rf"\w{YEAR}年版")
_HOUSE = re.compile(rf"[\s.]*[{CJK}]+(?<![网網报報刊日])[\s.]*")
"""What stands behind a title in the author-year manner, `。聯經。`, published it, unless its name says that it is none."""
_ONLINE = re.compile(r"[\s,]*(?:微信)?(?:公[众眾][号號]|微博|官网|官網|[网網]站)")
_BETWEEN = re.compile(rf"(?:(?:.*[,.;)])?\s*(?:{_IN})\s?(?P<names>[^,.;]*)|in)?[\s,.:;]*")
_BEHIND_NAMES = re.compile(r"[\s.,:;]+\Z")


def read_book_titles(entry: Printed) -> EntryFields | None:
    """The fields of an entry whose title stands in 《》 or “”; None where it does not."""
    titles = _titles(entry.text)
    if not titles:
        return None
    start, end = titles[0]
    lead = entry.cut(0, start - 1)
    if len(lead.text) > 160:
        return None
    names = lead.text
    issued = None
    if year := _YEAR_PAREN.search(names):
        issued, names = date_of(year["printed"] or year["bare"]), names[: year.start()]
    names = _BEHIND_NAMES.sub("", names)
    if titled := _TITLE_BEFORE.match(lead.text):
        title = lead.cut(*titled.span("title"))
        editors = _editors(lead.cut(*titled.span("host"))) if titled["host"] else ()
        helpers, title = helpers_in(title)
        fields = EntryFields(title=title.value(), contributors=people_of(titled["names"]) + helpers)
        return _in_container(fields, entry.cut(start, end), editors or (), entry.cut(end + 1), date_of(titled["year"]))
    contributors = people_of(lead.raw[: len(names)]) if names else ()
    fields = EntryFields(title=entry.cut(start, end).value(), contributors=contributors)
    for first, last in titles[1:2]:
        if (editors := _editors(entry.cut(end + 1, first - 1))) is not None:
            rest = entry.cut(min(last + (entry.text[last : last + 1] == "》"), len(entry.text)))
            return _in_container(fields, entry.cut(first, last), editors, rest, issued)
    rest = entry.cut(end + 1)
    return _book(fields, rest, issued)


def _titles(text: str) -> list[tuple[int, int]]:
    """The spans inside title marks, nested ones within the outer; a mark that is lost ends before the year."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for match in re.finditer(r"[《》]", text):
        if match.group() == "《":
            if depth and re.search(rf"{YEAR}年", text[start : match.start()]):
                found.append((start, match.start()))
                depth = 0
            start = start if depth else match.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append((start, match.start()))
    if depth and (year := re.search(rf"[,.]?\s?{YEAR}", text[start:])):
        found.append((start, start + year.start()))
    if found and (
        quoted := re.search(r'(?<![\w"])"([^"《》]{2,100})"\s*[,.]?\s*(?:[载載]于?)?\s*\Z', text[: found[0][0] - 1])
    ):
        found.insert(0, quoted.span(1))
    return found


def _editors(between: Printed) -> tuple[Person, ...] | None:
    """Translators and editors between a part's title and its host's: `，载汪民安主编《…》`; None where other things stand there."""
    helpers, rest = helpers_in(between)
    if (match := _BETWEEN.fullmatch(rest.text)) is None:
        return None
    names = rest.cut(*match.span("names")).value() if match["names"] else None
    return helpers + (people_of(names, "editor") if names else ())


def _in_container(
    fields: EntryFields, container: Printed, editors: tuple[Person, ...], rest: Printed, issued: str | None
) -> EntryFields:
    """An article, or a part of a book: the container has its own title marks."""
    found = locators_of(rest, issued=issued, throughout=True)
    name = container.value() or ""
    fields = _with(fields, found)._replace(container_title=name or None, contributors=fields.contributors + editors)
    publisher, place = publisher_of(found.words, sure=_PRINTED_IN.search(rest.text) is not None)
    if publisher:
        return fields._replace(type="chapter", publisher=publisher, publisher_place=place)
    if _ONLINE.match(rest.text):
        return fields._replace(type="webpage")
    if NEWSPAPER.search(name) and found.issue is None:
        sheet = re.search(r"第?\s?([A-Z]?\d+)\s?版", rest.text)
        return fields._replace(type="article-newspaper", page=fields.page or (sheet.group(1) if sheet else None))
    return fields._replace(type="article-journal" if found.issued or found.issue else None)


def _book(fields: EntryFields, rest: Printed, issued: str | None) -> EntryFields:
    """A book: volume, translators, place, publisher, year, pages, in whichever order they come."""
    people, rest = helpers_in(rest)
    described = descriptor_in(rest)
    if described and described.kind:
        rest = rest.without((described.start, described.end))
    kind = described.kind if described else None
    if thesis := thesis_in(rest.text):
        kind = kind or "thesis"
        rest = rest.without(thesis.span())
    found = locators_of(rest, issued=issued, throughout=True)
    words = re.sub(r"\([^()]*\)", lambda blank: " " * len(blank.group()), found.words.text)
    kept = Printed(
        "".join(raw if mark != " " or raw == HOLE else " " for raw, mark in zip(found.words.raw, words, strict=True)),
        words,
    )
    name = _first(kept)
    sure = kind == "thesis" or _PRINTED_IN.search(rest.text) or (issued and _HOUSE.fullmatch(name.text))
    publisher, place = publisher_of(name, sure=bool(sure))
    title = fields.title or ""
    kind = kind or ("report" if publisher is None and is_report(title) else "book" if publisher else None)
    if kind == "thesis" and publisher is None:
        publisher = _first(kept).value()
    return _with(fields, found)._replace(
        type=kind, publisher=publisher, publisher_place=place, contributors=fields.contributors + people
    )


def _first(words: Printed) -> Printed:
    """The first stretch of words: what stands behind several blanks is a remark of the author's."""
    start = len(words.text) - len(words.text.lstrip(" ,.;:"))
    stop = re.search(r"\s*[.;]|,\s*(?:\Z|,)|,?\s{4,}", words.text[start:])
    return words.cut(start, start + stop.start() if stop else None)


def _with(fields: EntryFields, found: Locators) -> EntryFields:
    return fields._replace(issued=found.issued, volume=found.volume, issue=found.issue, page=found.page)
