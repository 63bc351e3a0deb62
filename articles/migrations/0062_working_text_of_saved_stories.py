"""The index of the working text without stories that were imported and never saved since.

Their text is in the search document of the edition. The words of an archive were read twice at its import, and the
second reading took a fifth of the time.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations
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
    ]
