"""What the reading text leaves out of a source: hyphens that a text layer lost, and money that is no formula."""

from __future__ import annotations

import pytest

from tests.papers import read_text


@pytest.mark.parametrize("mark", ["\ufffe", "\x02"])
def test_lost_hyphens_leave_the_word_whole_and_compounds_their_own(mark: str) -> None:
    text = f"1 Corners\nThe litera{mark}ture is hand{mark}made, as hand-made things are.\n"
    assert [row["text"] for row in read_text(text)["sentences"]] == [
        "The literature is hand-made, as hand-made things are."
    ]


def test_money_is_no_formula() -> None:
    text = "# Corners\n\nThey paid $178 million for all corners of the town.$^{[2]}$ Nobody saw it.\n"
    assert [row["marker"] for row in read_text(text, markdown=True)["citations"]] == ["[2]"]
