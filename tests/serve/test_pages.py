"""The pages, asked for without a browser."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline import schema
from pipeline.serve.plugins.answers import HEADERS
from pipeline.serve.plugins.pages import FIRST
from pipeline.serve.texts import DATABASE, queries
from tests.serve.conftest import Get, Read

PAGES = [
    "/",
    f"/{DATABASE}",
    f"/{DATABASE}/bibliography",
    *(f"/{DATABASE}/{name}" for name in (*schema.ORDER, *queries())),
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_both_languages_with_licence_source_and_about(get: Get, path: str) -> None:
    page = get(path)
    assert page.status_code == 200
    assert '<html lang="en">' in page.text
    assert 'lang="zh"' in page.text
    for link in ("https://creativecommons.org/licenses/by/4.0/", f"/{DATABASE}/papers", "/#about"):
        assert f'href="{link}"' in page.text


@pytest.mark.parametrize("path", [*PAGES, f"/{DATABASE}/nothing", "/static/style.css", "/dist/csv/papers.csv"])
def test_every_answer_has_the_headers_and_nothing_inline(get: Get, path: str) -> None:
    answer = get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    if "html" in answer.headers["content-type"]:
        assert not re.search(r"<style|\sstyle=|<script>|\son\w+=", answer.text)
        assert not re.search(r'(src|<link [^>]*href)="(https?:)?//(?!localhost)', answer.text)


@pytest.mark.parametrize("name", schema.ORDER)
def test_a_row_shows_every_value_and_labels_its_keys(get: Get, dist: Path, name: str) -> None:
    table = schema.tables()[name]
    database = sqlite3.connect(dist / f"{DATABASE}.db")
    row = database.execute(f'SELECT {", ".join(table.primary_key)} FROM "{name}" LIMIT 1').fetchone()
    database.close()
    if row:
        listed = get(f"/{DATABASE}/{name}").text
        path = re.search(rf'href="(/{DATABASE}/{name}/[^"?]+)"', listed)
        assert path
        page = get(path.group(1))
        assert page.status_code == 200
        assert f"<code>{table.primary_key[0]}</code>" in page.text


def test_a_quotation_shows_its_sentence_and_its_citation(get: Get, read: Read) -> None:
    tie = read("quotation_citations").iloc[0]
    quotation = read("quotations").set_index("quotation_id").loc[tie["quotation_id"]]
    sentence = read("sentences").set_index("sentence_id").loc[quotation["sentence_id"]]
    page = get(f"/{DATABASE}/quotations/{tie['quotation_id']}").text
    assert f">{sentence['text']}</a>" in page
    assert f"/{DATABASE}/citations/{tie['citation_id']}" in page
    shown = get(f"/{DATABASE}/sentences/{quotation['sentence_id']}").text
    assert f"/{DATABASE}/quotations/{tie['quotation_id']}" in shown
    assert f"/{DATABASE}/citations/{tie['citation_id']}" in shown


def test_the_first_page_counts_and_opens_five_doors(get: Get, read: Read) -> None:
    page = get("/").text
    for name in ("papers", "sentences", "quotations", "citations"):
        assert f'href="/{DATABASE}/{name}"><strong>{len(read(name))}</strong>' in page
    doors = re.findall(rf'<li><a href="(/{DATABASE}/[^"]+)">\s*<strong>', page)
    opened = [door for door in doors if door.split("/")[2].split("?")[0] in queries()]
    assert len(opened) == 5
    assert all("No rows." not in get(door).text for door in opened)


def test_the_first_page_names_the_dataset_and_the_papers_as_they_are_to_be_cited(
    get: Get, dist: Path, read: Read
) -> None:
    package = json.loads((dist / "datapackage.json").read_text(encoding="utf-8"))
    page = html.unescape(get("/").text)
    for part in ("title", "title_zh", "description", "description_zh", "bibliographicCitation"):
        assert f">{package[part]}<" in page
    licences = read("papers").set_index("paper_id")["license"].fillna("licence unknown")
    for source in package["sources"][:FIRST]:
        assert f">{source['title']}.</cite>" in page
        assert licences[source["paper_id"]] in page


def test_the_way_back_is_named_in_both_languages(get: Get, read: Read) -> None:
    page = get(f"/{DATABASE}/quotations/{read('quotations')['quotation_id'][0]}").text
    table = schema.tables()["quotations"]
    named = f'<span lang="en">{table.title}</span> <span lang="zh">{table.title_zh}</span>'
    assert f'<a href="/{DATABASE}/quotations">{named}</a>' in page


def test_only_long_text_breaks_into_lines(get: Get) -> None:
    page = get(f"/{DATABASE}/quotations").text
    cells = re.findall(r'<td class="col-text type-str( long)?"[^>]*>([^<]*)</td>', page)
    assert cells
    assert all(
        bool(long) == (len(text) > 20) for long, text in cells if re.fullmatch("[\u4e00-\u9fff，。、；：]+", text)
    )


def test_the_files_are_there_to_download(get: Get, dist: Path) -> None:
    page = get("/").text
    links = re.findall(r'href="/dist/([^"]+)"', page)
    assert {f"csv/{name}.csv" for name in schema.ORDER if name not in schema.TEXT_ONLY} <= set(links)
    assert {f"text/{path.name}" for path in (dist / "text").iterdir()} <= set(links)
    for link in links:
        if not link.endswith(".db"):
            assert get(f"/dist/{link}").content == (dist / link).read_bytes()


def test_a_query_for_too_much_is_stopped(get: Get) -> None:
    answer = get(f"/{DATABASE}.json?sql=select+hex(zeroblob(3e8))")
    assert answer.status_code == 400
    assert "too big" in answer.json()["error"]


def test_a_query_without_end_is_stopped_in_words(get: Get) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    answer = get(f"/{DATABASE}?sql={quote(endless)}&_timelimit=20")
    assert answer.status_code == 400
    assert "took too long" in answer.text


@pytest.mark.parametrize(
    "sql", ["delete from papers", "drop table papers", "attach database 'x.db' as x", "pragma user_version = 1"]
)
def test_nothing_can_be_written(get: Get, sql: str) -> None:
    assert get(f"/{DATABASE}.json?sql={sql}").status_code == 400


def test_what_is_not_there_is_said_without_a_traceback(get: Get, capfd: pytest.CaptureFixture[str]) -> None:
    for path in (f"/{DATABASE}/nothing", f"/{DATABASE}/papers/nobody-1900", "/nowhere"):
        answer = get(path)
        assert answer.status_code == 404
        assert "未找到" in answer.text
        assert re.search(r"There is no such (page|row|table)[^<]*。", answer.text)
        assert get(f"{path}.json").json()["ok"] is False
    assert "Traceback" not in "".join(capfd.readouterr())
