"""Markdown as PDF converters write it: the file itself is the source text; its blocks tell what each line is.

Only what such converters write is read (CommonMark's headings, block quotations, items, images; pipe and HTML
tables; formulas between `$$`); whatever else stands in a file is text.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.document import Document, Line
from pipeline.markup import edits_of
from pipeline.readers.received import read_text

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_ROLES = {
    "heading": re.compile(r"[ \t]{0,3}#{1,6}[ \t]+\S"),
    "quotation": re.compile(r"[ \t]{0,3}>"),
    "figure": re.compile(r"[ \t]*(?:!\[[^\]]*\]\([^)]*\)[ \t]*)+\Z|[ \t]*<(?:img|figure)\b[^>]*>[ \t]*\Z"),
    "table": re.compile(r"[ \t]*\|.*\|[ \t]*\Z|[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\Z"),
    "markup": re.compile(r"[ \t]*(?:<!--.*-->|<[^<>]+>|(?:[-*_][ \t]*){3,}|={3,}|```.*)[ \t]*\Z"),
    "strong": re.compile(r"[ \t]*(?:\*\*[^*]{1,40}\*\*|__[^_]{1,40}__|\*\*[^*]{1,200}\*\*[ \t]*\Z)"),
    "item": re.compile(r"[ \t]*[-+*][ \t]+\S"),
}
_TABLE_BEGINS = re.compile(r"[ \t]*(?:<html>)?(?:<body>)?[ \t]*<table\b", re.IGNORECASE)
_TABLE_ENDS = re.compile(r"</table>(?:</body>)?(?:</html>)?[ \t]*\Z", re.IGNORECASE)
_FORMULA = re.compile(r"[ \t]*(?:\$\$|\\\[(?!\d{1,3}\\\]|.*\\\][ \t]*[.。,，;；]?[ \t]*\w))")
"""`\\[`, but for the escaped bracket of a label, `\\[1\\] Fuchs C.`, behind whose partner the line goes on."""
_FORMULA_ENDS = re.compile(r"(?:\$\$|\\\])[ \t]*[.。,，;；]?[ \t]*\Z")
_ONE_FORMULA = re.compile(r"[ \t]*\$[^$]+\$[ \t]*(?:[(（][\d.-]+[)）])?[ \t]*\Z")


def read(path: Path, paper_id: str) -> Document:
    """Read a Markdown file. Raises `InputError`."""
    received = read_text(path, paper_id)
    return document_of(paper_id, received.text, received.sha256)


def document_of(paper_id: str, text: str, sha256: str) -> Document:
    """A Markdown text as a document, each line with its role.

    >>> [line.role for line in document_of("li-2020", "# 1 引言\\n\\n劳动\\n\\n$$\\na\\n$$\\n", "").lines]
    ['heading', '', '', '', 'formula', 'formula', 'formula']
    """
    return Document(paper_id, text, tuple(_lines(text)), "markdown", sha256, tuple(edits_of(text, "markdown")))


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    inside = ""
    for match in _LINE.finditer(text):
        if match.start() == match.end():
            break
        line = match.group(1)
        role = inside or _role(line)
        begins = not inside
        if role == "table" and (_TABLE_BEGINS.match(line) or inside):
            inside = "" if _TABLE_ENDS.search(line) else "table"
        elif role == "formula" and (_FORMULA.match(line) or inside):
            opened = _FORMULA.match(line) if begins else None
            inside = "" if _FORMULA_ENDS.search(line, opened.end() if opened else 0) else "formula"
        lines.append(Line(match.start(1), match.end(1), None, role))
    return lines


def _role(line: str) -> str:
    if _TABLE_BEGINS.match(line):
        return "table"
    if _FORMULA.match(line) or _ONE_FORMULA.match(line):
        return "formula"
    return next((role for role, pattern in _ROLES.items() if pattern.match(line)), "")
