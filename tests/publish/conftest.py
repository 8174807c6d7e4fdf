"""The small dataset as it is published, for every test of this room."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline import publish
from tests.publish.small import small_tables


@pytest.fixture(scope="session")
def tables() -> dict[str, pa.Table]:
    return small_tables()


@pytest.fixture(scope="session")
def published(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    publish.write(tables, folder)
    return folder
