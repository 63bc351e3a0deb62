"""Titles for search engines and texts for social networks, of stories and their editions."""

from django.db import migrations, models


def search_title() -> models.CharField:
    return models.CharField(
        blank=True,
        db_default="",
        default="",
        help_text="In place of the headline in search results and shared links; up to 60 characters.",
        max_length=60,
        verbose_name="title for search engines",
    )


def social_text() -> models.CharField:
    return models.CharField(
        blank=True,
        db_default="",
        default="",
        help_text="In place of the dek on the card of a shared link.",
        max_length=200,
        verbose_name="text for social networks",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0067_single_keys_of_accounts")]

    operations = [
        migrations.AddField(model, name, make())
        for model in ("article", "edition", "embargoededition")
        for name, make in (("search_title", search_title), ("social_text", social_text))
    ]
