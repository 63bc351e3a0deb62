import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_append_only"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("live", True)),
                fields=["placements"],
                name="edition_by_photo",
                opclasses=["jsonb_path_ops"],
            ),
        ),
    ]
