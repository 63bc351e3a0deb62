"""Shared cache in front of the site, from `CDN`, `CDN_MAX_AGE` and `PURGE_…`."""

from dataclasses import dataclass

from environs import Env

from newsroom.env.checks import check_positive, check_url
from newsroom.env.errors import InvalidEnvironment

KINDS = ("varnish", "fastly", "cloudflare")
NONE = "none"


@dataclass(frozen=True, slots=True)
class SharedCacheSettings:
    kind: str
    """Kind of the cache that is purged by tag; empty for none."""
    max_age: int
    """Seconds that such a cache shows a page at most."""
    urls: tuple[str, ...]
    method: str
    headers: tuple[str, ...]
    body: str


def read_shared_cache(env: Env) -> SharedCacheSettings:
    kind = env.str("CDN", default=NONE)
    if kind not in {NONE, *KINDS}:
        raise InvalidEnvironment(f"CDN is {kind!r}; it may be {', '.join(KINDS)} or {NONE}.")
    named: list[str] = env.list("PURGE_URL", default=[])
    urls = tuple(check_url("PURGE_URL", url.strip()) for url in named)
    if kind != NONE and not any(urls):
        raise InvalidEnvironment(f"CDN is {kind}, but PURGE_URL does not say where to send the purges.")
    return SharedCacheSettings(
        kind="" if kind == NONE else kind,
        max_age=check_positive("CDN_MAX_AGE", env.int("CDN_MAX_AGE", default=86_400)),
        urls=tuple(filter(None, urls)),
        method=env.str("PURGE_METHOD", default="POST"),
        headers=tuple(env.list("PURGE_HEADERS", default=["Content-Type: application/json"])),
        body=env.str("PURGE_BODY", default='{"purge_everything": true}'),
    )
