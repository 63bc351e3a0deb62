"""Embargo lines in the internal notes of a story: what they hold back, each read with the time it reached the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from articles.models import Article, AuditEntry, Revision
from articles.parsing.story.embargo import has_time, is_over, read_embargo
from articles.parsing.story.embargo_marks import is_embargo_line


@dataclass(frozen=True, slots=True)
class OpenEmbargo:
    """A line that holds the story back; `until` is what it was read as, None where it could not be read."""

    line: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class _EmbargoLine:
    text: str
    entered: datetime
    """When the line came into the notes."""
    received: datetime
    """When it was written: with the copy that it came in, else when it came into the notes."""


def find_open_embargo(article: Article, at: datetime) -> OpenEmbargo | None:
    """Return the first line that names a time to come, or one that nobody can tell.

    Lines with which the story went out, or that stood there when its embargo was broken, are settled.
    """
    texts = [text.strip() for text in article.notes.splitlines() if is_embargo_line(text)]
    if not texts:
        return None
    settled = _settled_at(article)
    lines = [_date_line(article, text, at) for text in texts]
    lines = [line for line in lines if settled is None or line.entered > settled]
    speaking = [line for line in lines if has_time(line.text)] or lines
    found = (_read_line(line, at) for line in speaking)
    return next((embargo for embargo in found if embargo is not None), None)


def _read_line(line: _EmbargoLine, at: datetime) -> OpenEmbargo | None:
    read = read_embargo(line.text, zone=ZoneInfo(settings.DESK_TIME_ZONE), at=line.received)
    if read is not None and is_over(read, received=line.received, at=at):
        return None
    return OpenEmbargo(line.text, read.value if read else None)


def _date_line(article: Article, text: str, at: datetime) -> _EmbargoLine:
    revisions = article.revisions.order_by("number").values_list("at", "snapshot__notes")
    entered = next((when for when, notes in revisions if text in _split_lines(notes)), at)
    items = [
        item for item in article.wire_items.all() if text in _split_notes((item.reading or {}).get("notes"))
    ]
    received = max((item.received_at for item in items if item.received_at <= entered), default=entered)
    return _EmbargoLine(text, entered, received)


def _split_lines(notes: object) -> list[str]:
    return [line.strip() for line in str(notes or "").splitlines()]


def _split_notes(notes: Sequence[str] | None) -> list[str]:
    return [line for note in notes or () for line in _split_lines(note)]


def _settled_at(article: Article) -> datetime | None:
    """Return when the story went out last or its embargo was broken."""
    out = (
        article.revisions.filter(kind__in=Revision.GONE_OUT).order_by("-number").values_list("at", flat=True)
    )
    broken = AuditEntry.objects.filter(model="article", object_id=article.pk, verb="break embargo")
    times = [out.first(), broken.values_list("at", flat=True).first()]
    return max((when for when in times if when is not None), default=None)
