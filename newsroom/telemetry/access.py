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
    """Return whether the request carries the token or is from a named network.

    A proxy in such a network asks for somebody else.
    """
    if has_token(request.headers.get("Authorization", "")):
        return True
    return not PROXY_HEADERS & set(request.META) and is_in_network(request.META.get("REMOTE_ADDR", ""))


def has_token(authorization: str) -> bool:
    expected = settings.MONITORING.metrics_token
    scheme, _, token = authorization.partition(" ")
    return bool(
        expected and scheme.lower() == "bearer" and hmac.compare_digest(token.encode(), expected.encode())
    )


def is_in_network(address_text: str) -> bool:
    address = parse_address(address_text)
    return address is not None and any(
        address in ip_network(text) for text in settings.MONITORING.metrics_networks
    )
