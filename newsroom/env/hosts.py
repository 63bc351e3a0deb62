"""Addresses of an installation: site, desk, static files and redirected hosts."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from environs import Env

from newsroom.env.checks import check_url
from newsroom.env.errors import InvalidEnvironment

STATIC_PATH = "/static/"
"""Path of static files on every host, from which a CDN fetches them."""
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class Hosts:
    site_url: str
    desk_url: str
    """URL of the desk's host without a slash at the end; the site's where the desk has no host of its own."""
    desk_host: str
    """Host of the desk as in the header `Host`; empty where it is the site's."""
    redirect_hosts: tuple[str, ...]
    """Hosts whose every address redirects to the site."""
    static_url: str
    static_origin: str
    """Origin of a CDN with the static files; empty without one."""

    @property
    def uses_https(self) -> bool:
        return self.site_url.startswith("https://")

    @property
    def extra_names(self) -> list[str]:
        """Names without ports that are accepted besides ALLOWED_HOSTS."""
        return [host.partition(":")[0] for host in (self.desk_host, *self.redirect_hosts) if host]


def read_hosts(env: Env) -> Hosts:
    site_url = check_url("SITE_URL", env.str("SITE_URL", default="http://localhost:8000")).rstrip("/")
    desk_url = check_desk_url(env.str("DESK_URL", default=""), site_url)
    desk_host = "" if host_of(desk_url) == host_of(site_url) else host_of(desk_url)
    static_url = check_static_url(env.str("STATIC_URL", default=STATIC_PATH))
    return Hosts(
        site_url=site_url,
        desk_url=desk_url if desk_host else site_url,
        desk_host=desk_host,
        redirect_hosts=check_redirect_hosts(
            env.list("REDIRECT_HOSTS", default=[]), {host_of(site_url), host_of(desk_url)}
        ),
        static_url=static_url,
        static_origin="" if static_url == STATIC_PATH else static_url.removesuffix(STATIC_PATH),
    )


def host_of(url: str) -> str:
    """Return the host and the port as browsers send them."""
    parts = urlsplit(url)
    return parts.netloc.rpartition("@")[2].lower().removesuffix(DEFAULT_PORTS[parts.scheme])


def check_desk_url(text: str, site_url: str) -> str:
    url = check_url("DESK_URL", text).rstrip("/") or site_url
    scheme = urlsplit(site_url).scheme
    if urlsplit(url).path or urlsplit(url).query:
        raise InvalidEnvironment(
            f"DESK_URL is {text!r}; write a host without a path: {scheme}://desk.example."
        )
    if urlsplit(url).scheme != scheme:
        raise InvalidEnvironment(f"DESK_URL begins with another scheme than SITE_URL; write {scheme}://….")
    return url


def check_static_url(url: str) -> str:
    """Return the URL, which ends with the path on every host: a CDN keeps the path."""
    parts = urlsplit(url)
    is_url = parts.scheme in {"http", "https"} and parts.hostname
    if url != STATIC_PATH and not (is_url and parts.path == STATIC_PATH and not parts.query + parts.fragment):
        raise InvalidEnvironment(f"STATIC_URL is {url!r}; write https://cdn.example{STATIC_PATH}.")
    return url


def check_redirect_hosts(names: list[str], own: set[str]) -> tuple[str, ...]:
    hosts = [name.strip().lower() for name in names if name.strip()]
    for host in hosts:
        if not HOST_NAME.fullmatch(host):
            raise InvalidEnvironment(f"REDIRECT_HOSTS names {host!r}; write host names such as www.example.")
        if host in own:
            raise InvalidEnvironment(f"REDIRECT_HOSTS names {host}, the host of SITE_URL or DESK_URL.")
    return tuple(dict.fromkeys(hosts))
