"""Publishes what it is told by lines of JSON on standard input, and answers each with a line: time and statements."""

import json
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone
from PIL import Image as Picture
from wagtail.images import get_image_model

from news.models import Person, SectionPage, StoryPage, StoryPerson

NEWEST = 200


@contextmanager
def count_statements() -> Iterator[list[bool]]:
    """Of every statement but savepoints, whether it ran inside a transaction."""
    told: list[bool] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if not str(sql).startswith(("SAVEPOINT", "RELEASE")):
            told.append(connection.in_atomic_block)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield told


def spent() -> float:
    """Seconds of processor time of this process and of its backend, which is of one thread."""
    return time.process_time() + int(Path(f"/proc/{backend()}/schedstat").read_text().split()[0]) / 1e9


def backend() -> int:
    connection.ensure_connection()
    return connection.connection.info.backend_pid


class Writer:
    def __init__(self) -> None:
        self.number = StoryPage.objects.count()
        self.chance = random.Random(self.number)
        self.sections = list(SectionPage.objects.order_by("path"))
        self.people = list(Person.objects.order_by("pk")[:1000])
        self.image = self.find_image()

    def find_image(self) -> Any:
        model = get_image_model()
        if found := model.objects.first():
            return found
        file = BytesIO()
        Picture.new("RGB", (1200, 800), "#345").save(file, "JPEG")
        return model.objects.create(title="Hafen", file=ImageFile(file, name="hafen.jpg"))

    def new(self, facts: dict[str, Any]) -> StoryPage:
        """A draft that an editor has saved."""
        self.number += 1
        cast = self.chance.sample(self.people, 3)
        story = StoryPage(
            title=facts["headline"].format(self.number),
            slug=f"neu-{self.number}-{time.time_ns()}",
            published_at=timezone.now(),
            dek=facts["dek"],
            body="".join(
                f"<p>{text.format(cast[n % 3].name)}</p>" for n, text in enumerate(facts["paragraphs"])
            ),
            caption=facts["caption"],
            credit=facts["credit"],
            agency="afp",
            lead_image=self.image,
            live=False,
        )
        story.story_people = [StoryPerson(person=person, sort_order=n) for n, person in enumerate(cast)]
        SectionPage.objects.get(pk=self.chance.choice(self.sections).pk).add_child(instance=story)
        story.save_revision()
        return story

    def change_story(self, facts: dict[str, Any]) -> StoryPage:
        newest = StoryPage.objects.live().order_by("-published_at", "-pk").values_list("pk", flat=True)
        story: StoryPage = StoryPage.objects.get(pk=self.chance.choice(newest[:NEWEST]))
        story.body += f"<p>{facts['added']} {time.time_ns()}</p>"
        story.note = facts.get("note", "")
        return story

    def write(self, facts: dict[str, Any]) -> dict[str, Any]:
        story = self.new(facts) if facts["act"] == "new" else self.change_story(facts)
        before, begun = spent(), time.perf_counter()
        with count_statements() as told:
            story.save_revision().publish()
        passed, busy = time.perf_counter() - begun, spent() - before
        person = story.story_people.first().person
        return {
            "seconds": passed,
            "busy": busy,
            "statements": len(told),
            "inside": sum(told),
            "backend": backend(),
            "story": StoryPage.objects.get(pk=story.pk).url,
            "section": story.get_parent().url,
            "person": f"/person/{person.slug}/",
        }


class Command(BaseCommand):
    def handle(self, *_args: Any, **_options: Any) -> None:
        writer = Writer()
        for line in sys.stdin:
            print(json.dumps(writer.write(json.loads(line))), flush=True)
