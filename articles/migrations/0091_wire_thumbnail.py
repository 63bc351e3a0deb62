from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0090_silence_alarm")]

    operations = [migrations.AddField("wirefile", "thumbnail", models.BinaryField(null=True))]
