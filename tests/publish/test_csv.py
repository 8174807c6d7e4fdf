"""A CSV file says the same to whoever reads it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pytest

from pipeline import schema
from pipeline.publish import csv

TABLES = [name for name in schema.ORDER if name not in schema.TEXT_ONLY]


def as_written(value: str | int | bool | None) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_bytes(tmp_path: Path) -> None:
    table = pa.table(
        {
            "text": ["plain", 'a "quote"', "a,comma", "two\nlines", "two\r\nlines", None, "  数字 "],
            "number": [1, None, 3, 4, 5, 6, 7],
            "flag": [True, False, None, True, True, True, True],
        }
    )
    csv.write(table, tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes() == (
        "text,number,flag\n"
        "plain,1,true\n"
        '"a ""quote""",,false\n'
        '"a,comma",3,\n'
        '"two\nlines",4,true\n'
        '"two\r\nlines",5,true\n'
        ",6,true\n"
        "  数字 ,7,true\n"
    ).encode()


def test_a_table_without_rows_has_its_column_names(published: Path) -> None:
    assert (published / "csv/notes.csv").read_text() == ",".join(schema.tables()["notes"].columns) + "\n"


def test_more_rows_than_a_batch(tmp_path: Path) -> None:
    csv.write(pa.table({"number": list(range(csv.BATCH + 1))}), tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_text().split() == ["number", *map(str, range(csv.BATCH + 1))]


@pytest.mark.parametrize("name", TABLES)
def test_pandas_reads_it_back(published: Path, tables: dict[str, pa.Table], name: str) -> None:
    frame = pd.read_csv(published / f"csv/{name}.csv", dtype=str, keep_default_na=False, lineterminator="\n")
    assert frame.to_dict("records") == [
        {column: as_written(value) for column, value in row.items()} for row in tables[name].to_pylist()
    ]


@pytest.mark.parametrize("name", TABLES)
def test_pyarrow_reads_it_back(published: Path, tables: dict[str, pa.Table], name: str) -> None:
    types = schema.arrow_schema(name)
    options = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
    read = pyarrow.csv.read_csv(published / f"csv/{name}.csv", parse_options=parse, convert_options=options)
    assert read.to_pylist() == tables[name].to_pylist()


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_reads_it_back(published: Path, tables: dict[str, pa.Table], name: str) -> None:
    kinds = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN"}
    columns = {field.name: kinds[field.type] for field in schema.tables()[name].fields}
    path = published / f"csv/{name}.csv"
    read = duckdb.execute(
        "SELECT * FROM read_csv(?, columns = " + repr(columns) + ", header = true, quote = '\"', escape = '\"')",
        [str(path)],
    ).fetchall()
    assert read == [tuple(row.values()) for row in tables[name].to_pylist()]
