"""Index of headlines, by which the formats of one version are found."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0051_names_of_the_wire_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.F("provider"),
                models.F("headline"),
                condition=models.Q(("headline", ""), _negated=True),
                name="wire_item_twins",
            ),
        ),
    ]
