"""A table that comes into the text by any way is told at once, and the editor may take the step back."""

from typing import Any

import pytest

from articles.text.sanitize import sanitize
from tests.browser.desk import enter, open_story
from tests.browser.test_story_screen import PASTE, body_of
from tests.factories import make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = "<table><tr><th>Liste</th><th>Sitze</th></tr><tr><td>A</td><td>12</td></tr></table>"
TOLD = "Ein Text kann noch keine Tabellen enthalten (1): Jede der 2 Zeilen ist jetzt ein Absatz"


def opened(page: Any, live_server: Any) -> None:
    enter(page, live_server.url)
    open_story(page, live_server, make_story(section=make_section(), body="<p>Vorher</p>"))
    page.wait_for_selector(".tiptap")
    page.focus(".tiptap")


def test_a_pasted_table_is_told_and_undone_by_one_press(page: Any, live_server: Any):
    opened(page, live_server)
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, TABLE)

    page.get_by_text(TOLD).wait_for()
    assert sanitize(body_of(page)) == "<p>Liste | Sitze</p><p>A | 12</p>"
    page.focus(".desk-not-kept button")
    page.keyboard.press("Enter")

    assert sanitize(body_of(page)) == "<p>Vorher</p>"


def test_a_table_written_into_the_html_dialog_is_told(page: Any, live_server: Any):
    opened(page, live_server)
    page.click("[title='HTML bearbeiten'], [aria-label='HTML bearbeiten']")
    page.fill("dialog textarea", f"<p>Neu</p>{TABLE}")
    page.click("dialog button[type=submit]")

    page.get_by_text(TOLD).wait_for()
    assert sanitize(body_of(page)) == "<p>Neu</p><p>Liste | Sitze</p><p>A | 12</p>"


def test_a_frame_of_tables_around_a_mail_is_not_called_a_table(page: Any, live_server: Any):
    opened(page, live_server)
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, "<table><tr><td><p>Eins</p><p>Zwei</p></td></tr></table>")

    page.wait_for_function("document.querySelector('[name=body]').value.includes('Zwei')")
    assert page.locator(".desk-not-kept").count() == 0
