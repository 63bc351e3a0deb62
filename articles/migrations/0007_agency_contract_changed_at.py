from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_open_stories")]
    operations = [
        migrations.AddField("agency", "contract_changed_at", models.DateTimeField(editable=False, null=True)),
    ]
