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
from articles.feed.response_cache import RESPONSES
from articles.models import Article, Delivery, FeedRequest, Partner, PartnerKey, Photo
from people.actions import PersonDraft, save_person
from people.models import Person
from tests.factories import NOON, make_key, make_partner, make_person, make_photo, make_published

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = ["stories", "stories/{story}", "pictures/{photo}", "changes", "stories?format=newsml", "feed.atom"]


@pytest.fixture
def key() -> str:
    make_published(people=(make_person("Mira Talberg"),), pictures=(make_photo(),))
    return make_key(make_partner("Küstenbote"))


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, key: str) -> Callable[..., Any]:
    def send(path: str, *, auth: str = key, at: Any = NOON, host: str = "testserver", **headers: str) -> Any:
        monkeypatch.setattr(timezone, "now", lambda: at)
        there = path.format(story=Article.objects.get().pk, photo=Photo.objects.get().pk)
        return Client(headers={"host": host}).get(
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


@pytest.mark.parametrize(
    "change", [kill, withhold, update, close_the_picture, rename_the_person, narrow_the_contract]
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
