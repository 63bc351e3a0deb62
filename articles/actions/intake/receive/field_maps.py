"""Field maps of sources: saved by the operator, and applied to files set aside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.ingest import process_file
from articles.actions.permissions import Actor, require_permission
from articles.models import WireFile, WireSource
from articles.models.audit import AuditVerb
from articles.wire.field_map.definition import parse_field_map
from articles.wire.field_map.errors import FieldMapError

MAX_FILES = 50
"""Files read while the operator waits; the intake process reads the others within seconds."""


@dataclass(frozen=True, slots=True)
class RereadFiles:
    """Numbers of files read again: now without a fault, again set aside, or waiting."""

    read: int
    set_aside: int
    waiting: int


@transaction.atomic
def save_field_map(source_id: int, data: dict[str, Any] | None, *, by: Actor, at: datetime) -> WireSource:
    """Replace the field map of a source; None removes it.

    Raise FieldMapError for a map that cannot be applied.
    """
    require_permission(by, "change_wiresource")
    if data is not None:
        parse_field_map(data)
    source = WireSource.objects.select_for_update(of=("self",)).get(pk=source_id)
    source.field_map = data
    source.save(update_fields=["field_map"])
    fields = sorted(data["fields"]) if data is not None else []
    audit(AuditVerb.SAVE_WIRE_SOURCE, source, by=by, at=at, field_map=fields)
    return source


def count_waiting_files(source: WireSource) -> int:
    """Return the number of files that were set aside and may be read again."""
    return _waiting_files(source).count()


def read_source_again(source_id: int, *, by: Actor, at: datetime) -> RereadFiles:
    """Read the files of a source again that were set aside, the oldest first.

    Mail of senders that are not allowed stays set aside.
    """
    with transaction.atomic():
        require_permission(by, "change_wiresource")
        source = WireSource.objects.select_related("agency").get(pk=source_id)
        try:
            if source.field_map:
                parse_field_map(source.field_map)
        except FieldMapError as fault:
            raise ActionRefused(fault.translate(_)) from fault
        files = list(
            _waiting_files(source)
            .select_for_update(of=("self",))
            .order_by("received_at", "pk")
            .values_list("pk", flat=True)
        )
        WireFile.objects.filter(pk__in=files).update(status=WireFile.Status.RECEIVED, reason="", problem=None)
        if files:
            audit(AuditVerb.READ_WIRE_FILE_AGAIN, source, by=by, at=at, files=len(files))
    first = WireFile.objects.filter(pk__in=files[:MAX_FILES]).select_related("source__agency")
    results = [
        process_file(file, at=at) for file in first.order_by("received_at", "pk").iterator(chunk_size=5)
    ]
    failed = sum(result.file.status == WireFile.Status.QUARANTINED for result in results)
    return RereadFiles(len(results) - failed, failed, len(files) - len(results))


def _waiting_files(source: WireSource) -> QuerySet[WireFile]:
    """Return the files that a reader set aside, whose bytes are still stored."""
    files = WireFile.objects.filter(source=source, status=WireFile.Status.QUARANTINED, raw__isnull=False)
    return files.exclude(problem=None) if source.transport == WireSource.Transport.MAIL else files
