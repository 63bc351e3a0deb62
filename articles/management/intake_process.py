"""Process that runs the transports of agency files, each in a thread of its own.

A transport that is slow, hangs or fails delays no other one. Several processes may run at once: the actions lock what
they take.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from time import monotonic

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from articles.actions.intake.autopilot.fetch_pictures import fetch_pictures
from articles.actions.intake.autopilot.run import run_autopilot, withhold_expired
from articles.actions.intake.receive.drop_folder import ensure_folder, finish_files, scan_or_note
from articles.actions.intake.receive.poll_source import fetch_due_mail, poll_due_sources
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS
from articles.actions.intake.receive.push import fetch_announced_files
from articles.models import WireSource
from articles.wire.transports.folder import FolderWatch
from newsroom.db.errors import is_outage
from newsroom.db.monitor import database, note_error
from newsroom.telemetry.counters import counters

type Transport = Callable[[datetime], int]
"""Takes what is due at a time and returns its number; more than 0 means that it is called again at once."""

TRANSPORTS: Mapping[str, Transport] = {
    WireSource.Transport.POLL: poll_due_sources,
    WireSource.Transport.MAIL: fetch_due_mail,
    WireSource.Transport.PUSH: fetch_announced_files,
}
"""Transports that are called every second once the desk has a source of the kind; each locks its own sources."""
PAUSE_SECONDS = 1.0
FOLDER_PAUSE_SECONDS = 0.5
"""Pause between two scans of a folder; a file must look the same for a second."""
FINISH_SECONDS = 10.0
"""Pause between two searches for unfinished files."""
REFRESH_SECONDS = 2.0
"""Pause between two looks at the list of sources."""
MAX_PAUSE_SECONDS = 60.0
"""Longest pause of a transport that keeps failing."""
STOP_SECONDS = 8.0
"""Time for the files in work when the process is stopped; the supervisor kills it after ten seconds."""

COUNTED_AS = {
    "folder": "folder", "poll": "poll", "fetch_due_mail": "mail", "fetch_announced": "announced",
    "unfinished": "unfinished",
}  # fmt: skip
"""Start of a thread's name → label of its counts."""
CALL_FAILED = 2
"""Position of the outcome; 0 is a call that found nothing, 1 one that took something."""

log = structlog.get_logger(__name__)


def finish_work(at: datetime) -> int:
    """Finish what a process that ended has left undone, and end what is due."""
    return finish_files(at) + run_autopilot(at) + withhold_expired(at)


class TransportThread(threading.Thread):
    """Thread that calls one transport again and again until it or the process stops."""

    def __init__(
        self, name: str, transport: Transport, stop: threading.Event, *, pause: float = PAUSE_SECONDS
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.transport, self.pause, self.stop = transport, pause, stop
        self.failures = 0
        self.kind = next((kind for start, kind in COUNTED_AS.items() if name.startswith(start)), "other")
        self.is_cancelled = False

    def run(self) -> None:
        while not self.stop.is_set() and not self.is_cancelled:
            self.stop.wait(self.call_once())

    def call_once(self) -> float:
        """Call the transport; return the seconds to wait before the next call."""
        if database.is_away:
            return PAUSE_SECONDS
        began, outcome = monotonic(), CALL_FAILED
        try:
            taken = self.transport(timezone.now())
            outcome = int(taken > 0)
        except (OperationalError, InterfaceError) as trouble:
            if is_outage(trouble):
                note_error(trouble)
                return PAUSE_SECONDS
            return self._note_failure()
        except PROGRAM_FAULTS:
            return self._note_failure()
        finally:
            connection.close()  # to the pool, for the other threads
            counters.count("transports", self.kind, outcome, monotonic() - began)
        self.failures = 0
        return 0.0 if taken else self.pause

    def _note_failure(self) -> float:
        log.exception("a transport of agency files failed", transport=self.name, failures=self.failures + 1)
        pause = min(self.pause * 2.0**self.failures, MAX_PAUSE_SECONDS)
        self.failures = min(self.failures + 1, 10)
        return max(pause, self.pause)


class IntakeProcess:
    """The threads of all transports; `stop` is set from outside."""

    def __init__(self, stop: threading.Event, transports: Mapping[str, Transport] = TRANSPORTS) -> None:
        self.stop = stop
        self.transports = transports
        self.sources: dict[int, WireSource] = {}
        self.folders: dict[int, TransportThread] = {}
        self.others: dict[str, TransportThread] = {}

    def run(self) -> None:
        """Run until stopped, then wait for the files in work."""
        while not self.stop.is_set():
            self.start_missing()
            self.stop.wait(REFRESH_SECONDS)
        deadline = monotonic() + STOP_SECONDS
        for thread in (*self.folders.values(), *self.others.values()):
            thread.join(max(0.0, deadline - monotonic()))

    def start_missing(self) -> None:
        """Start a thread for each transport and folder that has none running."""
        self._start_other("unfinished files", finish_work, pause=FINISH_SECONDS)
        if database.is_away:
            return
        try:
            sources = WireSource.objects.filter(active=True).select_related("agency").order_by("pk")
            self._match_transports(list(sources))
        except (OperationalError, InterfaceError) as trouble:
            note_error(trouble)
            return
        finally:
            connection.close()
        self._match_folders()

    def _match_transports(self, sources: list[WireSource]) -> None:
        self.sources = {
            source.pk: source for source in sources if source.transport == WireSource.Transport.FOLDER
        }
        if any(source.rendition_hosts for source in sources):
            self._start_other("fetch_pictures", fetch_pictures, pause=FINISH_SECONDS)
        for kind in {source.transport for source in sources} & self.transports.keys():
            transport = self.transports[kind]
            self._start_other(getattr(transport, "__name__", "transport"), transport)

    def _start_other(self, name: str, transport: Transport, *, pause: float = PAUSE_SECONDS) -> None:
        if name not in self.others or not self.others[name].is_alive():
            self.others[name] = TransportThread(name, transport, self.stop, pause=pause)
            self.others[name].start()

    def _match_folders(self) -> None:
        """Cancel the threads of sources that ended, and start those of new ones."""
        for pk in set(self.folders) - set(self.sources):
            self.folders.pop(pk).is_cancelled = True
        for pk, source in self.sources.items():
            if pk not in self.folders or not self.folders[pk].is_alive():
                ensure_folder(source)
                scan = partial(self._scan_folder, pk, FolderWatch())
                self.folders[pk] = TransportThread(
                    f"folder of {source.code}", scan, self.stop, pause=FOLDER_PAUSE_SECONDS
                )
                self.folders[pk].start()

    def _scan_folder(self, pk: int, watch: FolderWatch, at: datetime) -> int:
        """Scan the folder of a source as it is set up now; do nothing once it ended."""
        source = self.sources.get(pk)
        return scan_or_note(source, watch, at=at) if source is not None else 0
