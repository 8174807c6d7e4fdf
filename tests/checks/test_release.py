"""A published folder, spoilt in one place: each message names file, place, cause and cure, and nothing is thrown."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TypedDict

import pytest

from pipeline.checks import release
from pipeline.checks.registry import RELEASE
from pipeline.findings import Finding
from tests.checks.dataset import BAD, Change, published


class Spoil(TypedDict, total=False):
    """One change to a file of a published folder, which is then listed anew with its length and hash."""

    file: str
    write: str
    bytes: str
    replace: tuple[str, str]
    copy: str
    remove: bool
    sql: str
    resource: str
    listed: dict[str, str]
    also: list[str]
    """Codes that no change of this kind can be without."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("good") / "dist")


@pytest.fixture
def dist(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "dist"))


def spoil(dist: Path, change: Spoil) -> None:
    rewrite(dist / change["file"], change)
    if "write" not in change:
        relist(dist, change)


def rewrite(path: Path, change: Spoil) -> None:
    if "remove" in change:
        path.unlink()
    elif "write" in change:
        path.write_text(change["write"], encoding="utf-8")
    elif "bytes" in change:
        path.write_bytes(path.read_bytes() + bytes.fromhex(change["bytes"]))
    elif "copy" in change:
        shutil.copy(path.with_name(change["copy"]), path)
    elif "sql" in change:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(change["sql"])
    elif "replace" in change:
        text = path.read_bytes().decode()
        assert text.count(change["replace"][0]) == 1
        path.write_bytes(text.replace(*change["replace"]).encode())


def relist(dist: Path, change: Spoil) -> None:
    manifest = dist / "datapackage.json"
    package = json.loads(manifest.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        path = dist / resource["path"]
        if resource["name"] == change.get("resource"):
            resource.update(change["listed"])
        elif resource["path"] == change["file"] and path.exists():
            resource["bytes"] = path.stat().st_size
            resource["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    manifest.write_text(json.dumps(package), encoding="utf-8")


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def test_a_good_folder_raises_nothing(good: Path) -> None:
    assert release.check(good) == []


def test_without_its_database_it_is_as_good(dist: Path) -> None:
    (dist / "digital-labor.db").unlink()
    assert release.check(dist) == []


def test_warnings_that_the_folder_tells_itself_are_not_told_again(tmp_path: Path) -> None:
    uncited: Change = {"table": "citations", "row": "li-2020-c0000102", "set": {"reference_id": "li-2020-r001"}}
    unpaired: Change = {"table": "quotations", "row": "li-2020-q0000078"}
    noticed = [Finding("unbalanced-marks", "warning", f"unpaired {at}", "li-2020", offset=at) for at in (78, 82)]
    dist = published(tmp_path / "dist", [uncited, unpaired], noticed)
    rows = (dist / "csv" / "findings.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["li-2020-f0000078", "li-2020-f0000082", "li-2020-f0000241"]
    assert release.check(dist) == []


@pytest.mark.parametrize("code", sorted(RELEASE))
def test_the_smallest_bad_folder_raises_its_code(dist: Path, code: str) -> None:
    change: Spoil = json.loads((BAD / f"{code}.json").read_text(encoding="utf-8"))
    spoil(dist, change)
    found = release.check(dist)
    assert codes(found) == {code, *change.get("also", [])}
    for finding in found:
        assert finding.severity == "error"
        assert finding.file is not None
        assert finding.file.startswith(str(dist))
    assert any(change.get("resource", change["file"].split("/")[-1]).split("-")[0] in one.message for one in found)


def test_one_changed_cell_is_named_with_both_values(dist: Path) -> None:
    spoil(dist, {"file": "csv/sentences.csv", "replace": ("Digital labour is labour.", "Digital labor is labour.")})
    found = release.check(dist)
    assert codes(found) == {"parquet-differs", "sqlite-differs", "span-text"}
    assert {finding.row_id for finding in found} == {"li-2020-s0000190"}
    message = next(finding.message for finding in found if finding.code == "parquet-differs")
    assert message.startswith(
        "parquet/sentences.parquet, table sentences: row li-2020-s0000190: column text: expected "
    )
    assert "“Digital labor is labour.”" in message
    assert "“Digital labour is labour.”" in message


def test_a_cell_that_is_no_number_is_named_with_line_and_column(dist: Path) -> None:
    spoil(dist, {"file": "csv/gaps.csv", "replace": (",45,46", ",45,4b")})
    (finding,) = (finding for finding in release.check(dist) if finding.code == "csv-cell")
    assert (finding.table_name, finding.row_id, finding.line, finding.value) == ("gaps", "li-2020-g0000045", 3, "4b")
    assert finding.message.startswith(
        "csv/gaps.csv, line 3: column char_end: expected an integer in digits; found “4b”."
    )


@pytest.mark.parametrize("file", ["parquet/sentences.parquet", "csv/sentences.csv", "text/li-2020.txt"])
@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.99])
def test_one_changed_byte_is_found(dist: Path, file: str, place: float) -> None:
    data = bytearray((dist / file).read_bytes())
    data[int(len(data) * place)] ^= 0xFF
    (dist / file).write_bytes(data)
    found = release.check(dist)
    assert [finding.file for finding in found if finding.code == "release-hash"] == [str(dist / file)]


@pytest.mark.parametrize("name", ["csv", "parquet", "text", "datapackage.json", "csv/papers.csv", "csv/findings.csv"])
def test_what_is_missing_is_named_and_the_rest_examined(dist: Path, name: str) -> None:
    path = dist / name
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    found = release.check(dist)
    assert codes(found) & {"release-file-missing", "release-manifest"}
    assert any(finding.message.startswith(name) for finding in found)


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    (finding,) = release.check(tmp_path / "nowhere")
    assert finding.message.startswith(f"{tmp_path / 'nowhere'}: expected a published folder; found none.")


def test_a_file_that_is_no_database(dist: Path) -> None:
    (dist / "digital-labor.db").write_bytes(b"no database" * 100)
    (finding,) = release.check(dist)
    assert finding.code == "sqlite-differs"


def test_a_database_made_otherwise_is_named(dist: Path) -> None:
    path = dist / "digital-labor.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "CREATE TABLE k AS SELECT * FROM keywords; DROP TABLE keywords; ALTER TABLE k RENAME TO keywords"
        )
    (finding,) = release.check(dist)
    assert finding.message.startswith("digital-labor.db, table keywords: expected columns, types and keys as in")


def test_a_manifest_nested_without_end_is_no_traceback(dist: Path) -> None:
    (dist / "datapackage.json").write_text("[" * 100_000, encoding="utf-8")
    (finding,) = release.check(dist)
    assert finding.message.startswith("datapackage.json: expected JSON in UTF-8")


@pytest.mark.parametrize("path", ["csv/ga\0ps.csv", "a" * 5000, "a/" * 2500, "csv/\ud800.csv"])
def test_a_path_that_no_file_can_bear_is_named(dist: Path, path: str) -> None:
    spoil(dist, {"file": "datapackage.json", "resource": "gaps-parquet", "listed": {"path": path}})
    found = release.check(dist)
    assert codes(found) == {"release-manifest", "release-unlisted"}
    assert all(len(finding.message) < 300 and finding.message.isprintable() for finding in found)


@pytest.mark.parametrize("kind", ["folder", "dead link"])
def test_a_text_that_is_no_file_is_named_and_the_rest_examined(dist: Path, kind: str) -> None:
    path = dist / "text" / "li-2020.txt"
    path.unlink()
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(dist / "nowhere")
    spoil(dist, {"file": "csv/gaps.csv", "replace": (",45,46", ",45,4b")})
    found = release.check(dist)
    assert {"text-differs", "csv-cell"} <= codes(found)
    assert any(finding.message.startswith("text/li-2020.txt: expected a file that can be read") for finding in found)


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"version": "99.0"}, "version"),
        ({"title": "Leisure"}, "title"),
        ({"licenses": [{"name": "CC0-1.0"}]}, "licenses"),
        ({"bibliographicCitation": "Leisure."}, "version"),
    ],
)
def test_a_descriptor_that_contradicts_itself_is_named(dist: Path, changed: dict[str, object], place: str) -> None:
    manifest = dist / "datapackage.json"
    package = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**package, **changed}), encoding="utf-8")
    found = release.check(dist)
    assert codes(found) == {"release-manifest"}
    assert any(finding.message.startswith(f"datapackage.json: {place}: expected") for finding in found)


@pytest.mark.parametrize(
    ("key", "value"), [("primaryKey", ["paper_id"]), ("foreignKeys", []), ("title", "Holes"), ("fields", [])]
)
def test_a_schema_that_was_changed_in_the_descriptor_is_named(dist: Path, key: str, value: object) -> None:
    manifest = dist / "datapackage.json"
    package = json.loads(manifest.read_text(encoding="utf-8"))
    (gaps,) = (resource for resource in package["resources"] if resource["name"] == "gaps")
    gaps["schema"][key] = value
    manifest.write_text(json.dumps(package), encoding="utf-8")
    messages = [finding.message for finding in release.check(dist) if finding.code == "release-manifest"]
    assert len(messages) == 1
    assert messages[0].startswith(f"datapackage.json: resource gaps, schema.{key}")


def test_an_encoding_taken_away_is_named(dist: Path) -> None:
    manifest = dist / "datapackage.json"
    package = json.loads(manifest.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == "gaps":
            del resource["encoding"]
    manifest.write_text(json.dumps(package), encoding="utf-8")
    (finding,) = release.check(dist)
    assert "resource gaps, encoding: expected “utf-8”; found nothing" in finding.message


def test_known_gap_of_frictionless_a_blank_before_an_integer(dist: Path) -> None:
    spoil(dist, {"file": "csv/gaps.csv", "replace": (",45,46", ", 45,46")})
    assert codes(release.check(dist)) == {"csv-cell", "parquet-differs", "sqlite-differs"}


def test_known_gap_of_frictionless_a_wrong_hash_on_parquet(dist: Path) -> None:
    wrong = {"hash": f"sha256:{'0' * 64}"}
    spoil(dist, {"file": "datapackage.json", "resource": "gaps-parquet", "listed": wrong})
    assert codes(release.check(dist)) == {"release-hash"}


def test_rows_that_one_form_lacks_or_adds_are_named(dist: Path) -> None:
    spoil(
        dist, {"file": "digital-labor.db", "sql": "UPDATE gaps SET gap_id = 'li-2020-g0000046' WHERE char_start = 45"}
    )
    found = release.check(dist)
    assert {finding.row_id for finding in found} == {"li-2020-g0000045", "li-2020-g0000046"}


def test_many_differences_are_counted(dist: Path) -> None:
    spoil(dist, {"file": "digital-labor.db", "sql": "UPDATE checks SET rule_en = 'x'"})
    found = release.check(dist)
    assert len(found) == 21
    assert "more differences" in found[-1].message


def test_a_path_that_leads_out_of_the_folder_is_refused(dist: Path) -> None:
    spoil(dist, {"file": "datapackage.json", "resource": "gaps", "listed": {"path": "../gaps.csv"}})
    assert "release-manifest" in codes(release.check(dist))
