from __future__ import annotations

import pytest

from pipeline import checks
from tests.checks.dataset import Change, Row, changed


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        # A gap over a sentence's end, and one over a heading.
        ({"table": "gaps", "add": {"gap_id": "li-2020-g0000131", "gap_kind": "footer", "char_start": 131, "char_end": 134}}, {"tiling"}),
        ({"table": "gaps", "add": {"gap_id": "li-2020-g0000216", "gap_kind": "footer", "char_start": 216, "char_end": 220}}, {"tiling"}),
        # One character more, one less.
        ({"table": "sentences", "row": "li-2020-s0000084", "set": {"char_end": 101}}, {"span-text", "tiling", "sentences-tile-paragraphs"}),
        ({"table": "sentences", "row": "li-2020-s0000084", "set": {"char_end": 99}}, {"span-text", "tiling", "sentences-tile-paragraphs"}),
        ({"table": "references", "row": "li-2020-r002", "set": {"raw_text": "Li. Digital labor. 2020."}}, {"span-text"}),
        ({"table": "references", "row": "li-2020-r002", "set": {"char_start": 244}}, {"tiling", "markers-accounted"}),
        ({"table": "sections", "row": "li-2020-h0000133", "set": {"title": "背"}}, {"span-text"}),
        ({"table": "sections", "row": "li-2020-h0000133", "set": {"number": "1.2"}}, {"span-text"}),
        ({"table": "quotations", "row": "li-2020-q0000078", "set": {"marks": "「」"}}, {"span-text"}),
        ({"table": "quotations", "row": "li-2020-q0000078", "set": {"text": "蓄水"}}, {"span-text"}),
        ({"table": "sections", "row": "li-2020-h0000133", "set": {"char_start": 9999}}, {"span-order"}),
        ({"table": "sections", "row": "li-2020-h0000133", "set": {"char_end": 133}}, {"span-order"}),
    ],
)  # fmt: skip
def test_a_shifted_row_is_found(change: Change, codes: set[str]) -> None:
    if "add" in change:
        change["add"]["paper_id"] = "li-2020"
    found = checks.run(changed([change]), []).findings
    assert {finding.code for finding in found} == codes
    assert {finding.paper_id for finding in found} == {"li-2020"}


def test_lost_characters_are_told() -> None:
    (finding,) = checks.run(changed([{"table": "gaps", "row": "li-2020-g0000025"}]), []).findings
    assert (finding.line, finding.column, finding.value) == (2, 1, "Ann Example")


def test_a_page_number_inside_a_sentence_is_a_gap_in_it() -> None:
    found = checks.run(changed([{"table": "gaps", "row": "li-2020-g0000124"}]), []).findings
    assert {finding.code for finding in found} == {"span-text"}


def test_a_marker_inside_a_quotation_is_no_part_of_its_text() -> None:
    moved = ("活动”[1]", "活动[1]”")
    citation: Row = {"citation_id": "li-2020-c0000071", "char_start": 71, "char_end": 74}
    link: Row = {"citation_id": "li-2020-c0000071", "position": "inside"}
    changes: list[Change] = [
        {"table": "source_texts", "row": "li-2020", "replace": moved},
        {"table": "paragraphs", "row": "li-2020-p0000055", "replace": moved},
        {"table": "sentences", "row": "li-2020-s0000055", "replace": moved},
        {"table": "quotations", "row": "li-2020-q0000060", "set": {"char_end": 75}},
        {"table": "citations", "row": "li-2020-c0000072", "set": citation},
        {"table": "quotation_citations", "row": "li-2020-q0000060 li-2020-c0000072", "set": link},
        {"table": "quotation_citations", "row": "li-2020-q0000064 li-2020-c0000072", "set": link},
    ]
    assert checks.run(changed(changes), []).findings == []
