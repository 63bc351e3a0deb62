from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_merges_of_people"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="office",
            name="office_ends_after_it_begins",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since", None), ("until", None), ("since__lte", models.F("until")), _connector="OR"
                ),
                name="office_ends_after_it_begins",
                violation_error_message="An office ends before it begins.",
            ),
        ),
    ]
