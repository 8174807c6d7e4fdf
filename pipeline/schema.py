"""The schemas folder as values: the only place where a column is named, typed and described.

Each `schemas/<table>.json` is a Frictionless Table Schema (https://datapackage.org/standard/table-schema/) with
`title_zh` and `description_zh` beside the English texts. Arrow schema, SQLite table, column order, Datasette's
texts and the typed checks are all computed from what is loaded here.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = Path(__file__).parent.parent / "schemas"

ORDER = (
    "papers", "contributors", "sections", "paragraphs", "sentences", "quotations", "citations", "quotation_citations",
    "references", "reference_contributors", "notes", "concepts", "concept_labels", "concept_relations",
    "concept_mentions", "keywords", "gaps", "findings", "checks", "source_texts",
)  # fmt: skip
"""The tables as a reader of the data meets them."""

TEXT_ONLY = ("source_texts",)
"""Tables that are published as text files and in SQLite, not as CSV and Parquet."""

SQLITE_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "BOOLEAN"}


class Field(NamedTuple):
    """One column: its name, Frictionless type, texts in both languages, and constraints."""

    name: str
    type: str
    title: str
    title_zh: str
    description: str
    description_zh: str
    constraints: dict[str, Any]

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))


class ForeignKey(NamedTuple):
    """A column whose values are keys of a table (of its own table where a row points to its parent)."""

    field: str
    table: str
    to: str


class Table(NamedTuple):
    """One table: texts in both languages, columns in order, primary key, foreign keys."""

    name: str
    title: str
    title_zh: str
    description: str
    description_zh: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


@cache
def tables() -> dict[str, Table]:
    """All tables by name, in `ORDER`.

    >>> tables()["quotation_citations"].primary_key
    ('quotation_id', 'citation_id')
    """
    return {name: _table(descriptor(name)) for name in ORDER}


@cache
def descriptor(name: str) -> dict[str, Any]:
    """The Table Schema of one table as it stands in its file."""
    loaded: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def _table(schema: dict[str, Any]) -> Table:
    fields = (
        Field(
            field["name"], field["type"], field["title"], field["title_zh"], field["description"],
            field["description_zh"], field.get("constraints", {}),
        )
        for field in schema["fields"]
    )  # fmt: skip
    keys = (
        ForeignKey(key["fields"][0], key["reference"].get("resource") or schema["name"], key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", [])
    )
    return Table(
        schema["name"], schema["title"], schema["title_zh"], schema["description"], schema["description_zh"],
        tuple(fields), tuple(schema["primaryKey"]), tuple(keys),
    )  # fmt: skip


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of a table: types and required columns, no metadata.

    >>> arrow_schema("concept_relations").field("relation")
    pyarrow.Field<relation: string not null>
    """
    import pyarrow as pa

    types = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}
    return pa.schema(
        pa.field(field.name, types[field.type], nullable=not field.required) for field in tables()[name].fields
    )


def sqlite_table(name: str) -> str:
    """The `CREATE TABLE` statement of a table, with primary and foreign keys.

    >>> print(sqlite_table("source_texts"))
    CREATE TABLE "source_texts" (
      "paper_id" TEXT NOT NULL,
      "text" TEXT NOT NULL,
      PRIMARY KEY ("paper_id"),
      FOREIGN KEY ("paper_id") REFERENCES "papers" ("paper_id")
    )
    """
    table = tables()[name]
    lines = [
        f'"{field.name}" {SQLITE_TYPES[field.type]}{" NOT NULL" if field.required else ""}' for field in table.fields
    ]
    key = ", ".join(f'"{column}"' for column in table.primary_key)
    lines.append(f"PRIMARY KEY ({key})")
    lines += [f'FOREIGN KEY ("{key.field}") REFERENCES "{key.table}" ("{key.to}")' for key in table.foreign_keys]
    return f'CREATE TABLE "{name}" (\n  ' + ",\n  ".join(lines) + "\n)"
