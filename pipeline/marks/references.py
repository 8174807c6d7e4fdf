"""What the text proves about a cited number that no list explains: pages cited, and works named beside it."""

from __future__ import annotations

import re

from pipeline.layers import Marks

_WORK = re.compile(r"《[^《》]{1,60}》")


def evidence_of(text: str, marks: Marks) -> dict[str, str]:
    """For each cited number, its pages and the works named with 《 》 in its sentences; numbers without either left out.

    Works named beside a number are evidence of what it is, not proof.
    """
    pages: dict[str, set[tuple[int, int]]] = {}
    works: dict[str, dict[str, None]] = {}
    for sentence_index, marker in marks.citations:
        sentence = marks.sentences[sentence_index]
        named = _WORK.findall(text, sentence.start, sentence.end)
        for number in marker.numbers:
            works.setdefault(number, {}).update(dict.fromkeys(named))
            cited = pages.setdefault(number, set())
            if marker.page_first is not None:
                cited.add((marker.page_first, marker.page_last or marker.page_first))
    evidence = {}
    for number, named_works in works.items():
        parts = [_printed(pages[number]), "".join(named_works)]
        if any(parts):
            evidence[number] = "; ".join(filter(None, parts))
    return evidence


def _printed(pages: set[tuple[int, int]]) -> str:
    """Pages as a reader cites them: `p. 208`, `pp. 33-34, 46`."""
    ranges = [(first, last) for first, last in pages if first < last]
    alone = [page for page in pages if page in ranges or not any(first <= page[0] <= last for first, last in ranges)]
    printed = [str(first) if first == last else f"{first}-{last}" for first, last in sorted(alone)]
    several = len(printed) > 1 or any("-" in page for page in printed)
    return f"{'pp.' if several else 'p.'} {', '.join(printed)}" if printed else ""
