from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("articles", "0030_restored_backups_to_check")]

    operations = [
        migrations.AddField("agency", "contract_told_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("grant", "told_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddIndex(
            "grant",
            models.Index(
                fields=["since"], name="grant_begins", condition=Q(channel="partner") & ~Q(since=None)
            ),
        ),
        migrations.AddIndex(
            "grant",
            models.Index(
                fields=["until"], name="grant_ends", condition=Q(channel="partner") & ~Q(until=None)
            ),
        ),
    ]
