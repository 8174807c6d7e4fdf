"""What the text proves about a cited number that no list explains: pages cited, and works named beside it."""

from __future__ import annotations

import re

from pipeline.layers import Marks, Reference

_WORK = re.compile(r"《[^《》]{1,60}》")
MOST_WORKS = 100
"""More works named in one sentence than this are evidence of none."""


def with_evidence(text: str, marks: Marks) -> list[Reference]:
    """The references of a paper, those that no list has with what the text proves of them.

    Works named beside a number are evidence of what it is, not proof.
    """
    pages: dict[int, set[tuple[int, int]]] = {}
    works: dict[int, dict[str, None]] = {}
    named: dict[str, None] = {}
    named_in = -1
    beside: set[tuple[int, int]] = set()
    for citation in marks.citations:
        for index, work in zip(citation.references, citation.marker.works, strict=True):
            if index is not None and marks.references[index].entry is None:
                if named_in != citation.sentence:
                    named_in = citation.sentence
                    named = dict.fromkeys(_WORK.findall(text, *marks.sentences[named_in][:2]))
                if (index, named_in) not in beside and len(named) <= MOST_WORKS:
                    works.setdefault(index, {}).update(named)
                beside.add((index, named_in))
                if work.page_first is not None:
                    pages.setdefault(index, set()).add((work.page_first, work.page_last or work.page_first))
    return [
        reference._replace(
            evidence="; ".join(filter(None, (_printed(pages.get(index, set())), "".join(works.get(index, ()))))) or None
        )
        for index, reference in enumerate(marks.references)
    ]


def _printed(pages: set[tuple[int, int]]) -> str:
    """Pages as a reader cites them: `p. 208`, `pp. 33-34, 46`."""
    ranges = [(first, last) for first, last in pages if first < last]
    alone = [page for page in pages if page in ranges or not any(first <= page[0] <= last for first, last in ranges)]
    printed = [str(first) if first == last else f"{first}-{last}" for first, last in sorted(alone)]
    several = len(printed) > 1 or any("-" in page for page in printed)
    return f"{'pp.' if several else 'p.'} {', '.join(printed)}" if printed else ""
