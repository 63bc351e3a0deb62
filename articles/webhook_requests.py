"""Calls to partners' endpoints that are under way in this process: each in a thread of its own.

A job begins a call and waits a moment for its end. A call that takes longer goes on without the job, so that an
endpoint that hangs takes no place from others, however many there are of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

import structlog
from django.db import DatabaseError, connections

log = structlog.get_logger(__name__)

USUAL_RESPONSE_SECONDS = 0.25
"""Seconds in which an endpoint that is well has usually answered."""


@dataclass(slots=True)
class EndpointCalls:
    """At most `most` at once, and one for each endpoint."""

    most: int
    _lock: Lock = field(default_factory=Lock)
    _wanted: dict[int, bool] = field(default_factory=dict)
    """Endpoints being called; whether something new has come for them since the call began."""

    def call(self, webhook_id: int, deliver: Callable[[], object]) -> bool:
        """Deliver in a thread, once more if asked again meanwhile; whether it has ended within a moment."""
        with self._lock:
            if webhook_id in self._wanted:
                self._wanted[webhook_id] = True
                return False
            if len(self._wanted) >= self.most:
                return False
            self._wanted[webhook_id] = False
        ended = Event()
        # A call that hangs must not keep the process from ending: what it delivered and could not note comes again.
        Thread(target=self._run, args=(webhook_id, deliver, ended), daemon=True).start()
        return ended.wait(USUAL_RESPONSE_SECONDS)

    def _run(self, webhook_id: int, deliver: Callable[[], object], ended: Event) -> None:
        try:
            wanted = True
            while wanted:
                deliver()
                with self._lock:
                    wanted = self._wanted.pop(webhook_id)
                    if wanted:
                        self._wanted[webhook_id] = False
        except DatabaseError as trouble:
            log.warning("a call to an endpoint was given up; the next round makes it", error=str(trouble))
        finally:
            with self._lock:
                self._wanted.pop(webhook_id, None)
            connections.close_all()
            ended.set()
