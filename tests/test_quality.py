"""Measuring quality: scores are right, annotation is read as written, and what was reached on texts at hand stays."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests import quality
from tests.annotation import LOST, Annotation, Citation, Heading, Note, Quotation, Reference, load
from tests.measures import MEASURES, Score, Unit, score, total, units_of, within
from tests.quality import ANNOTATION, NOTES, PAGE, TEXTS, agreement, measure
from tests.quality_page import Measured, page

SOURCE = "# 一、绪论\n王某说“劳动”[1]。\n[1]王某.论劳动[J].某刊,2020.\n"
FILES = {
    "sections": "char_start\tchar_end\tsection_kind\tnumber\tparent_start\trun_in\n2\t6\tbody\t一\t\tfalse\n",
    "sentences": "char_start\tchar_end\n7\t18\n",
    "quotations": "char_start\tchar_end\tkind\tattributed_to_start\tattributed_to_end\tparent_start\tlinks\n"
    "10\t14\tcited\t7\t9\t\tdirect@14\n",
    "citations": "char_start\tchar_end\tstyle\tlocator\tpage_first\tpage_last\ttarget\n"
    "14\t17\tnumeric\t\t\t\t1\n14\t17\tnote\t\t\t\tnote:9\n14\t17\tnumeric\t\t\t\tmissing:2\n",
    "references": "number\tchar_start\tchar_end\ttype\n1\t19\t39\tarticle-journal\n",
    "reference_fields": "reference_start\tfield\tordinal\trole\tpart\tchar_start\tchar_end\n"
    "19\tcontributor\t1\tauthor\tfamily\t22\t23\n19\tcontributor\t1\tauthor\tgiven\t23\t24\n19\ttitle\t\t\t\t25\t28\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / f"{name}.tsv").write_text(content, encoding="utf-8")
    return tmp_path


def test_annotation_is_read_as_written(folder: Path) -> None:
    assert load(folder, SOURCE) == Annotation(
        headings=[Heading((2, 6), "body", "一", None)],
        sentences=[(7, 18)],
        quotations=[Quotation((10, 14), "cited", "王某", (("direct", (14, 17)),))],
        citations=[
            Citation((14, 17), "numeric", "", "", "", (19, 39)),
            Citation((14, 17), "note", "", "", "", LOST),
            Citation((14, 17), "numeric", "", "", "", ("missing", "2")),
        ],
        references=[
            Reference((19, 39), (("type", "article-journal"), ("title", "论劳动"), ("contributors", "author|王|某|")))
        ],
        notes=[],
        gaps=[],
    )


def test_a_part_points_into_the_whole(folder: Path, tmp_path: Path) -> None:
    part = tmp_path / "second"
    part.mkdir()
    for name in ("sentences", "citations", "quotations"):
        (part / f"{name}.tsv").write_text(FILES[name], encoding="utf-8")
    (part / "range.tsv").write_text("char_start\tchar_end\n7\t18\n", encoding="utf-8")
    characters, scores = agreement(folder, SOURCE)
    assert characters == 11
    assert scores["citations: target"] == Score(3, 3, 3)
    assert scores["headings"] == Score(0, 0, 0)


def test_scores_count_every_unit_once() -> None:
    gold: Counter[Unit] = Counter({(1, 2): 2, (3, 4): 1})
    found: Counter[Unit] = Counter({(1, 2): 1, (5, 6): 1})
    assert score(gold, found) == Score(3, 2, 1)
    assert (score(gold, found).precision, score(gold, found).recall, score(gold, found).f1) == (1 / 2, 1 / 3, 2 / 5)
    assert total([Score(3, 2, 1), Score(1, 1, 1)]) == Score(4, 3, 2)
    assert total([]).f1 is None


def test_edges_of_headings_and_ways_of_printing_are_no_difference() -> None:
    def of(place: tuple[int, int], year: str, page: str) -> Annotation:
        reference = Reference((9, 12), (("accessed", year), ("page", page), ("contributors", "author|Fuchs|C.|")))
        return Annotation([Heading(place, "body", "（1）", None)], [], [], [], [reference], [Note((1, 2), None)], [])

    source = "## （1） 绪论："
    assert units_of(of((0, 11), "2020年3月4日", "7－9"), source) == units_of(of((3, 10), "2020-03-04", "7–9"), source)


def test_gaps_count_letters_and_no_labels() -> None:
    gaps = [((0, 6), "table"), ((3, 8), "caption"), ((8, 9), "note-label")]
    units = units_of(Annotation([], [], [], [], [], [], gaps), "表 1\n图2：x3")
    assert sorted(units["gaps"]) == [(0,), (2,), (4,), (5,), (7,)]


def test_within_keeps_what_begins_there() -> None:
    units = units_of(Annotation([], [(0, 5), (5, 9), (9, 12)], [], [], [], [], []), "")
    assert list(within(units, [(5, 9)])["sentences"]) == [(5, 9)]


def test_every_measure_has_a_chinese_name() -> None:
    assert len(set(MEASURES.values())) == len(MEASURES)
    assert all(any("\u4e00" <= character <= "\u9fff" for character in name) for name in MEASURES.values())


def test_papers_that_are_not_ours_are_kept_without_their_text() -> None:
    numeral = re.compile(r"[a-z0-9_.:;@-]*|(note:)?[（(]?[一二三四五六七八九十①-⑳0-9]+[）)]?")
    for path in ANNOTATION.glob("ChinaXiv-*/**/*.tsv"):
        cells = [cell for line in path.read_text("utf-8").splitlines() for cell in line.split("\t")]
        assert [cell for cell in cells if not numeral.fullmatch(cell)] == [], path


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    """The scores of every text whose source is at hand."""
    return {text.name: measure(text) for text in TEXTS if text.source.exists()}


AIMS = {
    "headings": 0.98, "sentences": 0.98, "quotations": 0.98, "citations: numeric": 0.98, "citations: author-year": 0.95,
    "citations: note": 0.95, "references": 0.95, "reference fields": 0.90,
}  # fmt: skip
"""The F1 that is asked of every text."""

REACHED = {
    ("ChinaXiv-201811.00129V1", "sentences"): 0.93,
    ("english-numeric-markdown", "sentences"): 0.97,
    **{
        (name, measure): floor
        for name in ("english-text", "english-markdown", "chinese-foot-notes", "traditional-markdown", "english-numeric-markdown")
        for measure, floor in (
            ("quotations: kind", 0.99), ("quotations: speaker", 0.99), ("quotations: link", 0.99),
            ("citations: locator", 0.99), ("citations: target", 0.99), ("notes: reference", 0.98),
        )
    },
}  # fmt: skip
"""What was reached where the aim is not, and for measures without one: it may only rise."""


@pytest.mark.parametrize("name", [text.name for text in TEXTS if not text.held_out])
def test_what_was_reached_stays(name: str, measured: dict[str, Measured]) -> None:
    if name not in measured:
        pytest.skip("the paper is not at hand")
    floors = AIMS | {measure: floor for (text, measure), floor in REACHED.items() if text == name}
    scores = {measure: measured[name].scores[measure].f1 for measure in floors}
    assert {measure: f1 for measure, f1 in scores.items() if f1 is not None and f1 < floors[measure]} == {}


def test_the_first_paper_is_read_as_annotated(measured: dict[str, Measured]) -> None:
    assert {score.f1 for score in measured["wang-2024"].scores.values()} == {1.0, None}


def test_the_page_says_what_is_measured(measured: dict[str, Measured]) -> None:
    if len(measured) < len(TEXTS):
        pytest.skip("papers are not at hand")
    assert page(list(measured.values()), NOTES.read_text("utf-8")) == PAGE.read_text("utf-8"), "run `make quality`"


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        measure(TEXTS[0]._replace(sha256="0" * 64))


def test_a_text_that_is_not_there_is_named_and_the_page_stays(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(quality, "TEXTS", (TEXTS[0], TEXTS[-1]._replace(source=tmp_path / "paper.md")))
    before = PAGE.read_bytes()
    assert quality.main() == 0
    assert f"Left out, as the paper is not there: {TEXTS[-1].name}" in capsys.readouterr().out
    assert PAGE.read_bytes() == before
