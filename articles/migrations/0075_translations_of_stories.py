"""Groups of stories that are translations of each other.

When a story of a group is published, changed or withdrawn, the lists and pages of the others change too: the keys of
their public editions are recorded with the same number of the publication log. Items for partners name the other
stories, so that the mark of the site moves as well, without ending a page.
"""

import django.db.models.deletion
from django.db import migrations, models

MARK = """
CREATE FUNCTION newsroom_move_mark_without_keys() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO site_mark (id, changed, number) VALUES (1, pg_current_xact_id()::text::bigint, 1)
    ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, number = site_mark.number + 1
    WHERE site_mark.changed <> excluded.changed;
    IF FOUND THEN
        PERFORM newsroom_forget_site_changes('mark', (SELECT number FROM site_mark));
    END IF;
    INSERT INTO site_change (source, number, keys) SELECT 'mark', number, '{}' FROM site_mark
    ON CONFLICT (source, number) DO NOTHING;
END $$;
CREATE FUNCTION newsroom_translation_moves_site_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_move_mark_without_keys();
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER articles_storytranslation_moves_site_mark
AFTER INSERT OR UPDATE OR DELETE ON articles_storytranslation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
EXECUTE FUNCTION newsroom_translation_moves_site_mark();
"""
NO_MARK = """
DROP TRIGGER articles_storytranslation_moves_site_mark ON articles_storytranslation;
DROP FUNCTION newsroom_translation_moves_site_mark();
DROP FUNCTION newsroom_move_mark_without_keys();
"""

RECORD = """
CREATE FUNCTION newsroom_record_translations() RETURNS trigger
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    stories bigint[];
    versions integer[];
    log_number bigint;
BEGIN
    SELECT array_agg(article_id), array_agg(version) INTO stories, versions FROM (
        SELECT DISTINCT e.article_id, e.version
        FROM new_rows n
        JOIN articles_storytranslation own ON own.article_id = n.article_id
        JOIN articles_storytranslation other
            ON other.group_number = own.group_number AND other.article_id <> own.article_id
        JOIN articles_edition e ON e.article_id = other.article_id AND e.live
        LIMIT 51
    ) AS translations;
    IF stories IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT n INTO log_number FROM feed_head;
    INSERT INTO site_change (source, number, keys) VALUES (
        'log', coalesce(log_number, 0),
        CASE WHEN cardinality(stories) > 50 THEN ARRAY['everything']
        ELSE newsroom_keys_of_editions(stories, versions) END
    ) ON CONFLICT (source, number) DO UPDATE SET keys = site_change.keys || excluded.keys;
    PERFORM newsroom_move_mark_without_keys();
    RETURN NULL;
END $$;
CREATE TRIGGER feed_state_inserts_change_translations AFTER INSERT ON feed_state
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_record_translations();
CREATE TRIGGER feed_state_updates_change_translations AFTER UPDATE ON feed_state
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_record_translations();
"""
NO_RECORD = """
DROP TRIGGER feed_state_inserts_change_translations ON feed_state;
DROP TRIGGER feed_state_updates_change_translations ON feed_state;
DROP FUNCTION newsroom_record_translations();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0074_breaking_news")]

    operations = [
        migrations.CreateModel(
            name="StoryTranslation",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="translation",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("group_number", models.BigIntegerField()),
            ],
            options={
                "ordering": ("group_number", "article"),
                "indexes": [models.Index(fields=["group_number"], name="translation_by_group")],
            },
        ),
        migrations.RunSQL(MARK, NO_MARK),
        migrations.RunSQL(RECORD, NO_RECORD),
    ]
