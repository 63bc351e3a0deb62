"""Indexes for each filter of the wire desk, and words of pasted copy in the search."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0046_wire_push"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="wireitem",
            name="wire_item_search",
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("search"), condition=models.Q(("search__isnull", False)), name="wire_item_words"
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.F("guid"), condition=models.Q(("guid", ""), _negated=True), name="wire_item_guid"
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.F("provider"),
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="wire_item_of_provider",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.F("section"),
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("section", None), _negated=True),
                name="wire_item_of_section",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.F("kind"),
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("kind", "text"), _negated=True),
                name="wire_item_of_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                django.db.models.functions.text.Left("language", 2),
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="wire_item_of_language",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("urgency__lte", 2)),
                name="wire_item_urgent",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("notices"),
                condition=models.Q(("notices", []), _negated=True),
                name="wire_item_notices",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.F("outcome"),
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("outcome__in", ["correction", "kill", "lifted", "held"])),
                name="wire_item_of_outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("warnings", []), _negated=True),
                name="wire_item_warned",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("status__in", ["dismissed", "quarantined"])),
                name="wire_item_dismissed",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.OrderBy(models.F("received_at"), descending=True),
                condition=models.Q(("status", "quarantined")),
                name="wire_item_quarantined",
            ),
        ),
    ]
