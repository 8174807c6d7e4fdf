"""The pages in a real browser: what a reader clicks, sees and types."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipeline.serve import HOST
from pipeline.serve.texts import DATABASE
from tests.browser import find
from tests.conftest import PROJECT
from tests.serve.conftest import Read

pytestmark = pytest.mark.browser

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip

PHONE, DESK = 360, 1280

PATHS = [
    "/",
    f"/{DATABASE}",
    f"/{DATABASE}/sentences?_search=劳动",
    f"/{DATABASE}/quotations",
    f"/{DATABASE}/bibliography",
    f"/{DATABASE}/concordance?text=劳动",
    f"/{DATABASE}/what-is-missing",
    f"/{DATABASE}/checks-run",
    f"/{DATABASE}?sql=select+*+from+bibliography",
]


@pytest.fixture(scope="module")
def site(dist: Path) -> Iterator[str]:
    """The real server, started as a user starts it, until the tests are done."""
    with closing(socket.create_server((HOST, 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pipeline", "serve", str(dist), "--port", str(port)]
    with subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr
            address = re.search(rf"http://{HOST}:{port}", server.stderr.readline())
            assert address
            yield address.group()
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = find()
    if program is None:
        message = "No browser here: the pages were not looked at. Cure: python tests/browser.py"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield started
        started.close()


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(browser: Browser, site: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """A page on which nothing may go wrong: no error, no refused script or style, nothing wider than the screen."""
    width: int = request.param
    context = browser.new_context(base_url=site, viewport={"width": width, "height": 800})
    shown = context.new_page()
    troubles: list[str] = []
    shown.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    shown.on("pageerror", lambda error: troubles.append(str(error)))
    yield shown
    shown.screenshot(path=tmp_path / "page.png", full_page=True)
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert troubles == []
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_whole(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("footer")).to_contain_text("CC BY 4.0")
    # What a reader of the page aloud needs: every field has a name, every link says where it leads.
    nameless = "[...document.querySelectorAll('input:not([type=hidden]):not([type=submit]), select, textarea')]"
    assert page.evaluate(f"{nameless}.filter(field => !field.labels?.length && !field.ariaLabel).length") == 0
    assert page.evaluate("[...document.links].filter(link => !(link.textContent.trim() || link.ariaLabel)).length") == 0


def test_a_reader_searches_from_the_first_page_to_a_sentence(page: Page, read: Read) -> None:
    page.goto("/")
    page.get_by_label("Search the sentences").fill("劳动")
    page.get_by_role("button", name="Search").click()
    expected = read("sentences")["text"].str.contains("劳动", regex=False)
    expect(page.get_by_role("status")).to_contain_text(f"{expected.sum()} rows")
    rows = page.locator("tbody tr")
    assert "劳动" in rows.first.inner_text()
    rows.first.get_by_role("link").first.click()
    first = read("sentences")[expected].iloc[0]
    expect(page).to_have_url(re.compile(f"/sentences/{first['sentence_id']}$"))
    expect(page.locator("dd.col-text")).to_have_text(first["text"])
    assert page.locator("dd.col-text").get_attribute("lang") == "zh"


def test_a_reader_asks_a_query_with_a_parameter(page: Page, read: Read) -> None:
    page.goto(f"/{DATABASE}/quotations-by-reference")
    nested = read("quotations").dropna(subset="parent_id")["quotation_id"]
    everything = int((~read("quotation_citations")["quotation_id"].isin(nested)).sum())
    expect(page.get_by_role("status")).to_contain_text(f"{everything} rows")
    page.get_by_label("Number of the reference").fill("2")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("status")).not_to_contain_text(f"{everything} rows")
    assert set(page.locator("td.col-reference").all_inner_texts()) == {"2"}


def test_the_editor_colours_formats_and_runs(page: Page) -> None:
    page.goto(f"/{DATABASE}#sql")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("select count(*) as n from sentences")
    expect(page.locator(".cm-keyword").first).to_be_visible()
    page.get_by_role("button", name="Format").click()
    expect(page.locator(".CodeMirror-line")).not_to_have_count(1)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("status")).to_contain_text("1 row")


def test_the_menu_of_a_column_sorts(page: Page) -> None:
    page.goto(f"/{DATABASE}/quotations")
    if page.viewport_size and page.viewport_size["width"] == DESK:
        page.locator("th[data-column=kind] svg").click()
        page.get_by_role("link", name="Sort descending").click()
        expect(page).to_have_url(re.compile("_sort_desc=kind"))
    else:
        page.get_by_text("Filter and sort").click()
        page.get_by_label("Sort by").select_option("kind")
        page.get_by_role("button", name="Apply").click()
        expect(page).to_have_url(re.compile("_sort=kind"))


def test_legible(page: Page) -> None:
    """Text stands out from its ground as WCAG 2 AA asks: 4.5 to 1."""
    page.goto("/")
    ratio = page.evaluate(
        """() => {
          const light = (colour) => colour.match(/\\d+/g).slice(0, 3).map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
            .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
          const ground = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const colour = getComputedStyle(at).backgroundColor;
              if (!colour.startsWith("rgba")) return colour;
            }
            return "rgb(255, 255, 255)";
          };
          return Math.min(...[...document.querySelectorAll("main *, header *, footer *")].map((element) => {
            const [dark, bright] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => a - b);
            return (bright + 0.05) / (dark + 0.05);
          }));
        }"""
    )
    assert ratio >= 4.5
