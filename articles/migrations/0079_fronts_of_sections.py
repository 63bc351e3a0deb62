"""Arrangements of the pages of sections; a change ends the page of that section alone."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

MARK = """
CREATE FUNCTION newsroom_section_front_moves_site_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_move_mark_without_keys();
    UPDATE site_change SET keys = keys || ARRAY['section_fronts', 'section_front:' || coalesce(NEW.section_id, OLD.section_id)]
    WHERE source = 'mark' AND number = (SELECT number FROM site_mark);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER articles_sectionfront_moves_site_mark
AFTER INSERT OR UPDATE OR DELETE ON articles_sectionfront DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
EXECUTE FUNCTION newsroom_section_front_moves_site_mark();
"""
NO_MARK = """
DROP TRIGGER articles_sectionfront_moves_site_mark ON articles_sectionfront;
DROP FUNCTION newsroom_section_front_moves_site_mark();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0078_related_stories_by_hand")]

    operations = [
        migrations.CreateModel(
            name="SectionFront",
            fields=[
                (
                    "section",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="front",
                        serialize=False,
                        to="articles.section",
                    ),
                ),
                (
                    "lead",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("blocks", models.JSONField(default=list)),
                ("arranged_at", models.DateTimeField(verbose_name="arranged")),
            ],
            options={"verbose_name": "front of a section", "verbose_name_plural": "fronts of sections"},
        ),
        migrations.RunSQL(MARK, NO_MARK),
    ]
