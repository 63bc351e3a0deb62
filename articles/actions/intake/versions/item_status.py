"""States of wire items and how they came about."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.versions.item_history import (
    ItemHistory,
    correction_line,
    is_kill,
    lock_agency_items,
)
from articles.actions.intake.versions.item_matches import find_items_in_one_format
from articles.actions.intake.versions.story_matches import find_items_without_story
from articles.actions.permissions import Actor, require_permission
from articles.models import AgencyChange, WireItem, WireSource
from articles.models.audit import AuditVerb
from articles.parsing.agency_update import ItemStatus, get_item_status
from articles.selectors.held_copy import is_withheld
from articles.wire.item import KILL_NOTICES, PubStatus
from newsroom.keyset import rows_after

Outcome = WireItem.IntakeOutcome
Status = WireItem.Status
KILLS_STORED_FOR = timedelta(days=2 * 366)
KILL_OUTCOMES = frozenset({WireItem.IntakeOutcome.KILL.value, WireItem.IntakeOutcome.LIFTED.value})
_UNSETTLED = (WireItem.Status.RECEIVED, WireItem.Status.QUARANTINED, WireItem.Status.USED)

type ItemPlace = tuple[datetime, int]
"""Receipt and id of an item, by which the batches follow each other."""


def set_first_outcomes(items: Sequence[WireItem], *, at: datetime) -> None:
    """Set the effects of items without earlier version, before they are stored.

    Most items concern no story and need no further transaction. The effect of all others stays empty and is left to
    `open_agency_changes`: kills, corrections, items without an identifier that announce something about another one,
    and items that came in another format before or whose identifier a story has.
    """
    plain = [item for item in items if not _concerns_others(item)]
    for item in find_items_without_story(find_items_in_one_format(plain)):
        item.outcome = Outcome.HELD if _is_held(item, at) else Outcome.NEW


def _concerns_others(item: WireItem) -> bool:
    names_another = bool(item.notices) and bool((item.content or {}).get("guid_made"))
    return names_another or is_kill(item) or bool(correction_line(item))


def get_outcome(
    item: WireItem, before: WireItem | None, history: ItemHistory, *, at: datetime, is_older: bool
) -> WireItem.IntakeOutcome:
    """Return the effect; `before` is the version that the item follows."""
    if is_older:
        return Outcome.OLDER
    if is_kill(item):
        return Outcome.KILL
    if history.lifts_kill(item):
        return Outcome.LIFTED
    if _is_held(item, at):
        return Outcome.HELD
    if correction_line(item):
        return Outcome.CORRECTION
    return Outcome.UPDATE if before is not None else Outcome.NEW


def _is_held(item: WireItem, at: datetime) -> bool:
    is_embargoed = item.embargo is not None and item.embargo > at
    return item.held or item.pubstatus == PubStatus.WITHHELD or is_embargoed


@transaction.atomic
def dismiss_item(item_id: int, *, by: Actor, at: datetime) -> WireItem:
    """Remove an item from the list of the wire desk; the item stays stored.

    An open change of the agency stays open: a kill has to be decided on.
    """
    require_permission(by, "add_article")
    item = _lock_item(item_id)
    if item.article_id is not None:
        raise ActionRefused(_("This copy has already been made into a story."), "copy")
    if item.status != Status.DISMISSED:
        item.status = Status.DISMISSED
        item.save(update_fields=["status"])
        audit(AuditVerb.DISMISS_WIRE_ITEM, item, by=by, at=at, headline=item.headline)
    return item


@transaction.atomic
def restore_item(item_id: int, *, by: Actor, at: datetime) -> WireItem:
    """Return a dismissed item to the list."""
    require_permission(by, "add_article")
    item = _lock_item(item_id)
    if item.status == Status.DISMISSED:
        item.status = _get_former_status(item)
        item.save(update_fields=["status"])
        audit(AuditVerb.RESTORE_WIRE_ITEM, item, by=by, at=at, headline=item.headline)
    return item


@transaction.atomic
def release_item(item_id: int, *, reason: str, by: Actor, at: datetime) -> WireItem:
    """Allow the publication of an item that the agency withholds.

    It needs the right to break embargoes, and a reason.
    """
    require_permission(by, "break_embargo")
    item = _lock_item(item_id)
    if not is_withheld(item):
        raise ActionRefused(_("The agency does not withhold this item."))
    if not reason.strip():
        raise ActionRefused(
            _("Enter the reason for the release, such as who at the agency agreed."), "reason"
        )
    item.released_at, item.released_by = at, by
    item.save(update_fields=["released_at", "released_by"])
    audit(AuditVerb.RELEASE_WIRE_ITEM, item, by=by, at=at, reason=reason.strip(), headline=item.headline)
    return item


def _lock_item(item_id: int) -> WireItem:
    return WireItem.objects.select_for_update(of=("self",)).defer("raw", "parsed").get(pk=item_id)


def _get_former_status(item: WireItem) -> WireItem.Status:
    if item.repeats_id is not None:
        return Status.REPEATED
    if item.superseded_by_id is not None:
        return Status.SUPERSEDED
    if item.reading is not None:
        return Status.READ
    return Status.QUARANTINED if item.reason else Status.RECEIVED


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
