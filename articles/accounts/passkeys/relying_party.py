"""The names for which passkeys of this desk are valid."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from articles.site.brand import read_brand

LOCALHOST = "localhost"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Host of the desk's passkeys, and origins of its pages."""

    host: str
    name: str
    origins: tuple[str, ...]


def relying_party(request: HttpRequest) -> RelyingParty:
    """Return the desk's host and origins by its settings.

    On localhost, which browsers trust without HTTPS, the port is that of the request.
    """
    address = getattr(settings, "DESK_URL", "") or settings.SITE_URL
    host = urlsplit(address).hostname or LOCALHOST
    origins = [_origin(address)]
    if host == LOCALHOST and request.get_host().partition(":")[0] == LOCALHOST:
        origins.append(f"{request.scheme}://{request.get_host()}")
    return RelyingParty(host, read_brand().name, tuple(dict.fromkeys(origins)))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
