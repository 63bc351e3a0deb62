"""The log's head, and rows of record that nobody changes or deletes, whoever asks."""

from django.db import migrations

TABLES = ("feed_log", "articles_revision", "articles_auditentry", "articles_correction")

HEAD = "INSERT INTO feed_head (id, n, epoch) VALUES (1, 0, gen_random_uuid()) ON CONFLICT DO NOTHING"

REFUSE = """
CREATE FUNCTION newsroom_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

GUARDS = "".join(
    f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION newsroom_refuse_change();\n"
    for table in TABLES
)
NO_GUARDS = "".join(f"DROP TRIGGER {table}_is_append_only ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_desk")]
    operations = [
        migrations.RunSQL(HEAD, migrations.RunSQL.noop),
        migrations.RunSQL(REFUSE, "DROP FUNCTION newsroom_refuse_change();"),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
