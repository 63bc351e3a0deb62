"""The form of a story: the text stands first, and all else waits in a panel or on a second page."""

from typing import Any

import pytest

from articles.models import Article
from tests.browser.desk import enter, focused, open_editor, open_story, ready
from tests.factories import make_published, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
HEADLINE = "Stadtrat von Hardenau entscheidet über den Neubau der alten Brücke am Hafen"
DEK = "Der Neubau soll zwölf Millionen Euro kosten. Die Opposition hält das Geld für falsch angelegt."
TOP_OF_TEXT = "document.querySelector('.tiptap').getBoundingClientRect().top + scrollY"


@pytest.mark.parametrize(("size", "farthest"), [(DESKTOP, 260), (PHONE, 240)])
@pytest.mark.parametrize("state", ["new", "draft", "published"])
def test_writing_begins_near_the_top(page: Any, live_server: Any, size: Any, farthest: int, state: str):
    page.set_viewport_size(size)
    enter(page, live_server.url)
    if state == "new":
        page.goto(f"{live_server.url}/admin/articles/article/add/")
        ready(page)
    else:
        make = make_published if state == "published" else make_story
        open_story(page, live_server, make(HEADLINE, dek=DEK))

    assert page.evaluate(TOP_OF_TEXT) <= farthest
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_a_key_folds_the_panel_and_the_browser_remembers_it(page: Any, live_server: Any):
    open_editor(page, live_server)

    page.keyboard.press("F4")
    page.locator("#story-side").wait_for(state="hidden")
    page.reload()
    ready(page)
    page.locator("#story-side").wait_for(state="hidden")
    page.click("button:has-text('Einzelheiten')")

    page.locator("#story-side").wait_for(state="visible")


def test_an_error_in_a_folded_panel_unfolds_it_and_takes_the_focus(page: Any, live_server: Any):
    open_editor(page, live_server)
    page.fill("#id_slug", "kein Kürzel!")
    page.focus(".tiptap")
    page.keyboard.press("F4")

    page.keyboard.press("Control+s")

    focused(page, "#id_slug")


def test_the_two_pages_of_a_phone_are_one_form(page: Any, live_server: Any):
    page.set_viewport_size(PHONE)
    story = open_editor(page, live_server)

    page.fill("#id_headline", "Brücke kommt")
    page.locator("#id_byline").wait_for(state="hidden")
    page.click("button:has-text('Einzelheiten')")
    page.fill("#id_byline", "Jonna Ekvall")
    page.locator("#id_headline").wait_for(state="hidden")
    page.click("[data-show=text]")
    page.locator("#id_byline").wait_for(state="hidden")
    with page.expect_navigation():
        page.keyboard.press("Control+s")

    saved = Article.objects.get(pk=story.pk)
    assert (saved.headline, saved.byline) == ("Brücke kommt", "Jonna Ekvall")


def test_a_check_leads_from_one_page_to_the_other(page: Any, live_server: Any):
    page.set_viewport_size(PHONE)
    enter(page, live_server.url)
    open_story(page, live_server, make_story("Ü" * 80))

    page.click("button:has-text('Einzelheiten')")
    page.click("[data-jump=headline]")

    focused(page, "#id_headline")


def test_the_headline_is_one_line(page: Any, live_server: Any):
    story = open_editor(page, live_server)

    page.fill("#id_headline", "Brücke\nkommt")
    page.press("#id_headline", "Enter")
    focused(page, "#id_dek")
    with page.expect_navigation():
        page.keyboard.press("Control+s")

    assert Article.objects.get(pk=story.pk).headline == "Brücke kommt"


@pytest.mark.parametrize(("width", "is_open"), [(1200, True), (1199, False)])
def test_the_menu_is_open_from_1200_pixels(page: Any, live_server: Any, width: int, is_open: bool):
    page.set_viewport_size({"width": width, "height": 800})
    enter(page, live_server.url)
    page.goto(f"{live_server.url}/admin/articles/article/")
    ready(page)

    assert page.locator("#nav-sidebar").is_visible() == is_open
    assert page.evaluate("document.getElementById('main').getBoundingClientRect().left > 200") == is_open


def test_a_folded_menu_stays_folded(page: Any, live_server: Any):
    page.set_viewport_size({"width": 1240, "height": 800})
    enter(page, live_server.url)
    page.goto(f"{live_server.url}/admin/articles/article/")
    ready(page)

    page.keyboard.press("[")
    page.locator("#nav-sidebar").wait_for(state="hidden")
    page.reload()
    ready(page)

    assert not page.locator("#nav-sidebar").is_visible()
