"""What changed on the site, by key, numbered in the order of commits.

Changes of stories take their number from the publication log, whose lock the transaction holds already. All other
changes take it at commit from the one row of `site_mark`, whose lock is held for that moment only.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

MOVE_AS_BEFORE = """
CREATE OR REPLACE FUNCTION newsroom_move_site_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO site_mark (id, changed) VALUES (1, pg_current_xact_id()::text::bigint)
    ON CONFLICT (id) DO UPDATE SET changed = excluded.changed WHERE site_mark.changed <> excluded.changed;
    RETURN NULL;
END $$;
"""

# Keys of a changed row; null for a change that nobody is shown, none for one that the feed shows and no page. A row that all pages may show ends `everything`.
KEYS = """
CREATE FUNCTION newsroom_site_keys(place text, before jsonb, after jsonb) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    known jsonb := coalesce(after, before);
BEGIN
    CASE place
    WHEN 'people_person' THEN
        RETURN ARRAY['names', 'person:' || (known->>'id')]
            || array_remove(ARRAY['person:' || (before->>'merged_into_id'), 'person:' || (after->>'merged_into_id')], NULL)
            || ARRAY(SELECT 'person:' || id FROM people_person WHERE merged_into_id = (known->>'id')::bigint);
    WHEN 'people_alias', 'people_office' THEN
        RETURN array_remove(ARRAY['names', 'person:' || (before->>'person_id'), 'person:' || (after->>'person_id')], NULL);
    WHEN 'articles_topic' THEN
        IF before IS NULL AND after->>'parent_id' IS NULL THEN
            RETURN ARRAY['names', 'topic:' || (after->>'slug')];
        END IF;
    WHEN 'articles_agency' THEN
        IF before IS NULL THEN
            RETURN ARRAY['agency:' || (after->>'code')];
        END IF;
        before := before - '{contract_changed_at,contract_told_at}'::text[];
        after := after - '{contract_changed_at,contract_told_at}'::text[];
        IF before = after THEN
            RETURN NULL;
        ELSIF before - 'headline_to_partners' = after - 'headline_to_partners' THEN
            RETURN '{}';
        END IF;
    WHEN 'articles_grant' THEN
        IF before - 'told_at' = after - 'told_at' THEN
            RETURN NULL;
        ELSIF known->>'photo_id' IS NOT NULL THEN
            RETURN ARRAY['photo:' || (known->>'photo_id')];
        END IF;
    WHEN 'articles_photo' THEN
        RETURN ARRAY['photo:' || (known->>'id')];
    WHEN 'articles_embeddedmetadata' THEN
        RETURN ARRAY['photo:' || (known->>'photo_id')];
    WHEN 'articles_frontslot' THEN
        RETURN ARRAY['newest'];
    ELSE
        NULL;
    END CASE;
    RETURN ARRAY['everything'];
END $$;
"""
NO_KEYS = "DROP FUNCTION newsroom_site_keys(text, jsonb, jsonb);"

# A transaction has one number. Beyond a hundred keys it ends everything, so that a bulk write stays one small row.
# Generic plans halve the time of these functions, which read a few rows by their keys.
MOVE = """
CREATE FUNCTION newsroom_forget_site_changes(kind text, newest bigint) RETURNS void LANGUAGE sql AS $$
    DELETE FROM site_change WHERE source = kind AND number <= newest - 10000;
$$;
CREATE OR REPLACE FUNCTION newsroom_move_site_mark() RETURNS trigger
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    this bigint := pg_current_xact_id()::text::bigint;
    before jsonb;
    after jsonb;
    changed_keys text[];
BEGIN
    PERFORM FROM site_change WHERE source = 'mark' AND keys = ARRAY['everything']
        AND number = (SELECT number FROM site_mark WHERE changed = this);
    IF FOUND THEN
        RETURN NULL;
    END IF;
    before := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    after := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    IF before = after THEN
        RETURN NULL;
    END IF;
    changed_keys := newsroom_site_keys(TG_TABLE_NAME, before, after);
    IF changed_keys IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO site_mark (id, changed, number) VALUES (1, this, 1)
    ON CONFLICT (id) DO UPDATE SET changed = this, number = site_mark.number + 1 WHERE site_mark.changed <> this;
    IF FOUND THEN
        PERFORM newsroom_forget_site_changes('mark', (SELECT number FROM site_mark));
    END IF;
    INSERT INTO site_change (source, number, keys) SELECT 'mark', number, changed_keys FROM site_mark
    ON CONFLICT (source, number) DO UPDATE SET keys = CASE
        WHEN excluded.keys = ARRAY['everything'] OR cardinality(site_change.keys) > 100 THEN ARRAY['everything']
        ELSE site_change.keys || excluded.keys
    END
    WHERE NOT site_change.keys @> excluded.keys;
    RETURN NULL;
END $$;
"""
NO_MOVE = "DROP FUNCTION newsroom_forget_site_changes(text, bigint);"

# The editions before and after the log row tell in which lists the story was and is. More than fifty editions at once
# end everything. More than fifty rows about rights alone, as a contract for partners writes them, end nothing: if pages
# show less or more, the grant or the photo has a change of its own.
LOG = """
CREATE FUNCTION newsroom_keys_of_editions(stories bigint[], versions integer[]) RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT array_agg(DISTINCT key) FROM (
        SELECT 'newest' AS key
        UNION ALL SELECT 'story:' || article FROM unnest(stories) AS article
        UNION ALL SELECT unnest(
            ARRAY['section:' || e.section_id, 'day:' || to_char(e.first_published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')]
            || ARRAY(SELECT 'topic:' || slug FROM unnest(e.topic_slugs) AS slug)
            || ARRAY(SELECT 'agency:' || code FROM unnest(e.agency_codes) AS code)
            || ARRAY(SELECT 'named:' || person FROM unnest(e.person_ids) AS person)
            || ARRAY(SELECT 'author:' || name FROM unnest(newsroom_authors(e.byline)) AS name WHERE e.byline <> '')
        )
        FROM unnest(stories, versions) AS changed (article, version)
        JOIN articles_edition e ON e.article_id = changed.article AND e.version = changed.version
    ) AS keys_of_stories
$$;
CREATE FUNCTION newsroom_record_stories() RETURNS trigger
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    stories bigint[];
    versions integer[];
    log_number bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(article_id), array_agg(version) INTO stories, versions
        FROM (SELECT article_id, version FROM new_rows LIMIT 51) AS changed;
    ELSE
        WITH moved AS (
            SELECT n.article_id, o.version AS before, n.version AS after,
                n.kind = 'rights' AND n.op = o.op AND n.version = o.version AS only_rights
            FROM new_rows n JOIN old_rows o ON o.article_id = n.article_id
        ), shown AS (
            SELECT * FROM moved WHERE NOT only_rights OR (SELECT count(*) FROM moved WHERE only_rights) <= 50
        )
        SELECT array_agg(article_id), array_agg(version) INTO stories, versions FROM (
            SELECT article_id, before AS version FROM shown UNION SELECT article_id, after FROM shown LIMIT 51
        ) AS changed;
    END IF;
    IF stories IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT n INTO log_number FROM feed_head;
    INSERT INTO site_change (source, number, keys) VALUES (
        'log', coalesce(log_number, 0),
        CASE WHEN cardinality(stories) > 50 THEN ARRAY['everything']
        ELSE newsroom_keys_of_editions(stories, versions) END
    ) ON CONFLICT (source, number) DO UPDATE SET keys = site_change.keys || excluded.keys;
    PERFORM newsroom_forget_site_changes('log', log_number);
    RETURN NULL;
END $$;
CREATE TRIGGER feed_state_inserts_change_site AFTER INSERT ON feed_state
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_record_stories();
CREATE TRIGGER feed_state_updates_change_site AFTER UPDATE ON feed_state
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION newsroom_record_stories();
"""
NO_LOG = """
DROP TRIGGER feed_state_inserts_change_site ON feed_state;
DROP TRIGGER feed_state_updates_change_site ON feed_state;
DROP FUNCTION newsroom_record_stories();
DROP FUNCTION newsroom_keys_of_editions(bigint[], integer[]);
"""

DEFERRED = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
MOVES = "EXECUTE FUNCTION newsroom_move_site_mark();"
PHOTOS_BEFORE = f"""
CREATE CONSTRAINT TRIGGER articles_photo_moves_site_mark
AFTER UPDATE OF recipe, focus_x, focus_y, blocked, file, sha256 ON articles_photo {DEFERRED}
WHEN ((OLD.recipe, OLD.focus_x, OLD.focus_y, OLD.blocked, OLD.sha256)
      IS DISTINCT FROM (NEW.recipe, NEW.focus_x, NEW.focus_y, NEW.blocked, NEW.sha256))
{MOVES}
"""
SHOWN = "file, width, height, sha256, recipe, focus_x, focus_y, blocked, agency_codes, credit, alt_text"
"""Columns of a photo that pages read."""
OLD_SHOWN, NEW_SHOWN = (
    ", ".join(f"{row}.{column}" for column in SHOWN.split(", ")) for row in ("OLD", "NEW")
)
PHOTOS = f"""
CREATE CONSTRAINT TRIGGER articles_photo_moves_site_mark AFTER UPDATE OF {SHOWN} ON articles_photo {DEFERRED}
WHEN (({OLD_SHOWN}) IS DISTINCT FROM ({NEW_SHOWN})) {MOVES}
CREATE CONSTRAINT TRIGGER articles_photo_delete_moves_site_mark AFTER DELETE ON articles_photo {DEFERRED} {MOVES}
"""
NO_PHOTOS = "DROP TRIGGER articles_photo_moves_site_mark ON articles_photo;"
NO_PHOTO_DELETES = "DROP TRIGGER articles_photo_delete_moves_site_mark ON articles_photo;"
MORE_TABLES = ("articles_embeddedmetadata", "articles_formerslug")
MORE = "".join(
    f"CREATE CONSTRAINT TRIGGER {table}_moves_site_mark AFTER INSERT OR UPDATE OR DELETE ON {table} {DEFERRED} {MOVES}\n"
    for table in MORE_TABLES
)
NO_MORE = "".join(f"DROP TRIGGER {table}_moves_site_mark ON {table};\n" for table in MORE_TABLES)


class Migration(migrations.Migration):
    dependencies = [("articles", "0058_reading_rules")]
    operations = [
        migrations.AddField("siterevision", "number", models.BigIntegerField(default=0, db_default=0)),
        migrations.CreateModel(
            name="SiteChange",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "source", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source", models.CharField(choices=[("log", "log"), ("mark", "mark")], max_length=4)),
                ("number", models.BigIntegerField()),
                ("keys", ArrayField(models.TextField(), size=None)),
            ],
            options={"db_table": "site_change"},
        ),
        migrations.RunSQL(KEYS, NO_KEYS),
        migrations.RunSQL(MOVE, MOVE_AS_BEFORE + NO_MOVE),
        migrations.RunSQL(LOG, NO_LOG),
        migrations.RunSQL(NO_PHOTOS + PHOTOS, NO_PHOTOS + NO_PHOTO_DELETES + PHOTOS_BEFORE),
        migrations.RunSQL(MORE, NO_MORE),
    ]
