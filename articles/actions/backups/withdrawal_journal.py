"""A file that repeats withdrawals, blocks and revocations outside the database.

Restoring a backup reopens stories withheld or killed, files blocked and keys revoked after it was made. The file
outlives the database, so that `reapply_withdrawals` can close them again. It holds one JSON object a line:
`{"desk": …, "since": …}` where a desk's entries begin, then `{"desk": …, "at": …, "verb": …, "model": …, "id": …}`.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings

from articles.models import AuditEntry, FeedHead, FormerEpoch
from articles.models.audit import AuditVerb

CLOSING = frozenset(
    {
        AuditVerb.WITHHOLD, AuditVerb.KILL, AuditVerb.BLOCK_PHOTO, AuditVerb.BLOCK_MEDIA_FILE,
        AuditVerb.REVOKE_KEY,
        # A scheduled story whose publication was cancelled or delayed would be published by the restored schedule.
        AuditVerb.UNSCHEDULE, AuditVerb.STOP_RELEASE, AuditVerb.NOT_RELEASED, AuditVerb.TAKE_BACK,
        AuditVerb.SET_EMBARGO,
    }
)  # fmt: skip
WITHDRAWING = frozenset({AuditVerb.WITHHOLD, AuditVerb.KILL})
OPENING = frozenset(
    {AuditVerb.RESTORE, AuditVerb.REVIVE, AuditVerb.UNBLOCK_PHOTO, AuditVerb.UNBLOCK_MEDIA_FILE}
)
VERBS = CLOSING | OPENING
"""Verbs of the audit list that the journal repeats."""
FILE_NAME = "closures.jsonl"
OVERLAP = timedelta(days=1)
"""Time before the last entry in which entries of other hosts are looked for."""

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Closure:
    """An audit entry that closed or reopened an object.

    `public` is the public part of a revoked key.
    """

    desk: str
    at: datetime
    verb: str
    model: str
    id: int
    public: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """The entries of one desk; `since` is None if there are none."""

    since: datetime | None
    closures: tuple[Closure, ...]

    def covers(self, at: datetime) -> bool:
        """Return whether every closure after `at` is in the journal."""
        return self.since is not None and self.since <= at


def desk_id() -> str:
    """Return the first epoch of the desk's log, which no restore changes."""
    former = FormerEpoch.objects.order_by("pk").values_list("epoch", flat=True).first()
    return str(former or FeedHead.objects.values_list("epoch", flat=True).first() or "")


def journal_file() -> Path:
    return Path(settings.DATA_DIR) / FILE_NAME


def append_closure(entry: AuditEntry) -> None:
    """Append an entry once its transaction is committed.

    A full disk must not prevent a kill, so a failure is only logged.
    """
    try:
        _append_lines([_format_line(make_closure(entry, desk_id()))])
    except OSError as failure:
        logger.warning("closure_not_in_journal", entry=entry.pk, reason=str(failure))


def make_closure(entry: AuditEntry, desk: str) -> Closure:
    return Closure(
        desk, entry.at, entry.verb, entry.model, entry.object_id, str(entry.detail.get("public", ""))
    )


def complete_journal(*, at: datetime) -> None:
    """Start the file for this desk, or add entries of other hosts since its last one."""
    desk, file = desk_id(), journal_file()
    journal = read_journal(file, desk)
    if journal.since is None:
        _append_lines([_format_start(desk, at)])
        return
    last = max([journal.since, *(closure.at for closure in journal.closures)])
    known = set(journal.closures)
    rows = AuditEntry.objects.filter(verb__in=VERBS, at__gt=last - OVERLAP, at__gte=journal.since)
    missing = [
        one for one in (make_closure(row, desk) for row in rows.order_by("at", "pk")) if one not in known
    ]
    _append_lines([_format_line(closure) for closure in missing])


def merge_journal(desk: str, journal: Journal) -> None:
    """Add entries that the file lacks from a journal read elsewhere."""
    own = read_journal(journal_file(), desk)
    lines = [_format_line(closure) for closure in journal.closures if closure not in own.closures]
    if journal.since is not None and (own.since is None or journal.since < own.since):
        lines.insert(0, _format_start(desk, journal.since))
    _append_lines(lines)


def read_journal(file: Path, desk: str) -> Journal:
    """Return the entries of one desk; lines cut off by a power failure are skipped."""
    since, closures = None, []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            found: dict[str, Any] = json.loads(line)
            if found.pop("desk") != desk:
                continue
            if "since" in found:
                start = datetime.fromisoformat(found["since"])
                since = min(start, since or start)
            else:
                closures.append(Closure(desk, datetime.fromisoformat(found.pop("at")), **found))
        except (ValueError, KeyError, TypeError):
            continue
    return Journal(since, tuple(closures))


def _format_start(desk: str, since: datetime) -> str:
    return json.dumps({"desk": desk, "since": since.isoformat()})


def _format_line(closure: Closure) -> str:
    return json.dumps({name: value for name, value in asdict(closure).items() if value != ""}, default=str)


def _append_lines(lines: Iterable[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    if not text:
        return
    journal_file().parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(journal_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, text.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
