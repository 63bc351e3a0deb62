"""Work that was pending in a backup and may have been done since it was made."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from articles.actions.stories.schedule import stop_release
from articles.actions.webhooks.outbox import enqueue_withdrawals
from articles.models import Article, FeedHead, Webhook, WebhookMessage
from articles.workflow import State
from newsroom.queues import MAIL

CANCEL_MAIL = "UPDATE procrastinate_jobs SET status = 'cancelled' WHERE status = 'todo' AND queue_name = %s"


def stop_schedules(*, due_only: bool, at: datetime) -> Iterator[int]:
    """Return scheduled stories to draft and yield their ids.

    A story that was due since the backup may have been changed, cancelled or withdrawn in the lost period. `due_only`
    leaves the stories that are due later.
    """
    found = Article.objects.in_state(State.READY).exclude(scheduled_at=None)
    if due_only:
        found = found.filter(scheduled_at__lte=at)
    for pk in list(found.values_list("pk", flat=True)):
        stop_release(pk, by=None, at=at)
        yield pk


@transaction.atomic
def cancel_repeats(*, at: datetime) -> None:
    """Cancel pending webhook messages and mail, which may have been sent since.

    Withdrawals stay: one that was never delivered must be, and receivers ignore a repeat by its id. Everything else
    partners learn from the new epoch of the log.
    """
    enqueue_withdrawals(at=at)
    pending = WebhookMessage.objects.exclude(due_at=None)
    pending.exclude(rank=WebhookMessage.Rank.WITHDRAWAL).update(due_at=None)
    Webhook.objects.update(seq=FeedHead.objects.get().n)
    with connection.cursor() as cursor:
        cursor.execute(CANCEL_MAIL, [MAIL])
