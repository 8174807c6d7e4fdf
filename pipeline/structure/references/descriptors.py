"""What stands in brackets behind a title and says what kind of work it is: `[Pamphlet]`, `(Policy Brief No. 7)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.structure.references.text import Printed

_BRACKET = re.compile(r"[\[(]\s?(?P<words>[^\[\]()]{3,140}(?:\(\d{4}\)[^\[\]()]{0,20})?)\s?[\])]")
_THESIS = re.compile(
    r"(?:[A-Za-z]+ )?(?:(?:doctoral|(?:under)?graduate|master'?s?'?|bachelor'?s?|honou?rs|ph\.?\s?d\.?|m\.?a\.?|m\.?sc\.?|m\.?phil\.?|ed\.?d\.?)"
    r"['.\w ]{0,20}?)?(?:dissertation|thesis)\b|(?:未出版|未刊)?[的之]?(?:博士|硕士|碩士|学士)?(?:学位|學位)?[论論]文\Z",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"(?:[A-Z][\w.&'/-]*,? (?:(?:of|and|for|the|in|on|&) )*){0,6}?(?:Papers?|Reports?|Briefs?|Briefings?(?: Notes?)?|Memorandum|Bulletin|Publication|Fact Sheet|Working Papers? Series)\b"
    r"(?: Series)?(?:,?\s?(?:(?:No|Nr|Vol)s?\.?\s?)?[A-Z]{0,6}[-./ ]?\d[\w./-]*| [A-Z]{1,5}[-/]?\d[\w./-]*)?"
)
_NUMBERED = re.compile(
    r"(?:(?:Cm|Cmnd|Cd|HC|HL|COM|SWD)\.?\s?|[A-Z][\w.&'/-]*(?: [A-Z][\w.&'/-]*){0,4},? (?:No|Nr)\.?\s?)\(?\d[\w()./-]*(?: \d+)?"
)
_KINDS = (
    ("paper-conference", re.compile(r"(?:conference|paper|poster|oral|symposium|keynote|panel)\b.{0,12}(?:paper|presentation|session|address|contribution)|poster|keynote|会议论文", re.I)),
    ("pamphlet", re.compile(r"(?:pamphlet|brochure|leaflet|flyer|小册子)", re.I)),
    ("motion_picture", re.compile(r"(?:documentary(?: film)?|film|motion picture|video|youtube video|video file|纪录片|电影|视频)", re.I)),
    ("broadcast", re.compile(r"(?:(?:audio )?podcast(?: episode)?|radio broadcast|tv series(?: episode)?|broadcast|播客)", re.I)),
    ("dataset", re.compile(r"(?:data ?sets?|data file|数据集)", re.I)),
    ("software", re.compile(r"(?:computer software|computer program|mobile app(?:lication)?|software|app|软件)", re.I)),
    ("post-weblog", re.compile(r"(?:we?b ?log(?: post| entry)?|blog(?: post| entry)?|博客)", re.I)),
    ("post", re.compile(r"(?:tweet|(?:facebook |online |online forum |forum |linkedin |instagram )?post|status update|thread|微博|帖子)", re.I)),
    ("manuscript", re.compile(r"(?:(?:unpublished )?manuscript(?: (?:submitted|in preparation).*)?|typescript|油印[本稿]|手稿|稿本|未刊稿|打印稿|内部资料)", re.I)),
    ("interview", re.compile(r"interview(?: with .*)?|访谈", re.I)),
    ("speech", re.compile(r"(?:speech(?: transcript)?|lecture|演讲|讲话)", re.I)),
    ("webpage", re.compile(r"(?:web ?(?:page|site)|网页)", re.I)),
)  # fmt: skip
_VOLUME = re.compile(r"(?<!\w)[Vv]ols?(?:ume)?\.? ?(?P<volume>\d+(?:-\d+)?|[IVXLC]+)\b")
_EDITION = re.compile(
    r"(?:(?:\d+(?:st|nd|rd|th)|[Rr]ev(?:ised)?\.?|[Ff]irst|[Ss]econd|[Tt]hird|[Nn]ew|[Ee]nlarged|and|&)[ ,]*)+[Ee]d(?:ition|n)?\.?|第?[\d一二三四五六七八九十]+\s?版|修订版|增订版"
)
_PAGES = re.compile(r"\bpp?\.")
_ADDED = re.compile(r"[;,]\s?(?=[A-Z\u4e00-\u9fff])")


class Descriptor(NamedTuple):
    """A bracket behind a title: where it begins and ends, and what it says."""

    start: int
    end: int
    kind: str | None = None
    volume: str | None = None
    publisher: str | None = None


def descriptor_in(text: Printed) -> Descriptor | None:
    """The first bracket of a text that describes the work, with the brackets that follow it at once.

    >>> descriptor_in(Printed.of("Wages of attention [Doctoral dissertation, University of Wexcombe]. Archive"))[2:]
    ('thesis', None, 'University of Wexcombe')
    >>> descriptor_in(Printed.of("Hours (2nd ed., Vol. 3). Press"))[2:], descriptor_in(Printed.of("Standby (again)"))
    ((None, '3', None), None)
    """
    found: Descriptor | None = None
    for described in _descriptors(text):
        if found is None:
            found = described
        elif text.text[found.end : described.start].strip(" ,"):
            break
        else:
            found = Descriptor(
                found.start,
                described.end,
                described.kind or found.kind,
                found.volume or described.volume,
                found.publisher or described.publisher,
            )
    return found


def _descriptors(text: Printed) -> Iterator[Descriptor]:
    if "(" not in text.text and "[" not in text.text:
        return
    for bracket in _BRACKET.finditer(text.text):
        words = text.cut(*bracket.span("words"))
        start, end = bracket.span()
        if thesis := _THESIS.match(words.text):
            yield Descriptor(start, end, "thesis", None, words.cut(thesis.end()).value())
        elif volume := _VOLUME.match(words.text) or _in_edition(words.text):
            if not _PAGES.search(words.text):
                yield Descriptor(start, end, None, words.cut(*volume.span("volume")).value())
        elif kind := _kind(words.text):
            yield Descriptor(start, end, kind)
        elif _EDITION.fullmatch(words.text):
            yield Descriptor(start, end)


def _in_edition(words: str) -> re.Match[str] | None:
    edition = _EDITION.match(words)
    return _VOLUME.search(words, edition.end()) if edition else None


def is_numbered_report(words: str) -> bool:
    """True for what names a series of reports and a number in it.

    >>> is_numbered_report("Technical Report 13-02"), is_numbered_report("Technical report")
    (True, False)
    """
    return words[-1:].isdigit() and _REPORT.fullmatch(words) is not None


def _kind(words: str) -> str | None:
    first = _ADDED.split(words, maxsplit=1)[0]
    for kind, pattern in _KINDS:
        if pattern.fullmatch(first):
            return kind
    return "report" if _REPORT.fullmatch(words) or _NUMBERED.fullmatch(words) else None
