"""The publication log under its lock, and live editions issued again."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Max

from articles.actions.permissions import Actor, lock_stories
from articles.actions.publication.editions import caption_words
from articles.actions.task_queue import run_now
from articles.models import Article, Edition, FeedState, Placement
from articles.models.publication import Kind, Operation
from articles.workflow import State
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


def reissue_editions(editions: Sequence[Edition], changes: Mapping[int, Mapping[str, Any]]) -> list[Edition]:
    """Write the next version of each live edition with changes, keyed by story id.

    Return all editions in order, reissued or not. Lock the stories before. Publication times stay, and unpublished
    edits of the working copy are not published.
    """
    old = [edition for edition in editions if changes.get(edition.article_id)]
    Edition.objects.filter(pk__in=[edition.pk for edition in old]).update(live=False)
    reissued = {e.article_id: _next_version(e, changes[e.article_id]) for e in old}
    Edition.objects.bulk_create(reissued.values())
    Article.objects.filter(pk__in=reissued).update(version=F("version") + 1)
    return [reissued.get(edition.article_id, edition) for edition in editions]


def reissue_placements(
    live: Sequence[Edition], changes: Mapping[int, Mapping[str, Any]], *, kind: Kind, by: Actor, at: datetime,
    cause: str,
) -> None:  # fmt: skip
    """Publish changed `placements`, and what changes with them, as next versions."""
    columns = {
        edition.article_id: {**changed, "captions": " ".join(caption_words(changed["placements"]))}
        for edition in live
        if (changed := changes[edition.article_id])["placements"] != edition.placements
    }
    fresh = reissue_editions([edition for edition in live if edition.article_id in columns], columns)
    append_all(fresh, op=Operation.PUT, kind=kind, by=by, at=at, cause=cause)


def lock_stories_with(photos: Collection[int], at: datetime) -> dict[int, Article]:
    """Lock the stories with these photos, in copy or in public, except killed ones."""
    placed = set(Placement.objects.filter(photo__in=photos).values_list("article_id", flat=True))
    public = set(Edition.objects.public(at=at).with_any_photo(photos).values_list("article_id", flat=True))
    return {story.pk: story for story in lock_stories(placed | public) if story.state != State.KILLED}


def _next_version(edition: Edition, changes: Mapping[str, Any]) -> Edition:
    columns = {
        column.attname: getattr(edition, column.attname)
        for column in Edition._meta.concrete_fields
        if not column.primary_key and not column.generated
    }
    return Edition(**{**columns, **changes, "version": edition.version + 1})
