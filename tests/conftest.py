"""The project's own papers, built once for every test that looks at what users get."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import build

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "dist"
    outcome = build.build(PROJECT / "raw", folder, lambda _: None)
    assert not outcome.errors
    return folder
