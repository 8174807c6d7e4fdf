"""The small good dataset of tests/data/good.json, and its copies with one fault each, as tests/data/bad/ tells them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import pyarrow as pa

from pipeline import checks, publish, schema
from pipeline.findings import Finding

DATA = Path(__file__).parent.parent / "data"
BAD = DATA / "bad"

Cell = str | int | bool | None
Row = dict[str, Cell]


class Change(TypedDict, total=False):
    """One change to a table: a row is named by its key, blanks between the parts; without `row`, one is added."""

    table: str
    row: str
    set: Row
    replace: tuple[str, str]
    add: Row
    retype: dict[str, str]


def good_rows() -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = json.loads((DATA / "good.json").read_text(encoding="utf-8"))
    return rows


def as_tables(rows: Mapping[str, Sequence[Row]]) -> dict[str, pa.Table]:
    return {name: pa.Table.from_pylist(list(rows[name]), schema.arrow_schema(name)) for name in rows}


def changed(changes: Sequence[Change]) -> dict[str, pa.Table]:
    """The good dataset with some changes."""
    rows = good_rows()
    for change in changes:
        table = rows[change["table"]]
        if "add" in change:
            table.append(change["add"])
        elif "row" in change:
            row = next(row for row in table if key(change["table"], row) == change["row"])
            if "set" in change:
                row.update(change["set"])
            elif "replace" in change:
                row["text"] = str(row["text"]).replace(change["replace"][0], change["replace"][1])
            else:
                table.remove(row)
    tables = as_tables(rows)
    for change in changes:
        for column, kind in change.get("retype", {}).items():
            table = tables[change["table"]]
            cells = table[column].cast(pa.type_for_alias(kind))
            tables[change["table"]] = table.set_column(table.column_names.index(column), column, cells)
    return tables


def key(table: str, row: Row) -> str:
    return " ".join(str(row[column]) for column in schema.tables()[table].primary_key)


def with_results(tables: dict[str, pa.Table], noticed: Sequence[Finding] = ()) -> dict[str, pa.Table]:
    """The tables with `findings` and `checks`, as a build adds them."""
    checked = checks.run(tables, noticed)
    found = checks.findings_table(checked.findings, tables)
    results = checks.results_table(checked.results)
    return {name: {**tables, "findings": found, "checks": results}[name] for name in schema.ORDER}


def published(folder: Path, changes: Sequence[Change] = (), noticed: Sequence[Finding] = ()) -> Path:
    """A published folder with the good dataset, or one with some changes."""
    folder.mkdir()
    publish.write(with_results(changed(changes), noticed), folder)
    return folder
