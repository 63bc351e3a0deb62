"""A line of an archive file, parsed into a published story. Pure.

{"id", "slug", "headline", "dek", "section", "published", "paragraphs": [...], "caption", "credit",
 "sources": ["afp", "dl"], "persons": [slug, ...]}

`id`, `headline`, `section`, `published` and `paragraphs` are required. Unknown keys are refused, so that no field of
an older system is lost unnoticed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

import orjson

from articles.text.clean import clean_text

REQUIRED = ("id", "headline", "section", "published", "paragraphs")
OPTIONAL = ("slug", "dek", "caption", "credit", "sources", "persons", "language")
MAX_LINE_BYTES = 5_000_000
"""Bytes of a line; no story is that long."""
MAX_LENGTHS = {"id": 80, "slug": 100, "headline": 250, "section": 80, "credit": 300}
LANGUAGES = ("de", "en")


class ArchiveLineError(ValueError):
    """Error of a line that cannot be imported, with the key and the reason."""


@dataclass(frozen=True, slots=True)
class ArchiveStory:
    """Story of an archive; `published` is aware, `slug` may be empty."""

    id: str
    slug: str
    headline: str
    dek: str
    section: str
    published: datetime
    paragraphs: tuple[str, ...]
    caption: str
    credit: str
    sources: tuple[str, ...]
    persons: tuple[str, ...]
    language: str


def parse_line(line: bytes, zone: tzinfo, at: datetime, languages: Sequence[str] = LANGUAGES) -> ArchiveStory:
    """Parse one line; a time without offset is in `zone`. Raise ArchiveLineError.

    A publication time after `at` is refused, and so is a language other than `languages`; the first is the default.
    """
    content = _object(line)
    paragraphs = _texts(content, "paragraphs")
    if not paragraphs:
        raise ArchiveLineError("“paragraphs” is empty.")
    language = _text(content, "language") or languages[0]
    if language not in languages:
        raise ArchiveLineError(f"“language” is {language!r}; it must be {' or '.join(languages)}.")
    return ArchiveStory(
        id=_text(content, "id"),
        slug=_text(content, "slug"),
        headline=_text(content, "headline"),
        dek=_text(content, "dek"),
        section=_text(content, "section"),
        published=_time(content["published"], zone, at),
        paragraphs=paragraphs,
        caption=_text(content, "caption"),
        credit=_text(content, "credit"),
        sources=_texts(content, "sources"),
        persons=_texts(content, "persons"),
        language=language,
    )


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE_BYTES:
        raise ArchiveLineError(f"The line has {len(line):,} bytes; the limit is {MAX_LINE_BYTES:,}.")
    try:
        content = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ArchiveLineError(f"This is not JSON: {error}.") from error
    if not isinstance(content, dict):
        raise ArchiveLineError("The line is not a JSON object.")
    if missing := [key for key in REQUIRED if content.get(key) in (None, "")]:
        raise ArchiveLineError(f"Missing: {', '.join(missing)}.")
    if unknown := sorted(set(content) - {*REQUIRED, *OPTIONAL}):
        raise ArchiveLineError(f"Unknown: {', '.join(unknown)}.")
    return content


def _text(content: dict[str, Any], key: str) -> str:
    value = content.get(key)
    if value is None:
        return ""
    if isinstance(value, int) and key == "id":
        value = str(value)
    if not isinstance(value, str):
        raise ArchiveLineError(f"“{key}” is not a text.")
    text = " ".join(clean_text(value).split())
    if not text and key in REQUIRED:
        raise ArchiveLineError(f"“{key}” is blank.")
    if len(text) > MAX_LENGTHS.get(key, MAX_LINE_BYTES):
        raise ArchiveLineError(f"“{key}” has {len(text)} characters; the limit is {MAX_LENGTHS[key]}.")
    return text


def _texts(content: dict[str, Any], key: str) -> tuple[str, ...]:
    values = content.get(key) or []
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise ArchiveLineError(f"“{key}” is not a list of texts.")
    cleaned = (" ".join(clean_text(value).split()) for value in values)
    return tuple(text for text in cleaned if text)


def _time(value: Any, zone: tzinfo, at: datetime) -> datetime:
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ArchiveLineError(f"“published” is {value!r}; write 2024-05-31T18:05:00+02:00.") from error
    aware = time if time.tzinfo else time.replace(tzinfo=zone)
    if aware > at:
        raise ArchiveLineError(f"“published” is in the future: {value}.")
    return aware
