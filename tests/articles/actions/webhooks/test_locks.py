"""Messages, calls and withdrawals at the same time: none waits for another that waits for it."""

import threading
from datetime import timedelta
from functools import partial
from itertools import batched
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from articles.actions.stories.withdraw import kill
from articles.actions.webhooks import delivery, outbox
from articles.actions.webhooks.delivery import deliver_due
from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook, switch_off
from articles.actions.webhooks.outbox import due_webhooks, enqueue_next_messages, enqueue_withdrawals
from articles.models import Delivery, FeedState, Partner, Webhook, WebhookMessage
from tests.factories import NOON, make_chief, make_key, make_partner, make_published
from tests.newsroom.processes import soon
from tests.outbox import enqueue_messages
from tests.threads import start_thread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_jobs_left():
    """Nothing else empties the tables of the queues."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def webhook() -> Webhook:
    partner = make_partner()
    make_key(partner)
    return add_webhook(partner, EndpointDraft(url="https://bells.example/a"), at=NOON)[0]


def record_delivery(partner: Partner, *stories: Any) -> None:
    for state in FeedState.objects.filter(article__in=stories):
        Delivery.objects.create(
            partner=partner, article_id=state.article_id, seq=state.seq, version=state.version, at=NOON
        )


def is_blocked() -> bool:
    """Whether another connection to this database waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE NOT granted AND datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


class Errors(list[str]):
    """What went wrong in threads."""

    def start(self, run: Any) -> threading.Thread:
        def catch() -> None:
            try:
                run()
            except Exception as trouble:  # noqa: BLE001  # whatever it is, the test names it
                self.append(f"{type(trouble).__name__}: {trouble}".splitlines()[0])

        return start_thread(catch)


def test_a_withdrawal_and_the_regular_round_that_make_the_same_message_do_not_wait_for_each_other(
    webhook, monkeypatch
) -> None:
    story = make_published()
    record_delivery(webhook.partner, story)
    kill(story.pk, reason="legal", by=None, at=NOON)
    errors, add, withdrawals = Errors(), outbox._add_messages, []

    def add_after_the_withdrawal(*args: Any) -> None:
        monkeypatch.setattr(outbox, "_add_messages", add)
        withdrawals.append(errors.start(lambda: enqueue_withdrawals(at=NOON)))
        assert soon(lambda: is_blocked() or not withdrawals[0].is_alive(), 30)
        add(*args)

    monkeypatch.setattr(outbox, "_add_messages", add_after_the_withdrawal)
    errors.start(lambda: enqueue_next_messages(at=NOON)).join()
    withdrawals[0].join()

    assert errors == []
    assert list(WebhookMessage.objects.values_list("article", "type")) == [(story.pk, "story.withdrawn")]


def test_an_endpoint_is_switched_off_while_a_call_to_it_is_recorded(webhook, monkeypatch) -> None:
    make_published()
    enqueue_messages(at=NOON)
    monkeypatch.setattr(delivery, "post", lambda *_args, **_options: (204, ""))
    chief, errors, switches = make_chief(), Errors(), []

    def switch_off_after_the_lock(execute: Any, sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if "FOR " in sql and 'FROM "articles_webhookmessage"' in sql and not switches:
            switches.append(errors.start(lambda: switch_off(webhook.pk, by=chief, at=NOON)))
            assert soon(is_blocked, 30)
        return result

    def deliver() -> None:
        with connection.execute_wrapper(switch_off_after_the_lock):
            deliver_due(webhook.pk, now=lambda: NOON)

    errors.start(deliver).join()
    switches[0].join()

    assert errors == []
    assert Webhook.objects.get().ended_why == "desk"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("count", [50, pytest.param(200, marks=pytest.mark.exhaustive)])
def test_many_withdrawals_beside_publications_meet_no_deadlock(monkeypatch, count: int) -> None:
    monkeypatch.setattr(outbox, "BATCH_SIZE", 7)
    monkeypatch.setattr(delivery, "post", lambda *_args, **_options: (204, ""))
    stories = [make_published(f"Bericht {number}") for number in range(count)]
    for name in ("Bergpost", "Talblatt"):
        partner = make_partner(name)
        make_key(partner)
        record_delivery(partner, *stories)
        for number in range(3):
            add_webhook(partner, EndpointDraft(url=f"https://bells.example/{name}/{number}"), at=NOON)
    errors, ended, before = Errors(), threading.Event(), count_deadlocks()

    rounds = [
        errors.start(partial(repeat, act, ended))
        for act in (send_withdrawals, send_withdrawals, enqueue_next, call_due)
    ]
    editors = [
        *(errors.start(partial(kill_all, part)) for part in batched(stories, count // 2, strict=True)),
        errors.start(lambda: publish_new(count // 2)),
    ]
    for thread in editors:
        thread.join()
    ended.set()
    for thread in rounds:
        thread.join()
    enqueue_messages(at=timezone.now() + timedelta(seconds=1))

    assert (errors, count_deadlocks() - before) == ([], 0)
    assert WebhookMessage.objects.filter(type="story.withdrawn").count() == count * 6


def repeat(act: Any, ended: threading.Event) -> None:
    while not ended.wait(0.01):
        act()


def send_withdrawals() -> None:
    enqueue_withdrawals(at=timezone.now())


def enqueue_next() -> None:
    enqueue_next_messages(at=timezone.now())


def call_due() -> None:
    for due in due_webhooks(at=timezone.now()):
        deliver_due(due.pk, now=timezone.now)


def kill_all(stories: Any) -> None:
    for story in stories:
        kill(story.pk, reason="legal", by=None, at=timezone.now())


def publish_new(count: int) -> None:
    for number in range(count):
        make_published(f"Neu {number}", at=timezone.now())


def count_deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])
