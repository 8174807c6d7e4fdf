"""The ordinary search box finds a string exactly as often as it stands in the texts."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.serve.plugins import connection
from pipeline.serve.texts import DATABASE
from tests.serve.conftest import Get, Read

WORDS = [
    "劳动", "异", "数字劳动异化", "的", "資本", "勞動", "没有这句话", "labor", "LABOR", "Marx", "labo", "5G", "5g", "2024", "202",
    "([1], p. 162)", '"([1], p. 162)"', "[1]", "“", "”", "，。", "……", "——", "《手稿》", "*", "劳动*", "AND", "OR", "NOT 劳动", "NEAR(劳动)",
    "数据 + 模型", '"数据 + 模型"', "劳动 资本", "资本 劳动", '"劳动', "劳动 -异化", "text:劳动", "{text}", "^在", "'", "\\", "%", "_", "\u3000劳动\u3000",
]  # fmt: skip

LATIN = "0-9A-Za-z"


def holds(text: str, query: str) -> bool:
    """What the page promises, said without an index: every word, Latin ones whole and in any case, quoted ones as one."""
    words = [quoted or word for quoted, word in re.findall(r'"([^"]+)"|([^\s"]+)', query)]
    return bool(words) and all(
        re.search(
            (rf"(?<![{LATIN}])" if re.match(f"[{LATIN}]", word) else "")
            + re.escape(word)
            + (rf"(?![{LATIN}])" if re.search(f"[{LATIN}]$", word) else ""),
            text,
            re.IGNORECASE,
        )
        for word in words
    )


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("table", ["sentences", "paragraphs", "quotations"])
def test_the_json_of_a_search_holds_the_rows_that_hold_the_words(get: Get, read: Read, table: str, words: str) -> None:
    rows = read(table)
    expected = rows[rows["text"].map(lambda text: holds(text, words))]
    found = get(f"/{DATABASE}/{table}.json?_search={quote(words)}&_shape=array&_size=max").json()
    assert [row["char_start"] for row in found] == sorted(expected["char_start"].astype(int))


@pytest.mark.parametrize("words", ["劳动", "异", "labor", "5G", "“", '"数据 + 模型"', "AND", "<b>"])
def test_the_page_of_a_search_counts_the_same(get: Get, read: Read, words: str) -> None:
    expected = sum(holds(text, words) for text in read("sentences")["text"])
    page = get(f"/{DATABASE}/sentences?_search={quote(words)}").text
    assert re.search(rf"<strong>{expected}</strong>", page)
    assert words not in "<b>" or "&lt;b&gt;" in page


@pytest.mark.parametrize("words", ["", " ", '"', '""', '" "'])
def test_nothing_asked_is_no_error(get: Get, words: str) -> None:
    assert get(f"/{DATABASE}/sentences?_search={quote(words)}").status_code == 200


def test_every_string_of_one_to_three_chinese_characters_is_found_everywhere(dist: Path, read: Read) -> None:
    texts = read("sentences")["text"]
    where: dict[str, set[int]] = {}
    for number, text in enumerate(texts, 1):
        for run in re.findall("[\u4e00-\u9fff]+", text):
            for length in (1, 2, 3):
                for start in range(len(run) - length + 1):
                    where.setdefault(run[start : start + length], set()).add(number)
    with closing(sqlite3.connect(dist / f"{DATABASE}.db")) as database:
        connection.prepare_connection(database, DATABASE)
        numbers = dict(database.execute("SELECT rowid, ordinal FROM sentences"))
        for string, expected in where.items():
            rows = database.execute(
                "SELECT rowid FROM sentences_fts WHERE sentences_fts MATCH escape_fts(?)", [string]
            ).fetchall()
            assert {numbers[row[0]] for row in rows} == expected, string


def test_every_latin_word_is_found_everywhere(dist: Path, read: Read) -> None:
    texts = [text.lower() for text in read("sentences")["text"]]
    words = {word for text in texts for word in re.findall(f"[{LATIN}]+", text)}
    with closing(sqlite3.connect(dist / f"{DATABASE}.db")) as database:
        connection.prepare_connection(database, DATABASE)
        for word in words:
            (found,) = database.execute(
                "SELECT count(*) FROM sentences_fts WHERE sentences_fts MATCH escape_fts(?)", [word.upper()]
            ).fetchone()
            assert found == sum(word in re.findall(f"[{LATIN}]+", text) for text in texts), word
