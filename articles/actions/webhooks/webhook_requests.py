"""Calls to webhooks that run in this process, each in a thread of its own.

A job starts a call and waits briefly. A longer call continues without the job, so that endpoints that hang never
block others, however many hang.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

import structlog
from django.db import DatabaseError, connections

log = structlog.get_logger(__name__)

USUAL_RESPONSE_SECONDS = 0.25
"""Seconds in which a healthy endpoint usually responds."""


@dataclass(slots=True)
class EndpointCalls:
    """Running calls: at most `most` in all and one per webhook."""

    most: int
    _lock: Lock = field(default_factory=Lock)
    _wanted: dict[int, bool] = field(default_factory=dict)
    """Webhooks being called; True if another call was requested meanwhile."""

    def call(self, webhook_id: int, deliver: Callable[[], object]) -> bool:
        """Deliver in a thread, once more if requested meanwhile.

        Return whether the call ended within USUAL_RESPONSE_SECONDS.
        """
        with self._lock:
            if webhook_id in self._wanted:
                self._wanted[webhook_id] = True
                return False
            if len(self._wanted) >= self.most:
                return False
            self._wanted[webhook_id] = False
        ended = Event()
        # A daemon thread never blocks the end of the process; an attempt that was not recorded is repeated.
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
