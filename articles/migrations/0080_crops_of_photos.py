"""Crops of photos that the desk sets by hand; a change ends the pages that show the photo."""

import django.contrib.postgres.fields
from django.db import migrations, models

TRIGGER = """
CREATE CONSTRAINT TRIGGER articles_photo_crops_move_site_mark
AFTER UPDATE OF crop_wide, crop_standard, crop_square ON articles_photo DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN ((OLD.crop_wide, OLD.crop_standard, OLD.crop_square)
      IS DISTINCT FROM (NEW.crop_wide, NEW.crop_standard, NEW.crop_square))
EXECUTE FUNCTION newsroom_move_site_mark();
"""
NO_TRIGGER = "DROP TRIGGER articles_photo_crops_move_site_mark ON articles_photo;"


def crop(label: str) -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.FloatField(), blank=True, db_default=[], default=list, size=None, verbose_name=label
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0079_fronts_of_sections")]

    operations = [
        migrations.AddField("photo", "crop_wide", crop("crop 16:9")),
        migrations.AddField("photo", "crop_standard", crop("crop 4:3")),
        migrations.AddField("photo", "crop_square", crop("crop 1:1")),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]
