"""Words of published stories for the search, and the key of pages with them."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

# As in migration 0059, but with a key of its own.
RECORD = """
CREATE FUNCTION newsroom_record_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this bigint := pg_current_xact_id()::text::bigint;
BEGIN
    INSERT INTO site_mark (id, changed, number) VALUES (1, this, 1)
    ON CONFLICT (id) DO UPDATE SET changed = this, number = site_mark.number + 1 WHERE site_mark.changed <> this;
    IF FOUND THEN
        PERFORM newsroom_forget_site_changes('mark', (SELECT number FROM site_mark));
    END IF;
    INSERT INTO site_change (source, number, keys) SELECT 'mark', number, ARRAY['words'] FROM site_mark
    ON CONFLICT (source, number) DO UPDATE SET keys = site_change.keys || excluded.keys
    WHERE NOT site_change.keys && (excluded.keys || ARRAY['everything']);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER search_words_change_site AFTER INSERT OR UPDATE ON articles_searchwordprogress
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.revision > 0) EXECUTE FUNCTION newsroom_record_words();
"""
NO_RECORD = """
DROP TRIGGER search_words_change_site ON articles_searchwordprogress;
DROP FUNCTION newsroom_record_words();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0069_providers_shown_as_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("word", models.CharField(max_length=40)),
                ("form", models.CharField(max_length=40)),
                ("stem", models.CharField(max_length=40)),
                ("stories", models.PositiveIntegerField()),
                ("noun", models.BooleanField()),
                ("name", models.BooleanField()),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), null=True
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("parts", []), _negated=True),
                        fields=["parts"],
                        name="search_word_by_part",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="search_word_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(
                        condition=models.Q(("parts", None)), fields=["id"], name="search_word_undivided"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("word"), models.F("language"), name="search_word_is_one_a_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWordProgress",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(default=0)),
                ("revision", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="search_words_have_one_progress"
                    )
                ],
            },
        ),
        migrations.RunSQL(RECORD, NO_RECORD),
    ]
