"""Headings without numbers: where they stand in a text layer of Latin script, and how deep they lie.

A text layer has lost what set such a heading off. What is left: it stands alone on a line that stops short, closes
no sentence, and has a finished paragraph above it and a full line below. How deep it lies is read from the format's
levels where these agree with themselves, else from capitals, else from the names that the parts of a report share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.structure.headings import label_of
from pipeline.structure.lines import TextLine
from pipeline.structure.setting import Setting

_REPORT = re.compile(
    r"(?:(?:Materials? and )?Methods?(?: and Materials?)?|Methodology|Results?(?: and Discussion)?|Findings|Discussion)\W*\Z",
    re.IGNORECASE,
)
"""The parts of a report: a paper that has two of them has all else below them and their like."""
TOP = re.compile(
    r"(?:.*(?:结语|結語|结束语|结论|結論|余论|小结|讨论|引言|导言|前言|绪论)|(?:General )?Introduction|Background|Literature [Rr]eview|Related [Ww]ork"
    rf"|{_REPORT.pattern[:-5]}|(?:\w+ and )?Conclusions?(?: and [A-Z]\w+(?: \w+)?)?|Concluding [Rr]emarks"
    r"|Support(?:ing|ive) [Ii]nformation|Supplementa(?:ry|l) (?:[Mm]aterials?|[Ii]nformation|[Dd]ata)|Data [Aa]vailability(?: [Ss]tatement)?"
    r"|Author(?:s|s?['’]s?)? [Cc]ontributions?|(?:Declaration of )?(?:[Cc]onflict(?:ing|s)?|[Cc]ompeting)(?: of)? [Ii]nterests?|Disclosures?)\W*\Z",
    re.IGNORECASE,
)
"""Names of sections at the top of a paper's tree."""
_TITLE = re.compile(r"[“‘\"]?[A-ZÀ-Þ](?=.*[^\W\d_]{3})[^=@|;<>{}\[\]\t]*[^\s.,;:(–—-]\Z")
_CHINESE_TITLE = re.compile(r"[“《「]?[\u4e00-\u9fff][^，。；：！？、,;:!?=|\t]{0,22}[\u4e00-\u9fff”》」]\Z")
_INITIAL = re.compile(r"[A-ZÀ-Þ“‘\"\d\u4e00-\u9fff《「]|[(（](?![^()（）]*\d{4})")
_JOINS = re.compile(r"(?:\b(?:of|and|the|in|for|to|a|an|with|by|on|or|from|at|as)|[,:–—-])\Z")
_LEVEL = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]")
LONGEST = 120
LONGEST_CHINESE = 25
MOST_LINES = 2
MOST_FIGURES = 0.2
SHORTEST_PARAGRAPH = 100
"""Of a text that sets a paragraph a line, what is shorter shows no paragraph below a heading."""
NEARLY_FULL = 0.75
"""A line that is as wide as this is no heading: what follows it may have been too long for its end."""
DEEPEST_CHAIN = 3
"""So many headings may stand right below one another."""


def heading_lines(lines: Sequence[TextLine], index: int, setting: Setting, *, below_heading: bool) -> int:
    """How many lines a heading of Latin script takes that begins at a line, 0 where none does.

    `below_heading` where one is right above it. What stands around it is looked at: how the line above ends, and how
    the lines below begin.
    """
    return _heading_lines(lines, index, setting, below_heading, DEEPEST_CHAIN)


def _heading_lines(lines: Sequence[TextLine], index: int, setting: Setting, below_heading: bool, chain: int) -> int:
    line, previous = lines[index], lines[index - 1] if index else None
    apart = setting.apart and not setting.unwrapped
    finished = previous is not None and (previous.closes or (apart and previous.blank_after))
    if line.role or line.closes or not (below_heading or finished or TOP.match(line.text)):
        return 0
    taken = _lines_of_title(lines, index, setting)
    if not taken or _INITIAL.match(lines[index + taken].text) is None:
        return 0
    follows = _begins_text(lines, index + taken, setting) or (
        chain > 0 and _heading_lines(lines, index + taken, setting, True, chain - 1) > 0
    )
    return taken if follows or TOP.fullmatch(line.text) else 0


def _lines_of_title(lines: Sequence[TextLine], index: int, setting: Setting) -> int:
    """How many lines the words at a line take, up to one that stops short; 0 where they do not read as a title."""
    text = ""
    for taken, line in enumerate(lines[index : index + MOST_LINES], 1):
        text = f"{text} {line.text}".strip()
        if line.closes or index + taken == len(lines) or (taken > 1 and label_of(line.text)):
            return 0
        if taken == 1 and line.text[-1] == ",":
            continue
        apart = setting.apart and not setting.unwrapped and line.blank_after
        if apart or setting.measure.stops_short(line, lines[index + taken]):
            return taken if _reads_as_title(text) else 0
    return 0


def _reads_as_title(text: str) -> bool:
    return (
        len(text) <= LONGEST
        and (_TITLE.match(text) or _CHINESE_TITLE.match(text)) is not None
        and _JOINS.search(text) is None
        and sum(map(str.isdigit, text)) <= len(text) * MOST_FIGURES
    )


def _begins_text(lines: Sequence[TextLine], index: int, setting: Setting) -> bool:
    """True for the first line of a paragraph: a full one, or a whole paragraph."""
    line = lines[index]
    if setting.unwrapped:
        return line.columns >= SHORTEST_PARAGRAPH
    by = setting.measure
    wide = (line.columns if by.in_columns else line.characters) >= by.usual * NEARLY_FULL
    return index + 1 < len(lines) and (wide or not by.stops_short(line, lines[index + 1]))


def level_of(source: str, line: TextLine) -> int:
    """How many `#` a Markdown heading has, 0 where a line is none."""
    match = _LEVEL.match(source, source.rfind("\n", 0, line.start) + 1)
    return len(match[1]) if match else 0


def goes_on_in(title: str, following: str) -> bool:
    """True where a heading plainly goes on in the one below it: in mid-phrase, or with a small letter or a dash.

    >>> goes_on_in("The Logic of", "Digital Capital"), goes_on_in("METHODS", "Study site and population")
    (True, False)
    """
    return following[0].islower() or following[0] in "—–―-" or _JOINS.search(title) is not None


class Heading(NamedTuple):
    """The words of a heading without a number, and the level that the format gives it (0: none)."""

    words: str
    level: int


class Depths(NamedTuple):
    """How deep the headings of a paper without numbers lie: what tells them apart, and the levels in order."""

    by: str
    levels: tuple[int, ...]

    @classmethod
    def of(cls, headings: Sequence[Heading]) -> Depths:
        """Learn from all headings of a paper what tells how deep they lie.

        >>> depths = Depths.of([Heading("METHODS", 0), Heading("Study site", 0), Heading("RESULTS", 0)])
        >>> depths.by, depths.of_heading(Heading("Study site", 0))
        ('capitals', 2)
        """
        levels = tuple(sorted({heading.level for heading in headings} - {0}))
        top = [heading.level for heading in headings if heading.level and TOP.match(heading.words)]
        # Converters often set levels at random: they tell where several names of the top share the highest.
        if len(levels) > 1 and len(top) > 1 and set(top) == {levels[0]}:
            return cls("levels", levels)
        capitals = [heading.words.isupper() for heading in headings]
        if capitals.count(True) > 1 and not all(capitals) and capitals[0]:
            return cls("capitals", ())
        if sum(_REPORT.match(heading.words) is not None for heading in headings) > 1:
            return cls("names", ())
        return cls("nothing", ())

    def of_heading(self, heading: Heading) -> int:
        """The depth of one heading, from 1."""
        if self.by == "levels":
            return self.levels.index(heading.level) + 1 if heading.level in self.levels else 1
        top = TOP.match(heading.words) is not None or (self.by == "capitals" and heading.words.isupper())
        return 1 if top or self.by == "nothing" else 2
