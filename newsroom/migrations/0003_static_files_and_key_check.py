"""Static files that hosts share, and the check of SECRET_KEY."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0002_stemmers_of_more_languages"),
    ]

    operations = [
        migrations.CreateModel(
            name="StaticCollection",
            fields=[
                ("digest", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("names", models.JSONField()),
                ("used_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="KeyCheck",
            fields=[
                ("number", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("encrypted_text", models.CharField(max_length=300)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number", 1)), name="key_check_is_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="StaticFile",
            fields=[
                ("name", models.CharField(max_length=300, primary_key=True, serialize=False)),
                (
                    "encoding",
                    models.CharField(blank=True, choices=[("", "identity"), ("br", "br")], max_length=2),
                ),
                ("content", models.BinaryField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("encoding__in", ["", "br"])),
                        name="static_file_has_a_known_encoding",
                    )
                ],
            },
        ),
    ]
