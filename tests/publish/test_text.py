"""A source text is published character for character."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.publish import text


@pytest.mark.parametrize("source", ["a\nb", "a\r\nb\r", "\f数字𠀀\n\n", "\ufeffa"])
def test_line_ends_stay(tmp_path: Path, source: str) -> None:
    text.write(pa.table({"paper_id": ["li-2020"], "text": [source]}), tmp_path)
    assert (tmp_path / "li-2020.txt").read_bytes() == source.encode()
