"""How often a key may ask, and what is remembered of its asking."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from articles.actions.partners.usage import delete_old_requests
from articles.feed.pagination import LogCursor, filters_digest
from articles.feed.views import changes
from articles.feed.views.base import current_head
from articles.models import FeedDay, FeedRequest, KeyMeter, Partner, PartnerKey
from tests.factories import NOON, make_key, make_partner, make_photo, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def low_limits(settings) -> None:
    settings.FEED_PER_MINUTE, settings.FEED_PER_DAY = 3, 5


def test_the_request_after_the_last_of_the_minute_is_told_when_to_come_back(get) -> None:
    answers = [get("changes", at=NOON + timedelta(seconds=18)) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert (answers[3]["Retry-After"], answers[3].json()["type"][-12:]) == ("42", "rate-limited")


def test_the_next_minute_begins_anew(get) -> None:
    for _ in range(4):
        get("changes")

    assert get("changes", at=NOON + timedelta(minutes=1)).status_code == 200


def test_a_day_has_its_own_limit_and_ends_at_midnight_utc(get) -> None:
    hours = [get("changes", at=NOON + timedelta(hours=n)) for n in range(6)]

    assert [answer.status_code for answer in hours] == [200] * 5 + [429]
    assert int(hours[5]["Retry-After"]) == 7 * 3600 + 1
    assert get("changes", at=NOON + timedelta(hours=12)).status_code == 200


def test_every_answer_says_what_is_left(get) -> None:
    answer = get("stories")

    assert answer["RateLimit-Policy"] == '"minute";q=3;w=60, "day";q=5;w=86400'
    assert answer["RateLimit"] == '"minute";r=2;t=60, "day";r=4;t=43201'


@pytest.mark.parametrize(
    ("path", "status", "left"),
    [
        ("stories", 200, 2),
        ("stories/999", 404, 2),
        ("stories?bogus=1", 400, 2),
        ("changes?mode=diff", 400, 2),
        ("webhooks", 403, 2),
        ("withdrawals", 200, 3),
    ],
)
def test_every_status_states_the_limits(get, path: str, status: int, left: int) -> None:
    key = make_key(make_partner("Bergpost"), scopes=["text:read"])

    answer = get(path, auth=key)

    assert answer.status_code == status
    assert answer["RateLimit"].startswith(f'"minute";r={left};t=60, "day";')


def test_a_format_that_is_not_there_states_the_limits(client) -> None:
    headers = {"Authorization": f"Bearer {make_key()}", "Accept": "image/tiff"}

    answer = client.get("/api/v1/stories", headers=headers)

    assert (answer.status_code, answer["RateLimit"][:13]) == (406, '"minute";r=2;')


def test_a_fault_of_ours_states_the_limits(get, client, monkeypatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError

    client.raise_request_exception = False
    monkeypatch.setattr("articles.feed.views.stories.load_page", fail)

    answer = get("stories")

    assert (answer.status_code, answer["RateLimit"][:14]) == (500, '"minute";r=2;t')


@pytest.mark.parametrize("path", ["stories", "changes", "people", "feed.atom", "withdrawals"])
@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"contract_until": NOON}, "ended"),
        ({"contract_from": NOON + timedelta(days=1)}, "not-begun"),
        ({"active": False}, "suspended"),
        ({"contract_until": NOON + timedelta(days=1)}, None),
    ],
)
def test_without_a_contract_every_list_says_why_it_is_empty(get, path: str, facts, status) -> None:
    make_published()
    key = make_key(make_partner("Bergpost", **facts))

    assert get(path, auth=key).headers.get("Contract-Status") == status


def test_what_must_come_down_is_never_refused_for_asking_too_often(get) -> None:
    answers = [get("withdrawals") for _ in range(8)]

    assert {answer.status_code for answer in answers} == {200}
    assert get("changes").status_code == 200


def test_refused_requests_do_not_eat_up_the_day(get) -> None:
    for _ in range(20):
        get("changes")

    assert KeyMeter.objects.get().in_day == 3


def test_keys_do_not_share_a_limit(get) -> None:
    other = make_key(make_partner("Bergpost"))
    for _ in range(4):
        get("changes")

    assert get("changes", auth=other).status_code == 200


def test_a_key_that_is_refused_is_neither_counted_nor_logged(get) -> None:
    get("changes", auth="nd_live_00000000_" + "x" * 43)

    assert not KeyMeter.objects.exists()
    assert not FeedRequest.objects.exists()


def test_a_request_is_logged_with_what_it_was_answered_but_no_word_of_it(get) -> None:
    make_published("Geheimwort am Hafen")
    get("changes")
    get("stories", secttion="x")

    first, second = FeedRequest.objects.order_by("id")
    assert (first.endpoint, first.status, first.items, first.reached) == ("changes", 200, 1, 1)
    assert (second.status, second.problem, second.path) == (400, "parameter-unknown", "/api/v1/stories")


def test_what_is_left_out_of_stories_is_counted_by_its_reason(get) -> None:
    make_published(pictures=(make_photo("Foto: Jonna Ekvall / AFP", channels=()),))
    get("stories")

    assert list(FeedRequest.objects.get().redactions.values()) == [1]


def test_days_are_summed_by_endpoint(get) -> None:
    get("changes")
    get("changes", at=NOON + timedelta(minutes=2))
    get("changes", cursor="x", at=NOON + timedelta(minutes=3))

    day = FeedDay.objects.get()
    assert (day.calls, day.errors, day.endpoint, day.bytes > 0) == (3, 1, "changes", True)


def test_a_key_remembers_its_last_use_to_the_minute(get) -> None:
    get("changes")
    get("changes", at=NOON + timedelta(seconds=30))

    assert PartnerKey.objects.get().last_used_at == NOON


def test_addresses_are_forgotten_after_a_week_and_requests_after_a_month(get) -> None:
    get("changes")
    assert FeedRequest.objects.get().ip == "127.0.0.1"

    delete_old_requests(at=NOON + timedelta(days=8))
    assert FeedRequest.objects.get().ip is None

    delete_old_requests(at=NOON + timedelta(days=31))
    assert not FeedRequest.objects.exists()
    assert FeedDay.objects.get().calls == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_count_the_same_key_in_one_row(settings, client) -> None:
    settings.FEED_PER_MINUTE, settings.FEED_PER_DAY = 1000, 1000
    auth = {"Authorization": f"Bearer {make_key(make_partner())}"}
    ready = Barrier(4)

    def worker() -> None:
        ready.wait()
        for _ in range(10):
            client.get("/api/v1/changes", headers=auth)
        connection.close()

    threads = [Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert KeyMeter.objects.get().in_day == 40


@pytest.fixture
def walk(get, settings, monkeypatch):
    """GET pages of changes of a log with five entries, the last two of which are no walk."""
    settings.FEED_WALK_PER_MINUTE, settings.FEED_PER_DAY = 4, 100
    monkeypatch.setattr(changes, "WALK_DISTANCE", 2)
    for n in range(5):
        make_published(f"Meldung {n}")
    head, partner = current_head(), Partner.objects.get(name="Küstenbote")

    def ask(seq: int, **options):
        cursor = LogCursor(seq, filters_digest({})).encode(partner, head, NOON)
        return get("changes", cursor=cursor, limit=1, **options)

    return ask


def test_a_walk_has_a_limit_of_its_own(walk, get) -> None:
    pages = [walk(n % 3) for n in range(5)]

    assert [page.status_code for page in pages] == [200, 200, 200, 200, 429]
    assert pages[0]["RateLimit-Policy"] == '"walk";q=4;w=60, "day";q=100;w=86400'
    assert pages[0]["RateLimit"].startswith('"walk";r=3;t=60, "day";r=99;')
    assert KeyMeter.objects.values_list("in_minute", "walk_in_minute", "in_day").get() == (0, 4, 4)
    assert [get("changes").status_code, walk(0, at=NOON + timedelta(minutes=1)).status_code] == [429, 200]


def test_near_the_end_of_the_log_the_usual_limit_holds_and_the_walk_leaves_it_whole(walk) -> None:
    assert [walk(0).status_code for _ in range(4)] == [200] * 4

    near = [walk(n) for n in (3, 4, 5, 3)]

    assert [page.status_code for page in near] == [200, 200, 200, 429]
    assert near[0]["RateLimit"].startswith('"minute";r=2;')


@pytest.mark.parametrize("cursor", ["nonsense", ""])
def test_a_cursor_of_nobody_walks_nowhere(walk, get, cursor) -> None:
    assert [get("changes", cursor=cursor).status_code for _ in range(4)] == [400, 400, 400, 429]


def test_a_cursor_of_another_partner_walks_nowhere(walk, get) -> None:
    other = LogCursor(0, filters_digest({})).encode(make_partner("Bergpost"), current_head(), NOON)

    assert [get("changes", cursor=other).status_code for _ in range(4)] == [400, 400, 400, 429]


def test_pages_of_a_walk_count_in_the_day(walk, settings) -> None:
    settings.FEED_PER_DAY = 2

    assert [walk(0).status_code for _ in range(3)] == [200, 200, 429]
