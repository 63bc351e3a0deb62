"""Saved pages of many layouts, selected, copied and pasted by real keys, and read right."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.desk import at_desk, enter, focused
from tests.paths import DATA

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = DATA / "pages"
EXPECTED: dict[str, dict[str, Any]] = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))


def copy_page(page: Any, path: Path) -> None:
    """Select all of a saved page and copy it, as a hand on the keyboard does."""
    page.goto(path.as_uri())
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")


def paste_copied(page: Any, live_server: Any) -> None:
    at_desk(page, live_server, "articles/article/from-copy/")
    focused(page, "#copy")
    page.keyboard.press("Control+v")
    page.wait_for_function("document.querySelector('#paste-kind').textContent === 'HTML'")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[name=headline]")


def read_value(page: Any, name: str) -> str:
    field = page.locator(f"[name='{name}']")
    return str(field.input_value()) if field.count() else ""


def read_paragraphs(page: Any) -> list[str]:
    """Return the paragraphs of the text without its dateline and tag, and without links and emphasis."""
    found = re.findall(r"<p>(.*?)</p>", read_value(page, "body"), re.DOTALL)
    return [re.sub(r"</?(?:a|em|strong)\b[^>]*>", "", paragraph) for paragraph in found]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_saved_page_is_read_after_real_copying_and_pasting(page: Any, live_server: Any, name: str):
    expected = EXPECTED[name]
    enter(page, live_server.url)
    copy_page(page, PAGES / f"{name}.html")

    paste_copied(page, live_server)

    tag = read_value(page, "tag_raw")
    assert read_value(page, "headline") == expected["headline"]
    assert read_value(page, "caption0-text").rstrip(".") == expected["caption"].rstrip(".")
    assert expected["credit"] in read_value(page, "caption0-credit")
    assert read_paragraphs(page)[-len(expected["paragraphs"]) :] == expected["paragraphs"]
    assert expected["tag"].casefold() in tag.casefold()


def test_there_are_ten_saved_pages_and_each_has_its_expectation():
    assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED)
    assert len(EXPECTED) >= 10
