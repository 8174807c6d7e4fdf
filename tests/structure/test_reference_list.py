"""Reference lists in the manners of typesetters, cut into entries."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from pipeline.document import Document, Line
from pipeline.structure.lines import text_lines
from pipeline.structure.references import entries_of
from pipeline.structure.setting import setting_of

WORKS = [
    "孙萍. 算法逻辑下的数字劳动[J]. 思想战线, 2019, 45(6): 50-57.",
    "Fuchs C. Digital Labour and Karl Marx[M]. New York: Routledge, 2014.",
    "陈龙. 数字控制下的劳动秩序[J]. 社会学研究, 2020(6): 113-135.",
]
NAMED = [
    "Fuchs, C. (2014). Digital labour and Karl Marx. Routledge.",
    "Terranova, T. (2000). Free labor: Producing culture for the digital economy. Social Text, 18(2), 33-58.",
    "van Doorn, N. (2017). Platform labor. Information, Communication & Society, 20(6), 898-914.",
    "陈龙. (2020). 数字控制下的劳动秩序. 社会学研究, 35(6), 113-135.",
]


def read(source: str) -> tuple[list[tuple[str | None, str]], list[str]]:
    """Numbers and texts of the entries (line ends as blanks), and the texts that were left."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    lines = tuple(Line(start, end - 1) for start, end in pairwise(starts))
    document = Document("paper", source, lines, "text", "")
    printed = text_lines(document)
    listed = entries_of(source, printed, setting_of(printed))
    texts = [(entry.number, " ".join(source[entry.text.start : entry.text.end].split())) for entry in listed.entries]
    return texts, [source[span.start : span.end] for span in listed.left]


@pytest.mark.parametrize(
    "label", ["[{}]", "[{}] ", "［{}］", "〔{}〕", "{}. ", "{}．", "({}) ", "（{}）", "{}] ", "[{}」", r"\[{}\] "]
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "  \n"])
def test_labels_begin_entries(label: str, between: str) -> None:
    source = between.join(label.format(number) + work for number, work in enumerate(WORKS, 1))
    assert read(source) == ([(str(number), work) for number, work in enumerate(WORKS, 1)], [])


def test_circled_numbers_begin_entries() -> None:
    source = "\n".join(label + work for label, work in zip("①②③", WORKS, strict=True))
    assert [text for _, text in read(source)[0]] == WORKS


def test_several_entries_on_one_line_are_several() -> None:
    source = "".join(f"[{number}]{work}" for number, work in enumerate(WORKS, 1))
    assert read(source)[0] == [(str(number), work) for number, work in enumerate(WORKS, 1)]


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        (" ".join(NAMED[:2]), NAMED[:2]),
        (f"{NAMED[0][:-1]}. https://example.org/fuchs {NAMED[1]}", [f"{NAMED[0]} https://example.org/fuchs", NAMED[1]]),
        ("陈垄（2020a）。〈谁在等〉。《劳动》，3，5–8。 李砚（2020）。《等》。南港书社。", ["陈垄（2020a）。〈谁在等〉。《劳动》，3，5–8。", "李砚（2020）。《等》。南港书社。"]),
        ("Holm, A. (2010). Review of Marx, K. (1976). Journal of X, 1(2), 3–4.", ["Holm, A. (2010). Review of Marx, K. (1976). Journal of X, 1(2), 3–4."]),
    ],
)  # fmt: skip
def test_names_and_years_within_a_line_begin_entries(line: str, entries: list[str]) -> None:
    assert [text for _, text in read(f"{line}\n{NAMED[2]}\n{NAMED[3]}")[0]] == [*entries, *NAMED[2:]]


def test_an_entry_whose_number_is_lost_has_the_number_skipped() -> None:
    works = [*WORKS, "吴清军. 分享经济下的劳动控制[J]. 社会学研究, 2018, 33(4): 137-162."]
    labels = ["[1] ", "", "[3] ", "[4] "]
    source = "\n\n".join(label + work for label, work in zip(labels, works, strict=True))
    assert read(source)[0] == [(str(number), work) for number, work in enumerate(works, 1)]


def test_a_number_skipped_without_an_entry_stays_skipped() -> None:
    assert [number for number, _ in read(f"[1] {WORKS[0]}\n\n[3] {WORKS[2]}\n\n[4] {WORKS[1]}")[0]] == ["1", "3", "4"]


def test_a_misread_year_makes_an_entry() -> None:
    source = "\n".join([*NAMED[:3], "黄子安、吴若兰（20l8）。〈不说明理由的分数〉。《社会与科技》，11（2），9–34。"])
    assert len(read(source)[0]) == 4


def test_a_number_on_its_own_line_belongs_to_the_entry_below() -> None:
    source = "\n".join(f"[{number}]\n{work}" for number, work in enumerate(WORKS, 1))
    assert read(source)[0] == [(str(number), work) for number, work in enumerate(WORKS, 1)]


def test_an_entry_runs_over_lines() -> None:
    source = "\n".join(f"[{number}] {work.replace(', ', ',' + chr(10), 1)}" for number, work in enumerate(WORKS, 1))
    assert [number for number, _ in read(source)[0]] == ["1", "2", "3"]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_names_begin_entries_where_no_number_does(between: str) -> None:
    assert read(between.join(NAMED)) == ([(None, work) for work in NAMED], [])


def test_a_paragraph_broken_by_a_page_is_one_entry() -> None:
    broken = [NAMED[0], NAMED[1].replace("digital economy", "digital\n\neconomy"), *NAMED[2:]]
    assert [text for _, text in read("\n".join(broken))[0]] == NAMED


def test_the_same_work_repeated_in_the_other_language_is_one_entry() -> None:
    repeated = "[陈龙. (2020). 数字控制下的劳动秩序. 社会学研究, 35(6), 113-135.]"
    source = "\n".join([*NAMED[:2], repeated, NAMED[2]])
    assert [text for _, text in read(source)[0]] == [NAMED[0], f"{NAMED[1]} {repeated}", NAMED[2]]


@pytest.mark.parametrize("numbered", [True, False])
def test_what_stands_behind_the_list_is_left(numbered: bool) -> None:
    works = [f"[{number}] {work}" for number, work in enumerate(WORKS, 1)] if numbered else NAMED
    abstract = "Abstract: This paper asks how platforms control labour, and what workers make of it."
    entries, left = read("\n".join([*works, "", abstract]))
    assert len(entries) == len(works)
    assert left == [abstract]


def test_a_second_list_begins_anew() -> None:
    source = "\n".join([f"[{number}] {work}" for number, work in enumerate(WORKS, 1)] * 2)
    assert [number for number, _ in read(source)[0]] == ["1", "2", "3", "1", "2", "3"]


def test_every_line_is_in_an_entry_or_left() -> None:
    source = "\n".join(
        ["Preliminary remark", *[f"[{n}] {work}" for n, work in enumerate(WORKS, 1)], "作者简介：张三。"]
    )
    entries, left = read(source)
    assert (len(entries), left) == (3, ["Preliminary remark", "作者简介：张三。"])


SORTED = [
    "Abara, F. (2017). Counting couriers. Lantern House.",
    "Couriers’ Assembly of Leeds. (2017). A charter [Pamphlet]. https://example.org/a-charter-for-the-minute",
    "Dacre, E. (2015). Queues without end. Journal of Port Studies, 31(4), 388–410. https://doi.org/10.5555/jps.388",
    "International Labour Survey. (2019). Hours on the platform (Vol. 1). Labour Survey Office.",
    "Jellicoe, W. (2014). Seven ways of drawing a line. Survey Craft, 3(2), 40–61.",
    "Ministry of Work and Transport. (2020). Minimum standards (Command Paper 214). https://example.gov/cp-214",
    "Müller-Brandt, G. (2003). Receipts for nothing. Halvard University Press.",
]


def test_bodies_begin_entries_in_unwrapped_lists() -> None:
    assert read("\n\n".join(SORTED)) == ([(None, work) for work in SORTED], [])


@pytest.mark.parametrize(
    "broken",
    ["(Vol.\n1)", "Survey\nCraft", "388–410.\nhttps", "Ministry of\nWork", "a.\nJournal of Port", "for\nnothing"],
)
def test_a_line_that_goes_on_begins_none(broken: str) -> None:
    whole = broken.replace("\n", " ")
    works = [work.replace("end. Journal", "end, a. Journal") for work in SORTED]
    source = "\n".join(works)
    assert whole in source
    assert [text for _, text in read(source.replace(whole, broken))[0]] == works


def test_an_entry_begins_behind_one_whose_address_hides_its_end() -> None:
    works = [
        SORTED[0],
        SORTED[1].removesuffix("https://example.org/a-charter-for-the-minute") + "example charter",
        *SORTED[2:],
    ]
    assert [text for _, text in read("\n".join(works))[0]] == works


def test_a_full_line_that_ends_with_a_stop_does_not_end_the_last_entry() -> None:
    last = "[3] Holm, A., & Reyes, B. (2018). The price of a click that nobody counted.\nNew Time, 12(3), 4–19."
    above = "[1] Sand, A. (2014). Waiting as a kind of work that is seldom seen. Northern\nPress, Leeds.\n"
    above += (
        "[2] Brandt, G. (2003). Receipts for nothing, and for everything else there\nis. Halvard University Press.\n"
    )
    entries, left = read(above + last)
    assert (entries[-1], left) == (("3", last[4:].replace("\n", " ")), [])


def test_a_type_letter_ends_no_entry() -> None:
    source = "Brandt G. Receipts for nothing[M].\nLeeds: Halvard Press,\n2003.\nHolm A. Waiting[M].\nYork: North Press,\n2014."
    assert [text for _, text in read(source)[0]] == [
        "Brandt G. Receipts for nothing[M]. Leeds: Halvard Press, 2003.",
        "Holm A. Waiting[M]. York: North Press, 2014.",
    ]


@pytest.mark.parametrize("listed", ["1", "[1]"])
def test_of_an_entry_without_words_the_number_is_left(listed: str) -> None:
    assert read(listed)[0] == [("1", listed)]


UNSTOPPED = [
    "Abara, F. and Holm, A. 2017. Counting couriers, Leeds, Lantern House",
    "Dacre, E. 2015. Queues without end, Journal of Port Studies, vol. 31, no. 4, 388–410",
    "Jellicoe, W. 2014. Seven ways of drawing a line, Survey Craft, vol. 3, no. 2, 40–61",
    "Moss, B. 2011. Idle hours, London, North Press",
    "Sand, C. 2003. Receipts for nothing, York, Halvard",
]


@pytest.mark.parametrize(
    ("first", "following", "between"),
    [("", "    ", "\n"), ("    ", "", "\n"), ("", "", "\n\n"), ("", "", "\n")],
    ids=["hanging", "indented", "blank lines", "alphabet"],
)
def test_the_setting_or_the_alphabet_tells_entries_that_end_without_a_stop(
    first: str, following: str, between: str
) -> None:
    works = [first + re.sub(r"(?<=\d\. )", "\n" + following, work, count=1) for work in UNSTOPPED]
    assert [text for _, text in read(between.join(works))[0]] == UNSTOPPED


@pytest.mark.parametrize("broken", ["）。\n《", "》。\n北京"])
def test_titles_and_imprints_begin_no_entry_in_a_list_by_names_and_years(broken: str) -> None:
    names = ["周文岚", "李青", "王宁", "陈安", "方远", "高明"]
    works = [f"{name}（201{year}）。《等待的时间与劳动》。北京：人民出版社。" for year, name in enumerate(names)]
    lines = [work.replace("时间与", "时间与\n") for work in works]
    lines[3] = lines[3].replace(broken.replace("\n", ""), broken)
    assert [text.replace(" ", "") for _, text in read("\n".join(lines))[0]] == works


def test_a_journal_and_its_year_are_no_name_and_year() -> None:
    works = [
        "ABARA, F, 2017. Counting couriers in the rain. Behaviour. 2017. Vol. 142, no. 3, p. 15–57.",
        "DACRE, E, 2015. Queues without end or beginning. Crafts. 2015. Vol. 31, no. 4, p. 38–41.",
        "MOSS, B, 2011. Idle hours and what they are worth. Labour. 2011. Vol. 3, no. 2, p. 40–61.",
    ]
    source = "\n".join(
        re.sub(r"(?<=[a-z]\. )(?=[A-Z])", "\n", work.replace(", no", ",\nno"), count=1) for work in works
    )
    assert [text for _, text in read(source)[0]] == works
