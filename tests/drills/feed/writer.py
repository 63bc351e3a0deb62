"""One writer: publishes, corrects, moves, withholds and kills, and meets delays, rollbacks and a dying database.

Each act is noted in the journal once its transaction is committed: what is noted must be there in the end.
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
from articles.actions.stories.drafts import MentionDraft, PlacementDraft, StoryChange
from articles.actions.stories.save import create_story
from articles.models import Article
from tests.drills.feed.fixtures import LICENSED, NEVER_HANDED_ON, TURNING, Cast, cast

FORBIDDEN = "Nur zum eigenen Gebrauch"
"""Stands in every text of the agency whose words must reach no partner."""
LONGEST_WAIT = 0.01
"""Seconds within a publishing transaction, before and after its number is taken."""
BREAKS = 0.06
"""How often a transaction fails after it took its number."""
TAGS = (
    "",
    "",
    f"({LICENSED}/dl)",
    f"({NEVER_HANDED_ON}/dl)",
    f"({TURNING}/ks)",
    f"({LICENSED}/{TURNING}/ks)",
)


class Broken(Exception):
    """A transaction that fails on purpose."""


@dataclass(slots=True)
class Troubles:
    """Stands between the actions and the database."""

    chance: random.Random
    on: bool = True

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:  # Django's signature
        if not (self.on and sql.lstrip().startswith("INSERT INTO feed_head")):
            return execute(sql, params, many, context)
        time.sleep(self.chance.random() * LONGEST_WAIT)
        result = execute(sql, params, many, context)
        time.sleep(self.chance.random() * LONGEST_WAIT)
        if self.chance.random() < BREAKS:
            raise Broken
        return result


@dataclass(slots=True)
class Writer:
    number: int
    publishes: int
    cast: Cast
    journal: TextIO
    chance: random.Random
    live: list[int] = field(default_factory=list)
    made: int = 0
    embargo: float = 1.5
    """Seconds of the longest embargo."""

    def write(self) -> None:
        """Until the number of publishes is reached."""
        with connection.execute_wrapper(Troubles(self.chance)):
            while self.made < self.publishes:
                act = self.chance.choices(list(ACTS), list(ACTS.values()))[0]
                try:
                    act(self)
                except (Broken, ActionRefused):
                    self.note("undone", 0)
                except (OperationalError, InterfaceError):
                    connection.close()
                    time.sleep(0.2)
        connection.close()

    def note(self, what: str, article_id: int, version: int = 0) -> None:
        """One line, flushed, so that a kill cannot cut it in two; the clock is the machine's own."""
        self.journal.write(f"{what} {article_id} {version} {time.monotonic():.6f}\n")
        self.journal.flush()

    def published(self, article: Article) -> None:
        self.made += 1
        self.note("put", article.pk, article.version)

    def one(self) -> int:
        """The number of a live story, which leaves the list: an act that fails leaves it unknown."""
        if not self.live:
            self.new()
        return self.live.pop(self.chance.randrange(len(self.live)))

    def new(self) -> None:
        article = create_story(self.story(), by=None, at=timezone.now())
        self.published(publish.publish(article.pk, by=None, at=timezone.now()))
        self.live.append(article.pk)

    def update(self) -> None:
        number = self.one()
        words = {"headline": self.headline(), "dek": f"Stand {self.chance.randrange(10**6)}."}
        change = StoryChange(fields=words)
        self.published(publish.update(number, change, by=None, at=timezone.now()))
        self.live.append(number)

    def move(self) -> None:
        """Out of one filter and into another: section, topics, people, pictures, language."""
        number = self.one()
        change = self.parts(section_id=self.section(), language=self.chance.choice(("de", "de", "en")))
        self.published(publish.update(number, change, by=None, at=timezone.now()))
        self.live.append(number)

    def correct(self) -> None:
        number = self.one()
        note = f"Absatz 1: {self.chance.randrange(900)} (statt: {self.chance.randrange(900)})"
        change = StoryChange(fields={"headline": self.headline()})
        done = publish.correct(
            number, change, desk_note=note, public_note=f"Berichtigt: {note}", by=None, at=timezone.now()
        )
        self.published(done)
        self.live.append(number)

    def withhold(self) -> None:
        number = self.one()
        done = withdraw.withhold(number, reason="legal", by=None, at=timezone.now())
        self.note("withhold", number, done.version)
        time.sleep(self.chance.random() * 0.05)
        if self.chance.random() < 0.7:
            self.published(withdraw.restore(number, by=None, at=timezone.now()))
            self.live.append(number)

    def kill(self) -> None:
        number = self.one()
        done = withdraw.kill(number, reason="wrong", by=None, at=timezone.now(), notice="Falsch.")
        self.note("kill", number, done.version)

    def hold_back(self) -> None:
        """Under an embargo; the turning worker or a partner's own request releases it."""
        now = timezone.now()
        until = now + timedelta(seconds=0.2 + self.chance.random() * self.embargo)
        article = create_story(self.story(headline=f"Ab {until.isoformat()}"), by=None, at=now)
        publish.schedule(article.pk, publish_at=until, embargo_until=until, by=None, at=timezone.now())
        self.made += 1
        self.note("scheduled", article.pk, 1)

    def story(self, headline: str = "") -> StoryChange:
        tag = self.chance.choice(TAGS)
        own = "" if NEVER_HANDED_ON not in tag else f" {FORBIDDEN}."
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


ACTS: dict[Callable[[Writer], None], int] = {
    Writer.new: 30, Writer.update: 22, Writer.move: 18, Writer.correct: 10, Writer.withhold: 8, Writer.kill: 4,
    Writer.hold_back: 8,
}  # fmt: skip
"""What a writer does, and how often."""


def main(first: int, count: int, publishes: int, seed: int, journals: Path) -> None:
    """Writers `first` to `first + count - 1`, a thread each."""
    shared = cast()
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
