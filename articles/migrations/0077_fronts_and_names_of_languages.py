"""Index of the newest stories of a language, and English names of topics, sections and authors."""

from django.db import migrations, models
from django.db.models import F, Q

ENGLISH = (
    ("section", "description_en", 300, "description in English"),
    ("topic", "name_en", 120, "name in English"),
    ("topic", "description_en", 300, "description in English"),
    ("staffinitials", "position_en", 120, "position in English"),
    ("staffinitials", "beat_en", 200, "beat in English"),
    ("staffinitials", "about_en", 600, "about the author in English"),
)


def english_text(length: int, label: str) -> models.CharField:
    return models.CharField(blank=True, db_default="", default="", max_length=length, verbose_name=label)


class Migration(migrations.Migration):
    dependencies = [("articles", "0076_blocks_of_the_front_page")]

    operations = [
        *(
            migrations.AddField(model, name, english_text(length, label))
            for model, name, length, label in ENGLISH
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                F("language"),
                F("first_published_at").desc(),
                F("article_id").desc(),
                name="edition_newest_in_language",
                condition=Q(live=True),
            ),
        ),
    ]
