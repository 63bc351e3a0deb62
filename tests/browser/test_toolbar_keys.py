"""The editor's buttons by keyboard: one stop of Tab, arrows between them, a key to them and one back."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.text.sanitize import sanitize
from tests.browser.desk import focused, open_editor, violations
from tests.browser.test_story_screen import body_of
from tests.browser.test_tables import TABLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BUTTON = ".prose-menubar__button"


def focus_of(page: Any) -> str:
    name: str = page.evaluate("document.activeElement.title || document.activeElement.textContent")
    return name


def step_to(page: Any, title: str) -> None:
    for _step in range(40):
        if focus_of(page) == title:
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"No arrow came to {title}")


def test_tab_stops_once_at_the_buttons_and_remembers_the_last(page: Any, live_server: Any):
    open_editor(page, live_server)

    page.keyboard.press("Shift+Tab")
    focused(page, BUTTON)
    assert violations(Axe(), page) == []
    page.keyboard.press("End")
    assert focus_of(page) == "HTML bearbeiten"
    page.keyboard.press("ArrowRight")
    assert focus_of(page) == "Absatz"
    step_to(page, "Kursiv")
    page.keyboard.press("Shift+Tab")
    focused(page, "#id_dek")
    page.keyboard.press("Tab")
    assert focus_of(page) == "Kursiv"
    page.keyboard.press("Tab")
    focused(page, ".tiptap")


def test_a_row_is_added_from_within_a_table_and_escape_leads_back(page: Any, live_server: Any):
    open_editor(page, live_server, TABLE)
    page.keyboard.press("Control+Home")

    page.keyboard.press("Alt+F10")
    focused(page, BUTTON)
    page.keyboard.press("Escape")
    focused(page, ".tiptap")
    page.keyboard.press("Alt+F10")
    step_to(page, "Zeile hinzufügen")
    page.keyboard.press("Enter")
    focused(page, ".tiptap")

    assert body_of(page).count("<tr") == 3  # the head, the former row, and one that is still empty


def test_a_subhead_is_chosen_from_the_styles_of_paragraphs(page: Any, live_server: Any):
    open_editor(page, live_server)

    page.keyboard.press("Alt+F10")
    focused(page, BUTTON)
    page.keyboard.press("Enter")
    focused(page, ".prose-menubar__option")
    assert focus_of(page) == "Zwischentitel"
    page.keyboard.press("Enter")
    focused(page, ".tiptap")

    assert sanitize(body_of(page)) == "<h2>Vorher</h2>"


def test_the_key_of_tables_opens_their_dialog(page: Any, live_server: Any):
    open_editor(page, live_server)

    page.keyboard.press("Alt+Shift+T")

    focused(page, "dialog[open] [name=rows]")
