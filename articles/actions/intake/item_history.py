"""All copy of an agency on one matter: which version supersedes which, and whether a kill holds.

Everything here follows from what the agency says of its versions and from which items have come in, never from the
order in which they came.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from articles.actions.revisions import audit
from articles.models import AgencyChange, Article, WireItem
from articles.parsing.agency_update import UpdateKind, get_item_status, get_update_kind
from articles.text.fingerprints import canonical_item_id
from articles.wire.versions import HistoryItem, ItemStatus, Version, find_active_kills, find_newest

Kind = AgencyChange.Kind
Outcome = AgencyChange.Resolution
REPLACEABLE = (Kind.UPDATE, Kind.LIFT)
"""Open changes that a newer version makes pointless; a correction stays until an editor has seen it."""


class ItemHistory:
    """The items of one agency number that have been considered; of an item without number the item alone."""

    def __init__(self, item: WireItem) -> None:
        self.items: list[WireItem] = list(
            _items_of_history(item).defer("raw").order_by("-received_at", "-pk")
        )

    def kills(self) -> list[WireItem]:
        """Return the kills that hold: no usable version is newer by what the agency says."""
        held = {
            kill.pk
            for kill in find_active_kills(
                HistoryItem(item.pk, version_of(item), get_item_status(item.reading)) for item in self.items
            )
        }
        return [item for item in self.items if item.pk in held]

    def lifts_a_kill(self, item: WireItem) -> bool:
        """Whether this usable item is newer than a kill, and no kill holds."""
        after = any(is_kill(other) and is_newer(item, other) for other in self.items)
        return after and get_item_status(item.reading) is ItemStatus.USABLE and not self.kills()

    def find_newer(self, item: WireItem) -> WireItem | None:
        """Return the newest of the items that are newer; copy sent again unchanged supersedes nothing."""
        held = (
            i
            for i in self.items
            if i.repeats_id is None and get_item_status(i.reading) is not ItemStatus.DOUBTFUL
        )
        newer = [other for other in held if is_newer(other, item)]
        return find_newest(newer, version_of)

    def before(self, item: WireItem) -> WireItem | None:
        """Return the copy that came before: the newest of those that are not newer than this one."""
        others = (other for other in self.items if other.pk != item.pk and other.repeats_id is None)
        return find_newest([other for other in others if not is_newer(other, item)], version_of)

    def is_parted_by_a_kill(self, item: WireItem, earlier: WireItem) -> bool:
        """Whether a kill lies between the two: the same words sent again after it are news."""
        return any(
            is_kill(kill) and is_newer(item, kill) and not is_newer(earlier, kill) for kill in self.items
        )


def version_of(item: WireItem) -> Version:
    return Version(item.agency_version, item.version_created)


def is_newer(one: WireItem, other: WireItem) -> bool:
    """Whether the agency says so; where it says nothing, or contradicts itself, it is not."""
    return version_of(one).is_newer_than(version_of(other))


def is_kill(item: WireItem) -> bool:
    return get_item_status(item.reading) is ItemStatus.KILL


def correction_line(item: WireItem) -> str:
    """Return what the copy says of its own correction."""
    reading = item.reading or {}
    kill = reading.get("kill")
    return str(kill["line"] if kill else reading.get("correction") or "")


def agency_item_of(item: WireItem) -> str:
    """Return the agency's number of the item without its version; empty for copy that carries none."""
    return canonical_item_id(str((item.reading or {}).get("agency_id") or ""))[:200]


def lock_item_history(number: str) -> None:
    """Let no other copy on this matter be considered until the transaction ends.

    Taken before any row is locked, so that copy that arrives at once, and the story made of it meanwhile, queue here.
    """
    if number:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [number])


def mark_superseded(matter: ItemHistory, at: datetime) -> None:
    """Note at every item which newer one supersedes it, and settle the open changes that are pointless by it."""
    kills = matter.kills()
    for item in matter.items:
        newer = matter.find_newer(item)
        if newer is None or item.superseded_by_id == newer.pk:
            continue
        item.superseded_by = newer
        if item.status == WireItem.Status.READ:
            item.status = WireItem.Status.SUPERSEDED
        item.save(update_fields=["superseded_by", "status"])
        killed = any(is_newer(kill, item) for kill in kills)
        waiting = AgencyChange.objects.filter(item=item, settled_at=None).exclude(kind=Kind.KILL)
        pointless = waiting if killed else waiting.filter(kind__in=REPLACEABLE)
        pointless.update(settled_at=at, outcome=Outcome.SUPERSEDED)


def settle_kills(matter: ItemHistory, at: datetime) -> None:
    """End the open kills where none holds any longer, and say at each newer version whether it lifts one.

    Nothing goes public by that: an editor decides what follows.
    """
    pks = [item.pk for item in matter.items]
    if pks and not matter.kills():
        open_kills = AgencyChange.objects.filter(item__in=pks, kind=Kind.KILL, settled_at=None)
        open_kills.update(settled_at=at, outcome=Outcome.LIFTED)
    for item in matter.items:
        if get_item_status(item.reading) is ItemStatus.USABLE and item.superseded_by_id is None:
            _update_lift(matter, item)


def _update_lift(matter: ItemHistory, item: WireItem) -> None:
    """A change that an editor waved aside before the kill was known is open again: it means more now."""
    if matter.lifts_a_kill(item):
        changes = item.changes.exclude(kind=Kind.LIFT)
        changes.filter(outcome=Outcome.UNAFFECTED).update(
            settled_at=None, settled_by=None, outcome="", reason=""
        )
        changes.filter(settled_at=None).update(kind=Kind.LIFT)
    else:
        plain = get_update_kind(item.reading, after_kill=False)
        item.changes.filter(settled_at=None, kind=Kind.LIFT).update(kind=plain.value)


def find_repeats_after_kill(matter: ItemHistory) -> list[WireItem]:
    """Return the items taken for repeats that came, by the agency's count, after a kill of the same words."""
    by_pk = {item.pk: item for item in matter.items}
    return [
        item
        for item in matter.items
        if item.repeats_id in by_pk and matter.is_parted_by_a_kill(item, by_pk[item.repeats_id])
    ]


def link_kills(article: Article, item: WireItem, *, at: datetime) -> Sequence[AgencyChange]:
    """Put a kill that was there before the story before the editors: the story of killed copy is killed copy.

    The caller holds the lock of the matter.
    """
    linked = []
    for kill in ItemHistory(item).kills():
        known = AgencyChange.objects.filter(item=kill, article=article).first()
        change = known or AgencyChange.objects.filter(item=kill, article=None, settled_at=None).first()
        if change is None:
            change = AgencyChange(item=kill, kind=Kind.KILL, opened_at=at)
        if known is None:
            change.article, change.found, change.revision = (
                article,
                AgencyChange.MatchedBy.ITEM,
                article.revision,
            )
            change.before = item if item.pk != kill.pk else None
            change.save()
            audit(
                f"agency {UpdateKind.KILL.value}", article, by=None, at=at, item=kill.pk, found=change.found
            )
        linked.append(change)
    return linked


def lift_kills(change: AgencyChange) -> None:
    """End the block of the kills that this lift, once an editor has settled it, is newer than."""
    taken = AgencyChange.objects.filter(article=change.article_id, kind=Kind.KILL, outcome=Outcome.TAKEN)
    for kill in taken.select_related("item"):
        if is_newer(change.item, kill.item):
            kill.outcome = Outcome.LIFTED
            kill.save(update_fields=["outcome"])


def _items_of_history(item: WireItem) -> "QuerySet[WireItem]":
    number = item.agency_item or agency_item_of(item)
    read = WireItem.objects.filter(reading__isnull=False)
    return read.filter(Q(agency_item=number) | Q(pk=item.pk)) if number else read.filter(pk=item.pk)
