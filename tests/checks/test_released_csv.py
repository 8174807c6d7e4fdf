from __future__ import annotations

import csv
from pathlib import Path

from pipeline import schema
from pipeline.checks import released_csv


def test_a_cell_of_more_than_a_block_is_read_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    long = "劳动\n" * 500_000
    columns = schema.tables()["notes"].columns
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(columns)
        for number in range(3):
            rows.writerow({"note_id": f"n{number}", "text": long}.get(column, "x") for column in columns)
    cells, found = released_csv.read(path, "notes")
    assert found == []
    assert cells is not None
    assert cells["note_id"].to_pylist() == ["n0", "n1", "n2"]
    assert released_csv.lines_of(path, {2}) == {2: 1_000_004}
