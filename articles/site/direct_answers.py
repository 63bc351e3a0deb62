"""First answers of public pages without Django's middleware.

All that the middleware does to a public page is to add headers, which depend at most on the view and on the address of
the site; a page with a content security policy of its own keeps that. They are learnt from the first response of each
view by Django; after that the view is called at once. Requests are left to Django if they are for no page with status
200, if they fail, or if they may publish a due story.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import structlog
from django.core.handlers.wsgi import get_path_info
from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from articles.site.public_view import PAGE_FINDERS
from articles.url_paths import moved_path
from newsroom.caching.bounded_cache import BoundedCache
from newsroom.caching.page_cache import CachedPage, list_headers
from newsroom.caching.wsgi_cache import (
    PAGE_KEY,
    PER_REQUEST_HEADERS,
    VERSION_READER_KEY,
    Application,
    CachedResponse,
    Environ,
    Headers,
    call_application,
    send_cached,
)
from newsroom.db.monitor import database
from newsroom.db.reused_connections import ReusedConnections

log = structlog.get_logger(__name__)
POLICY = "content-security-policy"
MAX_VIEWS = 256
"""Views, times addresses of the site, whose headers are known."""


@dataclass(slots=True)
class DirectAnswers:
    """WSGI middleware around Django and within the page cache."""

    application: Application
    connections: ReusedConnections = field(default_factory=ReusedConnections)
    added: BoundedCache[Hashable, Headers] = field(default_factory=lambda: BoundedCache(MAX_VIEWS))
    """Headers that Django's middleware adds."""

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        match = _find_view(environ)
        if match is None:
            return self.application(environ, start_response)
        key = (match.func, *_read_address(environ))
        added = self.added.get(key)
        if added is None:
            return self._learn_headers(key, environ, start_response)
        page = self._build_page(match, environ)
        if page is None or page.status != 200:
            return self.application(environ, start_response)
        return send_cached(_complete_response(page, added), environ, start_response)

    def _build_page(self, match: ResolverMatch, environ: Environ) -> CachedPage | None:
        """Return the page and store it in the request's environment; None if it failed."""
        version = environ[VERSION_READER_KEY]()
        environ[VERSION_READER_KEY] = lambda: version
        if version is None or database.is_away:
            return None
        with LeftToDjango(get_path_info(environ)), self.connections.use():
            params = QueryDict(environ.get("QUERY_STRING", ""))
            found = PAGE_FINDERS[match.func](environ[VERSION_READER_KEY], params, match.kwargs)
            environ[PAGE_KEY] = found
            return found[0]
        return None

    def _learn_headers(
        self, key: Hashable, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        body, head = call_application(self.application, environ, start_response)
        found = environ.get(PAGE_KEY)
        if found is not None and head is not None and head[0].startswith("200"):
            self._store_headers(key, found[0], head[1])
        return body

    def _store_headers(self, key: Hashable, page: CachedPage, headers: Headers) -> None:
        own = {name.lower() for name, _value in list_headers(page)} | PER_REQUEST_HEADERS
        if POLICY in own:
            return  # other pages of the view need the one that the middleware adds
        added = [(name, value) for name, value in headers if name.lower() not in own]
        if not any(name.lower() == "set-cookie" for name, _value in added):
            self.added.put(key, added)


@dataclass(frozen=True, slots=True)
class LeftToDjango:
    """Block whose error is logged and ends the block: Django then answers the request.

    For an error that lasts Django answers with its error page; one that does not is never shown to a reader.
    """

    path: str

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if isinstance(error, Exception):
            log.warning("a page is left to Django", path=self.path, error=repr(error))
        return isinstance(error, Exception)


def _find_view(environ: Environ) -> ResolverMatch | None:
    """Return the public view of the address; None for all other requests."""
    if environ["REQUEST_METHOD"] != "GET" or VERSION_READER_KEY not in environ or "HTTP_HOST" not in environ:
        return None
    try:
        path = get_path_info(environ)
        if moved_path(path):
            return None
        match = _resolve(path)
    except (Resolver404, UnicodeDecodeError):
        return None
    return match if match.func in PAGE_FINDERS else None


_resolve = lru_cache(maxsize=1_000)(resolve)


def _read_address(environ: Environ) -> tuple[str, ...]:
    names = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme", "SCRIPT_NAME")
    return tuple(environ.get(name, "") for name in names)


def _complete_response(page: CachedPage, added: Headers) -> CachedResponse:
    headers = [(name, value) for name, value in list_headers(page) if name.lower() not in PER_REQUEST_HEADERS]
    if any(name.lower() == POLICY for name, _value in headers):
        added = [(name, value) for name, value in added if name.lower() != POLICY]
    content_type = dict(page.headers)["Content-Type"]
    return CachedResponse(page, None, "200 OK", headers + added, content_type)
