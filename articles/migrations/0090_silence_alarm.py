from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0089_possible_kills")]

    operations = [
        migrations.AddField(
            "wiresource",
            "silence_alarm",
            models.BooleanField("silence alarm", default=True, db_default=True),
        ),
        migrations.AlterField(
            "wiresource",
            "silence_minutes",
            models.PositiveIntegerField(
                "silence alarm after minutes",
                null=True,
                blank=True,
                help_text="Without an item or a heartbeat for this long, the desk is warned. Empty: by the usual rhythm.",
            ),
        ),
    ]
