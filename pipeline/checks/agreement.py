"""Whether two forms of one table agree cell by cell: what is in CSV against Parquet, SQLite, or what is computed anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline import schema
from pipeline.checks.registry import RELEASE
from pipeline.findings import Finding

MOST = 20
"""Findings a table; what is more is counted."""

BATCH = 20_000
_SHOWN = 60
_CURE = "Build the folder anew, so that both come from the same rows."


def as_text(table: pa.Table) -> pa.Table:
    """Every cell as it is written in CSV."""
    return pa.table(
        {name: column.cast(pa.string()) for name, column in zip(table.column_names, table.columns, strict=True)}
    )


def parquet(path: Path, name: str, cells: pa.Table) -> Iterator[Finding]:
    """Where a Parquet file differs from the cells of the CSV file, in types, rows or cells."""
    try:
        table = pq.ParquetFile(path).read()
        table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        message = f"expected a Parquet file; it cannot be read ({first}). Restore it, or build the folder anew."
        yield _finding("parquet-differs", path, name, message)
        return
    expected = schema.arrow_schema(name)
    wrong = [
        f"{field.name} {field.type}"
        for field in table.schema
        if field.name in expected.names and field.type != expected.field(field.name).type
    ]
    if wrong or table.column_names != expected.names:
        message = f"expected the columns and types of schemas/{name}.json; found {', '.join(wrong or table.column_names)}. {_CURE}"
        yield _finding("parquet-differs", path, name, message)
    if table.column_names == expected.names:
        yield from differences("parquet-differs", path, name, cells, as_text(table))


def sqlite(path: Path, tables: dict[str, pa.Table]) -> Iterator[Finding]:
    """Where a SQLite file is damaged, is not made as the schemas say, or differs from the cells of the CSV files.

    `tables` gives the cells by table; the file is opened read only.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            (state,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            yield _damaged(path, str(error))
            return
        if state != "ok":
            yield _damaged(path, state)
            return
        for name, cells in tables.items():
            try:
                found = _stored(connection, name)
            except sqlite3.OperationalError as error:
                message = f"expected it as in schemas/{name}.json; it cannot be read ({error}). Build the folder anew."
                yield _finding("sqlite-differs", path, name, message)
                continue
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                yield _damaged(path, str(error))
                return
            if made.get(name) != schema.sqlite_table(name):
                message = f"expected columns, types and keys as in schemas/{name}.json; found {made.get(name)!r}. Build the folder anew."
                yield _finding("sqlite-differs", path, name, message)
            yield from differences("sqlite-differs", path, name, cells, found)


def differences(code: str, path: Path, name: str, cells: pa.Table, others: pa.Table) -> Iterator[Finding]:
    """A finding for every row that only one of two tables of text has, and for every cell that differs."""
    keys, other_keys = _keys(name, cells), _keys(name, others)
    found: list[tuple[str, str]] = []
    if not keys.equals(other_keys):
        lost, added = _missing_from(keys, other_keys), _missing_from(other_keys, keys)
        found += [(key, "expected this row, which the CSV file has; found none") for key in lost]
        found += [(key, "expected no such row, for the CSV file has none; found one") for key in added]
        cells, others = _common(cells, keys, other_keys), _common(others, other_keys, keys)
        keys = _keys(name, cells)
    total = len(found)
    if cells.num_rows == others.num_rows:
        for column in cells.column_names:
            rows = _differing(cells[column], others[column])
            total += len(rows)
            for row in rows[:MOST].to_pylist():
                ours, theirs = _shown(cells[column][row].as_py(), others[column][row].as_py())
                found.append(
                    (keys[row].as_py(), f"column {column}: expected {ours}, as in the CSV file; found {theirs}")
                )
    else:
        found.append(("", f"expected {cells.num_rows} rows with keys of their own; found {others.num_rows}"))
        total += 1
    for key, what in found[:MOST]:
        yield _finding(code, path, name, f"row {key}: {what}. {_CURE}", key)
    if total > MOST:
        yield _finding(code, path, name, f"{total - MOST} more differences of this kind. {_CURE}")


def _keys(name: str, table: pa.Table) -> pa.Array:
    columns = (pc.fill_null(table[column].combine_chunks(), "") for column in schema.tables()[name].primary_key)
    return pc.binary_join_element_wise(*columns, " ")


def _missing_from(keys: pa.Array, others: pa.Array) -> list[str]:
    missing: list[str] = keys.filter(pc.invert(pc.is_in(keys, others))).to_pylist()
    return missing


def _common(table: pa.Table, keys: pa.Array, others: pa.Array) -> pa.Table:
    """The rows whose key the other table has, by key."""
    mask = pc.is_in(keys, others)
    return table.filter(mask).take(pc.sort_indices(keys.filter(mask)))


def _differing(ours: pa.ChunkedArray, theirs: pa.ChunkedArray) -> pa.Array:
    if ours.equals(theirs):
        return pa.array([], pa.uint64())
    both_null = pc.and_(pc.is_null(ours), pc.is_null(theirs))
    same = pc.or_(pc.fill_null(pc.equal(ours, theirs), False), both_null)
    return pc.indices_nonzero(pc.invert(same))


def _stored(connection: sqlite3.Connection, name: str) -> pa.Table:
    """A table of the SQLite file, every cell as it is written in CSV."""
    fields = schema.tables()[name].fields
    forms = (
        f"CASE \"{field.name}\" WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE CAST(\"{field.name}\" AS TEXT) END"
        if field.type == "boolean"
        else f'CAST("{field.name}" AS TEXT)'
        for field in fields
    )
    arrow = pa.schema([(field.name, pa.string()) for field in fields])
    rows = connection.execute(f'SELECT {", ".join(forms)} FROM "{name}" ORDER BY rowid')
    batches = []
    while batch := rows.fetchmany(BATCH):
        batches.append(
            pa.record_batch([pa.array(column, pa.string()) for column in zip(*batch, strict=True)], schema=arrow)
        )
    return pa.Table.from_batches(batches, arrow)


def _shown(ours: str | None, theirs: str | None) -> tuple[str, str]:
    """Two values for a person, long ones from shortly before they part."""
    pairs = enumerate(zip(ours or "", theirs or "", strict=False))
    parted = next((place for place, (a, b) in pairs if a != b), min(len(ours or ""), len(theirs or "")))
    start = max(0, parted - 10) if max(len(ours or ""), len(theirs or "")) > _SHOWN else 0
    first, second = (
        "nothing" if text is None else f"“{text[start : start + _SHOWN]}”".replace("\n", "⏎") for text in (ours, theirs)
    )
    return first, second


def _damaged(path: Path, what: str) -> Finding:
    message = f"{path.name}: expected a SQLite file that is whole; found it damaged ({' '.join(what.split())}). Build the folder anew."
    return Finding("sqlite-differs", RELEASE["sqlite-differs"].severity, message, file=str(path))


def _finding(code: str, path: Path, name: str, message: str, row_id: str | None = None) -> Finding:
    place = path.name if path.parent.name not in {"csv", "parquet"} else f"{path.parent.name}/{path.name}"
    return Finding(
        code, RELEASE[code].severity, f"{place}, table {name}: {message}",
        table_name=name, row_id=row_id or None, file=str(path),
    )  # fmt: skip
