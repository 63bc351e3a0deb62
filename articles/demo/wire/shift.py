"""A shift: the script with the names, numbers and times of one run. Pure."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from articles.demo.wire.formats import AgencyItem, WireAttachment, write_item
from articles.demo.wire.script import ScriptEntry

PAUSE_SECONDS = (20.0, 40.0)
"""Shortest and longest pause between two items of the first shift."""
MAX_SLOWNESS = 16.0
HALF = 0.6
"""Share of the bytes of a file whose transmission breaks off."""
SEQUENCE_SECONDS = 9
"""Seconds of a day for each of the four-digit numbers of a service."""


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """A file as an agency sends it."""

    source: str
    name: str
    media_type: str
    raw: bytes


@dataclass(slots=True)
class Shift:
    """One run of the script; `number` counts from 0 since the generator's start."""

    number: int
    began_at: datetime
    pictures_at: str
    """Address of the folder of pictures."""
    names: Mapping[str, str]
    sent: dict[str, AgencyFile] = field(default_factory=dict)
    sequence: int = 0

    def write_file(self, entry: ScriptEntry, at: datetime) -> AgencyFile:
        """Return the file of an entry as of `at`; a repeat is the same bytes again."""
        if entry.repeats:
            return self.sent[entry.repeats]
        file = write_item(self._fill(entry, at))
        if entry.header.get("broken"):
            file = (file[0], file[1], file[2][: int(len(file[2]) * HALF)])
        self.sent[entry.key] = AgencyFile(entry.source, *file)
        return self.sent[entry.key]

    def fill(self, text: str) -> str:
        return text.format_map(self.names)

    def _fill(self, entry: ScriptEntry, at: datetime) -> AgencyItem:
        header = {name: self.fill(value) for name, value in entry.header.items()}
        return AgencyItem(
            source=entry.source,
            form=header.get("kind", "text"),
            guid=self._make_guid(entry.source, header.get("matter", entry.key)),
            version=int(header.get("version", "1")),
            at=at,
            sequence=self._count(at),
            headline=header["headline"],
            slug=header["slug"],
            urgency=int(header.get("urgency", "4")),
            language=header.get("language", "de"),
            category=header.get("category", "vm"),
            subject=header.get("subject", ""),
            genre=header.get("genre", ""),
            signal=header.get("signals", ""),
            status=header.get("status", "usable"),
            note=header.get("note", ""),
            marks=header.get("marks", ""),
            embargo=at + timedelta(minutes=int(header["embargo"])) if "embargo" in header else None,
            paragraphs=tuple(self.fill(text) for text in entry.paragraphs),
            picture=self._get_picture(entry, header),
        )

    def _make_guid(self, source: str, matter: str) -> str:
        return f"urn:newsml:{source}.example:{self.began_at:%Y%m%d}:{self.began_at:%H%M%S}-{matter}"

    def _get_picture(self, entry: ScriptEntry, header: Mapping[str, str]) -> WireAttachment | None:
        if "picture" not in header:
            return None
        return WireAttachment(
            guid=self._make_guid(entry.source, header.get("with", header.get("matter", entry.key))),
            href=f"{self.pictures_at}/{header['picture']}.webp",
            creator=header.get("by", ""),
            credit=header.get("credit", ""),
            terms=header.get("terms", ""),
        )

    def _count(self, at: datetime) -> int:
        """Return the next number of the day, never one of an earlier run."""
        seconds = at.hour * 3600 + at.minute * 60 + at.second
        self.sequence = max(self.sequence + 1, seconds // SEQUENCE_SECONDS)
        return self.sequence


def begin_shift(
    number: int, at: datetime, *, seed: int, groups: Sequence[Mapping[str, Sequence[str]]], pictures_at: str
) -> Shift:
    """Return a shift whose names and numbers follow from seed and number alone."""
    choice = random.Random(f"{seed}-{number}")  # noqa: S311  # names of a demo, no secrets
    names: dict[str, str] = {}
    for group in groups:
        index = choice.randrange(min(len(values) for values in group.values()))
        names |= {name: values[index] for name, values in group.items()}
    return Shift(number, at, pictures_at, names)


def plan_pauses(
    script: Sequence[ScriptEntry], number: int, *, seed: int
) -> Iterator[tuple[ScriptEntry, float]]:
    """Yield the entries with the seconds to wait before each; later shifts are slower.

    A desk that runs for days therefore stores a few items an hour.
    """
    choice = random.Random(f"pauses {seed}-{number}")  # noqa: S311
    slowness = min(2.0**number, MAX_SLOWNESS)
    for entry in script:
        drawn = choice.uniform(*PAUSE_SECONDS)
        yield entry, entry.pause if entry.pause is not None and not number else drawn * slowness
