"""Checks on the tree of sections, the vocabulary, and the places where its concepts are mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

import pyarrow as pa

from pipeline.checks.paper import Fault, Paper, Section, rows

_DOTTED = re.compile(r"\d+(?:\.\d+)*")
_WORD = re.compile(r"[a-z]+")


class Label(NamedTuple):
    concept_id: str
    language: str
    label: str


class Relation(NamedTuple):
    concept_id: str
    relation: str
    other_id: str


def section_tree(paper: Paper) -> Iterator[Fault]:
    before: dict[str, Section] = {}
    numbered: dict[str, str] = {}
    for row in sorted(paper.sections, key=lambda section: (section.char_start, section.ordinal)):
        parent = before.get(row.parent_id or "")
        if row.parent_id is not None and parent is None:
            yield _section(row, f"expected its parent {row.parent_id} before it; found it after")
        elif row.depth != (parent.depth + 1 if parent else 1):
            yield _section(
                row,
                f"expected depth {parent.depth + 1 if parent else 1} under {row.parent_id or 'nothing'}; found {row.depth}",
            )
        elif row.number and _DOTTED.fullmatch(row.number):
            above = numbered.get(row.number.rpartition(".")[0])
            if above is not None and above != row.parent_id:
                yield _section(
                    row,
                    f"expected {row.number} under {above}, by its number; found it under {row.parent_id or 'nothing'}",
                )
        before[row.section_id] = row
        if row.number:
            numbered[row.number] = row.section_id


def section_order(paper: Paper) -> Iterator[Fault]:
    last: dict[str | None, tuple[int, ...]] = {}
    for row in sorted(paper.sections, key=lambda section: (section.char_start, section.ordinal)):
        if row.number and _DOTTED.fullmatch(row.number):
            number = tuple(int(part) for part in row.number.split("."))
            if number <= last.get(row.parent_id, ()):
                printed = ".".join(map(str, last[row.parent_id]))
                yield _section(row, f"expected a number after {printed}; found {row.number}")
            last[row.parent_id] = number


def mention_label(paper: Paper) -> Iterator[Fault]:
    for row in paper.mentions:
        if folded(row.text) not in paper.labels.get(row.concept_id, frozenset()):
            message = f"expected a label of the concept {row.concept_id}; found “{row.text}”. Match the text anew, or add the label to the vocabulary."
            yield Fault("concept_mentions", row.mention_id, row.char_start, message, row.text)


def label_clash(tables: Mapping[str, pa.Table]) -> Iterator[Fault]:
    owners: dict[tuple[str, str], Label] = {}
    for row in rows(tables["concept_labels"], Label):
        owner = owners.setdefault((row.language, folded(row.label)), row)
        if owner.concept_id != row.concept_id:
            message = f"expected “{row.label}” to name one concept; found it with {owner.concept_id} and with {row.concept_id}. Remove it from one of them in the vocabulary."
            yield Fault("concept_labels", f"{row.concept_id} {row.language} {row.label}", None, message, row.label)


def concept_circle(tables: Mapping[str, pa.Table]) -> Iterator[Fault]:
    broader: dict[str, set[str]] = {}
    for row in rows(tables["concept_relations"], Relation):
        if row.relation == "broader":
            broader.setdefault(row.concept_id, set()).add(row.other_id)
    try:
        TopologicalSorter(broader).prepare()
    except CycleError as circle:
        way = circle.args[1][::-1]
        start = min(range(len(way) - 1), key=lambda index: way[index])
        way = [*way[start:-1], *way[:start], way[start]]
        message = f"expected no concept above itself; found {' → '.join(way)}. Remove one of these relations from the vocabulary."
        yield Fault("concept_relations", f"{way[0]} broader {way[1]}", None, message, " → ".join(way))


def labels_by_concept(table: pa.Table) -> dict[str, frozenset[str]]:
    """The folded labels of every concept, from the table `concept_labels`."""
    labels: dict[str, set[str]] = {}
    for row in rows(table, Label):
        labels.setdefault(row.concept_id, set()).add(folded(row.label))
    return {concept_id: frozenset(found) for concept_id, found in labels.items()}


def folded(label: str) -> str:
    """A label in the form in which two spellings of one name are alike.

    >>> folded("Classes of digital Labour") == folded("class of digital labor")
    True
    """
    return _WORD.sub(lambda word: _singular(word.group()), label.casefold().replace("labour", "labor"))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return re.sub(r"(?<=ss|sh|ch)es$|(?<=x)es$", "", word).rstrip("s")


def _section(row: Section, what: str) -> Fault:
    message = f"{what}. Build the tree from the printed numbers."
    return Fault("sections", row.section_id, row.char_start, message, row.number)
