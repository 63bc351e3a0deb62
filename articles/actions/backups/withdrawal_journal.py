"""A file that repeats what was closed to the outside, kept beside the database and not in it.

Stories withheld or killed, photos blocked and keys revoked after a backup are open again once that backup is restored.
The file outlives the database, so that they can be closed again: see `restored_backup`. One JSON object a line:
`{"desk": …, "since": …}` where a desk's entries begin, `{"desk": …, "at": …, "verb": …, "model": …, "id": …}` each.
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

CLOSING = frozenset({"withhold", "kill", "block photo", "revoke key"})
OPENING = frozenset({"restore", "revive", "unblock photo"})
VERBS = CLOSING | OPENING
"""Of the audit list."""
FILE_NAME = "closures.jsonl"
OVERLAP = timedelta(days=1)
"""How far behind the file's end another host's entries are looked for."""

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Closure:
    """One audit entry that closed or opened something; `public` is the public part of a revoked key."""

    desk: str
    at: datetime
    verb: str
    model: str
    id: int
    public: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """What the file holds of one desk; `since` is None where it holds nothing of it."""

    since: datetime | None
    closures: tuple[Closure, ...]

    def covers(self, at: datetime) -> bool:
        """Whether everything closed after `at` is in it."""
        return self.since is not None and self.since <= at


def desk_id() -> str:
    """Return the first epoch of the desk's log, which stays the same however often a backup is restored."""
    former = FormerEpoch.objects.order_by("pk").values_list("epoch", flat=True).first()
    return str(former or FeedHead.objects.values_list("epoch", flat=True).first() or "")


def journal_file() -> Path:
    return Path(settings.DATA_DIR) / FILE_NAME


def append_closure(entry: AuditEntry) -> None:
    """Write an entry once its transaction is committed. A full disk must not stop a kill: it is logged."""
    try:
        _append_lines([_format_line(make_closure(entry, desk_id()))])
    except OSError as failure:
        logger.warning("closure_not_in_journal", entry=entry.pk, reason=str(failure))


def make_closure(entry: AuditEntry, desk: str) -> Closure:
    return Closure(
        desk, entry.at, entry.verb, entry.model, entry.object_id, str(entry.detail.get("public", ""))
    )


def complete_journal(*, at: datetime) -> None:
    """Begin the file for this desk, or add what other hosts have closed since its last entry."""
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
    """Write into the file what it lacks of a journal read elsewhere."""
    here = read_journal(journal_file(), desk)
    lines = [_format_line(closure) for closure in journal.closures if closure not in here.closures]
    if journal.since is not None and (here.since is None or journal.since < here.since):
        lines.insert(0, _format_start(desk, journal.since))
    _append_lines(lines)


def read_journal(file: Path, desk: str) -> Journal:
    """Return a desk's part of the file; a line that a power cut left half written is passed over."""
    since, closures = None, []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            found: dict[str, Any] = json.loads(line)
            if found.pop("desk") != desk:
                continue
            if "since" in found:
                begun = datetime.fromisoformat(found["since"])
                since = min(begun, since or begun)
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
    number = os.open(journal_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(number, text.encode())
        os.fsync(number)
    finally:
        os.close(number)
