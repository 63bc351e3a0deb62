from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0040_standard_names_of_models")]

    operations = [
        migrations.AddField(
            model_name="wireitem", name="parsed", field=models.JSONField(editable=False, null=True)
        ),
    ]
