"""The same tables give the same bytes, wherever and whenever they are written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa

from pipeline import publish

PROJECT = Path(__file__).parent.parent.parent
WRITE = """
import sys
from pathlib import Path
from pipeline import publish
from tests.publish.small import small_tables
publish.write(small_tables(), Path(sys.argv[1]))
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_bytes_elsewhere(published: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "另一个 folder"
    elsewhere.mkdir()
    strange = {"LC_ALL": "C", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7", "PYTHONPATH": str(PROJECT)}
    environment = {**os.environ, **strange}
    subprocess.run([sys.executable, "-c", WRITE, str(elsewhere)], check=True, cwd=tmp_path, env=environment)
    assert contents(elsewhere) == contents(published)


def test_only_what_belongs_there(published: Path) -> None:
    assert {path.name for path in published.iterdir()} == set(publish.CONTENTS) - {".stamp.json"}


def test_tables_without_rows(tables: dict[str, pa.Table], tmp_path: Path) -> None:
    publish.write({name: table.slice(0, 0) for name, table in tables.items()}, tmp_path)
    assert list((tmp_path / "text").iterdir()) == []
