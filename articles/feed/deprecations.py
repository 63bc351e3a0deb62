"""Deprecated routes and parameters, with their `Deprecation` and `Sunset` headers.

At least a year lies between the two dates. A key is the name of a route or `route?parameter`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.http import http_date
from rest_framework.request import Request

GUIDE_URL = "/api/v1/guide/en/#endings"


@dataclass(frozen=True, slots=True)
class Deprecation:
    """The dates of a deprecated part of the API: announced, then removed."""

    deprecated: date
    sunset: date
    instead: str = ""
    """Replacement."""


DEPRECATIONS: dict[str, Deprecation] = {}


def deprecation_headers(
    request: Request, endings: Mapping[str, Deprecation] = DEPRECATIONS
) -> dict[str, str]:
    """Return RFC 9745 and RFC 8594 headers of the first deprecated part in use."""
    if not endings:
        return {}
    match = request.resolver_match
    route = match.url_name if match else ""
    used = [f"{route}", *(f"{route}?{name}" for name in request.query_params)]
    ending = next((endings[name] for name in used if name in endings), None)
    if ending is None:
        return {}
    return {
        "Deprecation": f"@{_timestamp(ending.deprecated)}",
        "Sunset": http_date(_timestamp(ending.sunset)),
        "Link": f'<{GUIDE_URL}>; rel="deprecation"; type="text/html"',
    }


def _timestamp(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())
