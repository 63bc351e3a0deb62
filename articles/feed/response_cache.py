"""Finished responses, cached in this process under their ETag.

Equal ETags mean equal bytes. The ETag changes with the log, with people, topics, sections, agencies and rights, with
grants that start or end, with the contract and with the key. After a kill or the end of a licence the ETag is another
one, so an outdated response is never found. A response belongs to one key: its delivery was recorded when it was made.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from articles.feed.authentication import ResponseStats

MAX_BYTES = 24_000_000
MAX_ENTRY_BYTES = 1_000_000
"""Bytes of all entries of a process, and of one entry."""


@dataclass(frozen=True, slots=True)
class CachedBody:
    body: bytes
    headers: dict[str, str]
    """Headers set by the view, without the ETag."""
    stats: ResponseStats
    compressed: dict[str, bytes] = field(default_factory=dict)
    """The compressed body by content coding, filled on demand."""


class CacheHit(Exception):
    """A cached response ends the request early."""

    def __init__(self, answer: CachedBody) -> None:
        super().__init__()
        self.answer = answer


@dataclass(slots=True)
class ResponseCache:
    """A thread-safe LRU cache of at most `max_bytes` bytes."""

    max_bytes: int = MAX_BYTES
    answers: OrderedDict[tuple[str, str], CachedBody] = field(default_factory=OrderedDict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def get(self, key: tuple[str, str]) -> CachedBody | None:
        """Return the entry of `(ETag, host)`; the host is part of absolute links."""
        with self.lock:
            if key in self.answers:
                self.answers.move_to_end(key)
            return self.answers.get(key)

    def put(self, key: tuple[str, str], answer: CachedBody) -> None:
        if len(answer.body) > MAX_ENTRY_BYTES:
            return
        with self.lock:
            known = self.answers.pop(key, None)
            self.answers[key] = answer
            self.size += len(answer.body) - (len(known.body) if known else 0)
            while self.size > self.max_bytes:
                _, gone = self.answers.popitem(last=False)
                self.size -= len(gone.body)

    def clear(self) -> None:
        with self.lock:
            self.answers.clear()
            self.size = 0


RESPONSES = ResponseCache()
