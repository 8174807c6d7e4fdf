"""The host of a part, behind `In`: its title, pages, imprint."""

from __future__ import annotations

import re

from pipeline.layers import EntryFields
from pipeline.structure.references.heads import head_of
from pipeline.structure.references.imprint import imprint_at, is_publisher, publisher_of
from pipeline.structure.references.kinds import is_conference, meeting_of
from pipeline.structure.references.locators import Locators, locators_of
from pipeline.structure.references.people import people_of
from pipeline.structure.references.places import is_place
from pipeline.structure.references.text import Printed

_BRACKET = re.compile(r"[,.]?\s?\(\s?(?P<inner>[^()]{2,120})\)")
_LOCATES = re.compile(r"(?:[Vv]ol\.|pp?\.|[Ee]ds?\b|\d+(?:st|nd|rd|th)|第)")
_IN_BRACKETS = re.compile(r"[^()\d]{2,40}:[^()]{2,80}|[A-ZÀ-Þ][^()\d]{1,80},\s?\d{4}\Z")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\bProc\b.*|\bvs)\Z")
"""What carries a full stop that ends nothing: an initial, every word of an abbreviated meeting."""


def read_host(fields: EntryFields, host: Printed) -> EntryFields:
    """A part of a book or of proceedings: the host's title, pages, imprint; `fields` name its editors already."""
    pages, end = Locators(host), 0
    imprint: Printed | None = None
    for bracket in list(_BRACKET.finditer(host.text)):
        inner = host.cut(*bracket.span("inner"))
        if _LOCATES.match(inner.text):
            pages, end = locators_of(inner), bracket.start()
        elif _IN_BRACKETS.fullmatch(inner.text):
            imprint = inner
        else:
            continue
        host = host.without(bracket.span())
    found = locators_of(host, issued=fields.issued)
    words = found.words
    if imprint is None:
        at = imprint_at(words.text) or end or _end_of_title(words.text) or len(words.text)
        words, imprint = words.cut(0, at), words.cut(at)
    behind = locators_of(imprint, issued=found.issued, throughout=True)
    publisher, place = publisher_of(behind.words, sure=True)
    if (
        is_conference(words.text)
        and place
        and not (is_publisher(publisher or "") or is_place(place))
        and (publisher or "").istitle()
    ):
        # Where a meeting was held: `(pp. 166–173), San José, Mexico`.
        publisher = place = None
    within = locators_of(words, issued=behind.issued)
    name = within.words
    kind = "chapter"
    if is_conference(words.text) or (publisher is None and not _named(fields)):
        kind, name = "paper-conference", meeting_of(name)
    return fields._replace(
        type=kind, container_title=name.value(), publisher=publisher, publisher_place=place, issued=within.issued,
        volume=pages.volume or within.volume or found.volume or behind.volume or fields.volume, issue=within.issue or found.issue or behind.issue,
        page=pages.page or found.page or within.page or behind.page or fields.page,
    )  # fmt: skip


def read_behind_strokes(fields: EntryFields, host: Printed) -> EntryFields:
    """A part as GB/T 7714 has it, `Title // Editors. Host`: names are the editors' where a title follows them."""
    names = head_of(host.text)
    if names and not is_publisher(host.text[: names.end]) and not _named(fields):
        rest = host.cut(names.rest)
        if len([part for part in re.split(r"[.《》]", rest.text) if len(part.strip()) > 3]) > 1:
            editors = people_of(host.cut(0, names.end).raw, "editor")
            fields, host = fields._replace(contributors=fields.contributors + editors), rest
    return read_host(fields, host)


def _named(fields: EntryFields) -> bool:
    return any(person.role == "editor" for person in fields.contributors)


def _end_of_title(text: str) -> int | None:
    """Where the title of a host ends at a full stop, or at a comma that pages follow."""
    for stop in re.finditer(r"[.,](?!\d)\s?", text):
        following = text[stop.end() :]
        ended = (
            stop.group().strip() == "." and following[:1].isupper() and not _ABBREVIATION.search(text, 0, stop.start())
        )
        if ended or re.match(r"pp?\.|vol\.|\d+-\d+", following) or is_publisher(re.split(r"[,.]", following)[0][:60]):
            return stop.end()
    return None
