"""Authors and years: `(Fuchs, 2014, p. 25)`, `(孙萍,2019;陈龙,2020a)`, `Qin等（2019）`, `Okonjo and Reyes (2018)`.

A bracket is a citation only where everything in it reads as works, each with a year. A year alone in a bracket is
one where the words before it are the names of its authors: known from the reference list, or plain by `et al.`, a
second name, or a verb of saying.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pipeline.layers import Marker, Work
from pipeline.marks.citations.locators import PLACE, SIGNED, pages_of
from pipeline.marks.citations.names import LATIN, NAMES, OTHERS, UPPER, YEAR, names_of, starts_of, works_of
from pipeline.marks.citations.narrative import ENDED, NameYears, narrative

_BRACKET = re.compile(r"[(（]([^()（）]{2,400})[)）]")
_ONE_YEAR = re.compile(rf"(?:{YEAR})(?![\d年])")
_FIRST_PRINTED = r"(?:\s*\[(?:1[5-9]|20)\d\d\])?"
"""`1976 [1867]`: behind the year of an edition, that of the first."""
_BODY = rf"(?:[{UPPER}][\w’'&.-]+|[{UPPER}](?= [{UPPER}]))(?: (?:of|the|for|and|on|de) ?| )[\w’'&. -]{{2,80}}|[{UPPER}]{{2,10}}|[\u4e00-\u9fff]{{4,24}}"
_PREFIX = (
    r"(?:(?:for (?:examples?|instance|a \w+),? )?(?:see(?: also| e\.g\.)?|See(?: also)?|e\.g\.,?|cf\.?|Cf\.?|also|for|against|pace|and|as cited in|cited in|"
    r"quoted in|in|after|转引自|轉引自|[参參](?:见|見|阅|閱|看)|[详詳][见見]|[另也亦]?[见見]|引自|例?如)[:：,]?\s*)"
)
_SUFFIX = r"(?:[,，]?\s*(?:emphasis (?:added|in (?:the )?original|mine)|my (?:emphasis|translation)|original emphasis|[着著]重[号號].{0,8}|译文有改动|譯文有改動|底[线線]为?引者.{0,4})\.?)?"
_ITEM = re.compile(
    rf"\s*{_PREFIX}{{0,2}}(?P<names>{NAMES}|{_BODY})[,，、]?\s*(?:\[\d{{4}}\]\s*)?(?:[(（])?(?P<years>(?:\d{{4}}/)?(?:{YEAR})(?:\s*[,，、&和]\s*(?:(?:{YEAR})|[a-z]\b))*){_FIRST_PRINTED}"
    rf"(?:\s*[,，:：]\s*(?P<locator>{PLACE}))?{_SUFFIX}\.?\s*\Z"
)
_YEARS_ONLY = re.compile(
    rf"\s*(?P<years>(?:{YEAR})(?:\s*[,，、&和;；]\s*(?:{YEAR}))*){_FIRST_PRINTED}(?:\s*[,，:：]\s*(?P<locator>{PLACE}))?{_SUFFIX}\s*\Z"
)
_AGAIN = re.compile(
    rf"\s*(?P<names>[Ii]bid\.?|[Ll]oc\. ?cit\.?|同[上前](?:[注註引揭]?[书書文]?|[注註][释釋]))(?:\s*[,，:：]?\s*(?P<locator>{PLACE}))?{_SUFFIX}\s*\Z"
)
_PLACE_ONLY = re.compile(rf"\s*(?P<locator>{SIGNED}){_SUFFIX}\s*\Z")
_SEPARATOR = re.compile(
    rf"\s*[;；]\s*|(?<=\d),? and (?=[{UPPER}])|(?<=[\da-z])[,，]\s*(?=[{UPPER}][\w’'-]+,? (?:1[6-9]|20)\d\d)"
)
_WORDS = re.compile(r"[A-Za-z’' ,，-]{3,120}")
"""Words in the other language that a bracket gives before its works."""
_BARE = re.compile(
    rf"(?<![\w(])(?P<names>{LATIN}(?:(?:, (?:and )?| and | & ){LATIN})*{OTHERS}?),? (?P<year>(?:1[6-9]|20)\d\d[a-z]?)(?!\d)(?:[,:] ?(?P<locator>{PLACE}))?"
)
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’(?!\w)|「[^」]*」|『[^』]*』|«[^»]*»|\"[^\"]*\"")
_CLOSING = tuple("”’」』»\"'")
_QUOTATION = 2000
"""How far behind a citation the place in its work may stand."""


def author_year_markers(text: str, known: NameYears) -> list[Marker]:
    """All author-year markers of a reading text, in order; `known` are the authors and years of the reference list.

    >>> found = author_year_markers("见（孙萍,2019;陈龙,2020a）。Okonjo and Reyes (2018, p. 4) argue. It began (1966—1976).", {})
    >>> [[(work.names, work.year, work.locator) for work in marker.works] for marker in found]
    [[(('孙萍',), '2019', None), (('陈龙',), '2020a', None)], [(('Okonjo', 'Reyes'), '2018', 'p. 4')]]
    >>> [found[1].start, found[1].end]
    [20, 49]
    """
    markers: list[Marker] = []
    for bracket in _BRACKET.finditer(text):
        marker: Marker | None = None
        if again := _AGAIN.match(bracket[1]):
            marker = _marker(bracket, works_of((again["names"],), "", again["locator"]))
        elif _ONE_YEAR.search(bracket[1]):
            alone = _YEARS_ONLY.match(bracket[1])
            marker = narrative(text, bracket, alone, known) if alone else _bracketed(bracket, known)
        elif markers and (place := _PLACE_ONLY.match(bracket[1])):
            marker = _place_alone(text, bracket, markers[-1], place["locator"])
        if marker is not None:
            markers.append(marker)
    return sorted(markers + clear_of(markers, _bare(text, known)))


def _place_alone(text: str, bracket: re.Match[str], before: Marker, locator: str) -> Marker | None:
    """A bracket that holds only a place, `（頁 41）`: in the work that the sentence names before, behind what it says."""
    if bracket.start() - before.end > _QUOTATION:
        return None
    if pages_of(locator)[0] is None and text[before.end : bracket.start()].rstrip("。.，, ")[-1:] not in _CLOSING:
        # A chapter or section may be one of the paper itself.
        return None
    between = _QUOTED.sub("", text[before.end : bracket.start()]).rstrip("。.！？!? ")
    work = before.works[-1]
    return None if ENDED.search(between) else _marker(bracket, works_of(work.names, work.year or "", locator))


def clear_of(taken: Sequence[Marker], markers: Iterable[Marker]) -> list[Marker]:
    """The markers that overlap none of others, which are in order.

    >>> taken, marker = [Marker(0, 3, "numeric", ())], Marker(2, 9, "author-year", ())
    >>> clear_of(taken, [marker, marker._replace(start=3)])
    [Marker(start=3, end=9, style='author-year', works=())]
    """
    starts = [marker.start for marker in taken]
    ends = [0, *(marker.end for marker in taken)]
    return [marker for marker in markers if ends[bisect_left(starts, marker.end)] <= marker.start]


def _marker(bracket: re.Match[str], works: Iterable[Work]) -> Marker:
    return Marker(bracket.start(), bracket.end(), "author-year", tuple(works))


def _bare(text: str, known: NameYears) -> Iterator[Marker]:
    """Names and a year without a bracket of their own, as notes print them, where the list has such a work."""
    for match in _BARE.finditer(text) if known else ():
        for start in starts_of(match["names"]):
            names = names_of(match["names"][start:])
            if match["year"][:4] in known.get(names[0].casefold(), ()):
                works = tuple(works_of(names, match["year"], match["locator"], match["names"]))
                yield Marker(match.start("names") + start, match.end(), "author-year", works)
                break


def _bracketed(bracket: re.Match[str], known: NameYears) -> Marker | None:
    """A bracket all of whose parts are works with a year; of words, works that the list has are read."""
    works: list[Work] = []
    unread = False
    for place, part in enumerate(_SEPARATOR.split(bracket[1])):
        item = _ITEM.match(part)
        if item is not None:
            whole = item["names"].strip()
            names = (whole,) if whole.casefold() in known else names_of(whole)
            works += works_of(names, item["years"], item["locator"], whole)
        elif works and (more := _YEARS_ONLY.match(part)):
            works += works_of(works[-1].names, more["years"], more["locator"])
        elif told := [work for marker in _bare(part, known) for work in marker.works]:
            works += told
        else:
            unread = unread or place > 0 or _WORDS.fullmatch(part) is None
    if unread and not any((work.year or "")[:4] in known.get(work.names[0].casefold(), ()) for work in works):
        return None
    return _marker(bracket, works) if works else None
