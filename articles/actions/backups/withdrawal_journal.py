"""Withdrawals, blocks and revocations repeated outside the database.

Restoring a backup reopens stories withheld or killed, files blocked and keys revoked after it was made. The journal
outlives the database, so that `reapply_withdrawals` can close them again. Each host writes its entries twice:

- into the media store, which all hosts share: `closures/DESK/TIME/HOST` where a host's entries begin, then
  `closures/DESK/TIME,VERB,MODEL,ID,PUBLIC`. A restore ends the hosts, `closures/DESK/TIME,ended/HOST`: each begins
  again at its next start. All facts are in the names, so that one listing reads them.
- into a file of its data folder, one JSON object a line: `{"desk": …, "host": …, "since": …}` and
  `{"desk": …, "at": …, "verb": …, "model": …, "id": …}`. What other hosts closed is added at its start only.
"""

import json
import os
import socket
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from articles.actions.publication.log import take_numbers
from articles.models import AuditEntry, FeedHead, FormerEpoch
from articles.models.audit import AuditVerb
from newsroom.media_store.storages import media_store

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
FOLDER = "closures"
STAMP = "%Y%m%dT%H%M%S.%fZ"
ENDED = "ended"
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
    """The entries of one desk; `begun` has since when those of each host are complete."""

    begun: Mapping[str, datetime]
    closures: tuple[Closure, ...]
    ended: frozenset[str] = frozenset()
    """Hosts that have not started since a restore, and may be gone."""

    @property
    def since(self) -> datetime | None:
        return min(self.begun.values(), default=None)

    def find_missing_hosts(self, hosts: Collection[str], at: datetime) -> list[str]:
        """Return the hosts whose closures after `at` are not all in the journal."""
        return sorted(host for host in hosts if host not in self.begun or self.begun[host] > at)


def desk_id() -> str:
    """Return the first epoch of the desk's log, which no restore changes."""
    former = FormerEpoch.objects.order_by("pk").values_list("epoch", flat=True).first()
    return str(former or FeedHead.objects.values_list("epoch", flat=True).first() or "")


def host_name() -> str:
    """Return this host's name and data folder: a machine may have several."""
    return f"{socket.gethostname()}{Path(settings.DATA_DIR).resolve().as_posix()}"


def journal_file() -> Path:
    return Path(settings.DATA_DIR) / FILE_NAME


def append_closure(entry: AuditEntry) -> None:
    """Append an entry once its transaction is committed.

    A full disk must not prevent a kill, so a failure is only logged. `complete_journal` makes up for it.
    """
    closure = make_closure(entry, desk_id())
    for place, write in (("file", _append_to_file), ("media store", _write_to_store)):
        try:
            write(closure)
        except OSError as failure:
            logger.warning("closure_not_in_journal", entry=entry.pk, place=place, reason=str(failure))


def make_closure(entry: AuditEntry, desk: str) -> Closure:
    return Closure(
        desk, entry.at, entry.verb, entry.model, entry.object_id, str(entry.detail.get("public", ""))
    )


def complete_journal(*, at: datetime, is_restored: bool = False) -> None:
    """Record this host in both places, and add what they lack of the audit list.

    `is_restored` ends all other hosts: their entries are in this host's file.
    """
    with transaction.atomic():
        take_numbers(0)  # the desk has its id from now on
    desk, host = desk_id(), host_name()
    own = read_journal(journal_file(), desk)
    begun = own.begun.get(host, at)
    start = () if host in own.begun else (_format_start(desk, host, at),)
    _append_lines([*start, *map(_format_line, _find_missing(own, (), desk, begun))])
    try:
        stored = read_store(desk)
        if host not in stored.begun or host in stored.ended:
            _store_host(desk, host, at if host in stored.begun else begun)
        for other in stored.begun.keys() - stored.ended - {host} if is_restored else ():
            _store_host(desk, other, at, mark=f",{ENDED}")
        for closure in _find_missing(stored, own.closures, desk, begun):
            _write_to_store(closure)
    except OSError as failure:
        logger.warning("journal_not_in_media_store", reason=str(failure))


def _find_missing(journal: Journal, known: Iterable[Closure], desk: str, begun: datetime) -> list[Closure]:
    """Return entries of the audit list, and known ones, that the journal lacks."""
    since = journal.since or begun
    last = max([since, *(closure.at for closure in journal.closures)])
    rows = AuditEntry.objects.filter(verb__in=VERBS, at__gt=last - OVERLAP, at__gte=since).order_by(
        "at", "pk"
    )
    found = [closure for closure in known if closure.at >= since]
    found += [make_closure(row, desk) for row in rows]
    present = set(journal.closures)
    return [closure for closure in dict.fromkeys(found) if closure not in present]


def merge_journal(desk: str, journal: Journal) -> None:
    """Add to the file of this host the closures that it lacks."""
    own = read_journal(journal_file(), desk)
    _append_lines(_format_line(closure) for closure in journal.closures if closure not in own.closures)


def read_record(desk: str) -> Journal:
    """Return the entries of all hosts, from the media store and this host's file."""
    stored, own = read_store(desk), read_journal(journal_file(), desk)
    return Journal(stored.begun, tuple(dict.fromkeys((*stored.closures, *own.closures))))


def read_store(desk: str) -> Journal:
    return parse_names((file.name for file in media_store().list_files(f"{FOLDER}/{desk}/")), desk)


def parse_names(names: Iterable[str], desk: str) -> Journal:
    """Return the entries of one desk by the names of media files."""
    begun: dict[str, datetime] = {}
    closures, ended, root = [], set(), f"{FOLDER}/{desk}/"
    for name in sorted(name.removeprefix(root) for name in names if name.startswith(root)):
        facts, _slash, host = name.partition("/")
        time, *rest = facts.split(",")
        try:
            at = datetime.fromisoformat(time)
            if rest == [ENDED]:
                ended.add(host)
            elif host:
                begun.setdefault(host, at)
                ended.discard(host)
            else:
                verb, model, number, public = rest
                closures.append(Closure(desk, at, verb, model, int(number), public))
        except ValueError:  # somebody else's file
            continue
    return Journal(begun, tuple(closures), frozenset(ended))


def read_journal(file: Path, desk: str) -> Journal:
    """Return the entries of one desk; lines cut off by a power failure are skipped.

    Files of former versions name no host: nobody knows whose closures they lack.
    """
    begun: dict[str, datetime] = {}
    closures = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            found: dict[str, Any] = json.loads(line)
            if found.pop("desk") != desk:
                continue
            if "at" in found:
                closures.append(Closure(desk, datetime.fromisoformat(found.pop("at")), **found))
            else:
                begun.setdefault(found["host"], datetime.fromisoformat(found["since"]))
        except (ValueError, KeyError, TypeError):
            continue
    return Journal(begun, tuple(closures))


def _format_start(desk: str, host: str, since: datetime) -> str:
    return json.dumps({"desk": desk, "host": host, "since": since.isoformat()})


def _format_line(closure: Closure) -> str:
    return json.dumps({name: value for name, value in asdict(closure).items() if value != ""}, default=str)


def _write_to_store(closure: Closure) -> None:
    facts = (f"{closure.at.astimezone(UTC):{STAMP}}", closure.verb, closure.model, closure.id, closure.public)
    _store_line(f"{FOLDER}/{closure.desk}/{','.join(map(str, facts))}", _format_line(closure))


def _store_host(desk: str, host: str, at: datetime, *, mark: str = "") -> None:
    _store_line(f"{FOLDER}/{desk}/{at.astimezone(UTC):{STAMP}}{mark}/{host}", _format_start(desk, host, at))


def _store_line(name: str, line: str) -> None:
    media_store().replace(name, f"{line}\n".encode())


def _append_to_file(closure: Closure) -> None:
    _append_lines([_format_line(closure)])


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
