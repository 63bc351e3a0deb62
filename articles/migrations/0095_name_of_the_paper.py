from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0094_rows_of_awaited_photos")]

    operations = [
        migrations.AddField(
            "brand",
            "name",
            models.CharField(blank=True, db_default="", max_length=80, verbose_name="name of the paper"),
        ),
    ]
