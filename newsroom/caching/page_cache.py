"""Cache of rendered public pages, in the memory of one process.

A page depends on keys of what it shows. A publication, a correction, a kill or another change records its keys in its
own transaction, so the next request in any process finds out which pages ended (`newsroom.caching.changed_keys`). The
clock (the end of a right or an embargo, midnight) ends a page to the second.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date, parse_etags

from newsroom.caching.bounded_cache import BoundedCache
from newsroom.caching.changed_keys import Dependencies

MAX_AGE, SHARED_MAX_AGE = 300, 90
"""Seconds that this process, and a shared cache with its stale answers, show a page."""
SHARED_CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-while-revalidate=30"
"""For a cache that is purged on every change; killed, withheld and soon expiring pages are revalidated instead."""
REVALIDATE = "public, max-age=0, must-revalidate"
MAX_BYTES = 20_000_000
"""Bytes of pages in the cache of one process."""
MIN_COMPRESS_SIZE = 600
GZIP_LEVEL = 4
"""Two per cent more bytes than at the usual 6, for half the time."""
GZIP_CODING = re.compile(r"(?:^|[,\s])gzip(?:\s*;\s*q=(?P<quality>\d(?:\.\d{0,3})?))?\s*(?:,|$)")
COMPRESSIBLE = (
    "text/",
    "application/atom+xml",
    "application/xml",
    "application/json",
    "application/feed+json",
)

type BuildResponse = Callable[[], tuple[HttpResponse, datetime | None, Dependencies]]
"""Returns the response, when it expires by the clock, and what it depends on."""
type IsCurrent = Callable[[Dependencies], bool]


@dataclass(frozen=True, slots=True)
class CachedPage:
    body: bytes
    """Compressed where that saves bytes, as nearly every browser accepts it."""
    is_compressed: bool
    status: int
    headers: tuple[tuple[str, str], ...]
    etag: str
    expires_at: datetime
    dependencies: Dependencies | None = None

    def encode_body(self, accept_encoding: str) -> tuple[bytes, bool]:
        """Return the bytes in an accepted encoding, and whether they are compressed."""
        if self.is_compressed and not accepts_gzip(accept_encoding):
            return gzip.decompress(self.body), False
        return self.body, self.is_compressed


PAGES: BoundedCache[Hashable, CachedPage] = BoundedCache(MAX_BYTES, lambda page: len(page.body))
_BUILD_LOCKS = tuple(Lock() for _ in range(64))
"""By the key's hash: of many requests for one missing page, one builds it and the others wait."""


def build_page(
    response: HttpResponse,
    *,
    at: datetime,
    expires_at: datetime | None,
    dependencies: Dependencies | None = None,
) -> CachedPage:
    """Return the page, valid for `MAX_AGE` or until `expires_at` if that is sooner."""
    page_expiry = at + timedelta(seconds=MAX_AGE)
    body = response.content
    content_type = response.headers.get("Content-Type", "")
    is_compressed = len(body) >= MIN_COMPRESS_SIZE and content_type.startswith(COMPRESSIBLE)
    is_purged_as_a_whole = settings.PURGE_URLS and not settings.CDN
    if is_purged_as_a_whole and response.status_code == 200 and _is_long_lived(at, expires_at):
        response.headers.setdefault("Cache-Control", SHARED_CACHE_CONTROL)
    return CachedPage(
        body=gzip.compress(body, GZIP_LEVEL, mtime=0) if is_compressed else body,
        is_compressed=is_compressed,
        status=response.status_code,
        headers=tuple(response.headers.items()),
        etag=f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"',
        expires_at=min(page_expiry, expires_at) if expires_at else page_expiry,
        dependencies=dependencies,
    )


def _is_long_lived(at: datetime, expires_at: datetime | None) -> bool:
    """Return whether the page outlives this cache and a shared cache that got it last."""
    return expires_at is None or expires_at >= at + timedelta(seconds=MAX_AGE + SHARED_MAX_AGE)


def get_or_build(
    key: Hashable | None, at: datetime, build: BuildResponse, is_current: IsCurrent
) -> CachedPage:
    """Return the page under `key`, built if it is missing, expired or not current.

    A page without a key is not cached.
    """
    if key is None:
        return _build(at, build)[0]
    page = _find_page(key, at, is_current)
    if page is not None:
        return page
    with _BUILD_LOCKS[hash(key) % len(_BUILD_LOCKS)]:
        return _find_page(key, at, is_current) or _build_and_store(key, at, build)


def _find_page(key: Hashable, at: datetime, is_current: IsCurrent) -> CachedPage | None:
    page = PAGES.get(key)
    if page is None or page.dependencies is None or at >= page.expires_at:
        return None
    return page if is_current(page.dependencies) else None


def _build_and_store(key: Hashable, at: datetime, build: BuildResponse) -> CachedPage:
    page, has_cookies = _build(at, build)
    if not has_cookies:
        PAGES.put(key, page)
    return page


def _build(at: datetime, build: BuildResponse) -> tuple[CachedPage, bool]:
    """Return the page, and whether its response sets cookies."""
    response, expires_at, dependencies = build()
    page = build_page(response, at=at, expires_at=expires_at, dependencies=dependencies)
    return page, bool(response.cookies)


def list_headers(page: CachedPage) -> list[tuple[str, str]]:
    """Return the headers of the page that are the same for each reader."""
    headers = dict(page.headers)
    headers.setdefault("Cache-Control", REVALIDATE)
    if page.is_compressed:
        headers["Vary"] = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
    return list(headers.items())


def build_response(request: HttpRequest, page: CachedPage) -> HttpResponse:
    """Return the page as the client accepts it, or 304 if the client has it already."""
    if page.status == 200 and etag_matches(request.headers.get("If-None-Match", ""), page.etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        body, is_compressed = page.encode_body(request.headers.get("Accept-Encoding", ""))
        response = HttpResponse(body, status=page.status)
        if is_compressed:
            response.headers["Content-Encoding"] = "gzip"
    for name, value in list_headers(page):
        if response.status_code != 304 or name != "Content-Type":
            response.headers[name] = value
    if page.status == 200:
        response.headers["ETag"] = page.etag
    return response


def etag_matches(if_none_match: str, etag: str) -> bool:
    """Return whether an `If-None-Match` header names the tag, by weak comparison."""
    if not if_none_match:
        return False
    tags = parse_etags(if_none_match)
    return "*" in tags or etag in tags or etag.removeprefix("W/") in tags


def accepts_gzip(accept_encoding: str) -> bool:
    coding = GZIP_CODING.search(accept_encoding.lower())
    return coding is not None and (coding["quality"] is None or float(coding["quality"]) > 0)


def set_public_max_age(
    response: HttpResponseBase, *, at: datetime, seconds: int, expires_at: datetime | None = None
) -> None:
    """Let every cache hold the response for the seconds, never beyond `expires_at`."""
    left = seconds if expires_at is None else max(0, min(seconds, int((expires_at - at).total_seconds())))
    response.headers["Cache-Control"] = f"public, max-age={left}"
    response.headers["Expires"] = http_date(at.timestamp() + left)
