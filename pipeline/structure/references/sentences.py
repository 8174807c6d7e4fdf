"""Entries without type letters or title marks: author-year manners (APA, Harvard, Chicago, ACM, Hans) and numeric
ones (IEEE, Elsevier, Chicago notes). Names, perhaps a year; then title, container or publisher, locators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import CJK
from pipeline.layers import EntryFields
from pipeline.structure.references.dates import YEAR
from pipeline.structure.references.descriptors import Descriptor, descriptor_in, is_numbered_report
from pipeline.structure.references.heads import read_head
from pipeline.structure.references.helpers import helpers_in
from pipeline.structure.references.hosts import read_behind_strokes, read_host
from pipeline.structure.references.imprint import LONGEST_PUBLISHER, imprint_at, is_publisher, publisher_of
from pipeline.structure.references.kinds import is_conference
from pipeline.structure.references.locators import Locators, locators_of
from pipeline.structure.references.people import people_of
from pipeline.structure.references.placing import INSIDE, described_as, placed
from pipeline.structure.references.text import Printed

_QUOTED = re.compile(
    r"""\s*(?:"(?P<double>[^"]{4,400})"(?:(?<=[,.?!]")|(?=\s*[,.]|\s+[A-Z]|\s*\Z))|(?<!\w)'(?P<single>.{4,300}?)'(?=[,.;]))[\s,.]*"""
)
_IN = re.compile(
    rf"(?<=[.,?!\"'\s])\s*\b[Ii]n:?\s(?=[A-Z《\"{CJK}]|\d{{4}} [A-Z]|\s)|[.。?]\s?(?:[载載見见][于於]?|收[入于於]{1, 2}):?(?=[\s《{CJK}])\s?|\s?(?<![:/])//(?!/)"
)
_STOP = re.compile(
    r"(?P<mark>[.?!](?:(?<=\.)(?<!\b[A-Z]\.)(?<!\bvs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\b[Vv]ol\.)(?<!\b[Nn]o\.)(?<!\bpp\.)(?<!\bp\.)(?<!\beds\.)"
    r"(?<!\bed\.)(?<!\bJr\.)(?![\da-z,;:)-]|\s[a-z](?![a-z]*[A-Z]))|(?<=[?!])(?=\s?(?:[a-z]*[A-Z]|[\u4e00-\u9fff])|\.)))\.?\s*"
)
_ABBREVIATED = re.compile(r"(?:[A-Z][\w-]*\s?(?:\.-?\s?)?){1,3}")
_REMARKS = re.compile(
    r"[\[(]\s?(?:[Ii]n Chinese|Internet|in Chinese with[^\])]*|Original work published[^)\]]*|Kindle[^)\]]*|Online|中文|英文版?|in press|Epub[^)\]]*|"
    r"第?\s?\d+\s?版|\d+(?:st|nd|rd|th)\s[Ee]d(?:\.|ition|n)?)[\])]"
)
_BARE_REMARKS = re.compile(
    r"(?:,\s|(?<=[.,]\s))\d+ vols?\b\.?|(?<=\.\s)Online\.|\b(?:Advance online publication|Published online|Online ?[Ff]irst|Epub ahead of print)\b\.?|"
    r"\bAvailable (?:at|from|online)\b:?|\bRetrieved from\b:?|,?\s\b(?:\d+(?:st|nd|rd|th)|[Rr]ev(?:ised)?\.?) ed(?:n|ition)?\b\.?"
)
_SIGNS_OF_REMARKS = (" vol", "nline", " ahead", "vailable", "etrieved", " ed")
_IMPRINT = re.compile(
    rf"[.,]?\s?\((?P<words>[^()]{{2,60}}?:[^()]{{2,60}}?|[A-ZÀ-Þ][^():\d]{{1,80}})(?:\s?,\s?(?P<year>{YEAR}))?\)(?=[\s.,\d-]*\Z|,\s|\s?[.;])"
)
_PAGES_BEHIND = re.compile(r",?\s[Pp]p?\.\s?(?P<pages>\d+(?:-+\d+)?)[\s,.]*\Z")
_WIDE_COMMA = re.compile(rf"(?<=[{CJK}])，(?=[{CJK}])")
_LISTED = re.compile(r"\s?[A-Z][a-z]+, [A-Z][a-z]+,? (?:and|&) [A-Z][a-z]+(?: [A-Z][a-z]+)?[\s,.]*")
_NAME = r"[A-ZÀ-Þ][\w'-]*\.?(?: [A-ZÀ-Þ]\.?)? [A-ZÀ-Þ][\w'-]+"
_NOTE_NAMES = re.compile(rf"(?P<names>{_NAME}(?:(?:, {_NAME})*,? and {_NAME})?(?: et al\.)?), ")
_VOLUME_BEHIND = re.compile(r",\s[Vv]ol(?:\.|ume)\s(?P<volume>\d+|[IVXLC]+)[\s,]*\Z")
_PREPRINT = re.compile(r"[\[(](?:Preprint|预印本|預印本)[\])]")
_EPRINT = re.compile(
    r"[.,]?\s?\b(?:arXiv preprint,?\s)?arXiv\s?:\s?(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?(?:\s?\[[\w.-]+\])?(?=[\s.,]|\Z)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:Advance online publication|Published online|Online ?[Ff]irst|Epub ahead of print|To appear|In press|Forthcoming|Under review)\b\.?\s*\Z"
)
_UNPLACED = (_EPRINT, _PREPRINT, _AHEAD)
"""What says of an article that it has no place yet, or none but an archive."""
_IN_PRESS = re.compile(r"\((?:in press|forthcoming)\)", re.IGNORECASE)
_VOLUME = re.compile(r"[Vv]ol(?:\.|ume)\s(?P<volume>\d+|[IVXLC]+)")
_SMALL = re.compile(r"\s?[a-z]+\b")
_HOSTED = re.compile(r",?\s?\(pp?\.\s?\d[\d\s-]*\)[.,]?\s?(?=[A-Z])")
"""Pages in brackets, and an imprint: what stands before them is a host, `In` or no `In`."""
_SHORT_END = re.compile(r",\s[A-Z][a-z]{0,9}\Z")


def read_sentences(entry: Printed, *, has_address: bool) -> EntryFields:
    """The fields of an entry that only its stops and commas divide; `has_address` where it gives one."""
    marks = [mark for unplaced in _UNPLACED if (mark := unplaced.search(entry.text))]
    fields = _read(entry.without(*(mark.span() for mark in marks)).squeezed() if marks else entry, has_address)
    if any(mark.re is _EPRINT for mark in marks):
        return fields._replace(type="article")
    if not (marks or _IN_PRESS.search(entry.text)) or fields.type not in ("book", None):
        return fields
    if fields.publisher_place or is_publisher(fields.publisher or ""):
        return fields
    if any(mark.re is _PREPRINT for mark in marks):
        return fields._replace(type="article") if fields.type == "book" else fields
    container = fields.container_title or fields.publisher
    return fields._replace(type="article-journal" if container else None, container_title=container, publisher=None)


def _read(entry: Printed, has_address: bool) -> EntryFields:
    remarks = [*_REMARKS.finditer(entry.text)]
    if any(sign in entry.text for sign in _SIGNS_OF_REMARKS):
        remarks += _BARE_REMARKS.finditer(entry.text)
    entry = entry.without(*(remark.span() for remark in remarks))
    fields, rest = read_head(entry)
    helpers, rest = helpers_in(rest)
    quoted, inside = _QUOTED.match(rest.text), _host_in(rest.text)
    if not (quoted or inside) and {helper.family for helper in helpers} <= {
        maker.family for maker in fields.contributors
    }:
        # Some styles name the editors of a book twice.
        helpers = ()
    edited = bool(fields.contributors) and any(helper.role == "editor" for helper in helpers)
    fields = fields._replace(contributors=fields.contributors + helpers)
    imprint = _IMPRINT.search(rest.text)
    if imprint and not (quoted or inside) and (is_publisher(imprint["words"]) if fields.issued else imprint["year"]):
        return _noted(fields, rest, imprint)
    if (described := descriptor_in(rest)) and _ends_title(rest.text, described):
        return described_as(fields, rest, described, has_address)
    if quoted:
        return _quoted(fields, rest, quoted, has_address, edited)
    if inside:
        return _inside(fields, rest, inside)
    return _divided(fields, rest, has_address, edited)


def _quoted(fields: EntryFields, rest: Printed, quoted: re.Match[str], has_address: bool, edited: bool) -> EntryFields:
    """`“Title.” Container`: what is quoted is a part, whose host may stand there without `In`."""
    fields = fields._replace(title=rest.cut(*quoted.span("double" if quoted["double"] else "single")).value())
    rest = rest.cut(quoted.end())
    if (edited or imprint_at(locators_of(rest).words.text)) and not INSIDE.match(rest.text):
        return read_host(fields, rest)
    found = placed(fields, rest, has_address)
    if found.type == "book" and found.publisher_place is None and (has_address or len(found.issued or "") == 10):
        return found._replace(type="webpage", publisher=None, container_title=found.publisher)
    return found


def _inside(fields: EntryFields, rest: Printed, inside: re.Match[str]) -> EntryFields:
    """`Title. In Host` or `Title // Host`, perhaps with the pages between."""
    title = rest.cut(0, inside.start())
    if pages := _PAGES_BEHIND.search(title.text):
        fields, title = fields._replace(page=title.cut(*pages.span("pages")).value()), title.cut(0, pages.start())
    read = read_behind_strokes if "//" in inside.group() else read_host
    return read(fields._replace(title=title.value()), rest.cut(inside.end()))


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
    if not any(person.role == "author" for person in fields.contributors) and (names := _NOTE_NAMES.match(title.text)):
        fields = fields._replace(contributors=people_of(names["names"]) + fields.contributors)
        title = title.cut(names.end())
    return fields._replace(
        type="book", title=title.value(), publisher=publisher, publisher_place=place, issued=fields.issued or imprint["year"],
        page=found.page or found.volume,
    )  # fmt: skip


def _host_in(text: str) -> re.Match[str] | None:
    """Where `In` begins the host: behind a title's end, or with a capital before editors."""
    for match in _IN.finditer(text, 3):
        before = text[: match.start()].rstrip()[-1:]
        word = match.group().lstrip(" .?")[:3]
        if before in ".?!\"'" or match.group()[0] in ".?" or "//" in match.group():
            return match
        # Where editors were named, a hole stands.
        if _PAGES_BEHIND.search(text, 0, match.start()):
            return match
        if word in ("in:", "In:") or not text[match.end() : match.end() + 2].strip():
            return match
    return None


def _divided(fields: EntryFields, rest: Printed, has_address: bool, edited: bool) -> EntryFields:
    """No marks around the title: it ends where an imprint begins, at a full stop, or at a comma."""
    stops = [match for match in _STOP.finditer(rest.text) if rest.text[match.end() :].strip(" .,")]
    if edited and stops and rest.raw[stops[0].end() : stops[0].end() + 2].strip():
        # `Title. Host. Paolo Virno, ed. Press` names the host's editor; where nothing stands before him, he is the book's.
        return read_host(fields._replace(title=rest.cut(0, stops[0].start()).value()), rest.cut(stops[0].end()))
    if (hosted := _HOSTED.search(rest.text)) and (before := [stop for stop in stops if stop.end() < hosted.start()]):
        return read_host(fields._replace(title=rest.cut(0, before[-1].start()).value()), rest.cut(before[-1].end()))
    for stop, following in pairwise(stops):
        between = rest.text[stop.end() : following.start("mark")]
        title, behind = rest.cut(0, stop.start("mark") + (stop["mark"] in "?!")).value(), rest.cut(following.end())
        if volume := _VOLUME.fullmatch(between):
            return placed(fields._replace(title=title, volume=volume["volume"]), behind, has_address)
        if is_numbered_report(between):
            return placed(fields._replace(title=title), behind, has_address)._replace(type="report")
    tail = locators_of(rest, issued=fields.issued)
    end, begin = (
        _at_imprint(tail, stops) or _at_stop(rest, tail, stops) or _at_comma(rest, tail, has_address) or (None, None)
    )
    if begin is None:
        kind = "webpage" if has_address else None
        return fields._replace(title=tail.words.value(), issued=tail.issued, type=kind)
    return placed(fields._replace(title=rest.cut(0, end).value()), rest.cut(begin), has_address)


def _at_imprint(tail: Locators, stops: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """The end of a title that an imprint follows, or proceedings with theirs; and where what follows begins."""
    if tail.in_container and not is_publisher(tail.words.text[-LONGEST_PUBLISHER:]):
        return None
    if not (at := imprint_at(tail.words.text)):
        return None
    before = [stop for stop in stops if stop.end() < at]
    if before and is_conference(tail.words.text[before[-1].end() : at]):
        return before[-1].span()
    return at, at


def _at_stop(rest: Printed, tail: Locators, stops: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """The stop that ends a title: the last one before the container that locators close, else the last."""
    located = tail.in_container or tail.words.text.strip() != rest.text.strip()
    end = len(tail.words.text.rstrip(" .,(")) if located else len(rest.text) + 1
    stops = [stop for stop in stops if stop.end() <= end - 1]
    if not stops:
        return None
    at = len(stops) - 1
    # Abbreviated words before the container belong to it.
    while at and tail.in_container and _ABBREVIATED.fullmatch(rest.text[stops[at - 1].end() : stops[at].end()].strip()):
        at -= 1
    stop = stops[at]
    keep = stop.start("mark") + (stop["mark"] in "?!")
    if tail.in_container and (short := _SHORT_END.search(rest.text[:keep])):
        return short.start(), short.start() + 1
    if tail.in_container and stop["mark"] in "?!" and (comma := _last_comma(tail.words.text[stop.end() :])):
        return stop.end() + comma, stop.end() + comma + 1
    return keep, stop.end()


def _at_comma(rest: Printed, tail: Locators, has_address: bool) -> tuple[int, int] | None:
    """The comma that ends a title, where a container or an address follows."""
    if tail.words.text.strip() == rest.text.strip() or (
        has_address and not tail.in_container and _WIDE_COMMA.search(rest.raw)
    ):
        return None
    comma = _last_comma(tail.words.text.rstrip(" .,("))
    if comma and has_address and not tail.in_container and _SMALL.match(tail.words.text, comma + 1):
        # A title goes on in small letters, the name of a site does not.
        return None
    return None if comma is None else (comma, comma + 1)


def _last_comma(words: str) -> int | None:
    """The comma behind the title: the last one, but for those within a name such as `Gender, Work & Organization`."""
    commas = [match.start() for match in re.finditer(",", words)]
    if len(commas) > 1 and _LISTED.fullmatch(words, commas[-2] + 1):
        return commas[-2]
    if len(commas) > 2 and _LISTED.fullmatch(words, commas[-3] + 1):
        return commas[-3]
    return commas[-1] if commas and words[commas[-1] + 1 :].strip() else None
