from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0092_typing_errors_leave_the_time")]

    operations = [
        migrations.AddField("feedstate", "needs_row", models.BooleanField(db_default=False, default=False)),
        migrations.AddIndex(
            "feedstate",
            models.Index(
                condition=models.Q(("needs_row", True)), fields=["article"], name="feed_state_needs_row"
            ),
        ),
    ]
