"""Tables, extensions, text search configurations and functions of this app, as of version 0.2.0.

A new database begins with this migration. One that has some of those that it replaces goes on with the rest of them.
They may go in version 0.3.0, to which databases of 0.2.0 are upgraded; `replaces` stays one version longer, so that a host
of 0.2.0 knows the migrations of a database that 0.3.0 has made.
"""

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

from newsroom.db.sql_files import load_sql


class Migration(migrations.Migration):
    replaces = [
        ("newsroom", "0001_text_search"),
        ("newsroom", "0002_stemmers_of_more_languages"),
        ("newsroom", "0003_static_files_and_key_check"),
        ("newsroom", "0004_readable_versions"),
    ]

    dependencies = []

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGinExtension(),
        load_sql("newsroom", "text_search_configurations"),
        load_sql("newsroom", "newsroom_stems"),
        load_sql("newsroom", "newsroom_document"),
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
            name="StaticCollection",
            fields=[
                ("digest", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("names", models.JSONField()),
                ("used_at", models.DateTimeField()),
            ],
            options={"default_permissions": ()},
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
