"""The live edition of a story: replaced on publication, taken down on withdrawal."""

from datetime import datetime

from django.db import connection

from articles.actions.publication.editions import build_edition
from articles.actions.publication.running_story import add_entries, find_running_story, is_running
from articles.actions.stories.prefetch import PublishSnapshot
from articles.models import Article, Edition
from newsroom.db.compiled_queries import prepared_cursor
from newsroom.db.compiled_writes import column_values, insert_sql, mark_inserted

RETIRE = "UPDATE articles_edition SET live = false WHERE article_id = %s AND live RETURNING visible_from"
# The row to insert needs the result of the UPDATE, which therefore runs first: two live editions would be refused.
VISIBLE_FROM = "least(%s, (SELECT visible_from FROM retired))"
REPLACE_LIVE = f"""
WITH retired AS ({RETIRE})
{insert_sql(Edition, (("visible_from", VISIBLE_FROM),))} RETURNING id, visible_from
"""


def go_live(snapshot: PublishSnapshot, at: datetime, last_update_at: datetime | None = None) -> Edition:
    """Replace the live edition of a story by its current version.

    That of an entry is stored and never live: its running story shows it.

    The new edition keeps `visible_from` of the one it replaces: a request that took its time before the update and
    queries after it finds the story too.
    """
    article = snapshot.article
    edition = build_edition(article, at, snapshot)
    edition.visible_from, edition.last_update_at = at, last_update_at
    edition.live = find_running_story(article) is None
    if is_running(article):
        add_entries(edition)
    with prepared_cursor() as cursor:
        cursor.execute(REPLACE_LIVE, [article.pk, *column_values(edition)])
        pk, edition.visible_from = cursor.fetchone()
    mark_inserted(edition, pk)
    return edition


def retire_edition(article: Article) -> datetime | None:
    """Take down the live edition; return its `visible_from`, None without an edition."""
    with connection.cursor() as cursor:
        cursor.execute(RETIRE, [article.pk])
        row = cursor.fetchone()
    return row[0] if row else None
