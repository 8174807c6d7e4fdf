"""What `make quality` prints and writes: tables of scores, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.measures import MEASURES, Score, total


class Text(NamedTuple):
    """An annotated text: its folder's name, a short one for tables, its source, the SHA-256 of one that is not ours.

    Held out is a text that no rule was written with.
    """

    name: str
    short: str
    source: Path
    sha256: str = ""
    held_out: bool = False


class Measured(NamedTuple):
    """What came out for one text, and for the characters that two readers annotated, how far they agree."""

    text: Text
    characters: int
    scores: dict[str, Score]
    sentencex: Score
    annotated_twice: int
    agreement: dict[str, Score]


NOT_AGREED = ("headings: parent", "notes: reference")
"""Measures that the second annotator did not mark."""

HEAD = """\
# Quality

[中文摘要](#中文摘要)

How well papers are read, measured on annotation made by reading. Written by `make quality`, which repeats every number
here; what still fails, and why, is written by hand in [quality-notes.md](quality-notes.md) and stands below.

## What was measured, and on what

{texts}

- **Development** means that rules were written or mended with this annotation, or its differences, in sight. Scores there say
  what the rules were made to do. **Held out** means that no rule was written with its annotation or a difference from it in
  sight; only its scores were seen. Only those columns say what to expect of the next paper. `zh-C` lay among the papers that must build without
  errors, so that its rows had been read before it was annotated, and a few of those that changed were seen when all papers were compared; `en-notes` was
  written by us, but by a hand that did not know the rules, and the list of its forms (not its rows) was read when it was put here.
- The annotators worked from the annotation guide ([annotation.md](annotation.md) in our words), without running or reading our code.
  No scholar has annotated or checked these texts yet. `wang-2024` is the first paper; the essays in English and in traditional characters, the numeric
  conference paper and the two with notes at the foot of pages were written by us for this (`en-text` and `en-md` are one essay in two forms, so *all* counts it twice).
  The three papers from ChinaXiv are not ours to publish: `tests/data/annotation/` holds offsets in them, no text, and
  without the papers in `../shared/papers` the command says that they are left out, and leaves this page alone.
- A unit is right if the annotation has the same one. **Headings, sentences, quotations, citations, references, notes**: the same
  first and last character in the source (of a heading without brackets, colon, stop and format marks at its edges). **Kind, number, parent, speaker,
  link, locator, target**: the same place and the same value, so that a unit not found is also wrong here. Works in one bracket are one citation
  each. A *target* is the entry or the note that a marker points to, or that it is missing. A *link* is quotation,
  position and marker: a bracket with several works counts once.
- **Reference fields** count in every entry, by where the entry starts: the fields of an entry that was not found, or begins elsewhere, are missed.
  Values are compared without blanks, width of characters, kind of dash, and marks at their edges; dates by their numbers, the date of issue by its year, as only that is annotated. A contributor is
  right with role, family name and given name.
- **Gaps** (running heads, tables, captions…) are compared by letters and digits, as tables may be cut in one piece or two; labels of notes
  and a format's marks are left out. Block quotations are quotations only where the format marks them, as in `en-md`.
- `–`: nothing is annotated and nothing was found. P is right ÷ found, R is right ÷ annotated, F1 their harmonic mean. *All* adds up units, not scores.

## F1

{overview}

## Sentences, beside sentencex

[sentencex](https://github.com/wikimedia/sentencex) is given the reading text of each of our paragraphs (lines joined, notes and page furniture taken
out, language told), and its ends are mapped back to the source; a sentence is right if both ends are. So paragraphs are ours in both
columns, and what differs is the splitting alone.

{splitting}

## Agreement of two readers

A second reader annotated a part of each text anew, from the guide alone, without seeing the first annotation. F1 between the two, in
that part; in brackets the units of the first. What two readers do not agree on, no score can prove.

{agreement}

"""

CHINESE = """\
## 中文摘要

本页由 `make quality` 生成，衡量本项目读取论文的准确程度。依据是通读原文所作的标注：标注时只依标注规则，未运行、未查看程序；尚无学者参与标注或核对。
「开发」指撰写或修订规则时参看过该文的标注或差异，其得分只说明规则达到了设计目标；「留存」指撰写规则时未参看该文的标注及差异，唯有这两栏可以预示新论文的效果：
`zh-C` 是须能无误生成的论文之一，标注之前已读过其各行，全部论文前后比对时亦见过其中少数变动的行；`en-notes` 由我们另行撰写，执笔时不参看任何规则，收入时读过其体例说明（未读其标注）。除首篇论文外，英文各篇、繁体一篇与两篇页下注文章均为此撰写，`en-text` 与 `en-md` 是同一篇文章的两种版式；
三篇 ChinaXiv 论文的原文不归本项目发布，此处只保存字符位置，不保存文字。

起止字符与标注完全一致方为正确；类别、编号、上级、言者、链接、页码、所指条目还须数值一致。文献字段按条目起点逐项比较，忽略空白、全半角、连接号形式与首尾标点。下表为 F1（精确率与召回率的调和平均数）。

{overview}

句子一项与 sentencex 的对照（后者得到的是我们已经拼接好的段落文字）：

{splitting}

两位标注者在重复标注部分的一致程度（F1，括号内为前一位标注者的单位数）：

{agreement}

"""

TABLES = "## Every score\n\n"


def page(measured: Sequence[Measured], notes: str) -> str:
    """The whole of docs/quality.md."""
    english = HEAD.format(
        texts=_texts(measured),
        overview=_overview(measured),
        splitting=_splitting(measured),
        agreement=_agreement(measured),
    )
    chinese = CHINESE.format(
        overview=_overview(measured, chinese=True),
        splitting=_splitting(measured, chinese=True),
        agreement=_agreement(measured, chinese=True),
    )
    every = "\n".join(f"### {one.text.name}\n\n{_every(one.scores)}\n" for one in measured)
    return english + notes.strip() + "\n\n" + chinese + TABLES + every


def summary(measured: Sequence[Measured]) -> str:
    """The F1 of every measure, for a terminal."""
    rows = [["F1", *(one.text.short for one in measured), "all", "P", "R", "units"]]
    for name in MEASURES:
        everywhere = total(one.scores[name] for one in measured)
        rates = (everywhere.f1, everywhere.precision, everywhere.recall)
        texts = (_rate(one.scores[name].f1) for one in measured)
        rows.append([name, *texts, *map(_rate, rates), str(everywhere.annotated)])
        if name == "sentences":
            splitter = total(one.sentencex for one in measured)
            texts = (_rate(one.sentencex.f1) for one in measured)
            rates = (splitter.f1, splitter.precision, splitter.recall)
            rows.append(["sentences by sentencex", *texts, *map(_rate, rates), str(splitter.annotated)])
    width = max(len(row[0]) for row in rows)
    lines = ["  ".join([row[0].ljust(width), *(cell.rjust(7) for cell in row[1:])]) for row in rows]
    held = ", ".join(one.text.short for one in measured if one.text.held_out)
    return "\n".join([*lines, f"Held out while rules were written: {held or 'none of these'}."])


def _rate(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.3f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, its first column to the left and the others to the right."""
    rule = [" --- ", *(" ---: " for _ in head[1:])]
    return "\n".join([f"| {' | '.join(head)} |", f"|{'|'.join(rule)}|", *(f"| {' | '.join(row)} |" for row in rows)])


def _texts(measured: Sequence[Measured]) -> str:
    return _table(
        ["text", "below", "characters", "annotated twice", "use"],
        (
            [
                one.text.name, one.text.short, f"{one.characters:,}", f"{one.annotated_twice / one.characters:.0%}",
                "**held out**" if one.text.held_out else "development",
            ]
            for one in measured
        ),
    )  # fmt: skip


def _name(measure: str, *, chinese: bool) -> str:
    return MEASURES[measure] if chinese else measure


def _heads(measured: Sequence[Measured], *, chinese: bool) -> list[str]:
    uses = {False: "开发", True: "留存"} if chinese else {False: "dev.", True: "**held out**"}
    return [f"{one.text.short}<br>{uses[one.text.held_out]}" for one in measured]


def _overview(measured: Sequence[Measured], *, chinese: bool = False) -> str:
    first, last = ("项目", "合计") if chinese else ("", "all")
    return _table(
        [first, *_heads(measured, chinese=chinese), last],
        (
            [
                _name(name, chinese=chinese), *(_rate(one.scores[name].f1) for one in measured),
                _rate(total(one.scores[name] for one in measured).f1),
            ]
            for name in MEASURES
        ),
    )  # fmt: skip


def _splitting(measured: Sequence[Measured], *, chinese: bool = False) -> str:
    head = (
        ["文本", "标注句数", "本项目", "sentencex"] if chinese else ["text", "sentences annotated", "ours", "sentencex"]
    )
    rows = [(one.text.short, one.scores["sentences"], one.sentencex) for one in measured]
    everything = (
        "合计" if chinese else "all", total(ours for _, ours, _ in rows), total(theirs for _, _, theirs in rows)
    )  # fmt: skip
    return _table(
        head,
        (
            [name, str(ours.annotated), _rate(ours.f1), _rate(theirs.f1)] for name, ours, theirs in [*rows, everything]
        ),
    )  # fmt: skip


def _agreement(measured: Sequence[Measured], *, chinese: bool = False) -> str:
    twice = [one for one in measured if one.agreement]
    return _table(
        ["项目" if chinese else "", *(one.text.short for one in twice), "合计" if chinese else "all"],
        (
            [_name(name, chinese=chinese), *map(_counted, [*(one.agreement[name] for one in twice), everywhere])]
            for name in MEASURES
            if name not in NOT_AGREED and (everywhere := total(one.agreement[name] for one in twice)).annotated
        ),
    )


def _counted(score: Score) -> str:
    return "–" if score.f1 is None else f"{_rate(score.f1)} ({score.annotated})"


def _every(scores: dict[str, Score]) -> str:
    return _table(
        ["", "annotated", "found", "right", "P", "R", "F1"],
        (
            [name, *map(str, score), _rate(score.precision), _rate(score.recall), _rate(score.f1)]
            for name, score in scores.items()
            if score.f1 is not None
        ),
    )
