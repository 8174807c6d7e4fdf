"""All tables in one SQLite file, with keys, indexes, the view `bibliography` and full-text search.

`<table>_fts` is an FTS5 index over a table of the same name (external content), filled with text in the form
`pipeline.search` gives it; Datasette finds it by its `content`. The same rows give the same bytes per SQLite version.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from pipeline import schema
from pipeline.search import TOKENIZER, search_text

SEARCHED = {
    "papers": ("title", "subtitle", "title_zh", "title_en"),
    "sections": ("title",),
    "paragraphs": ("text",),
    "sentences": ("text",),
    "quotations": ("text",),
    "references": ("raw_text", "title"),
    "notes": ("text",),
    "concepts": ("label_zh", "label_en", "definition_zh", "definition_en"),
    "concept_labels": ("label",),
    "keywords": ("text",),
}
"""The columns that the search box of a table looks into."""

BATCH = 10_000


def write(tables: Mapping[str, pa.Table], path: Path) -> None:
    """Write every table of `schema.ORDER`, rows sorted by primary key. Raises OSError where the disk is full."""
    try:
        _write(tables, path)
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


def _write(tables: Mapping[str, pa.Table], path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("search_text", 1, lambda text: text and search_text(text), deterministic=True)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for name in schema.ORDER:
            connection.execute(schema.sqlite_table(name))
            _insert(connection, name, tables[name])
        for name in schema.ORDER:
            _index(connection, name)
        for name, columns in SEARCHED.items():
            _index_text(connection, name, columns)
        # REFERENCES is a reserved word in SQL: a reader need not quote this name.
        connection.execute('CREATE VIEW bibliography AS SELECT * FROM "references"')
        connection.execute("COMMIT")
        connection.execute("VACUUM")


def _insert(connection: sqlite3.Connection, name: str, table: pa.Table) -> None:
    insert = f'INSERT INTO "{name}" VALUES ({", ".join("?" * table.num_columns)})'
    for batch in table.to_batches(max_chunksize=BATCH):
        connection.executemany(insert, zip(*(column.to_pylist() for column in batch.columns), strict=True))


def _index(connection: sqlite3.Connection, name: str) -> None:
    """An index on every foreign key that the primary key does not begin with."""
    table = schema.tables()[name]
    for key in table.foreign_keys:
        if key.field != table.primary_key[0]:
            connection.execute(f'CREATE INDEX "{name}_{key.field}" ON "{name}" ("{key.field}")')


def _index_text(connection: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> None:
    index = f"{name}_fts"
    tokenizer = TOKENIZER.replace('"', '""')
    named = ", ".join(columns)
    forms = ", ".join(f"search_text({column})" for column in columns)
    connection.execute(f'CREATE VIRTUAL TABLE "{index}" USING fts5({named}, content="{name}", tokenize="{tokenizer}")')
    connection.execute(f'INSERT INTO "{index}" (rowid, {named}) SELECT rowid, {forms} FROM "{name}" ORDER BY rowid')
    connection.execute(f'INSERT INTO "{index}" ("{index}") VALUES (\'optimize\')')
