"""Files that are stored with a reason and not read: broken off, or too large."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import F

from articles.actions.intake.receive.read_file import dump_problem, set_aside
from articles.actions.intake.receive.receive_file import receive_file
from articles.models import WireFile, WireSource
from articles.parsing.errors import CopyError

MAX_STORED_SIZE = 2_147_483_647
"""Largest number of the column `size`."""


@transaction.atomic
def store_unread_file(
    raw: bytes, *, source: WireSource, name: str, media_type: str = "", refusal: CopyError, at: datetime
) -> WireFile:
    """Store a file and set it aside in one step.

    A file that was read before is left alone.
    """
    receipt = receive_file(raw, source=source, name=name, media_type=media_type, at=at)
    if receipt.file.status == WireFile.Status.RECEIVED:
        set_aside(receipt.file, refusal)
    return receipt.file


@transaction.atomic
def record_rejected_file(
    source: WireSource, *, name: str, size: int, refusal: CopyError, at: datetime, version: str = ""
) -> WireFile:
    """Record a file without its bytes; the same file is recorded once.

    Its hash is that of name, size and `version`, since the bytes are not read.
    """
    sha256 = hashlib.sha256(f"{name}\0{size}\0{version}".encode()).hexdigest()
    file, is_new = WireFile.objects.get_or_create(
        source=source,
        sha256=sha256,
        defaults={
            "name": name[:300], "received_at": at, "raw": None, "size": min(size, MAX_STORED_SIZE),
            "status": WireFile.Status.QUARANTINED, "reason": refusal.message,
            "problem": dump_problem(refusal),
        },
    )  # fmt: skip
    if not is_new:
        WireFile.objects.filter(pk=file.pk).update(repeats=F("repeats") + 1, repeated_at=at)
    return file
