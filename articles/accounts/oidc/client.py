"""Tokens and claims of the provider, by Authlib.

Only a desk with a provider imports this module, when somebody signs in or a session is checked.
"""

import time
from dataclasses import dataclass
from typing import Any

import requests
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import KeySet

from articles.accounts.oidc.discovery import TIMEOUT, discover, is_busy, provider_errors
from articles.accounts.oidc.errors import ClocksDiffer, ProviderRefused

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures by a private key of the provider; never the shared secret, never none."""
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


class FreshIDToken(CodeIDToken):
    """Claims of an ID token that was made just now."""

    def validate(self, now: int | None = None, leeway: int = 0) -> None:
        made = self.get("iat")
        if isinstance(made, int | float) and abs(difference := made - time.time()) > MAX_CLOCK_DIFFERENCE:
            raise ClocksDiffer(difference)
        super().validate(now, leeway)

    def validate_amr(self) -> None:
        """Accept one word, as some providers send; only a list may name a second factor."""

    def validate_auth_time(self) -> None:
        """Accept any form: the desk asks for no time of its own."""


class ProviderClient:
    """The desk as client of its provider."""

    def __init__(self, provider: dict[str, Any]) -> None:
        self.provider = provider
        methods = provider.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        method = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
        self.app = DjangoOAuth2App(
            DjangoIntegration("desk"),
            client_id=settings.SIGN_ON.client_id,
            client_secret=settings.SIGN_ON.client_secret,
            client_kwargs={
                "scope": settings.SIGN_ON.scopes,
                "code_challenge_method": "S256",
                "token_endpoint_auth_method": method,
                "default_timeout": TIMEOUT,
                "hooks": {"response": [_raise_if_busy]},
            },
            **provider,
            id_token_signing_alg_values_supported=ALGORITHMS,
        )

    def exchange_code(self, code: str, *, verifier: str, nonce: str, redirect_uri: str) -> Tokens:
        """Return the tokens for the code of a sign-in."""
        with provider_errors():
            answer = self.app.fetch_access_token(
                redirect_uri, grant_type="authorization_code", code=code, code_verifier=verifier
            )
            claims = self.read_id_token(answer, nonce)
            return self._with_userinfo(answer, claims)

    def refresh(self, refresh_token: str, *, id_token: str, subject: str) -> Tokens:
        """Return the renewed tokens of a session; what the provider left out stays."""
        with provider_errors():
            # Without a scope of its own the request keeps the scopes that were granted.
            answer = self.app.fetch_access_token(
                grant_type="refresh_token", refresh_token=refresh_token, scope=""
            )
            is_complete = bool(answer.get("id_token"))
            claims = self.read_id_token(answer) if is_complete else {"sub": subject}
            if claims["sub"] != subject:
                raise ProviderRefused("the provider answered for another subject")
            former = {"refresh_token": refresh_token, "id_token": id_token}
            return self._with_userinfo({**former, **answer}, claims, is_complete=is_complete)

    def read_userinfo(self, access_token: str, subject: str) -> dict[str, Any]:
        """Return the claims of the userinfo address, which has to accept the token."""
        token = {"access_token": access_token, "token_type": "Bearer"}
        with provider_errors():
            response = self.app.get(self.provider["userinfo_endpoint"], token=token)
            response.raise_for_status()
            is_signed = response.headers.get("Content-Type", "").startswith("application/jwt")
            found = self._read_signed(response.text) if is_signed else dict(response.json())
        if found.get("sub") != subject:
            raise ProviderRefused("the userinfo address answered for another subject")
        return found

    def read_id_token(self, answer: dict[str, Any], nonce: str | None = None) -> dict[str, Any]:
        """Return the claims of a token that was made just now; raises ProviderRefused.

        Keys are fetched each time, since the provider may rotate them at any time.
        """
        with provider_errors():
            claims = self.app.parse_id_token(
                answer,
                nonce,
                claims_options=self._expected_parties(),
                claims_cls=FreshIDToken,
                leeway=MAX_CLOCK_DIFFERENCE,
            )
        if claims is None:
            raise ProviderRefused("the token address sent no ID token")
        return dict(claims)

    def _expected_parties(self) -> dict[str, Any]:
        return {
            "iss": {"essential": True, "value": self.provider["issuer"]},
            "aud": {"essential": True, "value": settings.SIGN_ON.client_id},
        }

    def _read_signed(self, text: str) -> dict[str, Any]:
        keys = KeySet.import_key_set(self.app.fetch_jwk_set())
        claims = jwt.decode(text, keys, algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(leeway=MAX_CLOCK_DIFFERENCE, **self._expected_parties()).validate(claims)
        return claims

    def _with_userinfo(
        self, answer: dict[str, Any], claims: dict[str, Any], *, is_complete: bool = True
    ) -> Tokens:
        access, refresh = answer["access_token"], str(answer.get("refresh_token") or "")
        more = self.read_userinfo(access, claims["sub"]) if "userinfo_endpoint" in self.provider else {}
        return Tokens(access, refresh, answer["id_token"], {**claims, **more}, is_complete)


def provider_client() -> ProviderClient:
    return ProviderClient(discover())


def _raise_if_busy(response: requests.Response, **_request: Any) -> None:
    """Raise HTTPError before the body of a busy provider is read as its decision."""
    if is_busy(response):
        response.raise_for_status()
