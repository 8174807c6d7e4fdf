"""Authors and years: `(Fuchs, 2014, p. 25)`, `(孙萍,2019;陈龙,2020a)`, `Qin等（2019）`, `Okonjo and Reyes (2018)`.

A bracket is a citation only where everything in it reads as works, each with a year. A year alone in a bracket is
one where the words before it are the names of its authors: known from the reference list, or plain by `et al.`, a
second name, or a verb of saying.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.layers import Marker, Work
from pipeline.marks.chinese_names import SURNAMES
from pipeline.marks.citations.locators import LOCATOR, OTHER, PAGES, pages_of
from pipeline.marks.english_sayings import ENGLISH_SAYING

_BRACKET = re.compile(r"[(（]([^()（）]{2,400})[)）]")
_YEAR = r"(?:1[6-9]|20)\d{2}[a-z]?|n\.d\.|forthcoming|in press|待刊|待出版"
_ONE_YEAR = re.compile(rf"(?:{_YEAR})(?![\d年])")
_UPPER = r"A-ZÀ-ÖØ-Þ"
_LATIN = rf"(?:(?:van|von|de|der|den|del|della|di|da|la|le|Van|Von|De|Del|Di|Da|La|Le|al-|Al-|O[’'])[ ]?)*[{_UPPER}][\w’'-]*[\w](?:[ -][{_UPPER}][\w’'-]+)?"
_INITIALS = rf"(?:[{_UPPER}]\.[ -]?)+"
_LATIN_NAME = rf"(?:{_INITIALS} ?)?{_LATIN}(?:,? {_INITIALS})?"
_CHINESE_NAME = r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})*"
_NAME = rf"(?:{_LATIN_NAME}|{_CHINESE_NAME})"
_AND = r"\s*(?:,? and |,?\s?[&＆]|、|，|,\s?|和|与|及|以及)\s*"
_OTHERS = r"(?:[,，]?\s*et\s?\.?\s?al\.?|\s*等人?\.?|\s*and others|\s*and colleagues)"
_NAMES = rf"{_NAME}(?:{_AND}{_NAME})*{_OTHERS}?"
_BODY = rf"[{_UPPER}][\w’'&.-]+(?: (?:of|the|for|and|on|de) ?| )[\w’'&. -]{{2,80}}|[{_UPPER}]{{2,10}}|[\u4e00-\u9fff]{{4,24}}"
_PREFIX = (
    r"(?:(?:for (?:examples?|instance|a \w+),? )?(?:see(?: also| e\.g\.)?|See(?: also)?|e\.g\.,?|cf\.?|Cf\.?|also|for|against|pace|and|as cited in|cited in|"
    r"quoted in|in|after|转引自|参见|详见|见|如|引自|例如)[:：,]?\s*)"
)
_PLACE = rf"(?:vol\.?\s*\d+,\s*)?(?:{LOCATOR}|{OTHER})"
_SUFFIX = r"(?:[,，]?\s*(?:emphasis (?:added|in (?:the )?original|mine)|my (?:emphasis|translation)|original emphasis|着重号.{0,8}|译文有改动)\.?)?"
_ITEM = re.compile(
    rf"\s*{_PREFIX}{{0,2}}(?P<names>{_NAMES}|{_BODY})[,，、]?\s*(?:\[\d{{4}}\]\s*)?(?:[(（])?(?P<years>(?:\d{{4}}/)?(?:{_YEAR})(?:\s*[,，、&和]\s*(?:(?:{_YEAR})|[a-z]\b))*)"
    rf"(?:\s*[,，:：]\s*(?P<locator>{_PLACE}))?{_SUFFIX}\.?\s*\Z"
)
_YEARS_ONLY = re.compile(
    rf"\s*(?P<years>(?:{_YEAR})(?:\s*[,，、&和;；]\s*(?:{_YEAR}))*)(?:\s*[,，:：]\s*(?P<locator>{_PLACE}))?{_SUFFIX}\s*\Z"
)
_AGAIN = re.compile(rf"\s*(?P<names>[Ii]bid\.?|同上|同前)(?:[,，]?\s*(?P<locator>{_PLACE}))?{_SUFFIX}\s*\Z")
_PLACE_ONLY = re.compile(rf"\s*(?P<locator>pp?\.\s*{PAGES}|第\s*{PAGES}\s*页|{OTHER})\s*\Z")
_SPLIT_YEARS = re.compile(rf"{_YEAR}|(?<=[,，、& ])[a-z]\b")
_SEPARATOR = re.compile(
    rf"\s*[;；]\s*|(?<=\d),? and (?=[{_UPPER}])|(?<=[\da-z])[,，]\s*(?=[{_UPPER}][\w’'-]+,? (?:1[6-9]|20)\d\d)"
)
_BEFORE_LATIN = re.compile(
    rf"(?P<names>{_LATIN}(?:(?:, (?:and )?| and | & |和|与|、){_LATIN})*{_OTHERS}?)(?P<of>[’']s?)?\s?\Z"
)
_BEFORE_CHINESE = re.compile(r"(?P<run>[\u4e00-\u9fff·、，和与及]{2,24}?)(?P<others>等人?)?(?:的)?\s?\Z")
_LONGEST_RUN = 28
_SAYS = re.compile(
    rf"\s*(?:\[\d+\])?\s*(?:(?:has|have|also|once|\w+ly) )*(?:{ENGLISH_SAYING})\b|,? and {_LATIN}(?: et al\.)? ?[(（]\d{{4}}"
)
_SAID = re.compile(rf"\b(?:{ENGLISH_SAYING})\s\Z")
_NAME_PART = re.compile(rf"{_LATIN}|{_CHINESE_NAME}")
_WORDS = re.compile(r"[A-Za-z’' ,，-]{3,120}")
"""Words in the other language that a bracket gives before its works."""
_BETWEEN_NAMES = re.compile(r",? and |,?\s?[&＆]\s?|[、，和与及]|,\s?")
_BEFORE_NAME = re.compile(r"\w (?=[A-Z])|, |and ")
_WITH_OTHERS, _OTHERS_BEHIND = re.compile(_OTHERS), re.compile(rf"{_OTHERS}\s*\Z")
_INITIALS_ONLY, _INITIALS_BEFORE = re.compile(_INITIALS), re.compile(rf"^{_INITIALS} ?")
_INITIALS_AROUND = re.compile(rf"^{_INITIALS} ?|,? {_INITIALS}?$")
_POSSESSIVE = re.compile(r"[’']s\s?\Z|\s\Z")
_OWNER = re.compile(r"[’']s\Z")
_ENDED = re.compile(r"[。！？]|[a-z)”’][.!?]\s+(?=[A-Z“‘])")
_BARE = re.compile(
    rf"(?<![\w(])(?P<names>{_LATIN}(?:(?:, (?:and )?| and | & ){_LATIN})*{_OTHERS}?) (?P<year>(?:1[6-9]|20)\d\d[a-z]?)(?!\d)(?:[,:] ?(?P<locator>{_PLACE}))?"
)
_REACH = 160
NameYears = Mapping[str, frozenset[str]]
"""For each author's name as it may be cited, the years of the works that the list has of them."""


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
            marker = _marker(bracket, _works((again["names"],), "", again["locator"]))
        elif _ONE_YEAR.search(bracket[1]):
            alone = _YEARS_ONLY.match(bracket[1])
            marker = _narrative(text, bracket, alone, known) if alone else _bracketed(bracket, known)
        elif (
            (place := _PLACE_ONLY.match(bracket[1]))
            and markers
            and not _ENDED.search(text, markers[-1].end, bracket.start())
        ):
            last = markers[-1].works[-1]
            marker = _marker(bracket, _works(last.names, last.year or "", place["locator"]))
        if marker is not None:
            markers.append(marker)
    return sorted(markers + clear_of(markers, _bare(text, known)))


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
    """Names and a year without a bracket, as notes print them, where the list has such a work."""
    for match in _BARE.finditer(text) if known else ():
        names = _names(match["names"])
        if match["year"][:4] in known.get(names[0].casefold(), ()):
            yield Marker(
                match.start("names"), match.end(), "author-year", tuple(_works(names, match["year"], match["locator"]))
            )


def _bracketed(bracket: re.Match[str], known: NameYears) -> Marker | None:
    """A bracket all of whose parts are works with a year."""
    works: list[Work] = []
    for place, part in enumerate(_SEPARATOR.split(bracket[1])):
        item = _ITEM.match(part)
        if item is not None:
            whole = item["names"].strip()
            names = (whole,) if whole.casefold() in known else _names(whole)
            works += _works(names, item["years"], item["locator"])
        elif works and (more := _YEARS_ONLY.match(part)):
            works += _works(works[-1].names, more["years"], more["locator"])
        elif place or _WORDS.fullmatch(part) is None:
            return None
    return _marker(bracket, works) if works else None


def _narrative(text: str, bracket: re.Match[str], alone: re.Match[str], known: NameYears) -> Marker | None:
    """A year in a bracket behind the names of its authors: right behind them, or earlier in the sentence."""
    before = text[max(0, bracket.start() - _REACH) : bracket.start()]
    years = [year[:4] for year in _SPLIT_YEARS.findall(alone["years"])]
    latin = _BEFORE_LATIN.search(before)
    found = (
        _listed_before(before, latin, years, known)
        or _latin_before(before, latin, text, bracket.end())
        or _chinese_before(before, years, known)
    )
    if found is None and latin is None:
        found = _earlier(text[max(0, bracket.start() - 4 * _REACH) : bracket.start()], years, known)
    if found is None:
        return None
    names, length = found
    return Marker(
        bracket.start() - length, bracket.end(), "author-year", tuple(_works(names, alone["years"], alone["locator"]))
    )


_Found = tuple[tuple[str, ...], int]
"""Names, and how many characters before the bracket they take."""


def _listed_before(before: str, latin: re.Match[str] | None, years: Sequence[str], known: NameYears) -> _Found | None:
    """Names that a text ends with (`latin` or others), the first of which the list has with one of the years."""
    if latin:
        for start in _starts(latin["names"]):
            names = _names(latin["names"][start:])
            if not known.get(names[0].casefold(), frozenset()).isdisjoint(years):
                return names, len(before) - latin.start("names") - start
    bare = _POSSESSIVE.sub("", before)
    folded = bare.casefold()
    if not folded.endswith(tuple(known)):
        return None
    bodies = [name for name in known if len(name) > 3 and folded.endswith(name) and not known[name].isdisjoint(years)]
    if not bodies:
        return None
    name = max(bodies, key=len)
    return (bare[len(bare) - len(name) :],), len(before) - len(bare) + len(name)


def _starts(names: str) -> list[int]:
    """Where a list of names may begin: at its first word, or behind one that only looks like a name."""
    return [0, *(match.end() for match in _BEFORE_NAME.finditer(names))]


def _latin_before(before: str, latin: re.Match[str] | None, text: str, end: int) -> _Found | None:
    """Latin names that no list has, plain by `et al.`, a second name, a possessive, or a verb of saying."""
    if latin is None:
        return None
    names = _names(latin["names"])
    said = _SAYS.match(text, end) or _SAID.search(before[: latin.start("names")])
    plain = len(names) > 1 or latin["of"] or _WITH_OTHERS.search(latin["names"]) or said
    return (names, len(before) - latin.start("names")) if plain else None


def _earlier(before: str, years: Sequence[str], known: NameYears) -> _Found | None:
    """An author named earlier in the sentence whom the list has with one of the years: the bracket alone is the marker."""
    sentence = _ENDED.split(before)[-1]
    told = [
        (match.start(), name)
        for match in _NAME_PART.finditer(_BRACKET.sub(lambda bracket: " " * len(bracket.group()), sentence))
        if not known.get((name := _OWNER.sub("", match.group())).casefold(), frozenset()).isdisjoint(years)
    ]
    return ((max(told)[1],), 0) if told else None


def _chinese_before(before: str, years: Sequence[str], known: NameYears) -> _Found | None:
    """The Chinese names that a text ends with, and how many characters they take.

    A sentence does not show where a name begins: the list's authors tell, or a conjunction behind one, else the surname.
    """
    match = _BEFORE_CHINESE.search(before, max(0, len(before) - _LONGEST_RUN))
    if match is None:
        return None
    run = match["run"]
    tail = len(before) - match.end("run")
    names: list[str] = []
    length = 0
    while True:
        rest = run[: len(run) - length]
        name = _listed_last(rest, years, known) or _behind_listed(rest, years, known) or _surnamed_last(rest)
        if name is None or not all("\u4e00" <= letter <= "\u9fff" for letter in name):
            break
        names.insert(0, name)
        length += len(name)
        if len(run) - length < 2 or run[-length - 1] not in "、，和与及":
            break
        length += 1
    if not names:
        return None
    taken = sum(map(len, names)) + len(names) - 1
    return tuple(names), taken + tail


def _listed_last(run: str, years: Sequence[str], known: NameYears) -> str | None:
    """The author that a run of characters ends with, whom the list has with one of the years."""
    return next((run[-size:] for size in (4, 3, 2) if not known.get(run[-size:], frozenset()).isdisjoint(years)), None)


def _behind_listed(run: str, years: Sequence[str], known: NameYears) -> str | None:
    """What stands behind such an author and a conjunction: the name of the second."""
    first, conjunction, second = run.rpartition(max("、和与及", key=run.rfind))
    return second if conjunction and len(second) > 1 and _listed_last(first, years, known) else None


def _surnamed_last(run: str) -> str | None:
    return next((run[-size:] for size in (3, 2) if len(run) >= size and run[-size] in SURNAMES), None)


def _names(printed: str) -> tuple[str, ...]:
    """The names of a citation: family names of Latin ones, whole Chinese ones, a body as printed."""
    plain = _OTHERS_BEHIND.sub("", printed).strip(" ,，、")
    parts = [part.strip() for part in _BETWEEN_NAMES.split(plain) if part.strip()]
    if all(_NAME_PART.fullmatch(_INITIALS_AROUND.sub("", part)) for part in parts):
        return tuple(_INITIALS_BEFORE.sub("", part) for part in parts if not _INITIALS_ONLY.fullmatch(part))
    return (plain,)


def _works(names: tuple[str, ...], years: str, locator: str | None) -> Iterator[Work]:
    pages = pages_of(locator) if locator else (None, None)
    if not years:
        yield Work(None, names, None, locator, *pages)
    last = ""
    for year in _SPLIT_YEARS.findall(years):
        last = last[:4] + year if len(year) == 1 else year
        yield Work(None, names, last, locator, *pages)
