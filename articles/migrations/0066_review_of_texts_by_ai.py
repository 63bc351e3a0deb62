"""The part of AI in a text, and who has reviewed it when."""

from django.db import migrations, models

NEVER_REVIEWED = models.Q(("ai_reviewed_at", None), ("ai_reviewer", ""))
REVIEWED = models.Q(
    models.Q(("ai_reviewer", ""), _negated=True), models.Q(("ai_reviewed_at", None), _negated=True)
)


def add_fields(model: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(
            model,
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
        migrations.AddField(
            model,
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
        migrations.AddField(
            model,
            "ai_reviewed_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="review recorded"),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("articles", "0065_right_to_mine_texts_and_data")]

    operations = [
        *add_fields("article"),
        *add_fields("edition"),
        *add_fields("embargoededition"),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=models.Q(("ai_use__in", ["none", "assisted", "generated"])),
                name="article_ai_use_is_known",
            ),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=models.Q(NEVER_REVIEWED, REVIEWED, _connector="OR"),
                name="article_review_has_a_name_and_a_time",
            ),
        ),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ai_use", "generated"), _negated=True),
                    models.Q(("ai_reviewer", ""), _negated=True),
                    _connector="OR",
                ),
                name="edition_written_by_ai_names_its_reviewer",
            ),
        ),
    ]
