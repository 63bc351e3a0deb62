"""The deployment's settings, read from the environment once, typed; every mistake names its variable."""

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

from newsroom import file_permissions, proxies
from newsroom.db.base import LOOK_SECONDS, Connection
from newsroom.db.monitor import note_failed_connection

BASE_DIR = Path(__file__).resolve().parent.parent
CRAWLER_CLASSES = {"training", "answers"}
LEAST_CONTRAST = 4.5
PAPER = "#fdfcf9"
"""The page's ground in the style sheet."""
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
    security_contact: str
    crawlers_refused: list[str]
    database: dict[str, Any]
    behind_https: bool
    trusted_proxies: list[str]
    trusted_proxy_header: str
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
        check_addresses()
        in_web_server = env.bool(IN_WEB_SERVER, default=False)
        loopback = env.bool("WEBHOOKS_TO_LOOPBACK", default=False)
        data_dir = env.path("NEWSROOM_DATA_DIR", default=BASE_DIR / "var")
        site_url = web_address("SITE_URL", env.str("SITE_URL", default="http://localhost:8000")).rstrip("/")
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
            desk_time_zone=time_zone(env.str("DESK_TIME_ZONE", default="Europe/Berlin")),
            accent_colour=readable_colour(env.str("ACCENT_COLOUR", default=HOUSE_COLOUR)),
            security_contact=security_contact(env.str("SECURITY_CONTACT", default="")),
            crawlers_refused=crawlers(env.list("CRAWLERS_REFUSED", default=["training"])),
            database=database(
                env.str("DATABASE_URL", default="") if in_web_server else session_url(),
                prepared=env.bool("PREPARED_STATEMENTS", default=True),
                in_web_server=in_web_server,
            ),
            trusted_proxies=networks("TRUSTED_PROXIES", env.list("TRUSTED_PROXIES", default=[])),
            trusted_proxy_header=proxy_header(env.str("TRUSTED_PROXY_HEADER", default=proxies.FORWARDED)),
            behind_https=site_url.startswith("https://"),
            feed_per_minute=at_least_one("FEED_PER_MINUTE", env.int("FEED_PER_MINUTE", default=120)),
            feed_per_day=at_least_one("FEED_PER_DAY", env.int("FEED_PER_DAY", default=10_000)),
            webhooks_to_loopback=loopback,
            mailer=mailer(env.str("SMTP_URL", default="")),
            mail_from=env.str("MAIL_FROM", default="newsroom@localhost"),
            desk_mail=env.str("DESK_MAIL", default=""),
            purge_url=web_address("PURGE_URL", env.str("PURGE_URL", default="")),
            purge_method=env.str("PURGE_METHOD", default="POST"),
            purge_headers=env.list("PURGE_HEADERS", default=["Content-Type: application/json"]),
            purge_body=env.str("PURGE_BODY", default='{"purge_everything": true}'),
        )
    except EnvError as mistake:
        raise EnvironmentMistake(str(mistake)) from mistake


def readable_colour(colour: str) -> str:
    """Refuse an accent that cannot be read: it is used for words on the page's ground and under white words."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise EnvironmentMistake(
            f"ACCENT_COLOUR is {colour!r}; write six hexadecimal digits, as {HOUSE_COLOUR}."
        )
    ratio = min(contrast(colour, ground) for ground in (PAPER, "#ffffff"))
    if ratio < LEAST_CONTRAST:
        raise EnvironmentMistake(
            f"ACCENT_COLOUR {colour} is too light: its contrast with the page is {ratio:.1f} to 1, and words need "
            f"{LEAST_CONTRAST} to 1 (WCAG 2.2, 1.4.3). Choose a darker one."
        )
    return colour


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21, by WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def security_contact(address: str) -> str:
    if address and not address.startswith(("mailto:", "https://", "tel:")):
        raise EnvironmentMistake(
            f"SECURITY_CONTACT is {address!r}; write mailto:security@example.org or https://…."
        )
    return address


def crawlers(classes: list[str]) -> list[str]:
    wanted = [name.strip() for name in classes if name.strip() not in {"", "none"}]
    if unknown := set(wanted) - CRAWLER_CLASSES:
        raise EnvironmentMistake(
            f"CRAWLERS_REFUSED names {', '.join(sorted(unknown))}; it may be training, answers, both or none."
        )
    return wanted


def language(code: str) -> str:
    if code not in {"de", "en"}:
        raise EnvironmentMistake(f"SITE_LANGUAGE is {code!r}; it may be 'de' or 'en'.")
    return code


def time_zone(name: str) -> str:
    """A name of the time zone database; what is not in it would end in a traceback somewhere inside Django."""
    zones = available_timezones()
    if name in zones:
        return name
    near = get_close_matches(name, zones, n=1) or [
        zone for zone in sorted(zones) if zone.endswith(f"/{name}")
    ]
    hint = f"did you mean {near[0]!r}?" if near else "write Europe/Berlin, America/New_York or UTC."
    raise EnvironmentMistake(f"DESK_TIME_ZONE is {name!r}, which is no time zone; {hint}")


def at_least_one(variable: str, number: int) -> int:
    if number < 1:
        raise EnvironmentMistake(f"{variable} is {number}; it must be 1 or more.")
    return number


def proxy_header(name: str) -> str:
    known = {header.lower(): header for header in proxies.HEADERS}
    if name.lower() not in known:
        raise EnvironmentMistake(f"TRUSTED_PROXY_HEADER is {name!r}; write {' or '.join(proxies.HEADERS)}.")
    return known[name.lower()]


def networks(variable: str, texts: list[str]) -> list[str]:
    try:
        return [str(ip_network(text.strip())) for text in texts]
    except ValueError as mistake:
        raise EnvironmentMistake(f"{variable}: {mistake}; write 127.0.0.1 or 10.0.0.0/8.") from mistake


def web_address(variable: str, url: str) -> str:
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise EnvironmentMistake(f"{variable} cannot be read; write http://host:port or https://….")
    return url


def mailer(url: str) -> dict[str, Any]:
    """Django's entry for smtp://user:password@host:587 (STARTTLS) or smtps://…:465; without one no mail is sent."""
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or port_of(parts) is None:
        raise EnvironmentMistake("SMTP_URL cannot be read; write smtp://user:password@host:587 or smtps://….")
    options: dict[str, Any] = {
        "host": parts.hostname,
        "port": port_of(parts) or (465 if parts.scheme == "smtps" else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and bool(parts.username),
        "timeout": 15,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def port_of(parts: SplitResult) -> int | None:
    """The port of an address, 0 where it names none, None where what it names is no port."""
    try:
        return parts.port or 0
    except ValueError:
        return None


def session_variable() -> str:
    env = Env()
    return "DATABASE_DIRECT_URL" if env.str("DATABASE_DIRECT_URL", default="") else "DATABASE_URL"


def session_url() -> str:
    """The address for what needs a session of its own: migrations, locks, and the worker, which listens."""
    return os.environ.get(session_variable(), "")


def check_addresses() -> None:
    """Refuse database addresses that cannot be read, without repeating the password in them."""
    if os.environ.get("DATABASE_DIRECT_URL") and not os.environ.get("DATABASE_URL"):
        raise EnvironmentMistake(
            "DATABASE_DIRECT_URL is of use only beside DATABASE_URL; set both or that one alone."
        )
    for variable in ("DATABASE_URL", "DATABASE_DIRECT_URL"):
        if url := os.environ.get(variable):
            check_address(variable, url)


def check_address(variable: str, url: str) -> None:
    form = "write postgresql://user:password@host/database."
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as mistake:
        # What libpq says of other forms repeats the address.
        reason = f": {' '.join(str(mistake).split())}" if url.startswith("postgres") else ""
        raise EnvironmentMistake(f"{variable} cannot be read{reason}; {form}") from mistake
    if "dbname" not in parts:
        raise EnvironmentMistake(f"{variable} names no database; {form}")
    if not all(port.isascii() and port.isdigit() for port in str(parts.get("port") or "5432").split(",")):
        raise EnvironmentMistake(f"{variable} names a port that is no number; {form}")


def database(url: str, *, prepared: bool = True, in_web_server: bool = False) -> dict[str, Any]:
    """Django's database entry for a libpq URL; an empty URL leaves a name that no server answers to.

    `prepared` lets statements that ask for it be planned once a connection; some poolers cannot carry that.
    `in_web_server` makes for short waits: a reader is told within two seconds that the database is away, while a
    migration may be silent for an hour.
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


def make_folder(data_dir: Path) -> None:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise EnvironmentMistake(f"NEWSROOM_DATA_DIR cannot be used: {trouble}") from trouble


def own_secret_key(data_dir: Path) -> str:
    """The key kept in the data directory, made at first use: one machine needs no configuration."""
    file = data_dir / "secret_key"
    if not file.exists():
        make_folder(data_dir)
        draft = data_dir / f".secret_key.{secrets.token_hex(4)}"
        file_permissions.write_secret(draft, secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # another process was first: its key is the one
            file.hardlink_to(draft)
        draft.unlink()
    with suppress(PermissionError):  # the file of another account, lent to this one
        if file.stat().st_mode & 0o077:
            file.chmod(file_permissions.SECRET)
    return file.read_text()
