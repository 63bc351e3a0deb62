"""Decisions of the desk about items: not needed, needed after all, released."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import WireItem
from articles.models.audit import AuditVerb
from articles.selectors.held_copy import is_withheld

Status = WireItem.Status


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
