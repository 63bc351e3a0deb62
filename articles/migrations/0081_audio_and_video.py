"""Audio and video files, their places in editions, and the keys by which pages depend on them."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As before, with the files of audio and video and their grants.
KEYS_BEFORE = """
CREATE OR REPLACE FUNCTION newsroom_site_keys(place text, before jsonb, after jsonb) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    known jsonb := coalesce(after, before);
BEGIN
    CASE place
    WHEN 'people_person' THEN
        RETURN ARRAY['names', 'person:' || (known->>'id')]
            || array_remove(ARRAY['person:' || (before->>'merged_into_id'), 'person:' || (after->>'merged_into_id')], NULL)
            || ARRAY(SELECT 'person:' || id FROM people_person WHERE merged_into_id = (known->>'id')::bigint);
    WHEN 'people_alias', 'people_office' THEN
        RETURN array_remove(ARRAY['names', 'person:' || (before->>'person_id'), 'person:' || (after->>'person_id')], NULL);
    WHEN 'articles_topic' THEN
        IF before IS NULL AND after->>'parent_id' IS NULL THEN
            RETURN ARRAY['names', 'topic:' || (after->>'slug')];
        END IF;
    WHEN 'articles_agency' THEN
        IF before IS NULL THEN
            RETURN ARRAY['agency:' || (after->>'code')];
        END IF;
        before := before - '{contract_changed_at,contract_told_at}'::text[];
        after := after - '{contract_changed_at,contract_told_at}'::text[];
        IF before = after THEN
            RETURN NULL;
        ELSIF before - 'headline_to_partners' = after - 'headline_to_partners' THEN
            RETURN '{}';
        END IF;
    WHEN 'articles_grant' THEN
        IF before - 'told_at' = after - 'told_at' THEN
            RETURN NULL;
        ELSIF known->>'photo_id' IS NOT NULL THEN
            RETURN ARRAY['photo:' || (known->>'photo_id')];
        END IF;
    WHEN 'articles_photo' THEN
        RETURN ARRAY['photo:' || (known->>'id')];
    WHEN 'articles_embeddedmetadata' THEN
        RETURN ARRAY['photo:' || (known->>'photo_id')];
    WHEN 'articles_frontslot' THEN
        RETURN ARRAY['newest'];
    ELSE
        NULL;
    END CASE;
    RETURN ARRAY['everything'];
END $$;
"""
KEYS = KEYS_BEFORE.replace(
    """
            RETURN ARRAY['photo:' || (known->>'photo_id')];
        END IF;
    WHEN 'articles_photo' THEN""",
    """
            RETURN ARRAY['photo:' || (known->>'photo_id')];
        ELSIF known->>'media_file_id' IS NOT NULL THEN
            RETURN ARRAY['media:' || (known->>'media_file_id')];
        END IF;
    WHEN 'articles_mediafile' THEN
        RETURN ARRAY['media:' || (known->>'id')];
    WHEN 'articles_photo' THEN""",
)
MOVES = """
CREATE CONSTRAINT TRIGGER articles_mediafile_moves_site_mark AFTER UPDATE OR DELETE ON articles_mediafile
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION newsroom_move_site_mark();
"""
MOVES_NO_MORE = "DROP TRIGGER articles_mediafile_moves_site_mark ON articles_mediafile;"


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0080_crops_of_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ("width", models.PositiveIntegerField(editable=False, null=True, verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, null=True, verbose_name="height")),
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
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="credit line"),
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
                ("blocked", models.BooleanField(default=False, editable=False, verbose_name="blocked")),
                ("created_at", models.DateTimeField(editable=False, verbose_name="added")),
            ],
            options={
                "verbose_name": "audio or video",
                "verbose_name_plural": "audio and video",
                "ordering": ("-created_at", "-id"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="grant_is_about_one_thing",
        ),
        migrations.AddField(
            model_name="edition",
            name="media_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list
            ),
        ),
        migrations.AddField(
            model_name="embargoededition",
            name="media_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("live", True), models.Q(("media_ids", []), _negated=True)),
                fields=["media_ids"],
                name="edition_by_media_file",
            ),
        ),
        migrations.AddField(
            model_name="mediafile",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mediafile",
            name="poster",
            field=models.ForeignKey(
                blank=True,
                help_text="The photo in the place of the video until it plays.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.photo",
                verbose_name="poster",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="media_file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="grants",
                to="articles.mediafile",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agency__isnull", False), ("article", None), ("media_file", None), ("photo", None)
                    ),
                    models.Q(
                        ("agency", None), ("article", None), ("media_file", None), ("photo__isnull", False)
                    ),
                    models.Q(
                        ("agency", None), ("article", None), ("media_file__isnull", False), ("photo", None)
                    ),
                    models.Q(
                        ("agency", None), ("article__isnull", False), ("media_file", None), ("photo", None)
                    ),
                    _connector="OR",
                ),
                name="grant_is_about_one_thing",
            ),
        ),
        migrations.AddIndex(
            model_name="mediafile",
            index=models.Index(
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="media_file_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="mediafile",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["agency_codes"], name="media_file_by_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="mediafile",
            constraint=models.UniqueConstraint(models.F("sha256"), name="media_file_is_kept_once"),
        ),
        migrations.AddConstraint(
            model_name="mediafile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["video", "audio"])), name="media_file_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="mediafile",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0)), name="media_file_has_bytes"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("body__contains", "<figure data-media=")),
                fields=["id"],
                name="article_with_audio_or_video",
            ),
        ),
        migrations.RunSQL(KEYS, KEYS_BEFORE),
        migrations.RunSQL(MOVES, MOVES_NO_MORE),
    ]
