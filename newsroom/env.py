"""The deployment's settings, read from the environment once, typed; every mistake names its variable."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
from environs import Env, EnvError
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from newsroom import private_files
from newsroom.db.base import LOOK_SECONDS, Connection
from newsroom.db.monitor import note_failed_connection

BASE_DIR = Path(__file__).resolve().parent.parent
HOUSE_COLOUR = "#a3182b"
"""The accent of the style sheet; any other is set by a sheet of its own."""
LONGEST_CONNECT_SECONDS = 2
"""A reader waits no longer than this for a database that says nothing."""
IN_WEB_SERVER = "NEWSROOM_IN_WEB_SERVER"
"""Set by the entry points for web servers, never by an operator."""
ONLY_WHERE_ASKED = 1_000_000_000
"""So often would psycopg see a statement before it prepared it unasked; without a number it never prepares one."""


class EnvironmentMistake(Exception):
    """A variable of the environment cannot be used; the message names it and what it may be."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What differs between one installation and another."""

    data_dir: Path
    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    site_url: str
    site_name: str
    site_language: str
    desk_time_zone: str
    accent_colour: str
    database: dict[str, Any]
    behind_https: bool
    trusted_proxies: list[str]
    feed_per_minute: int
    feed_per_day: int
    webhooks_to_loopback: bool
    mailer: dict[str, Any]
    mail_from: str
    desk_mail: str
    purge_url: str
    purge_method: str
    purge_headers: list[str]
    purge_body: str


def read() -> Environment:
    env = Env()
    try:
        loopback = env.bool("WEBHOOKS_TO_LOOPBACK", default=False)
        data_dir = env.path("NEWSROOM_DATA_DIR", default=BASE_DIR / "var")
        site_url = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
        if loopback and site_url.startswith("https://"):
            raise EnvironmentMistake(
                "WEBHOOKS_TO_LOOPBACK is for trying a client; SITE_URL says this desk is public."
            )
        return Environment(
            data_dir=data_dir,
            debug=env.bool("DEBUG", default=False),
            secret_key=env.str("SECRET_KEY", default="") or own_secret_key(data_dir),
            allowed_hosts=env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]),
            site_url=site_url,
            site_name=env.str("SITE_NAME", default="Newsroom"),
            site_language=language(env.str("SITE_LANGUAGE", default="de")),
            desk_time_zone=env.str("DESK_TIME_ZONE", default="Europe/Berlin"),
            accent_colour=env.str("ACCENT_COLOUR", default=HOUSE_COLOUR),
            database=database(
                env.str("DATABASE_URL", default=""),
                prepared=env.bool("PREPARED_STATEMENTS", default=True),
                in_web_server=env.bool(IN_WEB_SERVER, default=False),
            ),
            trusted_proxies=networks("TRUSTED_PROXIES", env.list("TRUSTED_PROXIES", default=[])),
            behind_https=site_url.startswith("https://"),
            feed_per_minute=env.int("FEED_PER_MINUTE", default=120),
            feed_per_day=env.int("FEED_PER_DAY", default=10_000),
            webhooks_to_loopback=loopback,
            mailer=mailer(env.str("SMTP_URL", default="")),
            mail_from=env.str("MAIL_FROM", default="newsroom@localhost"),
            desk_mail=env.str("DESK_MAIL", default=""),
            purge_url=http_address(env.str("PURGE_URL", default="")),
            purge_method=env.str("PURGE_METHOD", default="POST"),
            purge_headers=env.list("PURGE_HEADERS", default=["Content-Type: application/json"]),
            purge_body=env.str("PURGE_BODY", default='{"purge_everything": true}'),
        )
    except EnvError as mistake:
        raise EnvironmentMistake(str(mistake)) from mistake


def language(code: str) -> str:
    if code not in {"de", "en"}:
        raise EnvironmentMistake(f"SITE_LANGUAGE is {code!r}; it may be 'de' or 'en'.")
    return code


def networks(variable: str, texts: list[str]) -> list[str]:
    try:
        return [str(ip_network(text.strip())) for text in texts]
    except ValueError as mistake:
        raise EnvironmentMistake(f"{variable}: {mistake}; write 127.0.0.1 or 10.0.0.0/8.") from mistake


def http_address(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise EnvironmentMistake("PURGE_URL cannot be read; write http://cache:6081/ or https://….")
    return url


def mailer(url: str) -> dict[str, Any]:
    """Django's entry for smtp://user:password@host:587 (STARTTLS) or smtps://…:465; without one no mail is sent."""
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise EnvironmentMistake("SMTP_URL cannot be read; write smtp://user:password@host:587 or smtps://….")
    options: dict[str, Any] = {
        "host": parts.hostname,
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and bool(parts.username),
        "timeout": 15,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def database(url: str, *, prepared: bool = True, in_web_server: bool = False) -> dict[str, Any]:
    """Django's database entry for a libpq URL; an empty URL leaves a name that no server answers to.

    `prepared` lets statements that ask for it be planned once a connection; some poolers cannot carry that.
    `in_web_server` makes for short waits: a reader is told within two seconds that the database is away, while a
    migration may be silent for an hour.
    """
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as mistake:
        raise EnvironmentMistake(f"DATABASE_URL cannot be read: {mistake}") from mistake
    if url and "dbname" not in parts:
        raise EnvironmentMistake("DATABASE_URL names no database; write postgresql://user@host/database.")
    return {
        "ENGINE": "newsroom.db",
        "WAIT_SECONDS": 1.5 if in_web_server else 5.0,  # for a free connection
        "NAME": parts.pop("dbname", "newsroom"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": 0,  # the pool refuses persistent connections
        "CONN_HEALTH_CHECKS": True,  # without it a restarted database costs one error a pooled connection
        "DISABLE_SERVER_SIDE_CURSORS": True,  # they do not survive the transactions of a connection pooler
        "OPTIONS": {
            "connect_timeout": LONGEST_CONNECT_SECONDS,
            "tcp_user_timeout": 1000 * LONGEST_CONNECT_SECONDS,  # for a host that is gone without a word
            **parts,
            "prepare_threshold": ONLY_WHERE_ASKED if prepared else None,
            "pool": {
                "min_size": 1,
                "max_size": 8,
                "timeout": LOOK_SECONDS,
                # With the default of five minutes the pauses between attempts grow, and a database that is back
                # is not noticed for up to a minute; here the monitor looks for it.
                "reconnect_timeout": 0,
                "reconnect_failed": note_failed_connection,
                "connection_class": Connection if in_web_server else psycopg.Connection,
            },
        },
    }


def own_secret_key(data_dir: Path) -> str:
    """The key kept in the data directory, made at first use: one machine needs no configuration."""
    file = data_dir / "secret_key"
    if not file.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        draft = data_dir / f".secret_key.{secrets.token_hex(4)}"
        private_files.write_secret(draft, secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # another process was first: its key is the one
            file.hardlink_to(draft)
        draft.unlink()
    with suppress(PermissionError):  # the file of another account, lent to this one
        if file.stat().st_mode & 0o077:
            file.chmod(private_files.SECRET)
    return file.read_text()
