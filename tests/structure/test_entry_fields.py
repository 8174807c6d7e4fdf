"""Entries in the manners of the field, read by hand: tests/data/references/ holds them with their fields.

The entries of `further.txt` (Harvard, Vancouver, MLA, Hans, Chinese footnotes, 《》〈〉 of Taiwan and Hong Kong, newspapers,
policy papers, posts, translations, reprints, works in volumes) were composed and read by a person before the reader
was run on them: where reader and row disagree, it is the reader that is to be mended. `styles.txt` has a few works in the
manners in which citation styles print them, one habit an entry; `slips.txt` those of recognition, of typists and of converters.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.layers import EntryFields, Person
from pipeline.structure.references import fields_of, people_of

FOLDER = Path(__file__).parents[1] / "data" / "references"
NAMES = {"in": "container_title", "place": "publisher_place"}


def entries() -> list[tuple[str, str, str]]:
    """Three lines an entry: the entry behind », its fields, its people."""
    lines = [
        line
        for name in ("entries.txt", "further.txt", "styles.txt", "slips.txt")
        for line in (FOLDER / name).read_text("utf-8").splitlines()
    ]
    return [
        (entry.removeprefix("» "), fields.strip(), people.strip())
        for entry, fields, people in zip(lines[::3], lines[1::3], lines[2::3], strict=True)
    ]


def printed(people: tuple[Person, ...]) -> str:
    return "; ".join(
        ("" if person.role == "author" else f"{person.role} ")
        + (person.literal or ", ".join(filter(None, (person.family, person.given))))
        for person in people
    )


@pytest.mark.parametrize(("entry", "fields", "people"), entries(), ids=lambda text: text[:40])
def test_fields_are_read_as_a_person_reads_them(entry: str, fields: str, people: str) -> None:
    wanted = {
        NAMES.get(name, name): value for name, _, value in (field.partition(": ") for field in fields.split(" | "))
    }
    found = fields_of(entry)
    assert {
        name: value for name, value in found._asdict().items() if value is not None and name != "contributors"
    } == wanted
    assert printed(found.contributors) == people


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("马克思", "马克思"),
        ("[德]马克思", "马克思"),
        ("（德）马克思、恩格斯", "马克思; 恩格斯"),
        ("卡尔·马克思", "马克思, 卡尔"),
        ("[美]E·P·汤普森", "汤普森, E·P"),
        ("爱德华·P.汤普森", "汤普森, 爱德华·P."),
        ("周文岚", "周, 文岚"),
        ("欧阳修", "欧阳, 修"),
        ("王某某，李某，等", "王, 某某; 李, 某"),
        ("冯晓菲和张琳", "冯, 晓菲; 张, 琳"),
        ("陳龍、孫萍", "陳, 龍; 孫, 萍"),
        ("埃里克森,E.H.", "埃里克森, E.H."),
        ("Fuchs C", "Fuchs, C"),
        ("Fuchs, Christian", "Fuchs, Christian"),
        ("Fuchs C, Mosco V", "Fuchs, C; Mosco, V"),
        ("Fuchs, C., & Mosco, V.", "Fuchs, C.; Mosco, V."),
        ("Christian Fuchs and Vincent Mosco", "Fuchs, Christian; Mosco, Vincent"),
        ("Fuchs, Christian, Vincent Mosco, and Nick Dyer-Witheford", "Fuchs, Christian; Mosco, Vincent; Dyer-Witheford, Nick"),
        ("C. Fuchs", "Fuchs, C."),
        ("M. K. Lee, D. Kusbit", "Lee, M. K.; Kusbit, D."),
        ("van Dijck J", "van Dijck, J"),
        ("KARL MARX", "MARX, KARL"),
        ("TITUS S L，WELLS JA, et al", "TITUS, S L; WELLS, JA"),
        ("Zhang San, Li Si", "Zhang, San; Li, Si"),
        ("World Bank", "World Bank"),
        ("国务院", "国务院"),
        ("Wood, A. J., M. Graham, V. Lehdonvirta, and I. Hjorth", "Wood, A. J.; Graham, M.; Lehdonvirta, V.; Hjorth, I."),
        ("Holm, Anna M., Bea Sand, and Carl Reyes", "Holm, Anna M.; Sand, Bea; Reyes, Carl"),
        ("HOLM, Anna, SAND, Bea C. and VAN DOREN, Niels", "HOLM, Anna; SAND, Bea C.; VAN DOREN, Niels"),
        ("Valerio De Stefano", "De Stefano, Valerio"),
        ("EUROPEAN COMMISSION", "EUROPEAN COMMISSION"),
        ("布若威，迈克", "布若威, 迈克"),
        ("马克思，恩格斯", "马克思; 恩格斯"),
        ("等待研究会，张三等", "等待研究会; 张, 三"),
        ("人力资源和社会保障部、李明和王小二", "人力资源和社会保障部; 李, 明; 王, 小二"),
        ("马克思（Marx, K.）", "马克思"),
        ("C. Wright Mills, J. Van Dijk", "Mills, C. Wright; Van Dijk, J."),
        ("信息与文献标准化委员会", "信息与文献标准化委员会"),
        ("中共中央马克思恩格斯列宁斯大林著作编译局", "中共中央马克思恩格斯列宁斯大林著作编译局"),
        ("李刚译", "translator 李, 刚"),
        ("王晓毅,张倩,等 译", "translator 王, 晓毅; translator 张, 倩"),
        ("迈克尔·马尔凯著,林聚任等译", "马尔凯, 迈克尔; translator 林, 聚任"),
        ("汪民安主编", "editor 汪, 民安"),
        ("Fuchs, C., & Mosco, V. (Eds.)", "editor Fuchs, C.; editor Mosco, V."),
        ("trans. by Ben Fowkes", "translator Fowkes, Ben"),
    ],
)  # fmt: skip
def test_names_are_divided_in_the_order_of_their_script(text: str, wanted: str) -> None:
    assert printed(people_of(text)) == wanted


@pytest.mark.parametrize("year", ["n.d.", "in press", "待刊", "20o7", "无日期"])
def test_what_is_no_year_is_not_issued(year: str) -> None:
    found = fields_of(f"Fuchs, C. ({year}). Digital labour. Routledge.")
    assert (found.issued, found.title, printed(found.contributors)) == (None, "Digital labour", "Fuchs, C.")


@pytest.mark.parametrize(
    "printed_doi",
    ["https://doi.org/10.1177/0950017018785616", "doi:10.1177/0950017018785616.", "DOI 10.1177/0950017018785616"],
)
def test_a_doi_stands_without_its_resolver(printed_doi: str) -> None:
    found = fields_of(
        f"Wood, A. J. (2019). Good gig, bad gig. Work, Employment and Society, 33(1), 56–75. {printed_doi}"
    )
    assert (found.doi, found.url, found.page) == ("10.1177/0950017018785616", None, "56–75")


def test_a_doi_broken_at_a_line_end_is_whole() -> None:
    assert fields_of("Ashforth, B. (2007). Work. Journal, 1(1), 65-117. doi:10.1037/0021- 9010.86.3").doi == (
        "10.1037/0021-9010.86.3"
    )


def characters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text))


@given(
    st.text(max_size=300) | st.lists(st.sampled_from(entries()).map(lambda row: row[0][:60]), max_size=4).map(" ".join)
)
def test_no_field_holds_what_is_not_printed(text: str) -> None:
    found = fields_of(text)
    source = characters(text)
    for name, value in found._asdict().items():
        if name in ("type", "contributors") or value is None:
            continue
        if name in ("issued", "accessed"):
            assert value[:4] in source
        else:
            assert characters(value) in source
    for person in found.contributors:
        assert all(characters(part) in source for part in person[1:] if part)


MAKERS = {
    "zh": (["孙萍", "陈龙, 黄再胜", "卡尔·马克思"], ["数字劳动的控制与反抗", "平台、算法与劳动过程"], ["思想战线", "社会学研究"]),
    "en": (["Fuchs C", "Hardt M, Negri A", "van Dijck J"], ["Digital labour and value", "What do platforms do?"], ["Social Text", "New Media & Society"]),
}  # fmt: skip


@given(st.data(), st.sampled_from(["zh", "en"]), st.integers(1867, 2029), st.integers(1, 99), st.integers(1, 12))
def test_composed_articles_are_read_back(
    data: st.DataObject, language: str, year: int, volume: int, issue: int
) -> None:
    makers, titles, journals = (data.draw(st.sampled_from(parts)) for parts in MAKERS[language])
    page = f"{data.draw(st.integers(1, 400))}-{data.draw(st.integers(401, 999))}"
    wide = data.draw(st.booleans())
    entry = f"{makers}. {titles}[J]. {journals}, {year}, {volume}({issue}): {page}."
    if wide:
        entry = entry.translate(str.maketrans(",():[]", "，（）：［］"))
    found = fields_of(entry)
    assert found._replace(contributors=()) == EntryFields(
        "article-journal", titles, journals, issued=str(year), volume=str(volume), issue=str(issue), page=page
    )
    assert found.contributors == people_of(makers)


@pytest.mark.parametrize(
    "unit",
    ["(", "[", "《", "“a", "Fuchs, C., ", "孙萍、", "vol. 1 ", "12 ", "1-2, ", "A.", "May ", "Working Paper ", "T [PhD ", "a. In B "],
)  # fmt: skip
def test_what_is_no_entry_but_very_long_is_read_too(unit: str) -> None:
    found = fields_of(unit * 20_000)
    assert all(value is None or len(value) < 5_000 for value in found[:-1])
