"""Record of changes by key, in the memory of one process.

A page names by keys what it shows. Each recorded change gets a number, and a page stores the number of the last change
before its content was read. It is current while none of its keys has a later change.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

EVERYTHING = "everything"
"""Key of a change that ends all pages."""
MAX_KEYS = 20_000
"""Keys in the record; of a key changed longer ago only the time before which pages are void is known."""


@dataclass(slots=True, eq=False)
class Dependencies:
    """Keys of what a page shows. Without keys the page ends with every change."""

    number: int
    """The last change up to which the page is known to be current."""
    keys: frozenset[str]


@dataclass(slots=True)
class ChangedKeys:
    """Numbers of changes, and for each key its newest one. Safe for threads."""

    number: int = 0
    void_before: int = 0
    """Pages with an older number are void, whatever they depend on."""
    newest: OrderedDict[str, int] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def record(self, keys: Iterable[str]) -> None:
        """Record one change of these keys."""
        changed = set(keys)
        with self._lock:
            if EVERYTHING in changed:
                self._end_all()
            elif changed:
                self.number += 1
                for key in changed:
                    self.newest[key] = self.number
                    self.newest.move_to_end(key)
                while len(self.newest) > MAX_KEYS:
                    self.void_before = max(self.void_before, self.newest.popitem(last=False)[1])

    def end_all(self) -> int:
        """Record a change of everything; return its number."""
        with self._lock:
            self._end_all()
            return self.number

    def _end_all(self) -> None:
        self.number += 1
        self.void_before = self.number
        self.newest.clear()

    def is_current(self, dependencies: Dependencies) -> bool:
        """Return whether no key of the page has changed; remember that it is current."""
        with self._lock:
            if dependencies.number == self.number:
                return True
            if dependencies.number < self.void_before or not dependencies.keys:
                return False
            newest, built = self.newest, dependencies.number
            if any(newest.get(key, 0) > built for key in dependencies.keys):
                return False
            dependencies.number = self.number
            return True
