"""Embargo lines in a story's internal notes, parsed as of their time of receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from articles.models import Article, AuditEntry, Revision
from articles.models.audit import AuditVerb
from articles.parsing.story.embargo import has_time, is_over, read_embargo
from articles.parsing.story.embargo_marks import is_embargo_line


@dataclass(frozen=True, slots=True)
class OpenEmbargo:
    """An embargo line that is not over; `until` is None if it could not be parsed."""

    line: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class _EmbargoLine:
    text: str
    entered: datetime
    """Time when the line was added to the notes."""
    received: datetime
    """Time of receipt of the copy that the line came with, else `entered`."""


def find_open_embargo(article: Article, at: datetime) -> OpenEmbargo | None:
    """Return the first embargo line whose time is in the future or cannot be parsed.

    Lines that were in the notes when the story was last published or its embargo broken no longer count.
    """
    texts = [text.strip() for text in article.notes.splitlines() if is_embargo_line(text)]
    if not texts:
        return None
    settled_at = _settled_at(article)
    lines = [_date_line(article, text, at) for text in texts]
    lines = [line for line in lines if settled_at is None or line.entered > settled_at]
    timed = [line for line in lines if has_time(line.text)] or lines
    embargoes = (_read_line(line, at) for line in timed)
    return next((embargo for embargo in embargoes if embargo is not None), None)


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
    """Return the time of the last publication or break of embargo, whichever is later."""
    published = (
        article.revisions.filter(kind__in=Revision.GONE_OUT).order_by("-number").values_list("at", flat=True)
    )
    broken = AuditEntry.objects.filter(model="article", object_id=article.pk, verb=AuditVerb.BREAK_EMBARGO)
    times = [published.first(), broken.values_list("at", flat=True).first()]
    return max((when for when in times if when is not None), default=None)
