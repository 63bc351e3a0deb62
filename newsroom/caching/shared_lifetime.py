"""Headers by which a shared cache that is purged by tag shows a response for long.

The lifetime is in a header for this cache alone. Browsers, and caches that nobody purges, follow `Cache-Control`.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.conf import settings
from django.http.response import HttpResponseBase

from newsroom.caching.cache_tags import KINDS, SITE, format_tags, list_page_tags
from newsroom.caching.page_cache import MAX_AGE

MIN_LIFETIME = 10
"""Seconds; a shorter lifetime saves no request."""


def share_page(
    response: HttpResponseBase, keys: Collection[str], *, at: datetime, expires_at: datetime | None
) -> None:
    """Let the cache show a page that depends on the keys, until `expires_at` at most.

    The web process may answer the page for `MAX_AGE` with the same headers.
    """
    if settings.CDN and response.status_code == 200 and "Cache-Control" not in response.headers:
        _share(response, list_page_tags(keys), _lifetime(at, expires_at) - MAX_AGE)


def share_file(
    response: HttpResponseBase, tags: Sequence[str], *, at: datetime, expires_at: datetime | None
) -> None:
    """Let the cache serve a file of the site with these tags."""
    if settings.CDN:
        _share(response, [SITE, *tags], _lifetime(at, expires_at))


def earliest(*ends: datetime | None) -> datetime | None:
    """Return the first of the ends; None if there is none."""
    return min(filter(None, ends), default=None)


def _lifetime(at: datetime, expires_at: datetime | None) -> int:
    """Return the seconds until `expires_at`; without an end more than any lifetime."""
    left = int((expires_at - at).total_seconds()) if expires_at is not None else None
    return settings.CDN_MAX_AGE + MAX_AGE if left is None else left


def _share(response: HttpResponseBase, tags: Sequence[str], seconds: int) -> None:
    if seconds < MIN_LIFETIME or response.cookies:
        return
    headers = KINDS[settings.CDN]
    response.headers[headers.tag_header] = format_tags(tags, headers)
    response.headers[headers.lifetime_header] = f"max-age={min(seconds, settings.CDN_MAX_AGE)}"
