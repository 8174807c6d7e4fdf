"""Checks: one small function a rule; what they find are rows. Errors stop a build, warnings do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import schema
from pipeline.checks import integrity, typed
from pipeline.checks.registry import NOTICED, RULES
from pipeline.document import line_and_column
from pipeline.findings import Finding


class Result(NamedTuple):
    """What one check looked at and found: a row of the table `checks`."""

    code: str
    table_name: str | None
    rule_zh: str
    rule_en: str
    rows_examined: int
    findings_count: int


class Checked(NamedTuple):
    """All findings, of readers, marks and checks, in the order of the source, and one result a check."""

    findings: list[Finding]
    results: list[Result]


def run(tables: Mapping[str, pa.Table], noticed: Sequence[Finding]) -> Checked:
    """Run every check on the tables of a build and add what readers and marks noticed.

    `tables` are those of `schema.ORDER` but `findings` and `checks` (which the release check examines); where one is
    missing, only the typed rules are run on the others.
    """
    examined: Counter[str] = Counter()
    found = list(typed.faults(tables, examined))
    broken = frozenset(finding.paper_id for finding in found)
    if all(name in tables for name in schema.ORDER if name not in {"findings", "checks"}):
        found += integrity.faults(tables, noticed, broken, examined)
    for code in NOTICED:
        examined[code] = sum(tables[name].num_rows for name in RULES[code].tables if name in tables)
    findings = sorted({*found, *_placed(noticed, tables)}, key=_order)
    counts = Counter(finding.code for finding in findings)
    results = [
        Result(code, rule.table_name, rule.rule_zh, rule.rule_en, examined[code], counts[code])
        for code, rule in RULES.items()
    ]
    return Checked(findings, results)


def findings_table(findings: Sequence[Finding], tables: Mapping[str, pa.Table]) -> pa.Table:
    """The table `findings`: ids `<paper_id>-f<offset>`, `f0000000` where no paper is meant, `-2` for more at one place."""
    places: Counter[str] = Counter()
    rows = []
    for finding in sorted(_placed(findings, tables), key=_order):
        place = f"{finding.paper_id}-f{finding.offset or 0:07d}" if finding.paper_id else "f0000000"
        places[place] += 1
        rows.append(
            {
                "finding_id": place if places[place] == 1 else f"{place}-{places[place]}",
                "paper_id": finding.paper_id,
                "code": finding.code,
                "severity": finding.severity,
                "table_name": finding.table_name,
                "row_id": finding.row_id,
                "line": finding.line,
                "column": finding.column,
                "value": finding.value or None,
                "message": finding.message,
            }
        )
    return pa.Table.from_pylist(sorted(rows, key=lambda row: str(row["finding_id"])), schema.arrow_schema("findings"))


def results_table(results: Sequence[Result]) -> pa.Table:
    """The table `checks`, one row a check, by code."""
    rows = [result._asdict() for result in sorted(results)]
    return pa.Table.from_pylist(rows, schema.arrow_schema("checks"))


def _placed(findings: Sequence[Finding], tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """The findings, each with the line and column of its character of the source, if it has none yet."""
    unplaced = {finding.paper_id for finding in findings if finding.line is None and finding.offset is not None}
    sources: dict[str | None, str] = {}
    if unplaced and "source_texts" in tables:
        texts = tables["source_texts"].filter(
            pc.is_in(tables["source_texts"]["paper_id"], pa.array(unplaced, pa.string()))
        )
        sources = dict(zip(texts["paper_id"].to_pylist(), texts["text"].to_pylist(), strict=True))
    for finding in findings:
        source = sources.get(finding.paper_id)
        if finding.line is None and finding.offset is not None and source is not None:
            line, column = line_and_column(source, finding.offset)
            yield finding._replace(line=line, column=column)
        else:
            yield finding


def _order(finding: Finding) -> tuple[str, int, str, str, str, str]:
    return (
        finding.paper_id or "", finding.offset or 0, finding.code, finding.table_name or "", finding.row_id or "",
        finding.message,
    )  # fmt: skip
