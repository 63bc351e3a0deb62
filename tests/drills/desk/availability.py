"""Availability for readers, editors, partners and the worker, tested from outside."""

import http.client
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import psycopg

from tests.drills.desk.environment import Desk, DeskDown
from tests.drills.environment import HOST

INTERVAL_SECONDS = 0.2
STEADY_SECONDS = 1.0
"""Seconds of service after which it counts as restored: a killed server's last responses may arrive late."""
MAX_SECONDS = 240
RESPONSE_TIMEOUT = 10
MAX_REFUSAL_SECONDS = 2.0
LISTENERS = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
"""The worker listens for jobs while it can take any."""


@dataclass(frozen=True, slots=True)
class Event:
    """Fault, with the seconds from its end until each was served again."""

    name: str
    back: Mapping[str, float]
    """0 if nobody was refused after the fault had ended."""

    def __str__(self) -> str:
        times = ", ".join(f"{who} {seconds:.1f} s" for who, seconds in self.back.items())
        return f"{self.name}: back after {times}"


@dataclass(slots=True)
class Service:
    """Service that is requested again and again; `ask` returns whether it was served."""

    ask: Callable[[], bool]
    failed: float = 0.0
    """Time of the last failure, by the monotonic clock."""
    served: float = 0.0
    since: float = 0.0

    def watch(self, stop: threading.Event) -> None:
        while not stop.is_set():
            began = time.monotonic()
            if self.ask():
                if self.served <= self.failed:
                    self.since = time.monotonic()
                self.served = time.monotonic()
            else:
                self.failed = time.monotonic()
            stop.wait(max(0.0, INTERVAL_SECONDS - (time.monotonic() - began)))

    def is_back(self, over: float) -> bool:
        """Return whether it was served after the fault and has not failed for a while."""
        now = time.monotonic()
        return (
            self.served > over and self.served > self.failed and now - max(self.failed, over) > STEADY_SECONDS
        )

    def seconds_after(self, over: float) -> float:
        """Return the seconds of failures after the fault had ended; 0 if there were none."""
        return max(0.0, self.since - over) if self.failed > over else 0.0


@dataclass(slots=True)
class Availability:
    desk: Desk
    page: str
    key: str
    services: dict[str, Service] = field(default_factory=dict)
    unexpected: list[str] = field(default_factory=list)
    """Responses that are neither 200 nor 503."""
    refusals: int = 0
    slowest_refusal: float = 0.0

    def __post_init__(self) -> None:
        self.services = {
            "readers": Service(lambda: self.is_served(self.page)),
            "editors": Service(lambda: self.is_served("/admin/login/")),
            "partners": Service(
                lambda: self.is_served("/api/v1/changes?limit=1", Authorization=f"Bearer {self.key}")
            ),
            "worker": Service(self.is_worker_listening),
        }

    def is_served(self, path: str, **headers: str) -> bool:
        began = time.monotonic()
        link = http.client.HTTPConnection(HOST, self.desk.port, timeout=RESPONSE_TIMEOUT)
        try:
            link.request("GET", path, headers=headers)
            answer = link.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()
        if answer.status == http.HTTPStatus.SERVICE_UNAVAILABLE:
            self.note_refusal(path, answer.headers.get("Retry-After", ""), time.monotonic() - began)
        elif answer.status != http.HTTPStatus.OK:
            self.unexpected.append(f"{path}: {answer.status}")
        return answer.status == http.HTTPStatus.OK

    def note_refusal(self, path: str, pause: str, seconds: float) -> None:
        self.refusals += 1
        self.slowest_refusal = max(self.slowest_refusal, seconds)
        if not pause:
            self.unexpected.append(f"{path}: 503 without Retry-After")

    def is_worker_listening(self) -> bool:
        try:
            with psycopg.connect(self.desk.url, connect_timeout=2) as connection:
                row = connection.execute(LISTENERS).fetchone()
        except psycopg.Error:
            return False
        return row is not None and row[0] > 0

    def wait_until_all_is_served(self, name: str, stop: threading.Event, *, over: float) -> Event | None:
        """Wait until all are served; return None if the drill ends first."""
        deadline = time.monotonic() + MAX_SECONDS
        while not all(service.is_back(over) for service in self.services.values()):
            if stop.is_set():
                return None
            self.desk.restart_if_ended()
            if time.monotonic() > deadline:
                missing = [who for who, service in self.services.items() if not service.is_back(over)]
                raise DeskDown(
                    f"{name}: {', '.join(missing)} not served again after {MAX_SECONDS} s:\n{self.desk.last_lines()}"
                )
            time.sleep(0.1)
        back = {who: service.seconds_after(over) for who, service in self.services.items()}
        return Event(name, back)
