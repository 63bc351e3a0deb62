"""TRUNCATE, and with it `manage.py flush`, passes row triggers by: the records of what happened refuse it too.

A database of tests is emptied after each of them; the setting `newsroom.emptied` says that it is one.
"""

from django.db import migrations

TABLES = ("feed_log", "articles_revision", "articles_auditentry", "articles_correction")

REFUSE = """
CREATE FUNCTION newsroom_refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('newsroom.emptied', true) IS DISTINCT FROM 'yes' THEN
        RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""

GUARDS = "".join(
    f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION newsroom_refuse_emptying();\n"
    for table in TABLES
)
NO_GUARDS = "".join(f"DROP TRIGGER {table}_is_never_emptied ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_genres_authors_topics_of_topics_and_search_by_week")]
    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION newsroom_refuse_emptying();"),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
