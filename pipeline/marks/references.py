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
    cited_in: dict[int, dict[int, None]] = {}
    pages: dict[int, set[tuple[int, int]]] = {}
    for sentence, marker, indexes, _ in marks.citations:
        for index, work in zip(indexes, marker.works, strict=True):
            if index is not None and marks.references[index].entry is None:
                cited_in.setdefault(index, {})[sentence] = None
                if work.page_first is not None:
                    pages.setdefault(index, set()).add((work.page_first, work.page_last or work.page_first))
    named = {
        sentence: _named(text, marks.sentences.starts[sentence], marks.sentences.ends[sentence])
        for sentence in {sentence for sentences in cited_in.values() for sentence in sentences}
    }
    references = list(marks.references)
    for index, sentences in cited_in.items():
        works = dict.fromkeys([work for sentence in sentences for work in named[sentence]])
        evidence = "; ".join(filter(None, (_printed(pages.get(index, set())), "".join(works))))
        references[index] = references[index]._replace(evidence=evidence or None)
    return references


def _named(text: str, start: int, end: int) -> list[str]:
    """The works named in a sentence."""
    works = _WORK.findall(text, start, end)
    return works if len(works) <= MOST_WORKS else []


def _printed(pages: set[tuple[int, int]]) -> str:
    """Pages as a reader cites them, none that a range holds: `p. 208`, `pp. 33-34, 46`."""
    alone = []
    reach = 0
    for first, last in sorted(pages, key=lambda page: (page[0], -page[1])):
        if first < last or first > reach:
            alone.append((first, last))
        reach = max(reach, last)
    printed = [str(first) if first == last else f"{first}-{last}" for first, last in sorted(alone)]
    several = len(printed) > 1 or any("-" in page for page in printed)
    return f"{'pp.' if several else 'p.'} {', '.join(printed)}" if printed else ""
