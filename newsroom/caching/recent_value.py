"""Value that is read again when it is older than some seconds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic


@dataclass(slots=True)
class RecentValue[T]:
    """Cache of one value; threads that ask meanwhile wait for one read."""

    read: Callable[[], T]
    seconds: float = 1.0
    lock: Lock = field(default_factory=Lock)
    stored: list[tuple[float, T]] = field(default_factory=list)
    """At most one: when it was read, and the value."""

    def get(self) -> T:
        with self.lock:
            if self.stored and monotonic() - self.stored[0][0] < self.seconds:
                return self.stored[0][1]
            value = self.read()
            self.stored[:] = [(monotonic(), value)]
            return value

    def forget(self) -> None:
        self.stored.clear()
