"""People and bodies as entries name them: family and given name in the order of their script (CSL name variables)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.document import CJK
from pipeline.layers import Person
from pipeline.structure.references.surnames import COMPOUND, FOREIGN, JAPANESE, PINYIN, SINGLE
from pipeline.structure.references.text import HOLE, Printed

_LETTER = r"[^\W\d_]"
_UPPER = r"[A-ZÀ-ÖØ-Þ]"
_PARTICLE = (
    r"(?:(?:[Vv]an(?: d(?:en|er|e))?|[Vv]on(?: der)?|de(?: la|n|r|l)?|De|della?|d[iau]|Di|Da|dos|[Tt]e[rn]|[Ll][ae]|[Aa]l|[Ee]l|"
    r"[Bb]in|[Bb]en|St\.?)[ -]|d'|D'|O')"
)
_WORD = rf"{_PARTICLE}{{0,2}}{_UPPER}(?:{_LETTER}|['-])*"
FAMILY = rf"{_WORD}(?: {_WORD}(?<={_LETTER}{_LETTER}))?"
INITIALS = (
    rf"(?:{_UPPER}{_LETTER}?\.\s?-?\s?){{1,4}}(?:{_UPPER}\b)?|{_UPPER}(?:[ -]{_UPPER}){{0,3}}\b|{_UPPER}{{2,3}}\b"
)
_JUNIOR = r"(?:,? (?:Jr|Sr|II|III)\b\.?)?"
NAME = re.compile(
    rf"(?P<family>{FAMILY}),\s?(?P<given>{INITIALS})(?: (?:van|von|de|der|den)\b)?{_JUNIOR}|"
    rf"(?P<first>(?:{_UPPER}\.\s?-?){{1,4}})\s?(?P<last>{FAMILY}(?<={_LETTER}{_LETTER})){_JUNIOR}|"
    rf"(?P<plain>{FAMILY}) (?P<letters>{_UPPER}(?:[. -]{{0,2}}{_UPPER}){{0,2}}\b\.?)(?!{_LETTER}){_JUNIOR}"
)
"""A name in Latin letters with initials: `Fuchs, C.`, `C. Fuchs`, `Fuchs C`."""
AND = r"(?:&(?:amp;)?|\band\b|\bund\b|\bet\b(?! al))"
_OFFICE_BEHIND = rf"[{CJK}]{{2,}}(?:委员会|委員會|部|局|中心|协会|協會|学会|學會|研究院|研究所)(?![{CJK}])"
_SPLIT = re.compile(
    rf"\s*(?:[;/、]|,?\s*{AND}|,?\s*(?:(?<=[局院部委会會署所])[和与與及]|[和与與及](?!{_OFFICE_BEHIND}))(?=[{CJK}]{{2}}))\s*"
)
"""What divides names; the `and` within a body's, `人力资源和社会保障部`, does not."""
_COMMA = re.compile(r"\s*,\s*")
_INITIALS = re.compile(rf"(?:{INITIALS}){_JUNIOR}\s*")
_DIRECT = re.compile(
    rf"(?P<given>{_UPPER}[\w'.-]*(?: {_UPPER}[\w'.-]*){{0,2}}?) (?P<family>{_PARTICLE}{{0,2}}{_UPPER}(?:{_LETTER}|['-])+)"
)
_INVERTED = re.compile(rf"\s*([{CJK}]{{2,6}}), ?([{CJK}]{{2,5}})\s*")
_STOPPED = re.compile(rf"(?P<family>{_UPPER}(?:{_LETTER}|['-]){{2,}})\.\s?(?P<given>(?:{_UPPER}\.?\s?){{1,3}})")
"""`Hao. K.`, a stop for the comma"""
_CALLED_BY = re.compile(rf"({_UPPER}\. (?!{_PARTICLE}){_UPPER}[a-z]+) ((?!{_PARTICLE}){_UPPER}[\w'-]+)")
"""`C. Wright Mills`: a given name behind an initial"""
_MIDDLE = re.compile(rf"{_UPPER}[\w'-]+(?: {_UPPER}\.)+")
"""`Katherine C.`"""
_ALL_NAME = re.compile(rf"(?:{_PARTICLE}|{_UPPER})[\w' .·-]*")
_ROLES = (
    (
        "translator",
        r"\btrans(?:lat(?:ed|ors?|ion))?\b\.?(?:\s+by\b)?|\bTrans\b\.?(?:\s+by\b)?|(?:[合等编校]?[译譯](?:者|校)?|校[译譯]?)",
    ),
    (
        "editor",
        r"\b(?:edited|ed)\b\.?\s+by\b|\b[Ee]d(?:itor)?s?\b\.?|\bHrsg\b\.?|(?:[总總执執副]?主[编編]|[选選合][编編]|[编編](?:[著选選辑輯者纂])?)",
    ),
    ("author", r"[合原编]?著(?:者)?|撰|口述|\b(?:[Dd]irector|[Pp]roducer|[Hh]ost|[Ww]riter)s?\b"),
)
_ROLE = "|".join(f"(?P<{role}>{words})" for role, words in _ROLES)
_ROLE_IN_BRACKETS = re.compile(rf"\(\s*(?:{_ROLE})\s*\)", re.IGNORECASE)
_ROLE_BEFORE = re.compile(
    r"(?P<translator>\btrans(?:lated)?\b\.?\s*by\b|(?<!\()\btrans\.(?=\s*[A-Z]))|(?P<editor>\b(?:edited|eds?\.)\s*by\b)",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(rf"(?:(?<=[{CJK}])\s*|[\s,]+|\A)(?:{_ROLE})\s*\Z")
_SIGNS_OF_ROLE = ("ed", "trans", "hrsg", "director", "producer", "host", "writer")
_OTHERS = re.compile(
    r"[,;]?\s*(?:\b(?:Jr|Sr)\b\.?|\bet\.?\s?al\b\.?|\band others\b|(?<=.)等人?(?=\s*(?:[,;、().:]|\Z|[合主总執执]?[译譯编編著校])))\s*"
)
_ORIGINAL = re.compile(
    rf"(?<=[{CJK}])\s?\((?!(?:[Ee]ds?|[Tt]rans|[Hh]rsg)\b)[A-ZÀ-Þ][A-Za-zÀ-ÿ.,;' -]*\)|(?<=[{CJK}])\s?\([Nn]\.\s?[Dd]\.\)"
)
"""A name in its own letters behind its Chinese form: `马克思（Marx, K.）`"""
_LEADING_INITIAL = re.compile(r"\s*[A-Z]\.")
_MIXED = re.compile(rf"\s*{FAMILY}, ?(?:{_UPPER}\.[ -]?)+,(?: and| &)? (?:{_UPPER}\.[ -]?)+{FAMILY}")
"""The first name inverted, the others not: `Wood, A. J., M. Graham`."""
_LOST_COMMA = re.compile(r"(?<=[A-Z]\.) (?=[A-Z][a-z'-]+, ?[A-Z]\.)")
_NATION = re.compile(
    r"\A\s*[\[(](?P<nation>[\u4e00-\u9fff]{1,4}|[A-Z]{2,3})[\])]\s*|\A\s*(?P<country>美国|英国|法国|德国|日本|意大利|加拿大)学者"
)
_OURS = frozenset("汉唐宋元明清晋魏隋漢晉春秋战国中国民国")
_CHINESE = re.compile(rf"[{CJK}]+")
_CHINESE_BODY = re.compile(
    r"(?:局|[学學]院|研究院|法院|部|委|[会會]|社|署|所|中心|大[学學]|公司|集[团團]|国务院|國務院|[组組]|室|行|网|網|政府|党|黨|[组組][织織]|联盟|聯盟|联合国|[办辦])\Z"
)
_BODY = re.compile(
    r"\b(?:Bank|Universit\w+|Organi[sz]ations?|Institut\w+|Commission|Council|Ministry|Office|Union|Association|Committees?|"
    r"Cent(?:er|re)|Agency|Department|Foundation|Group|Inc|Ltd|Federation|Company|Corporation|Network|Society|Nations|Academ\w+|"
    r"Bureau|Government|Parliament|Forum|Alliance|Collective|Press|Project|Team|International|National|Administration|Board|"
    r"Authority|Programme|Program|Service|Settlements|Labs?|Library|Statistics|Confederation)\b"
)
_ACRONYM = re.compile(r"[A-Z]{2,}(?:[-/ &][A-Z]{2,})*")
_OFFICE = re.compile(
    r"(?:The )?(?:[A-Z][\w'-]* )*(?:Ministry|Department|Office|Bureau|Institute|Commission|Committee|Council|Cent(?:re|er)|Association|Assembly|"
    r"Academy|Society|Board|Agency|Organi[sz]ation|Division|Federation)\b[^,;.]* and [^,;.]*"
)
_EDGES = " ,;:&·-.*"


def people_of(text: str, role: str = "author") -> tuple[Person, ...]:
    """The people and bodies that a text names, in printed order; `role` is that of those whose role is not printed.

    >>> people_of("卡尔·马克思、周岚")
    (Person(role='author', family='马克思', given='卡尔', literal=None), Person(role='author', family='周', given='岚', literal=None))
    >>> [(person.family, person.given) for person in people_of("Fuchs, C., & van Dijck J, et al.")]
    [('Fuchs', 'C.'), ('van Dijck', 'J')]
    >>> people_of("[德]马克思"), people_of("国务院译")[0].role
    ((Person(role='author', family='马克思', given=None, literal=None),), 'translator')
    """
    names = Printed.of(text.replace(HOLE, " , ").replace("…", " ")).text
    names = _OTHERS.sub(", ", names)
    if "(" in names:
        names = _ORIGINAL.sub("", names)
    if _OFFICE.fullmatch(names.strip(_EDGES)):
        return (Person(role, literal=_as_printed(names.strip(_EDGES), text)),)
    if not (_LEADING_INITIAL.match(names) or _MIXED.match(names)):
        names = _LOST_COMMA.sub(", ", names)
    found: list[Person] = []
    for part, part_role in _by_role(names, role):
        found += (
            Person(part_role, *(_as_printed(name, text) for name in (person.family, person.given, person.literal)))
            for person in _persons(part)
        )
    if found and all(map(_is_pinyin, found)):
        found = [person._replace(family=person.given, given=person.family) for person in found]
    return tuple(found)


def _as_printed(name: str | None, text: str) -> str | None:
    """A name with the apostrophe that the text prints."""
    return name.replace("'", "’") if name and "’" in text else name


def _is_pinyin(person: Person) -> bool:
    """True for a Chinese name in its own order, `Zhang San`, that was read as if the last word were the family's."""
    given, family = (person.given or "").title(), (person.family or "").title()
    return given in PINYIN and family not in PINYIN and family.isalpha()


def is_body(text: str) -> bool:
    """True for the name of a body, in Chinese or Latin letters."""
    return _CHINESE_BODY.search(text) is not None or _BODY.search(text) is not None


def is_chinese_name(text: str) -> bool:
    """True where a text reads as one name in Chinese characters: with a surname, or with a raised dot.

    >>> is_chinese_name("陈龙"), is_chinese_name("卡尔·马克思"), is_chinese_name("数字劳动")
    (True, True, False)
    """
    if "·" in text:
        return len(text) < 24 and " " not in text
    return text in FOREIGN or (
        2 <= len(text) <= 4
        and (text[:2] in COMPOUND or (len(text) < 4 and text[0] in SINGLE))
        and not (len(text) > 2 and is_body(text))
    )


def _by_role(names: str, role: str) -> Iterable[tuple[str, str]]:
    """The stretches of names that share a role; a role is printed in brackets, behind names or before them."""
    small = names.lower()
    if ("by" in small or "trans." in small) and (match := _ROLE_BEFORE.search(names)):
        if before := names[: match.start()].strip(_EDGES):
            yield from _by_role(before, role)
        yield names[match.end() :], match.lastgroup or role
        return
    last = 0
    pieces: list[tuple[str, str | None]] = []
    for match in _ROLE_IN_BRACKETS.finditer(names):
        pieces.append((names[last : match.start()], match.lastgroup))
        last = match.end()
    pieces.append((names[last:], None))
    for piece, printed in pieces:
        if printed:
            yield piece, printed
            continue
        waiting: list[str] = []
        for chunk in re.split(r"[,;]", piece):
            match = _ROLE_AFTER.search(chunk) if _may_name_role(chunk) else None
            waiting.append(chunk[: match.start()] if match else chunk)
            if match and match.lastgroup:
                yield ",".join(waiting), match.lastgroup
                waiting = []
        yield ",".join(waiting), role


def _may_name_role(chunk: str) -> bool:
    """A cheap question before the dear one."""
    return not chunk.isascii() or any(sign in chunk.lower() for sign in _SIGNS_OF_ROLE)


def _persons(names: str) -> Iterable[Person]:
    for part in _SPLIT.split(names):
        if _CHINESE.search(part):
            if (inverted := _INVERTED.fullmatch(part)) and _is_foreign(*inverted.groups()):
                yield Person("author", *inverted.groups())
                continue
            for name in _COMMA.split(part):
                if re.fullmatch(rf"(?:{INITIALS})\s*", name) and (person := part.partition(",")[0].strip()):
                    continue
                following = part[part.find(name) + len(name) :]
                given = re.match(rf"\s*,\s*((?:{INITIALS}))\s*(?:,|\Z)", following)
                person = name.strip(_EDGES)
                if given and "·" not in person:
                    yield Person("author", person, given.group(1).strip())
                else:
                    yield from _chinese(name)
        else:
            yield from _latin(part.strip(" ,;:"))


def _is_foreign(family: str, given: str) -> bool:
    """True for a name in Chinese characters that stands inverted, `布若威，迈克`: neither half is a Chinese name."""
    return not (given in FOREIGN or is_chinese_name(given) or is_body(given)) and (
        family in FOREIGN or not (is_chinese_name(family) or is_body(family))
    )


def _chinese(name: str) -> Iterable[Person]:
    """One name in Chinese characters, or a body."""
    nation = _NATION.match(name)
    foreign = bool(nation) and not set((nation["nation"] if nation else "") or "x") <= _OURS
    name = name[nation.end() if nation else 0 :].strip(_EDGES)
    if not name:
        return
    given, dot, family = name.rpartition("·")
    if not dot and (match := re.fullmatch(rf"((?:{INITIALS}|{_UPPER}\.)+)\s*([{CJK}]+)", name)):
        given, dot, family = match.group(1).strip(), "·", match.group(2)
    if dot and given and family:
        if (initial := re.match(rf"(?:{_UPPER}\.\s?)+", family)) and initial.end() < len(family):
            given, family = f"{given}·{initial.group().strip()}", family[initial.end() :]
        yield Person("author", family, given)
    elif len(name) == 4 and name[:2] in JAPANESE:
        yield Person("author", name[:2], name[2:])
    elif not foreign and name not in FOREIGN and is_chinese_name(name):
        width = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
        yield Person("author", name[:width], name[width:])
    elif (foreign or name in FOREIGN) and not is_body(name):
        # Of a foreign author Chinese readers print the family name alone.
        yield Person("author", name)
    elif any(character.isalpha() for character in name):
        yield Person("author", literal=name)


def _latin(part: str) -> Iterable[Person]:
    """Names in Latin letters between two `and`: inverted where initials or one given name stand behind a comma."""
    if not part:
        return
    if _BODY.search(part.title() if part.isupper() and "," not in part else part):
        yield Person("author", literal=part.strip(_EDGES))
        return
    chunks = [chunk for chunk in _COMMA.split(part) if chunk.strip(_EDGES)]
    at = 0
    while at < len(chunks):
        chunk = chunks[at]
        following = chunks[at + 1] if at + 1 < len(chunks) else ""
        if following and (
            (_INITIALS.fullmatch(following) and not NAME.fullmatch(chunk))
            or (at == 0 and _is_family(chunk) and _is_given(following, alone=len(chunks) != 3))
            or (_is_capital(chunk) and not _is_capital(following))
        ):
            yield Person("author", chunk.strip(), following.strip())
            at += 2
        else:
            yield from _direct(chunk.strip(" ,;:"))
            at += 1


def _is_capital(chunk: str) -> bool:
    """True for a family name in capitals, `VAN DOORN`, which no one can take for a given one."""
    return chunk.isupper() and len(chunk) > 3 and NAME.fullmatch(chunk) is None


def _is_family(chunk: str) -> bool:
    return re.fullmatch(_WORD, chunk) is not None


def _is_given(chunk: str, *, alone: bool) -> bool:
    """True for a given name behind a comma; of three stretches, only one word can be one."""
    return (
        " " not in chunk.strip()
        or _MIDDLE.fullmatch(chunk.strip()) is not None
        or (alone and _ALL_NAME.fullmatch(chunk) is not None)
    )


def _direct(name: str) -> Iterable[Person]:
    """One name without a comma inside: `Fuchs C`, `C. Fuchs`, `Christian Fuchs`, or a body."""
    if match := _STOPPED.fullmatch(name):
        yield Person("author", match["family"], match["given"])
        return
    if (match := NAME.fullmatch(name)) and not _ACRONYM.fullmatch(name.replace(" ", "") if len(name) < 4 else ""):
        family = match["family"] or match["last"] or match["plain"]
        given = match["given"] or match["first"] or match["letters"]
        if middle := _CALLED_BY.fullmatch(name):
            given, family = middle.groups()
        yield Person("author", family, given.strip())
    elif (match := _DIRECT.fullmatch(name.strip(_EDGES))) is not None:
        yield Person("author", match["family"], match["given"])
    elif any(character.isalpha() for character in name):
        yield Person("author", literal=name.strip(_EDGES))
