"""Rows of the wire desk's list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.admin.badges import badge, format_time
from articles.admin.wire.labels import KIND_ICONS, KIND_LABELS, NOTICE_LABELS, NOTICE_TONES
from articles.models import WireItem
from articles.selectors.held_copy import is_withheld
from articles.selectors.wire_list import ItemUse, count_versions, find_uses, is_embargoed, is_flash, is_killed
from articles.wire.item import KILL_NOTICES, ItemKind, Notice, PubStatus

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
