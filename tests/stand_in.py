"""A stand-in for engine and checks, so that a build can be tried without papers.

A paper is a folder whose `source.txt` says what becomes of it: `fails` (cannot be read), `wrong` (its tables hold an
error), `broken` (what is written of it does), anything else (all is well, and it is the paper's title).

`python -m tests.stand_in RAW DIST MOMENT WAY` builds and kills itself at the MOMENT-th thing it does beside DIST.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest

from pipeline import checks, engine
from pipeline.build import build
from pipeline.checks import release
from pipeline.findings import Finding
from pipeline.publish import swap
from tests.publish.small import small_tables

CHANGES = ("open", "os.mkdir", "os.rename", "os.remove", "shutil.rmtree", "sqlite3.connect")
"""Audit events (https://docs.python.org/3/library/audit_events.html) that change a disk, `open` unless for reading."""


class Built(NamedTuple):
    tables: dict[str, pa.Table]
    noticed: list[Finding]
    failed: list[Finding]


def build_tables(folders: Sequence[Path], vocabulary: Path, progress: Callable[[str], None]) -> Built:
    texts = {folder.name: (folder / "source.txt").read_text(encoding="utf-8") for folder in folders}
    for name in texts:
        progress(name)
    failed = [
        Finding("unreadable", "error", f"Cannot be read ({vocabulary.name}).", paper_id=name)
        for name, text in texts.items()
        if text == "fails"
    ]
    good = [text for text in texts.values() if text != "fails"]
    tables = small_tables()
    if not good:
        return Built({name: table.slice(0, 0) for name, table in tables.items()}, [], failed)
    papers = tables["papers"]
    titles = pa.array([good[0]] * papers.num_rows)
    tables["papers"] = papers.set_column(papers.column_names.index("title"), papers.schema.field("title"), titles)
    return Built(tables, [Finding("odd", "warning", "Odd.", paper_id="li-2020", offset=13)], failed)


def run(tables: Mapping[str, pa.Table], noticed: Iterable[Finding]) -> checks.Checked:
    wrong = tables["papers"]["title"].to_pylist() == ["wrong"]
    found = [Finding("wrong", "error", "Wrong.", paper_id="li-2020")] if wrong else []
    return checks.Checked([*noticed, *found], [checks.Result("odd", "papers", "不怪。", "Not odd.", 1, 1)])


def findings_table(_findings: Iterable[Finding], tables: Mapping[str, pa.Table]) -> pa.Table:
    return tables["findings"]


def results_table(_results: Iterable[checks.Result]) -> pa.Table:
    return small_tables()["checks"]


def check(dist: Path) -> list[Finding]:
    broken = "broken" in (dist / "csv" / "papers.csv").read_text(encoding="utf-8")
    return [Finding("broken", "error", "Broken.", file=str(dist / "csv" / "papers.csv"))] if broken else []


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-ins in the places of engine and checks."""
    monkeypatch.setattr(engine, "build_tables", build_tables)
    for function in (run, findings_table, results_table):
        monkeypatch.setattr(checks, function.__name__, function)
    monkeypatch.setattr(release, "check", check)


def die_at(moment: int, folder: Path) -> None:
    """Kill this process before it changes something in `folder` for the `moment`-th time."""
    done = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal done
        if event not in CHANGES or not any(str(argument).startswith(str(folder)) for argument in arguments[:2]):
            return
        if event == "open" and "r" in str(arguments[1]):
            return
        done += 1
        if done == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def main(raw: str, dist: str, moment: str, way: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        install(monkeypatch)
        if way == "renames":
            monkeypatch.setattr(swap, "_exchange_call", lambda *_: None)
        die_at(int(moment), Path(dist).parent)
        build(Path(raw), Path(dist), print)


if __name__ == "__main__":
    main(*sys.argv[1:])
