"""Papers composed at random from the guide's habits are read back exactly as composed."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import HealthCheck, Phase, given, note, settings

from pipeline import checks
from pipeline.engine import read_paper
from pipeline.layers import Facts
from pipeline.tables import arrow_tables, vocabulary_rows
from tests.composition import Paper, papers
from tests.papers import Row, Tables, document_of, matcher, read_text, vocabulary

Told = dict[str, list[object]]


def _cells(row: Row, *columns: str) -> tuple[object, ...]:
    return tuple(row[column] for column in columns)


def _read(tables: Tables) -> Told:
    """What was read, as composed papers tell it."""
    raw = {row["reference_id"]: row["raw_text"] or row["number"] for row in tables["references"]}
    notes = {row["note_id"]: row["text"] for row in tables["notes"]}
    places = {row["citation_id"]: place for place, row in enumerate(tables["citations"])}
    links: dict[object, list[tuple[object, int]]] = {}
    for row in tables["quotation_citations"]:
        links.setdefault(row["quotation_id"], []).append((row["position"], places[row["citation_id"]]))
    return {
        "sections": [_cells(row, "section_kind", "number", "title", "depth") for row in tables["sections"]],
        "paragraphs": [row["text"] for row in tables["paragraphs"]],
        "sentences": [row["text"] for row in tables["sentences"]],
        "quotations": [
            (*_cells(row, "text", "kind", "marks", "attributed_to"), tuple(links.get(row["quotation_id"], ())))
            for row in tables["quotations"]
        ],
        "citations": [
            (*_cells(row, "marker", "style", "locator", "page_first", "page_last"),
             notes.get(row["note_id"]) or raw.get(row["reference_id"]))
            for row in tables["citations"]
        ],
        "references": [_cells(row, "number", "raw_text", "list_status") for row in tables["references"]],
        "keywords": [row["text"] for row in tables["keywords"]],
        "notes": [(*_cells(row, "number", "text"), raw.get(row["reference_id"])) for row in tables["notes"]],
    }  # fmt: skip


def _without_blanks(told: object) -> object:
    """The same, blanks left out: a typesetter who breaks a line at one loses it."""
    if isinstance(told, str):
        return "".join(told.split())
    return tuple(_without_blanks(part) for part in told) if isinstance(told, Iterable) else told


def _passes_checks(paper: Paper) -> None:
    document = document_of(paper.source, markdown=paper.markdown)
    rows, noticed = read_paper(document, Facts(), matcher())
    tables = arrow_tables([vocabulary_rows(vocabulary()), rows])
    assert [finding for finding in checks.run(tables, noticed).findings if finding.severity == "error"] == []


def _compare(paper: Paper) -> None:
    note(paper.source)
    _passes_checks(paper)
    found = _read(read_text(paper.source, markdown=paper.markdown))
    wanted: Told = {name: list(rows) for name, rows in paper.rows._asdict().items()}
    for name in ("references", *(("sections", "paragraphs", "sentences") if paper.notes_between else ())):
        wanted[name].sort(key=str)
        found[name].sort(key=str)
    for name, rows in wanted.items():
        if name != "paragraphs" or paper.shows_paragraphs:
            assert _without_blanks(found[name]) == _without_blanks(rows), name


# A failing paper is told as it was composed: to shrink one takes minutes.
@settings(
    max_examples=150, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(papers())
def test_a_composed_paper_is_read_back(paper: Paper) -> None:
    _compare(paper)
