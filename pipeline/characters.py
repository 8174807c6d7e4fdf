"""What kind each character of a text is, found for all of them at once, since every rule asks."""

from __future__ import annotations

import re
import string
import sys

import numpy as np
import numpy.typing as npt

from pipeline.document import CJK

QUOTATION_MARKS = "“”‘’「」『』«»‹›„‚〝〞﹁﹂﹃﹄\"'＂`"
BRACKETS = "（(《〈[［【〔）)》〉]］】〕"
FULL_STOPS = "。！？!?．｡."
QUOTATION_MARK, BRACKET, FULL_STOP, LATIN, BLANK, CHINESE = range(1, 7)
"""The kinds; a Latin character is an ASCII letter or figure, a blank the common one; any other is of kind 0."""
Kinds = npt.NDArray[np.uint8]


def _kinds() -> Kinds:
    """The kind of every character there is."""
    kinds = np.zeros(sys.maxunicode + 1, np.uint8)
    of_kinds = (QUOTATION_MARKS, BRACKETS, FULL_STOPS, string.ascii_letters + string.digits, " ")
    for kind, characters in enumerate(of_kinds, QUOTATION_MARK):
        kinds[list(map(ord, characters))] = kind
    for first, last in re.findall("(.)-(.)", CJK):
        kinds[ord(first) : ord(last) + 1] = CHINESE
    return kinds


_KIND = _kinds()


def kinds_of(text: str) -> Kinds:
    """For every character of a text its kind.

    >>> kinds_of("“一 A。").tolist()
    [1, 6, 5, 4, 3]
    """
    return _KIND.take(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32))
