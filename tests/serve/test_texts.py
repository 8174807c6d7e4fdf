"""What Datasette is told."""

from __future__ import annotations

import json
import re

import pytest

from pipeline import schema, serve
from pipeline.serve import texts

PACKAGE = {name: f"A {name}." for name in ("title", "title_zh", "description", "description_zh")}
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_the_configuration_is_json() -> None:
    configuration = serve.configuration(PACKAGE)
    assert json.loads(json.dumps(configuration)) == configuration
    assert configuration["title"] == "A title. · A title_zh."


def test_every_table_and_column_is_described_in_both_languages() -> None:
    described = serve.configuration(PACKAGE)["databases"]["digital-labor"]["tables"]
    assert set(described) == {*schema.ORDER, "bibliography"}
    for name, table in described.items():
        words = [table["title"], table["description"], *table["columns"].values()]
        assert all(CHINESE.search(text) and re.search("[A-Za-z]{2}", text) for text in words), name


def test_licence_source_and_about_are_everywhere() -> None:
    configuration = serve.configuration(PACKAGE)
    database = configuration["databases"]["digital-labor"]
    for level in (configuration, database, *database["tables"].values(), *database["queries"].values()):
        assert level["license"] == "CC BY 4.0"
        assert level["source"]
        assert level["about_url"]


@pytest.mark.parametrize("name", [name for name in schema.ORDER if name in texts.LABELS])
def test_labels_and_facets_are_columns(name: str) -> None:
    columns = schema.tables()[name].columns
    assert texts.LABELS[name] in columns
    assert set(texts.FACETS.get(name, ())) <= set(columns)


@pytest.mark.parametrize("query", texts.queries().values(), ids=lambda query: query.name)
def test_a_query_is_described_in_both_languages(query: texts.Query) -> None:
    chinese = [query.title_zh, query.description_zh, *(parameter.label_zh for parameter in query.parameters)]
    english = [query.title, query.description, *(parameter.label for parameter in query.parameters)]
    assert all(CHINESE.search(text) for text in chinese)
    assert not any(CHINESE.search(text) for text in english)
    asked = set(re.findall(r":(\w+)", query.sql))
    assert asked == {parameter.name for parameter in query.parameters}
    assert query.name not in schema.ORDER


def test_what_a_scholar_asks_comes_first() -> None:
    assert tuple(texts.queries()) == texts.FIRST


def test_who_speaks_comes_before_the_marks() -> None:
    columns = list(schema.tables()["quotations"].columns)
    order = [columns[place] for place in texts.places("quotations", columns)]
    assert order.index("kind") < order.index("attributed_to") < order.index("marks")


def test_the_text_comes_before_the_place_in_the_source() -> None:
    columns = list(schema.tables()["sentences"].columns)
    order = [columns[place] for place in texts.places("sentences", columns)]
    assert order[:2] == ["sentence_id", "text"]
    assert order[-3:] == ["paper_id", "char_start", "char_end"]
