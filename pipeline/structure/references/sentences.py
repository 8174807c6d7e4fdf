"""Entries without type letters or title marks: author-year manners (APA, Harvard, Chicago, ACM, Hans) and numeric
ones (IEEE, Elsevier, Chicago notes). Names, perhaps a year; then title, container or publisher, locators.
"""

from __future__ import annotations

import re

from pipeline.layers import EntryFields, Person
from pipeline.structure.references.dates import YEAR, date_of
from pipeline.structure.references.entry import (
    NEWSPAPER,
    is_conference,
    is_place_and_publisher,
    is_publisher,
    is_report,
    publisher_of,
    thesis_in,
)
from pipeline.structure.references.heads import Head, are_names, first_stop, head_of
from pipeline.structure.references.hosts import read_host
from pipeline.structure.references.locators import Locators, locators_of
from pipeline.structure.references.people import people_of
from pipeline.structure.references.text import Printed

_NO_YEAR = r"n\.\s?d\.?|[Ii]n press|[Ff]orthcoming|待刊|即将出版|[12][\dOolI]{2,3}"
_YEAR_IN_BRACKETS = re.compile(
    rf"\s?[(\[]\s?((?:{YEAR})[a-z]?(?:/{YEAR})?(?:\s?,\s?[^()\[\]]{{0,30}})?|{_NO_YEAR}[a-z]?)\s?[)\]]\s?[.,:]*\s*"
)
_BARE_YEAR = re.compile(rf"[.,]?\s?\b((?:{YEAR})[a-z]?|n\.d\.)\s?[.,:]\s?(?!\d)")
_QUOTED = re.compile(
    r"""\s*(?:"(?P<double>[^"]{4,400})"(?:(?<=[,.?!]")|(?=\s*[,.]|\s+[A-Z]|\s*\Z))|(?<!\w)'(?P<single>.{4,300}?)'(?=[,.;]))[\s,.]*"""
)
_IN = re.compile(r"(?<=[.,?!\"'\s])\s*\b[Ii]n:?\s(?=[A-Z《\"]|\d{4} [A-Z])|[.。?]\s?[载見见]:?\s?")
_INSIDE = re.compile(r"[\s.,]*\b[Ii]n:?\s(?=[A-Z《\"]|\d{4} [A-Z])")
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\bvs)(?<!\bDr)(?<!\bSt)(?<!\bVol)(?<!\bvol)(?<!\bNo)(?<!\bno)(?<!\bpp)(?<!\bp)(?<!\beds)(?<!\bed)(?<!\bJr)"
    r"(?P<mark>\.(?![\da-z,;:)-]|\s[a-z])|[?!](?=\s?[A-Z\u4e00-\u9fff])|[?!](?=\.))\.?\s*"
)
_ABBREVIATED = re.compile(r"(?:[A-Z][\w-]*\s?(?:\.-?\s?)?){1,3}")
_REMARKS = re.compile(
    r"[\[(]\s?(?:[Ii]n Chinese|in Chinese with[^\])]*|Original work published[^)\]]*|Preprint|Kindle[^)\]]*|Online|中文|英文版?|in press|Epub[^)\]]*|"
    r"(?:[A-Z]\.?[\w'-]*\.?,?\s){1,4}[Tt]rans\.?,?|[^()]{2,30}\s[译譯]|第?\s?\d+\s?版|\d+(?:st|nd|rd|th)\s[Ee]d(?:\.|ition|n)?)[\])]|"
    r"\bAdvance online publication\.?|\bAvailable (?:at|from|online)\b:?|\bRetrieved from\b:?|,?\s\b(?:\d+(?:st|nd|rd|th)|[Rr]ev(?:ised)?\.?) ed(?:n|ition)?\b\.?"
)
_TRANSLATOR = re.compile(
    r"[\[(](?:Vol\.\s?\d+,\s)?(?P<before>[A-Z][\w'.-]*(?:(?:,|\s)\s?(?:&\s?)?[A-Z][\w'.-]*){0,7}),?\s[Tt]rans\.?,?\s?[\])]|\(\s?(?P<chinese>[^()]{2,30})\s?[译譯]\s?\)|"
    r"\b(?:[Tt]rans(?:lated)?\b\.?\s?(?:by\s)?)(?P<after>[A-Z][\w'-]*\.?(?:\s[A-Z][\w'.-]*){1,3}?)(?=[.,;]\s|\Z|\s\()"
)
_IMPRINT = re.compile(
    rf"\s?\((?P<words>[^()]{{2,60}}?:[^()]{{2,60}}?|[^():]{{2,40}}(?:Press|Books|Verlag))\s?,\s?(?P<year>{YEAR})\)"
)
_NAME = r"[A-ZÀ-Þ][\w'-]*\.?(?: [A-ZÀ-Þ]\.?)? [A-ZÀ-Þ][\w'-]+"
_NOTE_NAMES = re.compile(rf"(?P<names>{_NAME}(?:(?:, {_NAME})*,? and {_NAME})?(?: et al\.)?), ")
_VOLUME_IN_BRACKETS = re.compile(r"\s?[\[(](?:Vol\.|Volume)\s?(?P<volume>\d+|[IVX]+)[^()]*[\])]?\Z")
_SHORT_END = re.compile(r",\s[A-Z][a-z]{0,9}\Z")


def read_sentences(entry: Printed, *, has_address: bool) -> EntryFields:
    """The fields of an entry that only its stops and commas divide; `has_address` where it gives one."""
    translators: tuple[Person, ...] = ()
    if match := _TRANSLATOR.search(entry.text):
        name = match["before"] or match["chinese"] or match["after"]
        translators = people_of(name, "translator")
        # `(Vol. 1, B. Fowkes, Trans.)` keeps its volume.
        volume = re.match(r"\(Vol\.\s?\d+(?=,)", match.group())
        entry = entry.without((match.start() + (volume.end() if volume else 0), match.end() - bool(volume)))
    for remark in list(_REMARKS.finditer(entry.text)):
        entry = entry.without(remark.span())
    fields, rest = _head(entry)
    fields = fields._replace(contributors=fields.contributors + translators)
    if imprint := _IMPRINT.search(rest.text):
        return _noted(fields, rest, imprint)
    if quoted := _QUOTED.match(rest.text):
        group = "double" if quoted["double"] else "single"
        fields = fields._replace(title=rest.cut(*quoted.span(group)).value())
        return _placed(fields, rest.cut(quoted.end()), has_address)
    return _divided(fields, rest, has_address)


def _head(entry: Printed) -> tuple[EntryFields, Printed]:
    """Names and a year; the rest begins with the title."""
    text = entry.text
    for pattern in (_YEAR_IN_BRACKETS, _BARE_YEAR):
        year = pattern.search(text, 0, 600)
        if (
            year
            and year.start() > 1
            and len(text) > year.end() + 3
            and are_names(text[: year.start()], pattern is _YEAR_IN_BRACKETS)
        ):
            # The dot of `Fuchs, C. 2010.` is the initial's.
            dot = text[year.start()] == "." and re.search(r", ?[A-Z]\Z", text[: year.start()]) is not None
            names = entry.cut(0, year.start() + dot)
            return EntryFields(
                issued=date_of(year.group(1)), contributors=people_of(names.raw.rstrip(" ："))
            ), entry.cut(year.end())
    head: Head | None = head_of(text, ".:,")
    if head is None and (quoted := re.search(r'[,.]\s?(?=")', text[:300])):
        head = Head(quoted.start(), quoted.end(), ",")
    if head is None:
        head = first_stop(text)
        if head and not are_names(text[: head.end], False):
            head = None
    if head is None or not text[head.rest :].strip(" ."):
        return EntryFields(), entry
    return EntryFields(contributors=people_of(entry.cut(0, head.end).raw)), entry.cut(head.rest)


def _noted(fields: EntryFields, rest: Printed, imprint: re.Match[str]) -> EntryFields:
    """`Title (Place: Publisher, Year), page`, as notes of the Chicago style have it."""
    publisher, place = publisher_of(rest.cut(*imprint.span("words")), sure=True)
    found = locators_of(rest.cut(imprint.end()))
    title = rest.cut(0, imprint.start())
    if not fields.contributors and (names := _NOTE_NAMES.match(title.text)):
        fields = fields._replace(contributors=people_of(names["names"]))
        title = title.cut(names.end())
    kind, container = "book", None
    editors: tuple[Person, ...] = ()
    if quoted := _QUOTED.match(title.text):
        kind, container = "chapter", title.cut(quoted.end())
        title = title.cut(*quoted.span("double" if quoted["double"] else "single"))
        if inside := _INSIDE.match(container.text):
            container = container.cut(inside.end())
        if match := re.search(r",?\s(?:eds?\.|edited by)\s(?:by\s)?(?P<names>.+)\Z", container.text):
            editors = people_of(match["names"], "editor")
            container = container.cut(0, match.start())
    return fields._replace(
        type=kind, title=title.value(), container_title=container.value() if container else None, publisher=publisher, publisher_place=place,
        issued=fields.issued or imprint["year"], page=found.page or found.volume, contributors=fields.contributors + editors,
    )  # fmt: skip


def _divided(fields: EntryFields, rest: Printed, has_address: bool) -> EntryFields:
    """No marks around the title: it ends at a full stop, or where `In` begins the host."""
    if (inside := _IN.search(rest.text, 3)) and _STOP.search(rest.text[: inside.end()].rstrip(" Iin:") + " X"):
        title = rest.cut(0, inside.start())
        return read_host(fields._replace(title=title.value()), rest.cut(inside.end()))
    stops = [match for match in _STOP.finditer(rest.text) if rest.text[match.end() :].strip(" .,")]
    tail = locators_of(rest, issued=fields.issued)
    if not stops:
        return _by_commas(fields, rest, tail, has_address)
    at = len(stops) - 1
    if tail.in_container or tail.words.text.strip() != rest.text.strip():
        # The container is the sentence that the locators close; abbreviated words before it belong to it.
        end = len(tail.words.text.rstrip(" .,("))
        before = [index for index, stop in enumerate(stops) if stop.end() <= end - 1]
        if not before:
            return _by_commas(fields, rest, tail, has_address)
        at = before[-1]
    while (
        at > 0
        and _ABBREVIATED.fullmatch(rest.text[stops[at - 1].end() : stops[at].end()].strip())
        and tail.in_container
    ):
        at -= 1
    if (
        at > 0
        and is_place_and_publisher(rest.text[stops[at - 1].end() :])
        and ":" in rest.text[stops[at - 1].end() : stops[at].end()]
    ):
        at -= 1
    keep = stops[at].start("mark") + (stops[at]["mark"] in "?!")
    if tail.in_container and (short := _SHORT_END.search(rest.text[:keep])):
        return _placed(
            fields._replace(title=rest.cut(0, short.start()).value()), rest.cut(short.start() + 1), has_address
        )
    return _placed(fields._replace(title=rest.cut(0, keep).value()), rest.cut(stops[at].end()), has_address)


def _by_commas(fields: EntryFields, rest: Printed, tail: Locators, has_address: bool) -> EntryFields:
    """Title and container divided by commas only: the container is the stretch before the locators."""
    words = tail.words.text.rstrip(" .,(")
    parts = list(re.finditer(r",\s?", words))
    if tail.words.text.strip() == rest.text.strip() and not is_publisher(words):
        return fields._replace(title=rest.value(), type="webpage" if has_address else None)
    if not parts:
        kind = "webpage" if has_address else None
        return fields._replace(title=tail.words.value(), issued=tail.issued, type=kind)
    at = len(parts) - 1
    publisher = next((i for i, part in enumerate(parts) if is_publisher(words[part.end() :].split(",")[0])), None)
    at = publisher if publisher is not None and not tail.volume else at
    title = rest.cut(0, parts[at].start())
    return _placed(fields._replace(title=title.value()), rest.cut(parts[at].end()), has_address)


def _placed(fields: EntryFields, rest: Printed, has_address: bool) -> EntryFields:
    """What follows the title: a host behind `in`, a thesis's school, a container with locators, or an imprint."""
    if inside := _INSIDE.match(rest.text):
        return read_host(fields, rest.cut(inside.end()))
    whole = (fields.title or "") + rest.text
    if thesis := thesis_in(rest.text):
        found = locators_of(rest.without(thesis.span()), issued=fields.issued, throughout=True)
        return fields._replace(type="thesis", issued=found.issued, publisher=found.words.value())
    if fields.title and (thesis := thesis_in(fields.title)):
        title = fields.title[: thesis.start()].rstrip(" ([（［.,") or None
        return fields._replace(type="thesis", title=title, publisher=locators_of(rest).words.value())
    found = locators_of(rest, issued=fields.issued)
    words = found.words
    publisher, place = (None, None)
    if (
        not found.in_container
        or (is_place_and_publisher(words.text) and not (found.volume and found.page))
        or (is_publisher(words.text) and not found.volume)
    ):
        publisher, place = publisher_of(words, sure=not has_address and not found.in_container and _is_name(words.text))
    if publisher:
        page = found.page or (found.volume if found.volume and not fields.issued else None)
        kind: str | None = "report" if is_report(whole) and not is_publisher(publisher) else "book"
        if volume := _VOLUME_IN_BRACKETS.search(fields.title or ""):
            shorter = (fields.title or "")[: volume.start()]
            fields, found = fields._replace(title=shorter), found._replace(volume=volume["volume"])
        return fields._replace(
            type=kind,
            publisher=publisher,
            publisher_place=place,
            issued=found.issued,
            page=page,
            volume=found.volume if page != found.volume else None,
        )
    container = words.value()
    if container is None and has_address:
        kind = "webpage"
    elif found.in_container:
        kind = (
            "paper-conference"
            if is_conference(container or "") and not found.volume
            else "report"
            if is_report(container or "") and not found.page
            else "article-journal"
        )
    elif container and NEWSPAPER.search(container):
        kind = "article-newspaper"
    else:
        kind = "webpage" if has_address else "report" if is_report(whole) else None
    return fields._replace(
        type=kind,
        container_title=container,
        issued=found.issued,
        volume=found.volume,
        issue=found.issue,
        page=found.page,
    )


def _is_name(text: str) -> bool:
    """True where every word but the small ones has a capital, as in the name of a publisher."""
    return all(
        word[:1].isupper() or word in ("of", "and", "the", "for", "&") or not word.isascii() for word in text.split()
    )
