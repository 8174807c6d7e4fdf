"""Setting a paper anew: the same blocks in another typesetter's manner, to prove that rows do not hang on one layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_NOTE_MARK = "⁰¹²³⁴-⁹①-⑳㉑-㉟"
_CLOSING = r"，。；：？！、”’」』»》〉）)\]］〕…"
_PIECE = re.compile(
    r"[“‘「『«《〈（(\[［〔\"']*(?:"
    rf"[A-Za-z0-9](?:[^\s\u2e80-\u9fff，。；：？！、”’」』»》〉）…—“‘\]］〕{_NOTE_MARK}]|[\]］〕](?=[\d(\[［〔-]))*[{_CLOSING}\"'{_NOTE_MARK}]*"
    rf"|.[{_CLOSING}{_NOTE_MARK}]*(?:(?<=[。！？)\]］〕{_NOTE_MARK}])[\"'])*)\s?"
)
"""What stays on one line: a Latin word or a character, with the marks that open and close it, and a note's mark."""
_CHARACTER = re.compile(r"[A-Za-z0-9]+\s?|.")
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uff60“”‘’…—]")


class Manner(NamedTuple):
    """How a typesetter sets a paper.

    `width` counts characters, or columns (a Chinese character is two). `kinsoku` keeps closing marks off the
    beginnings of lines and words whole. A paragraph's first line is set in by `indent` characters, and shows them
    as blanks only where the text layer `keeps_indents`.
    """

    width: int = 38
    columns: bool = False
    kinsoku: bool = False
    indent: int = 2
    keeps_indents: bool = False
    blank_lines: bool = False
    trailing_blanks: bool = False
    lines_a_page: int = 0
    running_head: str = ""
    """Stands on top of every page, and the page's number below its text."""


def typeset(blocks: Sequence[str], manner: Manner) -> str:
    """The text layer of the blocks (a paragraph, a heading or a front-matter line each) set in a manner.

    >>> typeset(["数字劳动的异化。", "资本"], Manner(width=4, indent=0))
    '数字劳动\\n的异化。\\n资本\\n'
    """
    lines = [line for block in blocks for line in _set(block, manner)]
    end = "\n\n" if manner.blank_lines else "\n"
    if not manner.lines_a_page:
        return "".join(line + end for line in lines)
    pages = [lines[at : at + manner.lines_a_page] for at in range(0, len(lines), manner.lines_a_page)]
    if manner.running_head:
        pages = [[manner.running_head, *page, str(number)] for number, page in enumerate(pages, 211)]
    return "".join("".join(line + end for line in page) + "\f" for page in pages)


def markdown(blocks: Sequence[str], headings: Sequence[str]) -> str:
    """The blocks as a converter leaves them in Markdown: those that are headings marked, a paragraph a line.

    >>> markdown(["1. 引言", "劳动。"], ["1. 引言"])
    '# 1. 引言\\n\\n劳动。\\n'
    """
    return "\n\n".join(f"# {block}" if block in headings else block for block in blocks) + "\n"


def _set(block: str, manner: Manner) -> Iterator[str]:
    """The lines of one block. Only running text, which ends with a full stop, is set in."""
    indent = manner.indent if block.rstrip("”")[-1] in "。.!?" else 0
    lines = list(_broken(block, manner, indent))
    if indent and manner.keeps_indents:
        lines[0] = "\u3000" * indent + lines[0]
    if manner.trailing_blanks:
        lines[-1] += " "
    yield from lines


def _broken(block: str, manner: Manner, indent: int) -> Iterator[str]:
    whole = manner.kinsoku or re.search("[\u4e00-\u9fff]", block) is None
    room = manner.width - indent * (2 if manner.columns else 1)
    line = ""
    for piece in (_PIECE if whole else _CHARACTER).findall(block):
        if line and _length(line + piece.rstrip(), manner) > room:
            yield line.rstrip()
            line, room = "", manner.width
        line += piece
    yield line.rstrip()


def _length(text: str, manner: Manner) -> int:
    return len(text) + (len(_WIDE.findall(text)) if manner.columns else 0)
