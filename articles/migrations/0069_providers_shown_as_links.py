"""Providers whose content is only linked; a change ends all pages."""

from django.db import migrations, models

MOVES = """
CREATE CONSTRAINT TRIGGER articles_linkonlyprovider_moves_site_mark
AFTER INSERT OR UPDATE OR DELETE ON articles_linkonlyprovider
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION newsroom_move_site_mark();
"""
MOVES_NO_MORE = "DROP TRIGGER articles_linkonlyprovider_moves_site_mark ON articles_linkonlyprovider;"


class Migration(migrations.Migration):
    dependencies = [("articles", "0068_search_and_social_texts")]
    operations = [
        migrations.CreateModel(
            name="LinkOnlyProvider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, unique=True, verbose_name="provider")),
                ("set_at", models.DateTimeField(verbose_name="saved")),
            ],
            options={
                "verbose_name": "provider shown as a link",
                "verbose_name_plural": "embedded content",
                "ordering": ("code",),
            },
        ),
        migrations.RunSQL(MOVES, MOVES_NO_MORE),
    ]
