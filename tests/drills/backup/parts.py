"""Parts that run as processes: `python -m tests.drills.backup.parts PART ARGUMENTS`."""

import io
import random
import sys
from pathlib import Path

import django
import orjson

QUERIES = {
    "publication log": ("feed_log", "seq <= %(log_number)s", "seq"),
    "revisions": ("articles_revision", "at < %(before)s", "id"),
    "audit list": ("articles_auditentry", "at < %(before)s", "id"),
    "stories": ("articles_article", "id <= %(last_story)s", "id"),
    "photos": ("articles_photo", "id <= %(last_photo)s", "id"),
}
"""Rows that nobody changes after the backup: table, condition, order."""


def main(part: str, arguments: str) -> None:
    django.setup()
    options = orjson.loads(arguments)
    answer = {"pictures": add_pictures, "describe": describe, "killed": list_killed}[part](**options)
    sys.stdout.write(orjson.dumps(answer).decode())


def add_pictures(first: int, count: int) -> dict[str, int]:
    """Add photos, each with other pixels."""
    from django.utils import timezone
    from PIL import Image

    from articles.actions.photos.save import add_photo
    from articles.rights.grants import RightsChannel

    chance, both = random.Random(first), (RightsChannel.SITE, RightsChannel.PARTNER)
    for number in range(first, first + count):
        file = io.BytesIO()
        Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3)).resize((640, 480)).save(file, "JPEG")
        facts = {"credit_raw": "Foto: Jonna Ekvall", "caption": f"Der Kran {number}.", "alt_text": "Ein Kran"}
        add_photo(facts, by=None, at=timezone.now(), data=file.getvalue(), name="kran.jpg", channels=both)
    return last_ids()


def last_ids() -> dict[str, int]:
    from articles.models import Article, Photo

    return {
        "last_story": Article.objects.order_by("-pk").values_list("pk", flat=True)[0],
        "last_photo": Photo.objects.order_by("-pk").values_list("pk", flat=True)[0],
    }


def list_killed(journals: str) -> list[str]:
    from tests.drills.feed.check import killed_stories

    return list(killed_stories(Path(journals)))


def describe(**limits: object) -> dict[str, list[object]]:
    """Return the count and the hash of the rows of each table."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for name, (table, condition, order) in QUERIES.items():
            cursor.execute(
                f"SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY {order})) FROM {table} t WHERE {condition}",
                limits,
            )
            found[name] = list(cursor.fetchone())
    return found


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
