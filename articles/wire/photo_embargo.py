"""Embargoes in the instructions of a photo. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from articles.parsing.story.embargo import has_time, read_embargo
from articles.wire.item_draft import clean_line
from articles.wire.vocabularies import read_forms

_EMBARGO = re.compile(read_forms("embargo", "photo"), re.IGNORECASE)
_NO_EMBARGO = re.compile(read_forms("embargo", "no_photo"), re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[\r\n;|/*]+|\s[-–—]{1,3}\s|\.\s+(?=[A-ZÄÖÜ]))\s*")
_SHORT = re.compile(
    r".{4,60}?\d{1,2}[.:]\d\d(?: ?Uhr)?(?: ?(?:MEZ|MESZ|CET|CEST|GMT|UTC))?|.{4,60}?\d{1,2} ?Uhr",
    re.IGNORECASE,
)
_MAX_LENGTH = 5_000


@dataclass(frozen=True, slots=True)
class EmbargoNote:
    """Embargo in a note: its words, and its end if that is certain."""

    note: str
    end: datetime | None


def read_embargo_note(instructions: str, zone: tzinfo) -> EmbargoNote | None:
    """Return the embargo of the instructions; None without one."""
    text = instructions[:_MAX_LENGTH]
    if not _EMBARGO.search(text) or _NO_EMBARGO.search(text):
        return None
    for part in _list_candidates(text):
        if has_time(part) and (reading := read_embargo(part, zone=zone)):
            return EmbargoNote(part[:200], reading.value)
    return EmbargoNote(clean_line(text)[:200], None)


def _list_candidates(text: str) -> Iterator[str]:
    """Yield the parts that name an embargo: the whole, a line, and up to the time."""
    yield clean_line(text)
    parts = _SEPARATOR.split(text)
    for part in parts:
        match = _EMBARGO.search(part)
        if match is not None:
            yield clean_line(part)
            yield clean_line(part[match.start() :])
            if short := _SHORT.match(part, match.start()):
                yield clean_line(short[0])
