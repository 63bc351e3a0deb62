from django.db import migrations

ENDED_BY_NEWER_COPY = """
UPDATE articles_agencychange AS killed
SET outcome = 'lifted'
WHERE killed.kind = 'kill' AND killed.outcome = 'taken' AND EXISTS (
    SELECT 1 FROM articles_agencychange AS lift
    WHERE lift.article_id = killed.article_id AND lift.kind <> 'kill'
        AND lift.outcome IN ('taken', 'adapted') AND lift.opened_at >= killed.opened_at
)
"""
"""Until now the newest copy by receipt ended the block; from now on the outcome alone says whether a kill holds."""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0027_versions_of_agency_copy"),
    ]

    operations = [
        migrations.RunSQL(ENDED_BY_NEWER_COPY, migrations.RunSQL.noop),
    ]
