"""Metadata of the OpenID provider, and the errors of requests to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from django.conf import settings
from django.core.cache import cache
from joserfc.errors import JoseError

from articles.accounts.oidc.errors import ProviderAway, ProviderRefused

CACHE_KEY = "oidc-metadata"
CACHE_SECONDS = 3600
AWAY_KEY = "oidc-provider-away"
AWAY_SECONDS = 5
"""Time for which a provider that did not answer is not asked again."""
TIMEOUT = 5
"""Seconds for one request to the provider."""
REQUIRED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
OPTIONAL = ("userinfo_endpoint", "end_session_endpoint", "token_endpoint_auth_methods_supported")
CLIENT_ERRORS = {"invalid_client", "unauthorized_client"}

log = structlog.get_logger(__name__)


def discover() -> dict[str, Any]:
    """Return the metadata that the desk uses (OpenID Connect Discovery 1.0, 3).

    Raises ProviderAway or ProviderRefused.
    """
    issuer = settings.SIGN_ON.issuer
    found: dict[str, Any] = cache.get(CACHE_KEY, {})
    if found.get("issuer") == issuer:
        return found
    url = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    with provider_errors():
        response = requests.get(url, timeout=TIMEOUT, allow_redirects=False)
        response.raise_for_status()
        document = dict(response.json())
    if document.get("issuer") != issuer:
        raise ProviderRefused(
            f"OIDC_ISSUER is {issuer}, but the provider calls itself {document.get('issuer')}"
        )
    if missing := [name for name in REQUIRED if not isinstance(document.get(name), str)]:
        raise ProviderRefused(f"the provider {issuer} names no {missing[0]}")
    found = {name: document[name] for name in (*REQUIRED, *OPTIONAL) if document.get(name)}
    cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found


@contextmanager
def provider_errors() -> Iterator[None]:
    """Turn what goes wrong at the provider into ProviderAway or ProviderRefused.

    A provider that did not answer a few seconds ago is away at once. The body of a response may hold tokens and is
    never logged.
    """
    if cache.get(AWAY_KEY):
        raise ProviderAway("the provider did not answer a few seconds ago")
    try:
        yield
    except AuthlibBaseError as refusal:
        hint = ": check OIDC_CLIENT_ID and _SECRET" if refusal.error in CLIENT_ERRORS else ""
        raise ProviderRefused(f"the provider refuses ({str(refusal.error)[:60]}){hint}") from refusal
    except (JoseError, ValueError, KeyError, TypeError) as mistake:
        raise ProviderRefused(f"the provider's response is not accepted: {mistake!r}") from mistake
    except requests.RequestException as trouble:
        if trouble.response is not None and not is_busy(trouble.response):
            raise ProviderRefused(f"the provider refuses ({trouble.response.status_code})") from trouble
        raise _note_away(str(trouble)[:200]) from trouble


def _note_away(reason: str) -> ProviderAway:
    cache.set(AWAY_KEY, True, AWAY_SECONDS)
    log.error("the sign-in provider does not answer", issuer=settings.SIGN_ON.issuer, reason=reason)
    return ProviderAway(reason)


def is_busy(response: requests.Response) -> bool:
    """Return whether the provider had no time to judge a request."""
    return response.status_code >= 500 or response.status_code == 429
