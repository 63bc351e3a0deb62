"""Telling a shared cache in front of the site that its pages are old. The operator names the cache; see README."""

import urllib.request

from django.conf import settings

TIMEOUT = 10


def purge() -> None:
    """One request by `PURGE_METHOD` to `PURGE_URL`; raises OSError where the cache does not take it."""
    request = urllib.request.Request(  # noqa: S310  # the operator's own address, read from the environment
        settings.PURGE_URL,
        data=settings.PURGE_BODY.encode() or None,
        headers=dict(_parse_header(line) for line in settings.PURGE_HEADERS),
        method=settings.PURGE_METHOD,
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310  # as above
        pass


def _parse_header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()
