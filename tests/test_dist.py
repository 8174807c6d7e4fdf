"""What is committed in dist/ is what raw/ gives, wherever and whenever it is built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import publish
from pipeline.publish import package
from tests.publish.test_write import contents

PROJECT = Path(__file__).parent.parent
DIST = PROJECT / "dist"
BUILT = (publish.DATABASE, ".stamp.json")
"""Files that are not committed."""


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere 别处")
    shutil.copytree(PROJECT / "raw", folder / "raw")
    strange = {"LC_ALL": "C", "TZ": "Pacific/Chatham", "PYTHONHASHSEED": "4711", "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-m", "pipeline", "build", "--raw", str(folder / "raw"), "--out", str(folder / "made")]
    subprocess.run(command, check=True, cwd=folder, env={**os.environ, **strange})
    return folder / "made"


def test_every_byte(rebuilt: Path) -> None:
    made, committed = contents(rebuilt), contents(DIST)
    for name in BUILT:
        made.pop(name)
        committed.pop(name, None)
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name] != committed[name]] == []


def test_the_descriptor_at_the_root(rebuilt: Path) -> None:
    described = package.root(json.loads((rebuilt / "datapackage.json").read_text(encoding="utf-8")))
    assert (PROJECT / "datapackage.json").read_text(encoding="utf-8") == package.dump(described)
