"""Stories in the languages that the desk lists: longer tags, and no list in the database.

PostgreSQL does not change the type of a column on which a generated one depends, so the search document of editions is
made again: about a millisecond a story, so two minutes for 100,000. Until this ends, stories cannot be read.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

import articles.models.desk_languages

DOCUMENT = models.GeneratedField(
    db_persist=True,
    expression=models.Func(
        *map(models.F, ("language", "kicker", "headline", "dek", "names", "captions", "plain")),
        function="newsroom_document",
    ),
    output_field=django.contrib.postgres.search.SearchVectorField(),
)
BY_WORDS = django.contrib.postgres.indexes.GinIndex(
    models.Func(models.F("first_published_at"), function="newsroom_week"),
    models.F("document"),
    condition=models.Q(("live", True)),
    gin_pending_list_limit=256,
    name="edition_by_week_and_words",
)


def change_language(model: str) -> migrations.AlterField:
    return migrations.AlterField(
        model_name=model,
        name="language",
        field=models.CharField(
            default=articles.models.desk_languages.default_language, max_length=12, verbose_name="language"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0056_wire_deletions"),
        ("newsroom", "0002_stemmers_of_more_languages"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="article", name="article_language_is_known"),
        change_language("article"),
        change_language("embargoededition"),
        migrations.RemoveIndex(model_name="edition", name="edition_by_week_and_words"),
        migrations.RemoveField(model_name="edition", name="document"),
        change_language("edition"),
        migrations.AddField(model_name="edition", name="document", field=DOCUMENT),
        migrations.AddIndex(model_name="edition", index=BY_WORDS),
        migrations.AlterField(model_name="feedstate", name="language", field=models.CharField(max_length=12)),
        migrations.AlterField(
            model_name="partner",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12),
                blank=True,
                default=list,
                size=None,
                verbose_name="languages",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("language", ""), _negated=True), name="article_has_a_language"
            ),
        ),
    ]
