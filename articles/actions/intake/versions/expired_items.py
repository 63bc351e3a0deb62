"""Items whose time of the contract is over: which may go, and which must stay.

An item stays that a story or photo was made of, that a change of a story names, or that such an item points to as its
newer version. Where a matter was killed, all its versions stay for two years: the kill must stop an older version that
arrives late, and the version that lifted it must go on lifting it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.actions.intake.versions.item_history import lock_agency_items
from articles.models import AgencyChange, WireItem, WireSource
from articles.parsing.agency_update import ItemStatus, get_item_status
from articles.wire.item import KILL_NOTICES, PubStatus
from newsroom.keyset import rows_after

KILLS_STORED_FOR = timedelta(days=2 * 366)
KILL_OUTCOMES = frozenset({WireItem.IntakeOutcome.KILL.value, WireItem.IntakeOutcome.LIFTED.value})
_UNSETTLED = (WireItem.Status.RECEIVED, WireItem.Status.QUARANTINED, WireItem.Status.USED)

type ItemPlace = tuple[datetime, int]
"""Receipt and id of an item, by which the batches follow each other."""


def list_expired(
    source: WireSource | None, before: datetime, *, at: datetime, after: ItemPlace | None, limit: int
) -> list[ItemPlace]:
    """Return the next unused items of a source that were received before."""
    expired = filter_unused(at).filter(source=source, received_at__lt=before)
    if after is not None:
        expired = expired.filter(rows_after(("received_at", "pk"), after, ascending=True))
    return list(expired.order_by("received_at", "pk").values_list("received_at", "pk")[:limit])


def filter_unused(at: datetime) -> "QuerySet[WireItem]":
    """Return settled items that nothing was made of and no change names."""
    changes = AgencyChange.objects.filter(Q(item=OuterRef("pk")) | Q(before=OuterRef("pk")))
    unused = WireItem.objects.filter(~Exists(changes), article=None, photo=None)
    return unused.exclude(status__in=_UNSETTLED).exclude(embargo__gt=at)


def delete_expired(item_ids: Collection[int], *, at: datetime) -> int:
    """Delete those of the items that nothing needs; return their number.

    It belongs in a transaction: the histories are locked until its end, so that no version arrives meanwhile.
    """
    matters = set(WireItem.objects.filter(pk__in=item_ids).values_list("agency_item", flat=True)) - {""}
    lock_agency_items(matters)
    candidates = filter_unused(at).filter(pk__in=item_ids, agency_item__in=[*matters, ""])
    items = list(_load(candidates.select_for_update(of=("self",), skip_locked=True)))
    killed = _find_killed_matters(matters, items, at)
    free = {item.pk for item in items if (item.agency_item or f"#{item.pk}") not in killed}
    free = _drop_needed(free)
    doomed = WireItem.objects.filter(pk__in=free)
    doomed.update(superseded_by=None, repeats=None)
    doomed.only("pk").delete()
    return len(free)


def _load(items: "QuerySet[WireItem]") -> "QuerySet[WireItem]":
    return items.only("pk", "agency_item", "received_at", "pubstatus", "notices", "outcome", "reading")


def _find_killed_matters(matters: Collection[str], items: Iterable[WireItem], at: datetime) -> set[str]:
    """Return the matters with a kill of the last two years.

    An item without identifier is a matter of its own.
    """
    versions = _load(WireItem.objects.filter(agency_item__in=matters))
    alone = [item for item in items if not item.agency_item]
    return {
        item.agency_item or f"#{item.pk}"
        for item in (*versions.iterator(), *alone)
        if item.received_at > at - KILLS_STORED_FOR and is_about_a_kill(item)
    }


def is_about_a_kill(item: WireItem) -> bool:
    """Return whether the item withdraws copy, may do so, or lifts a kill."""
    return (
        item.outcome in KILL_OUTCOMES
        or item.pubstatus == PubStatus.CANCELED
        or bool(KILL_NOTICES.intersection(item.notices))
        or get_item_status(item.reading) in {ItemStatus.KILL, ItemStatus.DOUBTFUL}
    )


def _drop_needed(free: set[int]) -> set[int]:
    """Return the items without those that a remaining one points to."""
    while free:
        pointing = WireItem.objects.filter(Q(superseded_by__in=free) | Q(repeats__in=free)).exclude(
            pk__in=free
        )
        needed = {pk for pair in pointing.values_list("superseded_by", "repeats") for pk in pair} & free
        if not needed:
            break
        free = free - needed
    return free
