"""Translators and editors whom an entry names behind its title, whichever side of their names their role stands on."""

from __future__ import annotations

import re

from pipeline.document import CJK
from pipeline.layers import Person
from pipeline.structure.references.people import INITIALS, is_body, is_chinese_name, people_of
from pipeline.structure.references.text import Printed

_EDITORS = r"(?:[Ee]d(?:itor)?s?\b\.?|Hrsg\b\.?)"
_TRANSLATORS = r"[Tt]rans(?:lat(?:ed|ors?))?\b\.?"
_WORD = r"(?:(?:[A-ZÀ-Þ]\.[ -]?)+(?=[A-ZÀ-Þ])|[A-ZÀ-Þ][\w'-]*|d[aeiu]|v[ao]n|der?|dos|l[ae])"
_INVERTED = (
    rf"(?:[A-ZÀ-Þ][\w'-]+, ?(?:{INITIALS})|[A-ZÀ-Þ][A-ZÀ-Þ' -]+, [A-ZÀ-Þ][a-zà-ÿ.]*(?: [A-ZÀ-Þ][a-zà-ÿ.]*){{0,2}})"
)
_DIRECT = rf"(?:{_WORD}(?: ?(?<=[. ]){_WORD}){{1,4}}|[{CJK}·]{{2,15}})"
_NAME = rf"(?:{_INVERTED}|{_DIRECT})"
_AND = r",?\s?(?:\band\b|&)\s?"
_OTHERS = r"(?:,? (?:et al\b\.?|and others)|等)?"
_NAMES = rf"{_NAME}(?:[,;、] ?{_NAME}){{0,8}}(?:{_AND}{_NAME})?{_OTHERS}"
_LED_NAMES = rf"(?:{_INVERTED}(?:, ?{_INVERTED}){{0,8}}(?:{_AND}{_INVERTED})?|{_DIRECT}(?:(?:, ?{_DIRECT}){{0,8}}{_AND}{_DIRECT})?){_OTHERS}"
"""Names behind their role: without an `and`, what a comma divides from the first is no name, but a publisher."""
_BEFORE = re.compile(
    rf"(?:\A|(?<=[.,;]\s)|(?<=[.:]\s\s)|(?<=[(载見见])|(?<=\b[Ii]n )|(?<=\b[Ii]n: ))(?P<names>(?!In\b|The\b){_NAMES}),?\s?"
    rf"(?:[(\[](?:{_EDITORS}|(?P<translators>{_TRANSLATORS}))[)\]]|(?<=[\s,](?=[EeHTt]))(?:{_EDITORS}|(?P<translated>{_TRANSLATORS}))(?=[.,;\s)]|\Z))[.,]?"
)
"""`Paolo Virno and Michael Hardt (eds.)`, `Virno P, Hardt M, editors`, `B. Fowkes, Trans.`"""
_BEHIND = re.compile(
    rf"(?:\b(?:[Ee]dited|[Ee]ds?\.|(?P<translated>[Tt]rans(?:lated|\.)))\s(?:and (?:annotated|introduced) )?by|(?<![\dvs]\s)(?<!\d(?:st|nd|rd|th) )"
    rf"(?:\b[Ee]ds?\.?|(?P<translators>\b[Tt]rans(?:\.|lators?:?))))\s(?P<names>{_LED_NAMES})(?=[.,;:()\]]|\s[\d(]|\s\s|\Z)"
)
"""`edited by Paolo Virno and Michael Hardt`, `(eds Virno, P. & Hardt, M.)`, `trans. Ben Fowkes`"""
_CHINESE = re.compile(
    rf"(?:\A|(?<=[.,;(》/])|(?<=[.,;]\s)|(?<=\b[Ii]n:\s))(?:[载載見见][于於]?\s?)?(?P<names>(?:\[[{CJK}]{{1,4}}\])?[{CJK}][{CJK}A-Z·,、\s.]{{0,60}}?)[,\s]{{0,2}}"
    r"(?P<opened>\()?(?:(?P<translators>[合编校]?[译譯](?:者|校)?|校)|(?:[总總执執副]?主[编編]|[选選合][编編]|[编編](?:[著选選辑輯者])?))(?(opened)\))(?=[.,;:)/《\s]|\Z)"
)
"""`陈婉琳, 译`, `唐绪军（编）`, `许纪霖主编`"""
_ONE = re.compile(r"(?:\b[Ee]d\.?|[Ee]ditor)[)\]]?[.,]?\Z")
_INITIAL = re.compile(r"\b[A-ZÀ-Þ]{1,3}\b")


def helpers_in(text: Printed) -> tuple[tuple[Person, ...], Printed]:
    """The translators and editors named in a text, and the text with holes where they stood.

    >>> people, rest = helpers_in(Printed.of("Radical thought, edited by P. Virno and M. Hardt, 133–47. Press"))
    >>> [(person.role, person.family) for person in people], rest.text.split("  ")[0]
    ([('editor', 'Virno'), ('editor', 'Hardt')], 'Radical thought,')
    >>> [person.given for person in helpers_in(Printed.of("资本主义的未来. 陈婉琳, 译. 国外理论动态"))[0]]
    ['婉琳']
    """
    people: tuple[Person, ...] = ()
    for _ in range(3):
        if (match := _next(text.text)) is None:
            break
        translated = any(match.groupdict().get(name) for name in ("translators", "translated"))
        names = text.cut(*match.span("names")).raw
        found = people_of(names, "translator" if translated else "editor")
        people += tuple(person for person in found if person not in people)
        start, end = match.span("names")[0] if match.re is _CHINESE else match.start(), match.end()
        if text.text[start - 1 : start] + text.text[end : end + 1] == "()":
            start, end = start - 1, end + 1
        text = text.without((start, end))
    return people, text


def _next(text: str) -> re.Match[str] | None:
    """The first place that names helpers."""
    if re.search(r"[译譯编編校]|\b(?:[Ee]d(?:ited|itor)?s?|[Tt]rans\w*|Hrsg)\b", text) is None:
        return None
    before, behind = _BEFORE.search(text), _BEHIND.search(text)
    chinese = _CHINESE.search(text)
    while chinese and not _are_names(chinese["names"]):
        chinese = _CHINESE.search(text, chinese.start() + 1)
    if before and _ONE.search(before.group()) and len(people_of(before["names"])) > 1:
        # `Digital Labor, Trebor Scholz (ed.)`: one editor, and before him a title that looks like a name.
        before = _BEFORE.search(text, text.find(", ", before.start()) + 1)
    if before and behind and before.end() > behind.start() and before.start() < behind.end():
        # `Digital labor, ed. T. Scholz` names him behind, `T. Scholz, ed. Edward Elgar` before.
        led = not text[: before.start()].strip(" ,.:") or text[: before.start()].rstrip(" :").lower().endswith(" in")
        named_behind = (led or _INITIAL.search(behind["names"])) and not _INITIAL.search(before["names"])
        before, behind = (None, behind) if named_behind else (before, None)
    return min((match for match in (before, behind, chinese) if match), key=lambda match: match.start(), default=None)


def _are_names(text: str) -> bool:
    """True where every stretch can be a name in Chinese characters."""
    names = [name for name in re.split(r"[,、\s]+", re.sub(r"\A\[[^\]]*\]|等\Z", "", text.strip(" ,"))) if name]
    return bool(names) and all(
        is_chinese_name(name) or (len(name) <= 4 and name[-1] not in "卷册冊辑輯版") or "·" in name or is_body(name)
        for name in names
    )
