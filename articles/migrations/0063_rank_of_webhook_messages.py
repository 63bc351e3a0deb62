"""The rank by which due messages of a webhook are delivered, with an index for the next one."""

from django.db import migrations, models

RANK_WITHDRAWALS = "UPDATE articles_webhookmessage SET rank = 0 WHERE type = 'story.withdrawn'"


class Migration(migrations.Migration):
    dependencies = [("articles", "0062_indexes_of_a_large_archive")]

    operations = [
        migrations.AddField(
            "webhookmessage",
            "rank",
            models.PositiveSmallIntegerField(
                choices=[(0, "Withdrawal"), (1, "News"), (2, "Bulk")], db_default=1, default=1
            ),
        ),
        migrations.RunSQL(RANK_WITHDRAWALS, migrations.RunSQL.noop),
        migrations.AddIndex(
            "webhookmessage",
            models.Index(
                condition=models.Q(("due_at", None), _negated=True),
                fields=["webhook", "rank", "due_at", "created_at", "seq"],
                name="webhook_message_next",
            ),
        ),
    ]
