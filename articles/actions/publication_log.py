"""Writing the publication log: numbers are handed out under the head's lock and kept to commit."""

from datetime import datetime

from django.db import connection

from articles.actions.guards import Actor
from articles.models import Article, Edition, FeedState, LogEntry

# The head is made with the tables, under an epoch of its own. Where tables were emptied it starts over under the
# same nil epoch that a reader assumes of a missing head.
NEXT = """
INSERT INTO feed_head (id, n, epoch) VALUES (1, %(count)s, '00000000-0000-0000-0000-000000000000')
ON CONFLICT (id) DO UPDATE SET n = feed_head.n + %(count)s RETURNING n
"""


def take_numbers(count: int) -> range:
    """The next `count` numbers. From here to commit every other publisher waits: take them last, do little after.

    A rollback gives the numbers back, so the log has no gaps and commits in its own order.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        cursor.execute(NEXT, {"count": count})
        (last,) = cursor.fetchone()
    return range(last - count + 1, last + 1)


def append(
    article: Article, edition: Edition, *, op: str, kind: str, by: Actor, at: datetime, cause: str = ""
) -> LogEntry:
    """One log row for the story and its newest state; the last write of a publishing transaction."""
    (seq,) = take_numbers(1)
    FeedState.objects.update_or_create(
        article=article,
        defaults={
            "seq": seq,
            "version": edition.version,
            "op": op,
            "kind": kind,
            "at": at,
            "section_id_then": edition.section_id,
            "language": edition.language,
            "agency_codes": edition.agency_codes,
            "person_ids": edition.person_ids,
            "topic_slugs": edition.topic_slugs,
        },
    )
    return LogEntry.objects.create(
        seq=seq,
        at=at,
        article=article,
        version=edition.version,
        op=op,
        kind=kind,
        cause=cause[:300],
        actor=by,
    )
