from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("articles", "0031_rights_told")]

    operations = [
        migrations.AddField("webhook", "withdrawn_seq", models.BigIntegerField(default=0, editable=False)),
        migrations.AddIndex(
            "feedstate",
            models.Index(
                fields=["seq"], name="feed_state_withdrawn", condition=Q(op__in=["withhold", "cancel"])
            ),
        ),
    ]
