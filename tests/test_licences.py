"""The files that say who may do what, and how to cite."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def test_code_is_under_mit() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("MIT License\n\nCopyright (c) 2026 The digital-labor contributors\n")
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license"] == "MIT"


def test_data_are_under_cc_by_and_papers_under_their_own_licence() -> None:
    text = (ROOT / "LICENSE-DATA").read_text("utf-8")
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    for language in ("columns license and license_note of the table papers", "papers 表的 license 与 license_note"):
        assert language in " ".join(text.split())


def test_citation_has_what_cff_1_2_0_requires() -> None:
    """Required keys, types and closed sets of the Citation File Format (https://doi.org/10.5281/zenodo.5171937)."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    known = {"cff-version", "message", "type", "title", "abstract", "authors", "version", "license", "keywords"}
    assert set(citation) == known
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "dataset"
    assert citation["license"] == "CC-BY-4.0"
    assert all(isinstance(citation[key], str) and citation[key] for key in ("message", "title", "abstract", "version"))
    assert citation["authors"] == [{"name": "The digital-labor contributors"}]
    assert len(set(citation["keywords"])) == len(citation["keywords"]) > 0
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["version"] == project["version"]
