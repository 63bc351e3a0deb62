"""Ends of breaking news, of stories and their editions."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("articles", "0073_brand_files")]

    operations = [
        migrations.AddField(
            "article",
            "breaking_until",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="breaking news until"),
        ),
        migrations.AddField("edition", "breaking_until", models.DateTimeField(null=True)),
        migrations.AddField("embargoededition", "breaking_until", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "edition",
            models.Index(
                condition=Q(live=True) & ~Q(breaking_until=None),
                fields=["breaking_until"],
                name="edition_breaking",
            ),
        ),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=Q(breaking_until=None) | Q(urgency__lte=2),
                name="edition_of_breaking_news_is_urgent",
            ),
        ),
    ]
