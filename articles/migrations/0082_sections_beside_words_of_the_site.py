"""Rename sections whose slug has become a word of the site, such as `kontakt`."""

from typing import Any

from django.db import migrations

WORDS = (
    "archiv", "autor", "barrierefreiheit", "datenschutz", "grundsaetze", "impressum", "kompakt", "kontakt",
    "korrekturen", "nutzungsrechte", "quelle", "suche", "thema",
)  # fmt: skip


def rename_sections(apps: Any, _schema_editor: Any) -> None:
    """Append the first free number to the slug."""
    sections = apps.get_model("articles", "Section").objects
    taken = set(sections.values_list("slug", flat=True))
    for section in sections.filter(slug__in=WORDS).order_by("pk"):
        number = next(n for n in range(2, len(taken) + 3) if f"{section.slug}-{n}" not in taken)
        section.slug = f"{section.slug}-{number}"
        section.save(update_fields=["slug"])
        taken.add(section.slug)


class Migration(migrations.Migration):
    dependencies = [("articles", "0081_audio_and_video")]

    operations = [migrations.RunPython(rename_sections, migrations.RunPython.noop, elidable=True)]
