"""Where a work stands: volume, issue, pages and date behind the name of its container or publisher.

A stretch is cut into tokens once, from left to right; what the numbers mean follows from their words (`vol.`, 第…期)
or from their order, as styles agree on it: volume, issue in brackets, pages behind a colon or last.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.structure.references.dates import DATE, MONTH, YEAR, date_of
from pipeline.structure.references.text import HOLE, Printed

_NUMBER = r"[A-Za-z]{0,2}\d+[A-Za-z]?"
_RANGE = rf"{_NUMBER}(?:\s?-+\s?{_NUMBER})?"
_PAGES = rf"{_RANGE}(?:\s?[,+]\s?(?!{YEAR}\b){_RANGE}){{0,3}}"
_CHINESE = "[一二三四五六七八九十上中下百]"
_PLAIN = (
    rf"(?!(?i:vols?|volume|no|nr|iss|issue|number|pp?|art|article|rev|revised|first|second|third|{MONTH})\b)[A-Za-z][a-z]+(?![^\s,.:;()])|"
    r"(?![第总修卷冊册页頁一二三四五六七八九十上中下百])[\u4e00-\u9fff][^\s,.:;()\d]*(?![^\s,.:;()])"
)
"""A word that can be nothing else; asked first, as most are such."""
_TOKEN = re.compile(
    rf"(?P<mark>[\s,.:;/+]+|\))|(?P<plain>{_PLAIN})|"
    rf"(?P<date>\(?(?:{DATE})\)?)|"
    rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?!\w)|{MONTH}\s\d{{1,2}}(?![\w(]))|"
    rf"(?P<edition>\(?(?:第\s?)?(?:[A-Z]?\d+|{_CHINESE}+)\s?版\)?|修订版|\(?\b(?:\d+(?:st|nd|rd|th)|[Rr]ev(?:ised)?\.?|[Ss]econd|[Tt]hird|[Ff]irst)\s?[Ee]d(?:ition|n)?\b\.?\)?)|"
    rf"(?P<volume>\b[Vv]ol(?:ume|s)?\b\.?\s?(?P<volume_value>\d+(?:-\d+)?|[IVXLC]+\b)|(?:第\s?)?(?P<volume_zh>\d+(?:-\d+)?|{_CHINESE}+)\s?[卷冊册辑輯]|[卷冊册]\s?(?P<volume_behind>\d+))|"
    rf"(?P<issue>\b(?:[Nn]o|[Nn]r|[Ii]ss|[Ii]ssue|[Nn]umber)\b\.?\s?(?P<issue_value>\d+(?:[-/]\d+)?)|(?:(?:总第|第|Z|S)\s?)?(?P<issue_zh>[\dSZ]+(?:[-/、]\d+)?)\s?期)|"
    rf"(?P<page>\b[Pp]{{1,2}}\.?\s?(?P<page_value>{_PAGES})|(?:第\s?)?(?P<page_zh>{_PAGES})\s?[页頁]|[页頁]\s?(?P<page_behind>{_PAGES})|\d+\s(?:pages|pp\b\.?))|"
    rf"(?P<article>\b[Aa]rt(?:icle|\.)?\s?(?:[Nn]o\.?\s?|[Ii][Dd]\s?)?(?P<article_value>[a-z]?\d[\w.]*\w|\d)|\be\d+\b)|"
    rf"(?P<year>\(?(?<!\d)(?P<year_value>{YEAR})[a-z]?(?![0-9A-Za-z])\)?(?:\s?年版?)?)(?!\s?\(\d{{4}}\))(?!\s?-\s?\d)|"
    rf"(?P<pair>(?P<pair_number>\d+|(?<=, )[IVXL]{{1,7}}(?=\s?\(\d))\s?\((?P<pair_value>[^()]{{1,14}})\))|"
    rf"(?P<lettered>(?P<lettered_volume>\d+),\s(?P<lettered_issue>[A-Z]{{3,6}}\d?)(?=\s?[(,]))|"
    rf"(?P<dotted>(?<![\w.])(?P<dotted_volume>\d{{1,3}})\.(?P<dotted_issue>\d{{1,2}})(?=\s?[(,:]))|"
    rf"(?P<bracket>\((?P<bracket_value>[SZ]?\d{{1,4}}(?:[-/,]\d+)?|[SZ]\d*|C|\d+[A-Z]|[A-Z]\d{{1,3}})\))|"
    rf"(?P<range>(?<!\w){_NUMBER}\s?-+\s?{_NUMBER}(?!\w)(?:\s?[,+;]\s?{_NUMBER}\s?-+\s?{_NUMBER}(?!\w)|\s?[,+]\s?(?!{YEAR}(?!\d))\d+(?!\w)(?=\s*[.,;]?\s*\Z))*)|"
    rf"(?P<misread>(?<!\w)[12](?=\d*[oOlI])[\doOlI]{{3}}(?!\w))|"
    rf"(?P<number>(?<!\w)[A-Z]?\d+(?!\w))|"
    rf"(?P<open>\()|(?P<word>(?:(?!{YEAR}年)[^\s,.:;()])+)"
)
_WORDS = ("plain", "word")
_MARKS = ("mark", "open")
_ONE_YEAR = re.compile(YEAR)
_ENDS_WITH_YEAR = re.compile(rf"{YEAR}\Z")
_RANGE_OF_PAGES = re.compile(r"\d{4}-\d{1,2}")
_PAGES_NEXT = re.compile(r"\s?:\s?[A-Za-z]?\d+\s?-+\s?[A-Za-z]?\d|,\s?Art(?:icle|\.)?\s")
"""`20, 6: 898–914`, `12, 4, Article 88`"""
_VOLUMES = re.compile(r"(?P<volumes>(?P<first>\d{1,3})\s?-\s?(?P<last>\d{1,3})),\s?(?=\d+\s?-\s?\d+\Z)")
"""`95-96, 11-20`: two volumes in one, and the pages."""
_BLANKS = re.compile(rf"[\s{HOLE}]+")
_BROKEN_RANGE = re.compile(r"(?<=\d[-–—]) (?=\d)")
"""What a line's end left within a range."""
_WINDOW = 60
"""Locators are shorter than this as a rule: of a longer stretch only the end is cut into tokens, if it holds a word."""
_BOUNDARY = re.compile(r"[\s,.:;]")


class Locators(NamedTuple):
    """What the locators say, and the words that stand before them."""

    words: Printed
    issued: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None

    @property
    def in_container(self) -> bool:
        """True where they place a work in a periodical."""
        return self.volume is not None or self.issue is not None or self.page is not None


def locators_of(tail: Printed, *, issued: str | None = None, throughout: bool = False) -> Locators:
    """Read the locators that a stretch ends with; with `throughout`, those anywhere in it.

    `issued` is the year where the entry has printed it before; a volume is not mistaken for it then.

    >>> found = locators_of(Printed.of("国际石油经济，2016，24(1)：71–75."))
    >>> found.words.value(), found[1:]
    ('国际石油经济', ('2016', '24', '1', '71–75'))
    >>> locators_of(Printed.of("Capital & Class, vol. 12, no. 3, pp. 4-5"))[1:]
    (None, '12', '3', '4-5')
    """
    tokens = _tokens(tail.text, throughout)
    first = 0
    if throughout:
        kept = [token.span() for token in tokens if token.lastgroup not in _WORDS + _MARKS]
        words = tail.without(*kept)
    else:
        first = _behind_words(tokens)
        words = tail.cut(0, tokens[first].start() if first < len(tokens) else None)
    values: dict[str, str] = {"issued": issued} if issued else {}
    for index in range(first, len(tokens)):
        _take(values, tokens, index, tail)
    return Locators(words, values.get("issued"), values.get("volume"), values.get("issue"), values.get("page"))


def _tokens(text: str, throughout: bool) -> list[re.Match[str]]:
    """The tokens of a stretch: all of them, or those from a word near its end on."""
    if not throughout and len(text) > _WINDOW and (boundary := _BOUNDARY.search(text, len(text) - _WINDOW)):
        tokens = list(_TOKEN.finditer(text, boundary.end()))
        if _behind_words(tokens) > 1:
            return tokens
    return list(_TOKEN.finditer(text))


def _behind_words(tokens: list[re.Match[str]]) -> int:
    """The index of the first token behind the last word."""
    first = len(tokens)
    while first and not _is_word(tokens, first - 1):
        first -= 1
    return first


def _is_word(tokens: list[re.Match[str]], index: int) -> bool:
    """True for a word, and for the bracket that closes behind one."""
    before = tokens[index - 1 if tokens[index].group() == ")" and index else index]
    return before.lastgroup in _WORDS


def _printed(tail: Printed, token: re.Match[str], group: str | int = 0) -> str:
    """What a token, or a group of it, is as printed."""
    printed = _BLANKS.sub(" ", tail.raw[token.start(group) : token.end(group)]).strip()
    return _BROKEN_RANGE.sub("", printed)


def _take(values: dict[str, str], tokens: list[re.Match[str]], index: int, tail: Printed) -> None:
    """Read one token in the light of those before it."""
    token = tokens[index]
    kind = token.lastgroup
    if kind in ("volume", "issue", "page"):
        group = next(
            (
                group
                for group in (f"{kind}_value", f"{kind}_zh", f"{kind}_behind")
                if group in token.re.groupindex and token[group]
            ),
            None,
        )
        if group:
            values.setdefault(kind, _printed(tail, token, group))
    elif kind == "article":
        values.setdefault("page", _printed(tail, token, "article_value" if token["article_value"] else 0))
    elif kind in ("date", "day", "year"):
        _date(values, kind, token.group(), _printed(tail, token))
    elif kind in ("pair", "dotted", "lettered"):
        _pair(
            values, tail, token, pages_follow=any(later.lastgroup in ("range", "page") for later in tokens[index + 1 :])
        )
    elif kind == "bracket":
        name = "page" if len(values.get("issued", "")) == 10 else "issue"
        values.setdefault(name, _printed(tail, token, "bracket_value"))
    elif kind in ("range", "number"):
        (_range if kind == "range" else _number)(values, tokens, index, tail)


def _range(values: dict[str, str], tokens: list[re.Match[str]], index: int, tail: Printed) -> None:
    """Pages, unless pages follow: then a volume that unites two."""
    printed = _printed(tail, tokens[index])
    double = _VOLUMES.match(tokens[index].group()) if "volume" not in values else None
    if double and int(double["last"]) == int(double["first"]) + 1:
        values["volume"] = printed[: double.end("volumes")]
        values.setdefault("page", printed[double.end() :])
        return
    follows = any(later.lastgroup in ("range", "page") for later in tokens[index + 1 : index + 4])
    values.setdefault("volume" if follows and "volume" not in values else "page", printed)


def _date(values: dict[str, str], kind: str, text: str, printed: str) -> None:
    """A date, which makes that of the entry more exact; figures that only look like one are pages."""
    issued = values.get("issued", "")
    # `19 February` is of the year that the entry has printed before.
    dated = date_of(f"{issued[:4]} {text}" if kind == "day" else text)
    if _RANGE_OF_PAGES.fullmatch(text) and ("volume" in values or not (dated or "").startswith(issued)):
        values.setdefault("page", printed)
    elif dated and len(dated) > len(issued) and dated.startswith(issued):
        values["issued"] = dated


def _pair(values: dict[str, str], tail: Printed, token: re.Match[str], *, pages_follow: bool) -> None:
    """A number with another in brackets: year and issue, volume and year, or volume and issue."""
    if (kind := token.lastgroup) in ("dotted", "lettered"):
        values.setdefault("volume", _printed(tail, token, f"{kind}_volume"))
        values.setdefault("issue", _printed(tail, token, f"{kind}_issue"))
        return
    number, bracket = token["pair_number"], token["pair_value"].strip()
    printed = _printed(tail, token, "pair_value")
    if _ONE_YEAR.fullmatch(number) and ("issued" not in values or values["issued"][:4] == number):
        values.setdefault("issued", number)
        values.setdefault("issue", printed)
    elif _ENDS_WITH_YEAR.search(bracket):
        name = "volume" if "volume" not in values else "issue" if pages_follow else "page"
        values.setdefault(name, _printed(tail, token, "pair_number"))
        if dated := date_of(bracket):
            values.setdefault("issued", dated)
    else:
        values.setdefault("volume", _printed(tail, token, "pair_number"))
        values.setdefault("issue", printed)


def _number(values: dict[str, str], tokens: list[re.Match[str]], index: int, tail: Printed) -> None:
    """A number that nothing explains: pages behind a colon, else volume, else pages, if no others are named."""
    token, later = tokens[index], [token.lastgroup for token in tokens[index + 1 :]]
    number = _printed(tail, token)
    behind_colon = tail.text[max(0, token.start() - 3) : token.start()].rstrip().endswith(":")
    of_newspaper = len(values.get("issued", "")) == 10 and all(kind in _MARKS for kind in later)
    if "volume" in values and "issue" not in values and _PAGES_NEXT.match(tail.text, token.end()):
        values["issue"] = number
    elif behind_colon or of_newspaper or "volume" in values or "issue" in values:
        if "page" not in later:
            values.setdefault("page", number)
    else:
        values["volume"] = number
