"""Front matter: the names and dates of a paper's head."""

from __future__ import annotations

import pytest

from pipeline.structure.front_matter import dates_in, is_names, names_in


def test_a_long_line_of_capitalised_words_that_are_no_names_is_told() -> None:
    assert not is_names("Aa " * 500 + "of")


@pytest.mark.parametrize("line", ["Zhang San1, Li Si2* and Ann B. Lee", "Zhang San  Li Si*  Ann B. Lee"])
def test_names_are_told_apart(line: str) -> None:
    assert names_in(line) == ["Zhang San", "Li Si", "Ann B. Lee"]


@pytest.mark.parametrize("line", ["Received: Feb. 31st, 2024", "收稿日期：2023年13月45日", "Accepted: 0000-01-01"])
def test_a_day_that_no_calendar_has_is_no_date(line: str) -> None:
    assert dates_in(line) == {}
