"""Heading lines: labels that papers share (摘要, Abstract, 参考文献 …) and numbers that follow one another in a tree.

A line that begins with a number is a heading only where the number continues the paper's own numbering, the line
stands at a paragraph's place, and what follows the number reads as a title. So `21 世纪…` at a line's start is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Span, strip
from pipeline.structure.lines import TextLine
from pipeline.structure.setting import Measure

CHINESE_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_FORMAL = str.maketrans("壹壱贰貳叁參参肆伍陆陸柒捌玖拾", "一一二二三三三四五六六七八九十")
_STEMS = "甲乙丙丁戊己庚辛壬癸"

_LABELS = {
    "abstract": "摘要|內容摘要|内容摘要|提要|内容提要|Abstract|ABSTRACT|Summary",
    "keywords": "关键词|关键字|關鍵詞|關鍵字|主题词|Key ?[Ww]ords|KEY ?WORDS|Keywords and phrases",
    "references": "参考文献|參考文獻|参考书目|參考書目|引用文献|引用文獻|引用書目|徵引文獻|征引文献|主要参考文献|主要參考文獻|References|REFERENCES|Bibliography|BIBLIOGRAPHY|Works Cited|Literature Cited",
    "notes": "注释|註釋|注解|尾注|Notes|NOTES|Endnotes",
    "acknowledgements": "致谢|致謝|鸣谢|Acknowledge?ments?|ACKNOWLEDGE?MENTS?",
    "funding": "基金项目|基金項目|资助项目|Funding|FUNDING",
    "appendix": "附录|附錄|Appendix|APPENDIX|Appendices",
}
_SPACED = {kind: "|".join(_spaced for _spaced in (
    r"[ \u3000]*".join(label) if not label.isascii() else label for label in labels.split("|")
)) for kind, labels in _LABELS.items()}  # fmt: skip
_LABELS_BEGIN = frozenset(label[0] for labels in _LABELS.values() for label in labels.split("|")) | frozenset(
    "[【〔［ \u3000"
)
_LABEL = re.compile(
    r"[\[【〔［]?[ \u3000]*(?:"
    + "|".join(f"(?P<{kind}>{labels})" for kind, labels in _SPACED.items())
    + r")[ \u3000]*[\]】〕］]?"
)
_ABSTRACT_WITHIN = re.compile(
    r"(?:[【\[［]\s*摘\s*要\s*[】\]］]|(?<![的本文容])(?:[内內]容)?摘\s*要\s*[:：]|\bAbstract\s*[:：])"
)
_AFTER_LABEL = re.compile(r"[ \u3000]*[:：][ \u3000]*|[ \u3000]{2,}|\Z")
_TITLED_APPENDIX = re.compile(
    r"[ \u3000]*[A-Z\d一二三四五六七八九十]{0,2}[.．:：、]?[ \u3000]+(?=[\u4e00-\u9fffA-Z“《])[^。；;，,]{2,60}(?<![.!?！？:：])\Z"
)
"""What stands behind the word `Appendix` where it begins a heading: a letter perhaps, and a title."""
_PART_OF_LIST = re.compile(
    r"(?:[一二三四五六][、.．]|[（(][一二三四五六\d][)）]|\d[.．、]|[IVX]+\.|[A-F]\.)?[ \u3000]*(?:"
    r"(?:中文|英文|外文|西文|日文|德文|法文|国内|國內|国外|國外|网络|網路|網絡|电子|電子|档案|檔案|原始|古籍|其他)"
    r"(?:部分|文献|文獻|参考文献|參考文獻|资料|資料|著作|论文|論文|专著|專著|专书|專書|期刊|书目|書目|来源|來源)"
    r"|(?:专著|專著|专书|專書|期刊论文|期刊論文|学位论文|學位論文|报纸|報紙)(?:类|類)?"
    r"|(?:Chinese|English|Foreign|Primary|Secondary|Archival|Online|Internet|Printed|Other|Further)(?:[- ][Ll]anguage)?"
    r" (?:[Ss]ources|[Ww]orks|[Rr]eferences|[Ll]iterature|[Tt]exts|[Pp]ublications|[Mm]aterials))[ \u3000]*[:：]?\Z"
)
"""The heading of a part of a list of references."""
_SPACED_LABEL = re.compile(r"摘[ \u3000]+要|关[ \u3000]*键[ \u3000]+词")
_LISTED = re.compile(r"[，,；;、]")

_NUMERAL = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_NUMBERS = {
    "dotted": re.compile(
        r"(\d{1,2}(?:[.．]\d{1,2})*)(?:[.．、][ \u3000]*(?=[^\d\s.．、,，%％~-])|(?:[ \u3000]+|(?=[\u4e00-\u9fff“「《]))"
        r"(?=[^\d\s.．、,，%％~-]))"
    ),
    "part": re.compile(rf"第({_NUMERAL}|\d{{1,3}})[编篇部][分]?[ \u3000]*"),
    "chapter": re.compile(rf"第({_NUMERAL}|\d{{1,3}})章[ \u3000]*"),
    "article": re.compile(rf"第({_NUMERAL}|\d{{1,3}})节[ \u3000]*"),
    "chinese": re.compile(rf"({_NUMERAL})[、.．][ \u3000]*"),
    "formal": re.compile(r"([壹壱贰貳叁參参肆伍陆陸柒捌玖拾]{1,3})[、.．][ \u3000]*"),
    "stem": re.compile(rf"([{_STEMS}])、[ \u3000]*"),
    "bracketed-chinese": re.compile(rf"[（(]({_NUMERAL})[)）][ \u3000]*"),
    "bracketed": re.compile(r"[（(](\d{1,2})[)）][ \u3000]*"),
    "roman": re.compile(r"([IVX]{1,5})[.．][ \u3000]+"),
    "letter": re.compile(r"([A-H])[.．][ \u3000]+"),
}
_BEGINNINGS = {
    "0123456789": ("dotted",),
    "第": ("part", "chapter", "article"),
    "一二三四五六七八九十": ("chinese",),
    "壹壱贰貳叁參参肆伍陆陸柒捌玖拾": ("formal",),
    _STEMS: ("stem",),
    "（(": ("bracketed-chinese", "bracketed"),
    "IVX": ("roman",),
    "ABCDEFGH": ("letter",),
}
_BEGINNING_WITH = {first: styles for firsts, styles in _BEGINNINGS.items() for first in firsts}
"""The manners of numbering whose numbers may begin with a character."""
MAY_BEGIN = _LABELS_BEGIN.union(_BEGINNING_WITH)
"""The characters with which labels and numbers begin."""
_RUN_IN = re.compile(
    r"(?P<title>(?:[\w“”‘’「」『』《》、·—]|(?<=\d)\.(?=\d)|(?<=[A-Za-z0-9]) (?=\w)){1,24}?[\u4e00-\u9fff”」』》])[ \u3000]+"
    r"(?=[\w“‘「『《（(\"][^\n]{0,200}?[，。；：！？])"
    r"|(?P<title_en>[A-Z][\w’'-]*(?: [\w’'-]+){0,6})[.:]\s+(?=[A-Z“‘])"
)
"""A title and, behind a blank, text that goes on as sentences do."""
_COUNTED = re.compile(
    r"\d+(?:[.．]\d+)?[ \u3000]*(?:年|月|日|世纪|世紀|个|個|种|倍|元|人|次|届|亿|万|篇|项|名|位|岁|时|点)"
)
"""A quantity, which a line of text may begin with as a heading begins with its number."""
_NO_TITLE_END = re.compile(r"[。；;，,：:(（\[［〔【《〈“‘「『]\Z|[。；]|[a-z]{2}\.(?: [A-Z]|\Z)")
LONGEST_TITLE, LONGEST_LATIN = 80, 130
_CHINESE = re.compile("[\u4e00-\u9fff]")
_WORDS = re.compile(r"[\w“‘「『《〈«（(\"'](?:.*[^\s:：])?", re.DOTALL)
_CLOSING_BRACKETS = dict(zip("]】〕］", "[【〔［", strict=True))


class Label(NamedTuple):
    """A heading of a kind that papers share: its kind, its end in the line, and where the text after it begins."""

    section_kind: str
    end: int
    rest: int


class Number(NamedTuple):
    """A heading's number: the manner of numbering, its value (one integer a level), and where the title begins.

    `end` is where a title that runs into its paragraph ends, 0 where it has its lines to itself.
    """

    style: str
    value: tuple[int, ...]
    printed: str
    title: int
    end: int = 0


def label_of(text: str) -> Label | None:
    """The label that a line consists of or begins with, set off by brackets, a colon, wide blanks or the line's end.

    >>> label_of("【摘 要】数字劳动…"), label_of("关键词：劳动").section_kind, label_of("Notes on method")
    (Label(section_kind='abstract', end=5, rest=5), 'keywords', None)
    """
    match = _LABEL.match(text) if text[:1] in _LABELS_BEGIN else None
    if match is None or match.lastgroup is None:
        return None
    after = _AFTER_LABEL.match(text, match.end())
    bracketed = match.group()[0] in "[【〔［" and match.group()[-1] in "]】〕］"
    spaced = _SPACED_LABEL.match(match.group()) is not None
    listed = match.lastgroup == "keywords" and _LISTED.search(text) is not None and text[-1] not in "。."
    titled = match.lastgroup == "appendix" and _TITLED_APPENDIX.match(text, match.end("appendix")) is not None
    if after is None and not bracketed and not spaced and not listed and not titled:
        return None
    return Label(match.lastgroup, match.end(), after.end() if after else match.end())


def part_of_list(text: str) -> Label | None:
    """The heading of a part of a reference list that a line is.

    >>> part_of_list("中文部分").section_kind, part_of_list("Primary sources").rest, part_of_list("中文资料很少。")
    ('references', 15, None)
    """
    return Label("references", len(text), len(text)) if len(text) <= 40 and _PART_OF_LIST.match(text) else None


def label_in(text: str) -> int | None:
    """Where an abstract's label stands within a line that begins with something else.

    >>> label_in("清华大学 北京 100083摘要：本文"), label_in("摘要：本文"), label_in("本文的摘要很短")
    (14, None, None)
    """
    match = _ABSTRACT_WITHIN.search(text, 1) if "摘" in text or "Abstract" in text else None
    return match.start() if match else None


def is_quantity(text: str) -> bool:
    """True for a line that begins with a quantity (`21 世纪`, `1.5 倍`) rather than a heading's number."""
    return _COUNTED.match(text) is not None


def number_of(text: str) -> Number | None:
    """The number a line begins with, read as a heading would have it.

    >>> number_of("2.1. 数字劳动异化的内涵")
    Number(style='dotted', value=(2, 1), printed='2.1', title=5, end=0)
    >>> number_of("（二）出场逻辑").value, number_of("第十二章 结论").value
    ((2,), (12,))
    """
    for style in _BEGINNING_WITH.get(text[:1], ()):
        if match := _NUMBERS[style].match(text):
            bare = style in ("dotted", "chinese", "formal", "stem", "roman", "letter")
            printed = match.group(1) if bare else match.group().strip(" \u3000")
            return Number(style, _value(match.group(1)), printed, match.end())
    return None


def run_in_end(text: str, title: int) -> int:
    """Where a title that runs into its paragraph ends, 0 where none does.

    >>> text = "1.1.研究背景 随着数字技术的发展，劳动…"
    >>> text[4 : run_in_end(text, 4)]
    '研究背景'
    >>> "3.2.1 Waiting. A minute was waiting if"[6 : run_in_end("3.2.1 Waiting. A minute was waiting if", 6)]
    'Waiting'
    """
    match = _RUN_IN.match(text, title)
    return match.end(match.lastgroup or 0) if match else 0


def _value(printed: str) -> tuple[int, ...]:
    if printed[0].isdigit():
        return tuple(map(int, printed.replace("．", ".").split(".")))
    if printed[0] in "IVX" and len(printed) > 0 and set(printed) <= set("IVX"):
        values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in printed]
        return (sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)),)
    if printed.isascii():
        return (ord(printed) - ord("A") + 1,)
    if printed in _STEMS:
        return (_STEMS.index(printed) + 1,)
    tens, _, ones = printed.translate(_FORMAL).rpartition("十")
    ten = 0 if "十" not in printed.translate(_FORMAL) else 10 * (CHINESE_DIGITS[tens] if tens else 1)
    return (ten + (CHINESE_DIGITS[ones] if ones else 0),)


def title_of(source: str, span: Span) -> Span:
    """The words of a heading, without the brackets and colon that set them off.

    >>> title_of("【摘 要】：", Span(0, 6)), title_of("On “Sharing”", Span(0, 12))
    (Span(start=1, end=4), Span(start=0, end=12))
    """
    words = _WORDS.search(source, span.start, span.end)
    if words is None:
        return span
    opening = _CLOSING_BRACKETS.get(words.group()[-1])
    alone = opening is not None and opening not in words.group()
    return strip(source, words.start(), words.end() - alone)


class Numbering:
    """The numbers met so far: which may come next, and where in the tree it hangs."""

    def __init__(self) -> None:
        self.open: list[tuple[str, tuple[int, ...]]] = []
        self.interrupted = False

    def interrupt(self) -> None:
        """A label stands between the numbers, at the top of the tree: what `2` opened is closed, and no `2.2` follows."""
        self.interrupted = True

    def accepts(self, number: Number) -> bool:
        """True where the number opens a level (0 or 1), or follows the last one of its level by one (two: a lost heading)."""
        if self.interrupted and len(number.value) > 1:
            return False
        last = next((value for style, value in reversed(self.open) if style == number.style), None)
        if number.style == "dotted":
            return self._dotted(number.value, last)
        return number.value[0] == 1 if last is None else 1 <= number.value[0] - last[0] <= 2

    @staticmethod
    def _dotted(value: tuple[int, ...], last: tuple[int, ...] | None) -> bool:
        if last is None:
            return value in ((0,), (1,))
        if len(value) > len(last):
            return value[:-1] == last and value[-1] == 1
        return value[:-1] == last[: len(value) - 1] and 1 <= value[-1] - last[len(value) - 1] <= 2

    def add(self, number: Number) -> int:
        """Take the number into the tree; its depth, counted from 1."""
        while self.open and not self._holds(self.open[-1], number):
            self.open.pop()
        self.interrupted = False
        self.open.append((number.style, number.value))
        return len(self.open)

    def _holds(self, above: tuple[str, tuple[int, ...]], number: Number) -> bool:
        style, value = above
        if style == number.style == "dotted":
            return len(value) < len(number.value)
        return all(open_style != number.style for open_style, _ in self.open)


def is_short(text: str) -> bool:
    """True for a text that is no longer than a title: Latin script takes more letters to say as much."""
    return len(text) <= LONGEST_TITLE or (len(text) <= LONGEST_LATIN and not _CHINESE.search(text))


def title_lines(lines: Sequence[TextLine], index: int, by: Measure) -> int:
    """How many lines the heading that begins at `lines[index]` takes; 0 where its text does not read as a title.

    A title that fills its line goes on; the line after a title that did not fill its line belongs to the text.
    """
    number = number_of(lines[index].text)
    text = lines[index].text[number.title if number else 0 :]
    if not text or _NO_TITLE_END.search(text):
        return 0
    taken = 1
    for at in range(index + 1, len(lines)):
        following = lines[at]
        if by.stops_short(lines[at - 1], following):
            # Behind a title no line begins small: a sentence goes on there.
            return taken if is_short(text) and not following.text[0].islower() else 0
        text += following.text
        if _NO_TITLE_END.search(text) or following.closes or number_of(following.text) or not is_short(text):
            return 0 if following.text[0].islower() else 1
        taken += 1
    return taken
