"""Receipt of files by any transport: bytes are stored before they are read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import AgencyChange, WireFile, WireItem, WireSource, WireSourceState
from articles.wire.transports.folder import name_for_display

HEARTBEAT = WireItem.IntakeOutcome.HEARTBEAT
MAX_LENGTH = 1_000
MAX_BYTES = 60_000_000
"""Bytes of a stored file; readers of text have lower limits of their own."""
CONTACT_INTERVAL = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class ItemResult:
    """An item with its effect; `repeated` if it was stored before."""

    item: WireItem
    changes: Sequence[AgencyChange] = ()
    """Changes of stories on the desk; empty for copy on a new subject."""
    repeated: bool = False

    @property
    def outcome(self) -> str:
        is_repeat = self.repeated and self.item.outcome != HEARTBEAT
        return WireItem.IntakeOutcome.REPEAT if is_repeat else self.item.outcome


@dataclass(frozen=True, slots=True)
class FileResult:
    """A received file with its items; a quarantined file has none."""

    file: WireFile
    repeated: bool
    items: Sequence[ItemResult]

    @property
    def outcome(self) -> str:
        """The effect of the file: that of its first item that is not a repeat."""
        if self.file.status == WireFile.Status.QUARANTINED:
            return "quarantined"
        if self.repeated:
            return WireItem.IntakeOutcome.REPEAT
        outcomes = [result.outcome for result in self.items]
        return next(
            (one for one in outcomes if one != WireItem.IntakeOutcome.REPEAT), WireItem.IntakeOutcome.REPEAT
        )


def update_state(source_id: int, **facts: Any) -> None:
    """Store facts about a source; the record is made with the first."""
    states = WireSourceState.objects.filter(source=source_id)
    if not states.update(**facts):
        WireSourceState.objects.get_or_create(source_id=source_id)
        states.update(**facts)


def note_trouble(source_id: int, problem: str, *, at: datetime) -> None:
    """Store the latest problem of a source for its page, such as an unusable folder."""
    update_state(source_id, last_error=problem[:MAX_LENGTH], last_error_at=at)


def note_heartbeat(source_id: int, *, at: datetime) -> None:
    """Store the time of a test message; an earlier one changes nothing."""
    later = {name: Greatest(name, at) for name in ("last_heartbeat_at", "last_contact_at")}
    update_state(source_id, **later)


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file as a transport delivers it."""

    raw: bytes
    name: str = ""
    media_type: str = ""


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
    return receive_files([IncomingFile(raw, name, media_type)], source=source, by=by, at=at)[0]


def receive_files(
    files: Sequence[IncomingFile], *, source: WireSource | None, by: Actor = None, at: datetime
) -> list[FileReceipt]:
    """Store files of one source and commit them together, or none of them."""
    require_permission(by, "add_article")
    for file in files:
        _check_size(file.raw)
    try:
        return _store_files(files, source, by, at)
    except IntegrityError:
        # Another process has stored one of them in the meantime, so that it is known now.
        return _store_files(files, source, by, at)


def _check_size(raw: bytes) -> None:
    if not raw:
        raise ActionRefused(_("The file is empty."), "file")
    if len(raw) > MAX_BYTES:
        raise ActionRefused(
            _("The file has %(size)d MB; the limit is %(limit)d MB.")
            % {"size": len(raw) // 1_000_000, "limit": MAX_BYTES // 1_000_000},
            "file",
        )


@transaction.atomic
def _store_files(
    files: Sequence[IncomingFile], source: WireSource | None, by: Actor, at: datetime
) -> list[FileReceipt]:
    rows = [
        WireFile(
            source=source, name=name_for_display(file.name)[:300], media_type=name_for_display(file.media_type)[:80],
            received_at=at, received_by=by, raw=file.raw, size=len(file.raw),
            sha256=hashlib.sha256(file.raw).hexdigest(),
        )
        for file in files
    ]  # fmt: skip
    known = _find_known(source, [row.sha256 for row in rows])
    new: list[WireFile] = []
    for row in rows:
        if row.sha256 not in known:
            new.append(row)
            if source is not None:
                known[row.sha256] = row
    WireFile.objects.bulk_create(new)
    if source is not None and new:
        _note_contact(source, at)
    return [
        FileReceipt(row, repeated=False)
        if not row._state.adding
        else FileReceipt(_count_repeat(known[row.sha256], at), repeated=True)
        for row in rows
    ]


def _find_known(source: WireSource | None, hashes: Sequence[str]) -> dict[str, WireFile]:
    """Return the source's stored files with these hashes; an upload has no source."""
    if source is None:
        return {}
    stored = WireFile.objects.filter(source=source, sha256__in=hashes).defer("raw")
    return {file.sha256: file for file in stored}


def _count_repeat(file: WireFile, at: datetime) -> WireFile:
    WireFile.objects.filter(pk=file.pk).update(repeats=F("repeats") + 1, repeated_at=at)
    WireSourceState.objects.filter(source=file.source_id).update(last_contact_at=at, repeats=F("repeats") + 1)
    return file


def _note_contact(source: WireSource, at: datetime) -> None:
    """Note the time of the last item, at most once a second: files would wait."""
    before = at - CONTACT_INTERVAL
    if not WireSourceState.objects.filter(source=source, last_item_at__gt=before).exists():
        update_state(source.pk, last_contact_at=at, last_item_at=at)
