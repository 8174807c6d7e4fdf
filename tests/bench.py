"""How fast papers are read, as a ratio taken in one run: `make bench`.

The unit is one compiled-regex scan that lists every delimiter of the same text; a ratio holds where a number of
seconds would not, whatever the machine does beside.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from pipeline.engine import load_paper, read_paper
from pipeline.tables import arrow_tables
from tests.papers import FIRST_PAPER, matcher

DELIMITER = re.compile("[。！？!?.．“”‘’「」『』\"'()（）\\[\\]［］〔〕《》〈〉\\n…;；:：,，、]")
BAR, AIM = 20, 10
ROUNDS, PAPERS = 9, 20


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the ratio of reading one paper into Arrow tables to scanning its text, with the spread of the rounds."""
    document, facts = load_paper(FIRST_PAPER)

    def scan() -> list[list[int]]:
        return [[match.start() for match in DELIMITER.finditer(document.source)] for _ in range(PAPERS)]

    papers = [replace(document, paper_id=f"paper-{number:04}") for number in range(PAPERS)]

    def read() -> None:
        arrow_tables(read_paper(paper, facts, matcher())[0] for paper in papers)

    read()
    rounds = [(seconds(scan), seconds(read)) for _ in range(ROUNDS)]
    ratios = sorted(reading / scanning for scanning, reading in rounds)
    characters = PAPERS * len(document.source)
    fastest_scan, fastest_read = (min(column) for column in zip(*rounds, strict=True))
    print(f"text → Arrow tables against one scan: {statistics.median(ratios):.1f}× ({ratios[0]:.1f}–{ratios[-1]:.1f})")
    print(f"bar ≤ {BAR}×, aim ≤ {AIM}×")
    print(f"scan {characters / fastest_scan / 1e6:.1f} M characters/s, reading {characters / fastest_read / 1e6:.2f} M")


if __name__ == "__main__":
    main()
