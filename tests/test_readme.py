"""What the words promise: every query has its answer below it, every path, page, command and example is real."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import takewhile
from pathlib import Path

import pytest
import yaml

from pipeline import serve
from pipeline.publish import package
from pipeline.readers import SOURCES
from tests.conftest import PROJECT

READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = (*READMES, "CONTRIBUTING.md", "CONTRIBUTING.zh-CN.md", "CHANGELOG.md")


def words(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", words(name), re.MULTILINE | re.DOTALL)


def answers(name: str) -> list[list[list[str]]]:
    """The table below each query, as rows of cells, the header first."""
    tables = []
    for below in re.split(r"^```sql\n.*?^```\n\n", words(name), flags=re.MULTILINE | re.DOTALL)[1:]:
        rows = [line.strip("|").split("|") for line in takewhile(lambda line: line[:1] == "|", below.splitlines())]
        tables.append([[cell.strip() for cell in row] for row in (rows[0], *rows[2:])])
    return tables


def code(name: str) -> list[str]:
    """What is set as code in running text."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", words(name), flags=re.MULTILINE | re.DOTALL))


def exists(path: str, dist: Path) -> bool:
    """Whether something is there; `<paper>` stands for any name, and what is built is looked for where it was built."""
    pattern = re.sub("<[^>]*>", "*", path.rstrip("/"))
    root = dist.parent if pattern.split("/")[0] == "dist" else PROJECT
    return any(root.glob(pattern))


@pytest.mark.parametrize("name", READMES)
def test_every_query_has_the_answer_below_it(dist: Path, name: str) -> None:
    queries = blocks(name, "sql")
    assert len(queries) == len(answers(name)) == 5
    with closing(sqlite3.connect(f"{(dist / 'digital-labor.db').as_uri()}?mode=ro", uri=True)) as database:
        for query, answer in zip(queries, answers(name), strict=True):
            found = database.execute(query)
            header = [column[0] for column in found.description]
            rows = [["" if cell is None else str(cell) for cell in row] for row in found]
            assert answer == [header, *rows], query


def test_both_readmes_ask_and_answer_the_same() -> None:
    english, chinese = READMES
    assert blocks(english, "sql") == blocks(chinese, "sql")
    assert blocks(english, "python") == blocks(chinese, "python")
    assert answers(english) == answers(chinese)
    assert [len(level) for level in re.findall("^#+", words(english), re.MULTILINE)] == [
        len(level) for level in re.findall("^#+", words(chinese), re.MULTILINE)
    ]


@pytest.mark.parametrize("name", READMES)
def test_no_query_quotes_the_reserved_word(name: str) -> None:
    assert not [query for query in blocks(name, "sql") if '"references"' in query]


@pytest.mark.parametrize("example", blocks(READMES[0], "python"))
def test_the_examples_run(dist: Path, example: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=dist.parent, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_named_is_there(dist: Path, name: str) -> None:
    pattern = r"[\w.<>-]+(/[\w.<>-]*)+|[\w-]+\.(md|cff|json|toml)"
    # A source is named as a paper may have it.
    paths = [text for text in code(name) if re.fullmatch(pattern, text) and text not in SOURCES]
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", words(name))
    assert [path for path in (*paths, *links) if not exists(path, dist)] == []


@pytest.mark.parametrize("name", READMES)
def test_every_page_named_opens(dist: Path, name: str) -> None:
    site = serve.datasette(dist)
    pages = [text for text in code(name) if text.startswith("/")]
    assert pages
    for page in pages:
        assert asyncio.run(site.client.get(page)).status_code == 200, page


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_named_is_one(name: str) -> None:
    commands = [*code(name), *re.findall(r"^    (make.*?)(?: #.*)?$", words(name), re.MULTILINE)]
    targets = {command.strip().removeprefix("make ") for command in commands if command.startswith("make ")} - {"make"}
    known = set(re.findall(r"^([a-z-]+):", words("Makefile"), re.MULTILINE))
    assert targets
    assert targets <= known


@pytest.mark.parametrize("name", READMES)
def test_the_dataset_is_cited_as_the_citation_file_says(name: str) -> None:
    citation = yaml.safe_load(words("CITATION.cff"))
    assert words(name).startswith((f"# {package.TITLE}\n", f"# {package.TITLE_ZH}\n"))
    text = " ".join(words(name).split())
    assert f"{citation['authors'][0]['name']}, *{citation['title']}*, version {citation['version']}" in text
