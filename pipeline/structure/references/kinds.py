"""The words that tell what kind of work an entry is."""

from __future__ import annotations

import re

from pipeline.structure.references.text import Printed

_REPORT = re.compile(
    r"(?:\b|(?-i:(?<=[A-Za-z])(?=[A-Z])))(?:Working Papers?|White Paper|Reports?|Policy Brief|Discussion Papers?)\b|白皮[书書]|[报報]告",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(
    r"\b(?:[Pp]roceedings|[Cc]onference|[Ss]ymposium|[Ww]orkshop|[Cc]olloquium|Congress|(?:Annual )Meeting)\b|\b(?:Proc|Conf|Symp)\.|"
    r"\b[A-Z]{3,}[- ]?(?:'\d\d|(?:19|20)\d\d)\b|会[议議]|研[讨討]会|[论論]文集|年会|大会|[论論][坛壇]\Z"
)
_LIST = re.compile(r",\s(?:and|&)\s")
_COMMA = re.compile(",")
_THESIS = re.compile(
    r"[\[(]?(?:\b(?:(?:Unpublished |Published )?(?:[Dd]octoral|[Mm]aster'?s?'?|Ph\.?\s?D\.?|MA|M\.A\.|PhD)[\w.' ]{0,20}(?:[Dd]issertation|[Tt]hesis|[Dd]iss\.))|"
    r"(?:博士|硕士|碩士)?[学學]位[论論]文|(?:博士|硕士|碩士)[论論]文)(?:[^()\[\]]{0,40}[\])])?"
)
_SIGNS_OF_THESIS = ("hesis", "issertation", "iss.", "论文", "論文")
NEWSPAPER = re.compile(
    r"(?:(?<![学學情])|(?<=科学))[报報](?:\s?\([^()]*\))?\Z|\b(?:Times|Post|Guardian|Daily|Herald)\b"
)


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
    return _THESIS.search(text) if any(sign in text for sign in _SIGNS_OF_THESIS) else None
