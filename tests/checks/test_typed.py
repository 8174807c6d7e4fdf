"""The typed checks against Python's own patterns, against random faults, and against frictionless as referee."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import frictionless
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import schema
from pipeline.checks import typed
from pipeline.findings import Finding
from tests.checks.dataset import Cell, Row, as_tables, good_rows, key

PATTERNS = sorted(
    {
        field.constraints["pattern"]
        for table in schema.tables().values()
        for field in table.fields
        if "pattern" in field.constraints
    }
)
IN_KEYS = {"paper_id", *(field for table in schema.tables().values() for field in table.primary_key)}


def faults(rows: dict[str, list[Row]]) -> list[Finding]:
    return list(typed.faults(as_tables(rows), Counter()))


@settings(deadline=None)
@given(
    st.sampled_from(PATTERNS),
    st.text("ab01-10./２９ \u00a0\u2028\x1c\n\tqskr", max_size=16)
    | st.sampled_from(["10.1234/ab", "zh-Hans", "2024-02-29", "li-2020-q0000060-2"]),
)
def test_re2_says_of_a_whole_value_what_python_says(pattern: str, text: str) -> None:
    column = as_tables({"source_texts": [{"paper_id": "p", "text": text}]})["source_texts"]["text"]
    found = pc.match_substring_regex(column, typed.re2(pattern)).to_pylist()
    assert found == [re.fullmatch(pattern, text) is not None]


def _not_in(allowed: list[str]) -> Callable[[str], bool]:
    return lambda text: text not in allowed


def _not_like(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is None


@st.composite
def one_bad_cell(draw: st.DrawFn) -> tuple[str, int, str, Cell, str]:
    """A table, a row, a column outside the keys, a value that breaks one of its rules, and the rule."""
    rows = good_rows()
    table = draw(st.sampled_from(sorted(name for name in rows if name != "source_texts")))
    row = draw(st.integers(0, len(rows[table]) - 1))
    candidates: list[tuple[str, Cell, str]] = []
    for field in schema.tables()[table].fields:
        if field.name in IN_KEYS or field.name.endswith("_id") or field.name == "ordinal":
            continue
        if field.required:
            candidates.append((field.name, None, "typed-required"))
        if "enum" in field.constraints:
            other = draw(st.text(min_size=1).filter(_not_in(field.constraints["enum"])))
            candidates.append((field.name, other, "typed-enum"))
        if pattern := field.constraints.get("pattern"):
            other = draw(st.text(min_size=1).filter(_not_like(pattern)))
            candidates.append((field.name, other, "typed-pattern"))
        if "minimum" in field.constraints:
            candidates.append(
                (field.name, draw(st.integers(-(2**63), field.constraints["minimum"] - 1)), "typed-range")
            )
    if not candidates:
        return table, row, "", None, ""
    column, value, code = draw(st.sampled_from(candidates))
    return table, row, column, value, code


@settings(deadline=None)
@given(one_bad_cell())
def test_a_bad_cell_is_found_in_its_table_row_and_column(fault: tuple[str, int, str, Cell, str]) -> None:
    table, index, column, value, code = fault
    rows = good_rows()
    if code:
        rows[table][index][column] = value
        (finding,) = faults(rows)
        assert (finding.code, finding.table_name, finding.row_id) == (code, table, key(table, rows[table][index]))
        assert finding.message.startswith(f"{table}.{column} in row {finding.row_id} (row {index + 1}): expected ")
        assert finding.value == (None if value is None else str(value))


def test_rows_examined_are_those_under_a_rule_of_the_kind() -> None:
    examined: Counter[str] = Counter()
    rows = good_rows()
    assert list(typed.faults(as_tables(rows), examined)) == []
    assert examined["typed-length"] == len(rows["quotations"])
    assert examined["typed-type"] == sum(map(len, rows.values()))


def verdicts(folder: Path, rows: dict[str, list[Row]]) -> tuple[set[str], set[str]]:
    """The codes of our findings, and of those of frictionless on the same rows as CSV."""
    resources = []
    for name, table in schema.tables().items():
        if name not in {"source_texts", "findings", "checks"}:
            lines = io.StringIO()
            writer = csv.writer(lines, lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows([_written(row.get(column)) for column in table.columns] for row in rows[name])
            (folder / f"{name}.csv").write_text(lines.getvalue(), encoding="utf-8")
            resources.append({"name": name, "path": f"{name}.csv", "schema": schema.descriptor(name)})
    package = frictionless.Package.from_descriptor({"name": "test", "resources": resources}, basepath=str(folder))
    report = package.validate()
    return {finding.code for finding in faults(rows)}, {error.type for task in report.tasks for error in task.errors}


def _written(cell: Cell) -> str:
    return str(cell).lower() if isinstance(cell, bool) else "" if cell is None else str(cell)


@pytest.mark.parametrize(
    ("table", "cells", "code", "referee"),
    [
        ("contributors", {}, "", ""),
        ("contributors", {"name": None}, "typed-required", "constraint-error"),
        ("contributors", {"role": "autor"}, "typed-enum", "constraint-error"),
        ("contributors", {"ordinal": 0}, "typed-range", "constraint-error"),
        ("contributors", {"paper_id": "li-2021"}, "typed-foreign-key", "foreign-key"),
        ("papers", {"issued": "2020-1"}, "typed-pattern", "constraint-error"),
        ("papers", {"source_sha256": "F" * 64}, "typed-pattern", "constraint-error"),
        ("quotations", {"marks": "“"}, "typed-length", "constraint-error"),
        ("quotations", {"marks": "“‘’"}, "typed-length", "constraint-error"),
        ("quotations", {"parent_id": "li-2020-q9999999"}, "typed-foreign-key", "foreign-key"),
        ("concepts", {"label_zh": "劳动"}, "typed-unique", "unique-error"),
        ("concept_labels", {"label": "异化", "language": "zh"}, "typed-primary-key", "primary-key"),
        ("quotation_citations", {"quotation_id": "li-2020-q0000064"}, "typed-primary-key", "primary-key"),
    ],
)  # fmt: skip
def test_frictionless_gives_the_same_verdict(tmp_path: Path, table: str, cells: Row, code: str, referee: str) -> None:
    rows = good_rows()
    rows[table][0].update(cells)
    assert verdicts(tmp_path, rows) == ({code} - {""}, {referee} - {""})


def test_known_gap_of_frictionless_a_violated_unique_key(tmp_path: Path) -> None:
    rows = good_rows()
    rows["keywords"][1]["ordinal"] = 1
    assert verdicts(tmp_path, rows) == ({"typed-unique-key"}, set())


def test_known_gap_of_frictionless_null_in_part_of_a_primary_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = schema.tables()["concept_labels"]
    fields = tuple(
        field._replace(constraints={}) if field.name == "language" else field for field in table.fields
    )  # fmt: skip
    loose = {
        **schema.descriptor("concept_labels"),
        "fields": [{"name": field.name, "type": field.type} for field in fields],
    }
    monkeypatch.setattr(schema, "tables", lambda: {"concept_labels": table._replace(fields=fields)})
    monkeypatch.setattr(schema, "descriptor", lambda _: loose)
    rows: list[Row] = [{"concept_id": "labour", "language": None, "label": "劳动", "label_kind": "pref"}]
    found = [finding.code for finding in typed.faults(as_tables({"concept_labels": rows}), Counter())]
    assert found == ["typed-primary-key"]
    (tmp_path / "labels.csv").write_text("concept_id,language,label,label_kind\nlabour,,劳动,pref\n", encoding="utf-8")
    resource = {"name": "labels", "path": "labels.csv", "schema": {**loose, "foreignKeys": []}}
    assert frictionless.Resource.from_descriptor(resource, basepath=str(tmp_path)).validate().valid
