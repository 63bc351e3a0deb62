"""Cache of public pages in front of Django, with the same bytes and headers.

A view that builds or finds a cached page stores it in the request's environment under `PAGE_KEY`, with what it was
built under. The response that Django then gives, with all headers of its middleware, is cached for the same address.
Under `VERSION_READER_KEY` the view finds the callable that reads the site version, once for a request.
"""

import operator
import uuid
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from newsroom.caching.bounded_cache import BoundedCache
from newsroom.caching.page_cache import CachedPage, etag_matches
from newsroom.middleware import ACCEPTABLE_ID

PAGE_KEY = "newsroom.page"
VERSION_READER_KEY = "newsroom.site_version"
MAX_RESPONSES = 4_000
MAX_KEY_LENGTH = 400
PER_REQUEST_HEADERS = {
    "content-length",
    "content-encoding",
    "content-type",
    "etag",
    "x-request-id",
    "date",
}

type Environ = dict[str, Any]
type Headers = list[tuple[str, str]]
type Head = tuple[str, Headers]
"""Status and headers of a response."""
type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class CachedResponse:
    page: CachedPage
    built_under: Any
    status: str
    headers: Headers
    """Headers that a compressed, an uncompressed and a 304 response share."""
    content_type: str


@dataclass(slots=True)
class WSGIPageCache:
    """WSGI middleware that answers a page while it is current under the site version.

    The version is read once per request for a cached address; None answers nothing from the cache.
    """

    application: Application
    site_version: Callable[[], Any]
    is_current: Callable[[Any, Any], bool] = operator.eq
    """Whether a page is current under the version (first) by what it was built under."""
    responses: BoundedCache[Hashable, CachedResponse] = field(
        default_factory=lambda: BoundedCache(MAX_RESPONSES)
    )

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = cache_key(environ)
        if key is None:
            return self.application(environ, start_response)
        cached = self.responses.get(key)
        if cached is None or datetime.now(UTC) >= cached.page.expires_at:
            return self._call_application(key, environ, start_response, self.site_version)
        version = self.site_version()
        if version is not None and self.is_current(version, cached.built_under):
            return send_cached(cached, environ, start_response)
        return self._call_application(key, environ, start_response, lambda: version)

    def _call_application(
        self,
        key: Hashable,
        environ: Environ,
        start_response: Callable[..., Any],
        read_version: Callable[[], Any],
    ) -> Iterable[bytes]:
        environ[VERSION_READER_KEY] = read_version
        body, head = call_application(self.application, environ, start_response)
        built: tuple[CachedPage, Any] | None = environ.get(PAGE_KEY)
        if built is not None and head is not None:
            self._store(key, *built, *head)
        return body

    def _store(
        self, key: Hashable, page: CachedPage, built_under: Any, status: str, headers: Headers
    ) -> None:
        names = {name.lower() for name, _ in headers}
        if built_under is None or "set-cookie" in names or status[:3] not in {"304", str(page.status)}:
            return
        shared = [(name, value) for name, value in headers if name.lower() not in PER_REQUEST_HEADERS]
        content_type = dict(page.headers).get("Content-Type", "text/html; charset=utf-8")
        status = "200 OK" if page.status == 200 else status
        self.responses.put(key, CachedResponse(page, built_under, status, shared, content_type))


def call_application(
    application: Application, environ: Environ, start_response: Callable[..., Any]
) -> tuple[Iterable[bytes], Head | None]:
    """Return the body, and the head if the application has already given one."""
    heads: list[Head] = []

    def capture_start_response(status: str, headers: Headers, *more: Any) -> Any:
        heads.append((status, headers))
        return start_response(status, headers, *more)

    body = application(environ, capture_start_response)
    return body, heads[-1] if heads else None


def cache_key(environ: Environ) -> Hashable | None:
    """Return all that decides the response besides validators; None if not cacheable."""
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
    cached: CachedResponse, environ: Environ, start_response: Callable[..., Any]
) -> Iterable[bytes]:
    page = cached.page
    request_id = environ.get("HTTP_X_REQUEST_ID", "")
    if not ACCEPTABLE_ID.fullmatch(request_id):
        request_id = uuid.uuid4().hex
    headers = [*cached.headers, ("X-Request-ID", request_id)]
    if page.status == 200:
        headers.append(("ETag", page.etag))
        if etag_matches(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
            start_response("304 Not Modified", headers)
            return [b""]
    body, is_compressed = page.encode_body(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if is_compressed:
        headers.append(("Content-Encoding", "gzip"))
    headers += [("Content-Type", cached.content_type), ("Content-Length", str(len(body)))]
    start_response(cached.status, headers)
    return [body]
