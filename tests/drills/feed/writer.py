"""Writers that publish, correct, move, withhold and kill on a faulty database.

Each action is written to the journal once its transaction is committed, and must be in the log in the end.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any, TextIO

from django.db import connection
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone

from articles.actions.errors import ActionRefused
from articles.actions.stories import publish, withdraw
from articles.actions.stories import schedule as scheduling
from articles.actions.stories.drafts import MentionDraft, PlacementDraft, StoryChange
from articles.actions.stories.save import create_story
from articles.models import Article
from tests.drills.feed.client import FORBIDDEN
from tests.drills.feed.fixtures import (
    CHANGING_AGENCY,
    LICENSED_AGENCY,
    SITE_ONLY_AGENCY,
    FixtureIds,
    load_fixture_ids,
)

MAX_DELAY = 0.01
"""Seconds of delay before and after a publication takes its log number."""
FAILURE_RATE = 0.06
"""Share of transactions that fail after they took their log number."""
TAGS = (
    "",
    "",
    f"({LICENSED_AGENCY}/dl)",
    f"({SITE_ONLY_AGENCY}/dl)",
    f"({CHANGING_AGENCY}/ks)",
    f"({LICENSED_AGENCY}/{CHANGING_AGENCY}/ks)",
)


class DeliberateFailure(Exception):
    """A transaction that fails on purpose."""


@dataclass(slots=True)
class FaultyDatabase:
    """A wrapper of SQL statements that adds delays and failures to publications."""

    chance: random.Random
    on: bool = True

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:  # Django's signature
        if not (self.on and sql.lstrip().startswith("INSERT INTO feed_head")):
            return execute(sql, params, many, context)
        time.sleep(self.chance.random() * MAX_DELAY)
        result = execute(sql, params, many, context)
        time.sleep(self.chance.random() * MAX_DELAY)
        if self.chance.random() < FAILURE_RATE:
            raise DeliberateFailure
        return result


@dataclass(slots=True)
class Writer:
    number: int
    publishes: int
    cast: FixtureIds
    journal: TextIO
    chance: random.Random
    live: list[int] = field(default_factory=list)
    made: int = 0
    embargo: float = 1.5
    """Longest embargo in seconds."""

    def write(self) -> None:
        """Run random actions until the number of publications is reached."""
        with connection.execute_wrapper(FaultyDatabase(self.chance)):
            while self.made < self.publishes:
                action = self.chance.choices(list(ACTION_WEIGHTS), list(ACTION_WEIGHTS.values()))[0]
                try:
                    action(self)
                except (DeliberateFailure, ActionRefused):
                    self.note("undone", 0)
                except (OperationalError, InterfaceError):
                    connection.close()
                    time.sleep(0.2)
        connection.close()

    def note(self, what: str, article_id: int, version: int = 0) -> None:
        """Write a line to the journal and flush it, so that a kill cannot cut it in two."""
        self.journal.write(f"{what} {article_id} {version} {time.monotonic():.6f}\n")
        self.journal.flush()

    def note_published(self, article: Article) -> None:
        self.made += 1
        self.note("put", article.pk, article.version)

    def take_live_story(self) -> int:
        """Return and remove a live story: its state is unknown if the action fails."""
        if not self.live:
            self.new()
        return self.live.pop(self.chance.randrange(len(self.live)))

    def new(self) -> None:
        article = create_story(self.story(), by=None, at=timezone.now())
        self.note_published(publish.publish(article.pk, by=None, at=timezone.now()))
        self.live.append(article.pk)

    def update(self) -> None:
        article_id = self.take_live_story()
        words = {"headline": self.headline(), "dek": f"Stand {self.chance.randrange(10**6)}."}
        change = StoryChange(fields=words)
        self.note_published(publish.update(article_id, change, by=None, at=timezone.now()))
        self.live.append(article_id)

    def move(self) -> None:
        """Change section, topics, people, pictures and language, to match other filters."""
        article_id = self.take_live_story()
        change = self.parts(section_id=self.section(), language=self.chance.choice(("de", "de", "en")))
        self.note_published(publish.update(article_id, change, by=None, at=timezone.now()))
        self.live.append(article_id)

    def correct(self) -> None:
        article_id = self.take_live_story()
        note = f"Absatz 1: {self.chance.randrange(900)} (statt: {self.chance.randrange(900)})"
        change = StoryChange(fields={"headline": self.headline()})
        done = publish.correct(
            article_id, change, desk_note=note, public_note=f"Berichtigt: {note}", by=None, at=timezone.now()
        )
        self.note_published(done)
        self.live.append(article_id)

    def withhold(self) -> None:
        article_id = self.take_live_story()
        done = withdraw.withhold(article_id, reason="legal", by=None, at=timezone.now())
        self.note("withhold", article_id, done.version)
        time.sleep(self.chance.random() * 0.05)
        if self.chance.random() < 0.7:
            self.note_published(withdraw.restore(article_id, by=None, at=timezone.now()))
            self.live.append(article_id)

    def kill(self) -> None:
        article_id = self.take_live_story()
        done = withdraw.kill(article_id, reason="wrong", by=None, at=timezone.now(), notice="Falsch.")
        self.note("kill", article_id, done.version)

    def hold_back(self) -> None:
        """Schedule an embargoed story; the worker or a partner's request releases it."""
        now = timezone.now()
        until = now + timedelta(seconds=0.2 + self.chance.random() * self.embargo)
        article = create_story(self.story(headline=f"Ab {until.isoformat()}"), by=None, at=now)
        scheduling.schedule(article.pk, publish_at=until, embargo_until=until, by=None, at=timezone.now())
        self.made += 1
        self.note("scheduled", article.pk, 1)

    def story(self, headline: str = "") -> StoryChange:
        tag = self.chance.choice(TAGS)
        own = "" if SITE_ONLY_AGENCY not in tag else f" {FORBIDDEN}."
        lines = [
            f"Am Kai {self.chance.randrange(10**9)} liegen {self.chance.randrange(99)} Schiffe."
            for _ in range(3)
        ]
        return self.parts(
            headline=headline or self.headline(), tag_raw=tag, section_id=self.section(),
            body="".join(f"<p>{line}{own}</p>" for line in lines), language="de",
        )  # fmt: skip

    def parts(self, **fields: Any) -> StoryChange:
        named = self.some(list(self.cast.people), 2)
        placed = [
            PlacementDraft(photo_id=photo, role="lead" if first else "inline", caption=f"Kran {photo}.")
            for first, photo in zip((True, False), self.some(self.cast.photos, 2), strict=False)
        ]
        return StoryChange(
            fields=fields,
            topic_ids=tuple(self.some(self.cast.topics, 2)),
            mentions=tuple(
                MentionDraft(name=self.cast.people[p], person_id=p, status="linked", count=1) for p in named
            ),
            placements=tuple(placed),
        )

    def some(self, numbers: Sequence[int], most: int) -> list[int]:
        return self.chance.sample(list(numbers), self.chance.randint(0, most))

    def section(self) -> int:
        return self.chance.choice(list(self.cast.sections.values()))

    def headline(self) -> str:
        return f"Kran {self.number}-{self.made} dreht sich {self.chance.randrange(10**6)} Mal"


ACTION_WEIGHTS: dict[Callable[[Writer], None], int] = {
    Writer.new: 30, Writer.update: 22, Writer.move: 18, Writer.correct: 10, Writer.withhold: 8, Writer.kill: 4,
    Writer.hold_back: 8,
}  # fmt: skip
"""Actions of a writer with their frequency."""


def main(first: int, count: int, publishes: int, seed: int, journals: Path) -> None:
    """Run the writers `first` to `first + count - 1` in a thread each."""
    shared = load_fixture_ids()
    connection.close()

    def work(number: int) -> None:
        with (journals / f"writer-{number}.log").open("w") as journal:
            Writer(number, publishes, shared, journal, random.Random(f"{seed}-{number}")).write()

    threads = [Thread(target=work, args=(number,)) for number in range(first, first + count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.flush()
