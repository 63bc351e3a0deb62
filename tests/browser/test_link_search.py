"""Links to the paper's own pages, found and set by keyboard alone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.url_paths import absolute_url
from tests.browser.desk import enter, open_story, violations
from tests.factories import make_published, make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_dialog(page: Any, live_server: Any, body: str) -> None:
    enter(page, live_server.url)
    open_story(page, live_server, make_story("Neu", section=make_section(), body=body))
    page.wait_for_selector(".tiptap")
    page.focus(".tiptap")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open] #link-search:focus")


def test_selected_words_find_the_story_they_mean(page: Any, live_server: Any):
    known = make_published("Rat beschließt Hafenplan")
    open_dialog(page, live_server, "<p>Hafenplan</p>")

    page.wait_for_selector(".desk-link-list button:has-text('Rat beschließt Hafenplan')")
    assert violations(Axe(), page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] button[type=submit]:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]", state="detached")

    address = absolute_url(f"/politik/{known.slug}-{known.pk}/")
    assert page.get_attribute(".tiptap a", "href") == address


def test_an_address_can_still_be_typed_and_nothing_found_is_said(page: Any, live_server: Any):
    open_dialog(page, live_server, "<p>Nirgends zu finden</p>")

    page.get_by_text("Nichts passt, was Leser öffnen können.").wait_for()
    page.fill("dialog[open] [name=href]", "https://example.org/")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]", state="detached")

    assert page.get_attribute(".tiptap a", "href") == "https://example.org/"
