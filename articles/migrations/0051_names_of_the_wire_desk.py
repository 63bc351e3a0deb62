"""Names of the lists of received items and of files."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0050_headlines_of_pasted_copy"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="wirefile",
            options={
                "ordering": ("-received_at", "-id"),
                "verbose_name": "received file",
                "verbose_name_plural": "quarantine",
            },
        ),
        migrations.AlterModelOptions(
            name="wireitem",
            options={
                "ordering": ("-received_at", "-id"),
                "verbose_name": "received copy",
                "verbose_name_plural": "wire",
            },
        ),
    ]
