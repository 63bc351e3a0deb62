"""`Authorization: Bearer nd_<environment>_<public>_<secret>`; the key never travels in an address."""

import hashlib
import hmac
import ipaddress
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

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
"""Where the request keeps who asked, for the log."""


@dataclass(slots=True)
class ResponseStats:
    """What an answer hands out, for the log of requests."""

    items: int = 0
    reached: int | None = None
    """Number in the log that the cursor of the answer stands at."""
    redactions: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the partner and the key it came with."""

    partner: Partner
    key: PartnerKey
    is_authenticated: bool = True
    at: datetime | None = None
    """The one reading of the clock for the request."""
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
        request.META[CALLER_META_KEY] = (
            caller  # before the refusal, so that the desk sees who tries from elsewhere
        )
        if not allows_network(key, remote_address(request)):
            raise NetworkRefused
        return caller, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="partner feed"'


def find_key(text: str, at: datetime, *, accept_expired: bool = False) -> PartnerKey:
    """The live key that `text` proves; every other case is the same refusal, without detail."""
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
    """None for a caller without one, on a socket of this machine."""
    text = request.META.get("REMOTE_ADDR", "").partition("%")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None


def allows_network(key: PartnerKey, address: str | None) -> bool:
    """By the key's list; where it has one, an unknown address is refused."""
    if not key.networks:
        return True
    if address is None:
        return False
    host = ipaddress.ip_address(address)
    mapped = getattr(host, "ipv4_mapped", None)  # a dual-stack socket tells 192.0.2.7 as ::ffff:192.0.2.7
    return any((mapped or host) in ipaddress.ip_network(network) for network in key.networks)


def record_exposed_key(text: str) -> None:
    """A key that opens something and stood in an address; a guess is nobody's."""
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
    """The live key that a signed link was made for."""
    key = PartnerKey.objects.select_related("partner").filter(pk=key_id, revoked_at=None).first()
    if key is None or has_expired(key, at):
        raise LinkInvalid
    return key
