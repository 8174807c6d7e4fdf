"""What of the printed lines is no running text: page furniture, captions, tables, figures, publishers' lines.

The format says what is a table, a figure or a formula; what a text layer leaves is told by where it stands and
how often it comes back. All of it becomes gaps, never part of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.document import BLANKS, Span
from pipeline.layers import Gap
from pipeline.structure.headings import label_of, number_of
from pipeline.structure.lines import HEAD_LINES, TextLine
from pipeline.structure.runs import Layer, is_row

GAP_ROLES = frozenset({"figure", "table", "formula", "markup"})
PAGE_FURNITURE = frozenset({"running-head", "page-number", "footer"})
_CAPTION = re.compile(
    r"(?:附?[图表圖]|Fig(?:ure|\.)?|Table|Tab\.|Chart|Scheme)[ \u3000]*(?:\d|[A-Z]\d|[一二三四五六七八九十]+)[\d.．\-—–]*[ \u3000]*[:：.．、]?[ \u3000]*(?:\S|\Z)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\S+?[ \u3000]*(?:[\d一二三四五六七八九十]+[\d.\-—–]*[:：.．][ \u3000]*\S"
    r"|\d+[ \u3000]+(?!显示|顯示|展示|给出|給出|是|为|為|中|表明|列|所|反映|描述|说明|說明|可|将|將|则|則|和|与|與|[a-z])\S)"
)
"""A caption that tells more than a title: its number is set off, and no verb follows."""
_SET_OFF = re.compile(r"(?:Fig(?:ure|\.)?|Table|Scheme|Chart)\s+(?:\d+|[IVX]+|[A-Z]\d+)[.:|]\s+(?=[“‘(*]?[A-Z])")
"""`Figure 3. The study area …`: a caption wherever it stands, however long."""
_SAYS = re.compile(r"[A-Za-z]+\.? \d[\d.]*[a-z]? [a-z]")
"""`Table 2 shows …` is a sentence."""
_PART_CAPTION = re.compile(r"[（(][a-z][)）]\s*\S{0,40}\Z")
_TABLE_NOTE = re.compile(
    r"(?:注|註|(?:资料|資料|数据|數據)?(?:来源|來源)|说明|說明|Notes?|Sources?)[.．]?\s*[:：]\s*\S|Notes?\.\s+\S|[*†‡]{1,3}\s?\S",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"(?:\*\s?)?(?:Citation|(?:Academic |Handling |Managing )?Editor|Copyright|(?:Author for )?Correspondence(?: to)?|Corresponding authors?"
    r"|E-?mails?|Licen[sc]e)\s*:|文章引用|引用格式|引用本文|Cite this|How to cite|Copyright ©|©|Open Access$|DOI\s*[:：]?\s*10\.\d|"
    r"版权所有|本刊|[（(〔【\[]?(?:责任编辑|責任編輯|责编|本文责编|责任校对|編輯|校對)[ \u3000]*[:：]|网络首发|Published (?:Online|by)|ISSN\b|CN \d",
    re.IGNORECASE,
)
_CLASSES = re.compile(
    r"(?:(?:Received|Accepted|Revised|Published)\b[ :]\s*[^.]{0,20}\b(?:19|20)\d\d\b|中图分类号|分类号|文献标[识志]码|文章编号|CLC|Document code|Article ID|JEL\b)",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"[-–—·•|\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?[-–—·•|\s]*\Z|(?:Page|p\.)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d+)?\Z|(\d{1,4})\s*/\s*\d{1,4}\Z",
    re.IGNORECASE,
)
_MAY_BEGIN = frozenset("*EeLlRr附图表圖文引版本网中分责責编編校〔【[（(CcTtFfSsOoDdHhPpIiJjAa©")
"""The letters with which captions and publishers' lines begin."""
_GOES_ON = re.compile(r"(?:[,，、；;]|\b(?:the|of|and|an?|to|in|for|with|by|on|or))\Z")
"""How a line of text ends in mid-sentence, and no running head does."""
_LAST_NUMBER = re.compile(r"(?:^|[^\d.．,，:：-])(\d{1,4})\D{0,2}\Z")
SHORTEST_HEAD = 4
_COLUMN = re.compile(r"\S[ \t\u3000]{2,}(?=\S)")
_PUNCTUATION = re.compile(r"[，。；：？！、,;:?!“”]|\.(?:\s|\Z)")
SOFT_HYPHEN = "\xad"
"""A line may hold soft hyphens and blanks, and yet print nothing."""
MOST_PIECES = 6
"""A line in so many pieces, and without a comma, is a row of formulas."""
LONGEST_FRAGMENT = 40
LONGEST_PART_TITLE = 25
SHORTEST_RUN = 3
LONGEST_CAPTION = 150
LONGEST_NOTICE = 600
LONGEST_HEAD = 90
NEAR = 3
"""How many lines from a table or figure its caption may stand."""


def without_furniture(lines: Sequence[TextLine], *, unwrapped: bool) -> tuple[list[TextLine], list[Gap]]:
    """The lines of running text and headings, and the gaps that the others are.

    `unwrapped` where the format sets a paragraph a line: there a run of short lines is no text.
    """
    kinds = _kinds(lines, unwrapped)
    kept: list[TextLine] = []
    gaps: list[Gap] = []
    above: str | None = None
    for line, kind in zip(lines, kinds, strict=True):
        if kind is None:
            kept.append(line)
        elif kind == above and kind in ("table", "formula"):
            gaps[-1] = Gap(kind, Span(gaps[-1].span.start, line.end))
        else:
            gaps.append(Gap(kind, Span(line.start, line.end)))
            if above is None and kept and kind in PAGE_FURNITURE:
                # A blank line beside page furniture parts it from the text, not the text from itself.
                kept[-1] = kept[-1]._replace(blank_after=False)
        above = kind
    return kept, gaps


def _by_place(lines: Sequence[TextLine], unwrapped: bool) -> list[str | None]:
    """What the format says of each line, and what its place among the others does."""
    kinds: list[str | None] = [line.role if line.role in GAP_ROLES else None for line in lines]
    for index in _heads_between(lines) if unwrapped else ():
        kinds[index] = "running-head"
    firsts = [line.text[0] for line in lines]
    for index, first in enumerate(firsts) if SOFT_HYPHEN in firsts else ():
        if first == SOFT_HYPHEN and not lines[index].text.strip(SOFT_HYPHEN + BLANKS):
            kinds[index] = "markup"
    for index, kind in _page_furniture(lines):
        kinds[index] = kinds[index] or kind
    for index in _columned(lines):
        kinds[index] = kinds[index] or "table"
    for index in _fragments(lines, kinds) if unwrapped else ():
        kinds[index] = kinds[index] or "table"
    return kinds


def _kinds(lines: Sequence[TextLine], unwrapped: bool) -> list[str | None]:
    """What each line is that is no running text, by where it stands and by its own words."""
    kinds = _by_place(lines, unwrapped)
    floats = [index for index, kind in enumerate(kinds) if kind in ("figure", "table")]
    near = {index + step for index in floats for step in range(-NEAR, NEAR + 1)}
    for index, line in enumerate(lines):
        if kinds[index] is None and (line.text[0] in _MAY_BEGIN or line.places or index in near):
            kinds[index] = _kind(line, index in near, kinds[index - 1] if index else None)
            if kinds[index] is None and _SET_OFF.match(line.text) and _begins(lines, kinds, index):
                kinds[index] = "caption"
    if not unwrapped:
        for index, below in Layer.of(lines, tuple(kinds)).running_on():
            kinds[index] = below
    return kinds


def _begins(lines: Sequence[TextLine], kinds: Sequence[str | None], index: int) -> bool:
    """True for a line that begins something: what stands above it is finished."""
    previous = lines[index - 1]
    above = (
        index == 0 or kinds[index - 1] is not None or previous.closes or previous.blank_after or is_row(previous.text)
    )
    # At a page's foot a caption may stand in the midst of a sentence.
    return above or (lines[index].closes and index + 1 < len(lines) and kinds[index + 1] in PAGE_FURNITURE)


def _kind(line: TextLine, near_float: bool, above: str | None) -> str | None:
    """What a single line is by its own words, if it is no running text."""
    if _is_caption(line, near_float, above):
        return "caption"
    if len(line.places) >= MOST_PIECES and not _PUNCTUATION.search(line.text):
        return "formula"
    if line.role == "heading" or len(line.text) > LONGEST_NOTICE:
        return None
    if _CLASSES.match(line.text):
        return "front-matter"
    return "boilerplate" if _PUBLISHER.match(line.text) else None


def _is_caption(line: TextLine, near_float: bool, above: str | None) -> bool:
    """True for `图 1 …` and its like, and near a table or figure for the titles of its parts and the notes below it."""
    if len(line.text) <= LONGEST_CAPTION and not line.closes and _CAPTION.match(line.text):
        return _SAYS.match(line.text) is None
    if not near_float or line.role != "":
        return False
    if len(line.text) <= LONGEST_CAPTION * 4 and _CAPTION.match(line.text) and _TOLD.match(line.text):
        return True
    note = _TABLE_NOTE.match(line.text) is not None and above in ("table", "figure", "caption")
    part = above in ("figure", "caption") and _is_part_title(line)
    return note or part or (not line.closes and _PART_CAPTION.match(line.text) is not None)


def _is_part_title(line: TextLine) -> bool:
    """True for a short line without punctuation that stands by itself: the title of a part of a figure."""
    alone = line.role == "" and line.blank_after and not line.closes
    return (
        alone
        and len(line.text) <= LONGEST_PART_TITLE
        and not _PUNCTUATION.search(line.text)
        and label_of(line.text) is None
        and number_of(line.text) is None
    )


def _columned(lines: Sequence[TextLine]) -> set[int]:
    """Lines of a table as a text layer keeps it: two or more in a row whose words stand in columns."""
    columned = {index for index, line in enumerate(lines) if "  " in line.text and len(_COLUMN.findall(line.text)) >= 2}
    return {index for index in columned if index - 1 in columned or index + 1 in columned}


def _fragments(lines: Sequence[TextLine], kinds: Sequence[str | None]) -> set[int]:
    """Runs of short lines without any punctuation, each a paragraph of its own: what recognition left of a table."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        if index >= HEAD_LINES and line.role == "" and kinds[index] is None and _is_fragment(line):
            run.append(index)
            continue
        if len(run) >= SHORTEST_RUN:
            found.update(run)
        run = []
    return found | set(run if len(run) >= SHORTEST_RUN else ())


def _is_fragment(line: TextLine) -> bool:
    return (
        len(line.text) <= LONGEST_FRAGMENT
        and " " in line.text
        and not _PUNCTUATION.search(line.text)
        and not line.closes
    )


def _page_furniture(lines: Sequence[TextLine]) -> Iterable[tuple[int, str]]:
    """Running heads and page numbers: lines at the edges of pages that come back, or that count the pages."""
    edges = _edges(lines)
    numbers = _page_numbers(lines, edges)
    if not edges and not numbers:
        return
    feet = {index for index in edges if index + 1 == len(lines) or lines[index + 1].page != lines[index].page}
    feet |= {index for index in edges if index + 1 in feet}
    yield from ((index, "page-number") for index in numbers)
    beside = {index + step for index in numbers for step in (-1, 1)}
    words = {
        index: (_words(lines[index].text), index in feet)
        for index in (edges | beside) - numbers
        if 0 <= index < len(lines)
    }
    printed = Counter(words.values())
    pages = max((line.page or 1 for line in lines), default=1)
    for index, (text, at_foot) in words.items():
        line, recurs = lines[index], printed[text, at_foot]
        # On the first page the title stands where later pages have it as running head.
        first_page = line.page == 1 or (line.page is None and index < NEAR)
        if (
            text
            and recurs > 1
            and len(line.text) <= LONGEST_HEAD
            and not line.closes
            and not _GOES_ON.search(line.text)
            and not (first_page and recurs * 2 < pages)
        ):
            yield index, "footer" if at_foot else "running-head"


def _heads_between(lines: Sequence[TextLine]) -> Iterable[int]:
    """Running heads that a format without pages keeps: short lines of the same words, with a number that counts upwards."""
    heads: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= LONGEST_HEAD and line.role == "" and (number := _LAST_NUMBER.search(line.text)):
            words = _words(line.text)
            if len(words) >= SHORTEST_HEAD and not line.closes and not _CAPTION.match(line.text):
                heads.setdefault(words, []).append((index, int(number[1])))
    for found in heads.values():
        if len(found) > 1 and all(first[1] < second[1] for first, second in pairwise(found)):
            yield from (index for index, _ in found)


def _edges(lines: Sequence[TextLine]) -> set[int]:
    """The two first and two last lines of every page, where the layer tells pages."""
    edges: set[int] = set()
    for index, line in enumerate(lines):
        if line.page is None:
            return set()
        if index == 0 or lines[index - 1].page != line.page:
            edges |= {index, index + 1} | ({index - 1, index - 2} if index else set())
    return {index for index in edges | {len(lines) - 1, len(lines) - 2} if 0 <= index < len(lines)}


def _page_numbers(lines: Sequence[TextLine], edges: set[int]) -> set[int]:
    """Lines that hold a number alone and count upwards from page to page."""
    found: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if len(line.text) <= 16 and (not edges or index in edges) and (match := _PAGE_NUMBER.match(line.text)):
            found.append((index, int(next(group for group in match.groups() if group))))
    # A number between dashes or points at a page's edge is one, whatever the other pages have.
    counted = {index for index, _ in found if index in edges and not lines[index].text.strip().isalnum()}
    for (index, number), (next_index, next_number) in pairwise(found):
        if next_number - number == 1 and next_index - index > 1:
            counted |= {index, next_index}
    return counted


def _words(text: str) -> str:
    """A running head without what changes from page to page: its numbers and blanks."""
    return re.sub(r"[\d\s]+", "", text)
