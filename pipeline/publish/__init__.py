"""The tables as files: CSV, Parquet, text, SQLite, and the descriptor that names them all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import schema
from pipeline.publish import package

if TYPE_CHECKING:
    import pyarrow as pa

DATABASE = f"{package.NAME}.db"

CONTENTS = ("csv", "parquet", "text", DATABASE, "datapackage.json", ".stamp.json")
"""What a published folder may hold (a build leaves its stamp there); nothing else is ever replaced."""


def write(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Write all files of a published folder, which exists and is empty.

    `tables` holds every table of `schema.ORDER`, each with `schema.arrow_schema` and sorted by its primary key,
    foreign keys holding. The same tables give the same bytes (SQLite: per version of SQLite).
    """
    # Here, so that a build with nothing to do loads no pyarrow.
    from pipeline.publish import csv, parquet, sqlite, text

    for kind in ("csv", "parquet", "text"):
        (folder / kind).mkdir()
    for name in schema.ORDER:
        if name not in schema.TEXT_ONLY:
            csv.write(tables[name], folder / "csv" / f"{name}.csv")
            parquet.write(name, tables[name], folder / "parquet" / f"{name}.parquet")
    text.write(tables["source_texts"], folder / "text")
    sqlite.write(tables, folder / DATABASE)
    descriptor = package.dump(package.descriptor(tables, folder))
    (folder / "datapackage.json").write_text(descriptor, encoding="utf-8", newline="\n")
