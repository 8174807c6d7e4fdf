"""Entries that set titles in book-title marks: `马克思：《资本论》第1卷，人民出版社2004年版，第87页。`"""

from __future__ import annotations

import re

from pipeline.document import CJK
from pipeline.layers import EntryFields, Person
from pipeline.structure.references.dates import YEAR
from pipeline.structure.references.descriptors import descriptor_in
from pipeline.structure.references.entry import NEWSPAPER, is_report, publisher_of, thesis_in
from pipeline.structure.references.locators import Locators, locators_of
from pipeline.structure.references.people import people_of
from pipeline.structure.references.text import HOLE, Printed

_ROLE_END = re.compile(r"(?:译|譯|主编|主編|编|編|编著|校|选编|编译)\Z")
_HELPERS = re.compile(
    rf"\s?(?P<names>(?:[\[(][^\[\]()]+[\])])?[{CJK}A-Z·.、\s]{{2,60}}?(?:等|等人)?\s?(?:[合编]?[译譯]|校|主?[编編]|选编)(?:校)?)(?=[,.;]|\s*\Z)"
)
_YEAR_PAREN = re.compile(rf"\s?[(]?({YEAR})[a-z]?[)]?\s?(?:年)?[.,:]?\s?\Z")
_TITLE_BEFORE = re.compile(
    rf"(?P<names>[^()]{{2,80}}?)\s?[(](?P<year>{YEAR})[a-z]?[)]\s?[.,:]?\s?(?P<title>[^()].{{3,}}[^\s.,])[\s.,]*\Z"
)
_ONLINE = re.compile(r"[\s,]*(?:微信)?(?:公[众眾][号號]|微博|官网|官網|[网網]站)")
_BETWEEN = re.compile(r"[\s,.:;]*(?:[载載见見]于?|收[入于录]|in)?[\s,.:;]*")
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
        issued, names = year.group(1), names[: year.start()]
    names = _BEHIND_NAMES.sub("", names)
    if titled := _TITLE_BEFORE.match(lead.text):
        title = lead.cut(*titled.span("title"))
        fields = EntryFields(title=title.value(), contributors=people_of(titled["names"]))
        return _in_container(fields, entry.cut(start, end), (), entry.cut(end + 1), titled["year"])
    contributors = people_of(lead.raw[: len(names)]) if names else ()
    fields = EntryFields(title=entry.cut(start, end).value(), contributors=contributors)
    rest = entry.cut(end + 1)
    host = next(((a, b) for a, b in titles[1:] if _BETWEEN.fullmatch(entry.text, end + 1, a - 1)), None)
    if host is None and len(titles) > 1 and (split := _hosted(entry, end, titles[1])) is not None:
        host, editors = titles[1], split
    else:
        editors = ()
    if host is not None:
        rest = entry.cut(min(host[1] + (entry.text[host[1] : host[1] + 1] == "》"), len(entry.text)))
        return _in_container(fields, entry.cut(*host), editors, rest, issued)
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
    if found and (quoted := re.search(r'"([^"《》]{2,100})"\s*[,.]?\s*(?:[载載]于?)?\s*\Z', text[: found[0][0] - 1])):
        found.insert(0, quoted.span(1))
    return found


def _hosted(entry: Printed, end: int, second: tuple[int, int]) -> tuple[Person, ...] | None:
    """Editors between a part's title and its host's: `，载汪民安主编《…》`; None where other things stand there."""
    between = entry.cut(end + 1, second[0] - 1)
    match = re.search(r"(?:\A|[,.;])[\s,.;:]*(?:[载載见見]于?|收[入于录])[:\s]*", between.text)
    if match is None:
        return None
    names = between.text[match.end() :].strip(" ,:")
    helpers = between.text[: match.start()].strip(" ,.")
    translators = people_of(helpers, "translator") if _ROLE_END.search(helpers) else ()
    return translators + (people_of(names, "editor") if names else ())


def _in_container(
    fields: EntryFields, container: Printed, editors: tuple[Person, ...], rest: Printed, issued: str | None
) -> EntryFields:
    """An article, or a part of a book: the container has its own title marks."""
    found = locators_of(rest, issued=issued, throughout=True)
    name = container.value() or ""
    fields = _with(fields, found)._replace(container_title=name or None, contributors=fields.contributors + editors)
    publisher, place = publisher_of(found.words)
    if publisher:
        return fields._replace(type="chapter", publisher=publisher, publisher_place=place)
    if _ONLINE.match(rest.text):
        return fields._replace(type="webpage")
    if NEWSPAPER.search(name) and found.issue is None:
        sheet = re.search(r"第?\s?(\d+)\s?版", rest.text)
        return fields._replace(type="article-newspaper", page=fields.page or (sheet.group(1) if sheet else None))
    return fields._replace(type="article-journal" if found.issued else None)


def _book(fields: EntryFields, rest: Printed, issued: str | None) -> EntryFields:
    """A book: volume, translators, place, publisher, year, pages, in whichever order they come."""
    people: tuple[Person, ...] = ()
    described = descriptor_in(rest)
    if described and described.kind:
        rest = rest.without((described.start, described.end))
    if thesis := thesis_in(rest.text):
        rest = rest.without(thesis.span())
    lead = re.match(r"(?:[^,.:]{0,12}?[卷册輯辑版][\s,.:;]*)?(?:\([^()]*\))?[\s,.:;]*", rest.text)
    match = _HELPERS.match(rest.text, lead.end() if lead else 0)
    if match:
        people = people_of(rest.cut(*match.span("names")).raw, "translator")
        rest = rest.without(match.span())
    found = locators_of(rest, issued=issued, throughout=True)
    words = re.sub(r"\([^()]*\)", lambda blank: " " * len(blank.group()), found.words.text)
    kept = Printed(
        "".join(raw if mark != " " or raw == HOLE else " " for raw, mark in zip(found.words.raw, words, strict=True)),
        words,
    )
    publisher, place = publisher_of(_first(kept))
    title = fields.title or ""
    kind = described.kind if described else None
    kind = kind or (
        "thesis" if thesis else "report" if publisher is None and is_report(title) else "book" if publisher else None
    )
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
