"""Authentication by `Authorization: Bearer nd_<environment>_<public>_<secret>`.

A key in a URL is refused and marked as exposed, because URLs are logged.
"""

import hashlib
import hmac
import ipaddress
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar, Protocol

from django.http import HttpRequest
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from articles.actions.partners.contracts_and_keys import mark_key_exposed
from articles.feed.exceptions import KeyInUrl, KeyRefused, LinkInvalid, NetworkRefused
from articles.feed.key_lookup import FeedPosition, load_key, position_from_key
from articles.feed.throttling import Meter, meter_from_key
from articles.models import Partner, PartnerKey

KEY_PATTERN = re.compile(r"nd_(?:live|test)_([0-9a-f]{8})_([A-Za-z0-9_-]{20,64})")
CALLER_META_KEY = "newsroom.feed_caller"
"""Key of the caller in `request.META`, for the request log."""


class WithNetworks(Protocol):
    @property
    def networks(self) -> Sequence[str]: ...


@dataclass(slots=True)
class ResponseStats:
    """Counts of one response for the request log."""

    items: int = 0
    reached: int | None = None
    """Log number that the response's cursor has reached."""
    redactions: Counter[str] = field(default_factory=Counter)
    walks: bool = False
    """Whether the response is a page of a walk, which has a limit of its own."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The user of a feed request: a partner and the key it used."""

    partner: Partner
    key: PartnerKey
    is_authenticated: bool = True
    at: datetime | None = None
    """Time of the request, read once."""
    position: FeedPosition | None = None
    meter: Meter | None = None
    stats: ResponseStats = field(default_factory=ResponseStats)

    def has_scope(self, scope: str) -> bool:
        return scope in self.scopes

    @property
    def scopes(self) -> Sequence[str]:
        return self.key.scopes


class PartnerKeyAuthentication(BaseAuthentication):
    accept_expired: ClassVar[bool] = False

    def authenticate(self, request: Request) -> tuple[Caller, PartnerKey] | None:
        texts = [text for _, values in request.query_params.lists() for text in values]
        if sent := [found[0] for text in texts if (found := KEY_PATTERN.search(text))]:
            for text in sent:
                record_exposed_key(text)
            raise KeyInUrl
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not text:
            return None
        at = timezone.now()
        key = find_key(text.strip(), at, accept_expired=self.accept_expired)
        caller = Caller(
            key.partner, key, at=at, position=position_from_key(key), meter=meter_from_key(key, at)
        )
        # Set before the network check, so that the desk sees refused attempts too.
        request.META[CALLER_META_KEY] = caller
        if not allows_network(key, remote_address(request)):
            raise NetworkRefused
        return caller, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="partner feed"'


def find_key(text: str, at: datetime, *, accept_expired: bool = False) -> PartnerKey:
    """Return the live key with this text. All other cases raise the same error."""
    found = KEY_PATTERN.fullmatch(text)
    key = load_key(found[1], at) if found else None
    if found is None or key is None:
        raise KeyRefused
    given = hashlib.sha256(found[2].encode()).hexdigest()
    expired = has_expired(key, at) and not accept_expired
    if not hmac.compare_digest(given, key.secret_sha256) or key.revoked_at is not None or expired:
        raise KeyRefused
    return key


def remote_address(request: Request | HttpRequest) -> str | None:
    return read_address(request.META)


def read_address(environ: Mapping[str, Any]) -> str | None:
    """Return the caller's IP address, None for a local socket."""
    return _parse_address(environ.get("REMOTE_ADDR", "").partition("%")[0])


@lru_cache
def _parse_address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None


def allows_network(key: WithNetworks, address: str | None) -> bool:
    """Return whether the key's list of networks allows the address, if it has one."""
    if not key.networks:
        return True
    if address is None:
        return False
    host = ipaddress.ip_address(address)
    mapped = getattr(host, "ipv4_mapped", None)  # a dual-stack socket reports 192.0.2.7 as ::ffff:192.0.2.7
    return any((mapped or host) in ipaddress.ip_network(network) for network in key.networks)


def record_exposed_key(text: str) -> None:
    """Mark a live key as exposed; ignore text that is not a live key."""
    at = timezone.now()
    try:
        key = find_key(text, at)
    except KeyRefused:
        return
    if key.exposed_at is None:
        mark_key_exposed(key.pk, at=at)


def has_expired(key: PartnerKey, at: datetime) -> bool:
    return key.expires_at is not None and key.expires_at <= at


def key_for_link(key_id: int, at: datetime) -> PartnerKey:
    """Return the live key a signed link was issued for. Raises LinkInvalid."""
    key = PartnerKey.objects.select_related("partner").filter(pk=key_id, revoked_at=None).first()
    if key is None or has_expired(key, at):
        raise LinkInvalid
    return key
