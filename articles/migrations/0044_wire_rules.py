"""Rules for new items of the wire, and their uses."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0043_wire_sources_and_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WireRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Rules with a lower number apply first.", verbose_name="order"
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "providers",
                    models.CharField(
                        blank=True,
                        help_text="Codes, separated by commas: dpa, afp",
                        max_length=300,
                        verbose_name="agencies",
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "text"),
                                ("picture", "picture"),
                                ("graphic", "graphic"),
                                ("audio", "audio"),
                                ("video", "video"),
                                ("composite", "composite"),
                                ("event", "event"),
                                ("planning", "planning"),
                                ("concept", "concept"),
                                ("advisory", "advisory"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        verbose_name="kinds",
                    ),
                ),
                (
                    "notices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("correction", "correction"),
                                ("update", "update"),
                                ("repeat", "repeat"),
                                ("lead", "lead"),
                                ("rewrite", "rewrite"),
                                ("summary", "summary"),
                                ("kill", "kill"),
                                ("mandatory kill", "mandatory kill"),
                                ("withhold", "withhold"),
                                ("advisory", "advisory"),
                                ("alert", "alert"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        verbose_name="announcements",
                    ),
                ),
                ("languages", models.CharField(blank=True, max_length=60, verbose_name="languages")),
                (
                    "services",
                    models.CharField(
                        blank=True,
                        help_text="Service codes, such as bdt, lno, lsw",
                        max_length=200,
                        verbose_name="services",
                    ),
                ),
                (
                    "sluglines",
                    models.TextField(
                        blank=True,
                        help_text="One a line; * means anything: Wetter/*",
                        verbose_name="sluglines",
                    ),
                ),
                (
                    "headlines",
                    models.TextField(
                        blank=True, help_text="One a line; * means anything.", verbose_name="headlines"
                    ),
                ),
                (
                    "subjects",
                    models.TextField(
                        blank=True,
                        help_text="Codes or names, one a line: medtop:20000065, sport*",
                        verbose_name="subjects",
                    ),
                ),
                (
                    "urgency_from",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="urgency from"),
                ),
                (
                    "urgency_to",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="urgency to"),
                ),
                (
                    "tag_raw",
                    models.CharField(
                        blank=True,
                        help_text="For drafts whose copy has none: (dpa/dl)",
                        max_length=120,
                        verbose_name="closing tag",
                    ),
                ),
                ("auto_draft", models.BooleanField(default=False, verbose_name="make a draft")),
                (
                    "auto_publish",
                    models.BooleanField(
                        default=False,
                        help_text="Only usable text without warnings and without an embargo, and only if every publish check passes. Everything else stays a draft.",
                        verbose_name="publish the draft",
                    ),
                ),
                ("is_last", models.BooleanField(default=False, verbose_name="no further rules")),
                ("saved_at", models.DateTimeField(editable=False)),
                (
                    "saved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.section",
                        verbose_name="section",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="articles.wiresource",
                        verbose_name="source",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="articles.topic", verbose_name="topics"
                    ),
                ),
            ],
            options={
                "verbose_name": "wire rule",
                "verbose_name_plural": "wire rules",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="WireRuleUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("drafted", models.BooleanField(default=False)),
                ("published", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rule_use",
                        to="articles.wireitem",
                    ),
                ),
                ("rules", models.ManyToManyField(related_name="uses", to="articles.wirerule")),
            ],
            options={
                "verbose_name": "use of wire rules",
                "verbose_name_plural": "uses of wire rules",
            },
        ),
        migrations.AddConstraint(
            model_name="wirerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="wire_rule_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="wirerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("auto_publish", False), ("auto_draft", True), _connector="OR"),
                name="wire_rule_publishes_a_draft",
            ),
        ),
    ]
