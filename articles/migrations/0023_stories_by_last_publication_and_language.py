from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0022_records_are_not_emptied_either"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.OrderBy(models.F("published_at"), descending=True),
                name="article_newest_out",
                condition=models.Q(("state", "published")),
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.F("language"),
                models.OrderBy(models.F("edited_at"), descending=True),
                name="article_by_language",
            ),
        ),
    ]
