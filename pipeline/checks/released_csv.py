"""A published CSV file as a table: first every cell as text, as it stands, then by the types of its schema."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from pipeline import schema
from pipeline.checks.registry import RELEASE
from pipeline.findings import Finding

FORMS = {
    "integer": (r"^(?:0|-?[1-9][0-9]{0,17})$", "an integer in digits"),
    "boolean": ("^(?:true|false)$", "true or false"),
}
"""How a cell of a type is written, as a pattern and in words; a string is written as it is."""

LEAST_BLOCK, MOST_BLOCK = 1 << 20, 2**31 - 1
"""Bytes that are parsed at once: the whole file, as far as Arrow can, for no row may go over two ends of blocks."""

# A cell may hold a paragraph of any length, and Python stops at 131,072 characters.
csv.field_size_limit(MOST_BLOCK)


def read(path: Path, name: str) -> tuple[pa.Table | None, list[Finding]]:
    """Every cell of a table's CSV file as text, null where it is empty; None, and why, where the file is no such table."""
    columns = list(schema.tables()[name].columns)
    try:
        block = min(max(path.stat().st_size, LEAST_BLOCK), MOST_BLOCK)
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file), [])
            if header != columns:
                message = f"expected the header {','.join(columns)}; found {','.join(header) or 'nothing'}. Build the folder anew."
                return None, [_finding("csv-header", path, name, message, line=1, value=",".join(header))]
        ragged: list[arrow_csv.InvalidRow] = []

        def skip(row: arrow_csv.InvalidRow) -> str:
            ragged.append(row)
            return "skip"

        table = arrow_csv.read_csv(
            path,
            arrow_csv.ReadOptions(column_names=columns, skip_rows=1, block_size=block),
            arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=skip),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), null_values=[""], strings_can_be_null=True
            ),
        )
    except (UnicodeDecodeError, pa.ArrowException, csv.Error, OSError) as error:
        return None, [_finding("csv-unreadable", path, name, _unreadable(path, error))]
    return (None, list(_ragged(path, name, len(columns)))) if ragged else (table, [])


def typed(path: Path, name: str, cells: pa.Table) -> tuple[pa.Table | None, list[Finding]]:
    """The cells by the types of the schema; None, and each cell that is not of its type, where there is one."""
    found: list[tuple[int, str, str, str]] = []
    columns = []
    for field in schema.tables()[name].fields:
        column = cells[field.name]
        if field.type in FORMS:
            pattern, expected = FORMS[field.type]
            bad = pc.invert(pc.match_substring_regex(column, pattern))
            rows = pc.indices_nonzero(pc.fill_null(bad, False)).to_pylist()
            found += [(row, field.name, column[row].as_py(), expected) for row in rows]
        columns.append(column)
    if found:
        lines = lines_of(path, {row for row, _, _, _ in found})
        return None, [
            _finding(
                "csv-cell", path, name,
                f"column {column}: expected {expected}; found “{value}”. Restore the file, or build the folder anew.",
                row_id=_key(name, cells, row), line=lines.get(row), value=value,
            )
            for row, column, value, expected in sorted(found)
        ]  # fmt: skip
    arrow = schema.arrow_schema(name)
    cast = [
        pc.equal(column, "true") if pa.types.is_boolean(field.type) else column.cast(field.type)
        for column, field in zip(columns, arrow, strict=True)
    ]
    return pa.Table.from_arrays(cast, names=arrow.names), []


def lines_of(path: Path, rows: set[int]) -> dict[int, int]:
    """The lines of the file on which some rows (from 0, header not counted) begin; a cell may hold line ends."""
    lines: dict[int, int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        begins = reader.line_num + 1
        for row, _ in enumerate(reader):
            if row in rows:
                lines[row] = begins
            begins = reader.line_num + 1
    return lines


def _key(name: str, cells: pa.Table, row: int) -> str:
    return " ".join(cells[column][row].as_py() or "" for column in schema.tables()[name].primary_key)


def _ragged(path: Path, name: str, width: int) -> Iterator[Finding]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        for cells in reader:
            if cells and len(cells) != width:
                message = f"expected {width} cells in a row; found {len(cells)}. Quote cells that hold a comma, or build the folder anew."
                yield _finding("csv-row", path, name, message, line=reader.line_num, value=",".join(cells)[:80])


def _unreadable(path: Path, error: Exception) -> str:
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as broken:
        return f"expected UTF-8; found something else at byte {broken.start}. Save the file as UTF-8, or build the folder anew."
    except OSError as refused:
        return f"expected a file that can be read; {refused.strerror}. Give yourself the right to read it."
    return f"expected well-formed CSV; found otherwise ({error}). Build the folder anew."


def _finding(
    code: str,
    path: Path,
    name: str,
    message: str,
    *,
    row_id: str | None = None,
    line: int | None = None,
    value: str | None = None,
) -> Finding:
    place = f", line {line}" if line else ""
    return Finding(
        code, RELEASE[code].severity, f"csv/{path.name}{place}: {message}",
        table_name=name, row_id=row_id, line=line, value=value, file=str(path),
    )  # fmt: skip
