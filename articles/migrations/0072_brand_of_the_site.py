"""The brand of the readers' site; every page shows it, so that a change ends all pages."""

from django.db import migrations, models

MOVES = """
CREATE CONSTRAINT TRIGGER articles_brand_moves_site_mark AFTER INSERT OR UPDATE OR DELETE ON articles_brand
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION newsroom_move_site_mark();
"""
MOVES_NO_MORE = "DROP TRIGGER articles_brand_moves_site_mark ON articles_brand;"


class Migration(migrations.Migration):
    dependencies = [("articles", "0071_spellings_of_names")]

    operations = [
        migrations.CreateModel(
            name="Brand",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("accent", models.CharField(blank=True, max_length=7, verbose_name="accent colour")),
                (
                    "density",
                    models.CharField(
                        choices=[("compact", "compact"), ("normal", "normal"), ("airy", "airy")],
                        default="normal",
                        max_length=10,
                        verbose_name="density",
                    ),
                ),
                (
                    "pairing",
                    models.CharField(
                        choices=[
                            ("device", "typefaces of the reader's device"),
                            ("newspaper", "newspaper"),
                            ("modern", "modern"),
                            ("slab", "strong"),
                        ],
                        default="device",
                        max_length=10,
                        verbose_name="typefaces",
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="saved")),
            ],
            options={
                "verbose_name": "brand",
                "verbose_name_plural": "brand",
                "constraints": [models.CheckConstraint(condition=models.Q(id=1), name="brand_is_one_row")],
            },
        ),
        migrations.RunSQL(MOVES, MOVES_NO_MORE),
    ]
