"""Tables, functions, triggers and first rows of this app, as of version 0.2.0.

A new database begins with this migration. One that has some of those that it replaces goes on with the rest of them.
They may go in version 0.3.0, to which databases of 0.2.0 are upgraded; `replaces` stays one version longer, so that a host
of 0.2.0 knows the migrations of a database that 0.3.0 has made.
"""

import uuid
from typing import Any

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import articles.models.desk_languages
import articles.models.fields
import articles.workflow
from newsroom.db.sql_files import load_sql
from newsroom.text.wordlists import read_lines
from people.names.match import normalize_name

HEAD = "INSERT INTO feed_head (id, n, epoch, home) VALUES (1, 0, gen_random_uuid(), '')"
# Four times as many rows of editions fit on a page without their long texts. A list or a search reads a thousand rows but
# only a few short columns of each, and PostgreSQL by itself leaves texts of up to two kilobytes in the row.
NARROW = "ALTER TABLE articles_edition SET (toast_tuple_target = 512)"
NAMES = "articles/search/data/name_variants.txt"


def add_known_names(apps: Any, _schema_editor: Any) -> None:
    """Add well-known places and people with several spellings."""
    names = [[name.strip() for name in line.split(";")] for line in read_lines(NAMES)]
    variants = apps.get_model("articles", "NameVariants")
    variants.objects.bulk_create(
        variants(names="\n".join(row), keys=sorted({normalize_name(name) for name in row})) for row in names
    )


class CreateModels(migrations.SeparateDatabaseAndState):
    """Creation of many tables on one rendering of their models.

    Django renders related models again after each of them, which takes 4 of the 6 seconds of a new database.
    """

    def state_forwards(self, app_label: str, state: Any) -> None:
        if "apps" in vars(state):
            del state.apps
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.state_operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    replaces = [
        ("articles", "0001_desk"),
        ("articles", "0002_append_only"),
        ("articles", "0003_edition_by_photo"),
        ("articles", "0004_mark_of_the_site"),
        ("articles", "0005_partner_receipts"),
        ("articles", "0006_front_and_standing_pages"),
        ("articles", "0006_open_stories"),
        ("articles", "0007_agency_contract_changed_at"),
        ("articles", "0008_saved_views_and_desk_messages"),
        ("articles", "0009_webhooks_usage_and_early_editions"),
        ("articles", "0010_count_pictures_of_feed_states"),
        ("articles", "0011_withdrawals_and_kills_asked_for"),
        ("articles", "0012_embedded_metadata_likeness_and_renditions"),
        ("articles", "0013_bulk_jobs_and_moved_links"),
        ("articles", "0014_may_break_embargo"),
        ("articles", "0015_photos_move_the_mark_of_the_site"),
        ("articles", "0016_former_epochs_of_the_log"),
        ("articles", "0017_agency_changes"),
        ("articles", "0018_audit_by_person_act_and_kind"),
        ("articles", "0019_second_factor_duty"),
        ("articles", "0020_whom_to_ring_at_a_partner"),
        ("articles", "0021_genres_authors_topics_of_topics_and_search_by_week"),
        ("articles", "0022_records_are_not_emptied_either"),
        ("articles", "0023_stories_by_last_publication_and_language"),
        ("articles", "0024_when_a_key_stood_in_an_address"),
        ("articles", "0025_keys_from_networks"),
        ("articles", "0026_reasons_in_words"),
        ("articles", "0027_versions_of_agency_copy"),
        ("articles", "0028_kills_ended_by_newer_copy"),
        ("articles", "0029_save_of_a_window"),
        ("articles", "0030_restored_backups_to_check"),
        ("articles", "0031_rights_told"),
        ("articles", "0032_withdrawals_first"),
        ("articles", "0033_accounts_and_sign_in_links"),
        ("articles", "0034_withdrawals_and_kill_requests_keep_their_record"),
        ("articles", "0035_former_slugs"),
        ("articles", "0036_shared_previews"),
        ("articles", "0037_copy_that_may_be_a_kill"),
        ("articles", "0038_words_of_the_working_text"),
        ("articles", "0039_blocked_endpoint_hosts"),
        ("articles", "0040_standard_names_of_models"),
        ("articles", "0041_parsed_copy"),
        ("articles", "0042_plain_labels_and_field_names"),
        ("articles", "0043_wire_sources_and_files"),
        ("articles", "0044_wire_rules"),
        ("articles", "0045_unmatched_wire_items"),
        ("articles", "0046_wire_push"),
        ("articles", "0047_indexes_of_the_wire_desk"),
        ("articles", "0048_released_wire_items"),
        ("articles", "0049_saved_views_of_the_wire"),
        ("articles", "0050_headlines_of_pasted_copy"),
        ("articles", "0051_names_of_the_wire_desk"),
        ("articles", "0052_twins_of_wire_items"),
        ("articles", "0053_wire_heartbeats"),
        ("articles", "0054_hourly_wire_counts"),
        ("articles", "0055_wire_alarms"),
        ("articles", "0056_wire_deletions"),
        ("articles", "0057_stories_in_more_languages"),
        ("articles", "0058_reading_rules"),
        ("articles", "0059_changes_of_the_site"),
        ("articles", "0060_walks_of_key_meters"),
        ("articles", "0061_credits_move_the_site_revision"),
        ("articles", "0062_indexes_of_a_large_archive"),
        ("articles", "0063_rank_of_webhook_messages"),
        ("articles", "0064_texts_out_of_edition_rows"),
        ("articles", "0065_right_to_mine_texts_and_data"),
        ("articles", "0066_review_of_texts_by_ai"),
        ("articles", "0067_single_keys_of_accounts"),
        ("articles", "0068_search_and_social_texts"),
        ("articles", "0069_providers_shown_as_links"),
        ("articles", "0070_words_of_published_stories"),
        ("articles", "0071_spellings_of_names"),
        ("articles", "0072_brand_of_the_site"),
        ("articles", "0073_brand_files"),
        ("articles", "0074_breaking_news"),
        ("articles", "0075_translations_of_stories"),
        ("articles", "0076_blocks_of_the_front_page"),
        ("articles", "0077_fronts_and_names_of_languages"),
        ("articles", "0078_related_stories_by_hand"),
        ("articles", "0079_fronts_of_sections"),
        ("articles", "0080_crops_of_photos"),
        ("articles", "0081_audio_and_video"),
        ("articles", "0082_sections_beside_words_of_the_site"),
        ("articles", "0083_former_digests_of_photos"),
        ("articles", "0084_purges_of_shared_caches"),
        ("articles", "0085_sign_on"),
        ("articles", "0086_backup_records"),
        ("articles", "0087_picture_numbers"),
        ("articles", "0088_own_permissions_of_withdrawals"),
        ("articles", "0089_possible_kills"),
        ("articles", "0090_silence_alarm"),
        ("articles", "0091_wire_thumbnail"),
        ("articles", "0092_typing_errors_leave_the_time"),
        ("articles", "0093_stories_that_need_a_row"),
        ("articles", "0094_rows_of_awaited_photos"),
        ("articles", "0095_name_of_the_paper"),
    ]

    dependencies = [
        ("newsroom", "0005_whole_schema"),
        ("people", "0008_whole_schema"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        load_sql("articles", "newsroom_authors"),
        load_sql("articles", "newsroom_week"),
        load_sql("articles", "newsroom_working_text"),
        CreateModels(
            state_operations=[
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[("de", "German"), ("en", "English")],
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="account",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "single_keys",
                            models.BooleanField(
                                db_default=True, default=True, verbose_name="single letters work as keys"
                            ),
                        ),
                    ],
                    options={"verbose_name": "account", "verbose_name_plural": "accounts"},
                ),
                migrations.CreateModel(
                    name="Agency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=24, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("wire", "news agency"),
                                    ("picture", "picture agency"),
                                    ("platform", "picture platform"),
                                ],
                                default="wire",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("homepage", models.URLField(blank=True, verbose_name="homepage")),
                        (
                            "description",
                            models.CharField(blank=True, max_length=300, verbose_name="description"),
                        ),
                        (
                            "headline_to_partners",
                            models.BooleanField(
                                default=False,
                                help_text="The contract allows notices without text to show the agency's headline.",
                                verbose_name="partners may see headlines",
                            ),
                        ),
                        ("contract_changed_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "contract_logged_at",
                            models.DateTimeField(db_column="contract_told_at", editable=False, null=True),
                        ),
                    ],
                    options={
                        "verbose_name": "agency",
                        "verbose_name_plural": "agencies",
                        "ordering": (django.db.models.functions.text.Lower("name"),),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[a-z0-9-]+$")),
                                name="agency_code_is_lower_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="agency_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["wire", "picture", "platform"])),
                                name="agency_kind_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                        (
                            "name_en",
                            models.CharField(blank=True, max_length=80, verbose_name="name in English"),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True, verbose_name="slug")),
                        (
                            "description",
                            models.CharField(blank=True, max_length=300, verbose_name="description"),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="articles.section",
                                verbose_name="part of",
                            ),
                        ),
                        (
                            "description_en",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=300,
                                verbose_name="description in English",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "section",
                        "verbose_name_plural": "sections",
                        "ordering": ("position", "name"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("slug", ""), _negated=True),
                                ),
                                name="section_has_name_and_slug",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent", None),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="section_is_not_part_of_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                        ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                        (
                            "description",
                            models.CharField(blank=True, max_length=300, verbose_name="description"),
                        ),
                        (
                            "retired",
                            models.BooleanField(
                                default=False,
                                help_text="Cannot be added to stories any more; stories that have it keep it.",
                                verbose_name="retired",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="children",
                                to="articles.topic",
                                verbose_name="part of",
                            ),
                        ),
                        (
                            "name_en",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=120,
                                verbose_name="name in English",
                            ),
                        ),
                        (
                            "description_en",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=300,
                                verbose_name="description in English",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "topic",
                        "verbose_name_plural": "topics",
                        "ordering": ("name",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("slug", ""), _negated=True),
                                ),
                                name="topic_has_name_and_slug",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent", None),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="topic_is_not_part_of_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("verb", models.CharField(max_length=40, verbose_name="action")),
                        ("model", models.CharField(max_length=40, verbose_name="type of object")),
                        ("object_id", models.BigIntegerField(verbose_name="object number")),
                        ("label", models.CharField(blank=True, max_length=250, verbose_name="object")),
                        ("detail", models.JSONField(default=dict, verbose_name="details")),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "audit entry",
                        "verbose_name_plural": "audit list",
                        "ordering": ("-at", "-id"),
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="audit_newest",
                            ),
                            models.Index(models.F("model"), models.F("object_id"), name="audit_of_one_thing"),
                            models.Index(
                                models.F("actor"),
                                models.OrderBy(models.F("at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="audit_by_person",
                            ),
                            models.Index(
                                models.F("verb"),
                                models.OrderBy(models.F("at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="audit_by_act",
                            ),
                            models.Index(
                                models.F("model"),
                                models.OrderBy(models.F("at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="audit_by_kind_of_thing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BackupRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="state of the data")),
                        ("finished_at", models.DateTimeField(verbose_name="finished")),
                        ("location", models.CharField(max_length=500, verbose_name="folder or address")),
                        ("size", models.BigIntegerField(verbose_name="size in bytes")),
                        ("media_files", models.PositiveIntegerField(verbose_name="media files")),
                        ("log_number", models.BigIntegerField(verbose_name="log number")),
                        ("encrypted", models.BooleanField(verbose_name="encrypted")),
                    ],
                    options={
                        "verbose_name": "backup",
                        "verbose_name_plural": "backups",
                        "ordering": ("-made_at", "-id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="backup_is_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("finished_at__gte", models.F("made_at"))),
                                name="backup_ends_after_it_began",
                            ),
                        ],
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("made_at"), descending=True), name="backup_newest"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Brand",
                    fields=[
                        ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ("accent", models.CharField(blank=True, max_length=7, verbose_name="accent colour")),
                        (
                            "density",
                            models.CharField(
                                choices=[("compact", "compact"), ("normal", "normal"), ("airy", "airy")],
                                default="normal",
                                max_length=10,
                                verbose_name="density",
                            ),
                        ),
                        (
                            "pairing",
                            models.CharField(
                                choices=[
                                    ("device", "typefaces of the reader's device"),
                                    ("newspaper", "newspaper"),
                                    ("modern", "modern"),
                                    ("slab", "strong"),
                                    ("own", "own fonts"),
                                ],
                                default="device",
                                max_length=10,
                                verbose_name="typefaces",
                            ),
                        ),
                        ("saved_at", models.DateTimeField(verbose_name="saved")),
                        ("files", models.JSONField(default=dict)),
                        (
                            "name",
                            models.CharField(
                                blank=True, db_default="", max_length=80, verbose_name="name of the paper"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "brand",
                        "verbose_name_plural": "brand",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="brand_is_one_row")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BrandFile",
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
                                    ("logo", "logo"),
                                    ("logo_dark", "logo for the dark scheme"),
                                    ("icon", "icon"),
                                    ("headline_font", "font of headlines"),
                                    ("text_font", "font of texts"),
                                ],
                                max_length=20,
                                unique=True,
                            ),
                        ),
                        ("digest", models.CharField(max_length=16)),
                        ("media_type", models.CharField(max_length=40)),
                        ("content", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="BulkJob",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "facet",
                            models.CharField(
                                choices=[("topic", "topic"), ("section", "section"), ("person", "person")],
                                max_length=8,
                                verbose_name="facet",
                            ),
                        ),
                        ("takes", models.BigIntegerField(null=True, verbose_name="removes")),
                        ("gives", models.BigIntegerField(null=True, verbose_name="adds")),
                        ("query", models.TextField(blank=True)),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="stories")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "running"),
                                    ("paused", "paused"),
                                    ("cancelled", "cancelled"),
                                    ("done", "done"),
                                    ("undone", "undone"),
                                ],
                                default="running",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("undoing", models.BooleanField(default=False, verbose_name="being undone")),
                        ("started_at", models.DateTimeField(verbose_name="started")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                        (
                            "started_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="started by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bulk change",
                        "verbose_name_plural": "bulk changes",
                        "ordering": ("-started_at", "-id"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["running", "paused"])),
                                fields=["id"],
                                name="bulk_job_at_work",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("takes", None), _negated=True),
                                    models.Q(("gives", None), _negated=True),
                                    _connector="OR",
                                ),
                                name="bulk_job_changes_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("takes", None),
                                    ("gives", None),
                                    models.Q(("takes", models.F("gives")), _negated=True),
                                    _connector="OR",
                                ),
                                name="bulk_job_gives_something_else_than_it_takes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("facet", "section"), _negated=True),
                                    models.Q(("gives", None), _negated=True),
                                    _connector="OR",
                                ),
                                name="bulk_job_leaves_a_section",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CachePurgeRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                condition=models.Q(
                                    models.Q(("attempts", 0), ("failing_since", None)),
                                    models.Q(("attempts__gt", 0), ("failing_since__isnull", False)),
                                    _connector="OR",
                                ),
                                name="failing_purge_round_counts_attempts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Photo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "file",
                            models.ImageField(
                                blank=True,
                                height_field="height",
                                upload_to="photos/%Y/%m",
                                verbose_name="file",
                                width_field="width",
                            ),
                        ),
                        (
                            "width",
                            models.PositiveIntegerField(editable=False, null=True, verbose_name="width"),
                        ),
                        (
                            "height",
                            models.PositiveIntegerField(editable=False, null=True, verbose_name="height"),
                        ),
                        ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "original_name",
                            models.CharField(
                                blank=True, editable=False, max_length=250, verbose_name="original file name"
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                        ("caption", models.TextField(blank=True, verbose_name="caption")),
                        (
                            "alt_text",
                            models.CharField(blank=True, max_length=300, verbose_name="alternative text"),
                        ),
                        (
                            "credit_raw",
                            models.CharField(blank=True, max_length=300, verbose_name="credit as received"),
                        ),
                        (
                            "credit",
                            models.CharField(
                                blank=True,
                                help_text="As printed under the photo.",
                                max_length=300,
                                verbose_name="credit line",
                            ),
                        ),
                        (
                            "photographers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120),
                                blank=True,
                                default=list,
                                verbose_name="photographers",
                            ),
                        ),
                        (
                            "agency_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=24),
                                blank=True,
                                default=list,
                                verbose_name="agencies",
                            ),
                        ),
                        (
                            "distributor",
                            models.CharField(blank=True, max_length=80, verbose_name="distributor"),
                        ),
                        ("pool", models.BooleanField(default=False, verbose_name="pool")),
                        ("handout", models.BooleanField(default=False, verbose_name="handout")),
                        ("archive", models.BooleanField(default=False, verbose_name="archive photo")),
                        (
                            "agency_item_id",
                            models.CharField(blank=True, max_length=200, verbose_name="agency photo number"),
                        ),
                        (
                            "taken",
                            models.CharField(
                                blank=True,
                                help_text="YYYY-MM-DD, YYYY-MM or YYYY.",
                                max_length=10,
                                verbose_name="taken on",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                        (
                            "focus_x",
                            models.FloatField(default=0.5, verbose_name="focal point, from the left"),
                        ),
                        ("focus_y", models.FloatField(default=0.4, verbose_name="focal point, from the top")),
                        (
                            "blocked",
                            models.BooleanField(
                                default=False, help_text="Not to be shown anywhere.", verbose_name="blocked"
                            ),
                        ),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="added")),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "consent",
                            models.CharField(
                                blank=True,
                                db_default="",
                                help_text="For private photos: who consented to what, when, and where the consent is filed.",
                                max_length=300,
                                verbose_name="consent",
                            ),
                        ),
                        ("likeness", articles.models.fields.FingerprintField(editable=False, null=True)),
                        ("recipe", models.PositiveSmallIntegerField(db_default=0, default=0, editable=False)),
                        (
                            "crop_wide",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.FloatField(),
                                blank=True,
                                db_default=[],
                                default=list,
                                verbose_name="crop 16:9",
                            ),
                        ),
                        (
                            "crop_standard",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.FloatField(),
                                blank=True,
                                db_default=[],
                                default=list,
                                verbose_name="crop 4:3",
                            ),
                        ),
                        (
                            "crop_square",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.FloatField(),
                                blank=True,
                                db_default=[],
                                default=list,
                                verbose_name="crop 1:1",
                            ),
                        ),
                        (
                            "former_digests",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16),
                                blank=True,
                                db_default=[],
                                default=list,
                                editable=False,
                            ),
                        ),
                        (
                            "agency_numbers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=400),
                                blank=True,
                                db_default=[],
                                default=list,
                                editable=False,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "photo",
                        "verbose_name_plural": "photos",
                        "ordering": ("-created_at", "-id"),
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("created_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="photo_newest",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["agency_codes"], name="photo_by_agency"
                            ),
                            models.Index(
                                condition=models.Q(("likeness__isnull", False)),
                                fields=["likeness"],
                                include=("id",),
                                name="photo_by_likeness",
                            ),
                            models.Index(
                                condition=models.Q(("file", ""), _negated=True),
                                fields=["recipe", "id"],
                                name="photo_to_render",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["credit"], name="photo_credit_trigrams", opclasses=["gin_trgm_ops"]
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["agency_numbers"], name="photo_by_agency_number"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("sha256"),
                                condition=models.Q(("sha256", ""), _negated=True),
                                name="photo_file_is_kept_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken", ""),
                                    ("taken__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?|--\\d{2}-\\d{2})$"),
                                    _connector="OR",
                                ),
                                name="photo_day_is_an_iso_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("focus_x__range", (0, 1)), ("focus_y__range", (0, 1))),
                                name="photo_focus_is_inside",
                            ),
                        ],
                        "permissions": [
                            (
                                "block_photo",
                                "Can block photos, audio and video, and replace photos in published stories",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedHead",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                        ),
                        ("n", models.BigIntegerField(default=0)),
                        ("epoch", models.UUIDField(default=uuid.uuid4)),
                        ("home", models.CharField(db_default="", default="", max_length=80)),
                    ],
                    options={
                        "db_table": "feed_head",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="feed_has_one_head")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormerEpoch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("epoch", models.UUIDField()),
                        ("n", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("backup_at", models.DateTimeField(null=True)),
                        ("checked_at", models.DateTimeField(null=True)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closed", models.JSONField(db_default=[], default=list)),
                        ("closures_known", models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        "db_table": "feed_former_epoch",
                        "ordering": ("pk",),
                        "indexes": [models.Index(fields=["epoch"], name="former_epoch")],
                        "verbose_name": "restored backup",
                        "verbose_name_plural": "restored backups",
                    },
                ),
                migrations.CreateModel(
                    name="FormerSlug",
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
                                choices=[("section", "section"), ("author", "author")], max_length=10
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80)),
                        ("object_id", models.BigIntegerField(db_column="number")),
                    ],
                    options={
                        "verbose_name": "former slug",
                        "verbose_name_plural": "former slugs",
                        "indexes": [models.Index(fields=["kind", "object_id"], name="former_slug_of_entry")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("kind"), models.F("slug"), name="former_slug_leads_to_one_entry"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["section", "author"])),
                                name="former_slug_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slug", ""), _negated=True),
                                name="former_slug_is_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LinkOnlyProvider",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=30, unique=True, verbose_name="provider")),
                        ("set_at", models.DateTimeField(verbose_name="saved")),
                    ],
                    options={
                        "verbose_name": "provider shown as a link",
                        "verbose_name_plural": "embedded content",
                        "ordering": ("code",),
                    },
                ),
                migrations.CreateModel(
                    name="NameVariants",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "names",
                            models.TextField(
                                help_text="One a line. A search for one of them finds stories with any of them.",
                                verbose_name="spellings",
                            ),
                        ),
                        (
                            "keys",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), editable=False
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                    ],
                    options={
                        "verbose_name": "name with several spellings",
                        "verbose_name_plural": "names with several spellings",
                        "ordering": ("names",),
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["keys"], name="name_variants_by_key"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("names", ""), _negated=True),
                                name="name_variants_are_not_empty",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Passkey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        ("credential_id", models.BinaryField(max_length=1023)),
                        ("public_key", models.BinaryField()),
                        ("sign_count", models.BigIntegerField(default=0)),
                        (
                            "transports",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), default=list
                            ),
                        ),
                        (
                            "is_synchronised",
                            models.BooleanField(default=False, verbose_name="stored in several devices"),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="created")),
                        ("last_used_at", models.DateTimeField(null=True, verbose_name="last used")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="passkeys",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "passkey",
                        "verbose_name_plural": "passkeys",
                        "ordering": ("created_at", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("credential_id",), name="one_passkey_a_credential"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="passkey_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sign_count__gte", 0)), name="passkey_counts_from_zero"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProviderAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("issuer", models.CharField(max_length=300, verbose_name="issuer")),
                        ("subject", models.CharField(max_length=255, verbose_name="subject")),
                        ("created_at", models.DateTimeField(verbose_name="created")),
                        ("last_sign_in_at", models.DateTimeField(null=True, verbose_name="last signed in")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="provider_accounts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "account at a sign-in provider",
                        "verbose_name_plural": "accounts at a sign-in provider",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("issuer", "subject"), name="one_account_a_subject"
                            ),
                            models.UniqueConstraint(fields=("issuer", "user"), name="one_subject_an_account"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("subject", ""), _negated=True),
                                    models.Q(("issuer", ""), _negated=True),
                                ),
                                name="provider_account_names_its_subject",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoleDefault",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(max_length=40, unique=True)),
                        (
                            "permissions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=100)
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "screen",
                            models.CharField(
                                choices=[("stories", "stories"), ("photos", "photos"), ("wire", "wire")],
                                default="stories",
                                max_length=10,
                                verbose_name="list",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        ("query", models.CharField(blank=True, max_length=1000, verbose_name="filter")),
                        ("shared", models.BooleanField(default=False, verbose_name="for the whole desk")),
                        ("at", models.DateTimeField(verbose_name="saved")),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "saved view",
                        "verbose_name_plural": "saved views",
                        "ordering": ("name", "id"),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("owner"),
                                models.F("screen"),
                                models.F("name"),
                                name="saved_view_has_one_name_a_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="saved_view_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("language", models.CharField(max_length=12)),
                        ("word", models.CharField(max_length=40)),
                        ("form", models.CharField(max_length=40)),
                        ("stem", models.CharField(max_length=40)),
                        ("stories", models.PositiveIntegerField()),
                        ("noun", models.BooleanField()),
                        ("name", models.BooleanField()),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), null=True
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("parts", []), _negated=True),
                                fields=["parts"],
                                name="search_word_by_part",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["word"], name="search_word_trigrams", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(
                                condition=models.Q(("parts", None)),
                                fields=["id"],
                                name="search_word_undivided",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("word"), models.F("language"), name="search_word_is_one_a_language"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchWordProgress",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                        ),
                        ("seq", models.BigIntegerField(default=0)),
                        ("revision", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("id", 1)), name="search_words_have_one_progress"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="SecondFactorDuty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateTimeField(verbose_name="since")),
                        (
                            "group",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="second_factor_duty",
                                to="auth.group",
                                verbose_name="group",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "required second factor",
                        "verbose_name_plural": "required second factors",
                    },
                ),
                migrations.CreateModel(
                    name="SignInLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("invitation", "invitation"),
                                    ("password", "new password"),
                                    ("access", "sign-in without a password"),
                                ],
                                max_length=12,
                                verbose_name="purpose",
                            ),
                        ),
                        ("token_sha256", models.CharField(max_length=64, unique=True)),
                        (
                            "mailed_to",
                            models.EmailField(blank=True, max_length=254, verbose_name="mailed to"),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="created")),
                        ("expires_at", models.DateTimeField(verbose_name="expires")),
                        ("used_at", models.DateTimeField(null=True, verbose_name="used")),
                        ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked")),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_in_links",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sign-in link",
                        "verbose_name_plural": "sign-in links",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None), ("used_at", None)),
                                fields=("user",),
                                name="one_open_link_an_account",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteChange",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "source",
                                "number",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(choices=[("log", "log"), ("mark", "mark")], max_length=4),
                        ),
                        ("number", models.BigIntegerField()),
                        ("keys", django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
                    ],
                    options={"db_table": "site_change"},
                ),
                migrations.CreateModel(
                    name="SiteRevision",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                        ),
                        ("changed", models.BigIntegerField(default=0)),
                        ("number", models.BigIntegerField(db_default=0, default=0)),
                    ],
                    options={
                        "db_table": "site_mark",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="site_has_one_mark")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaticPage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                choices=[
                                    ("imprint", "Imprint"),
                                    ("contact", "Contact"),
                                    ("policy", "Standards and corrections"),
                                    ("privacy", "Privacy"),
                                    ("accessibility", "Accessibility"),
                                    ("rights", "Rights of use"),
                                ],
                                max_length=20,
                                unique=True,
                                verbose_name="page",
                            ),
                        ),
                        ("body", models.TextField(verbose_name="text")),
                        ("written_at", models.DateTimeField(verbose_name="saved")),
                    ],
                    options={
                        "verbose_name": "static page",
                        "verbose_name_plural": "static pages",
                        "ordering": ("name",),
                        "db_table": "articles_standingpage",
                    },
                ),
                migrations.CreateModel(
                    name="WithdrawalPurge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                migrations.CreateModel(
                    name="AgencySpelling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("spelling", models.CharField(max_length=120, verbose_name="spelling")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spellings",
                                to="articles.agency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "spelling",
                        "verbose_name_plural": "spellings",
                        "ordering": ("spelling",),
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("spelling"),
                                name="spelling_means_one_agency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("spelling", ""), _negated=True),
                                name="spelling_is_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Partner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                        ("contact", models.CharField(blank=True, max_length=200, verbose_name="contact")),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12),
                                blank=True,
                                default=list,
                                verbose_name="languages",
                            ),
                        ),
                        ("contract_from", models.DateTimeField(verbose_name="contract from")),
                        (
                            "contract_until",
                            models.DateTimeField(blank=True, null=True, verbose_name="contract until"),
                        ),
                        ("contract_revision", models.PositiveIntegerField(default=1, editable=False)),
                        ("active", models.BooleanField(default=True, verbose_name="active")),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="created")),
                        (
                            "contact_person",
                            models.CharField(blank=True, max_length=120, verbose_name="contact person"),
                        ),
                        (
                            "phone",
                            models.CharField(
                                blank=True,
                                help_text="Called if a kill is not fetched; a desk staffed at night is best.",
                                max_length=60,
                                verbose_name="telephone",
                            ),
                        ),
                        (
                            "agencies",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="articles.agency", verbose_name="agencies"
                            ),
                        ),
                        (
                            "sections",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="articles.section", verbose_name="sections"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "partner",
                        "verbose_name_plural": "partners",
                        "ordering": ("name",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="partner_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("contract_until", None),
                                    ("contract_from__lt", models.F("contract_until")),
                                    _connector="OR",
                                ),
                                name="contract_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SectionFront",
                    fields=[
                        (
                            "section",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="front",
                                serialize=False,
                                to="articles.section",
                            ),
                        ),
                        (
                            "lead",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), default=list
                            ),
                        ),
                        ("blocks", models.JSONField(default=list)),
                        ("arranged_at", models.DateTimeField(verbose_name="arranged")),
                    ],
                    options={
                        "verbose_name": "front of a section",
                        "verbose_name_plural": "fronts of sections",
                    },
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
                                help_text="Without an item or a heartbeat for this long, the desk is warned. Empty: by the usual rhythm.",
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
                        (
                            "encrypted_signing_secret",
                            models.CharField(blank=True, editable=False, max_length=300),
                        ),
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
                        ("former_key_public", models.CharField(blank=True, editable=False, max_length=16)),
                        ("former_key_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                        ("former_key_until", models.DateTimeField(editable=False, null=True)),
                        (
                            "silence_alarm",
                            models.BooleanField(db_default=True, default=True, verbose_name="silence alarm"),
                        ),
                    ],
                    options={
                        "verbose_name": "wire source",
                        "verbose_name_plural": "wire sources",
                        "ordering": (django.db.models.functions.text.Lower("name"),),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[a-z0-9][a-z0-9-]*$")),
                                name="wire_source_code_is_lower_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="wire_source_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("transport__in", ["folder", "push", "poll", "mail"])),
                                name="wire_source_transport_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quiet_from", None), ("quiet_until", None)),
                                    models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="quiet_hours_have_both_ends",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Article",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "guid",
                            models.CharField(
                                editable=False, max_length=120, unique=True, verbose_name="identifier"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                        ("kicker", models.CharField(blank=True, max_length=120, verbose_name="kicker")),
                        ("headline", models.CharField(max_length=250, verbose_name="headline")),
                        ("dek", models.TextField(blank=True, verbose_name="dek")),
                        ("byline", models.CharField(blank=True, max_length=200, verbose_name="byline")),
                        ("dateline", models.CharField(blank=True, max_length=120, verbose_name="dateline")),
                        ("body", models.TextField(blank=True, verbose_name="text")),
                        (
                            "language",
                            models.CharField(
                                default=articles.models.desk_languages.default_language,
                                max_length=12,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "urgency",
                            models.PositiveSmallIntegerField(
                                default=4, help_text="1 is a flash, 9 can wait.", verbose_name="urgency"
                            ),
                        ),
                        (
                            "notes",
                            models.TextField(
                                blank=True,
                                help_text="Notes to desks, contacts and embargo lines; never published.",
                                verbose_name="internal notes",
                            ),
                        ),
                        (
                            "tag_raw",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="closing tag as received"
                            ),
                        ),
                        ("tag", models.CharField(blank=True, max_length=200, verbose_name="closing tag")),
                        (
                            "initials",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8),
                                blank=True,
                                default=list,
                                verbose_name="desk initials",
                            ),
                        ),
                        (
                            "agency_item_id",
                            models.CharField(blank=True, max_length=200, verbose_name="agency item number"),
                        ),
                        (
                            "own_rewriting",
                            models.BooleanField(
                                default=False,
                                help_text="The text was rewritten by the desk, so the agency's contract does not apply.",
                                verbose_name="own rewriting",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("in_review", "in review"),
                                    ("ready", "ready"),
                                    ("published", "published"),
                                    ("withheld", "withheld"),
                                    ("killed", "killed"),
                                ],
                                default=articles.workflow.State["DRAFT"],
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="revision"),
                        ),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="created")),
                        ("edited_at", models.DateTimeField(editable=False, verbose_name="last edited")),
                        (
                            "first_published_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="first published"
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="this version published"
                            ),
                        ),
                        (
                            "scheduled_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="scheduled for"
                            ),
                        ),
                        (
                            "embargo_until",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="embargo until"
                            ),
                        ),
                        (
                            "withdrawal_reason",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=20,
                                verbose_name="reason for withdrawal",
                            ),
                        ),
                        (
                            "public_notice",
                            models.TextField(blank=True, editable=False, verbose_name="public notice"),
                        ),
                        (
                            "fingerprint",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), default=list, editable=False
                            ),
                        ),
                        (
                            "scheduled_by",
                            models.ForeignKey(
                                blank=True,
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="articles",
                                to="articles.section",
                                verbose_name="section",
                            ),
                        ),
                        (
                            "embargo_source",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=200,
                                verbose_name="source of the embargo",
                            ),
                        ),
                        (
                            "genre",
                            models.CharField(
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
                        (
                            "ai_use",
                            models.CharField(
                                choices=[
                                    ("none", "none"),
                                    ("assisted", "helped with the text"),
                                    ("generated", "wrote the text"),
                                ],
                                db_default="none",
                                default="none",
                                max_length=10,
                                verbose_name="artificial intelligence",
                            ),
                        ),
                        (
                            "ai_reviewer",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Name of the person who has read and checked the text. Readers see it.",
                                max_length=120,
                                verbose_name="reviewed by",
                            ),
                        ),
                        (
                            "ai_reviewed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="review recorded"
                            ),
                        ),
                        (
                            "search_title",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="In place of the headline in search results and shared links; up to 60 characters.",
                                max_length=60,
                                verbose_name="title for search engines",
                            ),
                        ),
                        (
                            "social_text",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="In place of the dek on the card of a shared link.",
                                max_length=200,
                                verbose_name="text for social networks",
                            ),
                        ),
                        (
                            "breaking_until",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="breaking news until"
                            ),
                        ),
                        (
                            "related_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                db_default=[],
                                default=list,
                                help_text="Shown first below the text, in this order; the site adds further ones by itself.",
                                verbose_name="related stories",
                            ),
                        ),
                        (
                            "agencies",
                            models.ManyToManyField(
                                related_name="articles",
                                through="articles.ArticleSource",
                                to="articles.agency",
                                verbose_name="agencies",
                            ),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                blank=True,
                                related_name="articles",
                                to="articles.topic",
                                verbose_name="topics",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "story",
                        "verbose_name_plural": "stories",
                        "ordering": ("-edited_at", "-id"),
                        "permissions": [
                            ("submit_article", "Can hand in and take back stories"),
                            ("approve_article", "Can approve stories"),
                            ("publish_article", "Can publish, schedule and update stories"),
                            ("correct_article", "Can publish corrections"),
                            ("withhold_article", "Can withhold published stories"),
                            ("kill_article", "Can kill published stories"),
                            ("break_embargo", "Can break an embargo"),
                            ("import_article", "Can import an archive"),
                        ],
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("edited_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="article_newest_edits",
                            ),
                            models.Index(
                                models.F("state"),
                                models.OrderBy(models.F("edited_at"), descending=True),
                                name="article_by_state",
                            ),
                            models.Index(
                                models.F("section"),
                                models.OrderBy(models.F("edited_at"), descending=True),
                                name="article_by_section",
                            ),
                            models.Index(
                                condition=models.Q(("scheduled_at", None), _negated=True),
                                fields=["scheduled_at"],
                                name="article_due",
                            ),
                            models.Index(
                                condition=models.Q(("agency_item_id", ""), _negated=True),
                                fields=["agency_item_id"],
                                name="article_by_agency_item",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["fingerprint"], name="article_by_likeness"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["headline"],
                                name="article_headline_trigrams",
                                opclasses=["gin_trgm_ops"],
                            ),
                            models.Index(
                                models.OrderBy(models.F("published_at"), descending=True),
                                condition=models.Q(("state", "published")),
                                name="article_newest_out",
                            ),
                            models.Index(
                                models.F("language"),
                                models.OrderBy(models.F("edited_at"), descending=True),
                                name="article_by_language",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                models.Func(
                                    models.F("language"),
                                    models.F("kicker"),
                                    models.F("headline"),
                                    models.F("dek"),
                                    models.F("dateline"),
                                    models.F("byline"),
                                    models.F("body"),
                                    models.F("notes"),
                                    function="newsroom_working_text",
                                ),
                                condition=models.Q(
                                    ("revision__gt", 1),
                                    models.Q(("state", "published"), _negated=True),
                                    _connector="OR",
                                ),
                                name="article_by_working_text",
                            ),
                            models.Index(
                                condition=models.Q(("body__contains", "<figure data-media=")),
                                fields=["id"],
                                name="article_with_audio_or_video",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("headline", ""), _negated=True),
                                name="article_has_a_headline",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slug", ""), _negated=True), name="article_has_a_slug"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("urgency__range", (1, 9))),
                                name="article_urgency_is_1_to_9",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["draft", "in_review", "ready", "published", "withheld", "killed"],
                                    )
                                ),
                                name="article_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["published", "withheld", "killed"]), _negated=True
                                    ),
                                    models.Q(
                                        ("version__gte", 1),
                                        models.Q(("first_published_at", None), _negated=True),
                                        models.Q(("published_at", None), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="article_in_public_life_has_a_version_and_its_times",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "published"), _negated=True),
                                    models.Q(("section", None), _negated=True),
                                    _connector="OR",
                                ),
                                name="published_article_has_a_section",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("scheduled_at", None),
                                    ("state__in", ["ready", "draft", "in_review"]),
                                    _connector="OR",
                                ),
                                name="only_an_unpublished_article_is_scheduled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_published_at", None),
                                    ("first_published_at__lte", models.F("published_at")),
                                    _connector="OR",
                                ),
                                name="article_is_first_published_before_its_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language", ""), _negated=True),
                                name="article_has_a_language",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ai_use__in", ["none", "assisted", "generated"])),
                                name="article_ai_use_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ai_reviewed_at", None), ("ai_reviewer", "")),
                                    models.Q(
                                        models.Q(("ai_reviewer", ""), _negated=True),
                                        models.Q(("ai_reviewed_at", None), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="article_review_has_a_name_and_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FrontBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(unique=True, verbose_name="position")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("important", "Most important"),
                                    ("newest", "Latest"),
                                    ("pictures", "In pictures"),
                                    ("opinion", "Opinion"),
                                    ("topic", "Topic"),
                                    ("section", "Section"),
                                    ("sections", "All other sections"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=60, verbose_name="title")),
                        (
                            "shape",
                            models.CharField(
                                choices=[
                                    ("lead", "one large, then headlines"),
                                    ("row", "a row with pictures"),
                                    ("list", "headlines only"),
                                ],
                                default="lead",
                                max_length=8,
                                verbose_name="arrangement",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="articles.section",
                                verbose_name="section",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="articles.topic",
                                verbose_name="topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "block of the front page",
                        "verbose_name_plural": "blocks of the front page",
                        "ordering": ("position",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "important",
                                            "newest",
                                            "pictures",
                                            "opinion",
                                            "topic",
                                            "section",
                                            "sections",
                                        ],
                                    ),
                                    ("shape__in", ["lead", "row", "list"]),
                                ),
                                name="front_block_kind_and_shape_are_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "topic"), ("topic", None), _connector="XOR"),
                                name="only_a_topic_block_has_a_topic",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "section"), ("section", None), _connector="XOR"),
                                name="only_a_section_block_has_a_section",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmbeddedMetadata",
                    fields=[
                        (
                            "photo",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="embedded",
                                serialize=False,
                                to="articles.photo",
                            ),
                        ),
                        ("xmp", models.BinaryField(default=bytes)),
                        ("iim", models.BinaryField(default=bytes)),
                        ("exif", models.BinaryField(default=bytes)),
                        ("read", models.JSONField(default=dict)),
                    ],
                    options={
                        "verbose_name": "metadata of the file",
                        "verbose_name_plural": "metadata of files",
                    },
                ),
                migrations.CreateModel(
                    name="MediaFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("file", models.FileField(upload_to="media/%Y/%m", verbose_name="file")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("video", "video"), ("audio", "audio")],
                                editable=False,
                                max_length=5,
                                verbose_name="kind",
                            ),
                        ),
                        ("media_type", models.CharField(editable=False, max_length=20)),
                        ("size", models.BigIntegerField(editable=False, verbose_name="size")),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        (
                            "original_name",
                            models.CharField(
                                blank=True, editable=False, max_length=250, verbose_name="original file name"
                            ),
                        ),
                        ("seconds", models.FloatField(editable=False, null=True, verbose_name="duration")),
                        (
                            "width",
                            models.PositiveIntegerField(editable=False, null=True, verbose_name="width"),
                        ),
                        (
                            "height",
                            models.PositiveIntegerField(editable=False, null=True, verbose_name="height"),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("caption", models.TextField(blank=True, verbose_name="caption")),
                        (
                            "transcript",
                            models.TextField(
                                blank=True,
                                help_text="All that is said, for those who cannot hear it.",
                                verbose_name="transcript",
                            ),
                        ),
                        (
                            "captioned",
                            models.BooleanField(
                                default=False,
                                help_text="The picture of the video shows what is said.",
                                verbose_name="has captions",
                            ),
                        ),
                        (
                            "credit_raw",
                            models.CharField(blank=True, max_length=300, verbose_name="credit as received"),
                        ),
                        (
                            "credit",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="credit line"
                            ),
                        ),
                        (
                            "agency_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=24),
                                blank=True,
                                default=list,
                                editable=False,
                                verbose_name="agencies",
                            ),
                        ),
                        (
                            "blocked",
                            models.BooleanField(default=False, editable=False, verbose_name="blocked"),
                        ),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="added")),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "poster",
                            models.ForeignKey(
                                blank=True,
                                help_text="The photo in the place of the video until it plays.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="articles.photo",
                                verbose_name="poster",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "audio or video",
                        "verbose_name_plural": "audio and video",
                        "ordering": ("-created_at", "-id"),
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("created_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="media_file_newest",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["agency_codes"], name="media_file_by_agency"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(models.F("sha256"), name="media_file_is_kept_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["video", "audio"])),
                                name="media_file_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="media_file_has_bytes"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffInitials",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("initials", models.CharField(max_length=8, unique=True, verbose_name="initials")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("active", models.BooleanField(default=True, verbose_name="active")),
                        (
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="staff_initials",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "about",
                            models.CharField(blank=True, max_length=600, verbose_name="about the author"),
                        ),
                        ("beat", models.CharField(blank=True, max_length=200, verbose_name="beat")),
                        (
                            "portrait",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="articles.photo",
                                verbose_name="portrait",
                            ),
                        ),
                        ("position", models.CharField(blank=True, max_length=120, verbose_name="position")),
                        (
                            "slug",
                            models.SlugField(
                                blank=True,
                                help_text="Without a slug there is no author page. The page lists stories with this name in the byline.",
                                max_length=80,
                                verbose_name="slug of the author page",
                            ),
                        ),
                        (
                            "position_en",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=120,
                                verbose_name="position in English",
                            ),
                        ),
                        (
                            "beat_en",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="beat in English",
                            ),
                        ),
                        (
                            "about_en",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=600,
                                verbose_name="about the author in English",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "desk initials",
                        "verbose_name_plural": "desk initials",
                        "ordering": ("initials",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("initials__regex", "^[a-zäöüß]{2,8}$")),
                                name="initials_are_lower_case_letters",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("slug", ""), _negated=True),
                                fields=("slug",),
                                name="author_page_is_one_persons",
                            ),
                        ],
                        "db_table": "articles_staffer",
                    },
                ),
                migrations.CreateModel(
                    name="ProviderSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("encrypted_refresh_token", models.TextField(blank=True)),
                        ("encrypted_access_token", models.TextField(blank=True)),
                        ("encrypted_id_token", models.TextField(blank=True)),
                        ("check_at", models.DateTimeField()),
                        ("created_at", models.DateTimeField()),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="articles.provideraccount",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "session of a sign-in provider",
                        "verbose_name_plural": "sessions of a sign-in provider",
                    },
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
                        "verbose_name": "blocked host",
                        "verbose_name_plural": "blocked hosts",
                        "ordering": ("partner", "host"),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("partner"), models.F("host"), name="blocked_host_is_one_a_partner"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="day")),
                        ("endpoint", models.CharField(max_length=40, verbose_name="endpoint")),
                        ("calls", models.PositiveIntegerField(default=0, verbose_name="calls")),
                        ("unchanged", models.PositiveIntegerField(default=0, verbose_name="answered 304")),
                        ("errors", models.PositiveIntegerField(default=0, verbose_name="errors")),
                        ("limited", models.PositiveIntegerField(default=0, verbose_name="over the limit")),
                        ("bytes", models.BigIntegerField(default=0, verbose_name="bytes")),
                        (
                            "items",
                            models.PositiveBigIntegerField(default=0, verbose_name="stories delivered"),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="days",
                                to="articles.partner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "feed day",
                        "verbose_name_plural": "feed days",
                        "db_table": "feed_day",
                        "ordering": ("-day", "endpoint"),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("partner"),
                                models.F("day"),
                                models.F("endpoint"),
                                name="feed_day_is_one_a_partner_and_endpoint",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdempotencyRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=128)),
                        ("body_sha256", models.CharField(max_length=64)),
                        ("answer", models.JSONField(null=True)),
                        ("at", models.DateTimeField()),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="articles.partner",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("partner"),
                                models.F("key"),
                                name="sent_request_is_one_a_partner_and_key",
                            )
                        ],
                        "db_table": "articles_sentrequest",
                    },
                ),
                migrations.CreateModel(
                    name="PartnerKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(blank=True, max_length=80, verbose_name="label")),
                        (
                            "public",
                            models.CharField(
                                editable=False, max_length=16, unique=True, verbose_name="public part"
                            ),
                        ),
                        ("secret_sha256", models.CharField(editable=False, max_length=64)),
                        (
                            "scopes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("text:read", "read stories"),
                                        ("pictures:read", "read pictures"),
                                        ("embargo:read", "read under embargo"),
                                        ("webhooks:write", "manage webhooks"),
                                        ("usage:read", "read usage"),
                                    ],
                                    max_length=20,
                                ),
                                default=list,
                                verbose_name="scopes",
                            ),
                        ),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="created")),
                        ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="expires")),
                        (
                            "revoked_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="revoked"
                            ),
                        ),
                        (
                            "last_used_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="last used"
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="keys",
                                to="articles.partner",
                            ),
                        ),
                        ("warned_days", models.PositiveSmallIntegerField(editable=False, null=True)),
                        (
                            "exposed_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="seen in a URL"),
                        ),
                        (
                            "networks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=49),
                                default=list,
                                verbose_name="networks",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "key",
                        "verbose_name_plural": "keys",
                        "ordering": ("-created_at",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("secret_sha256__regex", "^[0-9a-f]{64}$")),
                                name="key_secret_is_hashed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Webhook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("url", models.URLField(max_length=500, verbose_name="address")),
                        ("label", models.CharField(blank=True, max_length=80, verbose_name="label")),
                        (
                            "types",
                            django.contrib.postgres.fields.ArrayField(
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
                        ("seq", models.BigIntegerField(default=0, editable=False)),
                        (
                            "encrypted_secret",
                            models.CharField(db_column="secret_sealed", editable=False, max_length=300),
                        ),
                        (
                            "old_encrypted_secret",
                            models.CharField(
                                blank=True, db_column="old_secret_sealed", editable=False, max_length=300
                            ),
                        ),
                        ("old_secret_until", models.DateTimeField(editable=False, null=True)),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="created")),
                        (
                            "ended_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="switched off"),
                        ),
                        (
                            "ended_why",
                            models.CharField(
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
                        (
                            "failing_since",
                            models.DateTimeField(editable=False, null=True, verbose_name="failing since"),
                        ),
                        (
                            "failure_reported_at",
                            models.DateTimeField(db_column="told_at", editable=False, null=True),
                        ),
                        ("busy_until", models.DateTimeField(editable=False, null=True)),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="webhooks",
                                to="articles.partner",
                            ),
                        ),
                        ("withdrawn_seq", models.BigIntegerField(default=0, editable=False)),
                    ],
                    options={
                        "verbose_name": "webhook",
                        "verbose_name_plural": "webhooks",
                        "ordering": ("partner", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("partner"),
                                models.F("url"),
                                name="webhook_is_one_a_partner_and_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_why", "")),
                                    models.Q(
                                        models.Q(("ended_at", None), _negated=True),
                                        models.Q(("ended_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="webhook_is_switched_off_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HourlyWireCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("items", models.PositiveIntegerField(default=0)),
                        ("files", models.PositiveIntegerField(default=0)),
                        ("repeats", models.PositiveIntegerField(default=0)),
                        ("quarantined", models.PositiveIntegerField(default=0)),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hourly_counts",
                                to="articles.wiresource",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "count of a wire source",
                        "verbose_name_plural": "counts of wire sources",
                        "indexes": [models.Index(models.F("starts_at"), name="wire_count_by_age")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "starts_at"), name="one_wire_count_an_hour"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PushRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=160)),
                        ("sha256", models.CharField(max_length=64)),
                        ("at", models.DateTimeField()),
                        (
                            "file_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), null=True
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="push_requests",
                                to="articles.wiresource",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "push request",
                        "verbose_name_plural": "push requests",
                        "indexes": [models.Index(models.F("at"), name="push_request_by_age")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "key"), name="push_request_key_is_used_once_a_source"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WireAlarm",
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
                                    ("silent", "silent"),
                                    ("failing", "cannot be reached"),
                                    ("quarantine", "many files set aside"),
                                    ("clock", "clock is wrong"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("since", models.DateTimeField(verbose_name="since")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                        ("facts", models.JSONField(default=dict)),
                        ("mailed_at", models.DateTimeField(null=True)),
                        ("end_mailed_at", models.DateTimeField(null=True)),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="alarms",
                                to="articles.wiresource",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "alarm of a wire source",
                        "verbose_name_plural": "alarms of wire sources",
                        "ordering": ("since", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("source", "kind"),
                                name="one_open_wire_alarm_of_a_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["silent", "failing", "quarantine", "clock"])
                                ),
                                name="wire_alarm_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None), ("ended_at__gte", models.F("since")), _connector="OR"
                                ),
                                name="wire_alarm_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WireDeletion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="day")),
                        ("items", models.PositiveIntegerField(default=0)),
                        ("files", models.PositiveIntegerField(default=0)),
                        ("folder_files", models.PositiveIntegerField(default=0)),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deletions",
                                to="articles.wiresource",
                                verbose_name="source",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "deletion of received copy",
                        "verbose_name_plural": "deletions of received copy",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("source"),
                                models.F("day"),
                                name="one_wire_deletion_a_day",
                                nulls_distinct=False,
                            )
                        ],
                    },
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
                        (
                            "media_type",
                            models.CharField(blank=True, max_length=80, verbose_name="media type"),
                        ),
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
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="articles.wiresource",
                                verbose_name="source",
                            ),
                        ),
                        ("thumbnail", models.BinaryField(null=True)),
                    ],
                    options={
                        "verbose_name": "received file",
                        "verbose_name_plural": "quarantine",
                        "ordering": ("-received_at", "-id"),
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="wire_file_newest",
                            ),
                            models.Index(
                                models.F("received_at"),
                                condition=models.Q(("status", "received")),
                                name="wire_file_unread",
                            ),
                            models.Index(
                                models.OrderBy(models.F("received_at"), descending=True),
                                condition=models.Q(("status", "quarantined")),
                                name="wire_file_quarantined",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("source"),
                                models.F("sha256"),
                                name="wire_file_is_stored_once_a_source",
                                nulls_distinct=True,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["quarantined", "dismissed"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="wire_file_set_aside_has_a_reason",
                            ),
                        ],
                    },
                ),
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
                                default=0,
                                help_text="Rules with a lower number apply first.",
                                verbose_name="order",
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
                                        ("possible kill", "possible kill"),
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
                                blank=True,
                                help_text="One a line; * means anything.",
                                verbose_name="headlines",
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
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="urgency from"
                            ),
                        ),
                        (
                            "urgency_to",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="urgency to"
                            ),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="wire_rule_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("auto_publish", False), ("auto_draft", True), _connector="OR"
                                ),
                                name="wire_rule_publishes_a_draft",
                            ),
                        ],
                    },
                ),
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
                        (
                            "source",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="state",
                                to="articles.wiresource",
                            ),
                        ),
                        ("push_count", models.PositiveIntegerField(default=0)),
                        ("push_minute", models.DateTimeField(null=True)),
                        ("last_heartbeat_at", models.DateTimeField(null=True)),
                        ("counted_repeats", models.PositiveBigIntegerField(default=0)),
                        ("items_total", models.PositiveBigIntegerField(default=0)),
                        ("quarantined_total", models.PositiveBigIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "state of a wire source",
                        "verbose_name_plural": "states of wire sources",
                    },
                ),
                migrations.CreateModel(
                    name="ArticleSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="articles.agency",
                                verbose_name="agency",
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="articles.article",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("article"), models.F("agency"), name="agency_is_named_once_a_story"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Autosave",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("window", models.CharField(max_length=36)),
                        ("based_on", models.PositiveIntegerField(null=True)),
                        ("form", models.JSONField()),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "article",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="unsaved",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "unsaved draft",
                        "verbose_name_plural": "unsaved drafts",
                        "ordering": ("-at",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "article", "window"),
                                name="unsaved_draft_is_one_a_window",
                                nulls_distinct=False,
                            )
                        ],
                        "db_table": "articles_unsaveddraft",
                    },
                ),
                migrations.CreateModel(
                    name="BulkItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
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
                        ("journal", models.JSONField(null=True)),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="articles.article",
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="articles.bulkjob",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "story of a bulk change",
                        "verbose_name_plural": "stories of a bulk change",
                        "indexes": [
                            models.Index(
                                models.F("job"),
                                models.F("outcome"),
                                models.F("id"),
                                name="bulk_item_by_outcome",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("job"), models.F("article"), name="bulk_item_is_one_a_story"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="version")),
                        ("desk_note", models.TextField(verbose_name="note to desks")),
                        ("public_note", models.TextField(verbose_name="note to readers")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="articles.article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("teaser", "under the standfirst"),
                                    ("end", "at the end of the text"),
                                ],
                                default="end",
                                max_length=6,
                                verbose_name="position on the page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "correction",
                        "verbose_name_plural": "corrections",
                        "ordering": ("-at", "-id"),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("article"), models.F("version"), name="correction_is_one_a_version"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("desk_note", ""), _negated=True),
                                    models.Q(("public_note", ""), _negated=True),
                                ),
                                name="correction_says_it_to_desks_and_readers",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("place__in", ["teaser", "end"])),
                                name="correction_place_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seq", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField()),
                        ("view_hash", models.CharField(blank=True, max_length=64)),
                        ("at", models.DateTimeField()),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="articles.article",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="articles.partner",
                            ),
                        ),
                        ("recalled_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("partner"),
                                models.F("article"),
                                name="delivery_is_one_a_partner_and_story",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="DeskMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=280, verbose_name="message")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("read_at", models.DateTimeField(null=True, verbose_name="read")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "message",
                        "verbose_name_plural": "messages",
                        "ordering": ("at", "id"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("read_at", None)),
                                fields=["article", "to"],
                                name="desk_message_unread",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="desk_message_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="version")),
                        ("live", models.BooleanField(default=False)),
                        ("visible_from", models.DateTimeField()),
                        ("visible_until", models.DateTimeField(null=True)),
                        ("guid", models.CharField(max_length=120)),
                        ("slug", models.SlugField(max_length=120)),
                        (
                            "language",
                            models.CharField(
                                default=articles.models.desk_languages.default_language,
                                max_length=12,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "urgency",
                            models.PositiveSmallIntegerField(
                                default=4, help_text="1 is a flash, 9 can wait.", verbose_name="urgency"
                            ),
                        ),
                        ("kicker", models.CharField(blank=True, max_length=120, verbose_name="kicker")),
                        ("headline", models.CharField(max_length=250, verbose_name="headline")),
                        ("dek", models.TextField(blank=True, verbose_name="dek")),
                        ("byline", models.CharField(blank=True, max_length=200, verbose_name="byline")),
                        ("dateline", models.CharField(blank=True, max_length=120, verbose_name="dateline")),
                        ("body", models.TextField(blank=True, verbose_name="text")),
                        ("tag", models.CharField(blank=True, max_length=200)),
                        ("agency_item_id", models.CharField(blank=True, max_length=200)),
                        ("own_rewriting", models.BooleanField(default=False)),
                        ("own_headline", models.BooleanField(default=True)),
                        (
                            "agency_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=24), default=list
                            ),
                        ),
                        (
                            "initials",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8), default=list
                            ),
                        ),
                        (
                            "topic_slugs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), default=list
                            ),
                        ),
                        (
                            "person_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), default=list
                            ),
                        ),
                        ("people", models.JSONField(default=list)),
                        ("placements", models.JSONField(default=list)),
                        ("corrections", models.JSONField(default=list)),
                        ("first_published_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField()),
                        ("plain", models.TextField(default="")),
                        ("names", models.TextField(default="")),
                        ("captions", models.TextField(default="")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="articles.article",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="articles.section",
                            ),
                        ),
                        (
                            "genre",
                            models.CharField(
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
                        (
                            "document",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("language"),
                                    models.F("kicker"),
                                    models.F("headline"),
                                    models.F("dek"),
                                    models.F("names"),
                                    models.F("captions"),
                                    models.F("plain"),
                                    function="newsroom_document",
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                        (
                            "ai_use",
                            models.CharField(
                                choices=[
                                    ("none", "none"),
                                    ("assisted", "helped with the text"),
                                    ("generated", "wrote the text"),
                                ],
                                db_default="none",
                                default="none",
                                max_length=10,
                                verbose_name="artificial intelligence",
                            ),
                        ),
                        (
                            "ai_reviewer",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Name of the person who has read and checked the text. Readers see it.",
                                max_length=120,
                                verbose_name="reviewed by",
                            ),
                        ),
                        (
                            "ai_reviewed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="review recorded"
                            ),
                        ),
                        (
                            "search_title",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="In place of the headline in search results and shared links; up to 60 characters.",
                                max_length=60,
                                verbose_name="title for search engines",
                            ),
                        ),
                        (
                            "social_text",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="In place of the dek on the card of a shared link.",
                                max_length=200,
                                verbose_name="text for social networks",
                            ),
                        ),
                        ("breaking_until", models.DateTimeField(null=True)),
                        (
                            "related_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                db_default=[],
                                default=list,
                                help_text="Shown first below the text, in this order; the site adds further ones by itself.",
                                verbose_name="related stories",
                            ),
                        ),
                        (
                            "media_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), db_default=[], default=list
                            ),
                        ),
                        ("last_update_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "edition",
                        "verbose_name_plural": "editions",
                        "ordering": ("-first_published_at", "-article_id"),
                        "indexes": [
                            models.Index(
                                models.F("section_id"),
                                models.OrderBy(models.F("first_published_at"), descending=True),
                                models.OrderBy(models.F("article_id"), descending=True),
                                condition=models.Q(("live", True)),
                                name="edition_newest_in_section",
                            ),
                            models.Index(
                                models.OrderBy(models.F("published_at"), descending=True),
                                models.OrderBy(models.F("article_id"), descending=True),
                                condition=models.Q(("live", True)),
                                name="edition_last_published",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("live", True)),
                                fields=["person_ids"],
                                name="edition_by_person",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("live", True)),
                                fields=["agency_codes"],
                                name="edition_by_agency",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("live", True)),
                                fields=["topic_slugs"],
                                name="edition_by_topic",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("live", True)),
                                fields=["placements"],
                                name="edition_by_photo",
                                opclasses=["jsonb_path_ops"],
                            ),
                            models.Index(fields=["first_published_at"], name="edition_first_published"),
                            django.contrib.postgres.indexes.GinIndex(
                                models.Func(models.F("byline"), function="newsroom_authors"),
                                condition=models.Q(("live", True), models.Q(("byline", ""), _negated=True)),
                                name="edition_by_author",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                models.Func(models.F("first_published_at"), function="newsroom_week"),
                                models.F("document"),
                                condition=models.Q(("live", True)),
                                gin_pending_list_limit=256,
                                name="edition_by_week_and_words",
                            ),
                            models.Index(
                                models.OrderBy(models.F("first_published_at"), descending=True),
                                models.OrderBy(models.F("article_id"), descending=True),
                                condition=models.Q(("live", True)),
                                include=("visible_from", "visible_until", "section"),
                                name="edition_newest",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("live", True), models.Q(("breaking_until", None), _negated=True)
                                ),
                                fields=["breaking_until"],
                                name="edition_breaking",
                            ),
                            models.Index(
                                models.OrderBy(models.F("first_published_at"), descending=True),
                                models.OrderBy(models.F("article_id"), descending=True),
                                condition=models.Q(("genre", "comment"), ("live", True)),
                                name="edition_newest_comment",
                            ),
                            models.Index(
                                models.F("language"),
                                models.OrderBy(models.F("first_published_at"), descending=True),
                                models.OrderBy(models.F("article_id"), descending=True),
                                condition=models.Q(("live", True)),
                                name="edition_newest_in_language",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(
                                    ("live", True), models.Q(("related_ids", []), _negated=True)
                                ),
                                fields=["related_ids"],
                                name="edition_by_related",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(
                                    ("live", True), models.Q(("media_ids", []), _negated=True)
                                ),
                                fields=["media_ids"],
                                name="edition_by_media_file",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("article"), models.F("version"), name="edition_is_one_a_version"
                            ),
                            models.UniqueConstraint(
                                models.F("article"),
                                condition=models.Q(("live", True)),
                                name="edition_live_is_one_a_story",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("version__gte", 1)), name="edition_version_starts_at_1"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_published_at__lte", models.F("published_at"))),
                                name="edition_is_first_published_before_its_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ai_use", "generated"), _negated=True),
                                    models.Q(("ai_reviewer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="edition_written_by_ai_names_its_reviewer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("breaking_until", None), ("urgency__lte", 2), _connector="OR"
                                ),
                                name="edition_of_breaking_news_is_urgent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmbargoedEdition",
                    fields=[
                        ("guid", models.CharField(max_length=120)),
                        ("slug", models.SlugField(max_length=120)),
                        (
                            "language",
                            models.CharField(
                                default=articles.models.desk_languages.default_language,
                                max_length=12,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "urgency",
                            models.PositiveSmallIntegerField(
                                default=4, help_text="1 is a flash, 9 can wait.", verbose_name="urgency"
                            ),
                        ),
                        ("kicker", models.CharField(blank=True, max_length=120, verbose_name="kicker")),
                        ("headline", models.CharField(max_length=250, verbose_name="headline")),
                        ("dek", models.TextField(blank=True, verbose_name="dek")),
                        ("byline", models.CharField(blank=True, max_length=200, verbose_name="byline")),
                        ("dateline", models.CharField(blank=True, max_length=120, verbose_name="dateline")),
                        ("body", models.TextField(blank=True, verbose_name="text")),
                        ("tag", models.CharField(blank=True, max_length=200)),
                        ("agency_item_id", models.CharField(blank=True, max_length=200)),
                        ("own_rewriting", models.BooleanField(default=False)),
                        ("own_headline", models.BooleanField(default=True)),
                        (
                            "agency_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=24), default=list
                            ),
                        ),
                        (
                            "initials",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8), default=list
                            ),
                        ),
                        (
                            "topic_slugs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), default=list
                            ),
                        ),
                        (
                            "person_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), default=list
                            ),
                        ),
                        ("people", models.JSONField(default=list)),
                        ("placements", models.JSONField(default=list)),
                        ("corrections", models.JSONField(default=list)),
                        ("first_published_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField()),
                        ("plain", models.TextField(default="")),
                        ("names", models.TextField(default="")),
                        ("captions", models.TextField(default="")),
                        (
                            "article",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="early_edition",
                                serialize=False,
                                to="articles.article",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="version")),
                        ("until", models.DateTimeField(verbose_name="embargo until")),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="articles.section",
                            ),
                        ),
                        (
                            "genre",
                            models.CharField(
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
                        (
                            "ai_use",
                            models.CharField(
                                choices=[
                                    ("none", "none"),
                                    ("assisted", "helped with the text"),
                                    ("generated", "wrote the text"),
                                ],
                                db_default="none",
                                default="none",
                                max_length=10,
                                verbose_name="artificial intelligence",
                            ),
                        ),
                        (
                            "ai_reviewer",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Name of the person who has read and checked the text. Readers see it.",
                                max_length=120,
                                verbose_name="reviewed by",
                            ),
                        ),
                        (
                            "ai_reviewed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="review recorded"
                            ),
                        ),
                        (
                            "search_title",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="In place of the headline in search results and shared links; up to 60 characters.",
                                max_length=60,
                                verbose_name="title for search engines",
                            ),
                        ),
                        (
                            "social_text",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="In place of the dek on the card of a shared link.",
                                max_length=200,
                                verbose_name="text for social networks",
                            ),
                        ),
                        ("breaking_until", models.DateTimeField(null=True)),
                        (
                            "related_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                db_default=[],
                                default=list,
                                help_text="Shown first below the text, in this order; the site adds further ones by itself.",
                                verbose_name="related stories",
                            ),
                        ),
                        (
                            "media_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), db_default=[], default=list
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "embargoed edition",
                        "verbose_name_plural": "embargoed editions",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("version__gte", 1)),
                                name="early_edition_version_starts_at_1",
                            )
                        ],
                        "db_table": "articles_earlyedition",
                    },
                ),
                migrations.CreateModel(
                    name="FeedState",
                    fields=[
                        (
                            "article",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="feed_state",
                                serialize=False,
                                to="articles.article",
                            ),
                        ),
                        ("seq", models.BigIntegerField(unique=True)),
                        ("version", models.PositiveIntegerField()),
                        (
                            "op",
                            models.CharField(
                                choices=[("put", "store"), ("withhold", "withhold"), ("cancel", "cancel")],
                                max_length=10,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new", "new"),
                                    ("update", "update"),
                                    ("correction", "correction"),
                                    ("metadata", "metadata"),
                                    ("rights", "rights"),
                                    ("release", "release"),
                                    ("embargoed", "embargoed"),
                                    ("restore", "restored"),
                                    ("withheld", "withheld"),
                                    ("kill", "killed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("section_id_then", models.BigIntegerField(null=True)),
                        ("language", models.CharField(max_length=12)),
                        (
                            "agency_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=24), default=list
                            ),
                        ),
                        (
                            "person_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), default=list
                            ),
                        ),
                        (
                            "topic_slugs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), default=list
                            ),
                        ),
                        ("pictures", models.PositiveSmallIntegerField(db_default=0, default=0)),
                        ("needs_row", models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        "db_table": "feed_state",
                        "ordering": ("seq",),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("op__in", ["withhold", "cancel"])),
                                fields=["seq"],
                                name="feed_state_withdrawn",
                            ),
                            models.Index(
                                condition=models.Q(("needs_row", True)),
                                fields=["article"],
                                name="feed_state_needs_row",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KillRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="requested")),
                        ("reason", models.CharField(max_length=20, verbose_name="reason")),
                        ("note", models.TextField(blank=True, verbose_name="note to desks")),
                        ("notice", models.TextField(blank=True, verbose_name="public notice")),
                        (
                            "block_photos",
                            models.BooleanField(default=False, verbose_name="also block its photos"),
                        ),
                        ("settled_at", models.DateTimeField(null=True, verbose_name="settled")),
                        ("confirmed", models.BooleanField(null=True, verbose_name="confirmed")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kill_requests",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
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
                        "verbose_name": "kill request",
                        "verbose_name_plural": "kill requests",
                        "ordering": ("-asked_at", "-id"),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("article"),
                                condition=models.Q(("settled_at", None)),
                                name="kill_is_asked_for_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed", None), ("settled_at", None)),
                                    models.Q(("confirmed__isnull", False), ("settled_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="settled_kill_request_is_confirmed_or_refused",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed", True), _negated=True),
                                    models.Q(("settled_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="kill_is_confirmed_by_somebody_else",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LogEntry",
                    fields=[
                        (
                            "seq",
                            models.BigIntegerField(primary_key=True, serialize=False, verbose_name="number"),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("version", models.PositiveIntegerField(verbose_name="version")),
                        (
                            "op",
                            models.CharField(
                                choices=[("put", "store"), ("withhold", "withhold"), ("cancel", "cancel")],
                                max_length=10,
                                verbose_name="operation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new", "new"),
                                    ("update", "update"),
                                    ("correction", "correction"),
                                    ("metadata", "metadata"),
                                    ("rights", "rights"),
                                    ("release", "release"),
                                    ("embargoed", "embargoed"),
                                    ("restore", "restored"),
                                    ("withheld", "withheld"),
                                    ("kill", "killed"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("cause", models.CharField(blank=True, max_length=300, verbose_name="cause")),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="log",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "log entry",
                        "verbose_name_plural": "publication log",
                        "db_table": "feed_log",
                        "ordering": ("-seq",),
                    },
                ),
                migrations.CreateModel(
                    name="Mention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name in the text")),
                        (
                            "offices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=200),
                                blank=True,
                                default=list,
                                verbose_name="offices in the text",
                            ),
                        ),
                        ("in_caption", models.BooleanField(default=False, verbose_name="in a caption")),
                        ("count", models.PositiveIntegerField(default=0, verbose_name="times in the text")),
                        ("spans", models.JSONField(default=list, editable=False)),
                        (
                            "status",
                            models.CharField(
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
                        ("rule", models.CharField(blank=True, editable=False, max_length=60)),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to="articles.article",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="mentions",
                                to="people.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mention",
                        "verbose_name_plural": "mentions",
                        "ordering": ("position", "id"),
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["name"], name="mention_name_trigrams", opclasses=["gin_trgm_ops"]
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("article", "name", "person"),
                                name="mention_is_one_a_name_and_person",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["linked", "confirmed"]), _negated=True),
                                    models.Q(("person", None), _negated=True),
                                    _connector="OR",
                                ),
                                name="linked_mention_has_a_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergedLink",
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
                                    ("mention", "mention"),
                                    ("picture", "person in the picture"),
                                    ("edition", "published story"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=200)),
                        ("folded", models.JSONField(null=True)),
                        ("needs_log_row", models.BooleanField(db_column="untold", default=False)),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="articles.article",
                            ),
                        ),
                        (
                            "merge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moved",
                                to="people.personmerge",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="articles.photo",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "moved link",
                        "verbose_name_plural": "moved links",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("needs_log_row", True)),
                                fields=["merge", "article"],
                                name="moved_untold",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("merge", "kind", "article", "photo", "name"),
                                name="moved_link_is_journaled_once",
                                nulls_distinct=False,
                            )
                        ],
                        "db_table": "articles_movedlink",
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("lead", "lead"), ("inline", "in the text")],
                                default="lead",
                                max_length=6,
                                verbose_name="role",
                            ),
                        ),
                        ("caption", models.TextField(blank=True, verbose_name="caption")),
                        (
                            "alt_text",
                            models.CharField(blank=True, max_length=300, verbose_name="alternative text"),
                        ),
                        ("decorative", models.BooleanField(default=False, verbose_name="decorative")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="placements",
                                to="articles.article",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="articles.photo",
                                verbose_name="photo",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "placed photo",
                        "verbose_name_plural": "placed photos",
                        "ordering": ("position", "id"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("alt_text", ""), ("decorative", False)),
                                fields=["photo"],
                                name="placement_undescribed",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("article"), models.F("photo"), name="photo_stands_once_in_a_story"
                            ),
                            models.UniqueConstraint(
                                models.F("article"),
                                condition=models.Q(("role", "lead")),
                                name="story_has_one_lead_photo",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["lead", "inline"])),
                                name="placement_role_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("session", models.CharField(max_length=40)),
                        ("window", models.CharField(max_length=36)),
                        ("since", models.DateTimeField(verbose_name="since")),
                        ("seen_at", models.DateTimeField(verbose_name="last seen")),
                        ("typed_at", models.DateTimeField(null=True, verbose_name="last keystroke")),
                        ("writes_since", models.DateTimeField(null=True, verbose_name="writing since")),
                        ("unsaved", models.BooleanField(default=False, verbose_name="unsaved")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="open_in",
                                to="articles.article",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "open story",
                        "verbose_name_plural": "open stories",
                        "ordering": ("since", "id"),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("article"),
                                models.F("window"),
                                name="presence_is_one_a_window_and_story",
                            ),
                            models.UniqueConstraint(
                                models.F("article"),
                                condition=models.Q(("writes_since", None), _negated=True),
                                name="story_has_one_writer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="version")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receipts",
                                to="articles.partner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "receipt",
                        "verbose_name_plural": "receipts",
                        "ordering": ("-at", "-id"),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("partner"),
                                models.F("article"),
                                models.F("version"),
                                name="receipt_is_one_a_partner_and_version",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "kind",
                            models.CharField(
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
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        ("snapshot", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="articles.article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("window", models.CharField(blank=True, db_default="", default="", max_length=36)),
                    ],
                    options={
                        "verbose_name": "revision",
                        "verbose_name_plural": "revisions",
                        "ordering": ("-number",),
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("article"), models.F("number"), name="revision_number_is_one_a_story"
                            ),
                            models.UniqueConstraint(
                                models.F("by"),
                                models.F("window"),
                                condition=models.Q(
                                    ("kind", "created"), models.Q(("window", ""), _negated=True)
                                ),
                                name="one_form_creates_one_story",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SharedPreview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="version")),
                        ("created_at", models.DateTimeField(verbose_name="created")),
                        ("expires_at", models.DateTimeField(verbose_name="expires")),
                        ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shared_previews",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "shared preview",
                        "verbose_name_plural": "shared previews",
                        "ordering": ("-created_at", "-id"),
                    },
                ),
                migrations.CreateModel(
                    name="StoryTranslation",
                    fields=[
                        (
                            "article",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="translation",
                                serialize=False,
                                to="articles.article",
                            ),
                        ),
                        ("group_number", models.BigIntegerField()),
                    ],
                    options={
                        "ordering": ("group_number", "article"),
                        "indexes": [models.Index(fields=["group_number"], name="translation_by_group")],
                    },
                ),
                migrations.CreateModel(
                    name="Withdrawal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "move",
                            models.CharField(
                                choices=[("withhold", "withheld"), ("kill", "killed")],
                                max_length=10,
                                verbose_name="withdrawn as",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("reason", models.CharField(max_length=20, verbose_name="reason")),
                        ("note", models.TextField(blank=True, verbose_name="note to desks")),
                        (
                            "front_place",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="place on the front page"
                            ),
                        ),
                        ("done_by_hand", models.JSONField(default=dict)),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withdrawals",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "withdrawal",
                        "verbose_name_plural": "withdrawals",
                        "ordering": ("-at", "-id"),
                    },
                ),
                migrations.CreateModel(
                    name="FrontSlot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField(verbose_name="place")),
                        ("given_at", models.DateTimeField(verbose_name="assigned")),
                        (
                            "article",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="front_slot",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
                        (
                            "block",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="slots",
                                to="articles.frontblock",
                                verbose_name="block",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "place on the front page",
                        "verbose_name_plural": "front page",
                        "ordering": (models.OrderBy(models.F("block__position"), nulls_first=True), "place"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("place__range", (1, 12))),
                                name="front_slot_is_one_of_twelve",
                            ),
                            models.UniqueConstraint(
                                fields=("block", "place"),
                                name="front_place_has_one_story",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("site", "own site"),
                                    ("partner", "partners"),
                                    ("archive", "archive"),
                                    ("social", "social media"),
                                    ("mining", "text and data mining"),
                                ],
                                max_length=10,
                                verbose_name="channel",
                            ),
                        ),
                        ("allow", models.BooleanField(default=True, verbose_name="allowed")),
                        ("since", models.DateTimeField(blank=True, null=True, verbose_name="from")),
                        ("until", models.DateTimeField(blank=True, null=True, verbose_name="to")),
                        (
                            "source",
                            models.CharField(
                                choices=[("contract", "contract"), ("photo", "photo"), ("editor", "editor")],
                                default="contract",
                                max_length=10,
                                verbose_name="source of the right",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=200, verbose_name="remark")),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="articles.agency",
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="articles.article",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="articles.photo",
                            ),
                        ),
                        ("logged_at", models.DateTimeField(db_column="told_at", editable=False, null=True)),
                        (
                            "media_file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="articles.mediafile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "right",
                        "verbose_name_plural": "rights",
                        "ordering": ("channel", "id"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("channel", "partner"), models.Q(("since", None), _negated=True)
                                ),
                                fields=["since"],
                                name="grant_begins",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("channel", "partner"), models.Q(("until", None), _negated=True)
                                ),
                                fields=["until"],
                                name="grant_ends",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since", None),
                                    ("until", None),
                                    ("since__lt", models.F("until")),
                                    _connector="OR",
                                ),
                                name="grant_ends_after_it_begins",
                                violation_error_message="A right ends before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("channel__in", ["site", "partner", "archive", "social", "mining"])
                                ),
                                name="grant_channel_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agency__isnull", False),
                                        ("article", None),
                                        ("media_file", None),
                                        ("photo", None),
                                    ),
                                    models.Q(
                                        ("agency", None),
                                        ("article", None),
                                        ("media_file", None),
                                        ("photo__isnull", False),
                                    ),
                                    models.Q(
                                        ("agency", None),
                                        ("article", None),
                                        ("media_file__isnull", False),
                                        ("photo", None),
                                    ),
                                    models.Q(
                                        ("agency", None),
                                        ("article__isnull", False),
                                        ("media_file", None),
                                        ("photo", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="grant_is_about_one_thing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("method", models.CharField(max_length=7)),
                        ("endpoint", models.CharField(max_length=40, verbose_name="endpoint")),
                        ("path", models.CharField(max_length=200, verbose_name="path")),
                        ("status", models.PositiveSmallIntegerField(verbose_name="status")),
                        ("problem", models.CharField(blank=True, max_length=40, verbose_name="problem")),
                        ("bytes", models.BigIntegerField(default=0, verbose_name="bytes")),
                        ("ms", models.PositiveIntegerField(default=0, verbose_name="milliseconds")),
                        ("items", models.PositiveIntegerField(default=0, verbose_name="stories delivered")),
                        ("reached", models.BigIntegerField(null=True)),
                        ("redactions", models.JSONField(default=dict)),
                        ("ip", models.GenericIPAddressField(null=True, verbose_name="network address")),
                        (
                            "key",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="articles.partnerkey",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requests",
                                to="articles.partner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "feed request",
                        "verbose_name_plural": "feed requests",
                        "db_table": "feed_request",
                        "ordering": ("-at", "-id"),
                        "indexes": [
                            models.Index(
                                models.F("partner"),
                                models.OrderBy(models.F("at"), descending=True),
                                name="feed_request_newest",
                            ),
                            django.contrib.postgres.indexes.BrinIndex(
                                fields=["at"], name="feed_request_by_age"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeyMeter",
                    fields=[
                        (
                            "key",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="meter",
                                serialize=False,
                                to="articles.partnerkey",
                            ),
                        ),
                        ("minute", models.DateTimeField()),
                        ("in_minute", models.PositiveIntegerField(default=0)),
                        ("day", models.DateField()),
                        ("in_day", models.PositiveIntegerField(default=0)),
                        ("walk_in_minute", models.PositiveIntegerField(db_default=0, default=0)),
                    ],
                    options={"db_table": "feed_meter"},
                ),
                migrations.CreateModel(
                    name="WebhookMessage",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("story.changed", "story changed"),
                                    ("story.withdrawn", "story withdrawn"),
                                    ("key.expiring", "key expires soon"),
                                    ("test", "test"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("seq", models.BigIntegerField(null=True, verbose_name="number")),
                        ("op", models.CharField(blank=True, max_length=10, verbose_name="operation")),
                        ("body", models.CharField(max_length=1024)),
                        ("created_at", models.DateTimeField(verbose_name="created")),
                        ("due_at", models.DateTimeField(null=True, verbose_name="next try")),
                        ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                        ("attempts", models.JSONField(default=list, verbose_name="attempts")),
                        ("delivered_at", models.DateTimeField(null=True, verbose_name="delivered")),
                        (
                            "article",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
                        (
                            "webhook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="articles.webhook",
                            ),
                        ),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Withdrawal"), (1, "News"), (2, "Bulk")], db_default=1, default=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "webhook message",
                        "verbose_name_plural": "webhook messages",
                        "ordering": ("-created_at", "-id"),
                        "indexes": [
                            models.Index(
                                models.F("webhook"),
                                models.F("due_at"),
                                condition=models.Q(("due_at", None), _negated=True),
                                name="webhook_message_due",
                            ),
                            models.Index(
                                models.F("webhook"),
                                models.OrderBy(models.F("created_at"), descending=True),
                                name="webhook_message_newest",
                            ),
                            models.Index(
                                condition=models.Q(("due_at", None), _negated=True),
                                fields=["webhook", "rank", "due_at", "created_at", "seq"],
                                name="webhook_message_next",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("webhook"),
                                models.F("article"),
                                models.F("seq"),
                                name="webhook_message_is_one_a_story_and_number",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnnouncedFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("url", models.CharField(max_length=2000, verbose_name="address")),
                        ("announced_at", models.DateTimeField(verbose_name="announced")),
                        ("due_at", models.DateTimeField(null=True)),
                        ("tries", models.PositiveIntegerField(default=0)),
                        ("problem", models.CharField(blank=True, max_length=300, verbose_name="problem")),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="articles.wirefile",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="announced_files",
                                to="articles.wiresource",
                                verbose_name="source",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "announced file",
                        "verbose_name_plural": "announced files",
                        "indexes": [
                            models.Index(
                                models.F("due_at"),
                                condition=models.Q(("due_at__isnull", False)),
                                name="announced_file_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("due_at__isnull", False)),
                                fields=("source", "url"),
                                name="announced_file_is_due_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WireItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="received")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("paste", "pasted"), ("file", "file"), ("wire", "by wire")],
                                default="paste",
                                max_length=10,
                                verbose_name="received as",
                            ),
                        ),
                        (
                            "media_type",
                            models.CharField(default="text/plain", max_length=80, verbose_name="media type"),
                        ),
                        ("raw", models.BinaryField(verbose_name="raw copy")),
                        ("sha256", models.CharField(db_index=True, max_length=64)),
                        (
                            "status",
                            models.CharField(
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
                        ("reason", models.TextField(blank=True, verbose_name="reason for setting aside")),
                        ("reading", models.JSONField(null=True, verbose_name="parsed copy")),
                        (
                            "article",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="wire_items",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
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
                            "agency_item",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="agency item without version"
                            ),
                        ),
                        (
                            "repeats",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="repeated_by",
                                to="articles.wireitem",
                                verbose_name="the same as",
                            ),
                        ),
                        (
                            "agency_version",
                            models.PositiveIntegerField(null=True, verbose_name="agency version"),
                        ),
                        (
                            "version_created",
                            models.DateTimeField(null=True, verbose_name="version created by the agency"),
                        ),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supersedes",
                                to="articles.wireitem",
                                verbose_name="superseded by",
                            ),
                        ),
                        ("parsed", models.JSONField(editable=False, null=True)),
                        ("content", models.JSONField(editable=False, null=True)),
                        ("embargo", models.DateTimeField(null=True, verbose_name="embargo")),
                        ("expires", models.DateTimeField(null=True, verbose_name="expires")),
                        ("guid", models.CharField(blank=True, max_length=400, verbose_name="item id")),
                        ("headline", models.CharField(blank=True, max_length=300, verbose_name="headline")),
                        ("held", models.BooleanField(default=False, verbose_name="held")),
                        (
                            "kind",
                            models.CharField(
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
                        ("language", models.CharField(blank=True, max_length=12, verbose_name="language")),
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
                                        ("possible kill", "possible kill"),
                                        ("advisory", "advisory"),
                                        ("alert", "alert"),
                                    ],
                                    max_length=16,
                                ),
                                blank=True,
                                default=list,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
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
                                    ("heartbeat", "heartbeat"),
                                ],
                                max_length=10,
                                verbose_name="effect",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="wire_items",
                                to="articles.photo",
                                verbose_name="photo",
                            ),
                        ),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("provider", models.CharField(blank=True, max_length=120, verbose_name="provider")),
                        (
                            "pubstatus",
                            models.CharField(
                                choices=[
                                    ("usable", "usable"),
                                    ("withheld", "withheld"),
                                    ("canceled", "canceled"),
                                ],
                                default="usable",
                                max_length=10,
                                verbose_name="publication status",
                            ),
                        ),
                        (
                            "repeats_count",
                            models.PositiveIntegerField(default=0, verbose_name="received again"),
                        ),
                        (
                            "search",
                            django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="articles.section",
                                verbose_name="section",
                            ),
                        ),
                        ("service", models.CharField(blank=True, max_length=40, verbose_name="service")),
                        ("slugline", models.CharField(blank=True, max_length=200, verbose_name="slugline")),
                        ("urgency", models.PositiveSmallIntegerField(null=True, verbose_name="urgency")),
                        ("version", models.CharField(blank=True, max_length=60, verbose_name="version")),
                        ("warnings", models.JSONField(default=list, verbose_name="warnings")),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="articles.wirefile",
                                verbose_name="received file",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="articles.wiresource",
                                verbose_name="source",
                            ),
                        ),
                        ("released_at", models.DateTimeField(null=True, verbose_name="released")),
                        (
                            "released_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "received copy",
                        "verbose_name_plural": "wire",
                        "ordering": ("-received_at", "-id"),
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="wire_item_newest",
                            ),
                            models.Index(
                                models.F("agency_item"),
                                models.OrderBy(models.F("received_at"), descending=True),
                                condition=models.Q(("agency_item", ""), _negated=True),
                                name="wire_item_of_one_agency_item",
                            ),
                            models.Index(
                                models.F("source"),
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="wire_item_of_source",
                            ),
                            models.Index(
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(("source", None), _negated=True),
                                name="wire_item_on_the_wire",
                            ),
                            models.Index(
                                models.F("provider"),
                                models.F("slugline"),
                                models.OrderBy(models.F("received_at"), descending=True),
                                condition=models.Q(("slugline", ""), _negated=True),
                                name="wire_item_slugline",
                            ),
                            models.Index(
                                models.F("received_at"),
                                condition=models.Q(
                                    ("file__isnull", False),
                                    ("outcome", ""),
                                    ("status__in", ["received", "read", "superseded"]),
                                ),
                                name="wire_item_unmatched",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                models.F("search"),
                                condition=models.Q(("search__isnull", False)),
                                name="wire_item_words",
                            ),
                            models.Index(
                                models.F("guid"),
                                condition=models.Q(("guid", ""), _negated=True),
                                name="wire_item_guid",
                            ),
                            models.Index(
                                models.F("provider"),
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="wire_item_of_provider",
                            ),
                            models.Index(
                                models.F("section"),
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(("section", None), _negated=True),
                                name="wire_item_of_section",
                            ),
                            models.Index(
                                models.F("kind"),
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(("kind", "text"), _negated=True),
                                name="wire_item_of_kind",
                            ),
                            models.Index(
                                django.db.models.functions.text.Left("language", 2),
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="wire_item_of_language",
                            ),
                            models.Index(
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(("urgency__lte", 2)),
                                name="wire_item_urgent",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                models.F("notices"),
                                condition=models.Q(("notices", []), _negated=True),
                                name="wire_item_notices",
                            ),
                            models.Index(
                                models.F("outcome"),
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(("outcome__in", ["correction", "kill", "lifted", "held"])),
                                name="wire_item_of_outcome",
                            ),
                            models.Index(
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(("warnings", []), _negated=True),
                                name="wire_item_warned",
                            ),
                            models.Index(
                                models.OrderBy(models.F("received_at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(("status__in", ["dismissed", "quarantined"])),
                                name="wire_item_dismissed",
                            ),
                            models.Index(
                                models.OrderBy(models.F("received_at"), descending=True),
                                condition=models.Q(("status", "quarantined")),
                                name="wire_item_quarantined",
                            ),
                            models.Index(
                                models.F("provider"),
                                models.F("headline"),
                                condition=models.Q(("headline", ""), _negated=True),
                                name="wire_item_twins",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "quarantined"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="quarantined_copy_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_at", None), ("released_by__isnull", False), _connector="OR"
                                ),
                                name="released_copy_has_an_editor",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlacementPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name in the caption")),
                        (
                            "office",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="office in the caption"
                            ),
                        ),
                        (
                            "picture_position",
                            models.CharField(
                                blank=True,
                                db_column="stands",
                                max_length=8,
                                verbose_name="position in the photo",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="placements",
                                to="people.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "placement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="articles.placement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person in the photo",
                        "verbose_name_plural": "people in the photo",
                        "ordering": ("position", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="person_in_picture_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("picture_position__regex", "^(l|r|m|-?[1-9][0-9]?)?$")),
                                name="person_stands_at_a_known_place",
                            ),
                        ],
                    },
                ),
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
                                    ("query", "possible kill"),
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
                                    ("item", "by item number"),
                                    ("words", "by wording"),
                                    ("photo", "by the number of its picture"),
                                    ("looks", "by a picture that looks the same"),
                                    ("hand", "by hand"),
                                ],
                                max_length=5,
                                verbose_name="found",
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                null=True, verbose_name="revision of the story at that time"
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="received")),
                        ("settled_at", models.DateTimeField(null=True, verbose_name="settled")),
                        (
                            "outcome",
                            models.CharField(
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
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                        (
                            "article",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agency_changes",
                                to="articles.article",
                                verbose_name="story",
                            ),
                        ),
                        (
                            "before",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="articles.wireitem",
                                verbose_name="previous copy",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="articles.wireitem",
                                verbose_name="new copy",
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
                        "verbose_name": "change by an agency",
                        "verbose_name_plural": "changes by agencies",
                        "ordering": ("-opened_at", "-id"),
                        "indexes": [
                            models.Index(
                                models.F("opened_at"),
                                condition=models.Q(("settled_at", None)),
                                name="agency_change_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "article"),
                                name="agency_change_is_told_once_a_story",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "unaffected"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="unaffected_by_the_agency_has_a_reason",
                            ),
                        ],
                        "permissions": [("settle_kill", "Can decide on kills by agencies")],
                    },
                ),
                migrations.CreateModel(
                    name="ReadingRule",
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
                                    ("house", "media house"),
                                    ("body", "organisation"),
                                    ("spelling", "spelling of an agency"),
                                    ("alias", "alias of a person"),
                                    ("office", "office"),
                                    ("initials", "desk initials"),
                                    ("line", "line to leave out"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="text")),
                        ("key", models.CharField(editable=False, max_length=600)),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                        ("read", models.TextField(blank=True, verbose_name="read")),
                        ("made", models.TextField(blank=True, verbose_name="corrected to")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("active", "active"),
                                    ("off", "switched off"),
                                    ("declined", "declined"),
                                    ("undone", "undone"),
                                ],
                                default="proposed",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(verbose_name="proposed")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                        ("uses", models.PositiveIntegerField(default=0, verbose_name="applied")),
                        ("last_used_at", models.DateTimeField(null=True, verbose_name="last applied")),
                        ("replay", models.JSONField(default=dict, editable=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reading_rules",
                                to="articles.agency",
                                verbose_name="agency",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="articles.wireitem",
                                verbose_name="copy",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reading_rules",
                                to="people.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reading rule",
                        "verbose_name_plural": "reading rules",
                        "ordering": (
                            models.OrderBy(models.F("proposed_at"), descending=True),
                            models.OrderBy(models.F("id"), descending=True),
                        ),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "active")),
                                fields=["kind", "key"],
                                name="reading_rule_active",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("key", ""), _negated=True),
                                ),
                                name="reading_rule_has_a_text",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "spelling"), _negated=True),
                                    ("agency__isnull", False),
                                    _connector="OR",
                                ),
                                name="spelling_rule_has_an_agency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "alias"), _negated=True),
                                    ("person__isnull", False),
                                    _connector="OR",
                                ),
                                name="alias_rule_has_a_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "initials"), _negated=True),
                                    models.Q(("name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="initials_rule_has_a_name",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["proposed", "active", "off"])),
                                fields=("kind", "key", "agency", "person"),
                                name="one_open_reading_rule_a_text",
                                nulls_distinct=False,
                            ),
                        ],
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
            ]
        ),
        migrations.RunSQL(HEAD),
        migrations.RunSQL(NARROW),
        migrations.RunPython(add_known_names),
        load_sql("articles", "newsroom_forget_site_changes"),
        load_sql("articles", "newsroom_keys_of_editions"),
        load_sql("articles", "newsroom_move_mark_without_keys"),
        load_sql("articles", "newsroom_move_site_mark"),
        load_sql("articles", "newsroom_record_stories"),
        load_sql("articles", "newsroom_record_translations"),
        load_sql("articles", "newsroom_record_words"),
        load_sql("articles", "newsroom_refuse_change"),
        load_sql("articles", "newsroom_refuse_emptying"),
        load_sql("articles", "newsroom_refuse_rewriting"),
        load_sql("articles", "newsroom_section_front_moves_site_mark"),
        load_sql("articles", "newsroom_site_keys"),
        load_sql("articles", "newsroom_translation_moves_site_mark"),
    ]
