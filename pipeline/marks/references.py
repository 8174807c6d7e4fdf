"""What the text proves about a cited number that no list explains: pages cited, and works named beside it."""

from __future__ import annotations

import re

from pipeline.layers import Marks, Reference

_WORK = re.compile(r"《[^《》]{1,60}》")


def with_evidence(text: str, marks: Marks) -> list[Reference]:
    """The references of a paper, those that no list has with what the text proves of them.

    Works named beside a number are evidence of what it is, not proof.
    """
    pages: dict[int, set[tuple[int, int]]] = {}
    works: dict[int, dict[str, None]] = {}
    for citation in marks.citations:
        sentence = marks.sentences[citation.sentence]
        named = _WORK.findall(text, sentence.start, sentence.end)
        for index, work in zip(citation.references, citation.marker.works, strict=True):
            if index is not None and marks.references[index].entry is None:
                works.setdefault(index, {}).update(dict.fromkeys(named))
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
