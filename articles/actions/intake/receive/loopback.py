"""Addresses on this machine that wire sources may use."""

from urllib.parse import urlsplit

from django.conf import settings


def may_use_loopback(url: str) -> bool:
    """Return whether a source may ask this address on this machine.

    It may for tests, and the demo's own server while `up --demo` runs.
    """
    address = settings.DEMO_WIRE_ADDRESS
    return settings.WIRES_FROM_LOOPBACK or bool(address and url.startswith(f"{address}/"))


def is_demo_host(host: str) -> bool:
    """Return whether the demo's own server, while it runs, is on this host."""
    address = settings.DEMO_WIRE_ADDRESS
    return bool(address) and host == urlsplit(address).hostname
