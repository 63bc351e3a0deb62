"""Oldest version of the product that can serve on the tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0003_static_files_and_key_check"),
    ]

    operations = [
        migrations.CreateModel(
            name="DatabaseVersion",
            fields=[
                ("number", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("readable_from", models.CharField(max_length=20)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", 1)), name="database_version_is_one_row"
                    )
                ],
            },
        ),
    ]
