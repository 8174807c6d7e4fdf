"""Every connection: a search box that knows Chinese, and bounds on what a query may ask for."""

from __future__ import annotations

import sqlite3

from pluggy import HookimplMarker

from pipeline.search import search_query
from pipeline.serve import texts

hookimpl = HookimplMarker("datasette")

LIMITS = {
    # No paper's text comes near 4 MB; `hex(zeroblob(3e8))` would take the memory of the machine.
    sqlite3.SQLITE_LIMIT_LENGTH: 4 * 2**20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
"""What one query may take (https://sqlite.org/limits.html); lengths in bytes."""


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """After Datasette's own: what it calls to read the words of the search box is ours."""
    if database == texts.DATABASE:
        conn.create_function("escape_fts", 1, search_query, deterministic=True)
        for limit, value in LIMITS.items():
            conn.setlimit(limit, value)
