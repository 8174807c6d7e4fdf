"""The SQLite file: whole, keyed, and searched as Datasette searches it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pytest
from datasette.utils import detect_fts

from pipeline import publish, schema
from pipeline.publish import sqlite
from pipeline.search import search_query


@pytest.fixture
def database(published: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{(published / publish.DATABASE).as_uri()}?immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.create_function("escape_fts", 1, search_query)
        yield connection


def found(database: sqlite3.Connection, table: str, words: str) -> list[str]:
    """The keys of the rows that Datasette's search box finds."""
    key = schema.tables()[table].primary_key[0]
    index = detect_fts(database, table)
    where = f'rowid IN (SELECT rowid FROM "{index}" WHERE "{index}" MATCH escape_fts(?))'
    return [row[0] for row in database.execute(f'SELECT "{key}" FROM "{table}" WHERE {where} ORDER BY 1', [words])]


@pytest.mark.parametrize("name", schema.ORDER)
def test_rows(database: sqlite3.Connection, tables: dict[str, pa.Table], name: str) -> None:
    rows = database.execute(f'SELECT * FROM "{name}"').fetchall()
    assert rows == [tuple(row.values()) for row in tables[name].to_pylist()]


def test_nothing_is_broken(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_foreign_key_has_an_index(database: sqlite3.Connection) -> None:
    for table in schema.tables().values():
        indexes = database.execute(f'PRAGMA index_list("{table.name}")').fetchall()
        first = {database.execute(f'PRAGMA index_info("{index[1]}")').fetchone()[2] for index in indexes}
        assert {key.field for key in table.foreign_keys} <= first


def test_bibliography_needs_no_quotes(database: sqlite3.Connection) -> None:
    assert database.execute("SELECT reference_id FROM bibliography").fetchall() == [("li-2020-r001",)]


def test_searched_columns_are_columns() -> None:
    assert all(set(columns) <= set(schema.tables()[name].columns) for name, columns in sqlite.SEARCHED.items())


@pytest.mark.parametrize(
    ("table", "words", "keys"),
    [
        ("sentences", "劳动", ["li-2020-s0000013"]),
        ("sentences", "异", ["li-2020-s0000013"]),
        ("sentences", "说", ["li-2020-s0000013", "li-2020-s0000037"]),
        ("sentences", "“异化劳动”([1],", ["li-2020-s0000013"]),
        ("sentences", "他说", []),
        ("sentences", "劳动 马克思", ["li-2020-s0000013"]),
        ("sections", "数字劳动", ["li-2020-h0000008"]),
        ("concepts", "LABOUR", ["alienated-labour", "labour"]),
        ("concepts", "labou", []),
        ("concepts", '"that stands"', ["alienated-labour"]),
        ("papers", "title", ["li-2020"]),
        ("references", "资本", []),
    ],
)
def test_search(database: sqlite3.Connection, table: str, words: str, keys: list[str]) -> None:
    assert found(database, table, words) == keys


def test_search_finds_what_stands_there_and_nothing_else(database: sqlite3.Connection) -> None:
    sentences = dict(database.execute("SELECT sentence_id, text FROM sentences"))
    texts = "".join(sentences.values())
    strings = {
        texts[start : start + length]
        for length in (1, 2, 3, 5)
        for start in range(len(texts) - length)
        if not set(texts[start : start + length]) & set(' "p')
    }
    for string in sorted(strings):
        assert found(database, "sentences", string) == [key for key, text in sentences.items() if string in text]


def test_segmented_text_is_nowhere_but_in_the_index(database: sqlite3.Connection) -> None:
    assert (
        database.execute("SELECT text FROM sentences_fts").fetchall()
        == database.execute("SELECT text FROM sentences").fetchall()
    )


def test_a_place_that_cannot_be_written_is_named(tables: dict[str, pa.Table], tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"nowhere/x\.db"):
        sqlite.write(tables, tmp_path / "nowhere/x.db")
