"""Headlines and languages of pasted copy, which were in the parsed copy alone."""

from django.db import migrations

COPY_HEADLINES = """
    UPDATE articles_wireitem
    SET headline = left(coalesce(reading ->> 'headline', reading -> 'paragraphs' ->> 0, ''), 300),
        language = left(coalesce(reading ->> 'language', ''), 12)
    WHERE content IS NULL AND headline = '' AND reading IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0049_saved_views_of_the_wire"),
    ]

    operations = [migrations.RunSQL(COPY_HEADLINES, migrations.RunSQL.noop)]
