"""What ties an entry to the net: DOI, address, date of access."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.structure.references.dates import DATE, NUMERIC, YEAR, date_of
from pipeline.structure.references.text import Printed

_DOI = re.compile(
    r"(?:(?:\bdoi\s*[:.]?\s*)?(?:ht+ps?:/{1,2})?(?:dx\.)?d?oi\.[o0]rg/\s*|\bdoi\s*[:.]?\s*)?"
    r"(?<![\w.])(10\.\d{4,9}/[!-Z^-~]+(?:(?<=[-/]) (?=[\da-z])[!-Z^-~]+)?)",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:\b(?:URL|Available(?: (?:at|from|online))?|Retrieved from|网址|链接|取自|检索自|引自)\s*:?\s*)?"
    r"[<(\[]?((?:ht+ps?\s?:/{1,2}|www\.)[!-;=?-Z^-~]+"
    r"(?: (?=[\w/-]+\.(?:s?html?|pdf|php|aspx?)\b)[\w/.-]+)?)[>]?",
    re.IGNORECASE,
)
_ACCESSED = re.compile(
    rf"[\[(]?\s*(?:(?:last\s)?(?:accessed|retrieved|visited|viewed|cited)|(?:最后)?(?:访问|检索|引用|登录|浏览)(?:日期|时间)?)"
    rf"\s*(?:on|at)?\s*:?\s*(?P<after>{DATE}|{NUMERIC})[^\S\n]*[\])]?(?:,?\s*from\b:?)?|"
    rf"\[\s*(?P<bracketed>{DATE})\s*\]|(?P<before>{DATE})\s*(?:访问|检索|登录)",
    re.IGNORECASE,
)
_OF_ACCESS = ("accessed", "retrieved", "visited", "viewed", "cited", "访问", "检索", "引用", "登录", "浏览")
_DATE_IN_BRACKETS = re.compile(r"\[\s?\d")
_DATE_BEHIND = re.compile(rf"\s+[,;]\s?(?P<date>{DATE})[\s.]*\Z")
"""The day of access, behind an address, where the entry has been dated before."""
_DATED = re.compile(rf"[》,.(\"]\s?{YEAR}(?!\d)")
_WIDE_MARK = re.compile("[，；、）]")
_END = ".,;:'\""


class Links(NamedTuple):
    """DOI without resolver, address, date of access, and the entry with blanks in their places."""

    doi: str | None
    url: str | None
    accessed: str | None
    rest: Printed


def links_of(entry: Printed) -> Links:
    """Read DOI, address and date of access; an address that only resolves the DOI is none of its own.

    >>> links_of(Printed.of("[EB/OL].[2017-02-05]. https://doi.org/10.1000/182.")) [:3]
    ('10.1000/182', None, '2017-02-05')
    """
    doi = url = accessed = None
    if "10." in entry.text and (match := _DOI.search(entry.text)):
        doi, end = _trimmed(match.group(1))
        entry = entry.without((match.start(), match.start(1) + end)).squeezed()
    if (":/" in entry.text or "ww." in entry.text) and (match := _URL.search(entry.text)):
        # A wide mark ends an address: text has it in its half-width form, raw as printed.
        printed = _WIDE_MARK.split(entry.raw[match.start(1) : match.end(1)], maxsplit=1)[0]
        url, end = _trimmed(match.group(1)[: len(printed)])
        entry = entry.without(
            (match.start(), match.start(1) + end + (entry.text[match.start(1) + end : match.start(1) + end + 1] == ">"))
        )
        if (behind := _DATE_BEHIND.match(entry.text, match.start())) and _DATED.search(entry.text, 0, match.start()):
            accessed, entry = date_of(behind["date"]), entry.without(behind.span("date"))
    entry = entry.squeezed()
    small = entry.text.lower()
    if (_DATE_IN_BRACKETS.search(small) or any(word in small for word in _OF_ACCESS)) and (
        match := _ACCESSED.search(entry.text)
    ):
        accessed = date_of(match["after"] or match["bracketed"] or match["before"])
        entry = entry.without(match.span())
    return Links(doi, url, accessed, entry.squeezed())


def _trimmed(found: str) -> tuple[str, int]:
    """An address without the punctuation of the sentence around it, and how much of what was found it takes."""
    found = found.rstrip(_END)
    for opening, closing in ("()", "[]"):
        while found.endswith(closing) and found.count(opening) < found.count(closing):
            found = found[:-1].rstrip(_END)
    return found.replace(" ", ""), len(found)
