"""The text of an entry, twice: as printed, and with its punctuation brought to one form, character by character."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document import BLANKS, CJK

_FOLD = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, BLANKS + "\r"), " ")
    | dict.fromkeys(map(ord, "。｡"), ".")
    | dict.fromkeys(map(ord, "–—−－―‐‑‒～~"), "-")
    | dict.fromkeys(map(ord, "“”„‟＂"), '"')
    | dict.fromkeys(map(ord, "‘’‛"), "'")
    | dict.fromkeys(map(ord, "〔【"), "[")
    | dict.fromkeys(map(ord, "〕】"), "]")
    | dict.fromkeys(map(ord, "·•・‧∙"), "·")
    | {ord("〈"): "《", ord("〉"): "》"}
)
_ESCAPED = re.compile(r"\\([\[\]()*_.&#~+-])")
_EMPHASIS = re.compile(r"(?<!\\)\*+|(?<![\w/\\])_+(?=\w)|(?<=\w)_+(?![\w./-])|</?(?:i|b|em|sup|sub)>")
HOLE = "\n"
"""Stands where something was taken out."""
_LONG_RUN = re.compile(" {3,}")
_FOLDED = re.compile(rf"[{re.escape(BLANKS)}\r]{{2,}}|[{re.escape(BLANKS.replace(' ', ''))}\r]")
_BETWEEN = re.compile(rf"(?<=[{CJK}]) (?=[{CJK}])")
"""What a converter left where a Chinese line ended."""
_EDGES = BLANKS + "\r,.;:，。．、；：｡·*"
_WRAPPED = re.compile(r"《([^《》]+)》|〈([^〈〉]+)〉|“([^“”]+)”|‘([^‘’]+)’|\"([^\"]+)\"|「([^「」]+)」")


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of an entry: `raw` as printed; `text` the same, each mark in its half-width form, to be searched."""

    raw: str
    text: str

    @classmethod
    def of(cls, raw: str) -> Printed:
        """Escapes and emphasis of Markdown left out, runs of blanks folded.

        >>> Printed.of(r"*数字劳动*，\\[J\\]").text
        '数字劳动,[J]'
        """
        if "*" in raw or "_" in raw or "<" in raw:
            raw = _EMPHASIS.sub("", raw)
        if "\\" in raw:
            raw = _ESCAPED.sub(r"\1", raw)
        raw = _folded(raw).strip()
        return cls(raw, raw.translate(_FOLD))

    def cut(self, start: int, end: int | None = None) -> Printed:
        return Printed(self.raw[start:end], self.text[start:end])

    def without(self, *spans: tuple[int, int]) -> Printed:
        """The same with holes where the spans were: blanks to a search, and nothing that a field reaches across."""
        raw, text = self.raw, self.text
        for start, end in spans:
            raw = raw[:start] + HOLE * (end - start) + raw[end:]
            text = text[:start] + " " * (end - start) + text[end:]
        return Printed(raw, text)

    def squeezed(self) -> Printed:
        """The same with long runs of blanks made short."""
        if "   " not in self.text:
            return self
        raw, last = "", 0
        for run in _LONG_RUN.finditer(self.text):
            raw += self.raw[last : run.start()] + (HOLE if HOLE in self.raw[run.start() : run.end()] else " ") * 2
            last = run.end()
        return Printed(raw + self.raw[last:], _LONG_RUN.sub("  ", self.text))

    def value(self) -> str | None:
        """What a field holds of it: no marks at the edges, none around the whole; None where nothing is left.

        >>> Printed.of("《资本论》，").value(), Printed.of(" .").value()
        ('资本论', None)
        """
        whole = next((part for part in self.raw.split(HOLE) if any(map(str.isalnum, part))), "")
        found = _BETWEEN.sub("", _folded(whole)).strip(_EDGES)
        for opening, closing in ("()", "（）", "[]", "［］"):
            more = found.count(opening) - found.count(closing)
            if more < 0:
                found = found.removesuffix(closing)
            elif more:
                found = found.removeprefix(opening).removesuffix(opening)
        if match := _WRAPPED.fullmatch(found):
            found = next(group for group in match.groups() if group)
        found = found.strip(_EDGES)
        return found if any(map(str.isalnum, found)) else None


def _folded(text: str) -> str:
    """A text with its runs of blanks, and all that are no plain one, made one blank."""
    return text if text.isprintable() and "  " not in text else _FOLDED.sub(" ", text)
