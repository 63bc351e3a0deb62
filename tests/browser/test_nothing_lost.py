"""What an editor types survives a crash, a lost network, an expired login and a colleague; by keyboard alone."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.models import Article, Autosave
from tests.browser.desk import at_desk, enter, open_story, ready, story_form
from tests.factories import NOON, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEPT = "Entwurf zwischengespeichert"
STANDING = "[data-keeps]"


def type_headline(page: Any, words: str) -> None:
    """Into the headline, then on to the next field, as a hand on the keyboard does."""
    page.focus("#id_headline")
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    page.keyboard.press("Tab")


def told(page: Any, words: str) -> None:
    page.wait_for_function(
        "([place, words]) => document.querySelector(place).textContent.includes(words)", arg=[STANDING, words]
    )


def test_a_crash_of_the_browser_loses_nothing(page: Any, live_server: Any):
    enter(page, live_server.url)
    story = make_story("Alt")
    open_story(page, live_server, story)
    type_headline(page, "Vor dem Absturz getippt")
    told(page, KEPT)

    open_story(page, live_server, story)
    page.focus("button[name=_take_up]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.input_value("#id_headline") == "Vor dem Absturz getippt"
    with page.expect_navigation():
        page.keyboard.press("Control+s")

    assert Article.objects.get(pk=story.pk).headline == "Vor dem Absturz getippt"
    assert not Autosave.objects.exists()


def test_what_is_typed_offline_comes_back_with_the_network(page: Any, live_server: Any):
    enter(page, live_server.url)
    story = make_story("Alt")
    open_story(page, live_server, story)
    page.context.set_offline(True)
    type_headline(page, "Offline getippt")
    told(page, "Offline seit")

    page.context.set_offline(False)
    told(page, KEPT)

    assert ["headline", "Offline getippt"] in Autosave.objects.get().form


def test_an_expired_login_keeps_the_text_until_the_next_one(page: Any, live_server: Any):
    enter(page, live_server.url, User.objects.create_superuser("mira", password="ein langes Wort"))
    story = make_story("Alt")
    open_story(page, live_server, story)
    Session.objects.all().delete()
    type_headline(page, "Nach Ablauf getippt")
    told(page, "Sie sind abgemeldet")

    page.goto(f"{live_server.url}/admin/login/")
    page.wait_for_selector("#id_username:focus")
    page.keyboard.type("mira")
    page.keyboard.press("Tab")
    page.keyboard.type("ein langes Wort")
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk-home")
    open_story(page, live_server, story)
    page.wait_for_selector("button[name=_take_up]")

    assert ["headline", "Nach Ablauf getippt"] in Autosave.objects.get().form


def test_two_windows_warn_of_each_other_and_one_takes_over(page: Any, live_server: Any):
    enter(page, live_server.url)
    story = make_story("Alt")
    open_story(page, live_server, story)
    type_headline(page, "Links getippt")
    told(page, KEPT)
    second = page.context.new_page()
    open_story(second, live_server, story)
    second.wait_for_selector("[data-take]:not([hidden])")
    assert second.evaluate("document.querySelector('.desk-story-text').inert")

    second.focus("[data-take]")
    second.keyboard.press("Enter")
    second.wait_for_function("document.querySelector('.desk-story-text')?.inert === false")
    story_form(second)
    type_headline(second, "Rechts getippt")
    told(second, KEPT)

    assert {revision.snapshot["headline"] for revision in story.revisions.all()} == {"Alt", "Links getippt"}
    assert [dict(draft.form)["headline"] for draft in Autosave.objects.all()] == ["Rechts getippt"]


def test_the_history_is_walked_and_a_field_taken_back_by_keys(page: Any, live_server: Any):
    enter(page, live_server.url)
    story = make_story("Alte Zeile")
    save_story(story.pk, StoryChange(fields={"headline": "Neue Zeile"}), by=None, at=NOON, based_on=None)
    at_desk(page, live_server, f"articles/article/{story.pk}/history/")
    page.focus("button:has-text('vergleichen')")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-changes]")
    ready(page)

    page.keyboard.press("F8")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#article_form")

    assert Article.objects.get(pk=story.pk).headline == "Alte Zeile"
