"""Whether a descriptor says of the dataset and its tables what the schemas say, and does not contradict itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline import schema

_CSV = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
_TEXTS = ("title", "title_zh", "description", "description_zh")


def faults(package: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a Data Package that has `resources`, a sentence a fault: where, expected, found.

    >>> list(faults({"title": "Labour", "bibliographicCitation": "Leisure.", "resources": []}))[0]
    'title: expected what bibliographicCitation says; found “Labour”.'
    """
    yield from _contradictions(package)
    resources = {str(one.get("name")): one for one in package["resources"]}
    for name, table in schema.tables().items():
        if name in schema.TEXT_ONLY:
            continue
        if name not in resources:
            yield f"resource {name}: expected this table; found none."
            continue
        texts = {key: getattr(table, key) for key in _TEXTS}
        for key, expected in {**_CSV, **texts, "path": f"csv/{name}.csv"}.items():
            if (found := resources[name].get(key)) != expected:
                yield f"resource {name}, {key}: expected {_shown(expected)}; found {_shown(found)}."
        if (described := resources[name].get("schema")) != schema.descriptor(name):
            where = _parted(schema.descriptor(name), described)
            yield f"resource {name}, {where}: expected it as in schemas/{name}.json; found otherwise."


def _contradictions(package: dict[str, Any]) -> Iterator[str]:
    """Title, version, authors and licence against the line that says how to cite the dataset."""
    citation = str(package.get("bibliographicCitation"))
    said = {key: package.get(key) for key in ("title", "title_zh", "version")}
    said |= {"contributors": _first(package, "contributors", "title"), "licenses": _first(package, "licenses", "name")}
    for key, value in said.items():
        if not isinstance(value, str) or not value or value not in citation:
            yield f"{key}: expected what bibliographicCitation says; found {_shown(value)}."


def _first(package: dict[str, Any], key: str, of: str) -> object:
    match package.get(key):
        case [{**first}, *_]:
            return first.get(of)
        case _:
            return None


def _parted(expected: object, found: object, where: str = "schema") -> str:
    """The first place where two values of JSON part, for a person: `schema.fields.2.type`."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *found]:
            if expected.get(key) != found.get(key):
                return _parted(expected.get(key), found.get(key), f"{where}.{key}")
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for place, (ours, theirs) in enumerate(zip(expected, found, strict=True)):
            if ours != theirs:
                return _parted(ours, theirs, f"{where}.{place}")
    return where


def _shown(value: object) -> str:
    return "nothing" if value is None else f"“{str(value)[:60]}”"
