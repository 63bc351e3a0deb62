"""Who took a story back and who asked for a kill, when and why, is written once; only what follows may be added.

Of a withdrawal the reason and note may be given afterwards, and what was taken down by hand may be ticked off. A
request to kill is settled once.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION newsroom_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (TG_TABLE_NAME = 'articles_killrequest' AND to_jsonb(OLD) -> 'settled_at' <> 'null')
        OR to_jsonb(OLD) - TG_ARGV::text[] IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV::text[]
    THEN
        RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
ADDED_LATER = {
    "articles_withdrawal": ("reason", "note", "done_by_hand"),
    "articles_killrequest": ("settled_at", "settled_by_id", "confirmed"),
}
GUARDS = "".join(
    f"CREATE TRIGGER {table}_keeps_its_record BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW "
    f"EXECUTE FUNCTION newsroom_refuse_rewriting({', '.join(repr(column) for column in columns)});\n"
    f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION newsroom_refuse_emptying();\n"
    for table, columns in ADDED_LATER.items()
)
NO_GUARDS = "".join(
    f"DROP TRIGGER {table}_keeps_its_record ON {table};\nDROP TRIGGER {table}_is_never_emptied ON {table};\n"
    for table in ADDED_LATER
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0033_accounts_and_sign_in_links")]
    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION newsroom_refuse_rewriting();"),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
