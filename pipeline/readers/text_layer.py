"""The text layer of a PDF, or any plain text: the file itself is the source text, character by character."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.document import Document, Line
from pipeline.markup import edits_of
from pipeline.readers.received import read_text

_LINE = re.compile(r"([^\r\n\f]*)(\r\n|\r|\n|\f|\Z)")


def read(path: Path, paper_id: str) -> Document:
    """Read a plain text. Form feeds end pages; without any, no line knows its page. Raises `InputError`."""
    received = read_text(path, paper_id)
    return document_of(paper_id, received.text, received.sha256)


def document_of(paper_id: str, text: str, sha256: str) -> Document:
    """A plain text as a document.

    >>> document_of("li-2020", "一\\n\\f二", "").lines
    (Line(start=0, end=1, page=1, role=''), Line(start=3, end=4, page=2, role=''))
    """
    return Document(paper_id, text, tuple(_lines(text)), "text-layer", sha256, tuple(edits_of(text, "text-layer")))


def _lines(text: str) -> list[Line]:
    page = 1 if "\f" in text else None
    lines = []
    for match in _LINE.finditer(text):
        if match.start() == match.end():
            break
        if match.group(1) or match.group(2) != "\f":
            lines.append(Line(match.start(1), match.end(1), page))
        if page is not None and match.group(2) == "\f":
            page += 1
    return lines
