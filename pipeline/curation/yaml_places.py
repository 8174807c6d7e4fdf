"""YAML as curators write it, read with the place of every value, and checked by a JSON Schema.

Only what YAML shares with a list of notes is read: mappings, lists and texts. Every scalar is a text (`2024-02-27`
and `12` too), `null`, `~` and nothing at all are None; anchors, aliases and tags are refused, so that no file can
build an object or grow when read (https://yaml.org/spec/1.2.2/). Schemas are JSON Schema 2020-12; the `title` of
each part of a schema says what is expected there, and so makes the message.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias, TypedDict, cast

import yaml
from jsonschema import Draft202012Validator, ValidationError
from yaml.reader import Reader

from pipeline.document import line_and_column
from pipeline.findings import Finding, InputError
from pipeline.schema import FOLDER

MOST_BYTES = 1_000_000
MOST_LEVELS = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same grammar, ten times faster where it was compiled
_NOTHING = ("", "~", "null", "Null", "NULL")

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
Steps: TypeAlias = tuple[str | int, ...]


class Place(NamedTuple):
    """Line and column of a file, both from 1."""

    line: int
    column: int


class _Mark(Protocol):
    """What both of PyYAML's parsers call a place, counted from 0."""

    line: int
    column: int


class _Schema(TypedDict, total=False):
    """The words of JSON Schema from which messages are made."""

    title: str
    properties: dict[str, object]
    required: list[str]
    enum: list[str]


class YamlFile(NamedTuple):
    """Which file is read, and under which code and paper its plain refusals go."""

    path: Path
    code: str
    paper_id: str | None = None

    def refusal(
        self, message: str, place: Place | None = None, value: str | None = None, code: str | None = None
    ) -> Finding:
        """A finding that stops this file; `message` says what was expected, what was found, and what to do."""
        line, column = place or (None, None)
        return Finding(
            code or self.code, "error", message,
            paper_id=self.paper_id, line=line, column=column, value=value, file=str(self.path),
        )  # fmt: skip


class Placed(NamedTuple):
    """What a file says: its value, where each value and each key stands, and the keys that stand there twice."""

    value: Plain
    places: dict[Steps, Place]
    keys: dict[Steps, Place]
    repeated: list[Finding]


def read(file: YamlFile) -> Placed:
    """Read a YAML file of one document.

    Raises `InputError` where there is no file to read, it is larger than 1 MB (before it is read), not UTF-8, empty,
    not YAML, nested deeper than 20 levels, or uses anchors, aliases or tags.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "paper.yaml")
    ...     _ = path.write_text("issued: 2024-02-27\\ndoi:", encoding="utf-8")
    ...     placed = read(YamlFile(path, "paper-yaml"))
    >>> placed.value, placed.places["issued",]
    ({'issued': '2024-02-27', 'doi': None}, Place(line=1, column=9))
    """
    text = _text(file)
    try:
        if unwanted := list(_unwanted(file, text)):
            raise InputError(*unwanted)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        message = (
            f"expected YAML, found that {error.problem}: look at this line and the one above for a lost quotation mark, "
            "bracket or blank; a text that holds ': ' or ' #', or begins with a sign, stands in quotation marks"
        )
        raise InputError(file.refusal(message, _place(error.problem_mark))) from None
    if root is None:
        raise InputError(file.refusal("the file is empty: write in it what is known, or remove it"))
    placed = Placed(None, {}, {}, [])
    return placed._replace(value=_value(file, placed, root, ()))


def faults(file: YamlFile, placed: Placed, schema: str) -> list[Finding]:
    """Where the file is not as `schemas/curation/<schema>.schema.json` asks, each fault once.

    Codes: `unknown-key`, `missing-key`, `duplicate-key`; a value of the wrong kind goes under the code of the file.
    """
    found = [
        finding for error in _validator(schema).iter_errors(placed.value) for finding in _fault(file, placed, error)
    ]
    return list(dict.fromkeys([*placed.repeated, *found]))


def well_shaped(file: YamlFile, findings: Iterable[Finding]) -> bool:
    """True where every value is of the kind its schema asks for, whatever keys are too many or too few."""
    return all(finding.code != file.code for finding in findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one file as a person meets them, from top to bottom."""
    return sorted(findings, key=lambda finding: (finding.line or 0, finding.column or 0, finding.message))


def likely(name: str, known: Iterable[str]) -> str:
    """A word on which known name was probably meant, empty where none is near.

    >>> likely("tilte", ["title", "doi"]), likely("DOI", ["title", "doi"]), likely("x", ["title"])
    (', perhaps "title" was meant', ', perhaps "doi" was meant', '')
    """
    near = get_close_matches(name.lower(), list(known), 1)
    return f', perhaps "{near[0]}" was meant' if near else ""


def _text(file: YamlFile) -> str:
    try:
        size = file.path.stat().st_size
        if size > MOST_BYTES:
            message = f"{size:,} bytes, at most {MOST_BYTES:,} were expected: a curator's file is short; is this the right file?"
            raise InputError(file.refusal(message))
        data = file.path.read_bytes()
    except OSError as error:
        message = f"cannot be read ({error.strerror}): expected a file that may be read"
        raise InputError(file.refusal(message)) from None
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        rest = data[: error.start]
        place = Place(rest.count(b"\n") + 1, len(rest[rest.rfind(b"\n") + 1 :].decode("utf-8")) + 1)
        found = data[error.start : error.start + 4].hex(" ")
        message = f"not UTF-8 at byte {error.start} (found {found}): save the file as UTF-8"
        raise InputError(file.refusal(message, place, found, "not-utf-8")) from None
    if control := Reader.NON_PRINTABLE.search(text):
        message = f"expected text, found the control character U+{ord(control.group()):04X}: remove it"
        raise InputError(file.refusal(message, Place(*line_and_column(text, control.start()))))
    return text


def _unwanted(file: YamlFile, text: str) -> Iterator[Finding]:
    """Anchors, aliases, tags, a second document, too many levels: seen before anything is built from them."""
    levels = documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        place = _place(event.start_mark)
        documents += isinstance(event, yaml.DocumentStartEvent)
        levels += isinstance(event, yaml.CollectionStartEvent)
        levels -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.DocumentStartEvent) and documents > 1:
            yield file.refusal("expected one document, found another after '---': remove that line", place, "---")
        if levels > MOST_LEVELS:
            yield file.refusal(f"expected at most {MOST_LEVELS} levels, found more: close the brackets", place)
            return
        if isinstance(event, yaml.AliasEvent):
            yield file.refusal(f"found the alias *{event.anchor}: write out what is meant", place, f"*{event.anchor}")
        elif isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            message = (
                f"found the anchor &{event.anchor}: remove it (a text that begins with & stands in quotation marks)"
            )
            yield file.refusal(message, place, f"&{event.anchor}")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            message = f"found the tag {event.tag}: remove it (a text that begins with ! stands in quotation marks)"
            yield file.refusal(message, place, event.tag)


def _value(file: YamlFile, placed: Placed, node: yaml.Node, steps: Steps) -> Plain:
    placed.places[steps] = _place(node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        return [_value(file, placed, item, (*steps, index)) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Plain] = {}
        for key, item in node.value:
            place = _place(key.start_mark)
            if not isinstance(key, yaml.ScalarNode):
                placed.repeated.append(file.refusal("expected a word as a key, found a list or a mapping", place))
            elif key.value in mapping:
                first = placed.keys[*steps, key.value].line
                message = f'the key "{key.value}" stands here twice, first in line {first}: keep one of the two'
                placed.repeated.append(file.refusal(message, place, key.value, "duplicate-key"))
            else:
                placed.keys[*steps, key.value] = place
                mapping[key.value] = _value(file, placed, item, (*steps, key.value))
        return mapping
    text: str = node.value
    bare = isinstance(node, yaml.ScalarNode) and node.style in (None, "")
    return None if bare and text in _NOTHING else text.strip()


def _fault(file: YamlFile, placed: Placed, error: ValidationError) -> Iterator[Finding]:
    steps: Steps = tuple(error.absolute_path)
    schema, found = cast(_Schema, error.schema), cast(Plain, error.instance)
    if error.validator == "additionalProperties" and isinstance(found, dict):
        known = list(schema["properties"])
        for key in found:
            if key not in known:
                message = (
                    f"unknown key {_shown(key)}{likely(key, known)}: expected {_listed(known)}; correct or remove it"
                )
                yield file.refusal(message, placed.keys[*steps, key], key, "unknown-key")
    elif error.validator == "required" and isinstance(found, dict):
        for key in schema["required"]:
            if key not in found:
                message = f'the key "{key}" is missing here: expected {schema["title"]}; add it'
                yield file.refusal(message, placed.places[steps], key, "missing-key")
    else:
        near = likely(found, schema["enum"]) if error.validator == "enum" and isinstance(found, str) else ""
        value = found if isinstance(found, str) else None
        yield file.refusal(f"expected {schema['title']}, found {_shown(found)}{near}", placed.places[steps], value)


def _shown(found: Plain) -> str:
    if isinstance(found, str):
        return f'"{found[:60]}{"…" if len(found) > 60 else ""}"'
    if found is None:
        return "nothing (leave the key out where nothing is known)"
    return "a list" if isinstance(found, list) else "a mapping of keys and values"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _place(mark: _Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


@cache
def _validator(schema: str) -> Draft202012Validator:
    loaded: Mapping[str, object] = json.loads((FOLDER / "curation" / f"{schema}.schema.json").read_text("utf-8"))
    return Draft202012Validator(loaded)
