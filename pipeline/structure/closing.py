"""Where a sentence closes at a line's end, with the closing marks and the citation markers set after it."""

from __future__ import annotations

import re

CLOSERS = "”’\"'»」』》〉）)\\]］〕】"
_NUMBERS = r"[\[［〔](?:[\d\s,，–~-]+|[ivx]+)[\]］〕]"
MARKER = rf"{_NUMBERS}(?:[–~-]{_NUMBERS})*"
"""A marker of numbers in square brackets, or a range of two; small Roman ones are notes'."""
_TERMINAL = re.compile(
    rf"[。！？!?.．｡…](?:[{CLOSERS}]|\s*(?:{MARKER}|[(（](?:{MARKER}|[\dpP第页頁\s,，.:：–~-])+[)）]|[①-⑳㉑-㉟⁰¹²³⁴-⁹]|(?<=[⁰¹²³⁴-⁹])[,，–⁻-](?=\s?[⁰¹²³⁴-⁹])))*\Z"
    rf"|(?<=[a-z]{{4}}[.!?])[{CLOSERS}]?\d{{1,3}}(?:[,–]\d{{1,3}})*\Z"
)
_NOTED = re.compile(
    r"(?<![A-Za-z])(?!(?:pp?|[Vv]ols?|[Nn]os?|[Ff]igs?|[Cc]hs?|[Ss]ecs?|[Ee]qs?|[Aa]rts?)\.)[A-Za-z]{2,}[)\]]?[.!?,]?[”’\"'»]*[.!?][”’\"'»]*\d{1,3}\Z"
)
"""A full stop with a note's mark glued behind it (`labor.12`), which is no place (`p.12`)."""
_NO_END = re.compile(
    r"[(（\[［〔《][^)）\]］〕》]{0,20}\Z|\b(?:[A-Za-z]|pp|et al|vol|[Nn]o|ed|eds|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\Z"
)
_STOPS = "。！？"
"""What closes a sentence whatever stands before it."""
_TAIL = 60
"""How far from its end a line is looked at for a full stop: longer than any marker."""
_QUOTATION_MARKS = re.compile('[“”「」«»"]')


def closes(text: str) -> bool:
    """True where a line closes a sentence: full stop, closing marks, and citation markers set after it.

    >>> closes("…而同工人相对立([3], p. 487)。”"), closes("在这里([3], p."), closes("劳动。[1]")
    (True, False, True)
    >>> closes("the price of labor.”12"), closes("the price of 3.5"), closes("see p.12")
    (True, False, False)
    """
    last = text[-1]
    if last.isalpha():
        return False
    if last in _STOPS:
        return True
    tail = text[-_TAIL:]
    if "0" <= last <= "9":
        return _NOTED.search(tail) is not None
    return _TERMINAL.search(tail) is not None and _NO_END.search(tail) is None


def still_quoted(text: str, quoted: int) -> int:
    """How many quotations are open behind a line, above which `quoted` were; a straight mark closes what is open.

    >>> still_quoted("他说：“劳动。", 0), still_quoted("时间。”", 1)
    (1, 0)
    """
    for mark in _QUOTATION_MARKS.findall(text):
        opens = mark in "“「«" or (mark == '"' and not quoted)
        quoted = quoted + 1 if opens else max(quoted - 1, 0)
    return quoted
