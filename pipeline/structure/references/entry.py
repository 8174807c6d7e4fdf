"""The fields of an entry, and the words that tell what kind of work it is."""

from __future__ import annotations

import re

from pipeline.structure.references.text import Printed

_PUBLISHER = re.compile(
    r"\b(?:Press|Publish\w+|Verlag|Books|Routledge|Springer|S[Aa][Gg][Ee]|Wiley|Polity|Verso|Penguin|Palgrave|Elsevier|Pluto|Zed|"
    r"Blackwell|Macmillan|Brill|Norton|Minerva|Haymarket|Semiotext\w*|Emerald|Vintage|PublicAffairs|Bloomsbury|Peter Lang|"
    r"McGraw[- ]Hill|Pearson|Basic|Knopf|Harper\w*|Simon (?:and|&) Schuster|Sons|Univ\. Pr\w*)\b|"
    r"出版(?:社|公司|集[团團])|[书書](?:[店局]|社\Z)|印[书書][馆館]|群益|文化公司"
)
_PLACES = re.compile(r"(?<=[a-zA-Z])(?:, ?[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2}){2,3}\s*\Z")
_PLACE = re.compile(r"(?P<place>[A-Z][^:\d]{1,40}|[\u4e00-\u9fff]{2,8})\s?:\s?(?=\S)")
_REPORT = re.compile(
    r"\b(?:Working Papers?|White Paper|Reports?|Policy Brief|Discussion Papers?)\b|白皮书|报告", re.IGNORECASE
)
_CONFERENCE = re.compile(
    r"\b(?:[Pp]roceedings|[Cc]onference|[Ss]ymposium|[Ww]orkshop|[Cc]olloquium|Congress|(?:Annual )Meeting)\b|\b(?:Proc|Conf|Symp)\.|"
    r"\b[A-Z]{3,}[- ]?(?:'\d\d|(?:19|20)\d\d)\b|会[议議]|研[讨討]会|[论論]文集|年会|大会|[论論][坛壇]"
)
_LIST = re.compile(r",\s(?:and|&)\s")
_COMMA = re.compile(",")
_THESIS = re.compile(
    r"[\[(]?(?:\b(?:(?:Unpublished |Published )?(?:[Dd]octoral|[Mm]aster'?s?'?|Ph\.?\s?D\.?|MA|M\.A\.|PhD)[\w.' ]{0,20}(?:[Dd]issertation|[Tt]hesis|[Dd]iss\.))|"
    r"(?:博士|硕士|碩士)?[学學]位[论論]文|(?:博士|硕士)论文)[^()\[\]]{0,40}[\])]?"
)
NEWSPAPER = re.compile(
    r"(?:(?<![学學情])|(?<=科学))[报報](?:\s?\([^()]*\))?\Z|\b(?:Times|Post|Guardian|Daily|Herald)\b"
)


def publisher_of(words: Printed, *, sure: bool = False) -> tuple[str | None, str | None]:
    """Publisher and place of `Place: Publisher`, `Publisher, Place` or a publisher alone; `sure` where it is one.

    >>> publisher_of(Printed.of("北京：人民出版社")), publisher_of(Printed.of("Oxford University Press, Oxford"))
    (('人民出版社', '北京'), ('Oxford University Press', 'Oxford'))
    """
    if match := _PLACE.match(words.text.strip(" ,.;(")):
        lead = len(words.text) - len(words.text.lstrip(" ,.;("))
        return words.cut(lead + match.end()).value(), words.cut(lead, lead + match.end("place")).value()
    words = words.cut(0, len(words.text.rstrip(" ,.;:")))
    if not (sure or is_publisher(words.text)):
        return None, None
    if sure and (several := _PLACES.search(words.text)) and not is_publisher(several.group()):
        return words.cut(0, several.start()).value(), words.cut(several.start()).value()
    name, comma, place = words.text.rpartition(",")
    if comma and name.strip() and not is_publisher(place) and (is_publisher(name) or sure) and len(place) < 40:
        if len(place.split()) < 4 and not re.search(r"\b(?:Inc|Ltd|Co|LLC)\b", place):
            return words.cut(0, len(name)).value(), words.cut(len(name) + 1).value()
    elif comma and is_publisher(place) and len(name) < 40 and "," not in name:
        return words.cut(len(name) + 1).value(), words.cut(0, len(name)).value()
    return words.value(), None


def is_publisher(text: str) -> bool:
    return _PUBLISHER.search(text) is not None


def is_place_and_publisher(text: str) -> bool:
    return (match := _PLACE.match(text.strip(" ,.;("))) is not None and len(match["place"].split()) <= 5


def is_conference(text: str) -> bool:
    return _CONFERENCE.search(text) is not None


def meeting_of(words: Printed) -> Printed:
    """The name of a meeting, without the place where it was held.

    >>> meeting_of(Printed.of("9th Workshop on Waiting, Lyon, France")).raw
    '9th Workshop on Waiting'
    """
    ends = [match.start() for match in _COMMA.finditer(words.text)]
    starts = [0, *(end + 1 for end in ends)]
    named = [i for i, start in enumerate(starts) if is_conference(words.text[start : [*ends, None][i]])]
    last = named[-1] if named else 0
    if _LIST.search(words.text):
        return words
    return words.cut(0, ends[last] if last < len(ends) else None)


def is_report(text: str) -> bool:
    return _REPORT.search(text) is not None


def thesis_in(text: str) -> re.Match[str] | None:
    """The words that call a work a thesis."""
    return _THESIS.search(text)
