"""A least-recently-used cache with a limit in bytes or entries."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock


def _count(_value: object) -> int:
    return 1


class BoundedCache[K: Hashable, V]:
    """A mapping that drops the least recently used entries. Safe for threads."""

    def __init__(
        self, max_size: int, size_of: Callable[[V], int] = _count, *, max_entry_size: int | None = None
    ) -> None:
        """Hold at most `max_size` by `size_of`, and no entry above `max_entry_size`."""
        self.max_size = max_size
        self.max_entry_size = max_size if max_entry_size is None else max_entry_size
        self.size_of = size_of
        self.size = 0
        self.entries: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, key: K) -> V | None:
        with self._lock:
            if key in self.entries:
                self.entries.move_to_end(key)
            return self.entries.get(key)

    def get_many(self, keys: Iterable[K]) -> dict[K, V]:
        """Return the values of the keys that have one."""
        with self._lock:
            found = {key: self.entries[key] for key in keys if key in self.entries}
            for key in found:
                self.entries.move_to_end(key)
        return found

    def put(self, key: K, value: V) -> None:
        if self.size_of(value) > self.max_entry_size:
            return
        with self._lock:
            previous = self.entries.pop(key, None)
            self.entries[key] = value
            self.size += self.size_of(value) - (0 if previous is None else self.size_of(previous))
            while self.size > self.max_size:
                _, dropped = self.entries.popitem(last=False)
                self.size -= self.size_of(dropped)

    def clear(self) -> None:
        with self._lock:
            self.entries.clear()
            self.size = 0
