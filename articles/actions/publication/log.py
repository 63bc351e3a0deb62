"""The publication log; its numbers are taken under a lock held until commit."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from articles.actions.permissions import Actor
from articles.models import Article, Edition, FeedState, LogEntry, Webhook
from articles.models.publication import Operation
from articles.task_queue import run_now

# A migration creates the head with a random epoch. If the tables are truncated, the head starts again with the nil
# epoch that readers assume of a missing head.
NEXT_NUMBERS = """
INSERT INTO feed_head (id, n, epoch) VALUES (1, %(count)s, '00000000-0000-0000-0000-000000000000')
ON CONFLICT (id) DO UPDATE SET n = feed_head.n + %(count)s RETURNING n
"""


def take_numbers(count: int) -> range:
    """Return the next log numbers; every other publisher waits from here until commit.

    Take them last. A rollback returns them, so the log has no gaps and is in commit order.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        cursor.execute(NEXT_NUMBERS, {"count": count})
        (last,) = cursor.fetchone()
    return range(last - count + 1, last + 1)


def time_after_log(at: datetime) -> datetime:
    """Return `at`, or the first microsecond after the newest log row; locks the log."""
    take_numbers(0)
    newest = FeedState.objects.aggregate(at=Max("at"))["at"]
    return max(at, newest + timedelta(microseconds=1)) if newest else at


def append(
    article: Article, edition: Edition, *, op: str, kind: str, by: Actor, at: datetime, cause: str = ""
) -> None:
    """Write a log row and the newest state of a story, last in the transaction."""
    edition.article = article
    append_all([edition], op=op, kind=kind, by=by, at=at, cause=cause)


def append_all(
    editions: Sequence[Edition], *, op: str, kind: str, by: Actor, at: datetime, cause: str = ""
) -> None:
    """Write log rows for the stories of the editions, in three statements.

    Lock the stories before; otherwise an older edition may overwrite the state of a newer one.
    """
    if not editions:
        return
    seqs = take_numbers(len(editions))
    FeedState.objects.bulk_create(
        [
            FeedState(article_id=edition.article_id, seq=seq, op=op, kind=kind, at=at, **_facets(edition))
            for seq, edition in zip(seqs, editions, strict=True)
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=STATE_FIELDS,
    )
    LogEntry.objects.bulk_create(
        LogEntry(
            seq=seq, at=at, article_id=edition.article_id, version=edition.version, op=op, kind=kind,
            cause=cause[:300], actor=by,
        )
        for seq, edition in zip(seqs, editions, strict=True)
    )  # fmt: skip
    withdrawn = op in {Operation.WITHHOLD, Operation.CANCEL}
    transaction.on_commit(partial(_notify, withdrawn=withdrawn), robust=True)


def _notify(*, withdrawn: bool) -> None:
    """Start webhooks and cache purge at once instead of at the worker's next round."""
    if settings.PURGE_URL:
        run_now("purge_shared_cache")
    if Webhook.objects.filter(ended_at=None).exists():
        run_now("deliver_withdrawals" if withdrawn else "deliver_webhooks")


def _facets(edition: Edition) -> dict[str, Any]:
    """Return the columns by which the delta sync filters."""
    return {
        "version": edition.version,
        "section_id_then": edition.section_id,
        "language": edition.language,
        "agency_codes": edition.agency_codes,
        "person_ids": edition.person_ids,
        "topic_slugs": edition.topic_slugs,
        "pictures": len(edition.placements),
    }


EDITION_FIELDS = (
    "article", "version", "section", "language", "agency_codes", "person_ids", "topic_slugs", "placements",
)  # fmt: skip
"""Fields of an edition that a log row needs."""
STATE_FIELDS = (
    "seq", "op", "kind", "at", "version", "section_id_then", "language", "agency_codes", "person_ids", "topic_slugs",
    "pictures",
)  # fmt: skip
"""Fields of `FeedState` that a new log row overwrites."""
