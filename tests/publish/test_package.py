"""The descriptor names every file, is a Data Package v2, and frictionless agrees with it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from frictionless import Package
from jsonschema import Draft7Validator

from pipeline import publish, schema
from pipeline.publish import package

PROJECT = Path(__file__).parent.parent.parent
PROFILES = PROJECT.parent / "shared" / "profiles"


@pytest.fixture
def descriptor(published: Path) -> dict[str, Any]:
    return dict(json.loads((published / "datapackage.json").read_text(encoding="utf-8")))


def errors(profile: str, value: object) -> list[str]:
    path = PROFILES / f"{profile}-2.0.json"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return [error.message for error in Draft7Validator(json.loads(path.read_text())).iter_errors(value)]


def test_every_file_is_named_with_size_and_hash(published: Path, descriptor: dict[str, Any]) -> None:
    files = {path for path in published.rglob("*") if path.is_file()}
    files -= {published / "datapackage.json", published / publish.DATABASE}
    assert {published / resource["path"] for resource in descriptor["resources"]} == files
    for resource in descriptor["resources"]:
        content = (published / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_only_csv_are_tables(descriptor: dict[str, Any]) -> None:
    tables = [resource["path"] for resource in descriptor["resources"] if resource.get("type") == "table"]
    assert tables == [f"csv/{name}.csv" for name in schema.ORDER if name not in schema.TEXT_ONLY]


def test_names_are_unique(descriptor: dict[str, Any]) -> None:
    names = [resource["name"] for resource in descriptor["resources"]]
    assert len(set(names)) == len(names)


def test_papers_are_the_sources(descriptor: dict[str, Any]) -> None:
    source = {"title": "Li Wei (2020): A Title", "path": "text/li-2020.txt", "paper_id": "li-2020"}
    assert descriptor["sources"] == [source]
    assert package.root(descriptor)["sources"][0]["path"] == "dist/text/li-2020.txt"


def test_the_dataset_is_described_as_in_the_citation_file(descriptor: dict[str, Any]) -> None:
    cited = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))
    assert descriptor["title"] == cited["title"]
    assert f"{descriptor['description']} {descriptor['description_zh']}" == cited["abstract"]
    assert descriptor["version"] == cited["version"]
    assert descriptor["keywords"] == cited["keywords"]
    assert [licence["name"] for licence in descriptor["licenses"]] == [cited["license"]]
    authors = [author["name"] for author in cited["authors"]]
    assert [contributor["title"] for contributor in descriptor["contributors"]] == authors
    citation = descriptor["bibliographicCitation"]
    for part in (*authors, cited["title"], descriptor["title_zh"], f"Version {cited['version']}", cited["license"]):
        assert part in citation


def test_the_profiles_hold(descriptor: dict[str, Any]) -> None:
    for value in (descriptor, package.root(descriptor)):
        assert errors("datapackage", value) == []
        for resource in value["resources"]:
            assert errors("dataresource", resource) == []
            if isinstance(resource.get("schema"), dict):
                assert errors("tableschema", resource["schema"]) == []


def test_frictionless_finds_nothing_wrong(published: Path) -> None:
    report = Package(str(published / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "message"]) == []


def test_frictionless_finds_nothing_wrong_from_the_root(
    published: Path, descriptor: dict[str, Any], tmp_path: Path
) -> None:
    shutil.copytree(published, tmp_path / "dist")
    shutil.copytree(PROJECT / "schemas", tmp_path / "schemas")
    (tmp_path / "datapackage.json").write_text(package.dump(package.root(descriptor)), encoding="utf-8")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "message"]) == []


@pytest.mark.parametrize("path", ["csv/papers.csv", "parquet/papers.parquet", "text/li-2020.txt"])
def test_frictionless_sees_a_changed_byte(published: Path, tmp_path: Path, path: str) -> None:
    shutil.copytree(published, tmp_path / "dist")
    changed = tmp_path / "dist" / path
    changed.write_bytes(changed.read_bytes()[:-1] + b"!")
    assert not Package(str(tmp_path / "dist/datapackage.json")).validate().valid
