"""Process of one editor: publishes, corrects and kills stories, and prints what was confirmed.

It runs the actions of the desk on the database itself, and goes on after each outage.
"""

import json
import random
import sys
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.db import InterfaceError, OperationalError, connections  # noqa: E402  # after the setup of Django
from django.utils import timezone  # noqa: E402

from articles.actions.errors import ActionRefused  # noqa: E402
from articles.actions.stories.drafts import PlacementDraft, StoryChange  # noqa: E402
from articles.actions.stories.publish import publish, update  # noqa: E402
from articles.actions.stories.save import create_story  # noqa: E402
from articles.actions.stories.schedule import schedule  # noqa: E402
from articles.actions.stories.withdraw import kill  # noqa: E402
from articles.models import Edition, Section  # noqa: E402
from articles.url_paths import story_path  # noqa: E402
from newsroom.launcher.stop_signals import create_stop_event  # noqa: E402
from tests.drills.hosts.journal import GONE, build_headline  # noqa: E402
from tests.factories import make_photo  # noqa: E402

PAUSE_SECONDS = 0.25
EMBARGO_SECONDS = 8
OPEN_STORIES = 12
"""Stories that an editor corrects; after that the oldest is killed."""


class Editor:
    def __init__(self, name: str, seed: int) -> None:
        self.name, self.chance = name, random.Random(f"{seed} {name}")
        self.number = 0
        self.open: list[tuple[int, int, int]] = []
        """(story, number, version) of the stories that can be corrected."""

    def work(self, stop: threading.Event) -> None:
        """Work until `stop` is set; an action is never cut off."""
        while not stop.is_set():
            story: int | None = None
            try:
                story = self.choose()
                self.act(story)
            except ActionRefused:  # both editors chose the same picture
                continue
            except (OperationalError, InterfaceError) as trouble:
                connections.close_all()
                if story is not None:
                    self.say("uncertain", story, 0, path="")
                    self.open = [one for one in self.open if one[0] != story]
                self.print_line({"act": "refused", "reason": type(trouble).__name__})
                time.sleep(PAUSE_SECONDS)
            time.sleep(PAUSE_SECONDS)

    def choose(self) -> int | None:
        """Return a story to correct or kill; None for a new one."""
        if len(self.open) > OPEN_STORIES:
            return self.open[0][0]
        return self.chance.choice(self.open)[0] if self.open and self.chance.random() < 0.5 else None

    def act(self, story: int | None) -> None:
        if story is None:
            self.publish_new()
        elif len(self.open) > OPEN_STORIES or self.chance.random() < 0.3:
            self.kill(story)
        else:
            self.correct(story)

    def publish_new(self) -> None:
        self.number += 1
        if self.number % 5 == 0:
            self.publish_under_embargo()
            return
        at = timezone.now()
        photos = [make_photo("Foto: Jonna Ekvall")] if self.number % 4 == 0 else []
        placements = tuple(
            PlacementDraft(photo_id=photo.pk, role="lead", caption=photo.caption) for photo in photos
        )
        story = create_story(StoryChange(fields=self.fields(), placements=placements), by=None, at=at)
        publish(story.pk, by=None, at=at)
        self.open.append((story.pk, self.number, 1))
        self.say("published", story.pk, 1, path=find_path(story.pk))

    def publish_under_embargo(self) -> None:
        at = timezone.now()
        until = at + timedelta(seconds=EMBARGO_SECONDS)
        story = create_story(StoryChange(fields=self.fields()), by=None, at=at)
        public_from = time.monotonic() + (until - timezone.now()).total_seconds()
        schedule(story.pk, publish_at=until, embargo_until=until, by=None, at=at)
        self.say("embargoed", story.pk, 0, path=f"/nordhaven/x-{story.pk}/", public_from=public_from)

    def fields(self) -> dict[str, Any]:
        return {
            "headline": build_headline(1, self.number, self.name),
            "body": f"<p>{self.name} schreibt, der Rat von Nordhaven habe getagt.</p>",
            "section_id": Section.objects.get(slug="nordhaven").pk,
        }

    def correct(self, story: int) -> None:
        place = next(n for n, one in enumerate(self.open) if one[0] == story)
        _, number, version = self.open[place]
        at = timezone.now()
        change = StoryChange(fields={"headline": build_headline(version + 1, number, self.name)})
        update(story, change, by=None, at=at)
        self.open[place] = (story, number, version + 1)
        self.say("corrected", story, version + 1, path=find_path(story))

    def kill(self, story: int) -> None:
        path = find_path(story)
        kill(story, reason="legal", by=None, at=timezone.now())
        self.open = [one for one in self.open if one[0] != story]
        self.say("killed", story, GONE, path=path)

    def say(self, act: str, story: int, version: int, **details: Any) -> None:
        self.print_line({"act": act, "story": story, "version": version, "at": time.monotonic(), **details})

    def print_line(self, line: Mapping[str, Any]) -> None:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def find_path(story: int) -> str:
    edition = Edition.objects.filter(article_id=story).select_related("section").order_by("-version")[0]
    return story_path(edition.section.slug, edition.slug, story)


if __name__ == "__main__":
    Editor(sys.argv[1], int(sys.argv[2])).work(create_stop_event())
