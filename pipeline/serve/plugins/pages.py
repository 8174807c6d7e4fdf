"""Every page: what the templates ask for beside Datasette's own, and keys as links to their rows."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from datasette.utils import tilde_encode
from jinja2 import Environment
from markupsafe import Markup
from pluggy import HookimplMarker

from pipeline import schema
from pipeline.document import language_of
from pipeline.serve import texts

if TYPE_CHECKING:
    from datasette.app import Datasette

hookimpl = HookimplMarker("datasette")

KEYS = {table.primary_key[0]: table.name for table in reversed(schema.tables().values()) if len(table.primary_key) == 1}
"""Which table a key belongs to; of two, the first."""

FIRST = 20
"""So many of the rows that point to a row are shown on its page, and so many papers on the first."""

LONG = 40
"""What is wider, in columns of a terminal, is set in several lines."""


def _is_long(text: str) -> bool:
    """Whether a text is too wide for a line of a cell; a Chinese character counts as two letters.

    >>> _is_long("自由的有意识的活动"), _is_long("在这一过程中，劳动作为一种现实的个人的对象性活动")
    (False, True)
    """
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text) > LONG


def _other_end(table: str, column: str) -> schema.ForeignKey:
    """Where a row that points to another by this column leads: to itself, or if it is a mere tie, to its other end.

    >>> _other_end("quotation_citations", "quotation_id")
    ForeignKey(field='citation_id', table='citations', to='citation_id')
    """
    described = schema.tables()[table]
    if table in texts.LINKS:
        return next(key for key in described.foreign_keys if key.field not in (column, "paper_id"))
    own = described.primary_key[0]
    return schema.ForeignKey(own, table, own)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """The texts, the descriptor of the folder served, and rows by name."""

    async def label(table: str, column: str, key: str) -> str | None:
        """What stands for the row that a foreign key names."""
        labels: dict[tuple[str, str], str] = await datasette.expand_foreign_keys(texts.DATABASE, table, column, [key])
        return labels.get((column, key))

    async def pointing(table: str, column: str, key: str) -> list[sqlite3.Row]:
        """The first rows that point to a row, or what they tie to it: key, label, note; none of what has no labels."""
        other = _other_end(table, column)
        if other.table not in texts.LABELS:
            return []
        sql = f'''
            SELECT "{other.field}", (SELECT "{texts.LABELS[other.table]}" FROM "{other.table}"
                WHERE "{other.to}" = "{table}"."{other.field}"), {texts.LINKS.get(table, "NULL")}
            FROM "{table}" WHERE "{column}" = ? ORDER BY 1 LIMIT {FIRST}'''
        return list(await datasette.execute(texts.DATABASE, sql, [key]))

    async def counts() -> dict[str, int]:
        """How many rows each table has."""
        counted: dict[str, int] = await datasette.get_database(texts.DATABASE).table_counts()
        return counted

    async def licences(paper_ids: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
        """The licence of each of these papers and how it is known, as far as they are."""
        places = ", ".join("?" * len(paper_ids))
        sql = f"SELECT paper_id, license, license_note FROM papers WHERE paper_id IN ({places})"
        found = await datasette.execute(texts.DATABASE, sql, paper_ids)
        return {paper_id: (licence, note) for paper_id, licence, note in found}

    package = datasette.metadata("package")
    env.trim_blocks = env.lstrip_blocks = True
    env.filters["language"] = language_of
    env.tests["long"] = _is_long
    env.globals.update(
        texts=texts,
        schema=schema,
        package=package,
        # What stands before the colon of the title is the title for short.
        short_title=package["title"].partition(":")[0],
        short_title_zh=package["title_zh"].partition("：")[0],
        first=FIRST,
        label=label,
        pointing=pointing,
        counts=counts,
        licences=licences,
        leads_to=lambda table, column: _other_end(table, column).table,
    )


@hookimpl
def render_cell(row: Mapping[str, object], value: object, column: str, table: str | None) -> Markup | None:
    """A key becomes a link to its row wherever Datasette does not make one itself."""
    columns = row.keys()
    other = row["table_name"] if column == "row_id" and "table_name" in columns else KEYS.get(column)
    if not isinstance(value, str) or other == table or other not in schema.tables():
        return None
    return Markup('<a href="/{}/{}/{}">{}</a>').format(texts.DATABASE, other, tilde_encode(value), value)
