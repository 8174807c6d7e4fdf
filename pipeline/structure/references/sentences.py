"""Entries without type letters or title marks: author-year manners (APA, Harvard, Chicago, ACM, Hans) and numeric
ones (IEEE, Elsevier, Chicago notes). Names, perhaps a year; then title, container or publisher, locators.
"""

from __future__ import annotations

import re

from pipeline.layers import EntryFields, Person
from pipeline.structure.references.dates import YEAR, date_of
from pipeline.structure.references.descriptors import Descriptor, descriptor_in
from pipeline.structure.references.entry import (
    is_place_and_publisher,
    is_publisher,
    publisher_of,
)
from pipeline.structure.references.heads import Head, are_names, first_stop, head_of
from pipeline.structure.references.hosts import EDITED_BY, read_host
from pipeline.structure.references.locators import Locators, locators_of
from pipeline.structure.references.people import people_of
from pipeline.structure.references.placing import INSIDE, described_as, placed
from pipeline.structure.references.text import Printed

_NO_YEAR = r"n\.\s?d\.?|[Ii]n press|[Ff]orthcoming|待刊|即将出版|[12][\dOolI]{2,3}"
_YEAR_IN_BRACKETS = re.compile(
    rf"\s?[(\[]\s?((?:{YEAR})[a-z]?(?:/{YEAR})?(?:\s?,\s?[^()\[\]]{{0,30}})?|{_NO_YEAR}[a-z]?)\s?[)\]](?:\s(?P<reprint>{YEAR}))?\s?[.,:]*\s*"
)
_DOT_BEHIND = re.compile(r"(?<=[a-zà-ÿ]{3})(?<!eds)\.\Z")
_EDITORS_NEAR = re.compile(r"\b[Ee]ds?\b")
_INITIAL_LAST = re.compile(r", (?:[A-ZÀ-Þ][\w'-]* )*[A-Z]\.\Z")
_BARE_YEAR = re.compile(rf"[.,]?\s?\b((?:{YEAR})[a-z]?|n\.d\.)\s?[.,:]\s?(?!\d)")
_QUOTED = re.compile(
    r"""\s*(?:"(?P<double>[^"]{4,400})"(?:(?<=[,.?!]")|(?=\s*[,.]|\s+[A-Z]|\s*\Z))|(?<!\w)'(?P<single>.{4,300}?)'(?=[,.;]))[\s,.]*"""
)
_IN = re.compile(r"(?<=[.,?!\"'\s])\s*\b[Ii]n:?\s(?=[A-Z《\"]|\d{4} [A-Z])|[.。?]\s?[载見见]:?\s?")
_STOP = re.compile(
    r"(?P<mark>[.?!](?:(?<=\.)(?<!\b[A-Z]\.)(?<!\bvs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\b[Vv]ol\.)(?<!\b[Nn]o\.)(?<!\bpp\.)(?<!\bp\.)(?<!\beds\.)"
    r"(?<!\bed\.)(?<!\bJr\.)(?![\da-z,;:)-]|\s[a-z])|(?<=[?!])(?=\s?[A-Z\u4e00-\u9fff]|\.)))\.?\s*"
)
_ABBREVIATED = re.compile(r"(?:[A-Z][\w-]*\s?(?:\.-?\s?)?){1,3}")
_REMARKS = re.compile(
    r"[\[(]\s?(?:[Ii]n Chinese|in Chinese with[^\])]*|Original work published[^)\]]*|Preprint|Kindle[^)\]]*|Online|中文|英文版?|in press|Epub[^)\]]*|"
    r"(?:[A-Z]\.?[\w'-]*\.?,?\s){1,4}[Tt]rans\.?,?|[^()]{2,30}\s[译譯]|第?\s?\d+\s?版|\d+(?:st|nd|rd|th)\s[Ee]d(?:\.|ition|n)?)[\])]|"
    r"(?:,\s|(?<=[.,]\s))\d+ vols?\b\.?|\bAdvance online publication\.?|\bAvailable (?:at|from|online)\b:?|\bRetrieved from\b:?|,?\s\b(?:\d+(?:st|nd|rd|th)|[Rr]ev(?:ised)?\.?) ed(?:n|ition)?\b\.?"
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
_VOLUME_BEHIND = re.compile(r",\s[Vv]ol(?:\.|ume)\s(?P<volume>\d+|[IVXLC]+)[\s,]*\Z")
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
    entry = entry.without(*(remark.span() for remark in _REMARKS.finditer(entry.text)))
    fields, rest = _head(entry)
    fields = fields._replace(contributors=fields.contributors + translators)
    if imprint := _IMPRINT.search(rest.text):
        return _noted(fields, rest, imprint)
    if (described := descriptor_in(rest)) and _ends_title(rest.text, described):
        return described_as(fields, rest, described, has_address)
    if quoted := _QUOTED.match(rest.text):
        group = "double" if quoted["double"] else "single"
        fields = fields._replace(title=rest.cut(*quoted.span(group)).value())
        rest = rest.cut(quoted.end())
        if EDITED_BY.search(rest.text) and not INSIDE.match(rest.text):
            return read_host(fields, rest)
        found = placed(fields, rest, has_address)
        if found.type == "book" and found.publisher_place is None and (has_address or len(found.issued or "") == 10):
            # What is quoted is a part: no book, but a piece of what the name stands for.
            return found._replace(type="webpage", publisher=None, container_title=found.publisher)
        return found
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
                issued=date_of(year.groupdict().get("reprint") or year.group(1)),
                contributors=people_of(_DOT_BEHIND.sub("", names.raw.rstrip(" ："))),
            ), entry.cut(year.end())
    head: Head | None = head_of(text, ".:,")
    if head is None and (quoted := re.search(r'[,.]\s?(?=")', text[:300])):
        # The dot of `Roberts, Sarah T.` is the initial's.
        dot = _INITIAL_LAST.search(text, 0, quoted.start() + 1) is not None
        head = Head(quoted.start() + dot, quoted.end(), ",")
    if head is None:
        head = first_stop(text)
        if head and not are_names(text[: head.end], False):
            head = None
    if head is None or not text[head.rest :].strip(" ."):
        return EntryFields(), entry
    return EntryFields(contributors=people_of(entry.cut(0, head.end).raw)), entry.cut(head.rest)


def _ends_title(text: str, described: Descriptor) -> bool:
    """True where a descriptor stands behind the title: no host and, if it names no kind, no other sentence before it."""
    before, behind = text[: described.start], text[described.end :].lstrip()
    if not before.strip() or _host_in(before):
        return False
    if behind and not (behind[0] in ".," or behind[0].isupper() or not behind[0].isascii()):
        return False
    return described.kind is not None or not any(stop["mark"] == "." for stop in _STOP.finditer(before))


def _noted(fields: EntryFields, rest: Printed, imprint: re.Match[str]) -> EntryFields:
    """`Title (Place: Publisher, Year), page`, as notes of the Chicago style have it."""
    publisher, place = publisher_of(rest.cut(*imprint.span("words")), sure=True)
    found = locators_of(rest.cut(imprint.end()))
    title = rest.cut(0, imprint.start())
    if volume := _VOLUME_BEHIND.search(title.text):
        fields = fields._replace(volume=title.cut(*volume.span("volume")).value())
        title = title.cut(0, volume.start())
    if not fields.contributors and (names := _NOTE_NAMES.match(title.text)):
        fields = fields._replace(contributors=people_of(names["names"]))
        title = title.cut(names.end())
    kind, container = "book", None
    editors: tuple[Person, ...] = ()
    if quoted := _QUOTED.match(title.text):
        kind, container = "chapter", title.cut(quoted.end())
        title = title.cut(*quoted.span("double" if quoted["double"] else "single"))
        if inside := INSIDE.match(container.text):
            container = container.cut(inside.end())
        if match := re.search(r",?\s(?:eds?\.|edited by)\s(?:by\s)?(?P<names>.+)\Z", container.text):
            editors = people_of(match["names"], "editor")
            container = container.cut(0, match.start())
    return fields._replace(
        type=kind, title=title.value(), container_title=container.value() if container else None, publisher=publisher, publisher_place=place,
        issued=fields.issued or imprint["year"], page=found.page or found.volume, contributors=fields.contributors + editors,
    )  # fmt: skip


def _host_in(text: str) -> re.Match[str] | None:
    """Where `In` begins the host: behind a title's end, or with a capital before editors."""
    for match in _IN.finditer(text, 3):
        before = text[: match.start()].rstrip()[-1:]
        word = match.group().lstrip(" .?")[:3]
        if before in ".?!\"'" or match.group()[0] in ".?":
            return match
        if word == "in:" or (word[:1] == "I" and _EDITORS_NEAR.search(text, match.end(), match.end() + 120)):
            return match
    return None


def _divided(fields: EntryFields, rest: Printed, has_address: bool) -> EntryFields:
    """No marks around the title: it ends at a full stop, or where `In` begins the host."""
    if inside := _host_in(rest.text):
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
        return placed(
            fields._replace(title=rest.cut(0, short.start()).value()), rest.cut(short.start() + 1), has_address
        )
    return placed(fields._replace(title=rest.cut(0, keep).value()), rest.cut(stops[at].end()), has_address)


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
    return placed(fields._replace(title=title.value()), rest.cut(parts[at].end()), has_address)
