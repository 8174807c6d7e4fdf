"""`make quality`: how well texts are read, measured on annotation made by reading; prints F1 and writes docs/quality.md.

The page is left as it is where papers that are not ours to keep (`../shared/papers`) are not at hand.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import sentencex

from pipeline.document import Document, Span, language_of, strip
from pipeline.structure import outline_of
from tests.annotation import load, read, span, table
from tests.measures import Score, Unit, score, scores, units_of, within
from tests.papers import FIRST_PAPER, ROOT, SHARED, document_of, read_text
from tests.quality_page import Measured, Text, page, summary

ANNOTATION = ROOT / "tests" / "data" / "annotation"
PAPERS = SHARED / "papers" / "markdown"
PAGE = ROOT / "docs" / "quality.md"
NOTES = ROOT / "docs" / "quality-notes.md"

TEXTS = (
    Text("wang-2024", "wang", FIRST_PAPER / "source.txt"),
    Text("english-text", "en-text", ANNOTATION / "english-text" / "source.txt"),
    Text("english-markdown", "en-md", ANNOTATION / "english-markdown" / "source.md"),
    Text(
        "ChinaXiv-201811.00129V1", "zh-A", PAPERS / "ChinaXiv-201811.00129V1.md",
        "5f7e8512a0d9a8a2b953beb03d36f29b7f4ba68a640302477a1f8d5a6d6998c1",
    ),
    Text(
        "ChinaXiv-202207.00004V2", "zh-B", PAPERS / "ChinaXiv-202207.00004V2.md",
        "9b71aad8ae86b13124b2e54bf42a9d935c523fdd243e37dc3e1d2e6cad5e970a",
    ),
    Text("chinese-foot-notes", "zh-notes", ANNOTATION / "chinese-foot-notes" / "source.txt"),
    Text("traditional-markdown", "zh-Hant", ANNOTATION / "traditional-markdown" / "source.md"),
    Text("english-numeric-markdown", "en-num", ANNOTATION / "english-numeric-markdown" / "source.md"),
    Text(
        "english-foot-notes", "en-notes", ANNOTATION / "english-foot-notes" / "source.txt", held_out=True,
    ),
    Text(
        "ChinaXiv-202102.00076V4", "zh-C", PAPERS / "ChinaXiv-202102.00076V4.md",
        "914e09e05dcd0bc90f0ca4557939cc4e35422d1f7cc5bed56a18d20f8ed50157", held_out=True,
    ),
)  # fmt: skip


def measure(text: Text) -> Measured:
    """Read a text and hold its rows against its annotation. Raises `ValueError` where the source is another file."""
    content = text.source.read_bytes()
    if text.sha256 not in ("", hashlib.sha256(content).hexdigest()):
        raise ValueError(
            f"{text.source}: not the file whose offsets {ANNOTATION / text.name} holds (its SHA-256 differs)"
        )
    source = content.decode("utf-8")
    markdown = text.source.suffix == ".md"
    folder = ANNOTATION / text.name
    annotated = units_of(load(folder, source), source)
    found = units_of(read(read_text(source, markdown=markdown)), source)
    splitter: Counter[Unit] = Counter(by_sentencex(document_of(source, markdown=markdown)))
    return Measured(
        text, len(source), scores(annotated, found), score(annotated["sentences"], splitter),
        *agreement(folder, source),
    )  # fmt: skip


def agreement(folder: Path, source: str) -> tuple[int, dict[str, Score]]:
    """How many characters were annotated twice, and the second annotator's score against the first in them.

    F1 does not depend on which of the two is taken for the truth. Empty where nothing was annotated twice.
    """
    ranges = [span(row) for row in table(folder / "second", "range")]
    if not ranges:
        return 0, {}
    first = within(units_of(load(folder, source), source), ranges)
    second = within(units_of(load(folder / "second", source, whole=folder), source), ranges)
    return sum(end - start for start, end in ranges), scores(first, second)


def by_sentencex(document: Document) -> Iterator[Span]:
    """Where sentencex ends sentences in the reading text of our paragraphs, as spans of the source."""
    outline = outline_of(document)
    line_map = outline.line_map(document)
    for paragraph in outline.paragraphs:
        at, end = line_map.to_reading(*paragraph.span)
        text = line_map.reading[at:end]
        for sentence in sentencex.segment(language_of(text), text):
            start, stop = strip(line_map.reading, at, at + len(sentence))
            if start < stop:
                yield line_map.to_source(start, stop)
            at += len(sentence)


def main() -> int:
    """Measure what is at hand, print F1, and write the page where nothing was left out."""
    left_out = [text for text in TEXTS if not text.source.exists()]
    try:
        measured = [measure(text) for text in TEXTS if text not in left_out]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(summary(measured))
    if left_out:
        names = ", ".join(f"{text.name} ({text.source})" for text in left_out)
        print(
            f"\nLeft out, as the paper is not there: {names}.\n{PAGE.relative_to(ROOT)}, which has them all, stays as it is."
        )
        return 0
    PAGE.write_text(page(measured, NOTES.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(f"\nWritten: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
