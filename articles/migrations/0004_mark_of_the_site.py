"""A mark that moves with every change to what pages show beside stories."""

from django.db import migrations, models
from django.db.models import Q

TABLES = (
    "people_person", "people_alias", "people_office", "articles_topic", "articles_section", "articles_agency",
    "articles_grant",
)  # fmt: skip

# At commit, once a transaction: the row's lock is held for that moment only, and never while waiting for another.
MOVE = """
CREATE FUNCTION newsroom_move_site_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO site_mark (id, changed) VALUES (1, pg_current_xact_id()::text::bigint)
    ON CONFLICT (id) DO UPDATE SET changed = excluded.changed WHERE site_mark.changed <> excluded.changed;
    RETURN NULL;
END $$;
"""
TRIGGERS = "".join(
    f"CREATE CONSTRAINT TRIGGER {table}_moves_site_mark AFTER INSERT OR UPDATE OR DELETE ON {table} "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION newsroom_move_site_mark();\n"
    for table in TABLES
)
NO_TRIGGERS = "".join(f"DROP TRIGGER {table}_moves_site_mark ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_edition_by_photo"), ("people", "0001_directory")]
    operations = [
        migrations.CreateModel(
            name="SiteMark",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("changed", models.BigIntegerField(default=0)),
            ],
            options={"db_table": "site_mark"},
        ),
        migrations.AddConstraint(
            model_name="sitemark",
            constraint=models.CheckConstraint(condition=Q(id=1), name="site_has_one_mark"),
        ),
        migrations.RunSQL(MOVE, "DROP FUNCTION newsroom_move_site_mark();"),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
