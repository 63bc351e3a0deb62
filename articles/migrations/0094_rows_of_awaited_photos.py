from typing import Any

from django.db import migrations
from django.db.models import Max

BATCH_SIZE = 5_000
"""Ids of stories in one transaction, so that no publisher waits for a whole archive."""
MARK = """
UPDATE feed_state SET needs_row = true FROM articles_edition AS e
WHERE e.article_id = feed_state.article_id AND e.live AND e.article_id BETWEEN %s AND %s AND EXISTS (
  SELECT FROM jsonb_array_elements(e.placements) AS placed
  JOIN articles_photo AS p ON p.id = (placed->>'photo_id')::bigint WHERE p.file = ''
)
"""


def mark_stories(apps: Any, schema_editor: Any) -> None:
    """Mark the public stories with photos without a file, whose captions were delivered."""
    last = apps.get_model("articles", "FeedState").objects.aggregate(last=Max("article"))["last"] or 0
    for first in range(0, last + 1, BATCH_SIZE):
        schema_editor.execute(MARK, [first, first + BATCH_SIZE - 1])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0093_stories_that_need_a_row")]

    operations = [migrations.RunPython(mark_stories, migrations.RunPython.noop)]
