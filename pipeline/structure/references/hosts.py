"""The host of a part, behind `In`: editors, the host's title, pages, imprint."""

from __future__ import annotations

import re

from pipeline.layers import EntryFields, Person
from pipeline.structure.references.entry import (
    is_conference,
    is_place_and_publisher,
    is_publisher,
    meeting_of,
    publisher_of,
)
from pipeline.structure.references.heads import are_names
from pipeline.structure.references.locators import Locators, locators_of
from pipeline.structure.references.people import people_of
from pipeline.structure.references.text import Printed

_NAME = r"[A-ZÀ-Þ][\w'-]*\.?(?: (?:[A-ZÀ-Þ]\.?|d[aei]|v[ao]n|der?|[A-ZÀ-Þ][\w'-]+)){1,4}"
EDITED_BY = re.compile(
    rf",?\s(?:eds?\.|edited by|ed\. by|hrsg\. v(?:on|\.))\s(?:by\s)?(?P<names>{_NAME}(?:(?:, {_NAME})*,? (?:and|&) {_NAME})?(?: et al\.)?)"
    r"(?=[,.;](?:\s|\Z)|\s[\d(]|\Z)"
)
_PAGES_IN_BRACKETS = re.compile(r",?\s?\(\s?(?=(?:[Vv]ol\.|pp?\.|[Ee]d|\d+(?:st|nd|rd|th)))(?P<inner>[^()]{2,60})\)")


def read_host(fields: EntryFields, host: Printed) -> EntryFields:
    """A part of a book or of proceedings: editors, the host's title, pages, imprint."""
    editors: tuple[Person, ...] = ()
    match = re.search(r"\s?\(?\b[Ee]ds?\b\.?\s?\)?[\s,.]*", host.text[:200])
    if match and match.start() > 2 and are_names(host.text[: match.start()], True):
        editors = people_of(host.cut(0, match.start()).raw, "editor")
        host = host.cut(match.end())
    elif names := EDITED_BY.search(host.text):
        editors = people_of(names["names"], "editor")
        host = host.without(names.span())
    pages = Locators(host)
    if bracket := _PAGES_IN_BRACKETS.search(host.text):
        pages = locators_of(host.cut(*bracket.span("inner")))
        container, rest = host.cut(0, bracket.start()), host.cut(bracket.end())
    else:
        stop = next((m for m in re.finditer(r"[.,](?!\d)\s?", host.text) if _ends_host(host.text, m)), None)
        container, rest = (
            (host.cut(0, stop.start()), host.cut(stop.end())) if stop else (host, host.cut(len(host.text)))
        )
    found = locators_of(rest, issued=fields.issued, throughout=True)
    publisher, place = publisher_of(
        found.words.cut(len(found.words.text) - len(found.words.text.lstrip(" .,()"))), sure=True
    )
    inner = locators_of(container, issued=found.issued)
    name = inner.words
    kind = "chapter"
    if is_conference(container.text) or (publisher is None and not editors):
        kind, name = "paper-conference", meeting_of(name)
    return fields._replace(
        type=kind, container_title=name.value(), publisher=publisher, publisher_place=place, issued=inner.issued,
        volume=pages.volume or inner.volume or found.volume or fields.volume, issue=inner.issue or found.issue, page=pages.page or inner.page or found.page, contributors=fields.contributors + editors,
    )  # fmt: skip


_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\bProc\b.*)\Z")
"""What carries a full stop that ends nothing: an initial, every word of an abbreviated meeting."""


def _ends_host(text: str, stop: re.Match[str]) -> bool:
    """True where an imprint or pages follow a stop in the host."""
    following = text[stop.end() :]
    first = re.split(r"[,.]", following, maxsplit=1)[0]
    return (
        (stop.group().strip() == "." and not _ABBREVIATION.search(text, 0, stop.start()) and following[:1].isupper())
        or is_place_and_publisher(following) or (is_publisher(first) and len(first) < 60) or bool(re.match(r"pp?\.|vol\.|\d+-\d+", following))
    )  # fmt: skip
