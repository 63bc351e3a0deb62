import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0029_save_of_a_window"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="formerepoch",
            options={
                "ordering": ("pk",),
                "verbose_name": "restored backup",
                "verbose_name_plural": "restored backups",
            },
        ),
        migrations.AddField(
            model_name="formerepoch",
            name="backup_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="formerepoch",
            name="checked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="formerepoch",
            name="checked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="formerepoch",
            name="closed",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="formerepoch",
            name="closures_known",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(
            "UPDATE feed_former_epoch SET checked_at = at WHERE checked_at IS NULL",
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
