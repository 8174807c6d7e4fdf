"""A table as Parquet, with what a reader of the file alone needs to know: title, licence, citation, Table Schema."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import schema
from pipeline.publish import package

ROW_GROUP = 50_000


def write(name: str, table: pa.Table, path: Path) -> None:
    """Write a table whose rows are sorted by its primary key; the same rows give the same bytes."""
    arrow = schema.arrow_schema(name)
    key = [(column, "ascending") for column in schema.tables()[name].primary_key]
    with pq.ParquetWriter(
        path,
        arrow,
        compression="zstd",
        compression_level=9,
        sorting_columns=pq.SortingColumn.from_ordering(arrow, key),
        store_schema=False,
    ) as writer:
        writer.write_table(table.cast(arrow), row_group_size=ROW_GROUP)
        writer.add_key_value_metadata(_metadata(name))


def _metadata(name: str) -> dict[str, str]:
    table = schema.tables()[name]
    return {
        "title": f"{package.TITLE}: {table.title}",
        "title_zh": f"{package.TITLE_ZH}：{table.title_zh}",
        "license": package.LICENSE["name"],
        "citation": package.citation(),
        "table_schema": json.dumps(schema.descriptor(name), ensure_ascii=False),
    }
