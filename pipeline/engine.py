"""From papers to tables, in this process: one call of pure functions a paper, one set of Arrow tables for all."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import curation, readers
from pipeline.document import Document
from pipeline.findings import Finding, InputError
from pipeline.layers import Concept, Facts
from pipeline.marks import Matcher, marks_of
from pipeline.structure import head_of, outline_of
from pipeline.tables import Rows, arrow_tables, paper_rows, vocabulary_rows

if TYPE_CHECKING:
    import pyarrow as pa

PROGRAM_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Built:
    """The tables of all papers that could be read, what readers and marks noticed, and why papers failed."""

    tables: dict[str, pa.Table]
    noticed: list[Finding]
    failed: list[Finding]


def build_tables(folders: Sequence[Path], vocabulary: Path, progress: Callable[[str], None] = lambda _: None) -> Built:
    """Read papers, each a folder whose name is its id, into Arrow tables; a paper that fails is left out.

    Holds every table of the schemas but `findings` and `checks`. Raises `InputError` where the vocabulary is faulty.
    """
    concepts = curation.load_vocabulary(vocabulary)
    matcher = matcher_of(concepts)
    rows: list[Rows] = [vocabulary_rows(concepts)]
    noticed: list[Finding] = []
    failed: list[Finding] = []
    for folder in sorted(folders):
        progress(folder.name)
        try:
            document, facts = load_paper(folder)
        except InputError as error:
            failed += error.findings
            continue
        try:
            found, findings = read_paper(document, facts, matcher)
        except PROGRAM_FAULTS as error:  # One paper that the rules stumble over must not take the others with it.
            failed.append(_stumbled(folder, error))
            continue
        rows.append(found)
        noticed += findings
    return Built(arrow_tables(rows), noticed, failed)


def _stumbled(folder: Path, error: Exception) -> Finding:
    at = traceback.extract_tb(error.__traceback__)[-1]
    message = (
        f"this paper could not be read, by a fault of the program and not of the paper: {type(error).__name__} at "
        f"{Path(at.filename).name}:{at.lineno}. The paper was left out; please report this line together with the source"
    )
    return Finding("not-readable", "error", message, folder.name, file=str(folder))


def matcher_of(concepts: Sequence[Concept]) -> Matcher:
    """The labels of a vocabulary, ready to be found."""
    return Matcher(
        (concept.concept_id, language, label)
        for concept in concepts
        for labels in ({language: (label,) for language, label in concept.pref.items()}, concept.alt, concept.hidden)
        for language, names in labels.items()
        for label in names
    )


def load_paper(folder: Path) -> tuple[Document, Facts]:
    """The document and the facts in a paper's folder, the source held against its SHA-256. Raises `InputError`."""
    document = readers.read(folder)
    facts = curation.load_facts(folder)
    if facts.sha256 is not None and facts.sha256 != document.source_sha256:
        message = (
            f"the source is not the one that paper.yaml describes: its SHA-256 is {document.source_sha256}, "
            f"expected {facts.sha256}; put the received file back, or correct paper.yaml if the new one is meant"
        )
        raise InputError(Finding("wrong-sha256", "error", message, folder.name, file=str(folder / "paper.yaml")))
    return document, facts


def read_paper(document: Document, facts: Facts, matcher: Matcher) -> tuple[Rows, list[Finding]]:
    """All rows of one paper, and what was noticed on the way: a pure function."""
    outline = outline_of(document)
    line_map = outline.line_map(document)
    marks = marks_of(document.paper_id, outline, line_map, matcher)
    rows = paper_rows(document, outline, head_of(document, outline, line_map), line_map, marks, facts)
    return rows, outline.findings + marks.findings
