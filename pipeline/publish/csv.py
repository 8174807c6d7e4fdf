"""A table as CSV: RFC 4180 in UTF-8, lines ended by LF, quotes only where needed, nothing where a value is null."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

BATCH = 50_000
QUOTED = '[",\r\n]'
"""What RFC 4180 wants quoted."""


def write(table: pa.Table, path: Path) -> None:
    """Write a table of strings, integers and booleans (`true`, `false`) with its column names as first line."""
    with path.open("wb") as file:
        file.write(",".join(table.column_names).encode() + b"\n")
        for batch in table.to_batches(max_chunksize=BATCH):
            cells = [_cells(column) for column in batch.columns]
            rows = pc.binary_join_element_wise(*cells, ",", null_handling="replace", null_replacement="")
            file.writelines(f"{row}\n".encode() for row in rows.to_pylist())


def _cells(column: pa.Array) -> pa.Array:
    """The values of a column as they stand in the file, null where it is null."""
    if not pa.types.is_string(column.type):
        return column.cast(pa.string())
    doubled = pc.replace_substring(column, '"', '""')
    return pc.if_else(pc.match_substring_regex(column, QUOTED), _quoted(doubled), column)


def _quoted(column: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise('"', column, '"', "")
