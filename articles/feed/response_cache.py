"""Finished answers, kept in this process under their ETag, for the same tag is the same bytes.

The tag moves with the log, with everything beside stories, with rights that the clock turned, with the contract and
with the key: a kill or a licence that ended leads to another tag, and an older answer is never found again. An answer
is made for one key, so whom it was stats to was noted when it was made.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from articles.feed.authentication import ResponseStats

MAX_BYTES = 24_000_000
MAX_ENTRY_BYTES = 1_000_000
"""Bytes: of all that a process keeps, and of one answer."""


@dataclass(frozen=True, slots=True)
class CachedBody:
    body: bytes
    headers: dict[str, str]
    """Those the view gave besides the tag."""
    stats: ResponseStats
    compressed: dict[str, bytes] = field(default_factory=dict)
    """The body by content coding, as it was asked for."""


class CacheHit(Exception):
    """The answer is there; it only has to be sent."""

    def __init__(self, answer: CachedBody) -> None:
        super().__init__()
        self.answer = answer


@dataclass(slots=True)
class ResponseCache:
    """At most `max_bytes` bytes, the least asked for leaves first. Safe for threads."""

    max_bytes: int = MAX_BYTES
    answers: OrderedDict[tuple[str, str], CachedBody] = field(default_factory=OrderedDict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def get(self, key: tuple[str, str]) -> CachedBody | None:
        """`key` is (tag, host asked): absolute links name the host."""
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
