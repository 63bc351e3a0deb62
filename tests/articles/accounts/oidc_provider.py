"""A real OpenID provider on this machine, and what a browser does there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from newsroom.env.sign_on import SignOnSettings, parse_role_claim

ROLES = "groups: desk-reporters=reporter; desk-editors=editor; desk-chiefs=chief"


@dataclass
class Provider:
    issuer: str

    def add_person(self, subject: str, *groups: str, **claims: Any) -> None:
        facts = {"name": "Mira Talberg", "preferred_username": subject, "groups": list(groups), **claims}
        requests.put(f"{self.issuer}/users/{subject}", json=facts, timeout=5).raise_for_status()

    def end_person(self, subject: str) -> None:
        requests.post(f"{self.issuer}/users/{subject}/revoke-tokens", timeout=5).raise_for_status()

    def enter(self, address: str, subject: str) -> str:
        """Enter a name on the provider's page; return the address to which it sends the browser back."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=5)
        return answer.headers["Location"]

    def settings(self, **changes: Any) -> SignOnSettings:
        facts = SignOnSettings(
            issuer=self.issuer,
            client_id="desk",
            client_secret="geheim",
            role_claim=parse_role_claim(ROLES),
            creates_accounts=True,
        )
        return replace(facts, **changes)


@contextmanager
def run_provider(**options: Any) -> Iterator[Provider]:
    import oidc_provider_mock

    cache.clear()
    with oidc_provider_mock.run_server_in_thread(**options) as server:
        yield Provider(f"http://localhost:{server.server_port}")
    cache.clear()


def begin(browser: Client, **query: str) -> Any:
    return browser.get(reverse("admin:oidc_start"), query)


def sign_in(browser: Client, provider: Provider, subject: str, **query: str) -> Any:
    """Go to the provider and back; return the desk's answer."""
    back = provider.enter(begin(browser, **query).headers["Location"], subject)
    return browser.get(f"{urlsplit(back).path}?{urlsplit(back).query}")


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
