"""The head of an entry: where the names of its makers end and the rest begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.document import CJK
from pipeline.layers import EntryFields
from pipeline.structure.references.dates import DATE, NO_YEAR, YEAR, date_of
from pipeline.structure.references.imprint import is_imprint
from pipeline.structure.references.people import AND, FAMILY, INITIALS, NAME, is_body, is_chinese_name, people_of
from pipeline.structure.references.text import Printed

_CHINESE_NAME = rf"(?:[\[(][^\[\]()]{{1,4}}[\])]\s?)?(?:{INITIALS}\s?)?[{CJK}](?:[{CJK}·-]|·\s?(?:[A-Z]\.\s?-?)+|[A-Z]\.(?=[{CJK}])|\s(?=[{CJK}]))*(?:\((?:[{CJK}]|[A-Za-z.]+\s?)+\))?"
_ROLE = r"(?:\s?\(?(?:等|主编|编著|编|著|译|[Ee]ds?\.)+\)?)?"
_CHINESE_RUN = re.compile(
    rf"{_CHINESE_NAME}{_ROLE}(?:\s?[,、;]\s?(?:{_CHINESE_NAME}{_ROLE}|et al\.?|(?:{INITIALS})|[A-Z][\w. ]+(?=[,、.;])))*"
)
_GIVEN = rf"{FAMILY},\s?[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ](?:\.|[\w'-]+)?){{0,3}}"
_FULL = rf"(?:[A-ZÀ-Þ][\w'-]+|[A-ZÀ-Þ]\.) (?:[A-ZÀ-Þ]\.? )?{FAMILY}"
_INVERTED = re.compile(rf"{_GIVEN}(?=\.|,?\s?{AND}|, [A-Z]|\s?\(|\s?;)")
_DIRECT = re.compile(rf"{_FULL}(?=\.|,|\s?{AND}|\s?\(|\s?;)")
_ONE = re.compile(rf"(?P<name>{_FULL}(?<=[a-zà-ÿ])), (?=[A-Z])")
_MIDDLE = re.compile(
    rf"[A-ZÀ-Þ][\w'-]+ [A-ZÀ-Þ]\. {FAMILY}(?=\.\s[A-Z][^.]*\Z|,? and [A-Z]|, (?:and )?[A-ZÀ-Þ][\w'-]+ (?:[A-Z]\. )?{FAMILY}(?:,|\.| and))"
)
"""`Matthew E. Peters` among others, which is no `Matthew E.` with a title behind it."""
_CAPITALS = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'-]+)?, [A-ZÀ-Þ][a-zà-ÿ][\w'-]*(?: (?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][a-zà-ÿ]+)){0,2}"
)
"""`VAN DOORN, Niels`"""
_BEHEADED = re.compile(r"[a-z][\w'-]+,\s?(?:[A-Z]\.\s?-?)+(?=,\s?(?:&|[A-Z][\w'-]+,\s?[A-Z]\.)|\s?&)")
"""`iang, J.` among others, whose capital recognition has lost."""
_AFTER_NAME = re.compile(rf"\s?(?:,\s?\.\.+\s?{AND}?|[,;]\s?{AND}?|{AND}|\.(?=\s[A-ZÀ-Þ][a-z]+, ?[A-Z]\.))\s?")
_MARK_BEHIND = re.compile(r"\s*([.:,]?)\s*")
_OTHERS = re.compile(r"\s?,?\s?(?:et\.?\s?al\b\.?|and others|等)")
_EDITORS = re.compile(r"\s?,?\s?\(?\b(?:[Ee]d(?:itor)?s?|[Hh]rsg|[Tt]rans)\b\.?\)?")
_STOP = re.compile(
    r"(?<![A-Z])\.(?!\s?,)|(?<=[A-Z])(?<!\b[A-Z]\.[A-Z])\.(?!\s?[,;&-]|\s?[A-Z]\.|\s?and\b|[\u4e00-\u9fff])"
)
_MIDDLE_LAST = re.compile(r"[^,.]*[a-z], [A-ZÀ-Þ][\w'-]+ (?:[A-Z]\. )*[A-Z]\.")
"""`Roberts, Sarah T.`"""
_DOTTED = re.compile(r"[A-Z]\.\s?,|,\s?(?:[A-Z]\.\s?-?)+(?!\w)|\b[A-Z]\.\s?[A-Z]")
LONGEST_HEAD = 400


_YEAR_IN_BRACKETS = re.compile(
    rf"\s?[(\[]\s?((?:{DATE}|{YEAR})[a-z]?(?:/{YEAR})?(?:\s?,\s?(?!p{{1,2}}\.|[页頁第]|\d+[)\]])[^()\[\]]{{0,30}})?|{NO_YEAR}|[12][\dOolI]{{2,3}}[a-z]?)\s?[)\]](?:\s(?P<reprint>{YEAR})(?=\s?[.,:]))?\s?[.,:]*\s*"
)
_DOT_BEHIND = re.compile(r"(?<=[a-zà-ÿ]{3})(?<!eds)\.\Z")
_BEFORE_QUOTED = re.compile(r'[,.]\s?(?=")')
LONGEST_NAMES = 300
_ONE_NAME = re.compile(rf"[A-ZÀ-Þ][\w'-]+ (?:[A-ZÀ-Þ]\. ?){{1,3}}{FAMILY}")
_BODY_FIRST = re.compile(
    r"(?P<name>(?:The )?[A-ZÀ-Þ][\w'-]*(?: (?:(?:of|for|on|and|in|the|&) )*[A-ZÀ-Þ][\w'-]*){1,9}),\s?(?=[A-Z][\w'-]* [^.,]*[:.])"
)
"""`Bank for International Settlements, Central Bank Digital Currencies: …`"""
_INITIAL_LAST = re.compile(r", (?:[A-ZÀ-Þ][\w'-]* )*[A-Z]\.\Z")
_BARE_YEAR = re.compile(rf"[.,]?\s?\b((?:{YEAR})[a-z]?|n\.d\.)\s?[.,:]\s?(?!\d)")
_LOCATORS = re.compile(r"(?:[\W\d]|\b(?:pp?|vol|no)\b)*")
_UNMARKED_YEAR = re.compile(rf"(?<=[.)a-zA-Z])\s(({YEAR})[a-z]?)\s(?=['\"A-Z])")
"""`Gandini, A. 2019 ‘Labour process theory’`"""
_SENTENCE = re.compile(r"\.?\s+[A-Z][\w'-]+ (?!(?:and|et|van|von|de|der|den)\b)[a-z]+")
_SMALL = re.compile(r"\b(?:of|for|in|on|the)\b|(?:\b[A-Z][a-z]{3,}\s?){3}")


class Head(NamedTuple):
    """Where the names end, where what follows begins, and the mark between them."""

    end: int
    rest: int
    mark: str


def read_head(entry: Printed) -> tuple[EntryFields, Printed]:
    """The makers of a work and a year printed with them; the rest begins with the title."""
    text = entry.text
    for pattern in (_YEAR_IN_BRACKETS, _BARE_YEAR, _UNMARKED_YEAR):
        year = pattern.search(text, 0, 600)
        if not year or year.start() < 2 or len(text) < year.end() + 4 or _LOCATORS.fullmatch(text, year.end()):
            continue
        before = text[: year.start()]
        if (
            are_names(before, pattern is _YEAR_IN_BRACKETS)
            if pattern is not _UNMARKED_YEAR
            else _are_only_names(before)
        ):
            # The dot of `Fuchs, C. 2010.` is the initial's.
            dot = text[year.start()] == "." and re.search(r", ?[A-Z]\Z", text[: year.start()]) is not None
            names = entry.cut(0, year.start() + dot)
            return EntryFields(
                issued=date_of(year.groupdict().get("reprint") or year.group(1)),
                contributors=people_of(_DOT_BEHIND.sub("", names.raw.rstrip(" ："))),
            ), entry.cut(year.end())
    head = _undated_head(text)
    if head is None or not text[head.rest :].strip(" ."):
        return EntryFields(), entry
    return EntryFields(contributors=people_of(entry.cut(0, head.end).raw)), entry.cut(head.rest)


def _undated_head(text: str) -> Head | None:
    """The names that a text begins with, where no year stands behind them."""
    quoted = _BEFORE_QUOTED.search(text, 0, LONGEST_NAMES)
    head = head_of(text, ".:,")
    if head and quoted and head.rest < quoted.start() and _ONE_NAME.fullmatch(text, 0, quoted.start()):
        # `Dallas W. Smythe, “Communications”`: no `Dallas W` with a title behind.
        head = None
    is_one = head is None or (
        head.mark == "," and (is_imprint(text[head.rest :]) or _LOCATORS.fullmatch(text, head.rest) is not None)
    )
    if is_one and (one := _ONE.match(text)):
        # `Christian Fuchs, Digital Labour and Karl Marx, New York: Routledge`: a title that looks like names.
        return Head(one.end("name"), one.end(), ",")
    if head is None and quoted:
        # The dot of `Roberts, Sarah T.` is the initial's.
        dot = _INITIAL_LAST.search(text, 0, quoted.start() + 1) is not None
        return Head(quoted.start() + dot, quoted.end(), ",")
    return head or _body_first(text)


def _body_first(text: str) -> Head | None:
    """A body before a comma, or what else stands before the first full stop and can be names."""
    if (body := _BODY_FIRST.match(text)) and is_body(body["name"]):
        return Head(body.end("name"), body.end(), ",")
    head = first_stop(text)
    return head if head and are_names(text[: head.end], False) else None


def head_of(text: str, marks: str = ".:") -> Head | None:
    """The run of names that a text begins with, if one of `marks` ends it; None where it begins otherwise.

    >>> text = "Fuchs C, Mosco V. Marx is back"
    >>> head = head_of(text)
    >>> text[: head.end], text[head.rest :]
    ('Fuchs C, Mosco V', 'Marx is back')
    >>> head_of("数字劳动研究")
    """
    end = _latin_run(text) or _chinese_run(text, marks)
    if not end:
        return None
    after = _MARK_BEHIND.match(text, end)
    mark = (after.group(1) if after else "") or (text[end - 1] if text[end - 1] == "." else "")
    if not after or mark not in marks or not mark:
        return None
    if _MIDDLE_LAST.fullmatch(text, 0, end + 1):
        return Head(end + 1, after.end(), mark)
    # The dot of `Fuchs C.` ends the names, that of `Fuchs, C.` is of the initial.
    dot = text[end - 1] == "." and not _DOTTED.search(text, 0, end) and not text.endswith(("al.", "s."), 0, end)
    return Head(end - dot, after.end(), mark)


def first_stop(text: str) -> Head | None:
    """The first full stop that no initial carries, for names that follow no pattern, as those of bodies do."""
    match = _STOP.search(text, 0, LONGEST_HEAD)
    if match is None or match.start() < 2:
        return None
    return Head(match.start(), match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip()), ".")


def are_names(text: str, in_brackets: bool) -> bool:
    """True where what stands before a year can be names: no locators, no sentence, no title marks."""
    if re.search(rf"\d|[《\"?!]|:\s|(?<!\w)'|[{CJK}]\s?[.:/][^()]*[{CJK}]", text) or len(text) > 500:
        return False
    end = _latin_run(text) or _chinese_run(text, ".,")
    if not in_brackets and not end and (stop := first_stop(text)) and text[stop.rest :].strip(" .,"):
        return False
    if end >= len(text.rstrip(" .,")):
        return True
    words = text.split()
    lower = sum(
        word[:1].islower()
        and word
        not in ("and", "et", "al.", "of", "the", "for", "de", "van", "der", "von", "on", "du", "la", "eds.", "ed.")
        for word in words
    )
    if end:
        if _SENTENCE.match(text, end):
            return False
        others = re.split(r",|&|\band\b", text[end:])
        return lower <= 2 and all(
            len(name.split()) <= 5 and (is_body(name) or not _SMALL.search(name)) for name in others
        )
    return lower <= in_brackets and (len(words) <= 14 or text.count(",") * 5 > len(words))


def _are_only_names(text: str) -> bool:
    """True for names without a doubt: of people in one of their patterns, or of a body."""
    return _latin_run(text) >= len(text.rstrip(" .,")) or (
        is_body(text) and re.search(r"[,.:]|\b[a-z]{4,}", text) is None
    )


def _latin_run(text: str) -> int:
    """How far names in Latin letters run from the start: 0 where none stands there."""
    end = at = 0
    initials = False
    while at < min(len(text), LONGEST_HEAD * 4):
        match = _CAPITALS.match(text, at) or _MIDDLE.match(text, at) or NAME.match(text, at)
        if match is None and not initials:
            match = (_INVERTED.match(text, at) if not end else None) or _DIRECT.match(text, at)
        if match is None and end:
            match = _BEHEADED.match(text, at)
        if match is None:
            break
        initials = initials or match.re is NAME or match.re is _CAPITALS
        end = len(text[: match.end()].rstrip())
        if others := _OTHERS.match(text, end):
            end = others.end()
        if editors := _EDITORS.match(text, end):
            end = editors.end()
        separator = _AFTER_NAME.match(text, end)
        if separator is None:
            break
        at = separator.end()
    return end


def _chinese_run(text: str, marks: str) -> int:
    match = _CHINESE_RUN.match(text, 0, LONGEST_HEAD)
    if match is None:
        return 0
    end = match.end()
    if others := re.compile(r"\s?,?\s?(?:et al\b\.?|等)").match(text, end):
        end = others.end()
    if end >= len(text.rstrip()) and (comma := text.rfind(",")) > 0 and not is_chinese_name(text[comma + 1 :].strip()):
        # `周文岚，谁在等`: names end at the last comma, if they are names.
        end = comma if all(map(is_chinese_name, re.split("[,、;]", text[:comma]))) else end
    after = text[end : end + 2].lstrip()[:1]
    if after == "." or after not in marks:
        return end
    chunks = [
        re.sub(r"^[\[(][^\])]*[\])]|\s|(?:等|主编|编著|编|著|译)+$", "", chunk)
        for chunk in re.split("[,、;]", text[:end])
    ]
    named = all(is_chinese_name(chunk) or len(chunk) > 4 for chunk in chunks) and any(map(is_chinese_name, chunks))
    return (
        end
        if named or re.search(r"(?:编|著|等|院|局|部|委员会|课题组|中心)\Z", text[:end]) or len(text[:end]) < 5
        else 0
    )
