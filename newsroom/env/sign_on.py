"""Sign-in of editors: passwords, and an OpenID provider with its roles."""

import importlib.util
import math
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from environs import Env

from newsroom.env.errors import InvalidEnvironment

ROLES = ("reporter", "editor", "chief", "picture desk", "admin")
"""Names of the roles of `articles.roles`."""
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
ROLES_FORM = "write CLAIM: VALUE=ROLE; VALUE=ROLE, as groups: desk-editors=editor; desk-chiefs=chief"


@dataclass(frozen=True, slots=True)
class RoleClaim:
    """The claim that names groups, and the role of each."""

    path: tuple[str, ...]
    """Names of nested claims, as `realm_access.roles` has two."""
    roles: dict[str, str]
    """Value of the claim → name of the role."""


@dataclass(frozen=True, slots=True)
class SignOnSettings:
    """Settings of sign-in; without an issuer there is no provider."""

    passwords: bool = True
    issuer: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    scopes: str = "openid email profile"
    role_claim: RoleClaim | None = None
    creates_accounts: bool = False
    links_by_email: bool = False
    check_seconds: int = 60
    button: str = ""


def read_sign_on(env: Env) -> SignOnSettings:
    issuer = _check_issuer(env.str("OIDC_ISSUER", default=""))
    found = SignOnSettings(
        passwords=env.bool("PASSWORDS", default=True),
        issuer=issuer,
        client_id=env.str("OIDC_CLIENT_ID", default=""),
        client_secret=env.str("OIDC_CLIENT_SECRET", default=""),
        scopes=_check_scopes(env.str("OIDC_SCOPES", default="openid email profile")),
        role_claim=parse_role_claim(env.str("OIDC_ROLES", default="")),
        creates_accounts=env.bool("OIDC_CREATE", default=False),
        links_by_email=env.bool("OIDC_LINK_EMAIL", default=False),
        check_seconds=_check_seconds(env.float("OIDC_CHECK_SECONDS", default=60)),
        button=env.str("OIDC_BUTTON", default="").strip()[:60],
    )
    if issuer:
        _check_complete(found)
    return found


def parse_role_claim(text: str) -> RoleClaim | None:
    """Return the roles of a claim's values, None for an empty setting."""
    if not text.strip():
        return None
    name, colon, rows = text.partition(": " if ": " in text else ":")
    path = tuple(part.strip() for part in name.split("."))
    pairs = [row.rpartition("=") for row in rows.split(";") if row.strip()]
    if not colon or not all(path) or not pairs or not all(value.strip() for value, _sign, _role in pairs):
        raise InvalidEnvironment(f"OIDC_ROLES is {text!r}; {ROLES_FORM}.")
    roles = {value.strip(): role.strip().lower() for value, _sign, role in pairs}
    if unknown := sorted(set(roles.values()) - set(ROLES)):
        raise InvalidEnvironment(f"OIDC_ROLES names the role {unknown[0]!r}; there are {', '.join(ROLES)}.")
    return RoleClaim(path, roles)


def _check_issuer(url: str) -> str:
    if not url:
        return ""
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL_HOSTS)
    if not is_safe or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise InvalidEnvironment(
            f"OIDC_ISSUER is {url!r}; write the issuer of the provider, as https://login.example.org/realms/desk."
        )
    return url


def _check_scopes(scopes: str) -> str:
    if "openid" not in scopes.split() or not re.fullmatch(r"[\x21-\x7e ]+", scopes):
        raise InvalidEnvironment(f"OIDC_SCOPES is {scopes!r}; it needs openid, as in openid email profile.")
    return scopes


def _check_seconds(seconds: float) -> int:
    if not math.isfinite(seconds) or not 10 <= seconds <= 86_400:
        raise InvalidEnvironment(f"OIDC_CHECK_SECONDS is {seconds}; write a number from 10 to 86400.")
    return int(seconds)


def _check_complete(found: SignOnSettings) -> None:
    for name, value in (
        ("OIDC_CLIENT_ID", found.client_id),
        ("OIDC_CLIENT_SECRET", found.client_secret),
    ):
        if not value:
            raise InvalidEnvironment(
                f"{name} is empty; OIDC_ISSUER needs the client that the provider knows."
            )
    if importlib.util.find_spec("authlib") is None:
        raise InvalidEnvironment(
            "OIDC_ISSUER needs packages that are not installed; run uv sync --extra oidc."
        )
