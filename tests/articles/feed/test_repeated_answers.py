"""What is known is answered before Django: the same bytes and headers, logged and counted, and never a moment longer."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from articles.actions.partners.contracts_and_keys import revoke_key, save_partner
from articles.actions.stories.schedule import schedule
from articles.feed.pagination import LogCursor, filters_digest
from articles.feed.repeated_answers import RepeatedAnswers
from articles.feed.response_cache import RESPONSES
from articles.feed.views.base import current_head
from articles.models import Article, FeedDay, FeedRequest, KeyMeter, Partner, PartnerKey
from newsroom.db.monitor import database
from newsroom.db.own_connection import OwnConnection
from tests.articles.feed.test_response_cache import (
    close_the_picture,
    kill,
    narrow_the_contract,
    rename_the_person,
    update,
    withhold,
)
from tests.factories import NOON, make_key, make_partner, make_person, make_photo, make_published, make_story

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = [
    "stories", "stories/{story}", "stories?profile=ninjs-2.2&limit=1", "stories?format=newsml&limit=1", "changes",
    "people", "withdrawals", "changes?cursor={cursor}", "feed.atom", "stories?agency!=afp",
]  # fmt: skip
CODINGS = ["", "gzip", "br"]


class Layer:
    """The WSGI application, and how often it had to ask Django."""

    def __init__(self, key: str) -> None:
        self.key, self.asked = key, 0
        self.layer = RepeatedAnswers(self.django)
        self.handler = WSGIHandler()

    def django(self, environ: Any, start_response: Any) -> Any:
        self.asked += 1
        response = self.handler(environ, start_response)
        body = b"".join(response)
        response.close()
        return [body]

    def get(self, path: str, application: Any = None, **headers: str) -> tuple[str, dict[str, str], bytes]:
        named = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        given = {"HTTP_AUTHORIZATION": f"Bearer {self.key}", "HTTP_X_REQUEST_ID": "a" * 12, **named}
        remote = given.pop("HTTP_REMOTE", "192.0.2.7")
        there = path.format(story=first_story(), cursor=cursor_at_head()) if "{" in path else path
        environ = (
            RequestFactory(HTTP_HOST="localhost", REMOTE_ADDR=remote).get(f"/api/v1/{there}", **given).environ
        )
        heard: list[Any] = []
        body = b"".join(
            (application or self.layer)(environ, lambda status, sent: heard.extend([status, dict(sent)]))
        )
        return heard[0], heard[1], body


def first_story() -> int:
    return Article.objects.order_by("pk")[0].pk


def cursor_at_head() -> str:
    head = current_head()
    return LogCursor(head.n, filters_digest({})).encode(Partner.objects.get(), head, NOON)


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Layer]:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    make_published("Meldung", people=(make_person("Mira Talberg"),), pictures=(make_photo(),))
    layer = Layer(make_key(make_partner("Küstenbote")))
    yield layer
    layer.layer.connection.close()


@pytest.fixture
def many() -> None:
    """More stories than the shortest page holds."""
    for n in range(3):
        make_published(f"Meldung {n}")


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("path", PATHS)
def test_a_known_answer_is_sent_without_django_as_django_would_send_it(
    api: Layer, path: str, coding: str
) -> None:
    api.get(path, accept_encoding=coding)
    KeyMeter.objects.all().delete()
    by_django = api.get(path, api.django, accept_encoding=coding)
    KeyMeter.objects.all().delete()
    asked = api.asked

    assert api.get(path, accept_encoding=coding) == by_django
    assert api.asked == asked
    first, second = FeedRequest.objects.order_by("-pk").values()[:2]
    assert {**first, "id": 0, "ms": 0} == {**second, "id": 0, "ms": 0}


@pytest.mark.usefixtures("many")
def test_a_known_answer_is_not_sent_to_a_request_that_accepts_another_format(api: Layer) -> None:
    kinds = ("application/json", "application/vnd.iptc.g2.newsmessage+xml")

    sent = [api.get("stories", accept=kind)[1]["Content-Type"] for kind in kinds * 2]

    assert sent == [*kinds, *kinds]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("path", PATHS)
def test_304_is_sent_without_django_as_django_would_send_it(api: Layer, path: str) -> None:
    etag = api.get(path, accept_encoding="br")[1]["ETag"]
    KeyMeter.objects.all().delete()
    by_django = api.get(path, api.django, if_none_match=etag)
    KeyMeter.objects.all().delete()
    asked = api.asked

    assert api.get(path, if_none_match=etag) == by_django
    assert (api.asked, by_django[0]) == (asked, "304 Not Modified")
    first, second = FeedRequest.objects.order_by("-pk").values()[:2]
    assert {**first, "id": 0, "ms": 0} == {**second, "id": 0, "ms": 0}


@pytest.mark.usefixtures("many")
def test_a_known_page_of_a_walk_counts_as_one(
    api: Layer, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr("articles.feed.views.changes.WALK_DISTANCE", 2)
    settings.FEED_WALK_PER_MINUTE = 3

    pages = [api.get("changes") for _ in range(4)]

    assert [page[0][:3] for page in pages] == ["200", "200", "200", "429"]
    assert [page[1]["RateLimit"].split(";t")[0] for page in pages[:3]] == [f'"walk";r={n}' for n in (2, 1, 0)]
    assert (api.asked, KeyMeter.objects.get().walk_in_minute) == (2, 3)


def test_a_known_answer_takes_one_statement(api: Layer, monkeypatch: pytest.MonkeyPatch) -> None:
    etag = api.get("changes")[1]["ETag"]
    sent = []
    execute = OwnConnection.execute
    monkeypatch.setattr(OwnConnection, "execute", lambda own, *given: sent.append(1) or execute(own, *given))

    api.get("changes", if_none_match=etag)

    assert (api.asked, len(sent)) == (1, 1)


def renew_the_contract() -> None:
    save_partner(Partner.objects.get().pk, {}, by=None, at=NOON)


def take_scopes() -> None:
    PartnerKey.objects.update(scopes=["text:read"])


@pytest.mark.parametrize("header", ["200", "304"])
@pytest.mark.parametrize(
    "change",
    [kill, withhold, update, close_the_picture, rename_the_person, narrow_the_contract, renew_the_contract, take_scopes],
)  # fmt: skip
def test_after_a_change_django_answers(api: Layer, change: Any, header: str) -> None:
    etag = api.get("stories")[1]["ETag"]

    change()

    status, headers, _ = api.get("stories", **({"if_none_match": etag} if header == "304" else {}))
    assert (api.asked, status, headers["ETag"] != etag) == (2, "200 OK", True)


def test_a_revoked_key_and_an_expired_one_are_refused(api: Layer) -> None:
    api.get("stories")
    revoke_key(PartnerKey.objects.get().pk, by=None, at=NOON)

    assert api.get("stories")[0] == "401 Unauthorized"


def test_the_secret_decides_and_not_the_public_part(api: Layer) -> None:
    api.get("stories")
    api.key = api.key[:-4] + "AAAA"

    assert api.get("stories")[0] == "401 Unauthorized"


def test_a_key_that_expires_a_contract_that_ends_and_links_that_end_are_asked_of_django(
    api: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    PartnerKey.objects.update(expires_at=NOON + timedelta(seconds=20))
    Partner.objects.update(contract_until=NOON + timedelta(seconds=10))
    api.get("stories")

    seen = []
    for seconds in (9, 10, 20):
        monkeypatch.setattr(timezone, "now", lambda at=NOON + timedelta(seconds=seconds): at)
        status, _, body = api.get("stories")
        seen.append((api.asked, status[:3], b"Meldung" in body))

    assert seen == [(1, "200", True), (2, "200", False), (3, "401", False)]


def test_links_to_pictures_are_made_anew_when_their_step_ends(
    api: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = api.get("stories")
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(minutes=5))

    later = api.get("stories")

    assert (api.asked, later[1]["ETag"] != first[1]["ETag"]) == (2, True)


def test_a_network_that_may_not_use_the_key_gets_nothing(api: Layer) -> None:
    PartnerKey.objects.update(networks=["192.0.2.0/24"])
    api.get("stories")

    assert api.get("stories", remote="198.51.100.7")[0] == "403 Forbidden"
    assert api.asked == 2


def test_a_due_story_is_released_first(api: Layer, monkeypatch: pytest.MonkeyPatch) -> None:
    due = NOON + timedelta(seconds=30)
    schedule(make_story("Um halb").pk, publish_at=due, by=None, at=NOON)
    api.get("stories")
    monkeypatch.setattr(timezone, "now", lambda: due)

    assert b"Um halb" in api.get("stories")[2]


def test_known_answers_count_towards_the_limit(api: Layer, settings: Any) -> None:
    settings.FEED_PER_MINUTE = 3

    statuses = [api.get("stories")[0][:3] for _ in range(5)]

    assert (statuses, api.asked) == (["200", "200", "200", "429", "429"], 3)
    assert KeyMeter.objects.get().in_minute == 3
    assert (FeedDay.objects.get().calls, FeedDay.objects.get().limited) == (5, 2)


def test_a_body_that_is_no_longer_held_is_made_again(api: Layer) -> None:
    first = api.get("stories")
    RESPONSES.clear()

    assert api.get("stories")[2] == first[2]
    assert api.asked == 2


def test_without_the_database_django_answers(api: Layer, monkeypatch: pytest.MonkeyPatch) -> None:
    api.get("stories")
    monkeypatch.setattr(database, "away_since", 1.0)

    assert api.get("stories")[0] == "503 Service Unavailable"


def test_a_lost_connection_costs_no_answer(api: Layer) -> None:
    api.get("stories")
    api.get("stories")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%%WITH fits%%' AND pid <> pg_backend_pid()"
        )

    statuses = [api.get("stories")[0] for _ in range(3)]

    assert (statuses, api.asked) == (["200 OK"] * 3, 2)


@pytest.mark.parametrize(
    ("path", "headers"),
    [("stories?limit=0", {}), ("stories/999999", {}), ("stories", {"authorization": ""})],
)
def test_refusals_are_not_known(api: Layer, path: str, headers: dict[str, str]) -> None:
    api.get(path, **headers)
    api.get(path, **headers)

    assert api.asked == 2
