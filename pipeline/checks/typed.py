"""The rules that the schemas state, run on whole Arrow columns: types, constraints and keys.

Table Schema constraints as in https://datapackage.org/standard/table-schema/#field-constraints; an empty value
(null) breaks only `required`. Only rows that break a rule are ever turned into Python values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import schema
from pipeline.document import line_and_column
from pipeline.findings import Finding

ROW = "row"
_CLASSES = {
    r"\d": r"\p{Nd}",
    r"\D": r"\P{Nd}",
    r"\s": r"[\p{Z}\x09-\x0d\x1c-\x1f\x85]",
    r"\S": r"[^\p{Z}\x09-\x0d\x1c-\x1f\x85]",
}


class Fault(NamedTuple):
    """A row (None: the whole table) that breaks a rule in a column, what stands there, and what was expected."""

    row: int | None
    column: str
    value: object
    expected: str


Rules = Mapping[str, Callable[[schema.Table, pa.Table, Mapping[str, pa.Table]], Iterable[Fault]]]


def faults(tables: Mapping[str, pa.Table], examined: Counter[str]) -> Iterator[Finding]:
    """All findings of the typed rules on the given tables; a foreign key into a table not given is not followed.

    `examined` is told, a code, how many rows stood under a rule of that kind.
    """
    for name, data in tables.items():
        table = schema.tables()[name]
        examined["typed-type"] += data.num_rows
        wrong = list(_types(table, data))
        yield from (_finding("typed-type", table, data, fault, tables) for fault in wrong)
        if wrong:
            continue
        for code, rule in RULES.items():
            if _applies(code, table):
                examined[code] += data.num_rows
                yield from (_finding(code, table, data, fault, tables) for fault in rule(table, data, tables))


def re2(pattern: str) -> str:
    r"""The pattern of a schema for RE2, so that its verdict on a whole value is that of Python's `re.fullmatch`.

    >>> re2(r"^\d{4}$")
    '^(?:^\\p{Nd}{4}$)$'
    """
    return "^(?:" + re.sub(r"\\[dDsS]", lambda escape: _CLASSES[escape.group()], pattern) + ")$"


def _types(table: schema.Table, data: pa.Table) -> Iterator[Fault]:
    expected = schema.arrow_schema(table.name)
    if data.schema.names != expected.names:
        yield Fault(None, ",".join(expected.names), ",".join(data.schema.names), "the columns of the schema, in order")
        return
    for wanted, found in zip(expected, data.schema, strict=True):
        if wanted.type != found.type:
            yield Fault(None, wanted.name, str(found.type), f"the type {wanted.type}")


def _required(table: schema.Table, data: pa.Table, _: Mapping[str, pa.Table]) -> Iterator[Fault]:
    for field in table.fields:
        if field.required:
            yield from _rows(data, field.name, pc.is_null(data[field.name]), "a value, for the field is required")


def _unique(table: schema.Table, data: pa.Table, _: Mapping[str, pa.Table]) -> Iterator[Fault]:
    for field in table.fields:
        if _is_unique(field, table):
            yield from _repeated(data, (field.name,))


def _enum(table: schema.Table, data: pa.Table, _: Mapping[str, pa.Table]) -> Iterator[Fault]:
    for field in table.fields:
        if allowed := field.constraints.get("enum"):
            bad = pc.and_(pc.is_valid(data[field.name]), pc.invert(pc.is_in(data[field.name], pa.array(allowed))))
            yield from _rows(data, field.name, bad, "one of " + ", ".join(allowed))


def _pattern(table: schema.Table, data: pa.Table, _: Mapping[str, pa.Table]) -> Iterator[Fault]:
    for field in table.fields:
        if pattern := field.constraints.get("pattern"):
            bad = pc.invert(pc.match_substring_regex(data[field.name], re2(pattern)))
            yield from _rows(data, field.name, bad, f"a value of the form {pattern}")


def _range(table: schema.Table, data: pa.Table, _: Mapping[str, pa.Table]) -> Iterator[Fault]:
    for field in table.fields:
        column, constraints = data[field.name], field.constraints
        if "minimum" in constraints:
            yield from _rows(
                data, field.name, pc.less(column, constraints["minimum"]), f"at least {constraints['minimum']}"
            )
        if "maximum" in constraints:
            yield from _rows(
                data, field.name, pc.greater(column, constraints["maximum"]), f"at most {constraints['maximum']}"
            )


def _length(table: schema.Table, data: pa.Table, _: Mapping[str, pa.Table]) -> Iterator[Fault]:
    for field in table.fields:
        least, most = field.constraints.get("minLength"), field.constraints.get("maxLength")
        if least is not None:
            bad = pc.less(pc.utf8_length(data[field.name]), least)
            yield from _rows(data, field.name, bad, f"at least {least} characters")
        if most is not None:
            bad = pc.greater(pc.utf8_length(data[field.name]), most)
            yield from _rows(data, field.name, bad, f"at most {most} characters")


def _primary_key(table: schema.Table, data: pa.Table, _: Mapping[str, pa.Table]) -> Iterator[Fault]:
    yield from _repeated(data, table.primary_key)
    for field in table.fields:
        if field.name in table.primary_key and not field.required:
            yield from _rows(
                data, field.name, pc.is_null(data[field.name]), "a value, for the field is part of the key"
            )


def _unique_key(table: schema.Table, data: pa.Table, _: Mapping[str, pa.Table]) -> Iterator[Fault]:
    for key in _unique_keys(table):
        yield from _repeated(data, key)


def _foreign_key(table: schema.Table, data: pa.Table, tables: Mapping[str, pa.Table]) -> Iterator[Fault]:
    for key in table.foreign_keys:
        if key.table in tables and key.to in tables[key.table].column_names:
            known = tables[key.table][key.to].combine_chunks()
            if known.type == data[key.field].type:
                bad = pc.and_(pc.is_valid(data[key.field]), pc.invert(pc.is_in(data[key.field], known)))
                yield from _rows(data, key.field, bad, f"the {key.to} of a row of {key.table}")


RULES: Rules = {
    "typed-required": _required,
    "typed-unique": _unique,
    "typed-enum": _enum,
    "typed-pattern": _pattern,
    "typed-range": _range,
    "typed-length": _length,
    "typed-primary-key": _primary_key,
    "typed-unique-key": _unique_key,
    "typed-foreign-key": _foreign_key,
}
_CONSTRAINTS = {
    "typed-required": ("required",),
    "typed-enum": ("enum",),
    "typed-pattern": ("pattern",),
    "typed-range": ("minimum", "maximum"),
    "typed-length": ("minLength", "maxLength"),
}


def _applies(code: str, table: schema.Table) -> bool:
    """Whether the schema of a table states a rule of this kind."""
    if code == "typed-primary-key":
        return True
    if code == "typed-foreign-key":
        return bool(table.foreign_keys)
    if code == "typed-unique-key":
        return bool(_unique_keys(table))
    if code == "typed-unique":
        return any(_is_unique(field, table) for field in table.fields)
    return any(name in field.constraints for field in table.fields for name in _CONSTRAINTS[code])


def _is_unique(field: schema.Field, table: schema.Table) -> bool:
    """Unique by its own constraint; what is the primary key alone is the business of that rule."""
    return bool(field.constraints.get("unique")) and table.primary_key != (field.name,)


def _unique_keys(table: schema.Table) -> list[tuple[str, ...]]:
    return [tuple(key) for key in schema.descriptor(table.name).get("uniqueKeys", [])]


def _rows(data: pa.Table, column: str, bad: pa.ChunkedArray, expected: str) -> Iterator[Fault]:
    """A fault for every row where `bad` is true (null counts as false)."""
    if pc.any(bad).as_py():
        rows = pc.indices_nonzero(pc.fill_null(bad, False))
        for row, value in zip(rows.to_pylist(), data[column].take(rows).to_pylist(), strict=True):
            yield Fault(row, column, value, expected)


def _repeated(data: pa.Table, columns: tuple[str, ...]) -> Iterator[Fault]:
    """A fault for every row whose values in the columns, none of them null, stand in a row before it."""
    if data.num_rows < 2:
        return
    if len(columns) == 1 and pc.count_distinct(data[columns[0]]).as_py() == len(data) - data[columns[0]].null_count:
        return
    numbered = data.select(columns).append_column(ROW, pa.array(range(len(data)), pa.int64())).drop_null()
    firsts = (
        numbered.group_by(list(columns), use_threads=False).aggregate([(ROW, "min")])[f"{ROW}_min"].combine_chunks()
    )
    if len(firsts) == len(numbered):
        return
    for found in numbered.filter(pc.invert(pc.is_in(numbered[ROW], firsts))).to_pylist():
        value = " ".join(str(found[column]) for column in columns)
        yield Fault(found[ROW], columns[-1], value, f"a value of {' + '.join(columns)} that no other row has")


def _finding(code: str, table: schema.Table, data: pa.Table, fault: Fault, tables: Mapping[str, pa.Table]) -> Finding:
    found = "nothing" if fault.value is None else f"“{fault.value}”"
    value = None if fault.value is None else str(fault.value)
    if fault.row is None:
        message = f"{table.name}: column {fault.column}: expected {fault.expected}; found {found}. Make the table as schemas/{table.name}.json says, or change the schema."
        return Finding(code, "error", message, table_name=table.name, value=value)
    row = data.slice(fault.row, 1).to_pylist()[0]
    row_id = " ".join(str(row[column]) for column in table.primary_key)
    paper_id, offset = row.get("paper_id"), row.get("char_start")
    line, column = _place(paper_id, offset, tables)
    message = f"{table.name}.{fault.column} in row {row_id} (row {fault.row + 1}): expected {fault.expected}; found {found}. Correct the row where it is made or supplied, or the rule in schemas/{table.name}.json."
    return Finding(code, "error", message, paper_id, table.name, row_id, offset, line, column, value)


def _place(
    paper_id: str | None, offset: int | None, tables: Mapping[str, pa.Table]
) -> tuple[int, int] | tuple[None, None]:
    """Line and column of an offset in the source text of a paper, where there is one."""
    if paper_id is None or offset is None or "source_texts" not in tables:
        return None, None
    texts = tables["source_texts"]
    source = texts.filter(pc.equal(texts["paper_id"], paper_id))["text"].to_pylist()
    return line_and_column(source[0], offset) if source and source[0] is not None else (None, None)
