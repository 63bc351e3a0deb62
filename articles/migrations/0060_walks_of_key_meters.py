"""Pages of a first walk through the log count in a limit of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0059_changes_of_the_site")]
    operations = [
        migrations.AddField(
            model_name="keymeter",
            name="walk_in_minute",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
