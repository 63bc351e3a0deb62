"""Indexes of archives with a million stories.

- The working text without stories that were imported and never saved since. Their text is in the search document of the
  edition; read twice, it took a fifth of an import.
- The newest editions with the columns by which stories are counted by day and section. A count read every edition.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F, Func, Q

WORKING_TEXT = Func(
    *map(F, ("language", "kicker", "headline", "dek", "dateline", "byline", "body", "notes")),
    function="newsroom_working_text",
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0061_credits_move_the_site_revision")]

    operations = [
        migrations.RemoveIndex("article", "article_by_working_text"),
        migrations.AddIndex(
            "article",
            GinIndex(
                WORKING_TEXT,
                name="article_by_working_text",
                condition=Q(("revision__gt", 1), Q(("state", "published"), _negated=True), _connector="OR"),
            ),
        ),
        migrations.RemoveIndex("edition", "edition_newest"),
        migrations.AddIndex(
            "edition",
            models.Index(
                F("first_published_at").desc(),
                F("article_id").desc(),
                name="edition_newest",
                condition=Q(live=True),
                include=["visible_from", "visible_until", "section"],
            ),
        ),
    ]
