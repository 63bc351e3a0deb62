"""Tokens and claims of the provider, by mozilla-django-oidc.

Only a desk with a provider imports this module, when somebody signs in or a session is checked.
"""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import jwt
import requests
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import generate_code_challenge

from articles.accounts.oidc.discovery import (
    TIMEOUT,
    ProviderAddresses,
    discover,
    note_away,
    require_provider_near,
)
from articles.accounts.oidc.errors import ClocksDiffer, ProviderRefused, SessionEnded

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a private key of the provider; never the shared secret, never none."""
LEEWAY = 60
"""Seconds that a token may have expired."""
MAX_CLOCK_DIFFERENCE = 300
"""Seconds between the making of a token, which is used at once, and this server's clock."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Answer of the token address."""

    access: str
    refresh: str
    id_token: str
    claims: dict[str, Any]
    """Of the ID token and of the userinfo address."""
    is_complete: bool = True
    """The claims are those of an ID token, too."""


class ProviderClient(OIDCAuthenticationBackend):
    """The desk as client of its provider, with the addresses of the discovery."""

    def __init__(self, provider: ProviderAddresses) -> None:
        self.provider = provider
        self.values = {
            "OIDC_OP_TOKEN_ENDPOINT": provider.token,
            "OIDC_OP_USER_ENDPOINT": provider.userinfo,
            "OIDC_OP_JWKS_ENDPOINT": provider.jwks,
            "OIDC_RP_CLIENT_ID": settings.SIGN_ON.client_id,
            "OIDC_RP_CLIENT_SECRET": settings.SIGN_ON.client_secret,
            "OIDC_RP_SIGN_ALGO": ALGORITHMS[0],
            "OIDC_TIMEOUT": TIMEOUT,
            "OIDC_TOKEN_USE_BASIC_AUTH": not provider.posts_secret,
        }
        super().__init__()

    def get_settings(self, attr: str, *args: Any) -> Any:
        return self.values[attr] if attr in self.values else args[0]

    @staticmethod
    def code_challenge(verifier: str) -> str:
        return str(generate_code_challenge(verifier, "S256"))

    def exchange_code(
        self, code: str, *, verifier: str, nonce: str, redirect_uri: str, at: datetime
    ) -> Tokens:
        """Return the tokens for the code of a sign-in."""
        answer = self._ask_for_tokens(
            grant_type="authorization_code", code=code, redirect_uri=redirect_uri, code_verifier=verifier
        )
        id_token = str(answer.get("id_token") or "")
        claims = self.read_id_token(id_token, at=at)
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise ProviderRefused("the ID token belongs to another sign-in (nonce)")
        return self._with_userinfo(answer, id_token, claims)

    def refresh(self, refresh_token: str, *, id_token: str, subject: str, at: datetime) -> Tokens:
        """Return new tokens of a session; raises SessionEnded if the provider ended it."""
        answer = self._ask_for_tokens(grant_type="refresh_token", refresh_token=refresh_token)
        renewed = str(answer.get("id_token") or "")
        claims = self.read_id_token(renewed, at=at) if renewed else {"sub": subject}
        if claims["sub"] != subject:
            raise SessionEnded("the provider answered for another subject")
        tokens = self._with_userinfo({"refresh_token": refresh_token, **answer}, renewed or id_token, claims)
        return replace(tokens, is_complete=bool(renewed))

    def read_userinfo(self, access_token: str, subject: str) -> dict[str, Any]:
        """Return the claims of the userinfo address.

        Raises SessionEnded if the access token is no longer accepted.
        """
        require_provider_near()
        try:
            found = self.get_userinfo(access_token, "", {})
        except requests.HTTPError as refusal:
            raise self._judge(refusal) from refusal
        except jwt.PyJWTError as mistake:
            raise ProviderRefused(f"the signed answer of the userinfo address: {mistake}") from mistake
        except requests.JSONDecodeError as mistake:
            raise ProviderRefused("the userinfo address sent no JSON") from mistake
        except requests.RequestException as trouble:
            raise note_away(trouble) from trouble
        if not isinstance(found, dict) or found.get("sub") != subject:
            raise ProviderRefused("the userinfo address answered for another subject")
        return found

    def read_id_token(self, token: str, *, at: datetime) -> dict[str, Any]:
        """Return the claims of a token that was made just now; raises ProviderRefused."""
        try:
            algorithm = jwt.get_unverified_header(token).get("alg")
            if algorithm not in ALGORITHMS:
                raise ProviderRefused(f"the ID token is signed by {algorithm}, which is not accepted")
            claims: dict[str, Any] = jwt.decode(
                token,
                self._signing_key(token),
                algorithms=[algorithm],
                audience=self.OIDC_RP_CLIENT_ID,
                issuer=self.provider.issuer,
                options={
                    "require": ["iss", "sub", "aud", "exp", "iat"],
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                },
            )
        except jwt.PyJWTError as mistake:
            raise ProviderRefused(f"the ID token is not accepted: {mistake}") from mistake
        self._check_parties(claims)
        _check_times(claims, at.timestamp())
        return claims

    def verify_token(self, token: str, **_kwargs: Any) -> dict[str, Any]:
        """Return the claims of a signed answer of the userinfo address."""
        return jwt.decode(
            token,
            self._signing_key(token),
            algorithms=list(ALGORITHMS),
            audience=self.OIDC_RP_CLIENT_ID,
            issuer=self.provider.issuer,
        )

    def _check_parties(self, claims: dict[str, Any]) -> None:
        audience, client = claims["aud"], self.OIDC_RP_CLIENT_ID
        needs_party = isinstance(audience, list) and len(audience) > 1
        if (needs_party or "azp" in claims) and claims.get("azp") != client:
            raise ProviderRefused("the ID token was made for another client (azp)")

    def _signing_key(self, token: str) -> jwt.PyJWK:
        """Return the key that signed a token.

        It is fetched each time, since the provider may rotate its keys at any time.
        """
        try:
            key: jwt.PyJWK = self.retrieve_matching_jwk(token)
        except requests.JSONDecodeError as mistake:
            raise ProviderRefused("the provider's signing keys cannot be read") from mistake
        except requests.RequestException as trouble:
            raise note_away(trouble) from trouble
        except (SuspiciousOperation, KeyError, TypeError) as mistake:
            raise ProviderRefused(
                "the ID token is signed by a key that the provider does not publish"
            ) from mistake
        return key

    def _ask_for_tokens(self, **form: str) -> dict[str, Any]:
        require_provider_near()
        identity = {"client_id": self.OIDC_RP_CLIENT_ID, "client_secret": self.OIDC_RP_CLIENT_SECRET}
        try:
            answer = self.get_token({**identity, **form})
        except requests.HTTPError as refusal:
            raise self._judge(refusal) from refusal
        except requests.JSONDecodeError as mistake:
            raise ProviderRefused("the token address sent no JSON") from mistake
        except requests.RequestException as trouble:
            raise note_away(trouble) from trouble
        if not isinstance(answer, dict) or not isinstance(answer.get("access_token"), str):
            raise ProviderRefused("the token address sent no access token")
        return answer

    def _judge(self, refusal: requests.HTTPError) -> Exception:
        """Return the error for a refused request.

        The body may hold tokens and is never logged whole.
        """
        response = refusal.response
        status = response.status_code if response is not None else 500
        if status >= 500 or status == 429:
            return note_away(f"{self.provider.issuer} answers {status}")
        try:
            body = response.json() if response is not None else {}
        except requests.JSONDecodeError:
            body = {}
        error = str(body.get("error", "") if isinstance(body, dict) else "")[:60]
        if error in {"invalid_client", "unauthorized_client"}:
            return ProviderRefused(
                f"the provider refuses the client: check OIDC_CLIENT_ID and _SECRET ({error})"
            )
        return SessionEnded(f"the provider refuses ({status} {error})")

    def _with_userinfo(self, answer: dict[str, Any], id_token: str, claims: dict[str, Any]) -> Tokens:
        access = answer["access_token"]
        more = self.read_userinfo(access, claims["sub"]) if self.provider.userinfo else {}
        return Tokens(access, str(answer.get("refresh_token") or ""), id_token, {**claims, **more})


def provider_client() -> ProviderClient:
    return ProviderClient(discover())


def _check_times(claims: dict[str, Any], now: float) -> None:
    try:
        made, ends = float(claims["iat"]), float(claims["exp"])
    except (TypeError, ValueError) as mistake:
        raise ProviderRefused("the ID token has no times") from mistake
    if abs(made - now) > MAX_CLOCK_DIFFERENCE:
        raise ClocksDiffer(made - now)
    if ends < now - LEEWAY:
        raise ProviderRefused("the ID token has expired")
