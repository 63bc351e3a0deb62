"""Public pages answered before Django is asked: same bytes, same headers, while the stamp they were made under stands.

A view that made or found a kept page leaves it in the request's environment under `PAGE`, with its stamp. The answer
that Django then gives, with all that middleware added, is kept for the same address. Under `STAMP` the view finds whom
to ask for the stamp.
"""

import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from newsroom.caching.page_cache import CachedPage, etag_matches
from newsroom.middleware import ACCEPTABLE_ID

PAGE_KEY = "newsroom.page"
VERSION_READER_KEY = "newsroom.stamp"
MAX_RESPONSES = 4_000
MAX_KEY_LENGTH = 400
PER_REQUEST_HEADERS = {"content-length", "content-encoding", "content-type", "etag", "x-request-id", "date"}

type Environ = dict[str, Any]
type Headers = list[tuple[str, str]]
type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class CachedResponse:
    page: CachedPage
    stamp: Hashable
    status: str
    headers: Headers
    """Those of every answer: whole, packed or 304."""
    kind: str


@dataclass(slots=True)
class WSGIPageCache:
    """WSGI. `stamp` is asked once a request that might be answered from here; None means that nothing is."""

    application: Application
    stamp: Callable[[], Hashable | None]
    kept: OrderedDict[Hashable, CachedResponse] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = cache_key(environ)
        if key is None:
            return self.application(environ, start_response)
        found = self.kept.get(key)
        if found is not None and datetime.now(UTC) < found.page.until and self.stamp() == found.stamp:
            return send_cached(found, environ, start_response)
        return self._asked(key, environ, start_response)

    def _asked(self, key: Hashable, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        given: list[tuple[str, Headers]] = []
        environ[VERSION_READER_KEY] = self.stamp

        def hearing(status: str, headers: Headers, *more: Any) -> Any:
            given.append((status, headers))
            return start_response(status, headers, *more)

        body = self.application(environ, hearing)
        left: tuple[CachedPage, Hashable | None] | None = environ.get(PAGE_KEY)
        if left is not None and given:
            self._keep(key, *left, answer=given[-1])
        return body

    def _keep(
        self, key: Hashable, page: CachedPage, stamp: Hashable | None, *, answer: tuple[str, Headers]
    ) -> None:
        status, headers = answer
        names = {name.lower() for name, _ in headers}
        if stamp is None or "set-cookie" in names or status[:3] not in {"304", str(page.status)}:
            return
        shared = [(name, value) for name, value in headers if name.lower() not in PER_REQUEST_HEADERS]
        kind = dict(page.headers).get("Content-Type", "text/html; charset=utf-8")
        status = "200 OK" if page.status == 200 else status
        with self.lock:
            self.kept[key] = CachedResponse(page, stamp, status, shared, kind)
            self.kept.move_to_end(key)
            while len(self.kept) > MAX_RESPONSES:
                self.kept.popitem(last=False)


def cache_key(environ: Environ) -> Hashable | None:
    """What an answer may depend on beside the reader's validator and encodings; None for what is not kept."""
    if environ["REQUEST_METHOD"] != "GET":
        return None
    key = (
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_HOST", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
        environ.get("wsgi.url_scheme", ""),
        environ.get("SCRIPT_NAME", ""),
    )
    return key if sum(map(len, key)) <= MAX_KEY_LENGTH else None


def send_cached(
    kept: CachedResponse, environ: Environ, start_response: Callable[..., Any]
) -> Iterable[bytes]:
    page = kept.page
    given = environ.get("HTTP_X_REQUEST_ID", "")
    headers = [*kept.headers, ("X-Request-ID", given if ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex)]
    if page.status == 200:
        headers.append(("ETag", page.etag))
        if etag_matches(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
            start_response("304 Not Modified", headers)
            return [b""]
    body, packed = page.body_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if packed:
        headers.append(("Content-Encoding", "gzip"))
    headers += [("Content-Type", kept.kind), ("Content-Length", str(len(body)))]
    start_response(kept.status, headers)
    return [body]
