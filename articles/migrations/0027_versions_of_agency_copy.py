import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0026_reasons_in_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="wireitem",
            name="agency_version",
            field=models.PositiveIntegerField(null=True, verbose_name="agency's version"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="version_created",
            field=models.DateTimeField(null=True, verbose_name="version made by the agency"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="superseded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="supersedes",
                to="articles.wireitem",
                verbose_name="superseded by",
            ),
        ),
        migrations.AlterField(
            model_name="agencychange",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("taken", "taken over"),
                    ("adapted", "adapted"),
                    ("unaffected", "not affected"),
                    ("lifted", "kill lifted by the agency"),
                    ("superseded", "superseded by a newer version"),
                ],
                max_length=10,
                verbose_name="outcome",
            ),
        ),
        migrations.AlterField(
            model_name="wireitem",
            name="status",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("read", "read"),
                    ("used", "made into a story"),
                    ("repeated", "sent again unchanged"),
                    ("superseded", "superseded by a newer version"),
                    ("quarantined", "set aside"),
                ],
                default="received",
                max_length=12,
                verbose_name="status",
            ),
        ),
    ]
