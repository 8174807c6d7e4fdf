"""Notes that are references: in full, by a short title, or by pointing to an earlier one; and notes that are none."""

from __future__ import annotations

import pytest

from tests.papers import findings_of, read_text

CIRCLED = "①②③④⑤⑥"


def paper(notes: list[str]) -> str:
    text = "".join(f"劳动是活动。{mark}" for mark, _ in zip(CIRCLED, notes, strict=False))
    listed = "\n\n".join(f"{mark} {note}" for mark, note in zip(CIRCLED, notes, strict=False))
    return f"# 1 引言\n\n{text}\n\n# 注释\n\n{listed}\n"


def works(*notes: str) -> list[str | None]:
    """For each note the beginning of the work that it is a reference to."""
    tables = read_text(paper(list(notes)), markdown=True)
    raw = {row["reference_id"]: str(row["raw_text"])[:8] for row in tables["references"]}
    return [raw.get(row["reference_id"]) for row in tables["notes"]]


LAN = "蓝澄：《平台时间》，《哲学评论》2019年第3期，第5页。"
MARX = "《马克思恩格斯文集》第3卷，人民出版社2009年版，第70页。"
QUAYLE = "Harriet Quayle, The Unfinished Shift: Time and Talk (London: Calder Press, 2018), 112."


@pytest.mark.parametrize(
    "note", ["同上。", "同上书，第44页。", "同前註，頁 52。", "Ibid., p. 27.", "同注①，第9页。", "参见前注①。"]
)
@pytest.mark.parametrize(
    ("work", "begins"), [(LAN, "蓝澄：《平台时间"[:8]), (MARX, "《马克思恩格斯文"), (QUAYLE, "Harriet ")]
)
def test_a_note_may_mean_the_work_of_the_one_before(note: str, work: str, begins: str) -> None:
    assert works(work, note) == [begins, begins]


@pytest.mark.parametrize(
    ("work", "note"),
    [
        (LAN, "蓝澄前引文，第20页。"),
        (LAN, "转引自蓝澄：《平台时间》，第57页。"),
        (MARX, "《马克思恩格斯文集》第3卷，第75页。"),
        (QUAYLE, "Quayle, op. cit., p. 118."),
        (QUAYLE, "Quayle, The Unfinished Shift, 20."),
    ],
)
def test_a_note_may_name_an_earlier_work_briefly(work: str, note: str) -> None:
    first, other, again = works(work, "编码表可向作者索取。", note)
    assert first is not None
    assert (other, again) == (None, first)


def test_two_volumes_are_two_works() -> None:
    tables = read_text(paper([MARX, MARX.replace("第3卷", "第8卷")]), markdown=True)
    assert len({row["reference_id"] for row in tables["notes"]}) == 2


def test_a_note_of_several_works_is_a_reference_to_the_first_and_each_is_a_row() -> None:
    tables = read_text(paper([f"参见{LAN[:-1]}；陈垄：《在线》，《社会学刊》2020年第2期。"]), markdown=True)
    assert [str(row["raw_text"])[:5] for row in tables["references"]] == ["蓝澄：《平", "陈垄：《在"]
    assert tables["notes"][0]["reference_id"] == tables["references"][0]["reference_id"]


def test_the_page_cited_is_no_page_of_the_work() -> None:
    assert read_text(paper([MARX]), markdown=True)["references"][0]["page"] is None


@pytest.mark.parametrize(
    "note",
    [
        "Okafor（2015, p. 70）把类似的现象称为“无声的排队”，本文不采用这个说法。",
        "编码表可向作者索取。",
        "访谈记录，编号07，2022年8月14日。该受访者后来又签了两本书。",
        "“They are part of the data!” wrote Ruth when she was asked.",
        "(Cf. Assembly of Leeds, 2017, para. 7.)",
    ],
)
def test_a_remark_is_no_reference(note: str) -> None:
    assert works(note) == [None]


@pytest.mark.parametrize(
    "notes",
    [
        ["编码表可向作者索取。", "同上。"],
        [f"{LAN[:-1]}；{MARX}", "Ibid."],
        ["同上。"],
        [LAN, "同注⑤。"],
        [LAN, "孙苇前引书。"],
    ],
)
def test_what_points_to_no_work_or_to_several_is_reported(notes: list[str]) -> None:
    assert works(*notes)[-1] is None
    assert [finding.code for finding in findings_of(paper(notes), markdown=True)].count("ambiguous-reference") == 1
