"""Publishes, through the actions of the desk, what it is told by lines of JSON; answers each with time and statements."""

import io
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import django
from PIL import Image

PICTURE, NEWEST = "Kran der Messung", 200


class DeskWriter:
    def __init__(self) -> None:
        from articles.models import Article, Section
        from people.models import Person

        self.number = Article.objects.count()
        self.chance = random.Random(self.number)
        self.sections = list(Section.objects.order_by("pk"))
        self.people = list(Person.objects.order_by("pk")[:1000])
        self.photo = find_photo()

    def new(self, facts: dict[str, Any]) -> int:
        """A draft that an editor has saved."""
        from django.utils import timezone

        from articles.actions.stories.drafts import MentionDraft, PlacementDraft, StoryChange
        from articles.actions.stories.save import create_story

        self.number += 1
        cast = self.chance.sample(self.people, 3)
        fields = {
            "headline": facts["headline"].format(self.number),
            "dek": facts["dek"],
            "body": "".join(
                f"<p>{text.format(cast[n % 3].name)}</p>" for n, text in enumerate(facts["paragraphs"])
            ),
            "section_id": self.chance.choice(self.sections).pk,
            "tag_raw": "(afp/dl)",
        }
        change = StoryChange(
            fields=fields,
            placements=(PlacementDraft(photo_id=self.photo, caption=facts["caption"], alt_text="Ein Kran"),),
            mentions=tuple(MentionDraft(name=p.name, person_id=p.pk, status="linked", count=2) for p in cast),
        )
        return create_story(change, by=None, at=timezone.now()).pk

    def newest(self) -> int:
        from django.utils import timezone

        from articles.models import Edition

        public = Edition.objects.public(at=timezone.now()).newest_first()
        return self.chance.choice(public.values_list("article_id", flat=True)[:NEWEST])

    def write(self, facts: dict[str, Any]) -> dict[str, Any]:
        from tests.benchmarks.bench_feed import count_statements

        article_id = self.new(facts) if facts["act"] == "new" else self.newest()
        act = {"new": publish_new, "update": publish_update, "correction": publish_correction}[facts["act"]]
        change = None if facts["act"] == "new" else added_paragraph(article_id, facts["added"])
        before, begun = spent(), time.perf_counter()
        with count_statements() as told:
            act(article_id, change, facts)
        passed, busy = time.perf_counter() - begun, spent() - before
        counts = {"seconds": passed, "busy": busy, "statements": len(told), "inside": sum(told)}
        return {**counts, **addresses(article_id)}


def spent() -> float:
    """Seconds of processor time of this process and of its backend, which is of one thread."""
    return time.process_time() + int(Path(f"/proc/{backend()}/schedstat").read_text().split()[0]) / 1e9


def backend() -> int:
    from django.db import connection

    connection.ensure_connection()
    return connection.connection.info.backend_pid


def find_photo() -> int:
    from django.utils import timezone

    from articles.actions.photos.save import add_photo
    from articles.models import Photo
    from articles.rights.grants import RightsChannel

    if found := Photo.objects.filter(title=PICTURE).first():
        return found.pk
    file = io.BytesIO()
    Image.new("RGB", (1200, 800), "#345").save(file, "JPEG")
    facts = {"title": PICTURE, "alt_text": "Ein Kran", "credit_raw": "Foto: Jonna Ekvall"}
    channels = (RightsChannel.SITE, RightsChannel.PARTNER)
    at = timezone.now()
    return add_photo(facts, by=None, at=at, data=file.getvalue(), name="kran.jpg", channels=channels).pk


def added_paragraph(article_id: int, text: str) -> Any:
    from articles.actions.stories.drafts import StoryChange
    from articles.models import Article

    body = Article.objects.values_list("body", flat=True).get(pk=article_id)
    return StoryChange(fields={"body": f"{body}<p>{text} {time.time_ns()}</p>"})


def publish_new(article_id: int, _change: Any, _facts: dict[str, Any]) -> None:
    from django.utils import timezone

    from articles.actions.stories.publish import publish

    publish(article_id, by=None, at=timezone.now())


def publish_update(article_id: int, change: Any, _facts: dict[str, Any]) -> None:
    from django.utils import timezone

    from articles.actions.stories.publish import update

    update(article_id, change, by=None, at=timezone.now())


def publish_correction(article_id: int, change: Any, facts: dict[str, Any]) -> None:
    from django.utils import timezone

    from articles.actions.stories.publish import correct

    notes = {"desk_note": facts["note"], "public_note": facts["note"]}
    correct(article_id, change, by=None, at=timezone.now(), **notes)


def addresses(article_id: int) -> dict[str, Any]:
    from articles.models import Article, Edition
    from articles.url_paths import person_path, story_path
    from people.models import Person

    edition = Edition.objects.get(article=article_id, live=True)
    slug = Article.objects.values_list("section__slug", flat=True).get(pk=article_id)
    person = Person.objects.get(pk=edition.person_ids[0])
    return {
        "backend": backend(),
        "story": story_path(slug, edition.slug, article_id),
        "section": f"/{slug}/",
        "person": person_path(person.slug, person.pk),
    }


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    writer = DeskWriter()
    for line in sys.stdin:
        print(json.dumps(writer.write(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
