"""Blocks of the front page below its lead, and the index of comments for the block of opinion."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

# A change of a block has no key of its own: it ends all pages, as it is rare and the front page links them.
TRIGGER = """
CREATE CONSTRAINT TRIGGER articles_frontblock_moves_site_mark AFTER INSERT OR UPDATE OR DELETE ON articles_frontblock
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION newsroom_move_site_mark();
"""
NO_TRIGGER = "DROP TRIGGER articles_frontblock_moves_site_mark ON articles_frontblock;"
KINDS = [
    ("important", "Most important"),
    ("newest", "Latest"),
    ("pictures", "In pictures"),
    ("opinion", "Opinion"),
    ("topic", "Topic"),
    ("section", "Section"),
    ("sections", "All other sections"),
]
SHAPES = [
    ("lead", "one large, then headlines"),
    ("row", "a row with pictures"),
    ("list", "headlines only"),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0075_translations_of_stories")]

    operations = [
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
                ("kind", models.CharField(choices=KINDS, max_length=12, verbose_name="kind")),
                ("title", models.CharField(blank=True, max_length=60, verbose_name="title")),
                (
                    "shape",
                    models.CharField(
                        choices=SHAPES, default="lead", max_length=8, verbose_name="arrangement"
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
                        condition=Q(
                            kind__in=[kind for kind, _label in KINDS],
                            shape__in=[shape for shape, _label in SHAPES],
                        ),
                        name="front_block_kind_and_shape_are_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(kind="topic") ^ Q(topic=None), name="only_a_topic_block_has_a_topic"
                    ),
                    models.CheckConstraint(
                        condition=Q(kind="section") ^ Q(section=None),
                        name="only_a_section_block_has_a_section",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
        migrations.AddField(
            model_name="frontslot",
            name="block",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="slots",
                to="articles.frontblock",
                verbose_name="block",
            ),
        ),
        migrations.AlterModelOptions(
            "frontslot",
            {
                "ordering": (F("block__position").asc(nulls_first=True), "place"),
                "verbose_name": "place on the front page",
                "verbose_name_plural": "front page",
            },
        ),
        migrations.AlterField("frontslot", "place", models.PositiveSmallIntegerField(verbose_name="place")),
        migrations.AddConstraint(
            "frontslot",
            models.UniqueConstraint(
                fields=["block", "place"], name="front_place_has_one_story", nulls_distinct=False
            ),
        ),
        migrations.AddIndex(
            "edition",
            models.Index(
                F("first_published_at").desc(),
                F("article_id").desc(),
                condition=Q(live=True, genre="comment"),
                name="edition_newest_comment",
            ),
        ),
    ]
