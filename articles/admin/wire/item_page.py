"""Rows of the wire desk, and the page of one item with its values and versions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.actions.intake.effects.fetch_renditions import is_picture, is_picture_file
from articles.actions.intake.effects.item_copy import displayed_text, raw_bytes
from articles.actions.intake.versions.item_history import ItemHistory
from articles.actions.publish_checks.text import format_desk_time
from articles.admin.badges import badge, format_time, yes_or_no
from articles.admin.photos.lights import render_photo_lights
from articles.admin.wire.labels import (
    FIELD_LABELS,
    KIND_ICONS,
    KIND_LABELS,
    NOTE_LABELS,
    NOTICE_LABELS,
    NOTICE_TONES,
    PHOTO_LABELS,
    STATUS_LABELS,
)
from articles.models import WireItem
from articles.selectors.held_copy import is_withheld
from articles.selectors.wire_list import ItemUse, count_versions, find_uses, is_embargoed, is_flash, is_killed
from articles.selectors.wire_takes import find_takes
from articles.text.correction_notes import split_columns
from articles.text.word_diff import DiffPiece
from articles.wire.body import sanitize_blocks
from articles.wire.field_map.mapped_values import is_web_address
from articles.wire.item import KILL_NOTICES, ItemKind, Notice, PubStatus
from articles.wire.other_facts import OtherFact, list_other_facts
from articles.wire.registry import LARGE_FORMATS
from articles.wire.to_dict import translate_warnings

_MUTED = frozenset({WireItem.Status.DISMISSED, WireItem.Status.REPEATED, WireItem.Status.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class WireRow:
    item: WireItem
    time: str
    urgency: str
    """Word of the mark for flash and urgent items, else the number."""
    is_flash: bool
    agency: str
    badges: Sequence[SafeString]
    uses: Sequence[ItemUse]
    versions: int
    picture: str
    """Address of a small copy of the item's picture; empty without one."""
    is_muted: bool

    @property
    def title(self) -> str:
        return self.item.headline or str(self.item)


def build_rows(items: Sequence[WireItem], at: datetime) -> list[WireRow]:
    uses = find_uses(items) if items else {}
    counts = count_versions(items) if items else {}
    return [
        build_row(item, uses.get(item.pk, []), at, versions=counts.get(item.agency_item, 1)) for item in items
    ]


def build_row(item: WireItem, uses: Sequence[ItemUse], at: datetime, *, versions: int) -> WireRow:
    return WireRow(
        item=item,
        time=format_time(item.received_at),
        urgency=urgency_word(item),
        is_flash=is_flash(item),
        agency=item.provider if item.source is None or item.source.name != item.provider else "",
        badges=list(list_badges(item, at)),
        uses=uses,
        versions=versions,
        picture=_find_picture(item),
        is_muted=item.status in _MUTED or item.superseded_by_id is not None,
    )


def _find_picture(item: WireItem) -> str:
    if item.photo_id is not None:
        return reverse("admin:articles_photo_picture", args=[item.photo_id])
    has_thumbnail = getattr(item, "has_thumbnail", False)
    return reverse("admin:articles_article_copy_picture", args=[item.pk, 0]) if has_thumbnail else ""


def urgency_word(item: WireItem) -> str:
    words: dict[int | None, Any] = {
        None: "",
        1: pgettext("urgency of an item", "flash"),
        2: pgettext("urgency of an item", "urgent"),
    }
    return str(words.get(item.urgency, item.urgency))


def list_badges(item: WireItem, at: datetime) -> Iterator[SafeString]:
    """Yield kind, notices and restrictions of an item, each as a word in a frame."""
    yield from _list_restrictions(item, at)
    kills = KILL_NOTICES & {Notice(one) for one in item.notices if one in Notice}
    if is_killed(item) and not kills:
        yield badge(_("kill"), "killed", icon="block")
    for name in item.notices:
        notice = Notice(name) if name in Notice else None
        if notice is not None:
            icon = "block" if notice in kills else ""
            yield badge(str(NOTICE_LABELS[notice]), NOTICE_TONES.get(notice, "draft"), icon=icon)
    if item.outcome == WireItem.IntakeOutcome.LIFTED:
        yield badge(_("kill lifted"), "ready")
    kind = ItemKind(item.kind)
    if kind is not ItemKind.TEXT and not (kind is ItemKind.ADVISORY and Notice.ADVISORY in item.notices):
        yield badge(str(KIND_LABELS[kind]), "draft", icon=KIND_ICONS.get(kind, ""))
    yield from _list_states(item)


def _list_restrictions(item: WireItem, at: datetime) -> Iterator[SafeString]:
    if is_embargoed(item, at) and item.embargo is not None:
        words = _("embargo until %(time)s") % {"time": format_time(item.embargo)}
        yield badge(words, "embargo", icon="lock_clock")
    if is_withheld(item):
        words = _("held without a time") if item.held else _("withheld")
        yield badge(words, "withheld", icon="lock")
    elif item.released_at is not None and (item.held or item.pubstatus == PubStatus.WITHHELD):
        yield badge(_("released"), "ready", icon="lock_open")


def _list_states(item: WireItem) -> Iterator[SafeString]:
    if item.outcome == WireItem.IntakeOutcome.OLDER:
        yield badge(_("older version"), "draft")
    elif item.superseded_by_id is not None:
        yield badge(_("superseded"), "draft")
    if item.repeats_id is not None:
        yield badge(_("sent again"), "draft")
    if item.status == WireItem.Status.DISMISSED:
        yield badge(_("dismissed"), "draft")
    elif item.status == WireItem.Status.QUARANTINED:
        yield badge(_("set aside"), "killed")
    if count := len(item.warnings):
        words = ngettext("%(n)d warning", "%(n)d warnings", count) % {"n": count}
        yield badge(words, "embargo", icon="warning")


MAX_RAW = 20_000
"""Characters of the raw file that the page shows; the whole file can be downloaded."""
MAX_VERSIONS = 40
_HEAD_FIELDS = frozenset({"headline", "subheadline", "kicker", "byline", "dateline", "teaser"})
_CODED: dict[str, dict[str, Any]] = {
    "kind": {kind.value: label for kind, label in KIND_LABELS.items()},
    "notices": {notice.value: label for notice, label in NOTICE_LABELS.items()},
    "pubstatus": {status.value: label for status, label in STATUS_LABELS.items()},
}
"""Field → the words for its codes."""
_TIMES = frozenset({"embargo", "expires", "versioncreated", "firstcreated"})


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A value as read; `path` is its place in the file."""

    label: str
    values: Sequence[str]
    path: str = ""


def build_context(item: WireItem, at: datetime) -> dict[str, Any]:
    """Return the template context of the page; the number of queries is constant."""
    content = item.content or {}
    raw = displayed_text(item)
    return {
        **build_preview(item, at),
        "fields": list(list_fields(content)),
        "photo_fields": list(list_photo_fields(content)),
        "members": list_members(item, content),
        "links": keep_web_links(content.get("links")),
        "other_facts": find_other_facts(item),
        "versions": list_versions(item, at),
        "version_count": count_versions([item]).get(item.agency_item, 1),
        "changes": item.changes.select_related("article").order_by("-opened_at"),
        "uses": find_uses([item])[item.pk],
        "takes": find_takes(item),
        "is_picture": is_picture(item),
        "has_picture_file": is_picture_file(item),
        "lights": render_photo_lights(item.photo_id, at) if item.photo_id is not None else "",
        "raw": raw[:MAX_RAW],
        "raw_left": max(0, len(raw) - MAX_RAW),
    }


def find_other_facts(item: WireItem) -> tuple[OtherFact, ...]:
    """Return the texts of the file that none of its items says."""
    if item.file is None or item.content is None or item.file.format in LARGE_FORMATS:
        return ()
    contents = WireItem.objects.filter(file=item.file_id).values_list("content", flat=True)
    return list_other_facts(raw_bytes(item), filter(None, contents))


def build_preview(item: WireItem, at: datetime) -> dict[str, Any]:
    """Return the context of the quick preview, which needs no query."""
    content = item.content or {}
    reading = item.reading or {}
    head = {name: str(content.get(name) or reading.get(name) or "") for name in (*_HEAD_FIELDS, "dek")}
    blocks = list_blocks(item)
    if blocks and blocks[0][1].startswith(head["dateline"]):
        head["dateline"] = ""  # most formats have it in the text, too
    return {
        "item": item,
        "badges": list(list_badges(item, at)),
        "head": head,
        "body": mark_safe(sanitize_blocks(blocks)),  # noqa: S308  # sanitised
        "notes": [
            {**note, "role": _label_role(note.get("role", ""))} for note in content.get("ednotes") or ()
        ],
        "pasted_notes": reading.get("notes") or () if not content else (),
        "rights": content.get("rights") or {},
        "restrictions": list_restrictions(content),
        "warnings": translate_warnings(item.warnings, _),
        "is_withheld": is_withheld(item),
        "embargo": format_desk_time(item.embargo) if item.embargo and is_embargoed(item, at) else "",
    }


def _label_role(role: str) -> str:
    return str(NOTE_LABELS.get(role, role))


def list_blocks(item: WireItem) -> Sequence[tuple[str, str, str]]:
    """Return tag, text and HTML of the blocks of a news item, or of pasted paragraphs."""
    if item.content is not None:
        return item.content.get("blocks") or ()
    return [("p", text, "") for text in (item.reading or {}).get("paragraphs") or ()]


def list_fields(content: Mapping[str, Any]) -> Iterator[FieldRow]:
    paths = content.get("paths") or {}
    for name, label in FIELD_LABELS.items():
        if content.get(name) not in (None, "", [], {}, False):
            yield FieldRow(str(label), _format_values(name, content[name]), paths.get(name, ""))


def list_photo_fields(content: Mapping[str, Any]) -> Iterator[FieldRow]:
    photo = content.get("photo") or {}
    path = (content.get("paths") or {}).get("photo", "")
    for name, label in PHOTO_LABELS.items():
        if photo.get(name):
            yield FieldRow(str(label), _format_values(name, photo[name]), path)


def _format_values(name: str, value: Any) -> list[str]:
    if isinstance(value, list):
        return [_format_value(name, one) for one in value]
    return [_format_value(name, value)]


def _format_value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, dict):  # a code: its name, then scheme and code
        code = ":".join(filter(None, (value.get("scheme"), value.get("code"))))
        return f"{value['name']} ({code})" if value.get("name") and code else value.get("name") or code
    if name in _TIMES:
        return format_desk_time(datetime.fromisoformat(str(value)))
    return str(_CODED.get(name, {}).get(value, value))


def list_restrictions(content: Mapping[str, Any]) -> list[str]:
    """Return the terms of use of the text and of the picture, each once."""
    rights, photo = content.get("rights") or {}, content.get("photo") or {}
    terms = (*(rights.get("terms") or ()), photo.get("usage_terms"), photo.get("instructions"))
    return list(dict.fromkeys(filter(None, terms)))


def list_members(item: WireItem, content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the associated items, each with the received item once it arrived."""
    associations = content.get("associations") or ()
    guids = [one["guid"] for one in associations if one.get("guid")]
    arrived = WireItem.objects.filter(guid__in=guids, provider=item.provider).order_by("received_at", "pk")
    ids = dict(arrived.values_list("guid", "pk")) if guids else {}
    return [
        {
            "guid": one.get("guid", ""),
            "kind": str(KIND_LABELS[ItemKind(one["kind"])]) if one.get("kind") in ItemKind else "",
            "title": one.get("headline") or one.get("role") or one.get("guid", ""),
            "caption": one.get("caption", ""),
            "credit": " · ".join(filter(None, (one.get("creator"), one.get("credit")))),
            "renditions": keep_web_links(one.get("renditions")),
            "item_id": ids.get(one.get("guid", "")),
        }
        for one in associations
    ]


def keep_web_links(links: Sequence[Mapping[str, Any]] | None) -> list[Mapping[str, Any]]:
    """Return the links without those that run a program or hold their own content."""
    return [link for link in links or () if is_web_address(link["href"])]


def list_versions(item: WireItem, at: datetime) -> list[dict[str, Any]]:
    """Return the newest versions of a matter and this one; empty for one alone."""
    if not item.agency_item:
        return []
    items = ItemHistory(item).list_newest_first()
    if len(items) < 2:
        return []
    shown = [one for place, one in enumerate(items) if place < MAX_VERSIONS or one.pk == item.pk]
    return [
        {"item": one, "badges": list(list_badges(one, at)), "is_this": one.pk == item.pk} for one in shown
    ]


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
        before, now = _format_item_value(old, name), _format_item_value(new, name)
        if before != now:
            yield str(FIELD_LABELS[name]), before, now


def _field(item: WireItem, name: str) -> str:
    values: Mapping[str, Any] = item.content or {}
    return str(values.get(name) or (item.reading or {}).get(_PASTED.get(name, name)) or "").strip()


def _format_item_value(item: WireItem, name: str) -> str:
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
