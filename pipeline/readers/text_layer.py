"""The text layer of a PDF, or any plain text: the file itself is the source text, character by character."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from pipeline.document import Document, Line, line_and_column
from pipeline.findings import Finding, InputError
from pipeline.markup import edits_of

MOST_BYTES = 20_000_000
MOST_CHARACTERS_A_LINE = 1_000_000
# More than any paper or book holds; what is larger is refused before it is read into memory.

_LINE = re.compile(r"([^\r\n\f]*)(\r\n|\r|\n|\f|\Z)")


def read(path: Path, paper_id: str) -> Document:
    """Read a UTF-8 text file. Form feeds end pages; without any, no line knows its page.

    Raises `InputError` for an empty file, one that is not UTF-8, holds a NUL, is too large, or has a line too long.
    """
    data = _bytes(path, paper_id)
    text = _decoded(data, path, paper_id)
    lines = tuple(lines_of(text))
    longest = max(lines, key=lambda line: line.end - line.start)
    if longest.end - longest.start > MOST_CHARACTERS_A_LINE:
        message = (
            f"a line of {longest.end - longest.start:,} characters, at most {MOST_CHARACTERS_A_LINE:,} were expected: "
            "this is no text layer of a paper; break it into lines or paragraphs"
        )
        raise _refusal("line-too-long", message, path, paper_id, line=line_and_column(text, longest.start)[0])
    edits = tuple(edits_of(text, "text-layer"))
    return Document(paper_id, text, lines, "text-layer", hashlib.sha256(data).hexdigest(), edits)


def _bytes(path: Path, paper_id: str) -> bytes:
    size = path.stat().st_size
    if size > MOST_BYTES:
        message = f"{size:,} bytes, at most {MOST_BYTES:,} were expected: this is no text layer of one paper; give each paper a folder of its own"
        raise _refusal("source-too-large", message, path, paper_id)
    return path.read_bytes()


def _decoded(data: bytes, path: Path, paper_id: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = data[error.start : error.start + 4].hex(" ")
        surrogate = data[error.start] == 0xED and len(data) > error.start + 1 and data[error.start + 1] >= 0xA0
        what = "half of a surrogate pair" if surrogate else "no UTF-8"
        message = f"{what} at byte {error.start} (found {found}): save the text as UTF-8"
        raise _refusal("not-utf-8", message, path, paper_id, line=data.count(b"\n", 0, error.start) + 1) from None
    if not text.strip("\ufeff \t\r\n\f\v\u3000\xa0"):
        message = "no text in this file: put the paper's text in it (a scan needs OCR first), or remove the folder"
        raise _refusal("empty-source", message, path, paper_id)
    if (nul := text.find("\0")) >= 0:
        line, column = line_and_column(text, nul)
        message = f"a NUL character at byte {len(text[:nul].encode())}: no text holds one; save it as plain UTF-8 text"
        raise _refusal("nul-character", message, path, paper_id, line=line, column=column)
    return text


def lines_of(text: str) -> list[Line]:
    """The lines of a text, blank ones too, each with its page where form feeds end pages.

    >>> lines_of("一\\n\\f二")
    [Line(start=0, end=1, page=1), Line(start=2, end=2, page=1), Line(start=3, end=4, page=2)]
    """
    page = 1 if "\f" in text else None
    lines = []
    for match in _LINE.finditer(text):
        if match.start() == match.end():
            break
        lines.append(Line(match.start(1), match.end(1), page))
        if page is not None and match.group(2) == "\f":
            page += 1
    return lines


def _refusal(
    code: str, message: str, path: Path, paper_id: str, *, line: int | None = None, column: int | None = None
) -> InputError:
    return InputError(Finding(code, "error", message, paper_id=paper_id, line=line, column=column, file=str(path)))
