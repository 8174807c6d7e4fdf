"""Titles as the parts of a paper bear them: headings that belong together, and what tells how deep they lie."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import language_of
from pipeline.structure.parts import Part
from pipeline.structure.unnumbered import TOP, Depths, Heading, goes_on_in, level_of


def titles_joined(source: str, parts: Sequence[Part]) -> list[Part]:
    """The parts, a marked heading right below another taken as the rest of its title where it plainly is.

    It is where a phrase goes on in it; and of the same level, in Chinese, and where the paper's title or one above an
    abstract stands.
    """
    joined: list[Part] = []
    for part, following in zip(parts, [*parts, None][1:], strict=True):
        above = joined[-1] if joined else None
        if above and not above.body and _is_plain(above) and _is_plain(part):
            last, first = above.heading[-1], part.heading[0]
            title = len(joined) == 1 or opens_abstract(following)
            same = level_of(source, last) == level_of(source, first)
            if goes_on_in(last.text, first.text) or (same and (title or language_of(first.text) == "zh")):
                joined[-1] = part._replace(heading=above.heading + part.heading)
                continue
        joined.append(part)
    return joined


def _is_plain(part: Part) -> bool:
    """True for a heading without a number that is none of those that papers share."""
    return part.label is None and part.number is None and len(part.heading) > 0 and not TOP.match(words_of(part))


def opens_abstract(part: Part | None) -> bool:
    return part is not None and part.label is not None and part.label.section_kind == "abstract"


def words_of(part: Part) -> str:
    return "".join(line.text for line in part.heading)


def depths_of(source: str, parts: Sequence[Part]) -> Depths:
    """What tells how deep the headings without numbers lie; one with which a paper begins is its title."""
    plain = [part for part in parts[1:] if part.label is None and part.number is None and part.heading]
    if not plain:
        # Nothing but the title is marked: lines in bold are the headings.
        plain += [part for part in parts if part.label and part.label.section_kind == "body" and part.number is None]
    return Depths.of([Heading(words_of(part), level_of(source, part.heading[0])) for part in plain])
