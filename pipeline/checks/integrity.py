"""What no schema language can say: one small function a rule, named as its code, run on sound rows only.

A paper in which a typed rule is broken, or a span lies outside its source, is not examined further: its rows are
not yet what these checks speak of. The other papers are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import pyarrow as pa

from pipeline.checks import concepts, marks, spans
from pipeline.checks.paper import Fault, Paper, papers
from pipeline.checks.registry import RULES
from pipeline.document import line_and_column
from pipeline.findings import Finding

PAPER_CHECKS: tuple[Callable[[Paper], Iterable[Fault]], ...] = (
    spans.id_anchor,
    spans.span_text,
    spans.tiling,
    spans.sentences_tile_paragraphs,
    marks.sentence_in_quotation,
    marks.sentence_in_marker,
    marks.marks_accounted,
    marks.markers_accounted,
    marks.locator_parses,
    marks.quotation_kind,
    marks.link_in_sentence,
    marks.citation_target,
    marks.dangling_reference,
    concepts.section_tree,
    concepts.section_order,
    concepts.mention_label,
)
VOCABULARY_CHECKS: tuple[Callable[[Mapping[str, pa.Table]], Iterable[Fault]], ...] = (
    concepts.label_clash,
    concepts.concept_circle,
)


def faults(
    tables: Mapping[str, pa.Table], noticed: Sequence[Finding], broken: frozenset[str | None], examined: Counter[str]
) -> Iterator[Finding]:
    """All findings of the integrity checks. `broken` are the papers with a typed fault, None for one of no paper.

    `examined` is told, a code, how many rows were looked at.
    """
    if None in broken:
        return
    for check in VOCABULARY_CHECKS:
        code = code_of(check)
        examined[code] += sum(tables[name].num_rows for name in RULES[code].tables)
        yield from (_finding(code, fault) for fault in check(tables))
    for paper in papers(tables, noticed, concepts.labels_by_concept(tables["concept_labels"])):
        if paper.paper_id not in broken:
            yield from _paper(paper, examined)


def code_of(check: Callable[..., object]) -> str:
    """The code of a check is its name: `span_text` is `span-text`."""
    return check.__name__.replace("_", "-")


def _paper(paper: Paper, examined: Counter[str]) -> Iterator[Finding]:
    misplaced = False
    for check in (spans.span_order, *PAPER_CHECKS):
        code = code_of(check)
        examined[code] += sum(paper.count(name) for name in RULES[code].tables)
        for fault in check(paper):
            misplaced = misplaced or check is spans.span_order
            yield _finding(code, fault, paper)
        if misplaced:
            return


def _finding(code: str, fault: Fault, paper: Paper | None = None) -> Finding:
    line, column = line_and_column(paper.source, fault.offset) if paper and fault.offset is not None else (None, None)
    return Finding(
        code, RULES[code].severity, f"{fault.table_name} {fault.row_id or ''}: {fault.message}",
        paper.paper_id if paper else None, fault.table_name, fault.row_id, fault.offset, line, column, fault.value,
    )  # fmt: skip
