from __future__ import annotations

import json

import pytest

from pipeline import checks, schema
from pipeline.checks.registry import NOTICED, RULES
from pipeline.findings import Finding
from tests.checks.dataset import BAD, Change, as_tables, changed, good_rows, with_results

CHECKED = sorted(RULES.keys() - set(NOTICED))


def test_the_good_dataset_raises_nothing_and_every_check_looked_at_it() -> None:
    checked = checks.run(as_tables(good_rows()), [])
    assert checked.findings == []
    assert [result.code for result in checked.results] == sorted(RULES)
    assert [result.code for result in checked.results if result.rows_examined == 0] == []


@pytest.mark.parametrize("code", CHECKED)
def test_the_smallest_bad_input_raises_its_code_and_no_other(code: str) -> None:
    checked = checks.run(changed(json.loads((BAD / f"{code}.json").read_text(encoding="utf-8"))), [])
    assert {finding.code for finding in checked.findings} == {code}
    assert {finding.severity for finding in checked.findings} == {RULES[code].severity}
    for finding in checked.findings:
        assert "expected" in finding.message
        assert "found" in finding.message
    counts = {result.code: result.findings_count for result in checked.results if result.findings_count}
    assert counts == {code: len(checked.findings)}


def test_a_finding_tells_its_place() -> None:
    change: Change = {"table": "keywords", "row": "li-2020-k0000046", "set": {"text": "异 化"}}
    (finding,) = checks.run(changed([change]), []).findings
    assert (finding.paper_id, finding.table_name, finding.row_id) == ("li-2020", "keywords", "li-2020-k0000046")
    assert (finding.offset, finding.line, finding.column, finding.value) == (46, 4, 6, "异 化")


def test_a_paper_with_a_typed_fault_is_not_examined_further() -> None:
    faults = changed(
        [
            {"table": "contributors", "row": "li-2020-a1", "set": {"role": "autor"}},
            {"table": "gaps", "row": "li-2020-g0000025"},
        ]
    )
    checked = checks.run(faults, [])
    assert [finding.code for finding in checked.findings] == ["typed-enum"]
    assert {result.rows_examined for result in checked.results if result.code == "tiling"} == {0}


def test_a_reported_mark_and_a_reported_marker_are_accounted_for() -> None:
    tables = changed(
        [{"table": "quotations", "row": "li-2020-q0000078"}, {"table": "citations", "row": "li-2020-c0000096"}]
    )
    noticed = [
        Finding("unbalanced-marks", "warning", "unpaired", "li-2020", "quotations", offset=78),
        Finding("unbalanced-marks", "warning", "unpaired", "li-2020", "quotations", offset=82),
        Finding("absurd-number", "warning", "absurd", "li-2020", "citations", offset=96),
    ]
    found = checks.run(tables, noticed).findings
    assert [(finding.code, finding.line, finding.column) for finding in found] == [
        ("unbalanced-marks", 6, 24),
        ("unbalanced-marks", 6, 28),
        ("absurd-number", 7, 8),
    ]


def test_findings_and_results_are_rows_of_their_tables() -> None:
    tables = as_tables(good_rows())
    findings = [
        Finding("unbalanced-marks", "warning", "second", "li-2020", "quotations", offset=60, value="“"),
        Finding("absurd-number", "warning", "first", "li-2020", "citations", offset=60),
        Finding("label-clash", "error", "of no paper", table_name="concept_labels"),
    ]
    table = checks.findings_table(findings, tables)
    assert table.schema == schema.arrow_schema("findings")
    assert table["finding_id"].to_pylist() == ["f0000000", "li-2020-f0000060", "li-2020-f0000060-2"]
    assert table["message"].to_pylist() == ["of no paper", "first", "second"]
    assert table["line"].to_pylist() == [None, 6, 6]
    assert table["column"].to_pylist() == [None, 6, 6]
    results = with_results(tables)["checks"]
    assert results.schema == schema.arrow_schema("checks")
    assert results["code"].to_pylist() == sorted(RULES)
