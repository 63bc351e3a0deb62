"""Related stories that the desk has chosen, of stories and their editions."""

import django.contrib.postgres.fields
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import Q


def related_ids() -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.BigIntegerField(),
        blank=True,
        db_default=[],
        default=list,
        help_text="Shown first below the text, in this order; the site adds further ones by itself.",
        size=None,
        verbose_name="related stories",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0077_fronts_and_names_of_languages")]

    operations = [
        *(
            migrations.AddField(model, "related_ids", related_ids())
            for model in ("article", "edition", "embargoededition")
        ),
        migrations.AddIndex(
            "edition",
            GinIndex(
                fields=["related_ids"],
                name="edition_by_related",
                condition=Q(live=True) & ~Q(related_ids=[]),
            ),
        ),
    ]
