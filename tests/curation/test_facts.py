"""The facts of a paper: what the first paper says, and what a slip in the file brings."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline import schema
from pipeline.curation import load_facts
from pipeline.document import line_and_column
from pipeline.findings import Finding, InputError
from pipeline.layers import Contributor, Facts

ROOT = Path(__file__).parents[2]
SEED = ROOT / "raw" / "wang-2024"
SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas" / "curation" / "paper.schema.json").read_text("utf-8"))
FACTS: dict[str, Any] = SCHEMA["properties"]["facts"]["properties"]
KNOWN = {"value", "from", "note", *FACTS, *SCHEMA["properties"], *SCHEMA["properties"]["source"]["properties"]}
KNOWN |= set(SCHEMA["$defs"]["contributor"]["properties"])

WHOLE: dict[str, Any] = {
    "source": {"sha256": "0" * 64, "received_as": "a.txt", "note": "b"},
    "facts": {
        "title": {"value": "c", "from": "printed", "note": "d"},
        "doi": {"value": "10.1000/1", "from": "supplied"},
    },
    "contributors": [{"role": "author", "name": "e", "name_zh": "数", "affiliation": "f", "from": "printed"}],
    "missing": ["journal", "doi"],
}


def refusals(folder: Path, text: str) -> tuple[Finding, ...]:
    (folder / "paper.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError) as refused:
        load_facts(folder)
    return refused.value.findings


def test_the_first_paper() -> None:
    facts = load_facts(SEED)
    source = (SEED / "source.txt").read_bytes()
    assert facts.sha256 == hashlib.sha256(source).hexdigest()
    title = "The Connotation of Digital Labor: The Possibility of Transcending the Logic of Capital"
    note = facts.values["license_note"]
    assert facts.values == {
        "title": title, "subtitle": "Based on Marx’s Alienated Labor Theory", "title_en": title, "language": "zh",
        "received": "2024-01-19", "accepted": "2024-02-19", "issued": "2024-02-27",
        "license": "CC-BY-4.0", "license_note": note,
    }  # fmt: skip
    assert "Inferred, not printed" in note
    assert "推断" in note
    affiliation = "School of Marxism, Shihezi University, Shihezi Xinjiang"
    assert facts.contributors == (Contributor("author", "Zhanpeng Wang", None, affiliation),)
    lacking = {
        "title_zh",
        "name_zh",
        "journal",
        "doi",
        "references",
        "keywords_en",
        "license",
        "volume",
        "issue",
        "page",
    }
    assert lacking <= set(facts.missing)
    printed = " ".join(source.decode().split())
    for text in (title, facts.values["subtitle"], "Zhanpeng Wang", affiliation):
        assert text in printed


def test_no_paper_yaml_is_no_fact(tmp_path: Path) -> None:
    assert load_facts(tmp_path) == Facts(None, {}, (), ())


def test_all_that_can_be_said(tmp_path: Path) -> None:
    (tmp_path / "paper.yaml").write_text(json.dumps(WHOLE), "utf-8")
    contributor = Contributor("author", "e", "数", "f")
    assert load_facts(tmp_path) == Facts(
        "0" * 64, {"title": "c", "doi": "10.1000/1"}, (contributor,), ("journal", "doi")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "code", "value", "says"),
    [
        ("^fact: {}", "unknown-key", "fact", 'perhaps "facts" was meant: expected source, facts'),
        ("facts:\n  ^tilte: {value: a, from: printed}", "unknown-key", "tilte", 'perhaps "title" was meant'),
        ("facts: {^DOI: {value: a, from: printed}}", "unknown-key", "DOI", 'perhaps "doi" was meant'),
        ("facts: {doi: {^valeu: a, value: 10.1000/1, from: printed}}", "unknown-key", "valeu", '"value"'),
        ("source: {^sha265: a}", "unknown-key", "sha265", '"sha256"'),
        ("contributors: [{^nam: a, role: author, name: b, from: printed}]", "unknown-key", "nam", '"name"'),
        ("facts: {title: ^{value: a}}", "missing-key", "from", "expected a fact as {value: …, from: printed}"),
        ("contributors:\n  - ^{role: author, from: printed}", "missing-key", "name", "expected a contributor"),
        ("facts: {}\n^facts: {}", "duplicate-key", "facts", "first in line 1"),
        ("^[a]: b", "paper-yaml", None, "expected a word as a key"),
        ("^- a", "paper-yaml", None, "expected the facts of one paper: the keys source, facts"),
        ("^text", "paper-yaml", "text", 'found "text"'),
        ("facts: ^[a]", "paper-yaml", None, "found a list"),
        ("facts:^", "paper-yaml", None, "found nothing (leave the key out"),
        ("facts:\n  title: ^A", "paper-yaml", "A", "expected a fact as {value: …, from: printed}"),
        ("facts: {title: {value: ^'', from: printed}}", "paper-yaml", "", "at least one character"),
        ("facts: {title: {value: ^{a: b}, from: printed}}", "paper-yaml", None, "found a mapping"),
        ("facts: {title: {value: a, from: ^prited}}", "paper-yaml", "prited", 'expected printed, inferred, supplied or curator, found "prited", perhaps "printed" was meant'),
        ("facts: {issued: {value: ^2024-2-27, from: printed}}", "paper-yaml", "2024-2-27", "as 2024-02-27"),
        ("facts: {received: {value: ^2024-13, from: printed}}", "paper-yaml", "2024-13", "expected a date"),
        ("facts: {doi: {value: ^'doi:10.1/a', from: printed}}", "paper-yaml", "doi:10.1/a", "expected a DOI"),
        ("facts: {language: {value: ^中文, from: printed}}", "paper-yaml", "中文", "language tag"),
        ("facts: {license: {value: ^CC BY, from: printed}}", "paper-yaml", "CC BY", "SPDX"),
        ("source: {sha256: ^ABC}", "paper-yaml", "ABC", "64 lower-case hexadecimal digits"),
        ("contributors: ^{role: author}", "paper-yaml", None, "expected a list of those who made the paper"),
        ("contributors: [{role: ^autor, name: a, from: printed}]", "paper-yaml", "autor", '"author"'),
        ("missing: [^jurnal]", "paper-yaml", "jurnal", 'perhaps "journal" was meant'),
        ("missing: ^[doi, doi]", "paper-yaml", None, "each once"),
        (
            "facts:\n  doi: {value: 10.1000/1, from: printed}\nmissing: [^doi]",
            "paper-yaml", "doi", '"doi" is said to be missing, but printed in line 2',
        ),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_place(tmp_path: Path, marked: str, code: str, value: str | None, says: str) -> None:
    """A ^ stands before what must be named, and is no part of the file."""
    (finding,) = refusals(tmp_path, marked.replace("^", ""))
    place = line_and_column(marked, marked.index("^"))
    assert (finding.code, (finding.line, finding.column), finding.value) == (code, place, value)
    assert says in finding.message
    assert (finding.severity, finding.paper_id, finding.file) == ("error", tmp_path.name, str(tmp_path / "paper.yaml"))


def test_all_slips_are_told_from_top_to_bottom(tmp_path: Path) -> None:
    text = "facts:\n  tilte: {value: a, from: printed}\n  doi: {value: 10.1000/1, from: printed}\nmissing: [doi]\nfacts: {}\nnote: b\n"
    found = refusals(tmp_path, text)
    assert [(finding.code, finding.line) for finding in found] == [
        ("unknown-key", 2), ("paper-yaml", 4), ("duplicate-key", 5), ("unknown-key", 6),
    ]  # fmt: skip


@given(
    st.sampled_from([(), ("source",), ("facts",), ("facts", "title"), ("contributors", 0)]),
    st.text("abcdefghijklmnopqrstuvwxyz_数字劳动", min_size=1, max_size=12),
)
def test_one_key_too_many_is_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, steps: tuple[str | int, ...], key: str
) -> None:
    paper = json.loads(json.dumps(WHOLE))
    mapping = paper
    for step in steps:
        mapping = mapping[step]
    assume(key not in KNOWN)
    mapping[key] = "a"
    (finding,) = refusals(tmp_path_factory.getbasetemp(), json.dumps(paper, ensure_ascii=False))
    assert (finding.code, finding.value) == ("unknown-key", key)
    assert f'unknown key "{key}"' in finding.message


def test_the_schema_names_columns_of_the_tables() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    papers = schema.tables()["papers"].columns
    assert tuple(FACTS) == tuple(name for name in papers if name in FACTS)
    assert set(papers) - set(FACTS) == {"paper_id", "source_format", "source_sha256", "source_characters", "missing"}
    made = {"role", "name", "name_zh", "affiliation"}
    assert (
        set(SCHEMA["$defs"]["contributor"]["properties"]) - {"from", "note"}
        == made
        <= set(schema.tables()["contributors"].columns)
    )
    roles = next(field for field in schema.tables()["contributors"].fields if field.name == "role").constraints["enum"]
    assert SCHEMA["$defs"]["contributor"]["properties"]["role"]["enum"] == roles


def test_what_can_be_missing_is_a_column_or_a_table_or_one_language_of_it() -> None:
    columns = {*schema.tables()["papers"].columns, *schema.tables()["contributors"].columns}
    in_one_language = {f"{text}_{language}" for text in ("abstract", "keywords") for language in ("zh", "en")}
    assert set(SCHEMA["properties"]["missing"]["items"]["enum"]) <= columns | set(schema.ORDER) | in_one_language


def test_editors_find_the_schema() -> None:
    first = (SEED / "paper.yaml").read_text("utf-8").splitlines()[0]
    assert (
        SEED / first.removeprefix("# yaml-language-server: $schema=")
    ).resolve() == ROOT / "schemas" / "curation" / "paper.schema.json"
