"""People found while writing: listed next to the text and settled by keys."""

from typing import Any

import pytest

from articles.models import Mention
from tests.browser.desk import enter, focused, open_story
from tests.factories import make_person, make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_person_typed_in_the_text_is_linked_and_another_rejected_by_keys(page: Any, live_server: Any):
    ekvall = make_person("Jonna Ekvall")
    story = make_story(section=make_section(), body="<p>Die Werft baut wieder Fähren.</p>")
    enter(page, live_server.url)
    open_story(page, live_server, story)
    page.focus(".tiptap")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Das sagte Werftchefin Jonna Ekvall am Freitag. Landrat Tarek Lindhoff lobte sie.")
    page.wait_for_selector("[data-found] li:nth-child(2)")

    page.keyboard.press("F9")
    page.keyboard.press("ArrowDown")
    focused(page, "[data-found] li:nth-child(2) button:first-child")
    page.keyboard.press("ArrowUp")
    focused(page, "[data-found] li:nth-child(1) button:first-child")
    assert page.locator("[data-found] button[tabindex='-1']").count() == 2
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('[data-found] li').length === 1")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-told]:has-text('Sonst ist niemand')")
    page.keyboard.press("Escape")
    focused(page, ".tiptap")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector("#mentions-group option[selected]:has-text('Jonna Ekvall')", state="attached")

    assert list(Mention.objects.filter(article=story).values_list("name", "person_id", "status")) == [
        ("Jonna Ekvall", ekvall.pk, "confirmed"),
        ("Tarek Lindhoff", None, "rejected"),
    ]
