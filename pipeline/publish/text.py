"""The source text of each paper as a file, character for character as it was read."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa


def write(source_texts: pa.Table, folder: Path) -> None:
    """Write `<paper_id>.txt` for each row, in UTF-8, line ends untouched."""
    for paper_id, text in zip(source_texts["paper_id"].to_pylist(), source_texts["text"].to_pylist(), strict=True):
        (folder / f"{paper_id}.txt").write_bytes(text.encode())
