from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import checks, engine
from pipeline.schema import FOLDER
from tests.checks.dataset import Change, changed

VOCABULARY = FOLDER.parent / "raw" / "vocabulary"


@pytest.mark.parametrize(
    ("row", "cells", "sound"),
    [
        ("q0000144", {"kind": "unsourced"}, False),
        ("q0000172", {"attributed_to": None}, False),
        ("q0000172", {"kind": "unsourced"}, False),
        ("q0000172", {"kind": "term", "attributed_to": None}, True),
        ("q0000078", {"kind": "cited"}, False),
        ("q0000078", {"kind": "attributed", "attributed_to": "马克思"}, True),
        ("q0000064", {"parent_id": "li-2020-q0000078"}, False),
    ],
)
def test_the_kind_of_a_quotation_agrees_with_what_supports_it(row: str, cells: dict[str, str], *, sound: bool) -> None:
    found = checks.run(changed([{"table": "quotations", "row": f"li-2020-{row}", "set": {**cells}}]), []).findings
    assert (found == []) == sound
    assert {finding.row_id for finding in found} <= {f"li-2020-{row}"}


@pytest.mark.parametrize(
    ("locator", "first", "last", "sound"),
    [
        ("pp. 33-34", 33, 34, True),
        ("pp. 133-4", 133, 134, True),
        ("P55-59", 55, 59, True),
        ("第３卷，第１６２页", 162, 162, True),
        ("ch. III", None, None, True),
        ("pp. 33-34", 33, 35, False),
        ("pp. 34-33", 34, 33, False),
        ("p. 5", None, None, False),
        ("p. 5", 5, None, False),
        (None, 5, 5, False),
    ],
)
def test_pages_are_numbers_of_the_locator(
    locator: str | None, first: int | None, last: int | None, *, sound: bool
) -> None:
    cells: Change = {
        "table": "citations",
        "row": "li-2020-c0000102",
        "set": {"locator": locator, "page_first": first, "page_last": last},
    }
    assert (checks.run(changed([cells]), []).findings == []) == sound


@pytest.mark.parametrize(("printed", "found"), [("生[202]号。", ["markers-accounted"]), ("[202]1号。", [])])
def test_a_document_number_is_no_marker(printed: str, found: list[str]) -> None:
    replaced = ("生产方式[1]。", printed)
    changes: list[Change] = [
        {"table": "source_texts", "row": "li-2020", "replace": replaced},
        {"table": "paragraphs", "row": "li-2020-p0000055", "replace": replaced},
        {"table": "sentences", "row": "li-2020-s0000084", "replace": replaced},
        {"table": "citations", "row": "li-2020-c0000096"},
    ]
    assert [finding.code for finding in checks.run(changed(changes), []).findings] == found


@pytest.mark.parametrize(
    "source",
    [
        "1. 标题\n他说„劳动“是资本。\n",
        "1. Title\nIn the ‘90s it was so.\nThe workers’ rights are.\n",
        "1. Title\n\nHe said “the ‘labour” of it’ is.\n",
        "1. Title\n\nIn the ‘90s the workers’ rights were so.\n",
    ],
)
def test_a_sound_text_has_no_mark_that_is_unaccounted(tmp_path: Path, source: str) -> None:
    paper = tmp_path / "raw" / "li-2020"
    paper.mkdir(parents=True)
    (paper / "source.txt").write_text(source, encoding="utf-8")
    built = engine.build_tables([paper], VOCABULARY)
    assert "marks-accounted" not in {finding.code for finding in checks.run(built.tables, built.noticed).findings}


@pytest.mark.parametrize(
    "text",
    [
        "Platforms pay. *This* is known. **Nobody pays for waiting.** Riders wait.",
        "平台付酬。**时间**无人付酬。 **等待无人付酬。** 骑手在等待。*劳动*。",
        "> *All that is solid melts.* **It** does.",
    ],
)
def test_emphasis_at_the_edges_of_sentences_is_a_gap(tmp_path: Path, text: str) -> None:
    paper = tmp_path / "raw" / "li-2020"
    paper.mkdir(parents=True)
    (paper / "source.md").write_text(f"# 1 Title\n\n{text}\n", encoding="utf-8")
    built = engine.build_tables([paper], VOCABULARY)
    assert [
        finding for finding in checks.run(built.tables, built.noticed).findings if finding.severity == "error"
    ] == []
