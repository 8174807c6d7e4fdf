"""Mentions of concepts: at each place the longest label, left to right (SKOS labels; leftmost-longest)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, repeat
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation, MatchKind

Places = npt.NDArray[np.int64]


class Labels(NamedTuple):
    """Labels in a reading text, in order: where each begins and ends (half open), and the concept it names."""

    starts: Places
    ends: Places
    concept_ids: npt.NDArray[np.object_]


def folded(text: str) -> str:
    """The text in lower case, as long as it was (a letter whose lower case is longer stays).

    >>> folded("Labour İ")
    'labour İ'
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def english_forms(label: str) -> set[str]:
    """The forms of an English label that count as the same: labour = labor, and the plural of its last word.

    >>> sorted(english_forms("digital labour"))
    ['digital labor', 'digital labors', 'digital labour', 'digital labours']
    >>> sorted(english_forms("commodity"))
    ['commodities', 'commodity']
    """
    label = folded(label)
    forms = set()
    for spelt in {label, re.sub(r"\blabour", "labor", label), re.sub(r"\blabor(?=s?\b)", "labour", label)}:
        forms |= {spelt, _plural(spelt)}
    return forms


def _plural(label: str) -> str:
    if label.endswith("s"):
        return label if not label.endswith("ss") else label + "es"
    if re.search(r"[^aeiou]y\Z", label):
        return label[:-1] + "ies"
    return label + ("es" if re.search(r"(?:x|ch|sh|z)\Z", label) else "s")


class Matcher:
    """All labels of a vocabulary, ready to be found in reading texts.

    >>> labels = [("labour", "en", "labour"), ("labour", "zh", "劳动"), ("digital-labour", "zh", "数字劳动")]
    >>> for label in zip(*Matcher(labels).labels("Laboratory labors: 数字劳动是劳动")):
    ...     print(*label)
    11 17 labour
    19 23 digital-labour
    24 26 labour
    """

    def __init__(self, labels: Iterable[tuple[str, str, str]]) -> None:
        """Take (concept_id, language, label); a form that two concepts share goes to the first."""
        forms = self._forms = dict[str, str]()
        for concept_id, language, label in labels:
            for form in english_forms(label) if language == "en" else {folded(label)}:
                forms.setdefault(form, concept_id)
        self._concepts = np.array([*forms.values()], object)
        self._latin = np.array([_is_latin(form[0]) or _is_latin(form[-1]) for form in forms], bool)
        self._every = AhoCorasick(forms, matchkind=MatchKind.Standard, implementation=Implementation.DFA)
        self._longest = BytesAhoCorasick(
            map(_units, forms), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def labels(self, text: str) -> Labels:
        """The labels that stand in a reading text, in order, none inside another."""
        text = folded(text)
        units = _units(text)
        found = _columns(self._longest.find_matches_as_indexes(units))
        if len(units) == 2 * len(text) and not (found[:, 1] & 1).any():
            patterns, starts, ends = found[:, 0], found[:, 1] >> 1, found[:, 2] >> 1
            latin = self._latin[patterns].nonzero()[0]
            if all(map(_is_whole, repeat(text), starts[latin].tolist(), ends[latin].tolist())):
                return Labels(starts, ends, self._concepts[patterns])
        # A character of four bytes, or a match across characters, or a longer label that a word cuts short.
        patterns, starts, ends = _columns(self._whole(text)).T
        return Labels(starts, ends, self._concepts[patterns])

    def _whole(self, text: str) -> list[tuple[int, int, int]]:
        """At each place the longest label that is a whole word: a longer one that a word cuts short hides no shorter."""
        latin = self._latin.tolist()
        found = self._every.find_matches_as_indexes(text, overlapping=True)
        found.sort(key=itemgetter(1))  # They come by their ends, so of those that begin together the longest is last.
        whole: list[tuple[int, int, int]] = []
        last_start = last_end = -1
        for pattern, start, end in found:
            if start >= last_end or start == last_start:
                if latin[pattern] and not _is_whole(text, start, end):
                    continue
                if start == last_start:
                    whole.pop()
                whole.append((pattern, start, end))
                last_start, last_end = start, end
        return whole

    def concept_of(self, text: str) -> str | None:
        """The concept that a whole text (a keyword) names."""
        return self._forms.get(folded(text))


def _units(text: str) -> bytes:
    """A text in UTF-16: a search in it tells the places of characters without a table."""
    return text.encode("utf-16-le", "surrogatepass")


def _columns(found: list[tuple[int, int, int]]) -> Places:
    """Matches as an array of three columns."""
    return np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found)).reshape(-1, 3)


def _is_whole(text: str, start: int, end: int) -> bool:
    """True where no Latin letter or digit goes on at either side of a Latin label."""
    if start and _is_latin(text[start]) and _is_latin(text[start - 1]):
        return False
    return not (_is_latin(text[end - 1]) and _is_latin(text[end : end + 1]))


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
