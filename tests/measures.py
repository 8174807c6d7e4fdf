"""Precision, recall and F1 of one annotation against another: what counts as one unit of each table, and when two agree.

A unit is a tuple that begins with its place, so that two annotations agree on it exactly where both hold it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tests.annotation import FIELDS, Annotation, Citation, Heading, Place, Quotation, Reference

Unit = tuple[int | str | None, ...]
Units = dict[str, Counter[Unit]]
"""The units of every measure."""

MEASURES: Mapping[str, str] = {
    "headings": "标题",
    "headings: kind": "标题：类别",
    "headings: number": "标题：编号",
    "headings: parent": "标题：上级",
    "sentences": "句子",
    "quotations": "引文",
    "quotations: kind": "引文：类别",
    "quotations: speaker": "引文：说话人",
    "quotations: link": "引文：与引证的链接",
    "citations": "引证",
    "citations: numeric": "引证：顺序编码制",
    "citations: author-year": "引证：著者—出版年制",
    "citations: note": "引证：注释",
    "citations: locator": "引证：页码等",
    "citations: target": "引证：所指条目",
    "references": "文献条目",
    "reference fields": "文献字段（合计）",
    **dict(
        zip(
            (f"reference fields: {field}" for field in (*FIELDS[:1], "contributors", *FIELDS[1:])),
            (
                f"文献字段：{name}"
                for name in (
                    "类型", "责任者", "题名", "所在出版物", "出版者", "出版地", "出版年", "卷", "期", "页码", "DOI", "网址", "引用日期",
                )
            ),
            strict=True,
        )
    ),
    "notes": "注释",
    "notes: reference": "注释：所指条目",
    "gaps": "非正文（字符）",
}  # fmt: skip
"""Every measure in the order in which it is printed, with its Chinese name."""

_LABELS = frozenset({"note-label", "markup", "separator"})
_EDGES = "#*[]【】〔〕（）():：.。 \t\r\n\u3000"
_DASH = re.compile("[-‐-―−－～~]+")
_VALUE_EDGES = "《》〈〉“”\"'.,;:"


class Score(NamedTuple):
    """How many units the annotation holds, how many were found, and how many of these are right."""

    annotated: int
    found: int
    right: int

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.right / self.annotated if self.annotated else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; none where there was nothing to find and nothing was found.

        >>> Score(4, 4, 3).f1, Score(0, 0, 0).f1
        (0.75, None)
        """
        return 2 * self.right / (self.annotated + self.found) if self.annotated + self.found else None


def score(annotated: Counter[Unit], found: Counter[Unit]) -> Score:
    """The score of what was found against what is annotated."""
    return Score(annotated.total(), found.total(), (annotated & found).total())


def total(scores: Iterable[Score]) -> Score:
    """The score of several texts together: every unit counts once.

    >>> total([Score(1, 1, 1), Score(3, 2, 2)])
    Score(annotated=4, found=3, right=3)
    """
    return Score(*map(sum, zip((0, 0, 0), *scores, strict=True)))


def scores(annotated: Units, found: Units) -> dict[str, Score]:
    """The score of every measure."""
    return {name: score(annotated[name], found[name]) for name in MEASURES}


def within(units: Units, ranges: Sequence[tuple[int, int]]) -> Units:
    """The units that begin in one of the ranges of the source."""
    return {
        name: Counter({unit: count for unit, count in found.items() if any(_lies(unit, *range_) for range_ in ranges)})
        for name, found in units.items()
    }


def _lies(unit: Unit, start: int, end: int) -> bool:
    return isinstance(unit[0], int) and start <= unit[0] < end


def units_of(annotation: Annotation, source: str) -> Units:
    """What an annotation says, cut into the units that each measure counts."""
    units: Units = {name: Counter() for name in MEASURES}
    for name, unit in _units(annotation, source):
        units[name][unit] += 1
    return units


def _units(annotation: Annotation, source: str) -> Iterator[tuple[str, Unit]]:
    for heading in annotation.headings:
        yield from _of_heading(heading, source)
    for place in annotation.sentences:
        yield "sentences", place
    for quotation in annotation.quotations:
        yield from _of_quotation(quotation)
    for citation in annotation.citations:
        yield from _of_citation(citation)
    for reference in annotation.references:
        yield from _of_reference(reference)
    for note in annotation.notes:
        yield "notes", note.place
        if note.reference:
            yield "notes: reference", (*note.place, *note.reference)
    for offset in _characters(annotation, source):
        yield "gaps", (offset,)


def _of_heading(heading: Heading, source: str) -> Iterator[tuple[str, Unit]]:
    place = bare(heading.place, source)
    yield "headings", place
    yield "headings: kind", (*place, heading.section_kind)
    yield "headings: number", (*place, heading.number.strip(_EDGES))
    yield "headings: parent", (*place, *(bare(heading.parent, source) if heading.parent else ()))


def _of_quotation(quotation: Quotation) -> Iterator[tuple[str, Unit]]:
    yield "quotations", quotation.place
    yield "quotations: kind", (*quotation.place, quotation.kind)
    if quotation.attributed_to:
        yield "quotations: speaker", (*quotation.place, plain(quotation.attributed_to))
    # One link a marker: annotators did not agree on whether a bracket with several works is one link or several.
    for position, citation in dict.fromkeys(quotation.links):
        yield "quotations: link", (*quotation.place, position, *citation)


def _of_citation(citation: Citation) -> Iterator[tuple[str, Unit]]:
    yield "citations", citation.place
    yield f"citations: {citation.style}", citation.place
    yield "citations: target", (*citation.place, *citation.target)
    if citation.locator:
        locator = (plain(citation.locator), citation.page_first, citation.page_last)
        yield "citations: locator", (*citation.place, *locator)


def _of_reference(reference: Reference) -> Iterator[tuple[str, Unit]]:
    yield "references", reference.place
    for field, value in reference.fields:
        unit = (reference.place[0], field, field_value(field, value))
        yield "reference fields", unit
        yield f"reference fields: {field}", unit


def _characters(annotation: Annotation, source: str) -> list[int]:
    """The letters and digits of a text that stand in gaps; labels of notes and a format's own marks are left out."""
    return sorted(
        {
            offset
            for (start, end), gap_kind in annotation.gaps
            if gap_kind not in _LABELS
            for offset in range(start, end)
            if source[offset].isalnum()
        }
    )


def bare(place: Place, source: str) -> Place:
    """The place of a heading without brackets, colon, stop and format marks at its edges.

    >>> bare((0, 8), "【 摘 要 】：")
    (2, 5)
    """
    start, end = place
    text = source[start:end]
    return start + len(text) - len(text.lstrip(_EDGES)), start + len(text.rstrip(_EDGES))


def plain(value: str) -> str:
    """A value without what printing adds: width of characters, blanks, kind of dash, marks at its edges.

    >>> plain("《劳动 》"), plain("pp. 12–15.")
    ('劳动', 'pp.12-15')
    """
    return _DASH.sub("-", "".join(unicodedata.normalize("NFKC", value).split())).strip(_VALUE_EDGES)


def field_value(field: str, value: str) -> str:
    """The value of a reference's field as it is compared: of the date of issue the year, which alone is annotated.

    >>> field_value("accessed", "2020年3月4日"), field_value("accessed", "2020-03-04"), field_value("issued", "2020-03")
    ('2020-3-4', '2020-3-4', '2020')
    """
    if field in ("issued", "accessed"):
        numbers = [str(int(number)) for number in re.findall(r"\d+", value)]
        return "-".join(numbers[:1] if field == "issued" else numbers)
    return "|".join(map(plain, value.split("|"))) if field == "contributors" else plain(value)
