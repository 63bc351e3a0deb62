"""All settings of an installation, read once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environs import Env, EnvError

from newsroom.env.backups import BackupSettings, read_backup_settings
from newsroom.env.checks import (
    DEFAULT_ACCENT,
    check_colour,
    check_crawlers,
    check_desk_languages,
    check_language,
    check_loopback,
    check_networks,
    check_positive,
    check_proxy_header,
    check_security_contact,
    check_time_zone,
    check_url,
)
from newsroom.env.database import check_database_urls, database_settings, session_url
from newsroom.env.errors import InvalidEnvironment
from newsroom.env.hosts import Hosts, read_hosts
from newsroom.env.mail import MailSettings, read_mail
from newsroom.env.media import MediaSettings, read_media
from newsroom.env.processes import ProcessSettings, read_processes
from newsroom.env.replicas import ReplicaSettings, read_replicas
from newsroom.env.secret_key import read_fallbacks, read_secret_key
from newsroom.env.shared_cache import SharedCacheSettings, read_shared_cache
from newsroom.env.sign_on import SignOnSettings, read_sign_on
from newsroom.env.telemetry import Monitoring, read_monitoring
from newsroom.proxies import FORWARDED

BASE_DIR = Path(__file__).resolve().parent.parent.parent
IN_WEB_SERVER = "NEWSROOM_IN_WEB_SERVER"
"""Set by the entry points for web servers, never by an operator."""
DEMO_WIRE_ADDRESS = "NEWSROOM_DEMO_WIRE_ADDRESS"
"""Set by `up --demo`, never by an operator: the only address on this machine that may then be polled."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Settings that differ between installations."""

    data_dir: Path
    wire_dir: Path
    theme_dir: Path | None
    debug: bool
    secret_key: str
    secret_key_fallbacks: list[str]
    allowed_hosts: list[str]
    hosts: Hosts
    site_name: str
    site_language: str
    desk_languages: tuple[str, ...]
    desk_time_zone: str
    accent_colour: str
    security_contact: str
    crawlers_refused: list[str]
    database: dict[str, Any]
    replicas: ReplicaSettings
    trusted_proxies: list[str]
    trusted_proxy_header: str
    feed_per_minute: int
    media: MediaSettings
    feed_walk_per_minute: int
    feed_per_day: int
    intake_per_minute: int
    webhooks_to_loopback: bool
    wires_from_loopback: bool
    demo_wire: bool
    demo_wire_address: str
    mail: MailSettings
    desk_mail: str
    shared_cache: SharedCacheSettings
    websub_hub: str
    monitoring: Monitoring
    processes: ProcessSettings
    backups: BackupSettings
    sign_on: SignOnSettings


def read_database(env: Env, *, prepared: bool) -> dict[str, Any]:
    in_web_server = env.bool(IN_WEB_SERVER, default=False)
    return database_settings(
        env.str("DATABASE_URL", default="") if in_web_server else session_url(),
        prepared=prepared,
        in_web_server=in_web_server,
    )


def read_environment() -> Environment:
    env = Env()
    with report_mistakes():
        check_database_urls()
        prepared = env.bool("PREPARED_STATEMENTS", default=True)
        data_dir = env.path("NEWSROOM_DATA_DIR", default=BASE_DIR / "var")
        hosts = read_hosts(env)
        return Environment(
            data_dir=data_dir,
            wire_dir=env.path("WIRE_DIR", default=data_dir / "wire"),
            theme_dir=env.path("THEME_DIR", default=None),
            debug=env.bool("DEBUG", default=False),
            secret_key=env.str("SECRET_KEY", default="") or read_secret_key(data_dir),
            secret_key_fallbacks=read_fallbacks(env),
            allowed_hosts=env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]),
            hosts=hosts,
            site_name=env.str("SITE_NAME", default="Newsroom"),
            site_language=check_language(env.str("SITE_LANGUAGE", default="de")),
            desk_languages=check_desk_languages(env.list("DESK_LANGUAGES", default=["de", "en"])),
            desk_time_zone=check_time_zone(env.str("DESK_TIME_ZONE", default="Europe/Berlin")),
            accent_colour=check_colour(env.str("ACCENT_COLOUR", default=DEFAULT_ACCENT)),
            security_contact=check_security_contact(env.str("SECURITY_CONTACT", default="")),
            crawlers_refused=check_crawlers(env.list("CRAWLERS_REFUSED", default=["training"])),
            database=read_database(env, prepared=prepared),
            replicas=read_replicas(env, prepared=prepared),
            trusted_proxies=check_networks("TRUSTED_PROXIES", env.list("TRUSTED_PROXIES", default=[])),
            media=read_media(env),
            trusted_proxy_header=check_proxy_header(env.str("TRUSTED_PROXY_HEADER", default=FORWARDED)),
            feed_per_minute=check_positive("FEED_PER_MINUTE", env.int("FEED_PER_MINUTE", default=120)),
            feed_walk_per_minute=check_positive(
                "FEED_WALK_PER_MINUTE", env.int("FEED_WALK_PER_MINUTE", default=1200)
            ),
            feed_per_day=check_positive("FEED_PER_DAY", env.int("FEED_PER_DAY", default=10_000)),
            intake_per_minute=check_positive("INTAKE_PER_MINUTE", env.int("INTAKE_PER_MINUTE", default=3000)),
            webhooks_to_loopback=check_loopback(
                "WEBHOOKS_TO_LOOPBACK", env.bool("WEBHOOKS_TO_LOOPBACK", default=False), hosts.site_url
            ),
            wires_from_loopback=check_loopback(
                "WIRES_FROM_LOOPBACK", env.bool("WIRES_FROM_LOOPBACK", default=False), hosts.site_url
            ),
            demo_wire=env.bool("DEMO_WIRE", default=True),
            demo_wire_address=env.str(DEMO_WIRE_ADDRESS, default=""),
            mail=read_mail(env),
            desk_mail=env.str("DESK_MAIL", default=""),
            shared_cache=read_shared_cache(env),
            websub_hub=check_url("WEBSUB_HUB", env.str("WEBSUB_HUB", default="")),
            monitoring=read_monitoring(env),
            processes=read_processes(env),
            sign_on=read_sign_on(env),
            backups=read_backup_settings(env),
        )


@contextmanager
def report_mistakes() -> Iterator[None]:
    try:
        yield
    except EnvError as mistake:
        raise InvalidEnvironment(str(mistake)) from mistake
