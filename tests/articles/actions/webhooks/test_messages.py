"""Messages of webhooks from the log to the last try, with all of their fields and times."""

import json
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from standardwebhooks import Webhook as Verifier

from articles.actions.publication.log import append_all
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill, withhold
from articles.actions.webhooks import delivery, outbox
from articles.actions.webhooks.delivery import RETRY_DELAYS, deliver_due, failing_webhooks, next_message
from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
from articles.actions.webhooks.outbox import (
    due_webhooks,
    enqueue_key_expiry,
    enqueue_next_messages,
    enqueue_withdrawals,
    replay,
    send_test,
)
from articles.models import (
    Article,
    Delivery,
    Edition,
    FeedHead,
    FeedState,
    Partner,
    PartnerKey,
    Webhook,
    WebhookMessage,
)
from newsroom.safe_http import RequestFailed
from tests.factories import NOON, make_key, make_partner, make_published
from tests.outbox import enqueue_messages
from tests.whole_results import note_effects

pytestmark = pytest.mark.django_db

ADDRESS = "https://bells.example/newsroom"
LATER = NOON + timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
WEBHOOK_ALONE = ("articles_webhook", 'FOR NO KEY UPDATE OF "articles_webhook" SKIP LOCKED')


@pytest.fixture
def partner() -> Partner:
    partner = make_partner()
    make_key(partner)
    return partner


@pytest.fixture
def webhook(partner) -> Webhook:
    return add(partner)


def add(partner: Partner, url: str = ADDRESS, **draft: object) -> Webhook:
    return add_webhook(partner, EndpointDraft(url=url, **draft), at=NOON)[0]


def hold(partner: Partner, *stories: Article) -> None:
    for state in FeedState.objects.filter(article__in=stories):
        Delivery.objects.create(
            partner=partner, article_id=state.article_id, seq=state.seq, version=state.version, at=NOON
        )


def make_message(webhook: Webhook, **facts: object) -> WebhookMessage:
    return WebhookMessage.objects.create(
        webhook=webhook, **{"type": "test", "body": "{}", "created_at": NOON, "due_at": NOON, **facts}
    )


def told() -> list[tuple[object, ...]]:
    """What the messages say, in the order of the log."""
    rows = WebhookMessage.objects.order_by("seq", "pk")
    return list(rows.values_list("seq", "type", "op", "rank"))


# From the log to messages


def test_a_message_has_the_same_facts_in_its_row_and_in_its_body(partner, webhook) -> None:
    stories = [make_published(f"Meldung {number}") for number in range(2)]
    hold(partner, *stories)
    kill(stories[0].pk, reason="legal", by=None, at=NOON)

    enqueue_next_messages(at=LATER)

    expected = []
    for seq, story, event, op, rank in (
        (2, stories[1], "story.changed", "put", 1),
        (3, stories[0], "story.withdrawn", "cancel", 0),
    ):
        uri = f"http://localhost:8000/id/story/{story.pk}"
        body = {"type": event, "timestamp": LATER.isoformat(), "data": {"uri": uri, "seq": seq, "op": op}}
        expected.append(
            {
                "webhook_id": webhook.pk,
                "type": event,
                "article_id": story.pk,
                "seq": seq,
                "op": op,
                "rank": rank,
                "created_at": LATER,
                "due_at": LATER,
                "tries": 0,
                "attempts": [],
                "delivered_at": None,
                "body": body,
            }
        )
    rows = [
        row | {"body": json.loads(row["body"])} for row in WebhookMessage.objects.order_by("seq").values()
    ]
    assert [{name: row[name] for name in row if name != "id"} for row in rows] == expected


@pytest.mark.parametrize(
    ("kind", "rank"), [("rights", 2), ("metadata", 2), ("published", 1), ("corrected", 1)]
)
def test_changes_that_may_concern_many_stories_come_last(webhook, kind, rank) -> None:
    story = make_published()
    append_all(Edition.objects.filter(article=story), op="put", kind=kind, by=None, at=NOON)

    enqueue_next_messages(at=NOON)

    assert told() == [(2, "story.changed", "put", rank)]


def test_the_log_is_read_in_batches_with_the_newest_news_ahead(partner, webhook, monkeypatch) -> None:
    monkeypatch.setattr(outbox, "BATCH_SIZE", 2)
    monkeypatch.setattr(outbox, "NEWS_AHEAD", 2)
    add(partner, "https://bells.example/withdrawals", types=["story.withdrawn"])
    stories = [make_published(f"Meldung {number}") for number in range(6)]
    for kind, story in (("metadata", stories[4]), ("rights", stories[5])):
        append_all(Edition.objects.filter(article=story), op="put", kind=kind, by=None, at=NOON)

    rounds = []
    for _ in range(4):
        with note_effects() as seen:
            more = enqueue_next_messages(at=NOON)
        assert seen.locks == [WEBHOOK_ALONE] * 2
        webhook.refresh_from_db()
        rounds.append((more, webhook.seq, [row[0] for row in told()]))

    assert rounds == [
        (True, 2, [1, 2, 3, 4]), (True, 4, [1, 2, 3, 4]), (False, 8, [1, 2, 3, 4, 7, 8]), (False, 8, [1, 2, 3, 4, 7, 8]),
    ]  # fmt: skip


def test_of_many_news_the_newest_are_ahead(webhook, monkeypatch) -> None:
    monkeypatch.setattr(outbox, "BATCH_SIZE", 1)
    monkeypatch.setattr(outbox, "NEWS_AHEAD", 1)
    for number in range(4):
        make_published(f"Meldung {number}")

    ahead = []
    for _ in range(2):
        enqueue_next_messages(at=NOON)
        ahead.append([row[0] for row in told()])

    assert ahead == [[1, 4], [1, 2, 3, 4]]  # the newest that has no message yet


def test_the_news_ahead_of_one_webhook_are_found_for_every_other_as_well(
    partner, webhook, monkeypatch
) -> None:
    monkeypatch.setattr(outbox, "BATCH_SIZE", 1)
    monkeypatch.setattr(outbox, "NEWS_AHEAD", 1)
    other = add(partner, "https://bells.example/other")
    for number in range(4):
        make_published(f"Meldung {number}")

    enqueue_next_messages(at=NOON)

    messages = WebhookMessage.objects.order_by("seq")
    assert [list(messages.filter(webhook=one).values_list("seq", flat=True)) for one in (webhook, other)] == [
        [1, 4],
        [1, 4],
    ]


def test_withdrawals_are_read_ahead_of_everything_in_batches(partner, webhook, monkeypatch) -> None:
    monkeypatch.setattr(outbox, "BATCH_SIZE", 1)
    ended = add(partner, "https://ended.example/")
    Webhook.objects.filter(pk=ended.pk).update(ended_at=NOON, ended_why="gone")
    stories = [make_published(f"Meldung {number}") for number in range(3)]
    hold(partner, *stories)
    kill(stories[0].pk, reason="legal", by=None, at=NOON)
    withhold(stories[1].pk, reason="legal", by=None, at=NOON)

    with note_effects() as seen:
        enqueue_withdrawals(at=NOON)
    webhook.refresh_from_db()

    expected = [(4, "story.withdrawn", "cancel", 0), (5, "story.withdrawn", "withhold", 0)]
    assert (told(), webhook.seq, webhook.withdrawn_seq) == (expected, 0, 5)
    assert seen.locks == [("articles_webhook", "FOR NO KEY UPDATE SKIP LOCKED")] * 2
    assert Webhook.objects.get(pk=ended.pk).withdrawn_seq == 0


def test_a_log_whose_withdrawals_were_read_is_not_read_again(
    partner, webhook, django_assert_num_queries
) -> None:
    make_published()
    enqueue_withdrawals(at=NOON)
    with django_assert_num_queries(2):  # the webhooks and the end of the log
        enqueue_withdrawals(at=NOON)

    enqueue_next_messages(at=NOON)
    with django_assert_num_queries(5):  # as well as the row of the webhook with its lock, in a transaction
        enqueue_next_messages(at=NOON)
    FeedHead.objects.all().delete()
    enqueue_withdrawals(at=NOON)
    assert not enqueue_next_messages(at=NOON)


@pytest.mark.parametrize(("seq", "withdrawn"), [(0, 900), (900, 0), (900, 900)])
def test_after_a_shorter_log_came_back_positions_are_at_its_end(webhook, seq, withdrawn) -> None:
    Webhook.objects.update(seq=seq, withdrawn_seq=withdrawn)
    make_published()

    enqueue_next_messages(at=NOON)

    webhook.refresh_from_db()
    assert (webhook.seq, webhook.withdrawn_seq) == (1, min(withdrawn, 1))


def test_a_withdrawal_after_a_position_ahead_is_told(partner, webhook) -> None:
    story = make_published()
    hold(partner, story)
    Webhook.objects.update(seq=1, withdrawn_seq=0)
    kill(story.pk, reason="legal", by=None, at=NOON)

    enqueue_withdrawals(at=NOON)

    assert told() == [(2, "story.withdrawn", "cancel", 0)]


@pytest.mark.parametrize(
    ("key", "rung"),
    [
        ({}, 1), ({"expires_at": LATER + MOMENT}, 1), ({"expires_at": LATER}, 0), ({"expires_at": NOON}, 0),
        ({"revoked_at": NOON}, 0), ({"revoked_at": NOON, "expires_at": LATER + MOMENT}, 0),
        ({"scopes": ["pictures:read"]}, 0),
    ],
)  # fmt: skip
def test_a_key_that_is_valid_and_reads_text_is_needed_for_news(webhook, key, rung) -> None:
    make_published()
    PartnerKey.objects.update(**key)

    enqueue_next_messages(at=LATER)

    assert WebhookMessage.objects.count() == rung


def test_a_publication_by_a_host_whose_clock_is_ahead_is_told(webhook) -> None:
    make_published(at=NOON + timedelta(seconds=30))

    enqueue_next_messages(at=NOON)

    assert told() == [(1, "story.changed", "put", 1)]


def test_an_updated_story_is_told_once_at_its_last_number(webhook) -> None:
    story = make_published()
    update(story.pk, by=None, at=NOON)

    assert enqueue_messages(at=NOON) == [webhook.pk]
    assert told() == [(2, "story.changed", "put", 1)]


@pytest.mark.parametrize(
    ("hook", "message", "due", "withdrawals"),
    [
        ({}, {}, True, False),
        ({}, {"type": "story.withdrawn"}, True, True),
        ({}, {"due_at": NOON + MOMENT, "type": "story.withdrawn"}, False, False),
        ({}, {"due_at": None, "type": "story.withdrawn"}, False, False),
        ({"busy_until": NOON}, {"type": "story.withdrawn"}, True, True),
        ({"busy_until": NOON + MOMENT}, {"type": "story.withdrawn"}, False, True),
        ({"ended_at": NOON, "ended_why": "gone"}, {"type": "story.withdrawn"}, False, False),
    ],
)
def test_a_webhook_is_due_with_a_message_and_without_a_call(
    partner, webhook, hook, message, due, withdrawals
) -> None:
    add(partner, "https://other.example/")
    Webhook.objects.filter(pk=webhook.pk).update(**hook)
    make_message(webhook, **message)

    assert list(due_webhooks(at=NOON)) == [webhook] * due
    assert list(due_webhooks(at=NOON, withdrawals=True)) == [webhook] * withdrawals


def test_a_test_is_due_at_once(webhook) -> None:
    sent = send_test(webhook, at=LATER)

    body = {"type": "test", "timestamp": LATER.isoformat(), "data": {}}
    row = WebhookMessage.objects.values().get()
    assert row | {"body": json.loads(row["body"])} == {
        "id": sent.pk, "webhook_id": webhook.pk, "type": "test", "article_id": None, "seq": None, "op": "", "rank": 1,
        "body": body, "created_at": LATER, "due_at": LATER, "tries": 0, "attempts": [], "delivered_at": None,
    }  # fmt: skip


def test_a_replay_begins_the_tries_anew_and_keeps_the_attempts(webhook) -> None:
    facts = {"due_at": None, "tries": 10, "attempts": [{"status": 500}], "delivered_at": NOON}
    chosen, other = (make_message(webhook, **facts) for _ in range(2))

    with note_effects() as seen:
        assert replay(webhook, [chosen], at=LATER) == 1

    columns = ("due_at", "tries", "delivered_at", "attempts")
    rows = {row[0]: row[1:] for row in WebhookMessage.objects.values_list("pk", *columns)}
    assert rows[chosen.pk] == (LATER, 0, None, [{"status": 500}])
    assert rows[other.pk] == (None, 10, NOON, [{"status": 500}])
    assert seen.locks == [("articles_webhook", "FOR NO KEY UPDATE")]


@pytest.mark.parametrize(
    ("ends_in", "warned", "left"),
    [
        (timedelta(days=30, microseconds=1), None, None), (timedelta(days=30), None, 30),
        (timedelta(days=7, microseconds=1), None, 30), (timedelta(days=7), None, 7),
        (timedelta(days=7), 30, 7), (timedelta(days=7), 7, None), (timedelta(days=7), 1, None),
        (timedelta(days=1, microseconds=1), 30, 7), (timedelta(days=1), 7, 1), (timedelta(days=1), 1, None),
        (MOMENT, None, 1), (timedelta(), None, None),
    ],
)  # fmt: skip
def test_a_partner_is_warned_of_the_end_of_a_key_with_the_days_left(
    partner, webhook, ends_in, warned, left
) -> None:
    add(partner, "https://other.example/", types=["story.changed"])
    ended = add(partner, "https://ended.example/")
    Webhook.objects.filter(pk=ended.pk).update(ended_at=NOON, ended_why="gone")
    add(make_partner("Bergpost"), "https://bergpost.example/")
    revoked = make_key(partner).split("_")[2]
    PartnerKey.objects.update(expires_at=NOON + ends_in, warned_days=warned, label="Mirror")
    PartnerKey.objects.filter(public=revoked).update(revoked_at=NOON)
    key = PartnerKey.objects.get(revoked_at=None)

    with note_effects() as seen:
        found = enqueue_key_expiry(at=NOON)

    key.refresh_from_db()
    assert found == ([] if left is None else [(key, left)])
    assert key.warned_days == (warned if left is None else left)
    assert seen.locks == [("articles_partnerkey", 'FOR NO KEY UPDATE OF "articles_partnerkey"')]
    ends = (NOON + ends_in).isoformat()
    data = {"key": key.public, "label": "Mirror", "expires": ends}
    body = {"type": "key.expiring", "timestamp": NOON.isoformat(), "data": data}
    rows = WebhookMessage.objects.values_list("webhook", "type", "created_at", "due_at", "body")
    assert [(*row, json.loads(text)) for *row, text in rows] == (
        [] if left is None else [(webhook.pk, "key.expiring", NOON, NOON, body)]
    )


# From messages to the other side


class Wire:
    """Answers each call in turn, else with 204; notes the calls and until when the webhook was claimed."""

    def __init__(self, *answers: object) -> None:
        self.answers, self.calls, self.claims = list(answers), [], []

    def __call__(self, url: str, body: bytes, headers: dict[str, str], *, loopback: bool) -> tuple[int, str]:
        self.calls.append((url, body, headers, loopback))
        self.claims.append(Webhook.objects.values_list("busy_until", flat=True).get(url=url))
        answer = self.answers.pop(0) if self.answers else (204, "")
        if isinstance(answer, Exception):
            raise answer
        return answer


def post_with(monkeypatch: pytest.MonkeyPatch, *answers: object) -> Wire:
    wire = Wire(*answers)
    monkeypatch.setattr(delivery, "post", wire)
    return wire


def test_a_call_has_the_message_its_name_its_time_and_its_signature(monkeypatch, partner) -> None:
    webhook, secret = add_webhook(partner, EndpointDraft(url=ADDRESS), at=NOON)
    message, wire = send_test(webhook, at=NOON), post_with(monkeypatch)

    assert deliver_due(webhook.pk, now=lambda: LATER) == 1

    name = f"msg_{message.pk.hex}"
    headers = {
        "Content-Type": "application/json", "User-Agent": "Newsroom-Webhooks/1", "webhook-id": name,
        "webhook-timestamp": str(int(LATER.timestamp())),
        "webhook-signature": Verifier(secret).sign(name, LATER, message.body),
    }  # fmt: skip
    assert wire.calls == [(ADDRESS, message.body.encode(), headers, settings.WEBHOOKS_TO_LOOPBACK)]
    assert wire.claims == [LATER + timedelta(seconds=40)]


@pytest.mark.parametrize("allowed", [True, False])
def test_only_a_developers_desk_calls_its_own_machine(monkeypatch, settings, webhook, allowed) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = allowed
    send_test(webhook, at=NOON)
    wire = post_with(monkeypatch)

    deliver_due(webhook.pk, now=lambda: NOON)

    assert [call[3] for call in wire.calls] == [allowed]


@pytest.mark.parametrize(
    ("answer", "status", "error", "delivered"),
    [
        ((200, ""), 200, "", True), ((299, ""), 299, "", True), ((199, ""), 199, "", False),
        ((300, ""), 300, "", False), ((503, ""), 503, "", False),
        (RequestFailed("no answer in time"), 0, "no answer in time", False),
    ],
)  # fmt: skip
def test_a_try_is_kept_with_its_message_and_its_webhook(
    monkeypatch, webhook, answer, status, error, delivered
) -> None:
    Webhook.objects.update(failing_since=NOON, failure_reported_at=NOON)
    former = [{"number": number} for number in range(30)]
    message = make_message(webhook, attempts=former)
    post_with(monkeypatch, answer)
    monkeypatch.setattr(delivery.time, "perf_counter", iter([5.0, 5.25]).__next__)
    monkeypatch.setattr(delivery.random, "uniform", lambda _low, high: high)

    with note_effects() as seen:
        assert deliver_due(webhook.pk, now=lambda: LATER) == delivered

    message.refresh_from_db()
    webhook.refresh_from_db()
    attempt = {"at": LATER.isoformat(), "status": status, "ms": 250, "error": error}
    assert (message.attempts, message.tries) == ([*former[1:], attempt], 1)
    assert message.delivered_at == (LATER if delivered else None)
    assert message.due_at == (None if delivered else LATER + timedelta(seconds=6))
    assert (webhook.failing_since, webhook.failure_reported_at) == (
        (None, None) if delivered else (NOON, NOON)
    )
    assert (webhook.busy_until, webhook.ended_at) == (None, None)
    assert seen.locks == [
        ("articles_webhook", 'FOR NO KEY UPDATE OF "articles_webhook"'),
        ("articles_webhookmessage", "FOR NO KEY UPDATE"),
    ]


def test_a_webhook_fails_since_its_first_failure_and_ends_when_it_is_gone(monkeypatch, webhook) -> None:
    first, waiting = make_message(webhook), make_message(webhook, due_at=LATER + timedelta(days=1))
    post_with(monkeypatch, (500, ""), (410, ""))

    for at in (NOON, LATER):
        deliver_due(webhook.pk, now=lambda at=at: at)

    webhook.refresh_from_db()
    assert (webhook.failing_since, webhook.ended_at, webhook.ended_why) == (NOON, LATER, "gone")
    due = WebhookMessage.objects.filter(pk__in=[first.pk, waiting.pk]).values_list("due_at", flat=True)
    assert list(due) == [None, None]


@pytest.mark.parametrize(
    ("tries", "wait", "expected"),
    [
        *((tries, "", RETRY_DELAYS[tries - 1] * 1.2) for tries in (1, 9)), (10, "", None), (10, "120", None),
        (1, "120", timedelta(seconds=120)), (1, "6", timedelta(seconds=6)), (1, "5", timedelta(seconds=6)),
        (1, "100000", timedelta(days=1)), (1, "999999", timedelta(days=1)), (1, "1000000", timedelta(seconds=6)),
        (1, "Wed, 04 Mar 2026 12:00:00 GMT", timedelta(seconds=6)), (1, "-60", timedelta(seconds=6)),
        (1, "٦٠", timedelta(seconds=6)), (9, "86400", timedelta(days=1) * 1.2),
    ],
)  # fmt: skip
def test_the_next_try_waits_for_the_longer_of_two_times(monkeypatch, webhook, tries, wait, expected) -> None:
    drawn = []
    monkeypatch.setattr(delivery.random, "uniform", lambda *ends: drawn.append(ends) or ends[1])
    message = make_message(webhook, tries=tries - 1)
    post_with(monkeypatch, (503, wait))

    deliver_due(webhook.pk, now=lambda: NOON)

    message.refresh_from_db()
    assert message.due_at == (expected and NOON + expected)
    assert set(drawn) <= {(0, 0.2)}


def test_the_next_message_is_of_the_first_rank_and_of_those_the_earliest(partner, webhook) -> None:
    make_message(add(partner, "https://other.example/"), rank=0)
    make_message(webhook, rank=0, due_at=NOON + MOMENT)
    later = NOON - timedelta(hours=1)
    wanted = [
        make_message(webhook, **facts)
        for facts in (
            {"rank": 0},
            {"due_at": later, "created_at": later, "seq": 9},
            {"due_at": later, "created_at": NOON, "seq": 1},
            {"due_at": later, "created_at": NOON, "seq": 2},
            {"due_at": NOON, "created_at": later, "seq": 3},
            {"rank": 2, "due_at": later - timedelta(hours=1)},
        )
    ]

    found = []
    while message := next_message(webhook.pk, NOON):
        found.append(message)
        WebhookMessage.objects.filter(pk=message.pk).update(due_at=None)
    make_message(webhook)
    Webhook.objects.update(ended_at=NOON, ended_why="gone")

    assert found == wanted
    assert next_message(webhook.pk, NOON) is None


@pytest.mark.parametrize(
    ("hook", "delivered"),
    [
        ({"busy_until": NOON}, 3), ({"busy_until": NOON + MOMENT}, 0), ({"ended_at": NOON, "ended_why": "gone"}, 0),
    ],
)  # fmt: skip
def test_one_worker_at_a_time_calls_a_webhook_that_is_on(monkeypatch, webhook, hook, delivered) -> None:
    for _ in range(3):
        send_test(webhook, at=NOON)
    Webhook.objects.update(**hook)
    wire = post_with(monkeypatch)

    assert deliver_due(webhook.pk, now=lambda: NOON) == delivered
    assert len(wire.calls) == delivered
    expected = None if delivered else hook.get("busy_until")
    assert Webhook.objects.get().busy_until == expected


def test_a_job_leaves_the_rest_to_the_next_after_twenty_seconds(monkeypatch, partner, webhook) -> None:
    for _ in range(5):
        send_test(webhook, at=NOON)
    post_with(monkeypatch)
    ticks = iter([100.0, 119.9, 119.9, 120.0])
    monkeypatch.setattr(delivery.time, "monotonic", ticks.__next__)

    assert deliver_due(webhook.pk, now=lambda: NOON) == 1
    assert Webhook.objects.get().busy_until is None


@pytest.mark.parametrize(
    ("seconds", "failing_for", "pause"),
    [
        (4.9, timedelta(minutes=10), None), (5.0, timedelta(minutes=10), timedelta(minutes=1)),
        (9.0, timedelta(), timedelta(seconds=10)), (9.0, timedelta(days=3), timedelta(minutes=5)),
    ],
)  # fmt: skip
def test_a_slow_failure_is_followed_by_a_pause(monkeypatch, webhook, seconds, failing_for, pause) -> None:
    Webhook.objects.update(failing_since=NOON - failing_for)
    send_test(webhook, at=NOON)
    post_with(monkeypatch, (503, ""))
    ticks = iter([0.0, 1.0, 2.0, 2.0 + seconds])
    monkeypatch.setattr(delivery.time, "monotonic", ticks.__next__)

    assert deliver_due(webhook.pk, now=lambda: NOON) == 0

    assert Webhook.objects.get().busy_until == (pause and NOON + pause)


def test_a_webhook_that_is_removed_during_its_call_is_left_alone(monkeypatch, webhook) -> None:
    send_test(webhook, at=NOON)
    monkeypatch.setattr(delivery, "SLOW_SECONDS", 0.0)

    def remove(*_args: object, **_options: object) -> tuple[int, str]:
        Webhook.objects.all().delete()
        return 503, ""

    monkeypatch.setattr(delivery, "post", remove)

    assert deliver_due(webhook.pk, now=lambda: NOON) == 0


@pytest.mark.parametrize("is_in_transaction", [True, False])
def test_the_connection_is_given_back_before_a_call_outside_a_transaction(
    monkeypatch, is_in_transaction
) -> None:
    closed: list[bool] = []
    connection = SimpleNamespace(in_atomic_block=is_in_transaction, close=lambda: closed.append(True))
    monkeypatch.setattr(delivery, "connection", connection)

    delivery._release_connection()

    assert closed == [True] * (not is_in_transaction)


def test_the_connection_is_given_back_first(monkeypatch, webhook) -> None:
    send_test(webhook, at=NOON)
    wire, calls = post_with(monkeypatch), []
    monkeypatch.setattr(delivery, "_release_connection", lambda: calls.append(len(wire.calls)))

    deliver_due(webhook.pk, now=lambda: NOON)

    assert calls == [0]


@pytest.mark.parametrize(
    ("facts", "is_told"),
    [
        ({}, True), ({"failing_since": NOON - timedelta(days=3) + MOMENT}, False), ({"failing_since": None}, False),
        ({"ended_at": NOON, "ended_why": "gone"}, False), ({"failure_reported_at": NOON}, False),
    ],
)  # fmt: skip
def test_a_failure_is_long_from_three_days_on(
    partner, webhook, facts: dict[str, datetime], is_told: bool
) -> None:
    add(partner, "https://other.example/")
    since = {"failing_since": NOON - timedelta(days=3)}
    Webhook.objects.filter(pk=webhook.pk).update(**{**since, **facts})

    with note_effects() as seen:
        found = failing_webhooks(at=NOON)

    assert found == [webhook] * is_told
    reported = dict(Webhook.objects.values_list("url", "failure_reported_at"))
    expected = NOON if is_told else facts.get("failure_reported_at")
    assert reported == {ADDRESS: expected, "https://other.example/": None}
    assert seen.locks == [WEBHOOK_ALONE]
