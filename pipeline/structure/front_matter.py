"""Front matter: title and subtitle, authors, affiliations and dates, as the head of a paper prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from pipeline.document import Document, Span, language_of, strip
from pipeline.layers import Head, Outline
from pipeline.line_map import LineMap, pieces_of
from pipeline.structure.closing import closes
from pipeline.structure.lines import TextLine

_AFFILIATION = re.compile(
    r"\b(?:Universit|College|School of|Institute|Department|Faculty|Academy|Laborator|Cent(?:re|er) for)|"
    r"大学|大學|学院|學院|研究院|研究所|研究中心|学系|实验室|出版社|@|邮编|E-?mail",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(r"\b(?:Received|Accepted|Published|Revised)\b|收稿|录用|修回|发布日期|投稿", re.IGNORECASE)
_LATIN_NAME = r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){1,3}"
_CHINESE_NAME = r"[\u4e00-\u9fff·]{2,6}"
_LATIN_NAMES = r"[A-Z][\w’'.-]*+(?: [A-Z][\w’'.-]*+)++"
"""Names with one blank between them read as one run of words: tried name by name, a long run takes for ever."""
_MARKS = r"(?:[,，]?[\d*＊†‡#¹²³⁰⁴-⁹]+)*+"
"""What points from a name to a note or an institute."""
_NAMES = re.compile(
    rf"(?:作者[:：]\s*)?(?P<names>(?:{_LATIN_NAMES}|{_CHINESE_NAME}+){_MARKS}"
    rf"(?:(?:\s*+[,，、;；]\s*+|\s++(?:and\s++)?)(?:{_LATIN_NAMES}|{_CHINESE_NAME}+){_MARKS})*+)\Z"
)
_BEHIND_MARK = re.compile(r"(?<=[\d*＊†‡#¹²³⁴-⁹]) (?=[A-Z\u4e00-\u9fff])")
_ONE_NAME = re.compile(rf"{_LATIN_NAME}|{_CHINESE_NAME}")
_DASH = re.compile(r"[—–―]{1,2}\s*\S")
_LAST_WORD = re.compile(r"[A-Z]?[a-z]{3,}[.?!]?\Z")
"""A word alone below a marked title is its last, left over by the line's end: nobody's name is one word."""
_SUBTITLE_LINE = re.compile(r"\n\s*[—–―-]+\s*(?=\S)")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_DATE = (
    r"(?P<month>[A-Z][a-z]{2})[a-z]*\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{4})|"
    r"(?P<year_n>\d{4})\s*[-年./]\s*(?P<month_n>\d{1,2})\s*[-月./]\s*(?P<day_n>\d{1,2})"
)
_EVENTS = {
    event: re.compile(rf"(?:{words})\s*[:：]?\s*(?:{_DATE})", re.IGNORECASE)
    for event, words in {
        "received": r"received|收稿日期|收稿|投稿日期",
        "accepted": r"accepted|录用日期|录用",
        "issued": r"published(?: online)?|发布日期|出版日期|见刊日期",
    }.items()
}


def title_lines(lines: Sequence[TextLine]) -> int:
    """How many lines of a head belong to the title: those above authors, affiliations and dates.

    Where the format marks headings, the title is what it marks.
    """
    if lines[0].role == "heading":
        marked = next((at for at, line in enumerate(lines) if line.role != "heading"), len(lines))
        goes_on = (
            _DASH.match(lines[marked].text) or _LAST_WORD.match(lines[marked].text) if marked < len(lines) else None
        )
        return marked + (goes_on is not None)
    anchor = next(
        (
            at
            for at, line in enumerate(lines)
            if at and (_AFFILIATION.search(line.text) or _DATE_LINE.search(line.text))
        ),
        None,
    )
    if anchor is None:
        names = [at for at, line in enumerate(lines) if at and is_names(line.text)]
        title = names[0] if names else len(lines)
    else:
        title = anchor
        while (
            title > 1
            and is_names(lines[title - 1].text)
            and (title == anchor or re.search(r"[,，、\d*]", lines[title - 1].text))
        ):
            title -= 1
    return title


def head_of(document: Document, outline: Outline, line_map: LineMap) -> Head:
    """What the titles and front-matter gaps of an outline tell of the paper itself."""
    source = document.source
    values: dict[str, str] = {}
    names: list[str] = []
    affiliations: list[str] = []
    for section in outline.sections:
        if section.section_kind == "title" and section.title:
            title, subtitle = _title(source, section.title, line_map)
            values.setdefault("title", title)
            values.setdefault(f"title_{language_of(title)}", title)
            if subtitle:
                values.setdefault("subtitle", subtitle)
    for gap in outline.gaps:
        if gap.gap_kind == "front-matter":
            text = "".join([piece for piece, _, _ in pieces_of(source, *gap.span, document.edits)])
            values = dates_in(text) | values
            names += [] if names else names_in(text)
            affiliations += [text] if _AFFILIATION.search(text) else []
    return Head(values, tuple(names), affiliations[0] if len(affiliations) == 1 else None)


def _title(source: str, span: Span, line_map: LineMap) -> tuple[str, str | None]:
    """A printed title and its subtitle, which begins on a line of its own behind a dash."""
    match = _SUBTITLE_LINE.search(source, span.start, span.end)
    if match is None:
        return line_map.text(*span), None
    title = strip(source, span.start, match.start())
    return line_map.text(*title), line_map.text(match.end(), span.end)


def is_credit(text: str) -> bool:
    """True for words that name a university, an institute or the like, or the dates of a paper's history."""
    return _AFFILIATION.search(text) is not None or _DATE_LINE.search(text) is not None


def is_prose(lines: Sequence[TextLine]) -> bool:
    """True for lines that read as a paragraph: they close a sentence, and are longer than a head's line."""
    text = "".join(line.text for line in lines)
    return len(text) > 40 and closes(text) and (len(text) > 300 or not is_credit(text))


def is_names(text: str) -> bool:
    """True where a line holds nothing but names of persons.

    >>> is_names("Zhang San, Li Si"), is_names("Logic of Capital")
    (True, False)
    """
    return _NAMES.match(text) is not None


def names_in(text: str) -> list[str]:
    """The names of a line of authors, as printed.

    >>> names_in("Zhang San1, Li Si2*"), names_in("Ke Yin1 Ma Yan²")
    (['Zhang San', 'Li Si'], ['Ke Yin', 'Ma Yan'])
    """
    match = _NAMES.match(_BEHIND_MARK.sub(", ", text))
    return [re.sub(r"[\d*†#¹²³⁰⁴-⁹]+\Z", "", name) for name in _ONE_NAME.findall(match.group("names"))] if match else []


def dates_in(text: str) -> dict[str, str]:
    """The dates that a line of history prints, as `received`, `accepted`, `issued` (ISO 8601).

    >>> dates_in("Received: Jan. 19th, 2024; accepted: Feb. 9th, 2024")
    {'received': '2024-01-19', 'accepted': '2024-02-09'}
    >>> dates_in("收稿日期：2023年5月1日")
    {'received': '2023-05-01'}
    """
    found = {}
    for event, printed in _EVENTS.items():
        if match := printed.search(text):
            month = match["month_n"] or _MONTHS.get((match["month"] or "").lower(), 0)
            # A day that no calendar has is a misprint, and not read.
            with suppress(ValueError):
                day = date(int(match["year"] or match["year_n"]), int(month), int(match["day"] or match["day_n"]))
                found[event] = day.isoformat()
    return found
