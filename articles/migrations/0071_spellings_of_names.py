"""Names with several spellings, with those of well-known places and people."""

from typing import Any

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from newsroom.text.wordlists import read_lines
from people.names.match import normalize_name

LIST = "articles/search/data/name_variants.txt"
CHANGES = """
CREATE CONSTRAINT TRIGGER articles_namevariants_moves_site_mark AFTER INSERT OR UPDATE OR DELETE
ON articles_namevariants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION newsroom_move_site_mark();
"""
NO_CHANGES = "DROP TRIGGER articles_namevariants_moves_site_mark ON articles_namevariants;"


def add_known_names(apps: Any, _schema_editor: Any) -> None:
    names = [[name.strip() for name in line.split(";")] for line in read_lines(LIST)]
    variants = apps.get_model("articles", "NameVariants")
    variants.objects.bulk_create(
        variants(names="\n".join(row), keys=sorted({normalize_name(name) for name in row})) for row in names
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0070_words_of_published_stories"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameVariants",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "names",
                    models.TextField(
                        help_text="One a line. A search for one of them finds stories with any of them.",
                        verbose_name="spellings",
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), editable=False
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
            ],
            options={
                "verbose_name": "name with several spellings",
                "verbose_name_plural": "names with several spellings",
                "ordering": ("names",),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="name_variants_by_key")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("names", ""), _negated=True), name="name_variants_are_not_empty"
                    )
                ],
            },
        ),
        migrations.RunPython(add_known_names, migrations.RunPython.noop),
        migrations.RunSQL(CHANGES, NO_CHANGES),
    ]
