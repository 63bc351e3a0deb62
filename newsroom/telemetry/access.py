"""Access to metrics and to the details of readiness: by network or by token."""

import hmac
from ipaddress import ip_network

from django.conf import settings
from django.http import HttpRequest

from newsroom.proxies import UNKNOWN_PROXY, parse_address

PROXY_HEADERS = {
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
    UNKNOWN_PROXY,
}
"""Headers by which a forwarded request is recognised."""


def may_see_figures(request: HttpRequest) -> bool:
    """Return whether the request is from a named network or carries the token."""
    return has_token(request) or is_from_network(request)


def has_token(request: HttpRequest) -> bool:
    expected = settings.MONITORING.metrics_token
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return bool(
        expected and scheme.lower() == "bearer" and hmac.compare_digest(token.encode(), expected.encode())
    )


def is_from_network(request: HttpRequest) -> bool:
    """Return whether a program in a named network asks, and not through a proxy."""
    address = parse_address(request.META.get("REMOTE_ADDR", ""))
    if address is None or PROXY_HEADERS & set(request.META):
        return False
    return any(address in ip_network(text) for text in settings.MONITORING.metrics_networks)
