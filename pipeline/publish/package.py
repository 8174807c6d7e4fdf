"""The descriptor of the dataset, as a Data Package v2 (https://datapackage.org/standard/data-package/).

Inside a published folder it is self-contained and names every file with its size and hash; at the root of the
project it is the same with paths from there. Only the CSV files are described as tables: what reads Parquet by
its descriptor reads it slowly and raises false alarms.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline import schema

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "digital-labor"
TITLE = "Digital Labour: an open dataset of the literature"
TITLE_ZH = "数字劳动：研究文献开放数据集"
AUTHORS = "The digital-labor contributors"
DESCRIPTION = (
    "Papers on digital labour as relational tables: sections, paragraphs, sentences, quotations and their sources, "
    "citations, references, concepts and where they are mentioned. Every row points to its place in the source text; "
    "what a source lacks is left empty."
)
DESCRIPTION_ZH = (
    "将数字劳动研究论文整理为关系表：章节、段落、句子、引文及其出处、引注、参考文献、概念及其出现之处。"
    "每一行都标明在来源文本中的位置；来源所缺者一律留空。"
)
KEYWORDS = (
    "digital labour", "digital labor", "platform labour", "alienated labour", "Marxism",
    "数字劳动", "平台劳动", "异化劳动", "马克思主义",
)  # fmt: skip
LICENSE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FORMATS = {
    "csv": {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
    # By the name `parquet` frictionless would take it for a table.
    "parquet": {"format": "vnd.apache.parquet", "mediatype": "application/vnd.apache.parquet"},
    "txt": {"format": "txt", "mediatype": "text/plain", "encoding": "utf-8"},
}

_PROJECT = Path(__file__).parent.parent.parent / "pyproject.toml"


@cache
def version() -> str:
    """The version of the dataset, which is that of the project."""
    return str(tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"])


def citation() -> str:
    """How to cite the dataset, in a line, as CITATION.cff has it for programs."""
    return f"{AUTHORS}. {TITLE} ({TITLE_ZH}). Version {version()}. Data set. {LICENSE['name']}."


def descriptor(tables: Mapping[str, pa.Table], folder: Path) -> dict[str, Any]:
    """The self-contained descriptor of a folder that holds csv/, parquet/ and text/ of these tables."""
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": TITLE,
        "title_zh": TITLE_ZH,
        "description": DESCRIPTION,
        "description_zh": DESCRIPTION_ZH,
        "version": version(),
        "contributors": [{"title": AUTHORS, "roles": ["author"]}],
        # By the name that the Dublin Core terms give it.
        "bibliographicCitation": citation(),
        "keywords": list(KEYWORDS),
        "licenses": [LICENSE],
        "sources": list(_sources(tables)),
        "resources": [*_tables(folder), *_files(folder, "parquet"), *_files(folder, "text")],
    }


def root(package: Mapping[str, Any]) -> dict[str, Any]:
    """The descriptor as it stands at the root of the project: files under dist/, each schema by its path."""
    sources = [
        source if "://" in source["path"] else {**source, "path": f"dist/{source['path']}"}
        for source in package["sources"]
    ]
    resources = []
    for resource in package["resources"]:
        moved = {**resource, "path": f"dist/{resource['path']}"}
        if "schema" in resource:
            moved["schema"] = f"schemas/{resource['name']}.json"
        resources.append(moved)
    return {**package, "sources": sources, "resources": resources}


def dump(package: Mapping[str, Any]) -> str:
    """A descriptor as the text of its file."""
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _tables(folder: Path) -> Iterator[dict[str, Any]]:
    for name, table in schema.tables().items():
        if name in schema.TEXT_ONLY:
            continue
        yield {
            "name": name,
            "type": "table",
            "title": table.title,
            "title_zh": table.title_zh,
            "description": table.description,
            "description_zh": table.description_zh,
            **_file(folder, PurePosixPath("csv") / f"{name}.csv"),
            "dialect": {"lineTerminator": "\n"},
            "schema": schema.descriptor(name),
        }


def _files(folder: Path, kind: str) -> Iterator[dict[str, Any]]:
    for path in sorted((folder / kind).iterdir()):
        yield {"name": f"{path.stem}-{kind}".replace("_", "-"), **_file(folder, PurePosixPath(kind) / path.name)}


def _file(folder: Path, path: PurePosixPath) -> dict[str, Any]:
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = (folder / path).stat().st_size
    return {"path": str(path), **FORMATS[path.suffix[1:]], "bytes": size, "hash": f"sha256:{digest}"}


def _sources(tables: Mapping[str, pa.Table]) -> Iterator[dict[str, str]]:
    """The papers, each cited in a line, with the id that they have in the tables."""
    authors: dict[str, list[tuple[int, str]]] = {}
    for row in tables["contributors"].select(["paper_id", "ordinal", "role", "name"]).to_pylist():
        if row["role"] == "author":
            authors.setdefault(row["paper_id"], []).append((row["ordinal"], row["name"]))
    for paper in tables["papers"].to_pylist():
        paper_id = paper["paper_id"]
        names = [name for _, name in sorted(authors.get(paper_id, []))]
        place = f"https://doi.org/{paper['doi']}" if paper["doi"] else f"text/{paper_id}.txt"
        yield {"title": _cited(paper, names), "path": place, "paper_id": paper_id}


def _cited(paper: Mapping[str, str | None], authors: Sequence[str]) -> str:
    """A paper in a line, as much of it as is known: Author, Author (year): Title: Subtitle. Journal volume(issue), pages.

    >>> known = {"title": "Labour", "subtitle": "A Note", "issued": "2020-01", "journal": "Work", "volume": "3", "page": "1-9"}
    >>> _cited(dict.fromkeys(("paper_id", "issue")) | known, ["Li Wei"])
    'Li Wei (2020): Labour: A Note. Work 3, 1-9'
    """
    year = f"({paper['issued'][:4]})" if paper["issued"] else None
    who = " ".join(filter(None, (", ".join(authors), year)))
    title = ": ".join(filter(None, (paper["title"] or paper["paper_id"], paper["subtitle"])))
    work = ": ".join(filter(None, (who, title)))
    if not paper["journal"]:
        return work
    number = (paper["volume"] or "") + (f"({paper['issue']})" if paper["issue"] else "")
    journal = " ".join(filter(None, (paper["journal"], number)))
    return f"{work}. {', '.join(filter(None, (journal, paper['page'])))}"
