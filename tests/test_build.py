"""A build publishes all or nothing, does nothing twice, and harms nothing that is not its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline import build as room
from pipeline import engine, schema
from pipeline.build import Outcome, build
from pipeline.findings import InputError
from pipeline.publish import CONTENTS, swap
from tests import stand_in
from tests.publish.test_write import contents
from tests.stand_in import Built

PROJECT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in.install(monkeypatch)


def raw_with(folder: Path, **papers: str) -> Path:
    """A folder RAW with a paper for each name, with the text of its source."""
    for name, text in papers.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "source.txt").write_text(text, encoding="utf-8")
    return folder


def made(tmp_path: Path, **papers: str) -> Outcome:
    return build(raw_with(tmp_path / "raw", **papers), tmp_path / "out" / "dist", lambda _: None)


def refusal(raw: Path, dist: Path) -> str:
    with pytest.raises(InputError) as refused:
        build(raw, dist, lambda _: None)
    return refused.value.findings[0].message


def test_published(tmp_path: Path) -> None:
    steps: list[str] = []
    outcome = build(raw_with(tmp_path / "raw", li="A title"), tmp_path / "dist", steps.append)
    assert outcome.exit_code == 0
    assert outcome.rows["sentences"] == 2
    assert set(outcome.rows) == set(schema.ORDER)
    assert outcome.checks == 1
    assert [(finding.code, finding.line, finding.column) for finding in outcome.findings] == [("odd", 3, 1)]
    assert "Reading li" in steps
    assert {path.name for path in (tmp_path / "dist").iterdir()} == set(CONTENTS)
    assert {path.name for path in tmp_path.iterdir()} == {"raw", "dist"}


def test_nothing_to_do_the_second_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, li="A title")
    monkeypatch.delattr(engine, "build_tables")
    outcome = made(tmp_path, li="A title")
    assert outcome.up_to_date
    assert outcome.exit_code == 0


def test_nothing_to_do_needs_no_library(tmp_path: Path) -> None:
    made(tmp_path, li="A title")
    command = "import sys; from pipeline.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    arguments = ["build", "--raw", str(tmp_path / "raw"), "--out", str(tmp_path / "out/dist")]
    ran = subprocess.run(
        [sys.executable, "-c", command, *arguments], check=False, cwd=PROJECT, capture_output=True, text=True
    )
    assert "Nothing to do" in ran.stderr
    assert not {"pyarrow", "pandas", "frictionless", "datasette"} & set(ran.stdout.split())


def test_a_changed_source_is_built_anew(tmp_path: Path) -> None:
    made(tmp_path, li="A title")
    assert not made(tmp_path, li="Another title").up_to_date
    assert "Another title" in (tmp_path / "out/dist/csv/papers.csv").read_text()


@pytest.mark.parametrize("name", ["csv/papers.csv", "parquet/papers.parquet", "digital-labor.db", "datapackage.json"])
def test_a_touched_file_is_built_anew(tmp_path: Path, name: str) -> None:
    made(tmp_path, li="A title")
    before = contents(tmp_path / "out/dist")
    (tmp_path / "out/dist" / name).write_text("x")
    assert not made(tmp_path, li="A title").up_to_date
    assert contents(tmp_path / "out/dist") == before


def test_a_removed_file_is_built_anew(tmp_path: Path) -> None:
    made(tmp_path, li="A title")
    (tmp_path / "out/dist/csv/papers.csv").unlink()
    assert not made(tmp_path, li="A title").up_to_date


def test_a_paper_that_fails_is_left_out_and_told_of_each_time(tmp_path: Path) -> None:
    for _ in range(2):
        outcome = made(tmp_path, li="A title", wu="fails")
        assert outcome.exit_code == 3
        assert [finding.paper_id for finding in outcome.errors] == ["wu"]
        assert outcome.rows["papers"] == 1


@pytest.mark.parametrize(
    "name", ["Li 2020", "Li-2020", "李-2020", "li_2020", "li--2020", "-li", "li..2020", "li-2020 "]
)
def test_a_folder_whose_name_is_no_id_is_left_out_and_told_of(tmp_path: Path, name: str) -> None:
    made(tmp_path, li="A title")
    (tmp_path / "raw" / name).mkdir()
    outcome = made(tmp_path, li="A title")
    assert outcome.exit_code == 3
    assert outcome.rows["papers"] == 1
    (finding,) = outcome.errors
    assert (finding.code, finding.file) == ("paper-id", str(tmp_path / "raw" / name))
    for told in (f"“{name}”", "lower-case", "as in li-2020", "Rename the folder"):
        assert told in finding.message


def test_a_folder_whose_name_is_no_text_is_told_of_too(tmp_path: Path) -> None:
    raw = raw_with(tmp_path / "raw", li="A title")
    (raw / os.fsdecode(b"\xc0\xee-2020")).mkdir()
    assert [finding.file for finding in made(tmp_path).errors] == [f"{raw}/\\xc0\\xee-2020"]


def test_only_folders_whose_names_are_no_ids(tmp_path: Path) -> None:
    outcome = made(tmp_path, **{"Li 2020": "A title"})
    assert (outcome.exit_code, outcome.rows) == (1, {})
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("text", ["fails", "wrong", "broken"])
def test_an_error_leaves_everything_as_it_was(tmp_path: Path, text: str) -> None:
    made(tmp_path, li="A title")
    before = contents(tmp_path / "out")
    outcome = made(tmp_path, li=text)
    assert outcome.exit_code == 1
    assert len(outcome.errors) == 1
    assert contents(tmp_path / "out") == before


def test_an_error_leaves_nothing_half_written(tmp_path: Path) -> None:
    made(tmp_path, li="wrong")
    assert list((tmp_path / "out").iterdir()) == []


def test_vocabulary_of_its_own_or_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[Path] = []

    def build_tables(folders: Sequence[Path], vocabulary: Path, progress: Callable[[str], None]) -> Built:
        used.append(vocabulary)
        return stand_in.build_tables(folders, vocabulary, progress)

    monkeypatch.setattr(engine, "build_tables", build_tables)
    made(tmp_path, li="A title")
    (tmp_path / "raw/vocabulary").mkdir()
    (tmp_path / "raw/vocabulary/concepts.yaml").touch()
    assert not made(tmp_path, li="A title").up_to_date
    assert used == [PROJECT / "raw/vocabulary", tmp_path / "raw/vocabulary"]


def test_no_papers(tmp_path: Path) -> None:
    assert "no such folder" in refusal(tmp_path / "nowhere", tmp_path / "dist")
    (tmp_path / "raw/vocabulary").mkdir(parents=True)
    assert "--raw" in refusal(tmp_path / "raw", tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_a_folder_with_something_else_in_it_is_not_replaced(tmp_path: Path) -> None:
    raw = raw_with(tmp_path / "raw", li="A title")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/thesis.docx").touch()
    assert "thesis.docx" in refusal(raw, tmp_path / "dist")
    assert (tmp_path / "dist/thesis.docx").exists()
    assert "one within the other" in refusal(raw, raw)
    assert "one within the other" in refusal(raw, raw / "dist")


@pytest.mark.parametrize("name", ["csv/survey.csv", "csv/papers.csv", "text/notes.txt", "text/li/source.txt"])
def test_files_that_no_build_left_are_not_replaced(tmp_path: Path, name: str) -> None:
    raw = raw_with(tmp_path / "raw", li="A title")
    (tmp_path / "data" / name).parent.mkdir(parents=True)
    (tmp_path / "data" / name).write_text("mine", encoding="utf-8")
    assert f"holds {name}" in refusal(raw, tmp_path / "data")
    assert (tmp_path / "data" / name).read_text(encoding="utf-8") == "mine"


def test_a_paper_whose_rows_fail_a_check_is_left_out(tmp_path: Path) -> None:
    outcome = made(tmp_path, **{"li-2020": "wrong", "ma-2021": "A title"})
    assert outcome.exit_code == 3
    assert [(finding.code, finding.paper_id) for finding in outcome.errors] == [("wrong", "li-2020")]
    assert outcome.rows["papers"] == 1


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    raw = raw_with(tmp_path / "raw", li="A title")
    (tmp_path / "file").touch()
    assert "it is a file" in refusal(raw, tmp_path / "file")
    message = refusal(raw, tmp_path / "file/dist")
    assert str(tmp_path / "file/dist") in message
    assert "--out" in message


def test_two_builds_at_once(tmp_path: Path) -> None:
    raw = raw_with(tmp_path / "raw", li="A title")
    with swap.staging(tmp_path / "dist"):
        assert "another build" in refusal(raw, tmp_path / "dist")
    assert build(raw, tmp_path / "dist", lambda _: None).exit_code == 0


def test_the_project_has_its_descriptor_at_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dist = tmp_path / "out" / "dist"
    monkeypatch.setattr(room, "DIST", dist)
    monkeypatch.setattr(room, "AT_ROOT", tmp_path / "datapackage.json")
    made(tmp_path, li="A title")
    described = json.loads((tmp_path / "datapackage.json").read_text())
    assert described["resources"][0]["path"] == "dist/csv/papers.csv"
    assert described["resources"][0]["schema"] == "schemas/papers.json"
    assert made(tmp_path, li="A title").up_to_date
    (tmp_path / "datapackage.json").unlink()
    assert not made(tmp_path, li="A title").up_to_date
    assert (tmp_path / "datapackage.json").exists()


def survives(tmp_path: Path, moment: int, way: str) -> bool:
    """Kill a build at a moment; whether there was something left to kill."""
    dist = tmp_path / "out" / "dist"
    made(tmp_path, li="Old")
    old = contents(dist)
    raw = raw_with(tmp_path / "raw", li="New")
    command = [sys.executable, "-m", "tests.stand_in", str(raw), str(dist), str(moment), way]
    code = subprocess.run(command, check=False, cwd=PROJECT, stdout=subprocess.DEVNULL).returncode
    assert code in (0, -signal.SIGKILL)
    if way == "renames":
        with swap.staging(dist):
            pass
    whole = contents(dist)
    outcome = made(tmp_path, li="New")
    assert whole in (old, contents(dist))
    assert outcome.exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"dist"}
    return code != 0


@pytest.mark.parametrize("moment", [1, 4, 20, 26])
def test_killed(tmp_path: Path, moment: int) -> None:
    assert survives(tmp_path, moment, "exchange")


@pytest.mark.long
@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_killed_at_any_moment(tmp_path: Path, way: str) -> None:
    moment = 1
    while survives(tmp_path, moment, way):
        moment += 1
    assert moment > 25
