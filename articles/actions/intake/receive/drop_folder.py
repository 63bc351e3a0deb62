"""Files in the drop folders of agencies, and those that are not complete yet."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from time import monotonic

import structlog
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.actions.intake.effects.wire_rules import filter_pending_uses, finish_use, save_reason
from articles.actions.intake.receive.ingest import process_file, process_files
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS, reraise_outage
from articles.actions.intake.receive.read_file import record_rejected_file, store_unread_file
from articles.actions.intake.receive.receive_file import MAX_BYTES, IncomingFile, note_trouble, receive_files
from articles.actions.intake.receive.session_locks import hold_lock
from articles.models import WireFile, WireItem, WireSource
from articles.parsing.errors import CopyError, TransmissionBrokeOff
from articles.wire.transports.folder import FolderEntry, FolderWatch, Verdict, name_for_display
from articles.wire.transports.folder_access import DropFolder, FileChanged, make_drop_folder, open_drop_folder

STARTED_BEFORE = timedelta(seconds=10)
"""Age from which a file counts as unfinished: a younger one is being read by the process that received it."""
GIVEN_UP_AFTER = timedelta(days=7)
"""Age from which unmatched items are left as they are."""
BATCH_SIZE = 100

MAX_FILES, MAX_SECONDS = 500, 2.0
"""Files and seconds of one scan; then another process may have the folder, and the list of files is read again."""
BATCH_FILES, BATCH_BYTES = 20, 2_000_000
"""Files that are committed together: half as much work as one by one, and none waits for a second."""
LOCK_CLASS = 0x77697265
"""First number of the advisory lock of a source's folder."""

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


class FileIsTooLarge(CopyError):
    what = gettext_noop("The file has {size:,} bytes; the limit is {limit:,}.")
    why = gettext_noop("It is in the folder “rejected” of the source and was not read.")


def folder_of(source: WireSource) -> Path:
    return Path(settings.WIRE_DIR) / source.code


def ensure_folder(source: WireSource) -> None:
    """Create the folder of a source if it is missing; note why that failed."""
    try:
        make_drop_folder(folder_of(source))
    except OSError as trouble:
        log.warning("a drop folder cannot be created", source=source.code, reason=str(trouble))


def scan_or_note(source: WireSource, watch: FolderWatch, *, at: datetime) -> int:
    """Scan a folder; create one that is missing, and note why one cannot be used."""
    try:
        return scan_folder(source, watch, at=at)
    except OSError as trouble:
        ensure_folder(source)
        note_trouble(source.pk, f"{folder_of(source)}: {trouble.strerror}", at=at)
        raise


def scan_folder(source: WireSource, watch: FolderWatch, *, at: datetime, limit: int = MAX_FILES) -> int:
    """Take the complete files of a folder; return the number of files handled.

    `limit` is their largest number, `watch` the memory of earlier scans. Nothing is taken while another process has
    the folder. Raise OSError for a folder that cannot be used.
    """
    with open_drop_folder(folder_of(source)) as folder:
        entries = folder.list_entries()
        settled, markers = watch.find_settled(entries, at), watch.find_lone_markers(entries)
        if not (settled or markers or folder.list_claims()):
            return 0
        with hold_folder(source) as is_locked:
            if not is_locked:
                return 0
            scan = _Scan(source, folder, watch, at)
            taken = scan.finish_claims() + scan.take_files(settled, limit)
            for marker in markers:
                folder.put_away(marker.name, scan.day)
            return taken


def hold_folder(source: WireSource) -> AbstractContextManager[bool]:
    """Give whether this process alone may take the files of the source."""
    return hold_lock("%s, %s", LOCK_CLASS, source.pk)


class _Scan:
    """One scan of a locked folder."""

    def __init__(self, source: WireSource, folder: DropFolder, watch: FolderWatch, at: datetime) -> None:
        self.source, self.folder, self.watch, self.at = source, folder, watch, at
        self.claimed: dict[FolderEntry, bytes] = {}
        """Files that are stored next, together."""

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()

    def finish_claims(self) -> int:
        """Store the files of a process that ended before it had put them away."""
        claims = self.folder.list_claims()
        waiting = [entry for entry in claims if not self.watch.is_postponed(entry.name, self.at)]
        return sum(self._try(self._finish_claim, entry) for entry in waiting)

    def take_files(self, settled: list[FolderEntry], limit: int) -> int:
        taken, deadline = 0, monotonic() + MAX_SECONDS
        for entry in settled:
            taken += self._try(self._take, entry)
            if len(self.claimed) >= BATCH_FILES or sum(map(len, self.claimed.values())) >= BATCH_BYTES:
                self._store_claimed()
            if taken >= limit or monotonic() > deadline:
                break
        self._store_claimed()
        return taken

    def _try(self, take: Callable[[FolderEntry], bool], entry: FolderEntry) -> bool:
        """Take a file; one that is gone or changes is left to a later scan.

        A file that fails is left alone for a minute: it must never stop the others.
        """
        try:
            return take(entry)
        except (FileNotFoundError, FileChanged):
            return False
        except PROGRAM_FAULTS as fault:
            reraise_outage(fault)
            log.exception("a file of a drop folder cannot be taken", source=self.source.code, name=entry.name)
            self.watch.postpone(entry.name, self.at)
            note_trouble(self.source.pk, f"{name_for_display(entry.name)}: {fault}", at=self.at)
            return False

    def _take(self, entry: FolderEntry) -> bool:
        if entry.size > MAX_BYTES:
            self._reject(entry)
            return True
        raw = self.folder.read(entry)
        match self.watch.judge(entry, raw, self.at):
            case Verdict.COMPLETE:
                if not self.folder.claim(entry):  # it changed after it was read
                    return False
                self.claimed[entry] = raw
                return True
            case Verdict.BROKEN:
                self._store_broken(entry, raw)
                return True
            case Verdict.ABANDONED:
                self.folder.put_away(entry.name, self.day)
                return True
            case Verdict.WAIT:
                return False

    def _store_claimed(self) -> None:
        """Store the claimed files together, or each alone if that fails."""
        claimed, self.claimed = self.claimed, {}
        try:
            self._store(claimed)
        except PROGRAM_FAULTS as fault:
            reraise_outage(fault)
            for entry in claimed:
                self._try(self._finish_claim, entry)

    def _finish_claim(self, entry: FolderEntry) -> bool:
        try:
            if entry.size > MAX_BYTES:
                self._reject(entry, claimed=True)
                return True
            raw = self.folder.read(entry, claimed=True)
        except (FileNotFoundError, FileChanged):
            return False
        if raw:
            self._store({entry: raw})
            return True
        return self._put_away(entry)

    def _store(self, claimed: Mapping[FolderEntry, bytes]) -> None:
        """Commit the bytes of claimed files, read them and put them away."""
        files = [IncomingFile(raw, entry.name) for entry, raw in claimed.items()]
        if not files:
            return
        process_files(receive_files(files, source=self.source, at=self.at), at=self.at)
        for entry in claimed:
            self._try(self._put_away, entry)

    def _put_away(self, entry: FolderEntry) -> bool:
        self.folder.finish_claim(entry.name, self.day)
        return True

    def _store_broken(self, entry: FolderEntry, raw: bytes) -> None:
        """Store a file whose transmission broke off; the bytes that came are not read."""
        name, refusal = name_for_display(entry.name), TransmissionBrokeOff()
        if raw:
            store_unread_file(raw, source=self.source, name=name, refusal=refusal, at=self.at)
        else:
            record_rejected_file(self.source, name=name, size=0, refusal=refusal, at=self.at)
        self.watch.note_reported(entry.name)

    def _reject(self, entry: FolderEntry, *, claimed: bool = False) -> None:
        refusal = FileIsTooLarge(size=entry.size, limit=MAX_BYTES)
        record_rejected_file(
            self.source, name=name_for_display(entry.name), size=entry.size, refusal=refusal, at=self.at,
            version=str(entry.mtime_ns),
        )  # fmt: skip
        self.folder.reject(entry.name, claimed=claimed)
