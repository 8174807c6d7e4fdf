"""The engine: papers in, tables out; one paper that fails harms no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import engine, schema
from pipeline.document import Document
from pipeline.engine import build_tables, load_paper
from pipeline.findings import Finding, InputError
from pipeline.layers import Facts
from pipeline.marks import Matcher
from pipeline.tables import Rows
from tests.papers import FIRST_PAPER, ROOT, document_of, read_text

VOCABULARY = ROOT / "raw" / "vocabulary"


def test_the_tables_are_as_the_schemas_say() -> None:
    built = build_tables([FIRST_PAPER], VOCABULARY)
    assert built.failed == []
    assert list(built.tables) == [name for name in schema.ORDER if name not in ("findings", "checks")]
    for name, table in built.tables.items():
        assert table.schema.equals(schema.arrow_schema(name))
        keys = list(zip(*(table[column].to_pylist() for column in schema.tables()[name].primary_key), strict=True))
        assert keys == sorted(keys)


def test_a_paper_that_fails_is_left_out_and_said_why(tmp_path: Path) -> None:
    shutil.copytree(FIRST_PAPER, tmp_path / "wang-2024")
    (tmp_path / "li-2020").mkdir()
    (tmp_path / "li-2020" / "source.txt").write_bytes(b"\xff")
    built = build_tables([tmp_path / "wang-2024", tmp_path / "li-2020"], VOCABULARY)
    assert built.tables["papers"]["paper_id"].to_pylist() == ["wang-2024"]
    assert [(finding.paper_id, finding.code) for finding in built.failed] == [("li-2020", "not-utf-8")]


def test_a_paper_that_the_rules_stumble_over_harms_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("li-2020", "ma-2021"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "source.txt").write_text(f"1 引言\n{name}。\n", encoding="utf-8")
    read = engine.read_paper

    def stumbling(document: Document, facts: Facts, matcher: Matcher) -> tuple[Rows, list[Finding]]:
        if document.paper_id == "li-2020":
            raise IndexError
        return read(document, facts, matcher)

    monkeypatch.setattr(engine, "read_paper", stumbling)
    built = build_tables([tmp_path / "li-2020", tmp_path / "ma-2021"], VOCABULARY)
    assert built.tables["papers"]["paper_id"].to_pylist() == ["ma-2021"]
    assert [(finding.paper_id, finding.code) for finding in built.failed] == [("li-2020", "not-readable")]
    assert "IndexError at test_engine.py" in built.failed[0].message


def test_the_order_of_papers_changes_nothing(tmp_path: Path) -> None:
    for name in ("b-2020", "a-2021", "c-2019"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "source.txt").write_text(f"1. 引言\n劳动“异化”了[1]（{name}）。\n", encoding="utf-8")
    folders = sorted(tmp_path.iterdir())
    forwards, backwards = build_tables(folders, VOCABULARY), build_tables(folders[::-1], VOCABULARY)
    assert all(forwards.tables[name].equals(backwards.tables[name]) for name in forwards.tables)


def test_another_source_than_paper_yaml_describes_is_refused(tmp_path: Path) -> None:
    shutil.copytree(FIRST_PAPER, tmp_path / "wang-2024")
    with (tmp_path / "wang-2024" / "source.txt").open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(InputError) as error:
        load_paper(tmp_path / "wang-2024")
    (finding,) = error.value.findings
    assert finding.code == "wrong-sha256"
    assert "6bb2c302" in finding.message


@given(st.text(alphabet="劳动a1. \n\f。，“”‘’()（）[]《》：一、摘要关键词参考文献", min_size=1, max_size=120))
def test_any_text_gives_rows_whose_spans_lie_in_it(text: str) -> None:
    if not text.strip():
        return
    for name, rows in read_text(text).items():
        for row in rows:
            if row.get("char_start") is not None and name != "source_texts":
                assert 0 <= int(str(row["char_start"])) <= int(str(row["char_end"])) <= len(document_of(text).source)
