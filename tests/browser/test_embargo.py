"""Held until an hour as people say it, out by itself, or broken with a reason; by keyboard alone."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles.actions.stories.schedule import set_embargo
from articles.models import Article
from tests.browser.desk import (
    at_desk,
    enter,
    focused,
    open_story,
    press_on,
    ready,
    story_form,
    tab_to,
    told,
    write,
)
from tests.factories import make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def hour_of(page: Any, live_server: Any) -> Article:
    """The page of the story's hour, reached from the story."""
    story = make_story("Haushalt der Stadt steht")
    enter(page, live_server.url)
    open_story(page, live_server, story)
    press_on(page, "a[href$='/hour/']")
    focused(page, "#id_embargo")
    return story


def tomorrow_at_six() -> datetime:
    here = timezone.now().astimezone(ZoneInfo("Europe/Berlin")) + timedelta(days=1)
    return here.replace(hour=6, minute=0, second=0, microsecond=0)


def test_an_embargo_is_typed_in_words_read_back_and_shown_with_its_hour(page: Any, live_server: Any):
    story = hour_of(page, live_server)

    page.keyboard.type("morgen 6")
    page.wait_for_selector("#embargo-told:has-text('morgen, 06:00 Uhr')")
    write(page, "#id_source", "Stadt Nordhaven")
    page.keyboard.press("Enter")
    story_form(page)
    told(page, "Eingeplant. Der Artikel erscheint automatisch.")

    held = Article.objects.get(pk=story.pk)
    assert held.embargo_until == held.scheduled_at == tomorrow_at_six()
    assert "06:00" in page.inner_text(".desk-bar-standing")
    at_desk(page, live_server, f"articles/article/{story.pk}/hour/")
    page.wait_for_selector(".desk-left:has-text(':')")
    assert "Stadt Nordhaven" in page.inner_text(".desk-countdown")


@pytest.mark.parametrize("field", ["#id_embargo", "#id_publish_at"])
def test_morgen_6_and_enter_schedules_before_the_page_has_answered(page: Any, live_server: Any, field: str):
    story = hour_of(page, live_server)

    page.focus(field)
    page.keyboard.type("morgen 6")
    page.keyboard.press("Enter")
    story_form(page)

    assert Article.objects.get(pk=story.pk).scheduled_at == tomorrow_at_six()


def test_a_time_that_has_passed_is_refused_at_its_field(page: Any, live_server: Any):
    story = hour_of(page, live_server)

    page.keyboard.type("1.3.2026 18:00")
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_embargo[aria-invalid=true]")
    ready(page)

    assert page.input_value("#id_embargo") == "1.3.2026 18:00"
    assert Article.objects.get(pk=story.pk).embargo_until is None


def test_the_hour_that_autumn_gives_twice_is_chosen_by_keys(page: Any, live_server: Any):
    story = hour_of(page, live_server)
    sunday = next_end_of_summer()

    page.keyboard.type(f"{sunday:%d.%m.%Y} 2:30")
    page.wait_for_selector("#id_embargo ~ [data-choices] input >> nth=1")
    tab_to(page, "[name=embargo_choice]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    press_on(page, "#hour-form [value=set]")
    story_form(page)

    held = Article.objects.get(pk=story.pk)
    assert held.embargo_until == datetime(sunday.year, 10, sunday.day, 1, 30, tzinfo=UTC)


def next_end_of_summer() -> datetime:
    """The last Sunday of the next October."""
    now = timezone.now()
    day = datetime(now.year + (now.month >= 10), 10, 31, tzinfo=UTC)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def test_publishing_early_is_blocked_and_a_chief_breaks_the_embargo_with_a_reason(
    page: Any, live_server: Any
):
    story = make_story("Haushalt der Stadt steht")
    set_embargo(story.pk, timezone.now() + timedelta(hours=3), by=None, at=timezone.now())
    enter(page, live_server.url)
    open_story(page, live_server, story)
    page.keyboard.press("Control+Enter")
    focused(page, "#publish-form a[data-block]")
    page.keyboard.press("Control+Enter")
    assert Article.objects.get(pk=story.pk).state == "draft"

    page.keyboard.press("Enter")
    focused(page, "#id_embargo")
    press_on(page, ".desk-break summary")
    write(page, "#id_reason", "Die Stadt hat selbst veröffentlicht.")
    press_on(page, "[value=break]")
    focused(page, "#publish-form [data-go]")
    page.keyboard.press("Enter")
    told(page, "Veröffentlicht.")

    assert (
        "Die Stadt hat selbst veröffentlicht."
        in story.revisions.get(note__startswith="Sperrfrist gebrochen").note
    )


def test_only_released_the_story_waits_for_a_hand(page: Any, live_server: Any):
    story = hour_of(page, live_server)

    page.keyboard.type("morgen 6")
    tab_to(page, "[name=then]")
    page.keyboard.press("ArrowDown")
    press_on(page, "#hour-form [value=set]")
    story_form(page)

    held = Article.objects.get(pk=story.pk)
    assert (held.embargo_until, held.scheduled_at) == (tomorrow_at_six(), None)
