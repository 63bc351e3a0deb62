"""Request to the own site through the whole WSGI stack, without a network."""

import io
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class ResponseSummary:
    status: int
    body: str
    """Empty for a response that is not text."""


def request_page(path: str) -> ResponseSummary:
    """Return the response to an anonymous reader; keep the caller's language active."""
    statuses: list[str] = []
    content_types: list[str] = []

    def start_response(status: str, headers: list[tuple[str, str]], *_more: Any) -> Any:
        statuses.append(status)
        content_types.append(dict(headers).get("Content-Type", ""))

    application = import_string(settings.WSGI_APPLICATION)
    with translation.override(translation.get_language()):
        parts = application(build_environ(path), start_response)
        is_text = content_types[-1].startswith(("text/", "application/"))
        content = b"".join(parts) if is_text else b""  # a video is not read
        if hasattr(parts, "close"):
            parts.close()
    return ResponseSummary(int(statuses[-1][:3]), content.decode("utf-8", "replace"))


def build_environ(path: str) -> dict[str, Any]:
    """Return the WSGI environment of such a request."""
    site = urlsplit(settings.SITE_URL)
    url = urlsplit(path)
    port = site.port or (443 if site.scheme == "https" else 80)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": url.path.encode().decode("latin-1"),
        "QUERY_STRING": url.query,
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": site.netloc,
        "HTTP_ACCEPT_LANGUAGE": settings.SITE_LANGUAGE,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
