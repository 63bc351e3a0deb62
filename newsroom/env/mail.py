"""Mail server of an installation, from `SMTP_URL`."""

from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from newsroom.env.errors import InvalidEnvironment


def parse_smtp_url(url: str) -> dict[str, Any]:
    """Return Django's mailer for an SMTP URL.

    Forms: smtp://user:password@host:587 (STARTTLS), smtps://user:password@host:465. An empty URL returns a mailer
    that sends nothing.
    """
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parse_port(parts) is None:
        raise InvalidEnvironment("SMTP_URL cannot be read; write smtp://user:password@host:587 or smtps://….")
    options: dict[str, Any] = {
        "host": parts.hostname,
        "port": parse_port(parts) or (465 if parts.scheme == "smtps" else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and bool(parts.username),
        "timeout": 15,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def parse_port(parts: SplitResult) -> int | None:
    """Return the port of a URL: 0 if it names none, None if the port is invalid."""
    try:
        return parts.port or 0
    except ValueError:
        return None
