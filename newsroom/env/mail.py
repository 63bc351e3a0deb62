"""Settings of mail: `SMTP_URL` or `MAIL_PROVIDER`, and the mailbox for reports."""

import importlib.util
import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from environs import Env

from newsroom.env.checks import check_positive
from newsroom.env.errors import InvalidEnvironment

ANYMAIL = "ANYMAIL_"
"""Prefix of the provider's own variables, as in `ANYMAIL_POSTMARK_SERVER_TOKEN`."""


@dataclass(frozen=True, slots=True)
class BounceMailbox:
    """A mailbox without the user and the password that its URL had."""

    url: str
    user: str
    password: str


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Django's mailer, and django-anymail's settings, empty for SMTP."""

    mailer: dict[str, Any]
    provider: dict[str, str]
    sender: str
    per_minute: int
    bounces: BounceMailbox | None


def read_mail(env: Env) -> MailSettings:
    smtp_url, provider = env.str("SMTP_URL", default=""), env.str("MAIL_PROVIDER", default="")
    if smtp_url and provider:
        raise InvalidEnvironment("SMTP_URL and MAIL_PROVIDER are both set; one of them sends the mail.")
    return MailSettings(
        mailer=find_provider(provider) if provider else parse_smtp_url(smtp_url),
        provider=read_provider() if provider else {},
        sender=env.str("MAIL_FROM", default="newsroom@localhost"),
        per_minute=check_positive("NEWSLETTER_PER_MINUTE", env.int("NEWSLETTER_PER_MINUTE", default=300)),
        bounces=parse_mailbox(env.str("BOUNCE_MAILBOX", default="")),
    )


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


def find_provider(name: str) -> dict[str, Any]:
    """Return Django's mailer for a provider of django-anymail, such as `postmark`."""
    if importlib.util.find_spec("anymail") is None:
        raise InvalidEnvironment(
            "MAIL_PROVIDER needs packages that are not installed; run uv sync --extra mail."
        )
    module = f"anymail.backends.{name}"
    is_name = name.isidentifier() and not name.startswith("base")  # its modules for all providers
    if not is_name or importlib.util.find_spec(module) is None:
        raise InvalidEnvironment(f"MAIL_PROVIDER: django-anymail has no provider “{name}”.")
    return {"BACKEND": f"{module}.EmailBackend"}


def read_provider() -> dict[str, str]:
    """Return the provider's variables, with the secret that its reports need."""
    found = {
        name.removeprefix(ANYMAIL): text for name, text in os.environ.items() if name.startswith(ANYMAIL)
    }
    if ":" not in found.get("WEBHOOK_SECRET", ""):
        raise InvalidEnvironment("ANYMAIL_WEBHOOK_SECRET is missing; write user:password, both random.")
    return found


def parse_mailbox(url: str) -> BounceMailbox | None:
    """Return the parts of `imaps://user:password@host/folder`; None for an empty URL."""
    if not url:
        return None
    parts = urlsplit(url)
    is_complete = parts.hostname and parts.username and parts.password
    if parts.scheme not in {"imaps", "imap"} or not is_complete or parse_port(parts) is None:
        raise InvalidEnvironment("BOUNCE_MAILBOX cannot be read; write imaps://user:password@host/folder.")
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return BounceMailbox(bare, unquote(parts.username or ""), unquote(parts.password or ""))


def parse_port(parts: SplitResult) -> int | None:
    """Return the port of a URL: 0 if it names none, None if the port is invalid."""
    try:
        return parts.port or 0
    except ValueError:
        return None
