"""Wire sources, received files, and the fields of news items."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0042_plain_labels_and_field_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WireSourceState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cursor", models.JSONField(default=dict)),
                ("etag", models.CharField(blank=True, max_length=300)),
                ("last_modified", models.CharField(blank=True, max_length=80)),
                ("next_poll_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_error", models.TextField(blank=True)),
                ("last_error_at", models.DateTimeField(null=True)),
                ("last_contact_at", models.DateTimeField(null=True)),
                ("last_item_at", models.DateTimeField(null=True)),
                ("repeats", models.PositiveBigIntegerField(default=0)),
                ("silence_reported_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "state of a wire source",
                "verbose_name_plural": "states of wire sources",
            },
        ),
        migrations.AddField(
            model_name="wireitem",
            name="content",
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="embargo",
            field=models.DateTimeField(null=True, verbose_name="embargo"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="expires",
            field=models.DateTimeField(null=True, verbose_name="expires"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="guid",
            field=models.CharField(blank=True, max_length=400, verbose_name="item id"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="headline",
            field=models.CharField(blank=True, max_length=300, verbose_name="headline"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="held",
            field=models.BooleanField(default=False, verbose_name="held"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="kind",
            field=models.CharField(
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
                default="text",
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="language",
            field=models.CharField(blank=True, max_length=12, verbose_name="language"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="notices",
            field=django.contrib.postgres.fields.ArrayField(
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
            ),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("new", "new"),
                    ("update", "update"),
                    ("correction", "correction"),
                    ("kill", "kill"),
                    ("lifted", "kill lifted"),
                    ("repeat", "repeat"),
                    ("older", "older version"),
                    ("held", "held"),
                ],
                max_length=10,
                verbose_name="effect",
            ),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="photo",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="wire_items",
                to="articles.photo",
                verbose_name="photo",
            ),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="position",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="provider",
            field=models.CharField(blank=True, max_length=120, verbose_name="provider"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="pubstatus",
            field=models.CharField(
                choices=[("usable", "usable"), ("withheld", "withheld"), ("canceled", "canceled")],
                default="usable",
                max_length=10,
                verbose_name="publication status",
            ),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="repeats_count",
            field=models.PositiveIntegerField(default=0, verbose_name="received again"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="search",
            field=django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="section",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.section",
                verbose_name="section",
            ),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="service",
            field=models.CharField(blank=True, max_length=40, verbose_name="service"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="slugline",
            field=models.CharField(blank=True, max_length=200, verbose_name="slugline"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="urgency",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="urgency"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="version",
            field=models.CharField(blank=True, max_length=60, verbose_name="version"),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="warnings",
            field=models.JSONField(default=list, verbose_name="warnings"),
        ),
        migrations.AlterField(
            model_name="wireitem",
            name="channel",
            field=models.CharField(
                choices=[("paste", "pasted"), ("file", "file"), ("wire", "by wire")],
                default="paste",
                max_length=10,
                verbose_name="received as",
            ),
        ),
        migrations.AlterField(
            model_name="wireitem",
            name="status",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("read", "read"),
                    ("used", "used in a story"),
                    ("repeated", "sent again unchanged"),
                    ("superseded", "superseded by a newer version"),
                    ("quarantined", "set aside"),
                    ("dismissed", "dismissed"),
                ],
                default="received",
                max_length=12,
                verbose_name="status",
            ),
        ),
        migrations.CreateModel(
            name="WireFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=300, verbose_name="name")),
                ("media_type", models.CharField(blank=True, max_length=80, verbose_name="media type")),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("raw", models.BinaryField(null=True, verbose_name="raw file")),
                ("size", models.PositiveIntegerField(verbose_name="bytes")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("read", "read"),
                            ("quarantined", "set aside"),
                            ("dismissed", "dismissed"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("problem", models.JSONField(editable=False, null=True)),
                ("format", models.CharField(blank=True, max_length=40, verbose_name="format")),
                ("warnings", models.JSONField(default=list, verbose_name="warnings")),
                ("repeats", models.PositiveIntegerField(default=0, verbose_name="received again")),
                ("repeated_at", models.DateTimeField(null=True, verbose_name="last received again")),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "received file",
                "verbose_name_plural": "received files",
                "ordering": ("-received_at", "-id"),
            },
        ),
        migrations.AddField(
            model_name="wireitem",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="articles.wirefile",
                verbose_name="received file",
            ),
        ),
        migrations.CreateModel(
            name="WireSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Part of folder names and addresses, such as dpa-text. It cannot be changed later.",
                        max_length=24,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "transport",
                    models.CharField(
                        choices=[
                            ("folder", "drop folder"),
                            ("push", "HTTP push"),
                            ("poll", "polling"),
                            ("mail", "mail (IMAP)"),
                        ],
                        max_length=8,
                        verbose_name="transport",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="For items that name no language, such as de.",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        default="Europe/Berlin",
                        help_text="For times without an offset, such as Europe/Vienna.",
                        max_length=60,
                        verbose_name="time zone",
                    ),
                ),
                ("field_map", models.JSONField(blank=True, null=True, verbose_name="field map")),
                (
                    "rendition_hosts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=253),
                        blank=True,
                        default=list,
                        verbose_name="hosts of pictures",
                    ),
                ),
                (
                    "retention_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="As the contract allows.",
                        verbose_name="days to keep unused items",
                    ),
                ),
                (
                    "silence_minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Without an item for this long, the desk is warned. Empty: no alarm.",
                        null=True,
                        verbose_name="silence alarm after minutes",
                    ),
                ),
                ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="quiet from")),
                ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="quiet until")),
                (
                    "protocol",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("feed", "RSS, Atom or JSON"),
                            ("wireq", "dpa wireQ"),
                            ("ap", "AP Media API feed"),
                        ],
                        max_length=8,
                        verbose_name="protocol",
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=500, verbose_name="address")),
                (
                    "interval_seconds",
                    models.PositiveIntegerField(default=60, verbose_name="interval in seconds"),
                ),
                ("encrypted_credentials", models.TextField(blank=True, editable=False)),
                ("key_public", models.CharField(blank=True, editable=False, max_length=16)),
                ("key_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("encrypted_signing_secret", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "allowed_senders",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=254),
                        blank=True,
                        default=list,
                        verbose_name="allowed senders",
                    ),
                ),
                (
                    "mail_server_name",
                    models.CharField(
                        blank=True,
                        max_length=253,
                        verbose_name="name of the mail server in Authentication-Results",
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="created")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        help_text="The contract of this agency applies. Leave it empty for a source of several agencies.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wire_sources",
                        to="articles.agency",
                        verbose_name="agency",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        help_text="Section of items that no rule assigns.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.section",
                        verbose_name="section",
                    ),
                ),
            ],
            options={
                "verbose_name": "wire source",
                "verbose_name_plural": "wire sources",
                "ordering": (django.db.models.functions.text.Lower("name"),),
            },
        ),
        migrations.AddField(
            model_name="wirefile",
            name="source",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="articles.wiresource",
                verbose_name="source",
            ),
        ),
        migrations.AddField(
            model_name="wireitem",
            name="source",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="articles.wiresource",
                verbose_name="source",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.F("source"),
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="wire_item_of_source",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("source", None), _negated=True),
                name="wire_item_on_the_wire",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=models.Index(
                models.F("provider"),
                models.F("slugline"),
                models.OrderBy(models.F("received_at"), descending=True),
                condition=models.Q(("slugline", ""), _negated=True),
                name="wire_item_slugline",
            ),
        ),
        migrations.AddIndex(
            model_name="wireitem",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("search"),
                condition=models.Q(("source", None), _negated=True),
                name="wire_item_search",
            ),
        ),
        migrations.AddField(
            model_name="wiresourcestate",
            name="source",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="state", to="articles.wiresource"
            ),
        ),
        migrations.AddConstraint(
            model_name="wiresource",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[a-z0-9][a-z0-9-]*$")),
                name="wire_source_code_is_lower_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="wiresource",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="wire_source_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="wiresource",
            constraint=models.CheckConstraint(
                condition=models.Q(("transport__in", ["folder", "push", "poll", "mail"])),
                name="wire_source_transport_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="wiresource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_from", None), ("quiet_until", None)),
                    models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                    _connector="OR",
                ),
                name="quiet_hours_have_both_ends",
            ),
        ),
        migrations.AddIndex(
            model_name="wirefile",
            index=models.Index(
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="wire_file_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="wirefile",
            index=models.Index(
                models.F("received_at"), condition=models.Q(("status", "received")), name="wire_file_unread"
            ),
        ),
        migrations.AddIndex(
            model_name="wirefile",
            index=models.Index(
                models.OrderBy(models.F("received_at"), descending=True),
                condition=models.Q(("status", "quarantined")),
                name="wire_file_quarantined",
            ),
        ),
        migrations.AddConstraint(
            model_name="wirefile",
            constraint=models.UniqueConstraint(
                models.F("source"),
                models.F("sha256"),
                name="wire_file_is_stored_once_a_source",
                nulls_distinct=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="wirefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["quarantined", "dismissed"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="wire_file_set_aside_has_a_reason",
            ),
        ),
    ]
