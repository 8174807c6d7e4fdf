"""What follows a title: a host, a school, a container with locators, or an imprint; and the kind of work it tells."""

from __future__ import annotations

import re

from pipeline.document import CJK
from pipeline.layers import EntryFields
from pipeline.structure.references.descriptors import Descriptor
from pipeline.structure.references.hosts import read_host
from pipeline.structure.references.imprint import imprint_at, is_place_and_publisher, is_publisher, publisher_of
from pipeline.structure.references.kinds import NEWSPAPER, is_conference, is_report, meeting_of, thesis_in
from pipeline.structure.references.locators import Locators, locators_of
from pipeline.structure.references.text import Printed

INSIDE = re.compile(
    rf"[\s.,]*(?:[Pp]p?\.\s?(?P<pages>\d+(?:-+\d+)?),?\s)?\b[Ii]n:?\s{{1,3}}(?=[A-Z《\"{CJK}]|\d{{4}} [A-Z]|\s)"
)
"""What leads from a part to its host."""
_VOLUME_IN_BRACKETS = re.compile(
    r"(?:\s?[\[(](?:Vol\.|Volume)|,\s[Vv]ol(?:\.|ume))\s?(?P<volume>\d+|[IVX]+)[^()]*[\])]?\Z"
)
_JOURNAL = re.compile(r"\s*(?:The )?(?:[A-Z][\w-]* )*(?:Journal|Review|Quarterly|Annals)\b[^:]*:")
"""`Journal of Waiting: Applied` is no place with its publisher."""
_HELD = ("webpage", "post", "post-weblog", "broadcast", "interview", "speech")
"""Kinds of work that something holds, as a rule, rather than publishes."""


def placed(fields: EntryFields, rest: Printed, has_address: bool) -> EntryFields:
    """Read what follows the title: a host behind `in`, a thesis's school, a container with locators, or an imprint."""
    if inside := INSIDE.match(rest.text):
        return read_host(
            fields._replace(page=inside["pages"] and rest.cut(*inside.span("pages")).value()), rest.cut(inside.end())
        )
    if is_conference(rest.text) and imprint_at(locators_of(rest).words.text):
        return read_host(fields, rest)
    if thesis := thesis_in(rest.text):
        return _thesis(fields, rest.without(thesis.span()))
    if fields.title and (thesis := thesis_in(fields.title)):
        title = fields.title[: thesis.start()].rstrip(" ([（［.,") or None
        return _thesis(fields._replace(title=title), rest)
    found = locators_of(rest, issued=fields.issued)
    words = found.words
    if not (_JOURNAL.match(words.text) and not is_publisher(words.text)) and (
        not found.in_container
        or (is_place_and_publisher(words.text) and not (found.volume and found.page))
        or (is_publisher(words.text) and not found.volume)
    ):
        reported = is_report(fields.title or "") and not NEWSPAPER.search(words.text)
        sure = (
            not NEWSPAPER.search(words.text.rstrip(" .,"))
            and (reported or not has_address)
            and not found.in_container
            and _is_name(words.text)
        )
        publisher, place = publisher_of(words, sure=sure)
        if publisher:
            return _published(fields, found, publisher, place, rest.text)
    container = words.value()
    if NEWSPAPER.search(container or "") and found.volume and not (found.issue or found.page):
        found = found._replace(volume=None, page=found.volume)
    kind = _kind(container, found, has_address, (fields.title or "") + rest.text)
    return _with(fields, found)._replace(type=kind, container_title=container)


def _thesis(fields: EntryFields, rest: Printed) -> EntryFields:
    found = locators_of(rest, issued=fields.issued, throughout=True)
    start = len(found.words.text) - len(found.words.text.lstrip(" .,;:()"))
    school, place = publisher_of(found.words.cut(start), sure=True)
    return fields._replace(type="thesis", issued=found.issued, publisher=school, publisher_place=place)


def _published(fields: EntryFields, found: Locators, publisher: str, place: str | None, rest: str) -> EntryFields:
    """A book or a report: what no year precedes is a page, not a volume; a series of reports holds what it publishes."""
    if is_report(publisher) and not (place or is_publisher(publisher)):
        return _with(fields, found)._replace(type="report", container_title=publisher)
    page = found.page or (found.volume if found.volume and not fields.issued else None)
    if volume := _VOLUME_IN_BRACKETS.search(fields.title or ""):
        fields = fields._replace(title=(fields.title or "")[: volume.start()])
        found = found._replace(volume=volume["volume"])
    reported = is_report((fields.title or "") + rest) and not is_publisher(publisher)
    return fields._replace(
        type="report" if reported else "book", publisher=publisher, publisher_place=place, issued=found.issued,
        page=page, volume=(found.volume if page != found.volume else None) or fields.volume,
    )  # fmt: skip


def _kind(container: str | None, found: Locators, has_address: bool, whole: str) -> str | None:
    """The kind of a work that a container holds."""
    if container is None and has_address:
        return "webpage"
    if found.in_container:
        if (
            (len(found.issued or "") == 10 or NEWSPAPER.search(container or ""))
            and found.page
            and not found.volume
            and not found.issue
        ):
            return "article-newspaper"
        if is_conference(container or "") and not found.volume:
            return "paper-conference"
        return "report" if is_report(container or "") and not found.page else "article-journal"
    if container and NEWSPAPER.search(container):
        return "article-newspaper"
    return "webpage" if has_address else "report" if is_report(whole) else None


def described_as(fields: EntryFields, rest: Printed, described: Descriptor, has_address: bool) -> EntryFields:
    """`Title [Doctoral dissertation, University of X]`: the bracket says what the work is, and ends its title."""
    fields = fields._replace(title=rest.cut(0, described.start).value())
    tail = rest.cut(described.end)
    if described.kind is None:
        found_there = placed(fields, tail, has_address)
        return found_there._replace(volume=found_there.volume or described.volume)
    found = locators_of(tail, issued=fields.issued)
    fields = _with(fields, found)._replace(type=described.kind, volume=found.volume or described.volume)
    if described.kind == "paper-conference":
        return fields._replace(container_title=meeting_of(found.words).value())
    if described.publisher:
        return fields._replace(publisher=described.publisher)
    if described.kind in _HELD and not is_publisher(found.words.text):
        return fields._replace(container_title=found.words.value())
    publisher, place = publisher_of(found.words, sure=True)
    return fields._replace(publisher=publisher, publisher_place=place)


def _with(fields: EntryFields, found: Locators) -> EntryFields:
    return fields._replace(issued=found.issued, volume=found.volume, issue=found.issue, page=found.page)


def _is_name(text: str) -> bool:
    """True where every word but the small ones has a capital, as in the name of a publisher."""
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return all(word[:1].isupper() or word in ("of", "and", "the", "for", "&") or not word.isascii() for word in words)
