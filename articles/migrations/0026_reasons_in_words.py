from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0025_keys_from_networks"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="grant",
            name="grant_ends_after_it_begins",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since", None), ("until", None), ("since__lt", models.F("until")), _connector="OR"
                ),
                name="grant_ends_after_it_begins",
                violation_error_message="A right ends before it begins.",
            ),
        ),
    ]
