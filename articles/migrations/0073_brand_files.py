"""Logos, icon and fonts of the brand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0072_brand_of_the_site")]

    operations = [
        migrations.CreateModel(
            name="BrandFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("logo", "logo"),
                            ("logo_dark", "logo for the dark scheme"),
                            ("icon", "icon"),
                            ("headline_font", "font of headlines"),
                            ("text_font", "font of texts"),
                        ],
                        max_length=20,
                        unique=True,
                    ),
                ),
                ("digest", models.CharField(max_length=16)),
                ("media_type", models.CharField(max_length=40)),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.AddField("brand", "files", models.JSONField(default=dict)),
        migrations.AlterField(
            "brand",
            "pairing",
            models.CharField(
                choices=[
                    ("device", "typefaces of the reader's device"),
                    ("newspaper", "newspaper"),
                    ("modern", "modern"),
                    ("slab", "strong"),
                    ("own", "own fonts"),
                ],
                default="device",
                max_length=10,
                verbose_name="typefaces",
            ),
        ),
    ]
