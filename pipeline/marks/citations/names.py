"""Names and years as citations print them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.layers import Work
from pipeline.marks.citations.locators import pages_of

YEAR = r"(?:1[6-9]|2[0oO])[\doOl]{2}[a-z]?|[nN]\. ?[dD]\.|forthcoming|in press|待刊|待出版|即将出版|出版中|[无無]日期|日期不[详詳]"
_FIGURES = str.maketrans("oOl", "001")
"""What recognition takes a year's figures for."""
UPPER = r"A-ZÀ-ÖØ-Þ"
LATIN = rf"(?:(?:van|von|de|der|den|del|della|di|da|la|le|Van|Von|De|Del|Di|Da|La|Le|al-|Al-|O[’'])[ ]?)*[{UPPER}][\w’'-]*[\w](?:[ -][{UPPER}][\w’'-]+)?"
INITIALS = rf"(?:[{UPPER}]\.[ -]?)+"
LATIN_NAME = rf"(?:{INITIALS} ?)?{LATIN}(?:,? {INITIALS})?"
CHINESE_NAME = r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})*"
PRINTED_NAME = r"[\u4e00-\u9fff](?: ?[\u4e00-\u9fff]){0,5}(?:·[\u4e00-\u9fff]{1,8})*"
"""With the blanks that typesetters and recognition put between characters."""
NAME = rf"(?:{LATIN_NAME}|{PRINTED_NAME})"
CONJUNCTIONS = "和与與及暨并並"
GLUED_AND = rf"(?<=[a-zß-ÿ]{{2}}) ?and(?=[{UPPER}])"
"""A conjunction that recognition glued to the name behind it, or to both."""
AND = rf"\s*(?:,? and |,?\s?[&＆]|、|，|,\s?|以?[{CONJUNCTIONS}]|\bund |{GLUED_AND})\s*"
OTHERS = r"(?:[,，]?\s*et\s?\.?\s?al\.?|\s*等(?:人|学者|學者)?\.?|\s*and others|\s*and colleagues)"
NAMES = rf"{NAME}(?:{AND}{NAME})*{OTHERS}?"
"""Names, one or several, and others with them, as text for patterns."""
NAME_PART = re.compile(rf"{LATIN}|{CHINESE_NAME}")
SPLIT_YEARS = re.compile(rf"(?:{YEAR})|(?<=[,，、& ])[a-z]\b")
_BETWEEN_NAMES = re.compile(
    rf",? (?:and|und) |,?\s?[&＆]\s?|[、，]|,\s?|{GLUED_AND}|\s?以?[{CONJUNCTIONS}]\s?(?=[{UPPER}])|(?<=[a-z]) ?[{CONJUNCTIONS}] ?"
    rf"|(?<=[\u4e00-\u9fff]{{2}})以?[{CONJUNCTIONS}](?=[\u4e00-\u9fff]{{2}})"
)
_BETWEEN_CHARACTERS = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_BEFORE_NAME = re.compile(rf"\w (?=[A-Z])|,\s?|and |[{CONJUNCTIONS}、]\s?")
_OTHERS_BEHIND = re.compile(rf"{OTHERS}\s*\Z")
_INITIALS_ONLY, _INITIALS_BEFORE = re.compile(INITIALS), re.compile(rf"^{INITIALS} ?")
_INITIALS_AROUND = re.compile(rf"^{INITIALS} ?|,? {INITIALS}?$")


def names_of(printed: str) -> tuple[str, ...]:
    """The names of a citation: family names of Latin ones, whole Chinese ones, a body as printed."""
    plain = _BETWEEN_CHARACTERS.sub("", _OTHERS_BEHIND.sub("", printed).strip(" ,，、"))
    parts = [part.strip() for part in _BETWEEN_NAMES.split(plain) if part.strip()]
    if all(NAME_PART.fullmatch(_INITIALS_AROUND.sub("", part)) for part in parts):
        people = tuple(_INITIALS_BEFORE.sub("", part) for part in parts if not _INITIALS_ONLY.fullmatch(part))
        return people or (plain,)
    return (plain,)


def starts_of(names: str) -> list[int]:
    """Where a list of names may begin: at its first word, or behind one that only looks like a name."""
    return [0, *(match.end() for match in _BEFORE_NAME.finditer(names))]


def works_of(names: tuple[str, ...], years: str, locator: str | None, printed: str = "") -> Iterator[Work]:
    """The works that names and years say, one a year; without a year one. The place is in the last.

    `printed` are the names as they stand.
    """
    others = _OTHERS_BEHIND.search(printed) is not None
    found: list[str] = []
    for year in SPLIT_YEARS.findall(years):
        found.append(found[-1][:4] + year if found and len(year) == 1 else with_figures(year))
    for year in found[:-1]:
        yield Work(None, names, year, others=others)
    yield Work(
        None, names, found[-1] if found else None, locator, *(pages_of(locator) if locator else (None, None)), others
    )


def with_figures(year: str) -> str:
    """A year as it was printed before recognition.

    >>> with_figures("2O14a"), with_figures("n. d.")
    ('2014a', 'n.d.')
    """
    return year[:4].translate(_FIGURES) + year[4:] if year[0].isdecimal() else year.replace(". ", ".").casefold()
