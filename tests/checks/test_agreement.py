from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks import agreement
from tests.checks.dataset import changed, published, with_results


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return (published(tmp_path_factory.mktemp("good") / "dist") / "digital-labor.db").read_bytes()


@pytest.mark.parametrize("bit", [0x80, 0x01])
def test_a_bit_flipped_anywhere_in_the_database_is_no_traceback(tmp_path: Path, whole: bytes, bit: int) -> None:
    path = tmp_path / "digital-labor.db"
    cells = {name: agreement.as_text(table) for name, table in with_results(changed([])).items()}
    found = 0
    for place in [*range(0, 2000, 97), *range(2000, len(whole), len(whole) // 60)]:
        data = bytearray(whole)
        data[place] ^= bit
        path.write_bytes(data)
        findings = list(agreement.sqlite(path, cells))
        assert all(finding.message.startswith("digital-labor.db") for finding in findings)
        found += bool(findings)
    assert found


def test_a_whole_database_has_no_finding(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / "digital-labor.db").write_bytes(whole)
    cells = {name: agreement.as_text(table) for name, table in with_results(changed([])).items()}
    assert list(agreement.sqlite(tmp_path / "digital-labor.db", cells)) == []


def test_a_name_that_is_no_text_is_damage(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "digital-labor.db"
    path.write_bytes(whole.replace(b'CREATE TABLE "gaps"', b'CREATE TABLE "g\xffps"'))
    assert {finding.code for finding in agreement.sqlite(path, {})} == {"sqlite-differs"}
