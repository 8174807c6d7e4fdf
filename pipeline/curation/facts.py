"""`paper.yaml`: what a curator knows of a paper, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, cast

from pipeline.curation.yaml_places import Placed, YamlFile, faults, in_order, read, well_shaped
from pipeline.findings import Finding, InputError
from pipeline.layers import Contributor, Facts

_Fact = TypedDict("_Fact", {"value": str, "from": str, "note": str}, total=False)


class _Source(TypedDict, total=False):
    sha256: str


class _Contributor(TypedDict, total=False):
    role: str
    name: str
    name_zh: str
    affiliation: str


class _Paper(TypedDict, total=False):
    source: _Source
    facts: dict[str, _Fact]
    contributors: list[_Contributor]
    missing: list[str]


def load_facts(folder: Path) -> Facts:
    """The facts in `paper.yaml` of a paper's folder; empty ones where there is no such file.

    Raises `InputError` with every fault of the file, its line and column: misspelt or repeated keys, values of the
    wrong kind (`schemas/curation/paper.schema.json`), a fact said to be printed that `missing` says is not.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "paper.yaml").write_text("facts:\\n  doi: {value: 10.1000/1, from: printed}\\nmissing: [journal]")
    ...     load_facts(Path(folder))
    Facts(sha256=None, values={'doi': '10.1000/1'}, contributors=(), missing=('journal',))
    """
    path = folder / "paper.yaml"
    if not path.exists():
        return Facts()
    file = YamlFile(path, "paper-yaml", folder.name)
    placed = read(file)
    findings = faults(file, placed, "paper")
    if well_shaped(file, findings):
        findings += _contradictions(file, placed)
    if findings:
        raise InputError(*in_order(findings))
    paper = cast(_Paper, placed.value)
    return Facts(
        paper.get("source", {}).get("sha256"),
        {name: fact["value"] for name, fact in paper.get("facts", {}).items()},
        tuple(
            Contributor(entry["role"], entry["name"], entry.get("name_zh"), entry.get("affiliation"))
            for entry in paper.get("contributors", [])
        ),
        tuple(paper.get("missing", [])),
    )


def _contradictions(file: YamlFile, placed: Placed) -> Iterator[Finding]:
    paper = cast(_Paper, placed.value)
    for index, name in enumerate(paper.get("missing", [])):
        if paper.get("facts", {}).get(name, {}).get("from") == "printed":
            line = placed.keys["facts", name].line
            message = (
                f'"{name}" is said to be missing, but printed in line {line}: take it out here, or correct its `from`'
            )
            yield file.refusal(message, placed.places["missing", index], name)
