"""Papers composed at random from the habits of the annotation guide, together with the rows that they must give.

A paper keeps one habit of each kind throughout: script, numbering of headings, quotation marks, manner of citing,
reference list, setting. What a layout cannot show (a paragraph's end without any signal) is not asked of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from hypothesis import strategies as st

from tests.composition_marks import CITE, KNOWN, MARKER, Cite, Habits, Quoted, Rows, add_note, note_mark, pick, roman
from tests.composition_pages import with_foot_notes, with_running_heads
from tests.composition_sentences import capital, laid, plain_sentence, sentence
from tests.composition_stock import ENGLISH, SCRIPTS, WORKS
from tests.typesetting import Manner, typeset

ONE_LINE = 100_000
"""The width of a layer that has one paragraph on each line."""


class Paper(NamedTuple):
    """A composed paper: its source, whether that is Markdown and shows its paragraphs, and its rows.

    `notes_between` where notes stand between the lines of the text: their rows are not told in printed order.
    """

    source: str
    markdown: bool
    shows_paragraphs: bool
    rows: Rows
    notes_between: bool = False


class Block(NamedTuple):
    """A printed block: its text, and whether Markdown marks it as a heading."""

    text: str
    heading: bool = False


MARKS = {
    "zh-Hans": (("“”", "‘’"), ("「」", "『』"), ('""', "''"), ('“"', "‘’")),
    "zh-Hant": (("「」", "『』"), ("“”", "‘’")),
    "en": (("“”", "‘’"), ('""', "''"), ("‘’", "“”"), ("«»", "“”")),
}
MANNERS = {
    ("numeric", ""): ("[]", "［］", "〔〕"),
    ("numeric", " "): ("[]",),
    ("author-year", ""): ("（|，|：|；|）", "(|,|:|;|)", "（| |：|；|）", "（|, |, |; |）"),
    ("author-year", " "): ("(|, |, |; |)", "(| |: |; |)"),
    ("note", ""): ("circled", "superscript", "round", "roman"),
    ("note", " "): ("circled", "superscript", "roman"),
}
FOOT = ("circled", "superscript")
"""The manners of marks whose notes stand at the foot of pages."""
NUMBERINGS = ("decimal", "dotted", "glued", "chinese", "chapter", "roman", "unnumbered")
_SECOND = re.compile(r"([。？]|[.?] )([\u4e00-\u9fff]{1,4}|[A-Z][a-z]+)")
DEEPEST = {"chinese": 4, "unnumbered": 1}
LABELS = ("[{}] ", "[{}]", "{}. ", "［{}］", "({}) ")
DRESSES = {
    "[]": ("{}", r"\[{}\]", "$^{{[{}]}}$", "<sup>[{}]</sup>"),
    "circled": ("{}", r"$\textcircled{{{}}}$", r"$\textcircled {{ {} }}$"),
    "superscript": ("{}", "$^{{{}}}$", "<sup>{}</sup>", "$^ {{ {} }}$"),
}
"""How a converter writes a marker of a manner: `{}` alone is the marker as it is printed."""


def _number(style: str, path: list[int]) -> str:
    """The number of a heading, with what follows it up to the title."""
    chinese = "零一二三四五六七八九"[path[-1]]
    levels = {
        "chinese": (f"{chinese}、", f"（{chinese}）", f"{path[-1]}．", f"（{path[-1]}）"),
        "chapter": (f"第{chinese}章 ", f"第{chinese}节 "),
        "roman": (f"{['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII'][path[-1]]}. ", f"{' ABCDEFG'[path[-1]]}. "),
    }
    if style in levels:
        return levels[style][len(path) - 1]
    return {"decimal": "{} ", "dotted": "{}. ", "glued": "{}", "unnumbered": ""}[style].format(".".join(map(str, path)))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """A paper in habits drawn at random."""
    markdown = draw(st.booleans())
    habits = _habits(draw, markdown=markdown)
    rows = Rows([], [], [], [], [], [], [], [])
    blocks = [*_head(draw, habits, rows), *_body(draw, habits, rows), *_back(draw, habits, rows)]
    if markdown:
        return Paper(_markdown(draw, habits, blocks), True, True, rows)
    manner = _manner(draw, habits, rows)
    texts = [MARKER.sub(r"\1", block.text) for block in blocks]
    shows_paragraphs = manner.width == ONE_LINE
    if habits.foot:
        return Paper(with_foot_notes(texts, manner, habits, rows, anew=draw(st.booleans())), False, False, rows, True)
    return Paper(with_running_heads(typeset(texts, manner), manner, habits.script), False, shows_paragraphs, rows)


def _habits(draw: st.DrawFn, *, markdown: bool) -> Habits:
    script = draw(st.sampled_from(SCRIPTS))
    # `tests.typesetting` would part a note's mark from the word before it.
    citing = pick(draw, "numeric", "author-year", *(("note",) if markdown or not script.gap else ()))
    manner = pick(draw, *(name for name in MANNERS[citing, script.gap] if markdown or name != "superscript"))
    # A Latin line never ends with an opening mark; that a straight one opens, `tests.typesetting` does not know.
    straight = markdown or not script.gap
    marks = draw(
        st.sampled_from([
            marks for marks in MARKS[script.code] if (straight or marks[0] != '""')
        ])
    )  # fmt: skip
    # An English text names Latin authors.
    known = [work for work in WORKS if not script.gap or work.names[0].isascii()]
    drawn = draw(st.lists(st.sampled_from(known), min_size=4, max_size=7, unique=True))
    named = draw(st.booleans())
    works = tuple(
        (work, (work.named if named else work.gbt).format(work.year))
        for work in (drawn if citing == "author-year" else [work._replace(year=work.year[:4]) for work in drawn])
    )
    places = pick(draw, "glued", "wrapped", "round")
    foot = citing == "note" and not markdown and manner in FOOT and draw(st.booleans())
    listed = citing == "author-year" or (citing == "numeric" and draw(st.booleans()))
    return Habits(
        script,
        marks,
        citing,
        manner,
        places,
        works,
        listed,
        markdown,
        not script.gap and draw(st.booleans()),
        foot,
        draw(st.booleans()),
        count(1),
    )


def _paragraph(draw: st.DrawFn, habits: Habits, rows: Rows, *, plain: bool = False) -> str:
    compose = plain_sentence if plain else sentence
    texts = [laid(compose(draw, habits), habits, rows) for _ in range(draw(st.integers(2, 6)))]
    bare = [MARKER.sub(r"\1", text) for text in texts]
    rows.sentences.extend(bare)
    rows.paragraphs.append(habits.script.gap.join(bare))
    return habits.script.gap.join(texts)


def _head(draw: st.DrawFn, habits: Habits, rows: Rows) -> Iterator[Block]:
    """Title, authors and affiliation, abstract and keywords; of a Chinese paper perhaps also those in English."""
    scripts = [habits.script]
    if not habits.script.gap and draw(st.booleans()):
        scripts.append(ENGLISH)
    for script in scripts:
        rows.sections.append(("title", None, script.title, 1))
        yield Block(script.title, heading=True)
        yield Block(script.authors)
        yield Block(script.affiliation)
        label = pick(draw, *script.abstract)
        rows.sections.append(("abstract", None, label.strip(" ：:【】[]"), 1))
        text = _paragraph(draw, habits._replace(script=script), rows, plain=True)
        if label[-1].isalpha():
            yield Block(label, heading=True)
            yield Block(text)
        else:
            yield Block(label + text)
        label = pick(draw, *script.keyword_labels)
        rows.sections.append(("keywords", None, label.strip(" ：:【】[]"), 1))
        words = draw(st.lists(st.sampled_from(script.keywords), min_size=2, max_size=3, unique=True))
        rows.keywords.extend(words)
        yield Block(
            label + draw(st.sampled_from(["; ", ", "] if script.gap else ["；", "，", "、", "; ", "  "])).join(words)
        )


def _body(draw: st.DrawFn, habits: Habits, rows: Rows) -> Iterator[Block]:
    """Sections under one another as their numbers say, each with its paragraphs."""
    style = pick(draw, *(name for name in NUMBERINGS if _goes_with(name, habits)))
    titles = draw(st.permutations([title for title in habits.script.headings if title not in KNOWN]))
    path: list[int] = [-1 if style == "glued" and draw(st.booleans()) else 0]
    depths = [1]
    for _ in range(draw(st.integers(2 if habits.markdown else 4, len(titles) - 1))):
        depths.append(draw(st.integers(1, min(depths[-1] + 1, DEEPEST.get(style, 2)))))
    for title, depth, following in zip(titles, depths, [*depths[1:], 1], strict=False):
        path = [*path, 0][:depth]
        path[-1] += 1
        printed = _number(style, path)
        rows.sections.append(("body", printed.rstrip(" .．、") or None, title, depth))
        run_in = habits.run_in and len(path) > 1
        yield Block(f"{printed}{title} {_paragraph(draw, habits, rows)}" if run_in else printed + title, not run_in)
        # A layout is learned from its lines: of a text layer there are enough of them.
        least = 0 if following > depth else 1 if habits.markdown else 2
        for _ in range(draw(st.integers(least, 3))):
            yield Block(_paragraph(draw, habits, rows))
            if habits.markdown and draw(st.integers(0, 9)) == 0:
                yield Block(_block_quotation(draw, habits, rows))


def _block_quotation(draw: st.DrawFn, habits: Habits, rows: Rows) -> str:
    """A passage set off as Markdown does it, with a marker behind it or without."""
    first, second = (draw(st.sampled_from(habits.script.passages)) for _ in range(2))
    text = f"{capital(first)}{habits.script.stop}{habits.script.gap}{capital(second)}{habits.script.stop}"
    cites: tuple[Cite, ...] = () if draw(st.booleans()) else (CITE[habits.citing](draw, habits),)
    at = len(rows.citations)
    printed = text + laid(cites, habits, rows)
    links = tuple(("direct", place) for place in range(at, len(rows.citations)))
    rows.quotations.append(Quoted(text, "cited" if links else "unsourced", None, None, links))
    rows.sentences.append(MARKER.sub(r"\1", printed))
    rows.paragraphs.append(rows.sentences[-1])
    return "> " + printed


def _goes_with(style: str, habits: Habits) -> bool:
    return style not in ("glued", "chinese", "chapter") if habits.script.gap else style != "roman"


def _back(draw: st.DrawFn, habits: Habits, rows: Rows) -> Iterator[Block]:
    """What thanks, funds or adds to the paper, and its reference list or its notes."""
    for kind, labels in habits.script.closing.items():
        if draw(st.integers(0, 3)) == 0:
            label = pick(draw, *labels)
            rows.sections.append((kind, None, label, 1))
            yield Block(label, heading=True)
            yield Block(_paragraph(draw, habits, rows, plain=True))
    if habits.citing == "note":
        if habits.foot:
            return
        last = next(habits.notes)
        if last > 1:
            label = pick(draw, *habits.script.notes)
            rows.sections.append(("notes", None, label.strip("："), 1))
            yield Block(label, heading=True)
        for number in range(1, last):
            text = add_note(rows, habits, roman(number) if habits.manner == "roman" else str(number), number)
            rows.sentences.append(text)
            rows.paragraphs.append(text)
            yield Block(f"\ue000{note_mark(habits.manner, number)}\ue001 {text}")
    elif habits.listed:
        label = pick(draw, *habits.script.references)
        rows.sections.append(("references", None, label.strip("："), 1))
        yield Block(label, heading=True)
        style = pick(draw, *LABELS)
        for number, (_, entry) in enumerate(habits.works, 1):
            numbered = habits.citing == "numeric"
            rows.references.append((str(number) if numbered else None, entry, "listed"))
            yield Block((style.format(number) if numbered else "") + entry)
    else:
        for number in sorted({int(cited.target) for cited in rows.citations}):
            rows.references.append((str(number), None, "missing"))


def _markdown(draw: st.DrawFn, habits: Habits, blocks: list[Block]) -> str:
    """The blocks as a converter writes them, the levels of its headings as often wrong as not."""
    marks = draw(st.sampled_from(["#", "##"]))
    emphasis = draw(st.sampled_from(["", "", "*", "**"]))
    text = "".join(
        f"{marks} {block.text}\n\n" if block.heading else _emphasised(block.text, emphasis) + "\n\n" for block in blocks
    )
    dress = pick(draw, *DRESSES.get(habits.manner, ("{}",)))
    return MARKER.sub(lambda match: _dressed(match[1], dress), text)


def _emphasised(text: str, marks: str) -> str:
    """A paragraph whose second sentence begins with emphasis."""
    return _SECOND.sub(rf"\1{marks}\2{marks}", text, count=1) if marks else text


def _dressed(marker: str, dress: str) -> str:
    """A marker in a converter's dress: its number alone goes into it."""
    plain = unicodedata.normalize("NFKC", marker)
    bare = plain.strip("[]") if marker[0] == "[" else plain
    fits = bare.isdigit() or (marker[0] == "[" and marker[-1] == "]" and "[" not in bare)
    return dress.format(bare) if dress != "{}" and fits else marker


def _manner(draw: st.DrawFn, habits: Habits, rows: Rows) -> Manner:
    """How a text layer is set; where whole lines of Latin stand among Chinese ones, by columns."""
    if not habits.foot and draw(st.integers(0, 4)) == 0:
        return Manner(width=ONE_LINE, indent=0, blank_lines=draw(st.booleans()))
    english = habits.script.gap != ""
    second = [kind for kind, *_ in rows.sections].count("title") > 1
    columns = not english and (second or habits.listed or draw(st.booleans()))
    narrow, wide = (56, 92) if columns or english else (28, 46)
    pages = draw(st.sampled_from([22, 35] if habits.foot else [0, 22, 35]))
    if second and not habits.foot and "keywords over two pages" in KNOWN:
        pages = 0
    return Manner(
        draw(st.integers(narrow, wide)), columns, columns or draw(st.booleans()),
        draw(st.sampled_from([0, 2])), draw(st.booleans()), draw(st.booleans()), draw(st.booleans()), pages,
    )  # fmt: skip
