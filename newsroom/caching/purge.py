"""Purge of a shared cache in front of the site; the README tells how to set it up."""

import urllib.request

from django.conf import settings

TIMEOUT = 10
"""Seconds."""


def purge() -> None:
    """Send the request that the settings describe; raise OSError if it fails."""
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
