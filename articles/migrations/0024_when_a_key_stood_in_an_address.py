from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0023_stories_by_last_publication_and_language")]

    operations = [
        migrations.AddField(
            model_name="partnerkey",
            name="exposed_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="stood in an address"),
        ),
    ]
