"""Sayings: a name with a verb of saying, and which quotation of the sentence is said by it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

BLOT = "\x00"
"""Stands for every character of a quotation, while its sentence's own words are read."""
ENDS = re.compile(
    r"; (?!(?:(?:and|or|but) )?(?:that|how|what|why)\b|[“‘\"'«„])"
    r"|；(?![一二三四五六七八九]是|其[一二三四五次中]|第[一二三四五]|另|最?[后後]|[并並还還也再又或即是]|而且|同[时時]|以及|[“‘「『\"'①-⑳（(])"
)
"""A semicolon that ends what is said: the same verb does not go on behind it."""
_SETS_OFF = re.compile(
    r"[^\w;:；：。]*(?:[\[［〔(（][^()（）]{1,40}?[)）\]］〕]\s*)?[^\w;:；：。]*"
    r"(?:(?:as|so|or so|正如|诚如|誠如|恰如|如|这是|這是|正是|也是|是|照|據|据) ?)?"
    r"(?:(?!(?:and|but|while|whereas|yet|or) )[a-z]+,? ){0,4}"
)
"""What may stand between a quotation and a saying that follows it."""


class Saying(NamedTuple):
    """Where a name begins, the place behind the verb by which it speaks (both in the reading text), and the name.

    Where a semicolon ends what was said, nobody speaks.
    """

    start: int
    verb_end: int
    name: str | None


def speaker_of(text: str, sayings: Sequence[Saying], start: int, end: int, others: Sequence[int] = ()) -> str | None:
    """Who says what stands at `start` to `end`: the last name before it, else one set off right behind it.

    `sayings` and `others`, where other quotations begin, are in order.

    >>> text = "Marx waits; the clock is “idle”, writes Vance."
    >>> speaker_of(text, [Saying(40, 45, "Vance")], 25, 31)
    'Vance'
    """
    if not sayings:
        return None
    place = bisect_right(sayings, start, key=lambda saying: saying.verb_end)
    if place:
        return sayings[place - 1].name
    behind = bisect_right(sayings, end, key=lambda saying: saying.verb_end)
    following = bisect_left(others, end)
    if behind == len(sayings) or (following < len(others) and sayings[behind].verb_end > others[following]):
        return None
    said = sayings[behind]
    return said.name if _SETS_OFF.fullmatch(text, end, max(end, said.start)) else None
