"""Two versions of an item next to each other, with the words that changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.actions.publish_checks.text import format_desk_time
from articles.admin.wire.item_page import list_blocks
from articles.admin.wire.labels import FIELD_LABELS, STATUS_LABELS
from articles.models import WireItem
from articles.text.correction_notes import split_columns
from articles.text.word_diff import DiffPiece
from articles.wire.item import PubStatus

COMPARED = ("headline", "subheadline", "kicker", "teaser", "byline", "dateline", "creditline", "slugline")
_PASTED = {"subheadline": "dek"}


@dataclass(frozen=True, slots=True)
class ComparedField:
    label: str
    before: Sequence[DiffPiece]
    now: Sequence[DiffPiece]
    is_changed: bool


def compare_versions(old: WireItem, new: WireItem) -> list[ComparedField]:
    """Return fields, data and text of both versions, without empty ones."""
    return [
        ComparedField(label, *split_columns(before, now), before != now)
        for label, before, now in _list_pairs(old, new)
        if before or now
    ]


def _list_pairs(old: WireItem, new: WireItem) -> Iterator[tuple[str, str, str]]:
    for name in COMPARED:
        yield str(FIELD_LABELS[name]), _field(old, name), _field(new, name)
    yield from compare_values(old, new)
    yield _("notes to desks"), _notes(old), _notes(new)
    yield _("text"), _text(old), _text(new)


def compare_values(old: WireItem, new: WireItem) -> Iterator[tuple[str, str, str]]:
    """Yield label, old and new value of the changed data that are no text."""
    for name in ("pubstatus", "urgency", "embargo"):
        before, now = _format_value(old, name), _format_value(new, name)
        if before != now:
            yield str(FIELD_LABELS[name]), before, now


def _field(item: WireItem, name: str) -> str:
    values: Mapping[str, Any] = item.content or {}
    return str(values.get(name) or (item.reading or {}).get(_PASTED.get(name, name)) or "").strip()


def _format_value(item: WireItem, name: str) -> str:
    if name == "embargo":
        return (
            _("held without a time") if item.held else format_desk_time(item.embargo) if item.embargo else "–"
        )
    if name == "pubstatus" and item.pubstatus in PubStatus:
        return str(STATUS_LABELS[PubStatus(item.pubstatus)])
    value = getattr(item, name)
    return "–" if value is None else str(value)


def _notes(item: WireItem) -> str:
    notes = (item.content or {}).get("ednotes")
    if notes is not None:
        return "\n".join(str(note.get("text") or "") for note in notes)
    return "\n".join((item.reading or {}).get("notes") or ())


def _text(item: WireItem) -> str:
    return "\n\n".join(text for _tag, text, _html in list_blocks(item))
