"""Embedded content: made by its address at the desk, and loaded by the reader's click alone."""

from typing import Any

import pytest

from articles.text.sanitize import sanitize
from articles.url_paths import story_path
from tests.browser.desk import open_editor
from tests.browser.test_story_screen import PASTE, body_of
from tests.factories import make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
FRAME = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
FIGURE = f'<figure data-embed="{VIDEO}"><figcaption>Der Hafen</figcaption></figure>'


def test_the_dialog_refuses_an_unknown_address_and_takes_a_known_one(page: Any, live_server: Any):
    open_editor(page, live_server)
    page.keyboard.press("Control+End")
    page.keyboard.press("Alt+Shift+e")
    page.fill("dialog [name=address]", "https://geocities.example/v/1")
    page.fill("dialog [name=title]", "Der Hafen")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog >> text=YouTube, Vimeo")
    assert page.input_value("dialog [name=title]") == "Der Hafen"
    page.fill("dialog [name=address]", "https://youtu.be/dQw4w9WgXcQ?si=1")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tiptap .desk-embed")

    assert sanitize(body_of(page)) == f"<p>Vorher</p>{FIGURE}"


def test_a_stored_embed_is_unchanged_and_a_pasted_player_is_kept(page: Any, live_server: Any):
    open_editor(page, live_server, f"{FIGURE}<p>Ende</p>")
    page.keyboard.type("Neu")  # the embed is selected
    assert sanitize(body_of(page)) == f"{FIGURE}<p>Neu</p><p>Ende</p>"

    page.keyboard.press("Control+a")
    page.evaluate(PASTE, f'<p>a</p><iframe src="{FRAME}?rel=0"></iframe><p>b</p>')
    page.wait_for_function("document.querySelector('[name=body]').value.includes('<p>b<')")
    assert sanitize(body_of(page)) == f'<p>a</p><figure data-embed="{VIDEO}"></figure><p>b</p>'


def test_nothing_is_asked_of_the_provider_before_the_click(page: Any, live_server: Any):
    story = make_published(body=f"<p>Der Rat tagt.</p>{FIGURE}")
    asked: list[str] = []
    page.route(lambda url: not url.startswith(live_server.url), lambda route: route.abort())
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + story_path(story.section.slug, story.slug, story.pk))
    page.wait_for_selector(".embed-ask button:visible")
    assert [url for url in asked if not url.startswith(live_server.url)] == []

    page.focus(".embed-ask button")
    with page.expect_request(FRAME):
        page.keyboard.press("Enter")

    assert page.get_attribute("iframe", "title") == "Video bei YouTube: Der Hafen"
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
