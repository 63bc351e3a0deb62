"""Work pending in a restored backup: nothing is published or sent that was decided otherwise since."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions.backups.pending_work import cancel_repeats
from articles.actions.backups.reapply_withdrawals import reopen_after_restore
from articles.actions.backups.withdrawal_journal import Closure, Journal, desk_id
from articles.actions.stories.schedule import release_due, schedule
from articles.actions.stories.withdraw import kill
from articles.actions.webhooks import endpoints
from articles.actions.webhooks.outbox import enqueue_next_messages
from articles.models import Article, Delivery, FormerEpoch, LogEntry, WebhookMessage
from tests.factories import make_key, make_partner, make_published, make_story

pytestmark = pytest.mark.django_db


def make_scheduled(headline: str, *, minutes: int) -> Article:
    """A story scheduled two hours ago for some minutes from now on."""
    at = timezone.now()
    return schedule(
        make_story(headline).pk,
        publish_at=at + timedelta(minutes=minutes),
        by=None,
        at=at - timedelta(hours=2),
    )


def reopen(*closures: Closure, known: bool = True):
    at = timezone.now()
    begun = {"web-1": at - timedelta(days=1)} if known else {}
    return reopen_after_restore(Journal(begun, closures), at=at, backup_at=at - timedelta(hours=1))


def test_a_story_that_was_due_since_the_backup_waits_for_an_editor() -> None:
    due, later = make_scheduled("Rat tagt", minutes=-30), make_scheduled("Werft öffnet", minutes=60)

    reopened = reopen()
    released = release_due(at=timezone.now())

    assert (reopened.stopped, released) == ((due.pk,), [])
    assert Article.objects.get(pk=due.pk).state == "draft"
    assert Article.objects.get(pk=later.pk).scheduled_at is not None
    assert [row["kind"] for row in FormerEpoch.objects.get().closed] == ["schedule"]


def test_without_a_record_of_cancelled_ones_every_schedule_is_stopped() -> None:
    later = make_scheduled("Werft öffnet", minutes=60)

    reopened = reopen(known=False)

    assert reopened.stopped == (later.pk,)


@pytest.mark.parametrize("verb", ["unschedule", "stop", "take_back", "embargo", "kill", "withhold"])
def test_a_schedule_that_was_ended_after_the_backup_ends_again(verb) -> None:
    later = make_scheduled("Werft öffnet", minutes=60)
    closure = Closure(desk_id(), timezone.now() - timedelta(minutes=30), verb, "article", later.pk)

    reopened = reopen(closure)

    assert reopened.closed == (closure,)
    assert Article.objects.get(pk=later.pk).scheduled_at is None
    row = {"model": "article", "id": later.pk, "at": closure.at.isoformat(), "kind": "schedule"}
    assert FormerEpoch.objects.get().closed == [row]


def test_an_unscheduled_story_that_was_published_before_the_backup_stays_public() -> None:
    story = make_published()
    closure = Closure(desk_id(), timezone.now(), "embargo", "article", story.pk)

    reopened = reopen(closure)

    assert reopened.closed == ()
    assert Article.objects.get(pk=story.pk).state == "published"


def test_pending_messages_are_not_sent_twice_but_withdrawals_are_sent() -> None:
    at = timezone.now()
    partner = make_partner("Bergpost")
    make_key(partner)
    endpoints.add_webhook(partner, endpoints.EndpointDraft(url="https://bergpost.example/hook"), at=at)
    make_published("Rat tagt", at=at)
    enqueue_next_messages(at=at)
    make_published("Werft öffnet", at=at)
    killed = make_published("Fähre sinkt", at=at)
    enqueue_next_messages(at=at)
    row = LogEntry.objects.get(article=killed)
    Delivery.objects.create(partner=partner, article=killed, seq=row.seq, version=row.version, at=at)
    kill(killed.pk, reason="wrong", by=None, at=at)

    cancel_repeats(at=at)
    enqueue_next_messages(at=at)

    due = WebhookMessage.objects.exclude(due_at=None)
    assert list(due.values_list("article_id", "type")) == [(killed.pk, "story.withdrawn")]
