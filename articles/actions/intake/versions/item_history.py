"""The versions of one agency item: supersession and active kills.

The answers follow from the agency's version numbers and times and from the items received, never from the order in
which the items arrived.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.models import AgencyChange, Article, WireItem
from articles.models.audit import AuditVerb
from articles.parsing.agency_update import ItemStatus, get_item_status, get_update_kind
from articles.text.fingerprints import canonical_item_id
from articles.wire.future_times import get_order_time
from articles.wire.versions import HistoryItem, Version, find_active_kills, find_newest

Kind = AgencyChange.Kind
Outcome = AgencyChange.Resolution
REPLACEABLE = (Kind.UPDATE, Kind.LIFT)
"""Open changes that a newer version makes obsolete; a correction stays open until an editor has seen it."""


class ItemHistory:
    """The parsed wire items with one agency item id, or a single item without id.

    `item` itself is one of them, so that the history shows what happens to it.
    """

    def __init__(self, item: WireItem) -> None:
        found = _items_of_history(item).defer("raw", "parsed").order_by("-received_at", "-pk")
        self.items: list[WireItem] = [item if other.pk == item.pk else other for other in found]

    def list_newest_first(self) -> list[WireItem]:
        """Return the items in the order of the agency, however they arrived."""
        return sorted(self.items, key=_get_place, reverse=True)

    def active_kills(self) -> list[WireItem]:
        """Return the kills that no usable version is newer than."""
        active = {
            kill.pk
            for kill in find_active_kills(
                HistoryItem(item.pk, version_of(item), get_item_status(item.reading)) for item in self.items
            )
        }
        return [item for item in self.items if item.pk in active]

    def lifts_kill(self, item: WireItem) -> bool:
        """Return True for a usable item that is newer than a kill, if no kill is active."""
        is_after_kill = any(is_kill(other) and is_newer(item, other) for other in self.items)
        return (
            is_after_kill and get_item_status(item.reading) is ItemStatus.USABLE and not self.active_kills()
        )

    def find_newer(self, item: WireItem) -> WireItem | None:
        """Return the newest version that supersedes the item; repeats do not count."""
        candidates = (
            i
            for i in self.items
            if i.repeats_id is None and get_item_status(i.reading) is not ItemStatus.DOUBTFUL
        )
        newer = [other for other in candidates if is_newer(other, item)]
        return find_newest(newer, version_of)

    def find_previous(self, item: WireItem) -> WireItem | None:
        """Return the newest of the other versions that are not newer than the item."""
        others = (other for other in self.items if other.pk != item.pk and other.repeats_id is None)
        return find_newest([other for other in others if not is_newer(other, item)], version_of)

    def has_kill_between(self, item: WireItem, earlier: WireItem) -> bool:
        """Return True if a kill lies between the two, which makes a repeat news."""
        return any(
            is_kill(kill) and is_newer(item, kill) and not is_newer(earlier, kill) for kill in self.items
        )


def version_of(item: WireItem) -> Version:
    if item.content is None:
        return Version(item.agency_version, item.version_created)
    created = get_order_time(item.version_created, item.received_at)
    return Version(item.agency_version, created, declared=True)


def _get_place(item: WireItem) -> tuple[datetime, int, datetime, int]:
    version = version_of(item)
    return version.created or item.received_at, version.number or 0, item.received_at, item.pk


def is_newer(one: WireItem, other: WireItem) -> bool:
    """Return True if the version data is complete, consistent and newer."""
    return version_of(one).is_newer_than(version_of(other))


def is_kill(item: WireItem) -> bool:
    return get_item_status(item.reading) is ItemStatus.KILL


def correction_line(item: WireItem) -> str:
    """Return the line that announces a kill or correction; empty without one."""
    reading = item.reading or {}
    kill = reading.get("kill")
    return str(kill["line"] if kill else reading.get("correction") or "")


def agency_item_of(item: WireItem) -> str:
    """Return the key of the agency's item without its version; empty without an id."""
    if item.agency_item:
        return item.agency_item
    return canonical_item_id(str((item.reading or {}).get("agency_id") or ""))[:200]


def lock_item_history(item_id: int) -> None:
    """Lock the history that a received item belongs to."""
    item = WireItem.objects.only("agency_item", "reading").filter(pk=item_id)
    lock_current_histories(lambda: (agency_item_of(item.get()),))


def lock_history_of_change(change_id: int) -> None:
    """Lock the history of the item that made a change."""
    agency_item = AgencyChange.objects.values_list("item__agency_item", flat=True).filter(pk=change_id)
    lock_current_histories(lambda: (agency_item.get(),))


def lock_current_histories(find_agency_items: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """Lock and return the agency items that `find_agency_items` returns.

    Another process may change the agency item of a received item before its lock is taken. The locks are then
    released and taken again, because one process that adds a lock and another one may wait for each other.
    """
    found = find_agency_items()
    while True:
        with transaction.atomic():
            lock_agency_items(found)
            locked, found = found, find_agency_items()
            if set(found) <= set(locked):
                return found
            transaction.set_rollback(True)


def lock_agency_items(agency_items: Iterable[str]) -> None:
    """Hold advisory locks on the histories of agency items until the transaction ends.

    They are taken before any row lock, so that a new version and a story made from an older one wait for each other.
    The order is always the same, so that two files with the same items never wait for each other.
    """
    keys = sorted(key for key in set(agency_items) if key)
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(key, 1)) FROM unnest(%s::text[]) key", [keys]
            )


def mark_superseded(history: ItemHistory, at: datetime) -> None:
    """Save each item's superseding version and settle changes that became obsolete."""
    kills = history.active_kills()
    for item in history.items:
        newer = history.find_newer(item)
        if newer is None or item.superseded_by_id == newer.pk:
            continue
        item.superseded_by = newer
        if item.status == WireItem.Status.READ:
            item.status = WireItem.Status.SUPERSEDED
        item.save(update_fields=["superseded_by", "status"])
        is_killed = any(is_newer(kill, item) for kill in kills)
        waiting = AgencyChange.objects.filter(item=item, settled_at=None).exclude(kind=Kind.KILL)
        obsolete = waiting if is_killed else waiting.filter(kind__in=REPLACEABLE)
        obsolete.update(settled_at=at, outcome=Outcome.SUPERSEDED)


def get_superseded_message(item: WireItem) -> str:
    """Return the message that names the newer version or the kill; empty without one."""
    newer = item.superseded_by
    if newer is None:
        return ""
    if is_kill(newer):
        message = _(
            "The agency has killed this copy (received copy #%(n)d). A story made from it stays blocked."
        )
    else:
        message = _("A newer version of this copy is already on the desk (received copy #%(n)d).")
    return message % {"n": newer.pk}


def settle_kills(history: ItemHistory, at: datetime) -> None:
    """Settle open kills if none is active, and mark the changes that lift a kill.

    Nothing is published: an editor decides what follows.
    """
    pks = [item.pk for item in history.items]
    if pks and not history.active_kills():
        open_kills = AgencyChange.objects.filter(item__in=pks, kind=Kind.KILL, settled_at=None)
        open_kills.update(settled_at=at, outcome=Outcome.LIFTED)
    for item in history.items:
        if get_item_status(item.reading) is ItemStatus.USABLE and item.superseded_by_id is None:
            _update_lift(history, item)


def _update_lift(history: ItemHistory, item: WireItem) -> None:
    """Set or remove the kind LIFT of the item's changes.

    Changes dismissed as unaffected before the kill was known are reopened.
    """
    if history.lifts_kill(item):
        changes = item.changes.exclude(kind=Kind.LIFT)
        changes.filter(outcome=Outcome.UNAFFECTED).update(
            settled_at=None, settled_by=None, outcome="", reason=""
        )
        changes.filter(settled_at=None).update(kind=Kind.LIFT)
    else:
        plain = get_update_kind(item.reading, after_kill=False)
        item.changes.filter(settled_at=None, kind=Kind.LIFT).update(kind=plain.value)


def find_repeats_after_kill(history: ItemHistory) -> list[WireItem]:
    """Return repeats that are newer than a kill of the repeated text."""
    by_pk = {item.pk: item for item in history.items}
    return [
        item
        for item in history.items
        if item.repeats_id in by_pk and history.has_kill_between(item, by_pk[item.repeats_id])
    ]


def link_kills(article: Article, item: WireItem, *, at: datetime) -> None:
    """Link the active kills of the item to a story made from it after they arrived.

    The caller holds the lock of the item's history.
    """
    for kill in ItemHistory(item).active_kills():
        if AgencyChange.objects.filter(item=kill, article=article).exists():
            continue
        change = AgencyChange.objects.filter(item=kill, article=None, settled_at=None).first()
        if change is None:
            change = AgencyChange(item=kill, kind=Kind.KILL, opened_at=at)
        change.article, change.found, change.revision = (
            article,
            AgencyChange.MatchedBy.ITEM,
            article.revision,
        )
        change.before = item if item.pk != kill.pk else None
        change.save()
        audit(AuditVerb.AGENCY_KILL, article, by=None, at=at, item=kill.pk, found=change.found)


def lift_kills(change: AgencyChange) -> None:
    """Unblock the story from the accepted kills that this settled lift is newer than."""
    accepted = AgencyChange.objects.filter(article=change.article_id, kind=Kind.KILL, outcome=Outcome.TAKEN)
    for kill in accepted.select_related("item"):
        if is_newer(change.item, kill.item):
            kill.outcome = Outcome.LIFTED
            kill.save(update_fields=["outcome"])


def _items_of_history(item: WireItem) -> "QuerySet[WireItem]":
    agency_item = item.agency_item or agency_item_of(item)
    parsed = WireItem.objects.filter(reading__isnull=False)
    return (
        parsed.filter(Q(agency_item=agency_item) | Q(pk=item.pk))
        if agency_item
        else parsed.filter(pk=item.pk)
    )
