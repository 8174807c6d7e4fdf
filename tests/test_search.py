"""Text and queries as the search index wants them."""

from __future__ import annotations

import sqlite3
from string import punctuation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.search import TOKENIZER, search_query, search_text

CHARACTERS = st.sampled_from("劳动数字，。“”、𠀀😀é[]()-*^:'\\/?")


def matches(text: str, query: str) -> bool:
    database = sqlite3.connect(":memory:")
    tokenizer = TOKENIZER.replace('"', '""')
    database.execute(f'CREATE VIRTUAL TABLE t USING fts5(text, tokenize="{tokenizer}")')
    database.execute("INSERT INTO t VALUES (?)", [search_text(text)])
    found = database.execute("SELECT count(*) FROM t WHERE t MATCH ?", [search_query(query)]).fetchone()[0]
    database.close()
    return bool(found)


@given(st.text(CHARACTERS, min_size=1, max_size=8), st.text(CHARACTERS, min_size=1, max_size=3))
def test_a_string_is_found_exactly_where_it_stands(text: str, query: str) -> None:
    # é is Latin: a run of it is one word.
    if "é" not in query:
        assert matches(text, query) == (query in text)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Digital Labour", "labour", True),
        ("Digital Labour", "LABOUR digital", True),
        ("Digital Labour", '"digital labour"', True),
        ("Digital Labour", '"labour digital"', False),
        ("Digital Labour", '"digital labour', True),
        ("Digital Labour", "labo", False),
        ("labours", "labour", False),
        ("Marx’s", "marx", True),
        ("society-digital", "digital", True),
        ("用5G 技术", "5g", True),
        ("用5G 技术", "5G技术", False),
        ("用5G 技术", "5G\u3000技术", True),
        ("2024年", "202", False),
        ("2024年", "2024", True),
        ("劳动，资本", "劳动资本", False),
        ("naïve Übermut", "übermut", True),
        ("naïve", "naive", False),
        (punctuation, punctuation.replace('"', " "), True),
        ("a", "", False),
        ("a", '""', False),
        ("a", '" "', False),
        ("a NEAR b", "NEAR", True),
        ("a b", "a OR c", False),
    ],
)
def test_words(text: str, query: str, found: bool) -> None:
    assert matches(text, query) is found
