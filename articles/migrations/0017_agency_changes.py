import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_former_epochs_of_the_log"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("update", "update"),
                            ("correction", "correction"),
                            ("kill", "kill"),
                            ("lift", "kill lifted"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "found",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("item", "by the agency's number"),
                            ("words", "by its words"),
                            ("hand", "by hand"),
                        ],
                        max_length=5,
                        verbose_name="found",
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(null=True, verbose_name="revision of the story then"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="came in")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="settled")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("taken", "taken over"),
                            ("adapted", "adapted"),
                            ("unaffected", "not affected"),
                            ("lifted", "kill lifted by the agency"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
            ],
            options={
                "verbose_name": "change by an agency",
                "verbose_name_plural": "changes by agencies",
                "ordering": ("-opened_at", "-id"),
            },
        ),
        migrations.AddField(
            model_name="wireitem",
            name="agency_item",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="agency's item, without its version"
            ),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="repeats",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repeated_by",
                to="articles.wireitem",
                verbose_name="the same as",
            ),
        ),
        migrations.AlterField(
            model_name="wireitem",
            name="status",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("read", "read"),
                    ("used", "made into a story"),
                    ("repeated", "sent again unchanged"),
                    ("quarantined", "set aside"),
                ],
                default="received",
                max_length=12,
                verbose_name="status",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.F("agency_item"),
                models.OrderBy(models.F("received_at"), descending=True),
                condition=models.Q(("agency_item", ""), _negated=True),
                name="wire_item_of_one_agency_item",
            ),
        ),
        migrations.AddField(
            model_name="agencychange",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agency_changes",
                to="articles.article",
                verbose_name="story",
            ),
        ),
        migrations.AddField(
            model_name="agencychange",
            name="before",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.wireitem",
                verbose_name="copy before it",
            ),
        ),
        migrations.AddField(
            model_name="agencychange",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="articles.wireitem",
                verbose_name="new copy",
            ),
        ),
        migrations.AddField(
            model_name="agencychange",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="agencychange",
            index=models.Index(
                models.F("opened_at"), condition=models.Q(("settled_at", None)), name="agency_change_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="agencychange",
            constraint=models.UniqueConstraint(
                fields=("item", "article"), name="agency_change_is_told_once_a_story", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="agencychange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("settled_at", None)),
                    models.Q(
                        models.Q(("settled_at", None), _negated=True),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="settled_agency_change_has_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencychange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "unaffected"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="unaffected_by_the_agency_has_a_reason",
            ),
        ),
    ]
