"""Two at one story: who has it open, a word to them, taking over, a crash and a lost network; by keyboard alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone

from articles.models import Article, Presence
from tests.browser.desk import at_desk, enter, open_story, story_form
from tests.factories import make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def colleague(chromium: Any, live_server: Any) -> Any:
    """A second browser in which Ole Finken is signed in."""
    context = chromium.new_context(locale="de-DE", viewport={"width": 1360, "height": 900})
    window = context.new_page()
    window.set_default_timeout(30_000)
    user = User.objects.create_superuser("ole", first_name="Ole", last_name="Finken")
    enter(window, live_server.url, user)
    yield window
    context.close()


def typed(page: Any, words: str) -> None:
    page.focus("#id_headline")
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.wait_for_selector("[data-keeps]:has-text('Entwurf zwischengespeichert')")


def who_else(page: Any) -> None:
    """Wait until the server has said who else has the story open, be it nobody."""
    page.wait_for_selector("[data-who][data-facts]", state="attached")


def held_story(page: Any, live_server: Any) -> Article:
    """Ole has typed into it."""
    story = make_story("Alte Zeile", section=make_section())
    open_story(page, live_server, story)
    typed(page, "Oles Zeile")
    return story


def test_the_list_names_the_holder_and_carries_a_word_to_the_screen(
    page: Any, colleague: Any, live_server: Any
):
    held_story(colleague, live_server)
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/article/")

    page.focus(".desk-who button")
    page.keyboard.press("Enter")
    card = page.locator(".desk-who .desk-card-who")
    card.locator("text=Ole Finken").wait_for()
    assert "letzter Anschlag" in card.inner_text()
    page.keyboard.press("Tab")
    page.keyboard.type("Ich brauche den Artikel")
    page.keyboard.press("Enter")
    card.locator("text=Gesendet um").wait_for()

    colleague.reload()
    colleague.wait_for_selector(".desk-message:has-text('Ich brauche den Artikel')")
    colleague.focus(".desk-message button")
    colleague.keyboard.press("Enter")
    colleague.wait_for_selector(".desk-message", state="detached")


def test_taking_over_goes_on_from_what_the_holder_typed_and_tells_the_holder(
    page: Any, colleague: Any, live_server: Any
):
    story = held_story(colleague, live_server)
    enter(page, live_server.url)
    open_story(page, live_server, story)
    page.wait_for_selector("[data-take]:not([hidden])")
    page.wait_for_selector("[data-who] button:has-text('OF')")

    page.focus("[data-take]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('id_headline')?.value === 'Oles Zeile'")

    newest = story.revisions.first()
    assert newest is not None
    assert (newest.note, newest.by.username) == ("übernommen von Mira Talberg", "ole")
    colleague.focus("#id_headline")
    colleague.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    colleague.wait_for_selector("[data-said]:has-text('Mira Talberg hat den Artikel übernommen')")
    assert "steht im Text, als Fassung 2." in colleague.inner_text("[data-said]")
    page.wait_for_selector("[data-said]:has-text('Was Ole Finken bis')")
    assert "als Fassung 2." in page.inner_text("[data-said]")


def test_words_of_the_last_second_are_told_to_both(page: Any, colleague: Any, live_server: Any):
    story = held_story(colleague, live_server)
    enter(page, live_server.url)
    open_story(page, live_server, story)
    page.wait_for_selector("[data-take]:not([hidden])")
    page.focus("[data-take]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('id_headline')?.value === 'Oles Zeile'")
    story_form(page)

    colleague.focus("#id_dek")
    colleague.keyboard.type("Zu spät getippt")
    colleague.wait_for_selector(
        "[data-said]:has-text('Nicht gesicherte Worte von Ihnen stehen nicht im Text')"
    )
    assert colleague.input_value("#id_dek") == "Zu spät getippt"

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.wait_for_selector(
        "[data-said]:has-text('Nicht gesicherte Worte von Ole Finken stehen nicht im Text')"
    )
    assert Article.objects.get(pk=story.pk).dek == ""


def test_two_that_take_over_at_once_are_told_who_was_first(page: Any, colleague: Any, live_server: Any):
    story = held_story(colleague, live_server)
    enter(page, live_server.url)
    open_story(page, live_server, story)
    page.wait_for_selector("[data-take]:not([hidden])")
    holder = Presence.objects.get(user__username="ole")
    third = User.objects.create_superuser("kea", first_name="Kea", last_name="Lund")
    Presence.objects.filter(pk=holder.pk).update(writes_since=None)
    Presence.objects.create(
        article=story, user=third, session=holder.session, window="k", since=timezone.now(),
        seen_at=timezone.now(), writes_since=timezone.now(),
    )  # fmt: skip

    page.focus("[data-take]")
    page.keyboard.press("Enter")

    page.wait_for_selector("[data-said]:has-text('Kea Lund hat den Artikel gerade übernommen')")


def test_the_mark_of_a_crashed_browser_fades_and_frees_the_story(page: Any, colleague: Any, live_server: Any):
    story = held_story(colleague, live_server)
    colleague.context.set_offline(True)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    enter(page, live_server.url)

    open_story(page, live_server, story)
    who_else(page)

    assert page.is_hidden("[data-take]")
    assert not page.evaluate("document.querySelector('.desk-story-text').inert")


def test_a_lost_network_says_since_when_and_the_return_compares(page: Any, live_server: Any):
    enter(page, live_server.url)
    story = make_story("Alte Zeile", section=make_section())
    open_story(page, live_server, story)
    page.context.set_offline(True)
    page.focus("#id_headline")
    page.keyboard.press("Control+a")
    page.keyboard.type("Im Tunnel getippt")
    page.keyboard.press("Tab")
    page.wait_for_selector("[data-keeps]:has-text('Offline seit')")
    Article.objects.filter(pk=story.pk).update(dek="Inzwischen geändert", revision=2)
    page.context.set_offline(False)
    page.wait_for_selector("[data-keeps]:has-text('Entwurf zwischengespeichert')")

    with page.expect_navigation():
        page.keyboard.press("Control+s")

    page.wait_for_selector(".desk-clash")
    assert page.input_value("#id_headline") == "Im Tunnel getippt"


def test_the_lock_of_a_session_that_ended_is_gone(page: Any, colleague: Any, live_server: Any):
    story = held_story(colleague, live_server)
    Session.objects.all().delete()
    enter(page, live_server.url)

    open_story(page, live_server, story)
    who_else(page)

    assert page.is_hidden("[data-take]")
