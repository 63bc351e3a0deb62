"""The publication log; its numbers are taken under a lock held until commit."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from articles.actions.permissions import Actor
from articles.models import Edition, FeedState
from articles.models.publication import Operation
from articles.task_queue import run_now
from newsroom.db.compiled_queries import prepared_cursor

# A migration creates the head with a random epoch. If the tables are truncated, the head starts again with the nil
# epoch that readers assume of a missing head. The timeout is set before the lock is waited for, because the row to
# insert is read first; it holds until the transaction ends.
NEXT_NUMBERS = """
INSERT INTO feed_head (id, n, epoch)
SELECT 1, %s::bigint, '00000000-0000-0000-0000-000000000000'::uuid FROM set_config('lock_timeout', '5s', true)
ON CONFLICT (id) DO UPDATE SET n = feed_head.n + excluded.n RETURNING n
"""
# The columns by which the delta sync filters come from the editions. Their ids are in a subquery, so that one plan
# serves any number of them: planning took as long as writing one row.
APPEND = f"""
WITH head AS ({NEXT_NUMBERS}),
numbered AS MATERIALIZED (
    SELECT head.n - %s + given.place AS seq, e.article_id, e.version, e.section_id, e.language, e.agency_codes,
        e.person_ids, e.topic_slugs, jsonb_array_length(e.placements) AS pictures
    FROM head, unnest((SELECT %s::bigint[])) WITH ORDINALITY AS given(id, place)
    JOIN articles_edition AS e ON e.id = given.id
),
states AS (
    INSERT INTO feed_state (seq, op, kind, at, article_id, version, section_id_then, language, agency_codes,
        person_ids, topic_slugs, pictures)
    SELECT seq, %s, %s, %s::timestamptz, article_id, version, section_id, language, agency_codes, person_ids,
        topic_slugs, pictures
    FROM numbered ORDER BY seq
    ON CONFLICT (article_id) DO UPDATE SET seq = excluded.seq, op = excluded.op, kind = excluded.kind,
        at = excluded.at, version = excluded.version, section_id_then = excluded.section_id_then,
        language = excluded.language, agency_codes = excluded.agency_codes, person_ids = excluded.person_ids,
        topic_slugs = excluded.topic_slugs, pictures = excluded.pictures
),
entries AS (
    INSERT INTO feed_log (seq, at, article_id, version, op, kind, cause, actor_id)
    SELECT seq, %s::timestamptz, article_id, version, %s, %s, %s, %s FROM numbered ORDER BY seq
)
SELECT EXISTS (SELECT FROM articles_webhook WHERE ended_at IS NULL)
"""  # noqa: S608  # a constant


def take_numbers(count: int) -> range:
    """Return the next log numbers; every other publisher waits from here until commit.

    Take them last. A rollback returns them, so the log has no gaps and is in commit order.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBERS, [count])
        (last,) = cursor.fetchone()
    return range(last - count + 1, last + 1)


def time_after_log(at: datetime) -> datetime:
    """Return `at`, or the first microsecond after the newest log row; locks the log."""
    take_numbers(0)
    newest = FeedState.objects.aggregate(at=Max("at"))["at"]
    return max(at, newest + timedelta(microseconds=1)) if newest else at


def append(edition: Edition, *, op: str, kind: str, by: Actor, at: datetime, cause: str = "") -> None:
    """Write a log row and the newest state of a story, last in the transaction."""
    append_all([edition], op=op, kind=kind, by=by, at=at, cause=cause)


def append_all(
    editions: Sequence[Edition], *, op: str, kind: str, by: Actor, at: datetime, cause: str = ""
) -> None:
    """Write log rows and newest states for stories, in one statement.

    Lock the stories before; otherwise an older edition may overwrite the state of a newer one.
    """
    append_stored([edition.pk for edition in editions], op=op, kind=kind, by=by, at=at, cause=cause)


def append_stored(
    edition_ids: Sequence[int], *, op: str, kind: str, by: Actor, at: datetime, cause: str = ""
) -> None:
    """Write log rows as `append_all` does, for editions that have not been read."""
    if not edition_ids:
        return
    count, numbers, actor = len(edition_ids), list(edition_ids), by.pk if by else None
    with prepared_cursor() as cursor:
        cursor.execute(
            APPEND,
            [count, count, numbers, str(op), str(kind), at, at, str(op), str(kind), cause[:300], actor],
        )
        (has_webhooks,) = cursor.fetchone()
    withdrawn = op in {Operation.WITHHOLD, Operation.CANCEL}
    transaction.on_commit(partial(_notify, withdrawn=withdrawn, has_webhooks=has_webhooks), robust=True)


def _notify(*, withdrawn: bool, has_webhooks: bool) -> None:
    """Start webhooks and cache purge at once instead of at the worker's next round."""
    if settings.PURGE_URLS:
        run_now("purge_shared_cache")
    if settings.WEBSUB_HUB:
        run_now("notify_hub")
    if has_webhooks:
        run_now("deliver_withdrawals" if withdrawn else "deliver_webhooks")
