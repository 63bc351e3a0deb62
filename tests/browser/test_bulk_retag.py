"""A topic for every story of a list: chosen, looked at beforehand, done, turned back; by keyboard alone."""

from typing import Any

import pytest
from django.utils import timezone

from articles.actions.bulk.jobs import run_next_chunk
from articles.models import Article, BulkJob, Topic
from tests.browser.desk import at_desk, enter, focused, press_on, ready, tab_to, told
from tests.factories import make_published, make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def finish() -> None:
    """What the worker does."""
    while run_next_chunk(at=timezone.now()):
        pass


def look_up(page: Any, name: str, words: str) -> None:
    """Choose in a look-up: open it, type, take what is highlighted."""
    tab_to(page, f"[name={name}] + .select2 .select2-selection")
    page.keyboard.press("Enter")
    focused(page, ".select2-search__field")
    page.keyboard.type(words)
    page.wait_for_selector(f".select2-results__option--highlighted:has-text('{words}')")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"[name={name}] + .select2 .select2-selection__rendered:has-text('{words}')")


def previewed(page: Any, live_server: Any) -> Topic:
    """Four stories of which one is right already; the list is sifted to three of them."""
    topic = Topic.objects.create(name="Hafen", slug="hafen")
    sport = make_section("Sport", "sport")
    make_story("Meldung 0", section=sport).topics.add(topic)
    for number in (1, 2):
        make_published(f"Meldung {number}", section=sport)
    make_story("Andere")
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/article/?section__id__exact={sport.pk}")
    press_on(page, "a:has-text('Alle 3 Artikel ändern')")
    page.wait_for_selector("#bulk-form")
    ready(page)
    look_up(page, "topic_gives", "Hafen")
    page.keyboard.press("Control+Enter")
    focused(page, "#preview")
    return topic


def test_a_topic_is_given_to_a_whole_list_and_taken_back(page: Any, live_server: Any):
    topic = previewed(page, live_server)
    told(page, "2 Artikel ändern")
    told(page, "stimmen schon")

    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-job]")
    finish()
    page.wait_for_selector("[data-said]:has-text('erledigt')")
    ready(page)
    given = set(Article.objects.filter(topics=topic).values_list("headline", flat=True))
    press_on(page, "button[form=action-undo]")
    page.wait_for_selector("[data-job][data-at-work]")
    finish()
    page.wait_for_selector("[data-said]:has-text('rückgängig gemacht')")

    assert given == {"Meldung 0", "Meldung 1", "Meldung 2"}
    assert list(Article.objects.filter(topics=topic).values_list("headline", flat=True)) == ["Meldung 0"]


def test_a_job_is_paused_and_goes_on(page: Any, live_server: Any):
    topic = previewed(page, live_server)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-job]")
    ready(page)

    press_on(page, "button[form=action-pause]")
    page.wait_for_selector("button[form=action-resume]")
    ready(page)
    finish()
    paused = Article.objects.filter(topics=topic).count()
    press_on(page, "button[form=action-resume]")
    page.wait_for_selector("[data-job][data-at-work]")
    finish()
    page.wait_for_selector("[data-said]:has-text('erledigt')")

    assert (paused, Article.objects.filter(topics=topic).count()) == (1, 3)


def test_a_retired_topic_is_refused_at_its_field(page: Any, live_server: Any):
    topic = Topic.objects.create(name="Altlast", slug="altlast", retired=True)
    make_story()
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/article/bulk/")

    look_up(page, "topic_gives", "Altlast")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".desk-field-wrong .desk-error")

    assert not Article.objects.filter(topics=topic).exists()
    assert not BulkJob.objects.exists()
