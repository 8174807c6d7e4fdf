"""Dates as entries print them, and as tables hold them: a year, a month of a year, or a day (ISO 8601)."""

from __future__ import annotations

import re
from calendar import monthrange

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
YEAR = r"(?:1[5-9]|20)\d\d"
DATE = (
    rf"{YEAR}\s?[-./]\s?(?:0?[1-9]|1[0-2])(?:\s?[-./]\s?\d{{1,2}})?(?!\d)|{YEAR}\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?|"
    rf"{YEAR},?\s?{MONTH}(?:\s?\d{{1,2}}(?!\d))?|\d{{1,2}}(?:st|nd|rd|th)?[\s-]{MONTH}[,-]?\s?{YEAR}|"
    rf"{MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?\s?,?\s?{YEAR}|{MONTH},?\s?{YEAR}"
)
"""A pattern for a date that tells more than its year."""
NO_YEAR = (
    r"n\.\s?d\.?|[Ii]n press|[Ff]orthcoming|待刊|即将出版|即將出版|出版中|(?:无|無)日期|日期不[详詳明]|年份不[详詳明]"
)
"""What entries print in the place of a year."""

NUMERIC = r"\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d(?!\d)"
"""A date in figures with its year last: whether day or month comes first, only a number above 12 can tell."""

_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_MONTH = re.compile(MONTH, re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def date_of(text: str) -> str | None:
    """The first date of a text, as exactly as it is printed; None where there is no year.

    >>> date_of("2017-1-12"), date_of("May 5th, 2020"), date_of("2021年3月"), date_of("2020a"), date_of("n.d.")
    ('2017-01-12', '2020-05-05', '2021-03', '2020', None)
    >>> date_of("15/03/2021"), date_of("03/04/2021")
    ('2021-03-15', '2021')
    >>> date_of("2024-02-29"), date_of("2023年2月31日")
    ('2024-02-29', '2023-02')
    """
    if (year := _YEAR.search(text)) is None:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    numbers = [int(number) for number in _NUMBER.findall(rest)]
    if month := _MONTH.search(rest):
        numbers.insert(0, _NAMES.index(month.group()[:3].lower()) + 1)
    if re.fullmatch(NUMERIC, text):
        numbers = sorted(numbers) if max(numbers) > 12 else []
    if not numbers or not 1 <= numbers[0] <= 12:
        return year.group()
    found = f"{year.group()}-{numbers[0]:02}"
    days = monthrange(int(year.group()), numbers[0])[1]
    return f"{found}-{numbers[1]:02}" if len(numbers) > 1 and 1 <= numbers[1] <= days else found
