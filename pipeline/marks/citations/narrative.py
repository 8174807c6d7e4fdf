"""A year alone in a bracket behind the names of its authors: `Qin等（2019）`, `Okonjo and Reyes (2018)`.

The names are known from the reference list, or plain by `et al.`, a second name, or a verb of saying.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.layers import Marker
from pipeline.marks.chinese_names import SURNAMES
from pipeline.marks.citations.names import (
    CONJUNCTIONS,
    GLUED_AND,
    LATIN,
    NAME_PART,
    OTHERS,
    SPLIT_YEARS,
    names_of,
    starts_of,
    with_figures,
    works_of,
)
from pipeline.marks.english_sayings import ENGLISH_SAYING

_BEFORE_LATIN = re.compile(
    rf"(?P<names>{LATIN}(?:(?:,\s?(?:and )?| and | & |、|\s?[{CONJUNCTIONS}]\s?|{GLUED_AND}){LATIN})*{OTHERS}?)(?P<of>[’']s?)?\s?\Z"
)
_BEFORE_CHINESE = re.compile(r"(?P<run>[\u4e00-\u9fff·、，]{2,24}?)(?P<others>等(?:人|学者|學者)?)?的?\s?\Z")
_LONGEST_RUN = 28
_SAYS = re.compile(
    rf"\s*(?:\[\d+\])?\s*(?:(?:has|have|also|once|\w+ly) )*(?:{ENGLISH_SAYING})\b|,? and {LATIN}(?: et al\.)? ?[(（]\d{{4}}"
)
_SAYS_IN_CHINESE = re.compile(
    r"\s?(?:所|也|亦|还|還|又|曾|则|則|就|都|首先|最早|进一步|進一步|明确|明確|[把将將](?=[^，。；]{1,30}(?:为|為|成|作)))*"
    r"(?:[认認][为為]|指出|[强強][调調]|提出|主[张張]|[写寫]道|[称稱]|描述|[发發][现現]|[说說][明道]|[证證]明|[论論][证證]|界定|[区區]分|考察|[记記][录錄]|概括|(?<=[把将將]))"
)
"""A verb of saying, or `把…描述为`: a Latin name in a Chinese sentence needs it to be an author's."""
_SAID = re.compile(rf"\b(?:{ENGLISH_SAYING})\s\Z")
_WITH_OTHERS = re.compile(OTHERS)
_POSSESSIVE = re.compile(r"[’']s\s?\Z|\s\Z")
_OWNER = re.compile(r"[’']s\Z")
ENDED = re.compile(r"[。！？\n]|[a-z)”’][.!?]\s+(?=[A-Z“‘])")
_BRACKET = re.compile(r"[(（][^()（）]{2,400}[)）]")
_REACH = 160
NameYears = Mapping[str, frozenset[str]]
"""For each author's name as it may be cited, the years of the works that the list has of them."""


def narrative(text: str, bracket: re.Match[str], alone: re.Match[str], known: NameYears) -> Marker | None:
    """A year in a bracket behind the names of its authors: right behind them, or earlier in the sentence."""
    before = text[max(0, bracket.start() - _REACH) : bracket.start()]
    if before.rstrip(" ")[-1:].isdigit():
        # Behind the number of a volume or an issue stands the year of its own: `no. 38 (1967)`.
        return None
    years = [with_figures(year)[:4] for year in SPLIT_YEARS.findall(alone["years"])]
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
    start = bracket.start() - length
    works = tuple(works_of(names, alone["years"], alone["locator"], text[start : bracket.start()]))
    return Marker(start, bracket.end(), "author-year", works)


_Found = tuple[tuple[str, ...], int]
"""Names, and how many characters before the bracket they take."""


def _listed_before(before: str, latin: re.Match[str] | None, years: Sequence[str], known: NameYears) -> _Found | None:
    """Names that a text ends with (`latin` or others), the first of which the list has with one of the years."""
    if latin:
        for start in starts_of(latin["names"]):
            names = names_of(latin["names"][start:])
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


def _latin_before(before: str, latin: re.Match[str] | None, text: str, end: int) -> _Found | None:
    """Latin names that no list has, plain by `et al.`, a second name, a possessive, or a verb of saying."""
    if latin is None:
        return None
    names = names_of(latin["names"])
    said = _SAYS.match(text, end) or _SAYS_IN_CHINESE.match(text, end) or _SAID.search(before[: latin.start("names")])
    plain = len(names) > 1 or latin["of"] or _WITH_OTHERS.search(latin["names"]) or said
    return (names, len(before) - latin.start("names")) if plain else None


def _earlier(before: str, years: Sequence[str], known: NameYears) -> _Found | None:
    """An author named earlier in the sentence whom the list has with one of the years: the bracket alone is the marker."""
    sentence = ENDED.split(before)[-1]
    told = [
        (match.start() + start, name)
        for match in NAME_PART.finditer(_BRACKET.sub(lambda bracket: " " * len(bracket.group()), sentence))
        for start in starts_of(match.group())
        if not known.get((name := _OWNER.sub("", match.group()[start:])).casefold(), frozenset()).isdisjoint(years)
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
        if len(run) - length < 2 or run[-length - 1] not in "、，" + CONJUNCTIONS:
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
    first, conjunction, second = run.rpartition(max("、" + CONJUNCTIONS, key=run.rfind))
    return second if conjunction and len(second) > 1 and _listed_last(first, years, known) else None


def _surnamed_last(run: str) -> str | None:
    return next((run[-size:] for size in (3, 2) if len(run) >= size and run[-size] in SURNAMES), None)
