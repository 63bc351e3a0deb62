"""Progress of the purges of shared caches by tag."""

from django.db import migrations, models
from django.db.models import Q


def identify() -> tuple[str, models.Field]:
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("articles", "0083_former_digests_of_photos")]

    operations = [
        migrations.CreateModel(
            name="CachePurgeRound",
            fields=[
                identify(),
                ("cache", models.CharField(max_length=300)),
                ("round", models.PositiveSmallIntegerField()),
                ("position", models.JSONField(null=True)),
                ("state", models.CharField(default="", max_length=32)),
                ("target", models.JSONField(null=True)),
                ("target_at", models.DateTimeField(null=True)),
                ("purged_at", models.DateTimeField(null=True)),
                ("failing_since", models.DateTimeField(null=True)),
                ("problem", models.CharField(default="", max_length=300)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("retry_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "cache_purge_round",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cache", "round"), name="cache_has_each_purge_round_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(("attempts", 0), ("failing_since", None))
                        | Q(("attempts__gt", 0), ("failing_since__isnull", False)),
                        name="failing_purge_round_counts_attempts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WithdrawalPurge",
            fields=[
                identify(),
                ("cache", models.CharField(max_length=300)),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "cache_purge_withdrawal",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("seq", "cache"), name="withdrawal_is_purged_once_by_cache"
                    )
                ],
            },
        ),
    ]
