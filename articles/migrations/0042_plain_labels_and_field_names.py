"""Labels in plain words, and field names that differ from their columns; the tables do not change."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0041_parsed_copy"),
        ("people", "0006_plain_labels"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterModelOptions(
                    name="blockedhost",
                    options={
                        "ordering": ("partner", "host"),
                        "verbose_name": "blocked host",
                        "verbose_name_plural": "blocked hosts",
                    },
                ),
                migrations.AlterModelOptions(
                    name="embargoededition",
                    options={
                        "verbose_name": "embargoed edition",
                        "verbose_name_plural": "embargoed editions",
                    },
                ),
                migrations.AlterModelOptions(
                    name="killrequest",
                    options={
                        "ordering": ("-asked_at", "-id"),
                        "verbose_name": "kill request",
                        "verbose_name_plural": "kill requests",
                    },
                ),
                migrations.AlterModelOptions(
                    name="placementperson",
                    options={
                        "ordering": ("position", "id"),
                        "verbose_name": "person in the photo",
                        "verbose_name_plural": "people in the photo",
                    },
                ),
                migrations.AlterModelOptions(
                    name="secondfactorduty",
                    options={
                        "verbose_name": "required second factor",
                        "verbose_name_plural": "required second factors",
                    },
                ),
                migrations.AlterModelOptions(
                    name="staticpage",
                    options={
                        "ordering": ("name",),
                        "verbose_name": "static page",
                        "verbose_name_plural": "static pages",
                    },
                ),
                migrations.RemoveConstraint(
                    model_name="placementperson",
                    name="person_stands_at_a_known_place",
                ),
                migrations.RemoveIndex(
                    model_name="formerslug",
                    name="former_slug_of_entry",
                ),
                migrations.RemoveIndex(
                    model_name="mergedlink",
                    name="moved_untold",
                ),
                migrations.AlterField(
                    model_name="agency",
                    name="contract_told_at",
                    field=models.DateTimeField(db_column="contract_told_at", editable=False, null=True),
                ),
                migrations.RenameField(
                    model_name="agency",
                    old_name="contract_told_at",
                    new_name="contract_logged_at",
                ),
                migrations.AlterField(
                    model_name="formerslug",
                    name="number",
                    field=models.BigIntegerField(db_column="number"),
                ),
                migrations.RenameField(
                    model_name="formerslug",
                    old_name="number",
                    new_name="object_id",
                ),
                migrations.AlterField(
                    model_name="grant",
                    name="told_at",
                    field=models.DateTimeField(db_column="told_at", editable=False, null=True),
                ),
                migrations.RenameField(
                    model_name="grant",
                    old_name="told_at",
                    new_name="logged_at",
                ),
                migrations.AlterField(
                    model_name="mergedlink",
                    name="untold",
                    field=models.BooleanField(db_column="untold", default=False),
                ),
                migrations.RenameField(
                    model_name="mergedlink",
                    old_name="untold",
                    new_name="needs_log_row",
                ),
                migrations.AlterField(
                    model_name="webhook",
                    name="secret_sealed",
                    field=models.CharField(db_column="secret_sealed", editable=False, max_length=300),
                ),
                migrations.RenameField(
                    model_name="webhook",
                    old_name="secret_sealed",
                    new_name="encrypted_secret",
                ),
                migrations.AlterField(
                    model_name="webhook",
                    name="told_at",
                    field=models.DateTimeField(db_column="told_at", editable=False, null=True),
                ),
                migrations.RenameField(
                    model_name="webhook",
                    old_name="told_at",
                    new_name="failure_reported_at",
                ),
                migrations.AlterField(
                    model_name="webhook",
                    name="old_secret_sealed",
                    field=models.CharField(
                        blank=True, db_column="old_secret_sealed", editable=False, max_length=300
                    ),
                ),
                migrations.RenameField(
                    model_name="webhook",
                    old_name="old_secret_sealed",
                    new_name="old_encrypted_secret",
                ),
                migrations.RenameField(
                    model_name="placementperson",
                    old_name="stands",
                    new_name="picture_position",
                ),
                migrations.AlterField(
                    model_name="placementperson",
                    name="picture_position",
                    field=models.CharField(
                        blank=True, db_column="stands", max_length=8, verbose_name="position in the photo"
                    ),
                ),
                migrations.AlterField(
                    model_name="agency",
                    name="headline_to_partners",
                    field=models.BooleanField(
                        default=False,
                        help_text="The contract allows notices without text to show the agency's headline.",
                        verbose_name="partners may see headlines",
                    ),
                ),
                migrations.AlterField(
                    model_name="agencychange",
                    name="before",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.wireitem",
                        verbose_name="previous copy",
                    ),
                ),
                migrations.AlterField(
                    model_name="agencychange",
                    name="found",
                    field=models.CharField(
                        blank=True,
                        choices=[("item", "by item number"), ("words", "by wording"), ("hand", "by hand")],
                        max_length=5,
                        verbose_name="found",
                    ),
                ),
                migrations.AlterField(
                    model_name="agencychange",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("update", "update"),
                            ("correction", "correction"),
                            ("kill", "kill"),
                            ("lift", "kill lifted"),
                            ("query", "possible kill"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                migrations.AlterField(
                    model_name="agencychange",
                    name="opened_at",
                    field=models.DateTimeField(verbose_name="received"),
                ),
                migrations.AlterField(
                    model_name="agencychange",
                    name="outcome",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("taken", "accepted"),
                            ("adapted", "adapted"),
                            ("unaffected", "not affected"),
                            ("lifted", "kill lifted by the agency"),
                            ("superseded", "superseded by a newer version"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                migrations.AlterField(
                    model_name="agencychange",
                    name="revision",
                    field=models.PositiveIntegerField(
                        null=True, verbose_name="revision of the story at that time"
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="agency_item_id",
                    field=models.CharField(blank=True, max_length=200, verbose_name="agency item number"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="notes",
                    field=models.TextField(
                        blank=True,
                        help_text="Notes to desks, contacts and embargo lines; never published.",
                        verbose_name="internal notes",
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="own_rewriting",
                    field=models.BooleanField(
                        default=False,
                        help_text="The text was rewritten by the desk, so the agency's contract does not apply.",
                        verbose_name="own rewriting",
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="tag",
                    field=models.CharField(blank=True, max_length=200, verbose_name="closing tag"),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="tag_raw",
                    field=models.CharField(
                        blank=True, max_length=200, verbose_name="closing tag as received"
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="withdrawal_reason",
                    field=models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="reason for withdrawal"
                    ),
                ),
                migrations.AlterField(
                    model_name="auditentry",
                    name="label",
                    field=models.CharField(blank=True, max_length=250, verbose_name="object"),
                ),
                migrations.AlterField(
                    model_name="auditentry",
                    name="model",
                    field=models.CharField(max_length=40, verbose_name="type of object"),
                ),
                migrations.AlterField(
                    model_name="auditentry",
                    name="object_id",
                    field=models.BigIntegerField(verbose_name="object number"),
                ),
                migrations.AlterField(
                    model_name="auditentry",
                    name="verb",
                    field=models.CharField(max_length=40, verbose_name="action"),
                ),
                migrations.AlterField(
                    model_name="bulkitem",
                    name="outcome",
                    field=models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("changed", "changed"),
                            ("right", "already right"),
                            ("left", "left unchanged"),
                            ("back", "undone"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                migrations.AlterField(
                    model_name="bulkjob",
                    name="facet",
                    field=models.CharField(
                        choices=[("topic", "topic"), ("section", "section"), ("person", "person")],
                        max_length=8,
                        verbose_name="facet",
                    ),
                ),
                migrations.AlterField(
                    model_name="bulkjob",
                    name="gives",
                    field=models.BigIntegerField(null=True, verbose_name="adds"),
                ),
                migrations.AlterField(
                    model_name="bulkjob",
                    name="takes",
                    field=models.BigIntegerField(null=True, verbose_name="removes"),
                ),
                migrations.AlterField(
                    model_name="correction",
                    name="place",
                    field=models.CharField(
                        choices=[("teaser", "under the standfirst"), ("end", "at the end of the text")],
                        default="end",
                        max_length=6,
                        verbose_name="position on the page",
                    ),
                ),
                migrations.AlterField(
                    model_name="edition",
                    name="body",
                    field=models.TextField(blank=True, verbose_name="text"),
                ),
                migrations.AlterField(
                    model_name="edition",
                    name="byline",
                    field=models.CharField(blank=True, max_length=200, verbose_name="byline"),
                ),
                migrations.AlterField(
                    model_name="edition",
                    name="dateline",
                    field=models.CharField(blank=True, max_length=120, verbose_name="dateline"),
                ),
                migrations.AlterField(
                    model_name="edition",
                    name="dek",
                    field=models.TextField(blank=True, verbose_name="dek"),
                ),
                migrations.AlterField(
                    model_name="edition",
                    name="genre",
                    field=models.CharField(
                        choices=[
                            ("report", "report"),
                            ("analysis", "analysis"),
                            ("background", "background"),
                            ("interview", "interview"),
                            ("feature", "feature"),
                            ("comment", "comment"),
                            ("review", "review"),
                            ("service", "service"),
                        ],
                        db_default="report",
                        default="report",
                        max_length=12,
                        verbose_name="kind of story",
                    ),
                ),
                migrations.AlterField(
                    model_name="edition",
                    name="headline",
                    field=models.CharField(max_length=250, verbose_name="headline"),
                ),
                migrations.AlterField(
                    model_name="edition",
                    name="kicker",
                    field=models.CharField(blank=True, max_length=120, verbose_name="kicker"),
                ),
                migrations.AlterField(
                    model_name="edition",
                    name="language",
                    field=models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        default="de",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                migrations.AlterField(
                    model_name="edition",
                    name="urgency",
                    field=models.PositiveSmallIntegerField(
                        default=4, help_text="1 is a flash, 9 can wait.", verbose_name="urgency"
                    ),
                ),
                migrations.AlterField(
                    model_name="embargoededition",
                    name="body",
                    field=models.TextField(blank=True, verbose_name="text"),
                ),
                migrations.AlterField(
                    model_name="embargoededition",
                    name="byline",
                    field=models.CharField(blank=True, max_length=200, verbose_name="byline"),
                ),
                migrations.AlterField(
                    model_name="embargoededition",
                    name="dateline",
                    field=models.CharField(blank=True, max_length=120, verbose_name="dateline"),
                ),
                migrations.AlterField(
                    model_name="embargoededition",
                    name="dek",
                    field=models.TextField(blank=True, verbose_name="dek"),
                ),
                migrations.AlterField(
                    model_name="embargoededition",
                    name="genre",
                    field=models.CharField(
                        choices=[
                            ("report", "report"),
                            ("analysis", "analysis"),
                            ("background", "background"),
                            ("interview", "interview"),
                            ("feature", "feature"),
                            ("comment", "comment"),
                            ("review", "review"),
                            ("service", "service"),
                        ],
                        db_default="report",
                        default="report",
                        max_length=12,
                        verbose_name="kind of story",
                    ),
                ),
                migrations.AlterField(
                    model_name="embargoededition",
                    name="headline",
                    field=models.CharField(max_length=250, verbose_name="headline"),
                ),
                migrations.AlterField(
                    model_name="embargoededition",
                    name="kicker",
                    field=models.CharField(blank=True, max_length=120, verbose_name="kicker"),
                ),
                migrations.AlterField(
                    model_name="embargoededition",
                    name="language",
                    field=models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        default="de",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                migrations.AlterField(
                    model_name="embargoededition",
                    name="urgency",
                    field=models.PositiveSmallIntegerField(
                        default=4, help_text="1 is a flash, 9 can wait.", verbose_name="urgency"
                    ),
                ),
                migrations.AlterField(
                    model_name="feedday",
                    name="items",
                    field=models.PositiveBigIntegerField(default=0, verbose_name="stories delivered"),
                ),
                migrations.AlterField(
                    model_name="feedrequest",
                    name="items",
                    field=models.PositiveIntegerField(default=0, verbose_name="stories delivered"),
                ),
                migrations.AlterField(
                    model_name="frontslot",
                    name="given_at",
                    field=models.DateTimeField(verbose_name="assigned"),
                ),
                migrations.AlterField(
                    model_name="grant",
                    name="source",
                    field=models.CharField(
                        choices=[("contract", "contract"), ("photo", "photo"), ("editor", "editor")],
                        default="contract",
                        max_length=10,
                        verbose_name="source of the right",
                    ),
                ),
                migrations.AlterField(
                    model_name="killrequest",
                    name="asked_at",
                    field=models.DateTimeField(verbose_name="requested"),
                ),
                migrations.AlterField(
                    model_name="killrequest",
                    name="block_photos",
                    field=models.BooleanField(default=False, verbose_name="also block its photos"),
                ),
                migrations.AlterField(
                    model_name="mention",
                    name="status",
                    field=models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("linked", "linked automatically"),
                            ("confirmed", "confirmed"),
                            ("rejected", "rejected"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                migrations.AlterField(
                    model_name="partner",
                    name="contract_until",
                    field=models.DateTimeField(blank=True, null=True, verbose_name="contract until"),
                ),
                migrations.AlterField(
                    model_name="partner",
                    name="phone",
                    field=models.CharField(
                        blank=True,
                        help_text="Called if a kill is not fetched; a desk staffed at night is best.",
                        max_length=60,
                        verbose_name="telephone",
                    ),
                ),
                migrations.AlterField(
                    model_name="partnerkey",
                    name="exposed_at",
                    field=models.DateTimeField(editable=False, null=True, verbose_name="seen in a URL"),
                ),
                migrations.AlterField(
                    model_name="photo",
                    name="agency_item_id",
                    field=models.CharField(blank=True, max_length=200, verbose_name="agency photo number"),
                ),
                migrations.AlterField(
                    model_name="photo",
                    name="archive",
                    field=models.BooleanField(default=False, verbose_name="archive photo"),
                ),
                migrations.AlterField(
                    model_name="photo",
                    name="consent",
                    field=models.CharField(
                        blank=True,
                        db_default="",
                        help_text="For private photos: who consented to what, when, and where the consent is filed.",
                        max_length=300,
                        verbose_name="consent",
                    ),
                ),
                migrations.AlterField(
                    model_name="photo",
                    name="credit",
                    field=models.CharField(
                        blank=True,
                        help_text="As printed under the photo.",
                        max_length=300,
                        verbose_name="credit line",
                    ),
                ),
                migrations.AlterField(
                    model_name="presence",
                    name="writes_since",
                    field=models.DateTimeField(null=True, verbose_name="writing since"),
                ),
                migrations.AlterField(
                    model_name="revision",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("created", "created"),
                            ("saved", "saved"),
                            ("moved", "state changed"),
                            ("published", "published"),
                            ("corrected", "corrected"),
                            ("withdrawn", "withdrawn"),
                            ("imported", "imported"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                migrations.AlterField(
                    model_name="savedview",
                    name="query",
                    field=models.CharField(blank=True, max_length=1000, verbose_name="filter"),
                ),
                migrations.AlterField(
                    model_name="sharedpreview",
                    name="created_at",
                    field=models.DateTimeField(verbose_name="created"),
                ),
                migrations.AlterField(
                    model_name="sharedpreview",
                    name="expires_at",
                    field=models.DateTimeField(verbose_name="expires"),
                ),
                migrations.AlterField(
                    model_name="signinlink",
                    name="created_at",
                    field=models.DateTimeField(verbose_name="created"),
                ),
                migrations.AlterField(
                    model_name="signinlink",
                    name="expires_at",
                    field=models.DateTimeField(verbose_name="expires"),
                ),
                migrations.AlterField(
                    model_name="staffinitials",
                    name="slug",
                    field=models.SlugField(
                        blank=True,
                        help_text="Without a slug there is no author page. The page lists stories with this name in the byline.",
                        max_length=80,
                        verbose_name="slug of the author page",
                    ),
                ),
                migrations.AlterField(
                    model_name="staticpage",
                    name="written_at",
                    field=models.DateTimeField(verbose_name="saved"),
                ),
                migrations.AlterField(
                    model_name="topic",
                    name="retired",
                    field=models.BooleanField(
                        default=False,
                        help_text="Cannot be added to stories any more; stories that have it keep it.",
                        verbose_name="retired",
                    ),
                ),
                migrations.AlterField(
                    model_name="webhook",
                    name="ended_why",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("gone", "answered 410 Gone"),
                            ("desk", "switched off by the desk"),
                            ("partner", "switched off by the partner"),
                            ("lifted", "switched off by the desk, allowed again"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
                migrations.AlterField(
                    model_name="webhook",
                    name="types",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("story.changed", "story changed"),
                                ("story.withdrawn", "story withdrawn"),
                                ("key.expiring", "key expires soon"),
                                ("test", "test"),
                            ],
                            max_length=20,
                        ),
                        verbose_name="events",
                    ),
                ),
                migrations.AlterField(
                    model_name="wireitem",
                    name="agency_item",
                    field=models.CharField(
                        blank=True, max_length=200, verbose_name="agency item without version"
                    ),
                ),
                migrations.AlterField(
                    model_name="wireitem",
                    name="agency_version",
                    field=models.PositiveIntegerField(null=True, verbose_name="agency version"),
                ),
                migrations.AlterField(
                    model_name="wireitem",
                    name="channel",
                    field=models.CharField(
                        choices=[("paste", "pasted"), ("file", "file")],
                        default="paste",
                        max_length=10,
                        verbose_name="received as",
                    ),
                ),
                migrations.AlterField(
                    model_name="wireitem",
                    name="raw",
                    field=models.BinaryField(verbose_name="raw copy"),
                ),
                migrations.AlterField(
                    model_name="wireitem",
                    name="reading",
                    field=models.JSONField(null=True, verbose_name="parsed copy"),
                ),
                migrations.AlterField(
                    model_name="wireitem",
                    name="reason",
                    field=models.TextField(blank=True, verbose_name="reason for setting aside"),
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
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                migrations.AlterField(
                    model_name="wireitem",
                    name="version_created",
                    field=models.DateTimeField(null=True, verbose_name="version created by the agency"),
                ),
                migrations.AddIndex(
                    model_name="formerslug",
                    index=models.Index(fields=["kind", "object_id"], name="former_slug_of_entry"),
                ),
                migrations.AddIndex(
                    model_name="mergedlink",
                    index=models.Index(
                        condition=models.Q(("needs_log_row", True)),
                        fields=["merge", "article"],
                        name="moved_untold",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="placementperson",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("picture_position__regex", "^(l|r|m|-?[1-9][0-9]?)?$")),
                        name="person_stands_at_a_known_place",
                    ),
                ),
            ]
        )
    ]
