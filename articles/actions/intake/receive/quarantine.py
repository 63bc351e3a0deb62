"""Decisions on files that could not be read: each is audited, and no file is lost."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.ingest import process_file
from articles.actions.intake.receive.receive_file import FileResult
from articles.actions.intake.receive.store_items import store_items
from articles.actions.permissions import Actor, require_permission
from articles.models import WireFile, WireItem, WireSource
from articles.models.audit import AuditVerb
from articles.parsing.errors import CopyError, gettext_noop
from articles.text.clean import clean_text
from articles.wire.body import paragraphs
from articles.wire.detect import decode_text
from articles.wire.item import NewsItem, WireReading, WireWarning

Status = WireFile.Status
MAX_FILES = 200
"""Files read again by one request."""
MAX_REASON = 300
TAKEN_AS_TEXT = "plain text, by hand"
MAX_TEXT_LENGTH = 200_000
MAX_UNPRINTABLE = 0.05
"""Share of characters that no text has."""


def read_again(file_id: int, *, by: Actor, at: datetime) -> FileResult:
    """Read a file in quarantine again, after a reader or a field map was changed.

    A file that still cannot be read returns to quarantine with the new reason.
    """
    with transaction.atomic():
        file = _lock_file(file_id, by)
        if file.raw is None:
            raise ActionRefused(_("The bytes of this file were deleted when the contract's time was over."))
        before = file.reason
        file.status, file.reason, file.problem = Status.RECEIVED, "", None
        file.save(update_fields=["status", "reason", "problem"])
        audit(AuditVerb.READ_WIRE_FILE_AGAIN, file, by=by, at=at, reason=before)
    return process_file(file, at=at)


def read_many_again(file_ids: Sequence[int], *, by: Actor, at: datetime) -> list[FileResult]:
    """Read several files again; those that another editor has settled are left out."""
    require_permission(by, "add_article")
    waiting = WireFile.objects.filter(pk__in=list(file_ids)[:MAX_FILES], status=Status.QUARANTINED)
    results = []
    for file_id in waiting.order_by("received_at", "pk").values_list("pk", flat=True):
        try:
            results.append(read_again(file_id, by=by, at=at))
        except ActionRefused:
            continue
    return results


def import_as_plain_text(file_id: int, *, by: Actor, at: datetime) -> FileResult:
    """Make an item of the raw text of a file; every line is a paragraph."""
    with transaction.atomic():
        file = _lock_file(file_id, by)
        item = _build_text_item(file)
        before = file.reason
        file.status, file.reason, file.format = Status.READ, "", TAKEN_AS_TEXT
        file.settled_by, file.settled_at = by, at
        file.save(update_fields=["status", "reason", "format", "settled_by", "settled_at"])
        file.items.filter(content__isnull=True, article=None).update(status=WireItem.Status.DISMISSED)
        store_items(file, WireReading(TAKEN_AS_TEXT, (item,)), at)
        audit(AuditVerb.TAKE_WIRE_FILE_AS_TEXT, file, by=by, at=at, reason=before)
    return process_file(file, at=at)


@transaction.atomic
def assign_source(file_id: int, source_id: int, *, by: Actor, at: datetime) -> WireFile:
    """Set the source of a file, whose agency, time zone and field map then apply."""
    file = _lock_file(file_id, by)
    source = WireSource.objects.select_related("agency").filter(pk=source_id).first()
    if source is None:
        raise ActionRefused(_("Choose the source that sent the file."), "source")
    before, file.source = file.source, source
    try:
        with transaction.atomic():
            file.save(update_fields=["source"])
    except IntegrityError as twice:
        raise ActionRefused(
            _("“%(source)s” has already sent this file, byte for byte. Dismiss this one.")
            % {"source": source},
            "source",
        ) from twice
    audit(
        AuditVerb.ASSIGN_WIRE_FILE, file, by=by, at=at, source=source.code,
        before=before.code if before is not None else "",
    )  # fmt: skip
    return file


@transaction.atomic
def dismiss_file(file_id: int, *, reason: str, by: Actor, at: datetime) -> WireFile:
    """Remove a file from quarantine without reading it; the bytes stay stored."""
    file = _lock_file(file_id, by)
    words = " ".join(reason.split())[:MAX_REASON]
    if not words:
        raise ActionRefused(_("Enter the reason why the file is not needed."), "reason")
    audit(AuditVerb.DISMISS_WIRE_FILE, file, by=by, at=at, reason=words, fault=file.reason)
    file.status, file.reason, file.settled_by, file.settled_at = Status.DISMISSED, words, by, at
    file.save(update_fields=["status", "reason", "settled_by", "settled_at"])
    file.items.filter(article=None).update(status=WireItem.Status.DISMISSED)
    return file


def _lock_file(file_id: int, by: Actor) -> WireFile:
    """Lock a file in quarantine; refuse one that somebody else has settled."""
    require_permission(by, "add_article")
    files = WireFile.objects.select_related("source__agency").select_for_update(of=("self",))
    file = files.get(pk=file_id)
    if file.status != Status.QUARANTINED:
        raise ActionRefused(
            _("This file is no longer in quarantine: it is %(status)s.")
            % {"status": file.get_status_display()}
        )
    return file


def _build_text_item(file: WireFile) -> NewsItem:
    text = _decode(bytes(file.raw or b""))
    if not text.strip() or sum(not _is_printable(sign) for sign in text) > len(text) * MAX_UNPRINTABLE:
        raise ActionRefused(_("This file is not text. Ask the sender for a file in a known format."))
    return NewsItem(
        guid=f"text:{file.sha256}",
        guid_made=True,
        language=file.source.language if file.source is not None else "",
        body=paragraphs(" ".join(line.split()) for line in clean_text(text[:MAX_TEXT_LENGTH]).splitlines()),
        warnings=(
            WireWarning(
                gettext_noop("An editor has taken the file as plain text; no field was read from it.")
            ),
        ),
    )


def _decode(raw: bytes) -> str:
    try:
        text = decode_text(raw)
    except CopyError:
        text = raw.decode("utf-8", errors="replace")
    return text


def _is_printable(sign: str) -> bool:
    return sign.isprintable() or sign in "\n\r\t\u2028"
