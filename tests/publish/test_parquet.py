"""A Parquet file has the types of the schema and says what it is without anything beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import schema
from pipeline.publish import parquet
from tests.publish.test_csv import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_rows_and_types(published: Path, tables: dict[str, pa.Table], name: str) -> None:
    read = pq.read_table(published / f"parquet/{name}.parquet")
    assert read.schema.remove_metadata() == schema.arrow_schema(name)
    assert read.to_pylist() == tables[name].to_pylist()


def test_what_the_file_says_of_itself(published: Path) -> None:
    said = pq.read_metadata(published / "parquet/quotations.parquet").metadata
    assert said[b"license"] == b"CC-BY-4.0"
    assert "数字劳动" in said[b"title_zh"].decode()
    assert "CC-BY-4.0" in said[b"citation"].decode()
    assert json.loads(said[b"table_schema"]) == schema.descriptor("quotations")


def test_compression_and_order(published: Path) -> None:
    group = pq.ParquetFile(published / "parquet/quotation_citations.parquet").metadata.row_group(0)
    assert group.column(0).compression == "ZSTD"
    assert [column.column_index for column in group.sorting_columns] == [0, 1]


def test_row_groups_hold_at_most_fifty_thousand_rows(tables: dict[str, pa.Table], tmp_path: Path) -> None:
    many = pa.concat_tables([tables["gaps"]] * 50_001)
    parquet.write("gaps", many, tmp_path / "gaps.parquet")
    written = pq.ParquetFile(tmp_path / "gaps.parquet").metadata
    assert [written.row_group(index).num_rows for index in range(written.num_row_groups)] == [50_000, 1]
