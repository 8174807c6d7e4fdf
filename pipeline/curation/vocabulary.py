"""`concepts.yaml`: the concepts of the field with their labels and relations (SKOS)."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import TypedDict, cast

from pipeline.curation.yaml_places import Placed, Steps, YamlFile, faults, in_order, likely, read, well_shaped
from pipeline.findings import Finding, InputError
from pipeline.layers import Concept

LANGUAGES = {"zh": "Chinese", "en": "English"}


class _Entry(TypedDict, total=False):
    concept_id: str
    pref: dict[str, str]
    alt: dict[str, list[str]]
    hidden: dict[str, list[str]]
    definition: dict[str, str]
    broader: list[str]
    related: list[str]


def load_vocabulary(folder: Path) -> tuple[Concept, ...]:
    """The concepts in `concepts.yaml` of a vocabulary folder, sorted by id.

    Raises `InputError` with every fault of the file, its line and column: what `schemas/curation/vocabulary.schema.json`
    refuses; `vocabulary-duplicate`, an id or a label of two concepts; `vocabulary-unknown`, a relation to a concept that is
    not there; `vocabulary-circle`, a concept above itself; `vocabulary-related`, one related to itself or to one above it
    (SKOS S27, https://www.w3.org/TR/skos-reference/#semantic-relations).

    >>> from pipeline.schema import FOLDER
    >>> concepts = load_vocabulary(FOLDER.parent / "raw" / "vocabulary")
    >>> next(concept.pref for concept in concepts if concept.concept_id == "digital-labour")
    {'zh': '数字劳动', 'en': 'digital labour'}
    """
    file = YamlFile(folder / "concepts.yaml", "vocabulary-yaml")
    placed = read(file)
    findings = faults(file, placed, "vocabulary")
    if well_shaped(file, findings):
        findings += _meaning(file, placed)
    if findings:
        raise InputError(*in_order(findings))
    entries = cast(list[_Entry], placed.value)
    pairs = {_pair(entry["concept_id"], other) for entry in entries for other in entry.get("related", [])}
    concepts = (
        Concept(
            entry["concept_id"], entry["pref"], _labels(entry.get("alt", {})), _labels(entry.get("hidden", {})),
            entry["definition"], tuple(sorted(entry.get("broader", []))),
            tuple(sorted(larger for smaller, larger in pairs if smaller == entry["concept_id"])),
        )
        for entry in entries
    )  # fmt: skip
    return tuple(sorted(concepts, key=lambda concept: concept.concept_id))


def _labels(labels: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(texts) for language, texts in labels.items()}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _meaning(file: YamlFile, placed: Placed) -> Iterator[Finding]:
    """What no schema language can say."""
    entries = cast(list[_Entry], placed.value)
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if (concept_id := entry.get("concept_id", "")) in first:
            line = placed.places[first[concept_id], "concept_id"].line
            message = f'the concept "{concept_id}" stands here twice, first in line {line}: make one of the two, or give another id'
            yield file.refusal(message, placed.places[index, "concept_id"], concept_id, "vocabulary-duplicate")
        elif concept_id:
            first[concept_id] = index
    above = {concept_id: entries[index].get("broader", []) for concept_id, index in first.items()}
    yield from _shared_labels(file, placed, entries)
    yield from _unknown(file, placed, entries, first)
    yield from _circles(file, placed, first, above)
    yield from _too_near(file, placed, entries, above)


def _shared_labels(file: YamlFile, placed: Placed, entries: list[_Entry]) -> Iterator[Finding]:
    owners: dict[tuple[str, str], tuple[int, str, Steps]] = {}
    for index, entry in enumerate(entries):
        for language, label, steps in _all_labels(index, entry):
            owner, same, where = owners.setdefault((language, _folded(label)), (index, label, steps))
            # Within one concept, labour and labor are two labels; the same letters twice are one too many.
            if where != steps and (owner != index or same == label):
                holder, line = entries[owner].get("concept_id", ""), placed.places[where].line
                message = f'the {LANGUAGES[language]} label "{label}" names "{holder}" already, in line {line}: a label names one concept, once; remove one of the two'
                yield file.refusal(message, placed.places[steps], label, "vocabulary-duplicate")


def _all_labels(index: int, entry: _Entry) -> Iterator[tuple[str, str, Steps]]:
    for language in LANGUAGES:
        if language in entry.get("pref", {}):
            yield language, entry["pref"][language], (index, "pref", language)
        for kind, labels in (("alt", entry.get("alt", {})), ("hidden", entry.get("hidden", {}))):
            for position, label in enumerate(labels.get(language, [])):
                yield language, label, (index, kind, language, position)


def _folded(label: str) -> str:
    return label.casefold().replace("labour", "labor")


def _unknown(file: YamlFile, placed: Placed, entries: list[_Entry], first: dict[str, int]) -> Iterator[Finding]:
    for index, entry in enumerate(entries):
        for relation, others in (("broader", entry.get("broader", [])), ("related", entry.get("related", []))):
            for position, other in enumerate(others):
                if other not in first:
                    message = f'{relation}: expected the id of a concept of this file, found "{other}"{likely(other, first)}; correct or remove it'
                    yield file.refusal(message, placed.places[index, relation, position], other, "vocabulary-unknown")


def _circles(file: YamlFile, placed: Placed, first: dict[str, int], above: dict[str, list[str]]) -> Iterator[Finding]:
    open_links = {concept_id: list(others) for concept_id, others in above.items()}
    while True:
        try:
            TopologicalSorter(open_links).prepare()
        except CycleError as error:
            chain: list[str] = error.args[1][::-1]
            start = min(range(len(chain) - 1), key=lambda position: first[chain[position]])
            chain = [*chain[start:-1], *chain[: start + 1]]
            one, other = next(pairwise(chain))
            steps = (first[one], "broader", above[one].index(other))
            message = f"{' → '.join(chain)}: a circle of broader concepts, none may stand above itself; remove one of these from `broader`"
            yield file.refusal(message, placed.places[steps], other, "vocabulary-circle")
            open_links[one].remove(other)
        else:
            return


def _too_near(file: YamlFile, placed: Placed, entries: list[_Entry], above: dict[str, list[str]]) -> Iterator[Finding]:
    for index, entry in enumerate(entries):
        concept_id = entry.get("concept_id", "")
        for position, other in enumerate(entry.get("related", [])):
            place = placed.places[index, "related", position]
            if other == concept_id:
                message = f'related: expected another concept, found "{other}" itself; remove it'
                yield file.refusal(message, place, other, "vocabulary-related")
            elif other in _ancestors(concept_id, above) or concept_id in _ancestors(other, above):
                message = (
                    f'related: "{other}" and "{concept_id}" stand above one another already (`broader`); remove it here'
                )
                yield file.refusal(message, place, other, "vocabulary-related")


def _ancestors(concept_id: str, above: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(above.get(concept_id, []))
    while waiting:
        if (other := waiting.pop()) not in found:
            found.add(other)
            waiting += above.get(other, [])
    return found
