"""Saved views of the wire desk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0048_released_wire_items"),
    ]

    operations = [
        migrations.AlterField(
            model_name="savedview",
            name="screen",
            field=models.CharField(
                choices=[("stories", "stories"), ("photos", "photos"), ("wire", "wire")],
                default="stories",
                max_length=10,
                verbose_name="list",
            ),
        ),
    ]
