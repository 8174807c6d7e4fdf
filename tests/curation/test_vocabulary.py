"""The vocabulary: the curated one is sound, and every rule refuses its smallest breach, with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline import schema
from pipeline.curation import load_vocabulary
from pipeline.document import line_and_column
from pipeline.findings import Finding, InputError
from pipeline.layers import Concept

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas" / "curation" / "vocabulary.schema.json").read_text("utf-8"))
KEYS: dict[str, Any] = SCHEMA["$defs"]["concept"]["properties"]


def concept(concept_id: str, more: str = "", zh: str | None = None, en: str | None = None) -> str:
    """One line of a vocabulary; `more` is further keys, each after a comma."""
    labels = f"{{zh: {zh or concept_id + '数'}, en: {en or concept_id + 'n'}}}"
    return f"- {{concept_id: {concept_id}, pref: {labels}, definition: {{zh: 义, en: sense}}{more}}}\n"


def load(folder: Path, text: str) -> tuple[Concept, ...]:
    (folder / "concepts.yaml").write_text(text, "utf-8")
    return load_vocabulary(folder)


def refusals(folder: Path, text: str) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as refused:
        load(folder, text)
    return refused.value.findings


def test_the_curated_vocabulary() -> None:
    concepts = load_vocabulary(ROOT / "raw" / "vocabulary")
    ids = [concept.concept_id for concept in concepts]
    assert len(ids) >= 40
    assert ids == sorted(ids)
    for one in concepts:
        assert set(one.pref) == set(one.definition) == {"zh", "en"}
        assert {*one.broader, *one.related} <= set(ids)
        assert all(one.concept_id < other for other in one.related)


def test_one_concept_whole(tmp_path: Path) -> None:
    more = ", alt: {zh: [甲, 乙], en: [c]}, hidden: {en: [d]}, broader: [z, b]"
    loaded = load(tmp_path, concept("z") + concept("b") + concept("a", more))
    pref = {"zh": "a数", "en": "an"}
    sense = {"zh": "义", "en": "sense"}
    assert loaded[0] == Concept("a", pref, {"zh": ("甲", "乙"), "en": ("c",)}, {"en": ("d",)}, sense, ("b", "z"), ())
    assert [one.concept_id for one in loaded] == ["a", "b", "z"]


@pytest.mark.parametrize(
    "sides", [(", related: [b]", ""), ("", ", related: [a]"), (", related: [b]", ", related: [a]")]
)
def test_related_is_stored_once_with_the_smaller_id(tmp_path: Path, sides: tuple[str, str]) -> None:
    loaded = load(tmp_path, concept("b", sides[1]) + concept("a", sides[0]))
    assert [one.related for one in loaded] == [("b",), ()]


def test_two_spellings_within_one_concept_are_two_labels(tmp_path: Path) -> None:
    (loaded,) = load(tmp_path, concept("a", ", alt: {en: [digital labor, Digital Labour]}", en="digital labour"))
    assert loaded.alt == {"en": ("digital labor", "Digital Labour")}


def test_one_label_in_two_languages_may_name_two_concepts(tmp_path: Path) -> None:
    assert len(load(tmp_path, concept("a", zh="App") + concept("b", en="App"))) == 2


@pytest.mark.parametrize(
    ("marked", "code", "value", "says"),
    [
        ("", "vocabulary-yaml", None, "empty"),
        ("^concepts: []", "vocabulary-yaml", None, "expected a list of concepts, each beginning with - concept_id"),
        ("- ^a", "vocabulary-yaml", "a", "expected a concept with the keys concept_id, pref and definition"),
        (concept("a", ", ^boarder: [a]"), "unknown-key", "boarder", 'perhaps "broader" was meant'),
        (concept("a", ", alt: {^de: [Zahl]}"), "unknown-key", "de", "expected zh or en"),
        ("- ^{concept_id: a, pref: {zh: 数, en: b}}", "missing-key", "definition", "is missing here"),
        ("- {concept_id: a, pref: ^{zh: 数}, definition: {zh: 义, en: c}}", "missing-key", "en", "expected the preferred labels"),
        ("- ^{pref: {zh: 数, en: b}, definition: {zh: 义, en: c}}", "missing-key", "concept_id", "is missing here"),
        (concept("a", ", ^pref: {}"), "duplicate-key", "pref", "first in line 1"),
        (concept("^A", zh="数", en="n"), "vocabulary-yaml", "A", "expected a concept's id in lower-case letters"),
        (concept("a", ", alt: {zh: ^数字}"), "vocabulary-yaml", "数字", "expected a list of labels"),
        (concept("a", ", alt: {zh: [^[数]]}"), "vocabulary-yaml", None, "found a list"),
        (concept("a", ", broader: ^[b, b]") + concept("b"), "vocabulary-yaml", None, "each once"),
        (concept("a") + concept("^a", zh="字", en="m"), "vocabulary-duplicate", "a", "twice, first in line 1"),
        (concept("a", zh="数") + concept("b", zh="^数"), "vocabulary-duplicate", "数", 'the Chinese label "数" names "a" already, in line 1'),
        (concept("a", en="digital labour") + concept("b", en="^Digital Labor"), "vocabulary-duplicate", "Digital Labor", "the English label"),
        (concept("a") + concept("b", ", hidden: {en: [x, ^an]}"), "vocabulary-duplicate", "an", 'names "a" already'),
        (concept("a", ", alt: {en: [^an]}"), "vocabulary-duplicate", "an", "a label names one concept, once"),
        (concept("labour", ", broader: [^labor]"), "vocabulary-unknown", "labor", 'perhaps "labour" was meant'),
        (concept("a", ", related: [^xyz]"), "vocabulary-unknown", "xyz", 'related: expected the id of a concept of this file, found "xyz"; correct'),
        (concept("a", ", broader: [^a]"), "vocabulary-circle", "a", "a → a: a circle"),
        (
            concept("c", ", broader: [^a]") + concept("b", ", broader: [c]") + concept("a", ", broader: [b]"),
            "vocabulary-circle", "a", "c → a → b → c: a circle of broader concepts",
        ),
        (concept("a", ", related: [^a]"), "vocabulary-related", "a", 'found "a" itself'),
        (
            concept("a", ", broader: [b]") + concept("b", ", broader: [c]") + concept("c", ", related: [^a]"),
            "vocabulary-related", "a", '"a" and "c" stand above one another already',
        ),
    ],
)  # fmt: skip
def test_a_breach_is_named_with_its_place(tmp_path: Path, marked: str, code: str, value: str | None, says: str) -> None:
    """A ^ stands before what must be named, and is no part of the file."""
    (finding,) = refusals(tmp_path, marked.replace("^", ""))
    place = line_and_column(marked, marked.index("^")) if marked else (None, None)
    assert (finding.code, (finding.line, finding.column), finding.value) == (code, place, value)
    assert says in finding.message
    assert (finding.severity, finding.file) == ("error", str(tmp_path / "concepts.yaml"))


def test_no_vocabulary(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_vocabulary(tmp_path)


def test_every_breach_is_told_from_top_to_bottom(tmp_path: Path) -> None:
    lines = (
        concept("a", ", broader: [b]"), concept("b", ", broader: [a], boarder: []"), concept("c", ", broader: [d]"),
        concept("d", ", broader: [c]"), concept("d", zh="丁", en="e"), concept("f", ", related: [cc]", en="an"),
        "- {concept_id: g, pref: {zh: 庚, en: g}}\n",
    )  # fmt: skip
    assert [(finding.code, finding.line) for finding in refusals(tmp_path, "".join(lines))] == [
        ("vocabulary-circle", 1), ("unknown-key", 2), ("vocabulary-circle", 3), ("vocabulary-duplicate", 5),
        ("vocabulary-duplicate", 6), ("vocabulary-unknown", 6), ("missing-key", 7),
    ]  # fmt: skip


@given(
    st.sampled_from([(), ("pref",), ("alt",), ("hidden",), ("definition",)]),
    st.text("abcdefghijklmnopqrstuvwxyz_数字劳动", min_size=1, max_size=12),
)
def test_one_key_too_many_is_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, steps: tuple[str, ...], key: str
) -> None:
    assume(key not in {"zh", "en", *KEYS})
    entry: dict[str, Any] = {
        "concept_id": "a", "pref": {"zh": "甲", "en": "a"}, "alt": {"zh": ["乙"]}, "hidden": {"en": ["b"]},
        "definition": {"zh": "义", "en": "sense"}, "broader": [], "related": [],
    }  # fmt: skip
    mapping = entry
    for step in steps:
        mapping = mapping[step]
    mapping[key] = "c"
    (finding,) = refusals(tmp_path_factory.getbasetemp(), json.dumps([entry], ensure_ascii=False))
    assert (finding.code, finding.value) == ("unknown-key", key)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), unique=True))
def test_a_tree_is_read_and_a_circle_is_not(
    tmp_path_factory: pytest.TempPathFactory, links: list[tuple[int, int]]
) -> None:
    """Whether something stands above itself, said by walking up from every concept."""
    above = {one: [other for below, other in links if below == one] for one in range(6)}
    reached = {one: set(others) for one, others in above.items()}
    for _ in above:
        reached = {one: others | {far for other in others for far in reached[other]} for one, others in reached.items()}
    text = "".join(concept(f"c{one}", f", broader: {[f'c{other}' for other in above[one]]}") for one in above)
    folder = tmp_path_factory.getbasetemp()
    if any(one in reached[one] for one in reached):
        assert {finding.code for finding in refusals(folder, text)} == {"vocabulary-circle"}
    else:
        assert len(load(folder, text)) == 6


def test_the_schema_is_sound_and_names_columns_of_the_tables() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["concept_id"]["pattern"] == constraints("concepts", "concept_id")["pattern"]
    kinds, relations = constraints("concept_labels", "label_kind"), constraints("concept_relations", "relation")
    assert list(KEYS) == ["concept_id", *kinds["enum"], "definition", *relations["enum"]]


def constraints(table: str, name: str) -> dict[str, Any]:
    return next(field.constraints for field in schema.tables()[table].fields if field.name == name)
