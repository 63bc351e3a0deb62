"""Deletion of received copy whose time of the contract is over, a batch at a time.

Each batch is one transaction with its count, so the work may stop anywhere and goes on with the next call. A source's
day has one audit entry, written when its work is done, or the next day if it was interrupted.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, ProtectedError, Q, QuerySet, Sum
from django.utils import timezone

from articles.actions.audit import audit
from articles.actions.intake.receive.drop_folder import folder_of
from articles.actions.intake.versions.item_status import ItemPlace, delete_expired, list_expired
from articles.actions.reading_rules.replay import delete_quotes_of_deleted_items
from articles.models import WireDeletion, WireFile, WireItem, WireSource
from articles.models.audit import AuditVerb
from articles.wire.transports.done_files import delete_done_files

BATCH_SIZE = 200
UPLOAD_DAYS = 30
"""Days for pasted and uploaded copy, which has no source."""
MIN_DAYS = 1
"""Days for which any item is stored, also if the contract says 0: the desk has to see it."""

log = structlog.get_logger(__name__)

type ShouldStop = Callable[[], bool]


def delete_expired_copy(at: datetime, *, should_stop: ShouldStop = lambda: False) -> int:
    """Delete what has expired of all sources; return the number of items and files.

    What a source's day has deleted stays deleted if the work is stopped; calling it again goes on.
    """
    today = timezone.localtime(at).date()
    for former in WireDeletion.objects.filter(finished_at=None, day__lt=today).order_by("pk"):
        _finish(former.pk, at)
    total = 0
    for source in [*WireSource.objects.order_by("pk"), None]:
        if should_stop():
            break
        deletion, _new = WireDeletion.objects.get_or_create(source=source, day=today)
        if deletion.finished_at is None:
            total += _delete_of_source(deletion, at, should_stop)
    if total:
        delete_quotes_of_deleted_items()
    return total


def get_cutoff(source: WireSource | None, at: datetime) -> datetime:
    days = UPLOAD_DAYS if source is None else source.retention_days
    return at - timedelta(days=max(days, MIN_DAYS))


def _delete_of_source(deletion: WireDeletion, at: datetime, should_stop: ShouldStop) -> int:
    source, before = deletion.source, get_cutoff(deletion.source, at)
    items = _delete_items(deletion, before, at, should_stop)
    files = _delete_files(deletion, before, should_stop)
    if source is not None and not should_stop():
        _clean_folder(deletion, source, timezone.localtime(before).date(), should_stop)
    if not should_stop():
        _finish(deletion.pk, at)
    return items + files


def _delete_items(deletion: WireDeletion, before: datetime, at: datetime, should_stop: ShouldStop) -> int:
    total, after = 0, None
    while not should_stop():
        batch = list_expired(deletion.source, before, at=at, after=after, limit=BATCH_SIZE)
        if not batch:
            break
        total += _delete_item_batch(deletion, batch, at)
        after = batch[-1]
    return total


def _delete_item_batch(deletion: WireDeletion, batch: list[ItemPlace], at: datetime) -> int:
    """Delete a batch; if an item gets used meanwhile, leave all of it to the next day."""
    try:
        with transaction.atomic():
            count = delete_expired([pk for _received_at, pk in batch], at=at)
            _count(deletion, items=count)
    except (IntegrityError, ProtectedError):
        log.info("expired items are in use by now", source=deletion.source_id, first=batch[0][1])
        return 0
    return count


def _delete_files(deletion: WireDeletion, before: datetime, should_stop: ShouldStop) -> int:
    total = 0
    while not should_stop():
        with transaction.atomic():
            found = _filter_files(deletion.source, before).select_for_update(of=("self",), skip_locked=True)
            ids = list(found.order_by("received_at", "pk").values_list("pk", flat=True)[:BATCH_SIZE])
            doomed = WireFile.objects.filter(pk__in=ids)
            size = doomed.exclude(raw=None).aggregate(size=Sum("size"))["size"] or 0
            doomed.only("pk").delete()
            _count(deletion, files=len(ids), size=size)
        total += len(ids)
        if not ids:
            break
    return total


def _filter_files(source: WireSource | None, before: datetime) -> "QuerySet[WireFile]":
    """Return read and dismissed files of which no item is left.

    A file in quarantine stays until somebody settles it, and its time begins then.
    """
    settled = WireFile.objects.filter(status__in=[WireFile.Status.READ, WireFile.Status.DISMISSED])
    return settled.filter(
        Q(settled_at=None) | Q(settled_at__lt=before),
        ~Exists(WireItem.objects.filter(file=OuterRef("pk"))),
        source=source,
        received_at__lt=before,
    )


def _clean_folder(deletion: WireDeletion, source: WireSource, before: date, should_stop: ShouldStop) -> None:
    """Delete the files that a drop folder put away before a day."""
    count = size = 0
    try:
        for file_size in delete_done_files(folder_of(source), before):
            count, size = count + 1, size + file_size
            if should_stop():
                break
    except OSError as trouble:
        log.warning("a folder of stored files cannot be cleaned", source=source.code, reason=str(trouble))
    finally:
        _count(deletion, folder_files=count, size=size)


def _count(deletion: WireDeletion, **numbers: int) -> None:
    growth = {name: F(name) + number for name, number in numbers.items() if number}
    if growth:
        WireDeletion.objects.filter(pk=deletion.pk).update(**growth)


@transaction.atomic
def _finish(deletion_id: int, at: datetime) -> None:
    """Write the audit entry of a source's day, once; a day without deletions has none."""
    deletion = WireDeletion.objects.select_for_update(of=("self",)).get(pk=deletion_id)
    if deletion.finished_at is not None:
        return
    deletion.finished_at = at
    deletion.save(update_fields=["finished_at"])
    counts = {"items": deletion.items, "files": deletion.files, "folder_files": deletion.folder_files}
    if any(counts.values()):
        thing = deletion.source or deletion
        day = deletion.day.isoformat()
        audit(AuditVerb.DELETE_EXPIRED_COPY, thing, by=None, at=at, day=day, bytes=deletion.size, **counts)
        log.info(
            "expired copy was deleted",
            source=deletion.source.code if deletion.source else "",
            bytes=deletion.size,
            **counts,
        )
