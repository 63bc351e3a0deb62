"""Stored files that were not read or matched to the end, and missing drafts.

The process ended too early, or a program failed.
"""

from datetime import datetime, timedelta

import structlog
from django.utils.translation import gettext as _

from articles.actions.intake.effects.wire_rules import filter_pending_uses, finish_use, save_reason
from articles.actions.intake.receive.ingest import process_file
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS, reraise_outage
from articles.models import WireFile, WireItem

STARTED_BEFORE = timedelta(seconds=10)
"""Age from which a file counts as unfinished: a younger one is being read by the process that received it."""
GIVEN_UP_AFTER = timedelta(days=7)
"""Age from which unmatched items are left as they are."""
BATCH_SIZE = 100

log = structlog.get_logger(__name__)


def finish_files(at: datetime, *, limit: int = BATCH_SIZE) -> int:
    """Read and match stored files that were not finished, and make missing drafts.

    Return the number of those that had not been read. A file that another process is reading at this time is waited
    for, not read twice.
    """
    unread = _find_unread(at, limit)
    file_ids = [*unread, *_find_unmatched(at, limit)]
    files = WireFile.objects.filter(pk__in=file_ids).defer("raw").select_related("source__agency")
    for file in files.order_by("received_at", "pk"):
        process_file(file, at=at)
    _finish_rules(at, limit)
    return len(unread)


def _finish_rules(at: datetime, limit: int) -> None:
    """Make the drafts that rules asked for when an item arrived."""
    waiting = filter_pending_uses().filter(at__lte=at - STARTED_BEFORE, at__gt=at - GIVEN_UP_AFTER)
    for use in waiting.order_by("at", "pk")[:limit]:
        try:
            finish_use(use, at=at)
        except PROGRAM_FAULTS as fault:
            reraise_outage(fault)
            log.exception("wire rules failed", item=use.item_id)
            reason = _("A fault in Newsroom prevented the draft: %(fault)s.")
            save_reason(use, reason % {"fault": type(fault).__name__})


def _find_unread(at: datetime, limit: int) -> list[int]:
    waiting = WireFile.objects.filter(status=WireFile.Status.RECEIVED, received_at__lte=at - STARTED_BEFORE)
    return list(waiting.order_by("received_at").values_list("pk", flat=True)[:limit])


def _find_unmatched(at: datetime, limit: int) -> list[int]:
    """Return files with items that have no effect yet.

    Items that an editor has used need none.
    """
    unmatched = WireItem.objects.filter(
        outcome="",
        file__isnull=False,
        file__status=WireFile.Status.READ,
        status__in=[WireItem.Status.RECEIVED, WireItem.Status.READ, WireItem.Status.SUPERSEDED],
        article=None,
        changes=None,
        received_at__lte=at - STARTED_BEFORE,
        received_at__gt=at - GIVEN_UP_AFTER,
    )
    return list(dict.fromkeys(unmatched.order_by("received_at").values_list("file__pk", flat=True)[:limit]))
