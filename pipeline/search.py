"""Text as the search index holds it, and a reader's words as a query to that index.

SQLite's FTS5 knows no Chinese words, and its trigrams find nothing under three characters. Here one character is
one token, but a Latin word or number is one token as a whole, and a run of blanks is one token too. A query is a
phrase of such tokens, so it finds a string wherever it stands and nowhere else, whatever its length.
"""

from __future__ import annotations

import re
from string import punctuation

BLANK = "␣"
"""The token that stands for a run of blanks."""

TOKENIZER = "ascii tokenchars '{}'".format(punctuation.replace("'", "''"))
"""FTS5 tokenizer under which whatever blanks keep apart is one token (https://sqlite.org/fts5.html#ascii_tokenizer)."""

_LATIN = "0-9A-Za-zªºÀ-ÖØ-öø-ʯ\u0300-\u036fḀ-ỿ"
_TOKEN = re.compile(rf"[{_LATIN}]+|.", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r'"([^"]+)"|([^\s"]+)')


def search_text(text: str) -> str:
    """A text for the index: its tokens in lower case, apart by blanks.

    >>> search_text("数字劳动（Digital Labour），2024年")
    '数 字 劳 动 （ digital ␣ labour ） ， 2024 年'
    """
    return " ".join(_TOKEN.findall(_BLANKS.sub(BLANK, text.casefold())))


def search_query(words: str) -> str:
    """The FTS5 query for what a reader typed: rows that hold every word, quoted words as one; of no words, no row.

    >>> search_query('数字 "digital labour" p.5')
    '"数 字" "digital ␣ labour" "p . 5"'
    """
    phrases = (search_text((quoted or word).strip()) for quoted, word in _WORD.findall(words))
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase) or '""'
