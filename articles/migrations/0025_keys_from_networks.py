from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0024_when_a_key_stood_in_an_address")]

    operations = [
        migrations.AddField(
            model_name="partnerkey",
            name="networks",
            field=ArrayField(models.CharField(max_length=49), default=list, verbose_name="networks"),
        ),
    ]
