"""Accounts remember whether keys of a single letter or sign work for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0066_review_of_texts_by_ai")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="single_keys",
            field=models.BooleanField(
                db_default=True, default=True, verbose_name="single letters work as keys"
            ),
        ),
    ]
