"""Purge requests to the shared caches in front of the site."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from urllib.parse import urlsplit

from django.conf import settings

from newsroom.caching.cache_tags import KINDS

TIMEOUT = 10
"""Seconds."""
TAG_TIMEOUT = 3
"""Seconds for one request that purges tags: others wait for their turn."""


class PurgeFailed(Exception):
    """A cache did not confirm a purge; the text is for the desk and names no password."""


def purge() -> None:
    """Send the request of the settings to each cache; raise OSError if one fails."""
    for url in settings.PURGE_URLS:
        request = urllib.request.Request(  # noqa: S310  # the operator's own address, read from the environment
            url,
            data=settings.PURGE_BODY.encode() or None,
            headers=_read_headers(),
            method=settings.PURGE_METHOD,
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310  # as above
            pass


def purge_tags(url: str, tags: Iterable[str]) -> None:
    """Purge the tags in one cache; raise PurgeFailed if it does not confirm that."""
    for some in batched(tags, KINDS[settings.CDN].max_purged):
        _send(_build_request(url, some))


def _build_request(url: str, tags: Sequence[str]) -> urllib.request.Request:
    """Return the request by which this kind of cache purges."""
    if settings.CDN == "varnish":
        return _describe(url, {"xkey-purge": " ".join(tags)}, None, "PURGE")
    name = "tags" if settings.CDN == "cloudflare" else "surrogate_keys"
    body = json.dumps({name: list(tags)}).encode()
    return _describe(url, {"Content-Type": "application/json"}, body, "POST")


def _describe(
    url: str, headers: Mapping[str, str], body: bytes | None, method: str
) -> urllib.request.Request:
    every = {**_read_headers(), **headers}
    return urllib.request.Request(url, data=body, headers=every, method=method)  # noqa: S310  # as above


def _send(request: urllib.request.Request) -> None:
    try:
        with urllib.request.urlopen(request, timeout=TAG_TIMEOUT) as response:  # noqa: S310  # as above
            answer = response.read(100_000)
    except urllib.error.HTTPError as refusal:
        raise PurgeFailed(f"status {refusal.code}") from refusal
    except urllib.error.URLError as trouble:
        raise PurgeFailed(_describe_problem(trouble.reason)) from trouble
    except OSError as trouble:
        raise PurgeFailed(_describe_problem(trouble)) from trouble
    if settings.CDN == "cloudflare" and not _is_success(answer):
        raise PurgeFailed("status 200 without success")


def _describe_problem(problem: object) -> str:
    """Return the words of an error without its number."""
    words = problem.strerror if isinstance(problem, OSError) else None
    return words or str(problem) or type(problem).__name__


def _is_success(answer: bytes) -> bool:
    try:
        found = json.loads(answer)
    except ValueError:
        return False
    return isinstance(found, dict) and found.get("success") is True


def name_cache(url: str) -> str:
    """Return the cache's address without account and query, as the desk shows it."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{host}{parts.path.rstrip('/')}"[:300]


def _read_headers() -> dict[str, str]:
    return dict(_parse_headers(settings.PURGE_HEADERS))


def _parse_headers(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, value = line.partition(":")
        yield name.strip(), value.strip()
