"""What Datasette is told: titles and descriptions in both languages, from the schemas and from the queries' heads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipeline import schema

DATABASE = "digital-labor"

QUERIES = Path(__file__).parent / "queries"

LABELS = {
    "papers": "title",
    "contributors": "name",
    "sections": "title",
    "sentences": "text",
    "quotations": "text",
    "citations": "marker",
    "references": "number",
    "notes": "text",
    "concepts": "label_zh",
    "keywords": "text",
    "checks": "rule_en",
}
"""The column that stands for a row where another row points to it (a paragraph is too long for that)."""

LINKS = {"quotation_citations": "position", "concept_relations": "relation"}
"""Tables that only tie two rows together, and the column that says how."""

FACETS = {
    "quotations": ("attributed_to",),
    "citations": ("reference_id",),
    "concept_mentions": ("concept_id",),
    "findings": ("code",),
}
"""Columns worth counting beside those with a closed set of values."""

EVERYWHERE = {
    "license": "CC BY 4.0",
    "license_url": "https://creativecommons.org/licenses/by/4.0/",
    "source": "the papers, as received · 论文，保持收到时的原样",
    "source_url": f"/{DATABASE}/papers",
    "about": "about this dataset · 关于本数据集",
    "about_url": "/#about",
}

FIRST = (
    "quotations-by-reference",
    "concordance",
    "concepts-together",
    "own-words-and-quotations",
    "pages-quoted",
    "terms-without-source",
    "section-sizes",
    "what-is-missing",
    "checks-run",
    "spans-that-do-not-reproduce",
)
"""The queries as a scholar would want them; one that is not named here comes last."""

_TEXTS = {"text", "raw_text", "evidence", "message", *LABELS.values()}
_LAST = ("parent_id", "marks", "paper_id", "char_start", "char_end")


class Parameter(NamedTuple):
    """What a reader may ask of a query: the name in the SQL, its label in both languages, an example that finds rows."""

    name: str
    label: str
    label_zh: str
    example: str


class Query(NamedTuple):
    """A canned query: the SQL, and from the comment at its head its texts, parameters and columns in both languages."""

    name: str
    title: str
    title_zh: str
    description: str
    description_zh: str
    parameters: tuple[Parameter, ...]
    columns: dict[str, tuple[str, str]]
    sql: str


@cache
def queries() -> dict[str, Query]:
    """The queries of the folder, by name, what a scholar asks first at the beginning.

    >>> queries()["concordance"].parameters[0]
    Parameter(name='text', label='String', label_zh='字符串', example='劳动')
    """
    found = {path.stem: _query(path) for path in sorted(QUERIES.glob("*.sql"))}
    return {name: found[name] for name in sorted(found, key=lambda name: (*FIRST, name).index(name))}


def _query(path: Path) -> Query:
    head, sql = path.read_text(encoding="utf-8").removeprefix("/*").split("*/", 1)
    texts = yaml.safe_load(head)
    parameters = tuple(
        Parameter(name, asked["label"], asked["label_zh"], asked.get("example", ""))
        for name, asked in texts.pop("parameters").items()
    )
    known = {field.name: (field.title, field.title_zh) for table in schema.tables().values() for field in table.fields}
    own = {name: (title, title_zh) for name, (title, title_zh) in texts.pop("columns", {}).items()}
    return Query(path.stem, parameters=parameters, columns=known | own, sql=sql.strip(), **texts)


def configuration(package: Mapping[str, str]) -> dict[str, Any]:
    """Datasette's metadata (https://docs.datasette.io/en/0.65.5/metadata.html), as it would stand in a file.

    `package` is the descriptor of the dataset; of it, title and description in both languages.

    >>> named = dict.fromkeys(("title", "title_zh", "description", "description_zh"), "")
    >>> configuration(named)["databases"]["digital-labor"]["tables"]["quotations"]["facets"]
    ['kind', 'attributed_to']
    """
    described = {name: _table(table) for name, table in schema.tables().items()}
    described["bibliography"] = _bibliography()
    asked = {
        name: {
            "title": f"{query.title} · {query.title_zh}",
            "description": f"{query.description} {query.description_zh}",
            "sql": query.sql,
            "params": [parameter.name for parameter in query.parameters],
            "hide_sql": True,
            **EVERYWHERE,
        }
        for name, query in queries().items()
    }
    texts = {
        "title": f"{package['title']} · {package['title_zh']}",
        "description": f"{package['description']} {package['description_zh']}",
        **EVERYWHERE,
    }
    return {**texts, "databases": {DATABASE: {**texts, "tables": described, "queries": asked}}}


def _table(table: schema.Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "title": f"{table.title} · {table.title_zh}",
        "description": f"{table.description} {table.description_zh}",
        "columns": {field.name: f"{field.description} {field.description_zh}" for field in table.fields},
        "facets": [field.name for field in table.fields if "enum" in field.constraints]
        + list(FACETS.get(table.name, ())),
        **EVERYWHERE,
    }
    if table.name in LABELS:
        described["label_column"] = LABELS[table.name]
    return described


def _bibliography() -> dict[str, Any]:
    """The view that spares a reader the quotes around a reserved word."""
    described = _table(schema.tables()["references"])
    described["title"] = "Bibliography · 参考文献（视图）"
    described["description"] = (
        "The table `references` under a name that SQL does not reserve. 即 references 表，换用非 SQL 保留字的名称。"
    )
    return described


def fields(table: str) -> dict[str, schema.Field]:
    """The columns of a table or of our view, by name; none of any other."""
    described = schema.tables().get("references" if table == "bibliography" else table)
    return {field.name: field for field in described.fields} if described else {}


def pointed(table: str) -> dict[str, str]:
    """Which columns of a table are foreign keys, and to which table.

    >>> pointed("notes")
    {'paper_id': 'papers', 'reference_id': 'references'}
    """
    described = schema.tables().get(table)
    return {key.field: key.table for key in described.foreign_keys} if described else {}


def places(table: str, columns: list[str]) -> list[int]:
    """Where the columns stand that a person reads first: keys, the text, the rest, and last the place in the source.

    >>> places("quotations", ["quotation_id", "paper_id", "sentence_id", "text", "char_start"])
    [0, 3, 2, 1, 4]
    """
    keys = schema.tables()[table].primary_key if table in schema.tables() else ()
    ranks = {"Link": 0, **dict.fromkeys(_LAST, 4), **dict.fromkeys(_TEXTS, 2), **dict.fromkeys(keys, 1)}
    return sorted(range(len(columns)), key=lambda place: ranks.get(columns[place], 3))
