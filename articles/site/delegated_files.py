"""Cache of the answers that let nginx or the store send a file.

Such an answer is small, and costs as much to decide as a page. It names no part of the site that it depends on, so that
every change ends it: a kill takes effect with the next request.
"""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from articles.site.page_context import current_state
from newsroom.caching.changed_keys import Dependencies
from newsroom.caching.page_cache import MAX_AGE, CachedPage
from newsroom.caching.wsgi_cache import PAGE_KEY, VERSION_READER_KEY
from newsroom.media_store.send import is_delegated
from newsroom.media_store.storages import is_bucket

SIGNED_MAX_AGE = 20
"""Seconds of an answer with a signed address, which then works for at least 40 more."""


def read_site_number(request: HttpRequest) -> int | None:
    """Return the number of the last change of the site, before anything else is read.

    None if the answer must not be cached.
    """
    if not is_delegated() or VERSION_READER_KEY not in request.META:
        return None
    state, number = current_state(timezone.now(), request.META[VERSION_READER_KEY])
    return None if state.version is None or state.due else number


def cache_delegation(
    request: HttpRequest,
    response: HttpResponseBase,
    number: int | None,
    *,
    at: datetime,
    ends: tuple[datetime | None, ...],
) -> None:
    """Let the WSGI cache repeat the answer until the site changes.

    The first of `ends` ends it, too.
    """
    if number is None:
        return
    expires_at = at + timedelta(seconds=SIGNED_MAX_AGE if is_bucket(default_storage) else MAX_AGE)
    dependencies = Dependencies(number, frozenset())
    page = CachedPage(
        body=b"",
        is_compressed=False,
        status=response.status_code,
        headers=tuple(response.headers.items()),
        etag=response.headers.get("ETag", ""),
        expires_at=min(end for end in (expires_at, *ends) if end is not None),
        dependencies=dependencies,
    )
    request.META[PAGE_KEY] = (page, dependencies)
