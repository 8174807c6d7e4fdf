"""Numbers of a list that stand raised, glued to a word or in round brackets; and works told apart by their authors."""

from __future__ import annotations

import pytest

from tests.papers import read_text

LIST = "\n\n".join(
    f"{n}. Holm A. The book of corners, volume {n}. Wexcombe: Northway Press; 20{n:02}." for n in range(1, 9)
)


def _cited(text: str, *, markdown: bool = True, listed: str = LIST) -> list[tuple[object, object]]:
    tables = read_text(f"# Waiting\n\n## Corners\n\n{text}\n\n## References\n\n{listed}\n", markdown=markdown)
    numbers = {row["reference_id"]: row["number"] for row in tables["references"]}
    return [(row["style"], numbers[row["reference_id"]]) for row in tables["citations"]]


@pytest.mark.parametrize(
    "marks",
    [
        ("$^{1}$", "$^{2,3}$", "$^{4-6}$"),
        ("$^ { 1 }$", "$^ { 2 , 3 }$", "$^ { 4 - 6 }$"),
        ("<sup>1</sup>", "<sup>2,3</sup>", "<sup>4–6</sup>"),
        ("¹", "²,³", "⁴–⁶"),
        ("1", "2,3", "4–6"),
        (" (1)", " (2, 3)", " (4–6)"),
    ],
    ids=lambda marks: marks[1],
)
def test_numbers_that_no_square_bracket_holds_cite_the_list(marks: tuple[str, str, str]) -> None:
    text = "Couriers wait{} and nobody counts that{}. They stand in the rain{} on 5 km² of the town.".format(*marks)
    assert _cited(text) == [("numeric", number) for number in "123456"]


def test_a_sentence_ends_before_what_follows_a_raised_number() -> None:
    tables = read_text(
        f"# Waiting\n\n## Corners\n\nThey wait.$^{{1,2}}$ Nobody counts it.$^{{3}}$\n\n## References\n\n{LIST}\n",
        markdown=True,
    )
    assert [row["text"] for row in tables["sentences"]] == ["They wait.¹,²", "Nobody counts it.³"]


@pytest.mark.parametrize(
    "text",
    [
        "The areas are 5 km$^{2}$ and 7 m$^{3}$, χ$^{2}$ is 4.",
        "There are three: (1) rain; (2) snow; (3) wind, and (4) hail.",
        "They use version3 of it, and lme4 in Table 2.5 too.",
    ],
)
def test_powers_enumerations_and_versions_are_no_citations(text: str) -> None:
    assert _cited(text) == []


def test_square_brackets_tell_that_raised_numbers_are_none() -> None:
    assert _cited("They wait [1], they stand [2] and rest [3] on corners$^{4}$.") == [
        ("numeric", number) for number in "123"
    ]


AUTHORS = "\n\n".join(
    [
        "Holm, A. (2012). Corners alone. Northway Press.",
        "Holm, A., & Reyes, B. (2012). Corners by two. Northway Press.",
        "Holm, A., Reyes, B., & Lind, C. (2012). Corners by three. Northway Press.",
        "R Core Team (2017). A language for counting. Northway Press.",
        "Virchow, R. (1879). Rain in towns. Northway Press.",
    ]
)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("They wait (Holm, 2012).", ["Corners alone"]),
        ("They wait (Holm & Reyes, 2012).", ["Corners by two"]),
        ("They wait (Holm et al., 2012).", ["Corners by three"]),
        ("Holm et al. (2012) argue so.", ["Corners by three"]),
        ("It was counted (R Core Team 2017).", ["A language for counting"]),
        ("It rains (Virchow, 1879 [1985]).", ["Rain in towns"]),
        (
            "It rains (of towns, Virchow 1879; in couriers’ words, Holm & Reyes 2012).",
            ["Rain in towns", "Corners by two"],
        ),
        ("It rains (Virchow, 1879; Fuchs, 2x14, p. 3).", ["Rain in towns"]),
        ("As B. (1990) has it, they wait.", []),
    ],
)
def test_works_are_told_apart_by_their_authors(text: str, titles: list[str]) -> None:
    tables = read_text(f"# Waiting\n\n## Corners\n\n{text}\n\n## References\n\n{AUTHORS}\n", markdown=True)
    names = {row["reference_id"]: row["title"] for row in tables["references"]}
    assert [names[row["reference_id"]] for row in tables["citations"]] == titles
