"""The commands, as a person and as a program meet them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import build as building
from pipeline import engine, serve
from pipeline.checks import release
from pipeline.cli import main
from pipeline.findings import Finding
from tests import stand_in
from tests.test_build import raw_with

PROJECT = Path(__file__).parent.parent

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in.install(monkeypatch)


def run(tmp_path: Path, *more: str, **papers: str) -> int:
    raw = raw_with(tmp_path / "raw", **papers)
    return main(["build", "--raw", str(raw), "--out", str(tmp_path / "dist"), *more])


def test_a_build_ends_with_a_summary(tmp_path: Path, capsys: Output) -> None:
    assert run(tmp_path, li="A title") == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert "Checking the tables" in lines
    assert "warning odd li-2020:3:1 Odd." in lines
    assert "  sentences                      2" in lines
    assert "Checks run 1, failed 0; errors 0, warnings 1." in lines
    assert f"The files are in {tmp_path / 'dist'}." in lines
    assert lines[-1] == f"Next: python -m pipeline serve {tmp_path / 'dist'}"


def test_in_the_project_make_serves(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "DIST", tmp_path / "dist")
    monkeypatch.setattr(building, "AT_ROOT", tmp_path / "datapackage.json")
    run(tmp_path, li="A title")
    assert capsys.readouterr().err.endswith("Next: make serve\n")


def test_nothing_to_do(tmp_path: Path, capsys: Output) -> None:
    run(tmp_path, li="A title")
    capsys.readouterr()
    assert run(tmp_path, li="A title") == 0
    assert capsys.readouterr().err == f"Nothing to do: {tmp_path / 'dist'} is up to date.\n"


def test_findings_as_json_lines(tmp_path: Path, capsys: Output) -> None:
    assert run(tmp_path, "--json", li="A title", wu="fails") == 3
    findings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert findings == [
        {
            "code": "unreadable",
            "severity": "error",
            "message": "Cannot be read (vocabulary).",
            "paper_id": "wu",
        },
        {
            "code": "odd",
            "severity": "warning",
            "message": "Odd.",
            "paper_id": "li-2020",
            "offset": 13,
            "line": 3,
            "column": 1,
        },
    ]


def test_a_build_that_publishes_nothing_says_so(tmp_path: Path, capsys: Output) -> None:
    assert run(tmp_path, li="wrong") == 1
    assert capsys.readouterr().err.endswith("Nothing was published (errors 1, warnings 1).\n")
    run(tmp_path, li="A title")
    capsys.readouterr()
    assert run(tmp_path, li="wrong") == 1
    as_it_was = f"{tmp_path / 'dist'} is as it was"
    assert capsys.readouterr().err.endswith(f"Nothing was published (errors 1, warnings 1); {as_it_was}.\n")


def test_of_many_findings_of_one_code_a_person_sees_the_first(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Finding("csv-cell", "error", f"Cell {number}.") for number in range(1105)]
    monkeypatch.setattr(release, "check", lambda _: [*many, Finding("csv-row", "error", "Row.")])
    assert main(["check", "some"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[19:22] == ["error csv-cell Cell 19.", "… and 1,085 more; --json gives all", "error csv-row Row."]
    main(["check", "some", "--json"])
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1106
    assert "… and 1,085 more" in printed.err


def test_no_papers(tmp_path: Path, capsys: Output) -> None:
    assert main(["build", "--raw", str(tmp_path / "nowhere"), "--out", str(tmp_path / "dist"), "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["code"] == "no-papers"
    assert printed.err.startswith(f"error no-papers {tmp_path / 'nowhere'} No papers to build")


def test_on_a_terminal_steps_share_a_line(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run(tmp_path, li="A title")
    steps = capsys.readouterr().err.split("\r\x1b[K")
    assert steps[1:3] == ["Reading li …", "Checking the tables …"]


def test_interrupted(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "build_tables", interrupted)
    assert run(tmp_path, li="A title") == 130
    assert "Traceback" not in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"raw"}


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "dist/csv/papers.csv")

    monkeypatch.setattr(release, "check", unreadable)
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("error dist/csv/papers.csv: Permission denied: make it readable")


@pytest.mark.parametrize(("severity", "code"), [("error", 1), ("warning", 0)])
def test_check(capsys: Output, monkeypatch: pytest.MonkeyPatch, severity: str, code: int) -> None:
    finding = Finding("file-hash", "error" if severity == "error" else "warning", "Changed.", file="dist/csv/a.csv")
    monkeypatch.setattr(release, "check", lambda _: [finding])
    assert main(["check", "some", "--json"]) == code
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {
        "code": "file-hash",
        "severity": severity,
        "message": "Changed.",
        "file": "dist/csv/a.csv",
    }
    assert printed.err.splitlines()[0] == f"{severity} file-hash dist/csv/a.csv Changed."


def test_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[Path, int]] = []
    monkeypatch.setattr(serve, "serve", lambda dist, port, _report: served.append((dist, port)))
    assert main(["serve", "some", "--port", "8002"]) == 0
    assert main(["serve"]) == 0
    assert served == [(Path("some"), 8002), (Path("dist"), 8001)]


def test_help_loads_no_library() -> None:
    command = "import sys; from pipeline.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", command], check=False, cwd=PROJECT, capture_output=True, text=True)
    assert ran.returncode == 0
    assert not {"pyarrow", "pandas", "frictionless", "datasette", "pipeline.build"} & set(ran.stdout.split())


@pytest.mark.parametrize("arguments", [[], ["build", "extra"], ["serve", "--port", "x"]])
def test_a_wrong_command_shows_the_usage(capsys: Output, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m pipeline")


def test_json_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    raw = raw_with(tmp_path / "raw", li="关键词：新词\n\n" + "他说“开会" * 9 + "。\n")
    command = [sys.executable, "-m", "pipeline", "build", "--json", "--raw", str(raw), "--out", str(tmp_path / "dist")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, env={"PYTHONIOENCODING": "ascii"}, check=False)
    assert "“" in done.stdout.decode("utf-8")


def test_no_room_is_told_with_a_cure(tmp_path: Path) -> None:
    raw = raw_with(tmp_path / "raw", li="关键词：新词\n\n" + "他说“开会" * 9 + "。\n")
    command = [sys.executable, "-m", "pipeline", "build", "--json", "--raw", str(raw), "--out", str(tmp_path / "dist")]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=PROJECT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("error standard output: No space left on device: make it ")
