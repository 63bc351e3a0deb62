"""Labels that say withheld, the one word for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0105_running_stories"),
    ]

    operations = [
        migrations.AlterField(
            model_name="followedstory",
            name="withhold_at",
            field=models.DateTimeField(null=True, verbose_name="withheld by itself"),
        ),
        migrations.AlterField(
            model_name="wirerule",
            name="withhold_after_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="As the contract asks; empty: never.",
                null=True,
                verbose_name="withhold after days",
            ),
        ),
        migrations.AlterField(
            model_name="wiresource",
            name="withholds_killed",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="A kill takes every story and picture of it off the site and the feeds without an editor; a chief editor then kills for good or lifts it. Stories that follow the agency are always withheld.",
                verbose_name="withhold killed copy at once",
            ),
        ),
    ]
