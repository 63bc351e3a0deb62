"""The board after a withdrawal says of each shared cache when it dropped the story, or why it did not."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from articles.actions.publication.cache_purges import add_rounds, record_failure, record_purge
from articles.actions.stories.withdraw import kill
from articles.models import Article, CachePurgeRound, FeedHead
from articles.models.purge_position import PurgePosition
from tests.factories import NOON, make_published, make_user

pytestmark = pytest.mark.django_db(transaction=True)
KILLED_AT = NOON + timedelta(minutes=5)
CACHES = ("cache-1.example:6081", "cache-2.example:6081")


@pytest.fixture(autouse=True)
def _afternoon():
    with time_machine.travel(KILLED_AT + timedelta(minutes=1), tick=False):
        yield


@pytest.fixture
def story(settings) -> Article:
    """A killed story, before any cache was purged of it."""
    settings.CDN = "varnish"
    settings.PURGE_URLS = tuple(f"http://{cache}/" for cache in CACHES)
    story = make_published()
    add_rounds(CACHES)
    for row in CachePurgeRound.objects.all():
        record_purge(row, position(), state="", at=NOON)
    kill(story.pk, reason="legal", by=None, at=KILLED_AT)
    return story


def position() -> PurgePosition:
    head = FeedHead.objects.get()
    return PurgePosition(str(head.epoch), head.n, 0, 0)


def round_of(cache: str, number: int = 0) -> CachePurgeRound:
    return CachePurgeRound.objects.get(cache=cache, round=number)


def board(client: Client, story: Article) -> str:
    return client.get(reverse("admin:articles_article_outlets", args=[story.pk])).content.decode()


def alarms(client: Client) -> list[str]:
    answer = client.get(reverse("admin:articles_article_alarms"))
    return [alarm["words"] for alarm in answer.json()["alarms"] if "Zwischenspeicher" in alarm["words"]]


def test_a_purge_on_its_way_and_one_confirmed_are_told_apart(desk: Client, story: Article):
    record_purge(round_of(CACHES[0]), position(), state="", at=KILLED_AT + timedelta(seconds=1))

    page = board(desk, story)

    assert "1 Zwischenspeicher zeigt ihn womöglich noch." in page
    assert "✓ 13:05:01" in page
    assert "Jetzt erneut bereinigen" not in page


def test_all_confirmed_purges_are_the_end(desk: Client, story: Article):
    for row in CachePurgeRound.objects.all():
        record_purge(row, position(), state="", at=KILLED_AT + timedelta(seconds=1))

    page = board(desk, story)

    assert "In keinem Zwischenspeicher mehr." in page
    assert "binnen zwei Minuten" not in page
    assert alarms(desk) == []


def test_a_failing_purge_has_its_reason_a_button_and_an_alarm(desk: Client, story: Article):
    record_purge(round_of(CACHES[0]), position(), state="", at=KILLED_AT)
    record_failure(round_of(CACHES[1]), "status 403", at=KILLED_AT + timedelta(seconds=1))

    page = board(desk, story)

    assert "scheitert seit 13:05:01: status 403" in page
    assert "Jetzt erneut bereinigen" in page
    assert alarms(desk) == [
        f"Der Zwischenspeicher {CACHES[1]} zeigt womöglich noch #{story.pk}, "
        "zurückgezogen vor 1 min: status 403"
    ]


def test_the_button_purges_again_at_once(desk: Client, story: Article):
    record_failure(round_of(CACHES[1]), "status 403", at=KILLED_AT)

    desk.post(reverse("admin:articles_article_outlets", args=[story.pk]), {"act": "purge"})

    assert round_of(CACHES[1]).retry_at is None
    assert round_of(CACHES[1]).failing_since == KILLED_AT


def test_a_reader_of_stories_cannot_purge(client: Client, story: Article):
    record_failure(round_of(CACHES[1]), "status 403", at=KILLED_AT)
    client.force_login(make_user("reporter", "articles.view_article"))

    client.post(reverse("admin:articles_article_outlets", args=[story.pk]), {"act": "purge"})

    assert round_of(CACHES[1]).retry_at is not None


def test_a_cache_that_fails_without_a_withdrawal_is_an_alarm_too(desk: Client, settings):
    settings.CDN = "varnish"
    settings.PURGE_URLS = (f"http://{CACHES[0]}/",)
    make_published()
    add_rounds(CACHES[:1])
    record_failure(round_of(CACHES[0]), "timed out", at=KILLED_AT)

    assert alarms(desk) == [f"Der Zwischenspeicher {CACHES[0]} wird seit 1 min nicht bereinigt: timed out"]


def test_without_a_cache_the_board_says_nothing_of_any(desk: Client, settings, story: Article):
    settings.CDN, settings.PURGE_URLS = "", ()

    assert "Zwischenspeicher" not in board(desk, story)
    assert alarms(desk) == []


def test_the_board_speaks_english(desk: Client, story: Article):
    record_failure(round_of(CACHES[1]), "status 403", at=KILLED_AT + timedelta(seconds=1))
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    page = board(desk, story)

    assert "failing since 13:05:01: status 403" in page
    assert "Purge again now" in page
