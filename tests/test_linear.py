"""Reading costs grow with a text's length and no faster: ratios of one text, ten of it, and a hundred."""

from __future__ import annotations

import pytest

from pipeline.engine import read_paper
from pipeline.layers import Facts
from tests.bench import seconds
from tests.papers import document_of, first_paper, matcher

TOLERANCE = 2.5
"""How much more than ten times ten times the text may take: memory fills, and machines are noisy."""


def cost(text: str) -> float:
    """Processor seconds of reading a text, the best of three."""
    document = document_of(text)
    return min(seconds(lambda: read_paper(document, Facts(), matcher())) for _ in range(3))


@pytest.mark.long
@pytest.mark.parametrize(
    "unit",
    [
        str(first_paper()["source_texts"][0]["text"]),
        "劳动" * 50 + "“异化”[1]（见（二）。" * 3 + "\n",
        "The worker’s “labour” (Fuchs, 2014, p. 25) is [1,3] alienated e.g. here. " * 20,
        "（" * 200 + "“" * 200 + "\n",
        "1. 引言\n劳动。\n",
        "[1] Fuchs C. Labour[J]. Society, 2014(1): 1-9.\n",
    ],
    ids=["paper", "marks", "one paragraph", "brackets", "headings", "entries"],
)
def test_ten_times_the_text_takes_ten_times_as_long(unit: str) -> None:
    text = unit * (20_000 // len(unit) + 1)
    assert cost(text * 10) < 10 * TOLERANCE * cost(text)
