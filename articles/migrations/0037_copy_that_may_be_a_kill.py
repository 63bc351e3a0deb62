from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0036_shared_previews"),
    ]

    operations = [
        migrations.AlterField(
            model_name="agencychange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("update", "update"),
                    ("correction", "correction"),
                    ("kill", "kill"),
                    ("lift", "kill lifted"),
                    ("query", "perhaps a kill"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
    ]
