"""Pages that a process of the web server builds before it answers readers.

Without them the first readers after a start wait while the process connects, compiles its queries and fills its caches.
A page is answered from the cache only while it is current, as ever.
"""

from collections.abc import Callable, Iterable
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.utils.module_loading import import_string

from newsroom.db.probe import in_one_line

MAX_SECONDS = 1.0
"""Longest delay of the start; the remaining pages are built while the process answers readers."""

log = structlog.get_logger(__name__)

type Environ = dict[str, Any]
type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def build_first_pages(application: Application) -> None:
    """Build the pages in a thread, so that a slow database does not delay the start."""
    builder = Thread(target=_request_all, args=(application,), name="first pages", daemon=True)
    builder.start()
    builder.join(MAX_SECONDS)


def _request_all(application: Application) -> None:
    try:
        for path in import_string(settings.FIRST_PATHS)():
            _request(application, path)
    except (DatabaseError, InterfaceError) as trouble:
        log.warning("the first pages were not built", error=in_one_line(trouble))
    finally:
        connections.close_all()


def _request(application: Application, path: str) -> None:
    site = urlsplit(settings.SITE_URL)
    environ: Environ = {
        "wsgi.url_scheme": site.scheme,
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "PATH_INFO": path,
        "QUERY_STRING": "",
    }
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        environ[name] = value
    setup_testing_defaults(environ)
    body = application(environ, lambda *_head: None)
    for _part in body:
        pass
    if close := getattr(body, "close", None):
        close()
