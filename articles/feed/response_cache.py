"""Finished responses, cached in this process under their ETag.

Equal ETags mean equal bytes. The ETag changes with the log, with people, topics, sections, agencies and rights, with
grants that start or end, with the contract and with the key. After a kill or the end of a licence the ETag is another
one, so an outdated response is never found. A response belongs to one key: its delivery was recorded when it was made.
"""

from dataclasses import dataclass, field

from articles.feed.authentication import ResponseStats
from articles.feed.compression import encode_body
from newsroom.caching.bounded_cache import BoundedCache

MAX_BYTES = 24_000_000
MAX_ENTRY_BYTES = 1_000_000
"""Bytes of all entries of a process, and of one entry."""
CACHED_BODY_KEY = "newsroom.feed_cached_body"
"""Key of the response's entry in `request.META`, for its compression."""


@dataclass(frozen=True, slots=True)
class CachedBody:
    body: bytes
    headers: dict[str, str]
    """Headers set by the view, without the ETag."""
    stats: ResponseStats
    compressed: dict[str, bytes] = field(default_factory=dict)
    """The compressed body by content coding, filled on demand."""

    def encode(self, offer: str) -> tuple[bytes, str]:
        """Return the body in the best coding of `Accept-Encoding`, and the coding."""
        return encode_body(self.body, offer, self.compressed)


class CacheHit(Exception):
    """A cached response ends the request early."""

    def __init__(self, answer: CachedBody) -> None:
        super().__init__()
        self.answer = answer


RESPONSES: BoundedCache[tuple[str, str], CachedBody] = BoundedCache(
    MAX_BYTES, lambda answer: len(answer.body), max_entry_size=MAX_ENTRY_BYTES
)
"""By (ETag, host of the request): absolute links name the host."""
