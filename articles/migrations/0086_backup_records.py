from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("articles", "0085_sign_on")]

    operations = [
        migrations.CreateModel(
            name="BackupRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="state of the data")),
                ("finished_at", models.DateTimeField(verbose_name="finished")),
                ("location", models.CharField(max_length=500, verbose_name="folder or address")),
                ("size", models.BigIntegerField(verbose_name="size in bytes")),
                ("media_files", models.PositiveIntegerField(verbose_name="media files")),
                ("log_number", models.BigIntegerField(verbose_name="log number")),
                ("encrypted", models.BooleanField(verbose_name="encrypted")),
            ],
            options={
                "verbose_name": "backup",
                "verbose_name_plural": "backups",
                "ordering": ("-made_at", "-id"),
                "constraints": [
                    models.CheckConstraint(condition=Q(("size__gt", 0)), name="backup_is_not_empty"),
                    models.CheckConstraint(
                        condition=Q(("finished_at__gte", F("made_at"))), name="backup_ends_after_it_began"
                    ),
                ],
                "indexes": [models.Index(F("made_at").desc(), name="backup_newest")],
            },
        ),
    ]
