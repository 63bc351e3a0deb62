"""Generator of the demo's live wire: sends shift after shift until stopped."""

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from itertools import count
from time import monotonic

from django.utils import timezone

from articles.demo.wire.script import read_names, read_script
from articles.demo.wire.senders import Send
from articles.demo.wire.shift import AgencyFile, begin_shift, plan_pauses

RETRY_SECONDS = 5.0
"""Pause before files are sent again that the desk could not take."""
MAX_WAITING = 50
"""Files of each agency that wait for the desk; the oldest ones are dropped."""


@dataclass(slots=True)
class WireGenerator:
    """The running wire; `stop` is set from outside."""

    senders: Mapping[str, Send]
    """Sender of each source, by its code."""
    pictures_at: str
    zone: tzinfo
    stop: threading.Event
    seed: int
    speed: float = 1.0
    waiting: dict[str, deque[AgencyFile]] = field(default_factory=dict)

    def run(self, shifts: int | None = None) -> None:
        """Send shift after shift until stopped; `shifts` limits their number."""
        script, groups = read_script(), read_names()
        for number in count() if shifts is None else range(shifts):
            shift = begin_shift(
                number, self._read_clock(), seed=self.seed, groups=groups, pictures_at=self.pictures_at
            )
            for entry, pause in plan_pauses(script, number, seed=self.seed):
                if self._wait(pause / self.speed):
                    return
                self._send(shift.write_file(entry, self._read_clock()))
        self._send_waiting()

    def _read_clock(self) -> datetime:
        return timezone.now().astimezone(self.zone).replace(microsecond=0)

    def _wait(self, seconds: float) -> bool:
        """Wait, and send again what is waiting; return True if the generator was stopped."""
        ends = monotonic() + seconds
        while (left := ends - monotonic()) > 0:
            has_waiting = any(self.waiting.values())
            if self.stop.wait(min(left, RETRY_SECONDS) if has_waiting else left):
                return True
            self._send_waiting()
        return self.stop.is_set()

    def _send(self, file: AgencyFile) -> None:
        """Send a file after those of its agency that are waiting."""
        self.waiting.setdefault(file.source, deque(maxlen=MAX_WAITING)).append(file)
        self._send_waiting()

    def _send_waiting(self) -> None:
        for source, files in self.waiting.items():
            while files and self.senders[source](files[0]):
                files.popleft()
