"""One request to the own site, through everything that a request from outside goes through; no network in between."""

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
    """Empty for what is no text."""


def request_page(path: str) -> ResponseSummary:
    """What an anonymous reader gets at `path` now; the language of who asks is left as it was."""
    statuses: list[str] = []
    kinds: list[str] = []

    def hear(status: str, headers: list[tuple[str, str]], *_more: Any) -> Any:
        statuses.append(status)
        kinds.append(dict(headers).get("Content-Type", ""))

    application = import_string(settings.WSGI_APPLICATION)
    with translation.override(translation.get_language()):
        parts = application(build_environ(path), hear)
        content = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
    is_text = kinds[-1].startswith(("text/", "application/"))
    return ResponseSummary(int(statuses[-1][:3]), content.decode("utf-8", "replace") if is_text else "")


def build_environ(path: str) -> dict[str, Any]:
    """The WSGI environment of such a request."""
    here = urlsplit(settings.SITE_URL)
    asked = urlsplit(path)
    port = here.port or (443 if here.scheme == "https" else 80)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": asked.path.encode().decode("latin-1"),
        "QUERY_STRING": asked.query,
        "SERVER_NAME": here.hostname or "localhost",
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": here.netloc,
        "HTTP_ACCEPT_LANGUAGE": settings.SITE_LANGUAGE,
        "HTTP_X_FORWARDED_PROTO": here.scheme,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": here.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
