"""Finished answers are sent again while nothing they were made from has changed, and never a moment longer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.actions.desk.reference_data import GrantDraft
from articles.actions.partners.contracts_and_keys import revoke_key, save_partner
from articles.actions.photos.rights import set_photo_rights
from articles.actions.stories import publish, withdraw
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.schedule import schedule
from articles.feed.response_cache import RESPONSES
from articles.models import Article, Delivery, FeedDay, FeedRequest, KeyMeter, Partner, PartnerKey, Photo
from people.actions import PersonDraft, save_person
from people.models import Person
from tests.factories import NOON, make_key, make_partner, make_person, make_photo, make_published, make_story

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = ["stories", "stories/{story}", "pictures/{photo}", "changes", "stories?format=newsml", "feed.atom"]


@pytest.fixture
def key() -> str:
    make_published(people=(make_person("Mira Talberg"),), pictures=(make_photo(),))
    return make_key(make_partner("Küstenbote"))


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, key: str) -> Callable[..., Any]:
    def send(
        path: str,
        *,
        auth: str = key,
        at: Any = NOON,
        host: str = "testserver",
        remote: str = "127.0.0.1",
        **headers: str,
    ) -> Any:
        monkeypatch.setattr(timezone, "now", lambda: at)
        there = path.format(story=Article.objects.order_by("pk")[0].pk, photo=Photo.objects.get().pk)
        return Client(headers={"host": host}, REMOTE_ADDR=remote).get(
            f"/api/v1/{there}", headers={"Authorization": f"Bearer {auth}", **headers}
        )

    return send


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_sent_again_from_two_statements(ask, path) -> None:
    ask("people")  # statements that are compiled once
    first = ask(path)

    with CaptureQueriesContext(connection) as queries:
        again = ask(path)

    assert (again.status_code, again.content, again["ETag"]) == (200, first.content, first["ETag"])
    assert again["Content-Type"] == first["Content-Type"]
    assert len(queries) - 2 <= 2  # two are the test's own, for the numbers


def kill() -> None:
    withdraw.kill(Article.objects.get().pk, reason="wrong", by=None, at=NOON)


def withhold() -> None:
    withdraw.withhold(Article.objects.get().pk, reason="legal", by=None, at=NOON)


def update() -> None:
    change = StoryChange(fields={"headline": "Neue Zeile"})
    publish.update(Article.objects.get().pk, change, by=None, at=NOON)


def close_the_picture() -> None:
    set_photo_rights(Photo.objects.get().pk, [GrantDraft(channel="site")], by=None, at=NOON)


def rename_the_person() -> None:
    save_person(Person.objects.get().pk, PersonDraft(name="Mira Holm"), by=None)


def narrow_the_contract() -> None:
    partner = Partner.objects.get()
    save_partner(partner.pk, {"languages": ["en"]}, by=None, at=NOON)


def take_scopes() -> None:
    PartnerKey.objects.update(scopes=["text:read"])


@pytest.mark.parametrize(
    "change",
    [kill, withhold, update, close_the_picture, rename_the_person, narrow_the_contract, take_scopes],
)
def test_the_next_request_after_a_change_is_answered_anew(ask, change: Callable[[], None]) -> None:
    before = ask("stories")

    change()

    after = ask("stories")
    assert after["ETag"] != before["ETag"]
    assert after.content != before.content


def test_a_right_that_ends_by_the_clock_ends_the_answer(ask) -> None:
    ends = NOON + timedelta(seconds=2)
    set_photo_rights(
        Photo.objects.get().pk, [GrantDraft(channel="site"), GrantDraft(channel="partner", until=ends)],
        by=None, at=NOON,
    )  # fmt: skip
    before = ask("stories").json()["stories"][0]["associations"][0]

    after = ask("stories", at=ends).json()["stories"][0]["associations"][0]

    assert ("renditions" in before, "renditions" in after) == (True, False)


def test_a_contract_and_a_key_that_end_by_the_clock_end_the_answer(ask) -> None:
    PartnerKey.objects.update(expires_at=NOON + timedelta(seconds=20))
    Partner.objects.update(contract_until=NOON + timedelta(seconds=10))
    ask("stories")

    answers = [ask("stories", at=NOON + timedelta(seconds=seconds)) for seconds in (9, 10, 20)]

    assert [answer.status_code for answer in answers] == [200, 200, 401]
    assert [len(answer.json()["stories"]) for answer in answers[:2]] == [1, 0]


def test_links_to_pictures_are_made_anew_when_their_step_ends(ask) -> None:
    first = ask("stories")

    later = ask("stories", at=NOON + timedelta(minutes=5))

    assert (later["ETag"] != first["ETag"], later.content != first.content) == (True, True)


def test_a_network_that_may_not_use_the_key_gets_nothing(ask) -> None:
    PartnerKey.objects.update(networks=["192.0.2.0/24"])

    assert ask("stories", remote="192.0.2.7").status_code == 200
    assert ask("stories", remote="198.51.100.7").status_code == 403


def test_a_due_story_is_released_first(ask) -> None:
    due = NOON + timedelta(seconds=30)
    schedule(make_story("Um halb").pk, publish_at=due, by=None, at=NOON)
    ask("stories")

    assert b"Um halb" in ask("stories", at=due).content


def test_an_answer_that_is_sent_again_counts_towards_the_limit(ask, settings) -> None:
    settings.FEED_PER_MINUTE = 3

    statuses = [ask("stories").status_code for _ in range(5)]

    assert statuses == [200, 200, 200, 429, 429]
    assert KeyMeter.objects.get().in_minute == 3
    assert (FeedDay.objects.get().calls, FeedDay.objects.get().limited) == (5, 2)


def test_a_revoked_key_is_answered_nothing_that_was_made_for_it(ask) -> None:
    ask("stories")
    revoke_key(PartnerKey.objects.get().pk, by=None, at=NOON)

    assert ask("stories").status_code == 401


def test_an_answer_made_for_one_key_is_sent_to_no_other_and_each_is_noted(ask) -> None:
    ask("stories")
    other = make_key(make_partner("Bergpost"))

    ask("stories", auth=other)

    assert sorted(Delivery.objects.values_list("partner__name", flat=True)) == ["Bergpost", "Küstenbote"]


def test_links_name_the_host_that_was_asked(ask) -> None:
    ask("")

    assert "://localhost/" in ask("", host="localhost").json()["links"]["stories"]


def test_it_counts_and_is_logged_like_the_first(ask) -> None:
    ask("stories")
    ask("stories")

    first, again = FeedRequest.objects.order_by("pk")
    assert (again.items, again.bytes, again.redactions) == (first.items, first.bytes, first.redactions)
    assert first.items == 1


def test_it_is_packed_once_for_each_coding(ask) -> None:
    plain = ask("stories")
    packed = [ask("stories", **{"Accept-Encoding": "gzip"}) for _ in range(2)]

    (kept,) = [answer for answer in RESPONSES.entries.values() if answer.body == plain.content]
    assert list(kept.compressed) == ["gzip"]
    assert packed[0].content == packed[1].content == kept.compressed["gzip"]


def test_refusals_are_not_kept(ask) -> None:
    ask("stories?limit=0")
    ask("stories/999999")

    assert not RESPONSES.entries
