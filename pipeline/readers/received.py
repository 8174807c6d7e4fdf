"""A file as received: read whole, or refused in plain words with the place of what is wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from pipeline.document import BLANKS, line_and_column
from pipeline.findings import Finding, InputError

MOST_BYTES = 20_000_000
MOST_CHARACTERS_A_LINE = 1_000_000
# More than any paper or book holds; what is larger is refused before it is read into memory.


class Received(NamedTuple):
    """The text of a file, and the SHA-256 of its bytes."""

    text: str
    sha256: str


def read_text(path: Path, paper_id: str) -> Received:
    """Read a UTF-8 text file.

    Raises `InputError` for an empty file, one that is not UTF-8, holds a NUL, is too large, or has a line too long.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        message = f"{size:,} bytes, at most {MOST_BYTES:,} were expected: this is no one paper's text; give each paper a folder of its own"
        raise refusal("source-too-large", message, path, paper_id)
    data = path.read_bytes()
    text = _decoded(data, path, paper_id)
    start, longest = _longest_line(text)
    if longest > MOST_CHARACTERS_A_LINE:
        message = (
            f"a line of {longest:,} characters, at most {MOST_CHARACTERS_A_LINE:,} were expected: "
            "this is no text of a paper; break it into lines or paragraphs"
        )
        raise refusal("line-too-long", message, path, paper_id, line=line_and_column(text, start)[0])
    return Received(text, hashlib.sha256(data).hexdigest())


def _decoded(data: bytes, path: Path, paper_id: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = data[error.start : error.start + 4].hex(" ")
        surrogate = data[error.start] == 0xED and len(data) > error.start + 1 and data[error.start + 1] >= 0xA0
        what = "half of a surrogate pair" if surrogate else "no UTF-8"
        message = f"{what} at byte {error.start} (found {found}): save the text as UTF-8"
        raise refusal("not-utf-8", message, path, paper_id, line=data.count(b"\n", 0, error.start) + 1) from None
    if not text.strip(BLANKS + "\xad"):
        message = "no text in this file: put the paper's text in it (a scan needs OCR first), or remove the folder"
        raise refusal("empty-source", message, path, paper_id)
    if (nul := text.find("\0")) >= 0:
        line, column = line_and_column(text, nul)
        message = f"a NUL character at byte {len(text[:nul].encode())}: no text holds one; save it as plain UTF-8 text"
        raise refusal("nul-character", message, path, paper_id, line=line, column=column)
    return text


def _longest_line(text: str) -> tuple[int, int]:
    """Where the longest line begins, and its length."""
    longest = start = best = 0
    for line in text.split("\n"):
        if len(line) > longest:
            best, longest = start, len(line)
        start += len(line) + 1
    return best, longest


def refusal(
    code: str, message: str, path: Path, paper_id: str, *, line: int | None = None, column: int | None = None
) -> InputError:
    """The error that says why a source cannot be read."""
    return InputError(Finding(code, "error", message, paper_id=paper_id, line=line, column=column, file=str(path)))
