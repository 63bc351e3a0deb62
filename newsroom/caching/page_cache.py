"""Finished public pages, kept in this process and answered only while nothing they were made from can have changed.

A page is filed under a key that holds the publication log's number at the moment it was asked for. A publish, a
correction or a kill moves that number in its own transaction, so the next request anywhere looks for another key
and an older page is never found again. A change to people, topics, sections, agencies and rights moves a mark that is
part of the key as well. What the clock ends (a right, an embargo, the day) ends the page too, to the second.
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags

MAX_AGE = 300
SHARED_MAX_AGE = 90
SHARED_CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-while-revalidate=30"
"""For a cache that is emptied when something changes; killed and withheld answers and what runs out soon ask anew."""
MAX_BYTES = 20_000_000
"""Bytes of pages a process keeps."""
MIN_COMPRESS_SIZE = 600
GZIP_LEVEL = 4
"""How hard: two per cent more bytes than at the usual 6, for half the time."""
GZIP_CODING = re.compile(r"(?:^|[,\s])gzip(?:\s*;\s*q=(?P<quality>\d(?:\.\d{0,3})?))?\s*(?:,|$)")
COMPRESSIBLE = (
    "text/",
    "application/atom+xml",
    "application/xml",
    "application/json",
    "application/feed+json",
)


@dataclass(frozen=True, slots=True)
class CachedPage:
    kept: bytes
    """As nearly every reader takes it: packed where that is worth it."""
    packed: bool
    status: int
    headers: tuple[tuple[str, str], ...]
    etag: str
    until: datetime

    @property
    def size(self) -> int:
        return len(self.kept)

    def body_for(self, offer: str) -> tuple[bytes, bool]:
        """The bytes for a reader who accepts these encodings, and whether they are packed."""
        if self.packed and not accepts_gzip(offer):
            return gzip.decompress(self.kept), False
        return self.kept, self.packed


@dataclass(slots=True)
class PageCache:
    """At most `room` bytes of pages, the least asked for leaves first. Safe for threads."""

    room: int = MAX_BYTES
    pages: OrderedDict[Hashable, CachedPage] = field(default_factory=OrderedDict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)
    makers: tuple[Lock, ...] = field(default_factory=lambda: tuple(Lock() for _ in range(64)))

    def get(self, key: Hashable, at: datetime) -> CachedPage | None:
        with self.lock:
            page = self.pages.get(key)
            if page is None or page.until <= at:
                return None
            self.pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: CachedPage) -> None:
        with self.lock:
            known = self.pages.pop(key, None)
            self.pages[key] = page
            self.size += page.size - (known.size if known else 0)
            while self.size > self.room:
                _, gone = self.pages.popitem(last=False)
                self.size -= gone.size

    def maker(self, key: Hashable) -> Lock:
        """Held by whoever makes the page, so that a crowd asking for it waits for one making."""
        return self.makers[hash(key) % len(self.makers)]

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.size = 0


PAGES = PageCache()


def build_page(response: HttpResponse, *, at: datetime, ends: datetime | None) -> CachedPage:
    """The response as it is kept: valid for `SECONDS`, or shorter if something shown on it `ends` sooner."""
    until = at + timedelta(seconds=MAX_AGE)
    body = response.content
    kind = response.headers.get("Content-Type", "")
    packed = len(body) >= MIN_COMPRESS_SIZE and kind.startswith(COMPRESSIBLE)
    if settings.PURGE_URL and response.status_code == 200 and _is_long_lived(at, ends):
        response.headers.setdefault("Cache-Control", SHARED_CACHE_CONTROL)
    return CachedPage(
        kept=gzip.compress(body, GZIP_LEVEL, mtime=0) if packed else body,
        packed=packed,
        status=response.status_code,
        headers=tuple(response.headers.items()),
        etag=f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"',
        until=min(until, ends) if ends else until,
    )


def _is_long_lived(at: datetime, ends: datetime | None) -> bool:
    """Nothing on the page ends while this process keeps it and a shared cache still shows what it was given last."""
    return ends is None or ends >= at + timedelta(seconds=MAX_AGE + SHARED_MAX_AGE)


def get_or_build(
    key: Hashable | None, at: datetime, make: Callable[[], tuple[HttpResponse, datetime | None]]
) -> CachedPage:
    """The page under `key`, made if need be; no key, no keeping."""
    if key is None:
        response, ends = make()
        return build_page(response, at=at, ends=ends)
    page = PAGES.get(key, at)
    if page is not None:
        return page
    with PAGES.maker(key):
        return PAGES.get(key, at) or _make_page(key, at, make)


def _make_page(
    key: Hashable, at: datetime, make: Callable[[], tuple[HttpResponse, datetime | None]]
) -> CachedPage:
    response, ends = make()
    page = build_page(response, at=at, ends=ends)
    if not response.cookies:
        PAGES.put(key, page)
    return page


def build_response(request: HttpRequest, page: CachedPage) -> HttpResponse:
    """The page as an answer: 304 where the reader's copy is current, packed where that is accepted."""
    if page.status == 200 and etag_matches(request.headers.get("If-None-Match", ""), page.etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        body, packed = page.body_for(request.headers.get("Accept-Encoding", ""))
        response = HttpResponse(body, status=page.status)
        if packed:
            response.headers["Content-Encoding"] = "gzip"
    for name, value in page.headers:
        if response.status_code != 304 or name != "Content-Type":
            response.headers[name] = value
    if page.status == 200:
        response.headers["ETag"] = page.etag
    response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
    if page.packed:
        patch_vary_headers(response, ("Accept-Encoding",))
    return response


def etag_matches(known: str, etag: str) -> bool:
    """Whether an `If-None-Match` header names the tag, by weak comparison."""
    if not known:
        return False
    tags = parse_etags(known)
    return "*" in tags or etag in tags or etag.removeprefix("W/") in tags


def accepts_gzip(offer: str) -> bool:
    found = GZIP_CODING.search(offer.lower())
    return found is not None and (found["quality"] is None or float(found["quality"]) > 0)


def set_public_max_age(
    response: HttpResponseBase, *, at: datetime, seconds: int, ends: datetime | None = None
) -> None:
    """Let every cache keep the answer that long, never beyond `ends`."""
    left = seconds if ends is None else max(0, min(seconds, int((ends - at).total_seconds())))
    response.headers["Cache-Control"] = f"public, max-age={left}"
    response.headers["Expires"] = http_date(at.timestamp() + left)
