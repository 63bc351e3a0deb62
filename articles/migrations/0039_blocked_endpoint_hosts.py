from urllib.parse import urlsplit

import django.db.models.deletion
from django.db import migrations, models


def block_hosts_switched_off(apps, _schema_editor):
    """What the desk has switched off so far stays off, whatever the partner removes."""
    webhooks, blocked = (apps.get_model("articles", name) for name in ("Webhook", "BlockedHost"))
    for webhook in webhooks.objects.filter(ended_why="desk"):
        host = (urlsplit(webhook.url).hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode()
        facts = {"blocked_at": webhook.ended_at}
        blocked.objects.get_or_create(partner=webhook.partner, host=host, defaults=facts)


class Migration(migrations.Migration):
    dependencies = [("articles", "0038_words_of_the_working_text")]

    operations = [
        migrations.AlterField(
            "webhook",
            "ended_why",
            models.CharField(
                blank=True,
                choices=[
                    ("gone", "answered 410 Gone"),
                    ("desk", "switched off by the desk"),
                    ("partner", "switched off by the partner"),
                    ("lifted", "switched off by the desk, allowed again since"),
                ],
                editable=False,
                max_length=10,
                verbose_name="why",
            ),
        ),
        migrations.CreateModel(
            name="BlockedHost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("host", models.CharField(max_length=253, verbose_name="host")),
                ("blocked_at", models.DateTimeField(verbose_name="switched off")),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocked_hosts",
                        to="articles.partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "host switched off",
                "verbose_name_plural": "hosts switched off",
                "ordering": ("partner", "host"),
                "constraints": [
                    models.UniqueConstraint("partner", "host", name="blocked_host_is_one_a_partner")
                ],
            },
        ),
        migrations.RunPython(block_hosts_switched_off, migrations.RunPython.noop, elidable=True),
    ]
