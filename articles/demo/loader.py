"""The demo's files as values. Pure but for reading them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, cast

from articles.demo.relative_dates import fill_dates, parse_relative_time

DATA = Path(__file__).resolve().parent / "data"

type Target = Literal[
    "draft", "in_review", "ready", "scheduled", "embargoed", "published", "corrected", "withheld", "killed"
]
type Entry = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """One story file: its header as written, and the copy below it, placeholders unfilled."""

    key: str
    header: Mapping[str, str]
    raw: str

    @property
    def target(self) -> Target:
        """The state the story is to stand in when the desk opens."""
        return cast("Target", self.header.get("state", "published"))

    @property
    def language(self) -> str:
        return self.header.get("language", "de")

    def listed(self, name: str, sign: str = ",") -> tuple[str, ...]:
        return tuple(word.strip() for word in self.header.get(name, "").split(sign) if word.strip())


@dataclass(frozen=True)
class Calendar:
    """The demo as seen from one hour."""

    at: datetime
    zone: tzinfo

    @cached_property
    def stories(self) -> dict[str, Story]:
        return {story.key: story for story in read_stories()}

    def out(self, story: Story) -> datetime:
        """When the story is published, or written if it is not to be out yet."""
        return parse_relative_time(story.header["at"], self.at, self.zone)

    def when(self, story: Story, name: str) -> datetime | None:
        """The time in the header line `name`: `embargo`, `publish`."""
        return parse_relative_time(story.header[name], self.at, self.zone) if name in story.header else None

    def copy_of(self, story: Story) -> str:
        return fill_dates(
            story.raw,
            self.out(story),
            story.language,
            of=lambda key: self.out(self.stories[key]),
            embargo=self.when(story, "embargo"),
        )


def read_stories() -> list[Story]:
    return [
        read_story(path.stem, path.read_text("utf-8")) for path in sorted((DATA / "stories").glob("*.txt"))
    ]


def read_story(key: str, text: str) -> Story:
    """Header lines `name: value` up to the first line of three hyphens; the copy is kept to the letter."""
    head, _, raw = text.partition("\n---\n")
    pairs = (line.partition(":") for line in head.splitlines())
    return Story(key, {name.strip(): value.strip() for name, _, value in pairs}, raw)


def read_entries(name: str) -> list[Entry]:
    """`sections`, `people`, `agencies`, `staff` or `pictures`."""
    return cast("list[Entry]", json.loads((DATA / f"{name}.json").read_text("utf-8")))


def picture_bytes(key: str) -> bytes:
    return (DATA / "pictures" / f"{key}.webp").read_bytes()
