"""What readers and marks notice: a text that makes them do so, and the check that knows their code."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import checks, engine
from pipeline.checks.registry import NOTICED, RULES
from tests.checks.dataset import BAD

VOCABULARY = Path(__file__).parent.parent.parent / "raw" / "vocabulary"


@pytest.mark.parametrize("code", NOTICED)
def test_the_smallest_bad_text_raises_its_code_and_no_other(tmp_path: Path, code: str) -> None:
    folder = tmp_path / "li-2020"
    folder.mkdir()
    (folder / "source.txt").write_bytes((BAD / f"{code}.txt").read_bytes())
    built = engine.build_tables([folder], VOCABULARY)
    assert built.failed == []
    checked = checks.run(built.tables, built.noticed)
    assert {(finding.code, finding.severity) for finding in checked.findings} == {(code, RULES[code].severity)}
    assert all(finding.line and finding.column for finding in checked.findings)
    table = checks.findings_table(checked.findings, built.tables)
    assert table["code"].to_pylist() == [code] * len(checked.findings)
