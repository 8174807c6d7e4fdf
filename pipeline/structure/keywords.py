"""The paper's own keywords: which lines they take, and where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import BLANKS, Span, language_of, strip
from pipeline.structure.lines import TextLine
from pipeline.structure.setting import Setting

_SEPARATORS = (r"[；;]", r"[，,]", r"、", r"[ \u3000]{2,}|\n")
"""What papers set between keywords; the first that a line of keywords holds is its own."""

_CLASSES = re.compile(r"(?:中图)?分类号|文献标[识志]码|CLC (?:number|code)")


def keyword_lines(source: str, lines: Sequence[TextLine], setting: Setting) -> int:
    """How many lines the keywords take: up to the first that stops short without a separator, changes script, or has
    something else behind it that is no text.
    """
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following is None or language_of(line.text) != language_of(following.text):
            return index + 1
        if source[line.end : following.start].strip(BLANKS + "\r\n"):
            return index + 1
        if setting.measure.stops_short(line, following) and line.text[-1] not in "，,；;、":
            return index + 1
    return 0


def keywords_of(source: str, lines: Sequence[TextLine]) -> tuple[list[Span], list[Span]]:
    """The spans of the keywords in some lines, and of the marks that keep them apart or end them."""
    if not lines:
        return [], []
    start, end = lines[0].start, lines[-1].end
    classes = _CLASSES.search(source, start, end)
    if classes is not None:
        return keywords_within(source, start, strip(source, start, classes.start()).end)
    return keywords_within(source, start, end)


def classes_in(source: str, lines: Sequence[TextLine]) -> Span | None:
    """Where the classification begins that some papers print on the line of their keywords, and ends."""
    if not lines:
        return None
    classes = _CLASSES.search(source, lines[0].start, lines[-1].end)
    return Span(classes.start(), lines[-1].end) if classes else None


def keywords_within(source: str, start: int, end: int) -> tuple[list[Span], list[Span]]:
    """The spans of the keywords in a stretch of the source, and of the marks that keep them apart or end them."""
    text = source[start:end]
    separator = next((found for found in _SEPARATORS if re.search(found, text)), None)
    if separator == _SEPARATORS[0] and language_of(text) == "zh":
        # No Chinese keyword holds a comma: one between semicolons is a slip.
        separator = r"[；;，]"
    if separator is None:
        separator = r"[ \u3000]+" if language_of(text) == "zh" else r"\Z"
    keywords: list[Span] = []
    marks: list[Span] = []
    last = 0
    for match in [*re.finditer(separator, text), None]:
        keyword = strip(source, start + last, start + (match.start() if match else len(text)))
        if source[keyword.start : keyword.end].endswith((".", "。")):
            marks.append(Span(keyword.end - 1, keyword.end))
            keyword = Span(keyword.start, keyword.end - 1)
        if keyword.start < keyword.end:
            keywords.append(keyword)
        if match is not None:
            mark = strip(source, start + match.start(), start + match.end())
            marks += [mark] if mark.start < mark.end else []
            last = match.end()
    return keywords, marks
