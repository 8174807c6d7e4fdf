"""The schemas: well formed, described in both languages, each name with one meaning."""

from __future__ import annotations

import json
import re
import sqlite3

import jsonschema
import pytest

from pipeline import schema
from pipeline.schema import FOLDER, ORDER, arrow_schema, descriptor, sqlite_table, tables
from tests.papers import SHARED, first_paper

TABLE_KEYS = {
    "$schema",
    "name",
    "title",
    "title_zh",
    "description",
    "description_zh",
    "fields",
    "primaryKey",
    "uniqueKeys",
    "foreignKeys",
}
FIELD_KEYS = {"name", "type", "title", "title_zh", "description", "description_zh", "constraints"}
CONSTRAINTS = {"required", "unique", "enum", "pattern", "minimum", "maximum", "minLength", "maxLength"}
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_every_file_is_a_table_and_every_table_a_file() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_no_key_is_misspelt(name: str) -> None:
    found = descriptor(name)
    assert set(found) <= TABLE_KEYS
    for field in found["fields"]:
        assert set(field) <= FIELD_KEYS, field["name"]
        assert set(field.get("constraints", {})) <= CONSTRAINTS, field["name"]


@pytest.mark.parametrize("name", ORDER)
def test_the_standard_takes_it(name: str) -> None:
    profile = SHARED / "profiles" / "tableschema-2.0.json"
    if not profile.exists():
        pytest.skip("the Table Schema profile is not beside this checkout")
    jsonschema.validate(descriptor(name), json.loads(profile.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ORDER)
def test_everything_is_described_in_both_languages(name: str) -> None:
    table = tables()[name]
    for title, title_zh, description, description_zh in (
        table[1:5],
        *((field.title, field.title_zh, field.description, field.description_zh) for field in table.fields),
    ):
        assert title
        assert description.endswith(".")
        assert CHINESE.search(title_zh) or title_zh.isupper()
        assert CHINESE.search(description_zh)
        assert description_zh.endswith("。")


def test_a_name_means_one_thing_everywhere() -> None:
    meanings: dict[str, tuple[str, ...]] = {}
    for table in tables().values():
        for field in table.fields:
            assert meanings.setdefault(field.name, field[1:6]) == field[1:6], f"{table.name}.{field.name}"


def test_keys_point_to_keys() -> None:
    for table in tables().values():
        assert set(table.primary_key) <= set(table.columns)
        for key in table.foreign_keys:
            assert (key.to,) == tables()[key.table].primary_key, f"{table.name}.{key.field}"


def test_every_column_of_the_schemas_is_filled_by_the_pipeline() -> None:
    """A table that papers give has exactly the schema's columns; the check's and the vocabulary's come from elsewhere."""
    for name, rows in first_paper().items():
        for row in rows:
            assert set(row) == set(tables()[name].columns)
    assert set(first_paper()) >= set(ORDER) - {"findings", "checks", "concepts", "concept_labels", "concept_relations"}


def test_sqlite_takes_every_table() -> None:
    connection = sqlite3.connect(":memory:")
    for name in ORDER:
        connection.execute(sqlite_table(name))
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        assert columns == arrow_schema(name).names
    connection.close()


def test_the_order_puts_a_table_after_those_it_points_to() -> None:
    for place, name in enumerate(ORDER):
        for key in tables()[name].foreign_keys:
            if key.table not in ("references", "notes", "checks", name):
                assert ORDER.index(key.table) < place or name in ("citations", "keywords"), (name, key)
    assert schema.TEXT_ONLY == ("source_texts",)
