import re
from typing import Any

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from articles.wire.picture_numbers import list_numbers

BATCH_SIZE = 500
FACTS = ("picture_id", "supplier_id", "title", "fixture_id")
REGISTRY_ID = re.compile(rb"RegItemId(?:>|\s*=\s*[\"'])([^<\"']{6,400})")


def fill_numbers(apps: Any, _schema_editor: Any) -> None:
    """Fill the numbers of the photos that were stored before."""
    photos = apps.get_model("articles", "Photo").objects
    stored = apps.get_model("articles", "EmbeddedMetadata").objects
    last = 0
    while batch := list(photos.filter(pk__gt=last).only("pk", "agency_item_id").order_by("pk")[:BATCH_SIZE]):
        metadata = stored.in_bulk([photo.pk for photo in batch])
        for photo in batch:
            photo.agency_numbers = list(
                list_numbers([photo.agency_item_id, *_list_names(metadata.get(photo.pk))])
            )
        photos.bulk_update([photo for photo in batch if photo.agency_numbers], ["agency_numbers"])
        last = batch[-1].pk


def _list_names(embedded: Any) -> list[str]:
    if embedded is None:
        return []
    facts = (embedded.read.get(name) or {} for name in FACTS)
    registered = REGISTRY_ID.findall(bytes(embedded.xmp))
    return [
        *(str(fact.get("value") or "") for fact in facts),
        *(one.decode("utf-8", "replace") for one in registered),
    ]


class Migration(migrations.Migration):
    dependencies = [("articles", "0086_backup_records")]

    operations = [
        migrations.AddField(
            "photo",
            "agency_numbers",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=400),
                blank=True,
                db_default=[],
                default=list,
                editable=False,
                size=None,
            ),
        ),
        migrations.RunPython(fill_numbers, migrations.RunPython.noop),
        migrations.AddIndex(
            "photo",
            django.contrib.postgres.indexes.GinIndex(
                fields=["agency_numbers"], name="photo_by_agency_number"
            ),
        ),
        migrations.AlterField(
            "agencychange",
            "found",
            models.CharField(
                blank=True,
                choices=[
                    ("item", "by item number"),
                    ("words", "by wording"),
                    ("photo", "by the number of its picture"),
                    ("looks", "by a picture that looks the same"),
                    ("hand", "by hand"),
                ],
                max_length=5,
                verbose_name="found",
            ),
        ),
    ]
