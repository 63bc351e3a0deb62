"""Addresses of the OpenID provider, by discovery."""

from dataclasses import dataclass
from typing import Any

import requests
import structlog
from django.conf import settings
from django.core.cache import cache

from articles.accounts.oidc.errors import ProviderAway, ProviderRefused

CACHE_KEY = "oidc-provider"
CACHE_SECONDS = 3600
AWAY_KEY = "oidc-provider-away"
AWAY_SECONDS = 5
"""Time for which a provider that did not answer is not asked again."""
TIMEOUT = 5
"""Seconds for one request to the provider."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ProviderAddresses:
    """Addresses that the provider publishes."""

    issuer: str
    authorization: str
    token: str
    userinfo: str
    jwks: str
    end_session: str
    posts_secret: bool
    """The token address takes the secret in the form rather than as Basic credentials."""


def discover() -> ProviderAddresses:
    """Return the provider's addresses; raises ProviderAway or ProviderRefused."""
    issuer = settings.SIGN_ON.issuer
    found = cache.get(CACHE_KEY)
    if isinstance(found, ProviderAddresses) and found.issuer == issuer:
        return found
    found = _read(_fetch(f"{issuer.rstrip('/')}/.well-known/openid-configuration"), issuer)
    cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found


def _fetch(url: str) -> dict[str, Any]:
    require_provider_near()
    try:
        response = requests.get(url, timeout=TIMEOUT, allow_redirects=False)
    except requests.RequestException as trouble:
        raise note_away(trouble) from trouble
    if response.status_code >= 500:
        raise note_away(f"{url} answers {response.status_code}")
    try:
        document = response.json() if response.status_code == 200 else None
    except requests.JSONDecodeError:
        document = None
    if not isinstance(document, dict):
        raise ProviderRefused(f"{url} is no description of a provider (status {response.status_code})")
    return document


def _read(document: dict[str, Any], issuer: str) -> ProviderAddresses:
    if document.get("issuer") != issuer:
        raise ProviderRefused(
            f"OIDC_ISSUER is {issuer}, but the provider calls itself {document.get('issuer')}"
        )
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if missing := [name for name in names if not isinstance(document.get(name), str)]:
        raise ProviderRefused(f"the provider {issuer} names no {missing[0]}")
    methods = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return ProviderAddresses(
        issuer=issuer,
        authorization=document["authorization_endpoint"],
        token=document["token_endpoint"],
        userinfo=document.get("userinfo_endpoint") or "",
        jwks=document["jwks_uri"],
        end_session=document.get("end_session_endpoint") or "",
        posts_secret="client_secret_basic" not in methods,
    )


def require_provider_near() -> None:
    """Raise ProviderAway at once if the provider did not answer a few seconds ago."""
    if cache.get(AWAY_KEY):
        raise ProviderAway("the provider did not answer a few seconds ago")


def note_away(trouble: object) -> ProviderAway:
    """Log that the provider does not answer; return the error to raise."""
    cache.set(AWAY_KEY, True, AWAY_SECONDS)
    log.error(
        "the sign-in provider does not answer", issuer=settings.SIGN_ON.issuer, reason=str(trouble)[:200]
    )
    return ProviderAway(str(trouble)[:200])
