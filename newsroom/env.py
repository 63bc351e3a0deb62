"""Typed settings of an installation, read once from environment variables."""

import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import available_timezones

import psycopg
from environs import Env, EnvError
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from newsroom import file_permissions, language_tags, proxies
from newsroom.colours import contrast_ratio
from newsroom.db.base import CHECK_SECONDS, Connection, check_connection
from newsroom.db.monitor import note_failed_connection

BASE_DIR = Path(__file__).resolve().parent.parent
CRAWLER_CLASSES = {"training", "answers"}
MIN_CONTRAST = 4.5
PAGE_BACKGROUND = "#fdfcf9"
"""Background colour of pages in the style sheet."""
DEFAULT_ACCENT = "#a3182b"
"""Accent colour of the style sheet; another one is served in a sheet of its own."""
CONNECT_TIMEOUT = 2
"""Seconds that a reader waits for a database that does not answer."""
IN_WEB_SERVER = "NEWSROOM_IN_WEB_SERVER"
"""Set by the entry points for web servers, never by an operator."""
DEMO_WIRE_ADDRESS = "NEWSROOM_DEMO_WIRE_ADDRESS"
"""Set by `up --demo`, never by an operator: the only address on this machine that may then be polled."""
NEVER_AUTOMATIC = 1_000_000_000
"""Executions before psycopg prepares a statement by itself; None would disable prepared statements altogether."""


class InvalidEnvironment(Exception):
    """Invalid environment variable; the message names it and the allowed values."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Settings that differ between installations."""

    data_dir: Path
    wire_dir: Path
    theme_dir: Path | None
    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    site_url: str
    site_name: str
    site_language: str
    desk_languages: tuple[str, ...]
    desk_time_zone: str
    accent_colour: str
    security_contact: str
    crawlers_refused: list[str]
    database: dict[str, Any]
    uses_https: bool
    trusted_proxies: list[str]
    trusted_proxy_header: str
    feed_per_minute: int
    media_max_megabytes: int
    feed_walk_per_minute: int
    feed_per_day: int
    intake_per_minute: int
    webhooks_to_loopback: bool
    wires_from_loopback: bool
    demo_wire: bool
    demo_wire_address: str
    mailer: dict[str, Any]
    mail_from: str
    desk_mail: str
    purge_url: str
    websub_hub: str
    purge_method: str
    purge_headers: list[str]
    purge_body: str


def read_environment() -> Environment:
    env = Env()
    try:
        check_database_urls()
        in_web_server = env.bool(IN_WEB_SERVER, default=False)
        data_dir = env.path("NEWSROOM_DATA_DIR", default=BASE_DIR / "var")
        site_url = check_url("SITE_URL", env.str("SITE_URL", default="http://localhost:8000")).rstrip("/")
        return Environment(
            data_dir=data_dir,
            wire_dir=env.path("WIRE_DIR", default=data_dir / "wire"),
            theme_dir=env.path("THEME_DIR", default=None),
            debug=env.bool("DEBUG", default=False),
            secret_key=env.str("SECRET_KEY", default="") or read_secret_key(data_dir),
            allowed_hosts=env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]),
            site_url=site_url,
            site_name=env.str("SITE_NAME", default="Newsroom"),
            site_language=check_language(env.str("SITE_LANGUAGE", default="de")),
            desk_languages=check_desk_languages(env.list("DESK_LANGUAGES", default=["de", "en"])),
            desk_time_zone=check_time_zone(env.str("DESK_TIME_ZONE", default="Europe/Berlin")),
            accent_colour=check_colour(env.str("ACCENT_COLOUR", default=DEFAULT_ACCENT)),
            security_contact=check_security_contact(env.str("SECURITY_CONTACT", default="")),
            crawlers_refused=check_crawlers(env.list("CRAWLERS_REFUSED", default=["training"])),
            database=database_settings(
                env.str("DATABASE_URL", default="") if in_web_server else session_url(),
                prepared=env.bool("PREPARED_STATEMENTS", default=True),
                in_web_server=in_web_server,
            ),
            trusted_proxies=check_networks("TRUSTED_PROXIES", env.list("TRUSTED_PROXIES", default=[])),
            trusted_proxy_header=check_proxy_header(
                env.str("TRUSTED_PROXY_HEADER", default=proxies.FORWARDED)
            ),
            uses_https=site_url.startswith("https://"),
            media_max_megabytes=check_positive(
                "MEDIA_MAX_MEGABYTES", env.int("MEDIA_MAX_MEGABYTES", default=100)
            ),
            feed_per_minute=check_positive("FEED_PER_MINUTE", env.int("FEED_PER_MINUTE", default=120)),
            feed_walk_per_minute=check_positive(
                "FEED_WALK_PER_MINUTE", env.int("FEED_WALK_PER_MINUTE", default=1200)
            ),
            feed_per_day=check_positive("FEED_PER_DAY", env.int("FEED_PER_DAY", default=10_000)),
            intake_per_minute=check_positive("INTAKE_PER_MINUTE", env.int("INTAKE_PER_MINUTE", default=3000)),
            webhooks_to_loopback=check_loopback(
                "WEBHOOKS_TO_LOOPBACK", env.bool("WEBHOOKS_TO_LOOPBACK", default=False), site_url
            ),
            wires_from_loopback=check_loopback(
                "WIRES_FROM_LOOPBACK", env.bool("WIRES_FROM_LOOPBACK", default=False), site_url
            ),
            demo_wire=env.bool("DEMO_WIRE", default=True),
            demo_wire_address=env.str(DEMO_WIRE_ADDRESS, default=""),
            mailer=parse_smtp_url(env.str("SMTP_URL", default="")),
            mail_from=env.str("MAIL_FROM", default="newsroom@localhost"),
            desk_mail=env.str("DESK_MAIL", default=""),
            purge_url=check_url("PURGE_URL", env.str("PURGE_URL", default="")),
            websub_hub=check_url("WEBSUB_HUB", env.str("WEBSUB_HUB", default="")),
            purge_method=env.str("PURGE_METHOD", default="POST"),
            purge_headers=env.list("PURGE_HEADERS", default=["Content-Type: application/json"]),
            purge_body=env.str("PURGE_BODY", default='{"purge_everything": true}'),
        )
    except EnvError as mistake:
        raise InvalidEnvironment(str(mistake)) from mistake


def check_loopback(name: str, allowed: bool, site_url: str) -> bool:  # noqa: FBT001  # a setting's value
    """Return whether requests to this machine are allowed; raise on a public desk."""
    if allowed and site_url.startswith("https://"):
        raise InvalidEnvironment(f"{name} is for testing; SITE_URL says this desk is public.")
    return allowed


def check_colour(colour: str) -> str:
    """Return the accent colour.

    Raise if text in it, or white text on it, has too little contrast.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise InvalidEnvironment(
            f"ACCENT_COLOUR is {colour!r}; write six hexadecimal digits, as {DEFAULT_ACCENT}."
        )
    ratio = min(contrast_ratio(colour, ground) for ground in (PAGE_BACKGROUND, "#ffffff"))
    if ratio < MIN_CONTRAST:
        raise InvalidEnvironment(
            f"ACCENT_COLOUR {colour} is too light: its contrast with the page is {ratio:.1f} to 1, and words need "
            f"{MIN_CONTRAST} to 1 (WCAG 2.2, 1.4.3). Choose a darker one."
        )
    return colour


def check_security_contact(address: str) -> str:
    if address and not address.startswith(("mailto:", "https://", "tel:")):
        raise InvalidEnvironment(
            f"SECURITY_CONTACT is {address!r}; write mailto:security@example.org or https://…."
        )
    return address


def check_crawlers(classes: list[str]) -> list[str]:
    wanted = [name.strip() for name in classes if name.strip() not in {"", "none"}]
    if unknown := set(wanted) - CRAWLER_CLASSES:
        raise InvalidEnvironment(
            f"CRAWLERS_REFUSED names {', '.join(sorted(unknown))}; it may be training, answers, both or none."
        )
    return wanted


def check_language(code: str) -> str:
    if code not in {"de", "en"}:
        raise InvalidEnvironment(f"SITE_LANGUAGE is {code!r}; it may be 'de' or 'en'.")
    return code


def check_desk_languages(texts: list[str]) -> tuple[str, ...]:
    """Return the tags of the languages in their usual spelling, each once.

    Otherwise raise with the text that is no tag.
    """
    tags: list[str] = []
    for text in filter(None, map(str.strip, texts)):
        tag = language_tags.normalize_tag(text)
        if not tag or not language_tags.has_name(tag):
            raise InvalidEnvironment(
                f"DESK_LANGUAGES names {text!r}, which is no language; write tags of BCP 47 such as de, fr or de-AT."
            )
        tags.append(tag)
    if not tags:
        raise InvalidEnvironment("DESK_LANGUAGES is empty; write at least one language, such as de,en.")
    return tuple(dict.fromkeys(tags))


def check_time_zone(name: str) -> str:
    """Return the name if the time zone database has it.

    Otherwise raise with the nearest name.
    """
    zones = available_timezones()
    if name in zones:
        return name
    near = get_close_matches(name, zones, n=1) or [
        zone for zone in sorted(zones) if zone.endswith(f"/{name}")
    ]
    hint = f"did you mean {near[0]!r}?" if near else "write Europe/Berlin, America/New_York or UTC."
    raise InvalidEnvironment(f"DESK_TIME_ZONE is {name!r}, which is no time zone; {hint}")


def check_positive(variable: str, number: int) -> int:
    if number < 1:
        raise InvalidEnvironment(f"{variable} is {number}; it must be 1 or more.")
    return number


def check_proxy_header(name: str) -> str:
    known = {header.lower(): header for header in proxies.HEADERS}
    if name.lower() not in known:
        raise InvalidEnvironment(f"TRUSTED_PROXY_HEADER is {name!r}; write {' or '.join(proxies.HEADERS)}.")
    return known[name.lower()]


def check_networks(variable: str, texts: list[str]) -> list[str]:
    try:
        return [str(ip_network(text.strip())) for text in texts]
    except ValueError as mistake:
        raise InvalidEnvironment(f"{variable}: {mistake}; write 127.0.0.1 or 10.0.0.0/8.") from mistake


def check_url(variable: str, url: str) -> str:
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise InvalidEnvironment(f"{variable} cannot be read; write http://host:port or https://….")
    return url


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


def session_variable() -> str:
    env = Env()
    return "DATABASE_DIRECT_URL" if env.str("DATABASE_DIRECT_URL", default="") else "DATABASE_URL"


def session_url() -> str:
    """Return the URL for work with a session of its own: migrations, locks, worker."""
    return os.environ.get(session_variable(), "")


def check_database_urls() -> None:
    """Raise for unreadable database URLs, without repeating their password."""
    if os.environ.get("DATABASE_DIRECT_URL") and not os.environ.get("DATABASE_URL"):
        raise InvalidEnvironment("DATABASE_DIRECT_URL needs DATABASE_URL: set both, or DATABASE_URL alone.")
    for variable in ("DATABASE_URL", "DATABASE_DIRECT_URL"):
        if url := os.environ.get(variable):
            check_database_url(variable, url)


def check_database_url(variable: str, url: str) -> None:
    form = "write postgresql://user:password@host/database."
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as mistake:
        # libpq repeats URLs of other schemes in its message, password included.
        reason = f": {' '.join(str(mistake).split())}" if url.startswith("postgres") else ""
        raise InvalidEnvironment(f"{variable} cannot be read{reason}; {form}") from mistake
    if "dbname" not in parts:
        raise InvalidEnvironment(f"{variable} names no database; {form}")
    if not all(port.isascii() and port.isdigit() for port in str(parts.get("port") or "5432").split(",")):
        raise InvalidEnvironment(f"{variable} names a port that is no number; {form}")


def database_settings(url: str, *, prepared: bool = True, in_web_server: bool = False) -> dict[str, Any]:
    """Return Django's database settings for a libpq URL.

    An empty URL names a server that does not exist.

    `prepared` allows prepared statements, which some connection poolers do not support. `in_web_server` shortens the
    waits: a reader gets an error page within two seconds, while a migration may take an hour.
    """
    parts = conninfo_to_dict(url)
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
            "connect_timeout": CONNECT_TIMEOUT,
            "tcp_user_timeout": 1000 * CONNECT_TIMEOUT,  # for a host that has stopped answering
            **parts,
            "prepare_threshold": NEVER_AUTOMATIC if prepared else None,
            "pool": {
                "min_size": 1,
                "max_size": 8,
                "timeout": CHECK_SECONDS,
                # The monitor looks for the database. With psycopg's default of five minutes the pauses grow, and a
                # database that is back is noticed up to a minute late.
                "reconnect_timeout": 0,
                "reconnect_failed": note_failed_connection,
                "connection_class": Connection if in_web_server else psycopg.Connection,
                **({"check": check_connection} if in_web_server else {}),
            },
        },
    }


def make_folder(data_dir: Path) -> None:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise InvalidEnvironment(f"NEWSROOM_DATA_DIR cannot be used: {trouble}") from trouble


def read_secret_key(data_dir: Path) -> str:
    """Return the secret key in the data folder, which is created at first use."""
    file = data_dir / "secret_key"
    if not file.exists():
        make_folder(data_dir)
        draft = data_dir / f".secret_key.{secrets.token_hex(4)}"
        file_permissions.write_secret(draft, secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # another process was first: use its key
            file.hardlink_to(draft)
        draft.unlink()
    with suppress(PermissionError):  # the file belongs to another account
        if file.stat().st_mode & 0o077:
            file.chmod(file_permissions.SECRET)
    return file.read_text()
