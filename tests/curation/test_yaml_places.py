"""Whatever stands in a curator's file, it is read as plain values, or refused with its place."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.curation import yaml_places
from pipeline.curation.yaml_places import Place, YamlFile, read
from pipeline.findings import Finding, InputError
from pipeline.schema import FOLDER


def refusals(folder: Path, content: bytes) -> tuple[Finding, ...]:
    path = folder / "paper.yaml"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read(YamlFile(path, "paper-yaml", "some-2024"))
    return refused.value.findings


def test_scalars_are_texts_and_nothing_is_none(tmp_path: Path) -> None:
    path = tmp_path / "paper.yaml"
    path.write_text("\ufeffa: 2024-02-27\nb: 012\nc: no\nd:\ne: ~\nf: null\ng: 'null'\nh: [1.0, yes]\n", "utf-8")
    placed = read(YamlFile(path, "paper-yaml"))
    assert placed.value == {
        "a": "2024-02-27", "b": "012", "c": "no", "d": None, "e": None, "f": None, "g": "null", "h": ["1.0", "yes"],
    }  # fmt: skip


def test_places_count_characters_from_one(tmp_path: Path) -> None:
    path = tmp_path / "paper.yaml"
    path.write_text("题: {名: 数字, b: 劳动}\r\nc:\r\n  - d\r\n", "utf-8")
    placed = read(YamlFile(path, "paper-yaml"))
    assert placed.places["题", "b"] == Place(1, 15)
    assert placed.keys["题", "b"] == Place(1, 12)
    assert placed.places["c", 0] == Place(3, 5)


@pytest.mark.parametrize(
    ("content", "code", "place", "says"),
    [
        (b"", "paper-yaml", (None, None), "empty"),
        (b"# nothing but a remark\n", "paper-yaml", (None, None), "empty"),
        (b"a: 1\nb: \xe4\xb8\xad\xff\n", "not-utf-8", (2, 5), "not UTF-8 at byte 11 (found ff 0a)"),
        (b"a: 1\nb: c\x00\n", "paper-yaml", (2, 5), "U+0000"),
        (b"title: A: B\n", "paper-yaml", (1, 9), "expected YAML"),
        (b"title: {value: x\n", "paper-yaml", (2, 1), "lost quotation mark, bracket"),
        (b"a: &x 1\n", "paper-yaml", (1, 4), "anchor &x"),
        (b"a: *x\n", "paper-yaml", (1, 4), "alias *x"),
        (b"a: !!python/object/apply:os.system [ls]\n", "paper-yaml", (1, 4), "tag"),
        (b"a: ! b\n", "paper-yaml", (1, 4), "tag"),
        (b"a: 1\n---\nb: 2\n", "paper-yaml", (2, 1), "one document"),
        (b"a: " + b"[" * 30 + b"]" * 30, "paper-yaml", (1, 23), "at most 20 levels"),
    ],
)
def test_refused_with_its_place(
    tmp_path: Path, content: bytes, code: str, place: tuple[int | None, int | None], says: str
) -> None:
    (finding,) = refusals(tmp_path, content)
    assert (finding.code, finding.severity, (finding.line, finding.column)) == (code, "error", place)
    assert says in finding.message
    assert finding.file == str(tmp_path / "paper.yaml")
    assert finding.paper_id == "some-2024"


def test_every_anchor_alias_and_tag_is_named(tmp_path: Path) -> None:
    found = refusals(tmp_path, b"a: &x [1]\nb: *x\nc: !t 2\n")
    assert [finding.value for finding in found] == ["&x", "*x", "!t"]


def test_brackets_without_end_are_refused(tmp_path: Path) -> None:
    (finding,) = refusals(tmp_path, b"[" * 999_999)
    assert finding.code == "paper-yaml"


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "paper.yaml"
    with path.open("wb") as sparse:
        sparse.truncate(1_000_001)

    def never(_: Path) -> bytes:
        raise AssertionError("read")

    monkeypatch.setattr(Path, "read_bytes", never)
    with pytest.raises(InputError, match="1,000,001 bytes, at most 1,000,000 were expected"):
        read(YamlFile(path, "paper-yaml"))


def test_no_file_to_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "concepts.yaml"):
        with pytest.raises(InputError, match="cannot be read"):
            read(YamlFile(path, "vocabulary-yaml"))


@given(
    st.one_of(
        st.binary(max_size=60), st.text("ab:-[]{}&*!|>'\"#%@`,? \n\t\ufeff\x85\u2028数", max_size=40).map(str.encode)
    )
)
def test_anything_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "anything.yaml"
    path.write_bytes(content)
    with suppress(InputError):
        assert () in read(YamlFile(path, "paper-yaml")).places


def test_both_parsers_of_pyyaml_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(__file__).parents[2] / "raw" / "vocabulary" / "concepts.yaml"
    compiled = read(YamlFile(path, "vocabulary-yaml"))
    monkeypatch.setattr(yaml_places, "_LOADER", yaml.SafeLoader)
    assert read(YamlFile(path, "vocabulary-yaml")) == compiled


@pytest.mark.parametrize("name", ["paper", "vocabulary"])
def test_every_part_of_a_schema_can_make_a_message_and_refuses_other_keys(name: str) -> None:
    waiting: list[Any] = [json.loads((FOLDER / "curation" / f"{name}.schema.json").read_text("utf-8"))]
    seen = 0
    while waiting:
        part = waiting.pop()
        if {"type", "enum", "pattern", "uniqueItems"} & set(part):
            assert part["title"]
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
        if "description" in part:
            assert " · " in part["description"], "in English and in Chinese"
        waiting += [*part.get("properties", {}).values(), *part.get("$defs", {}).values()]
        waiting += [part["items"]] if "items" in part else []
        seen += 1
    assert seen > 10
