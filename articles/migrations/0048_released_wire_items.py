"""The editor who released a withheld item."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0047_indexes_of_the_wire_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="wireitem",
            name="released_at",
            field=models.DateTimeField(null=True, verbose_name="released"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="released_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="wireitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("released_at", None), ("released_by__isnull", False), _connector="OR"),
                name="released_copy_has_an_editor",
            ),
        ),
    ]
