"""Text and data mining as a channel of rights."""

from django.db import migrations, models

CHANNELS = ["site", "partner", "archive", "social", "mining"]
LABELS = ["own site", "partners", "archive", "social media", "text and data mining"]


class Migration(migrations.Migration):
    dependencies = [("articles", "0064_texts_out_of_edition_rows")]

    operations = [
        migrations.RemoveConstraint("grant", "grant_channel_is_known"),
        migrations.AlterField(
            "grant",
            "channel",
            models.CharField(
                choices=list(zip(CHANNELS, LABELS, strict=True)), max_length=10, verbose_name="channel"
            ),
        ),
        migrations.AddConstraint(
            "grant",
            models.CheckConstraint(
                condition=models.Q(("channel__in", CHANNELS)), name="grant_channel_is_known"
            ),
        ),
    ]
