"""Receipt of files by any transport: bytes are stored before they are read."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import WireFile, WireSource, WireSourceState

MAX_BYTES = 60_000_000
"""Bytes of a stored file; readers of text have lower limits of their own."""
CONTACT_INTERVAL = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """A stored file; `repeated` if the source had sent the same bytes before."""

    file: WireFile
    repeated: bool


def receive_file(
    raw: bytes,
    *,
    source: WireSource | None,
    name: str = "",
    media_type: str = "",
    by: Actor = None,
    at: datetime,
) -> FileReceipt:
    """Store the bytes and commit; the same bytes of one source are stored once.

    Raise ActionRefused for an empty file, for one that is too large and without permission.
    """
    require_permission(by, "add_article")
    if not raw:
        raise ActionRefused(_("The file is empty."), "file")
    if len(raw) > MAX_BYTES:
        raise ActionRefused(
            _("The file has %(size)d MB; the limit is %(limit)d MB.")
            % {"size": len(raw) // 1_000_000, "limit": MAX_BYTES // 1_000_000},
            "file",
        )
    sha256 = hashlib.sha256(raw).hexdigest()
    try:
        with transaction.atomic():
            file = WireFile.objects.create(
                source=source, name=name[:300], media_type=media_type[:80], received_at=at, received_by=by, raw=raw,
                size=len(raw), sha256=sha256,
            )  # fmt: skip
            if source is not None:
                _note_contact(source, at)
    except IntegrityError:
        known = _count_repeat(source, sha256, at) if source is not None else None
        if known is None:
            raise
        return FileReceipt(known, repeated=True)
    return FileReceipt(file, repeated=False)


@transaction.atomic
def _count_repeat(source: WireSource, sha256: str, at: datetime) -> WireFile | None:
    """Count a repeat of a stored file; return None for a new one."""
    files = WireFile.objects.filter(source=source, sha256=sha256)
    if not files.update(repeats=F("repeats") + 1, repeated_at=at):
        return None
    WireSourceState.objects.filter(source=source).update(last_contact_at=at, repeats=F("repeats") + 1)
    return files.defer("raw").get()


def _note_contact(source: WireSource, at: datetime) -> None:
    """Note the time of the last item, at most once a second: files would wait."""
    before = at - CONTACT_INTERVAL
    states = WireSourceState.objects.filter(source=source)
    if states.filter(last_item_at__gt=before).exists():
        return
    if not states.update(last_contact_at=at, last_item_at=at):
        WireSourceState.objects.get_or_create(
            source=source, defaults={"last_contact_at": at, "last_item_at": at}
        )
