"""Reader of the demo's data files."""

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
    """A story file: its header, and the copy with unfilled placeholders."""

    key: str
    header: Mapping[str, str]
    raw: str

    @property
    def target(self) -> Target:
        """State of the story when the demo is loaded."""
        return cast("Target", self.header.get("state", "published"))

    @property
    def language(self) -> str:
        return self.header.get("language", "de")

    def list_header(self, name: str, separator: str = ",") -> tuple[str, ...]:
        return tuple(word.strip() for word in self.header.get(name, "").split(separator) if word.strip())


@dataclass(frozen=True)
class Calendar:
    """The demo as of the time of loading."""

    at: datetime
    zone: tzinfo

    @cached_property
    def stories(self) -> dict[str, Story]:
        return {story.key: story for story in read_stories()}

    def publication_time(self, story: Story) -> datetime:
        """Return the time of publication, of an unpublished story that of writing."""
        return parse_relative_time(story.header["at"], self.at, self.zone)

    def header_time(self, story: Story, name: str) -> datetime | None:
        """Return the time in a header line such as `embargo` or `publish`."""
        return parse_relative_time(story.header[name], self.at, self.zone) if name in story.header else None

    def fill_copy(self, story: Story) -> str:
        return fill_dates(
            story.raw,
            self.publication_time(story),
            story.language,
            time_of=lambda key: self.publication_time(self.stories[key]),
            embargo=self.header_time(story, "embargo"),
        )


def read_stories() -> list[Story]:
    return [
        read_story(path.stem, path.read_text("utf-8")) for path in sorted((DATA / "stories").glob("*.txt"))
    ]


def read_story(key: str, text: str) -> Story:
    """Parse `name: value` lines up to the first `---`; the rest is the copy."""
    head, _, raw = text.partition("\n---\n")
    pairs = (line.partition(":") for line in head.splitlines())
    return Story(key, {name.strip(): value.strip() for name, _, value in pairs}, raw)


def read_entries(name: str) -> list[Entry]:
    """Return the entries of `sections`, `people`, `agencies`, `staff` or `pictures`."""
    return cast("list[Entry]", json.loads((DATA / f"{name}.json").read_text("utf-8")))


def picture_bytes(key: str) -> bytes:
    return (DATA / "pictures" / f"{key}.webp").read_bytes()


def read_portraits() -> dict[str, bytes]:
    """Return the drawn portraits of authors by initials."""
    return {path.stem: path.read_bytes() for path in sorted((DATA / "portraits").glob("*.webp"))}
