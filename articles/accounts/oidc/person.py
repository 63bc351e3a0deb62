"""The person and the role that a provider's claims name."""

from collections.abc import Iterable
from typing import Any

from articles.actions.accounts.provider import ProviderPerson
from articles.roles import ROLES_BY_RANK
from newsroom.env.sign_on import SignOnSettings

MULTIPLE_FACTORS = "mfa"
"""Value of the claim `amr` by RFC 8176."""


def read_person(
    claims: dict[str, Any], settings: SignOnSettings, *, is_complete: bool = True
) -> ProviderPerson:
    """Return the person that claims describe.

    Incomplete claims that name no groups leave the role as it is.
    """
    knows_role = settings.role_claim and (is_complete or read_values(claims, settings.role_claim.path))
    given = " ".join(str(claims.get(part) or "") for part in ("given_name", "family_name")).strip()
    return ProviderPerson(
        issuer=settings.issuer,
        subject=str(claims["sub"]),
        name=" ".join(str(claims.get("name") or given or claims.get("preferred_username") or "").split()),
        username=str(claims.get("preferred_username") or ""),
        email=str(claims.get("email") or ""),
        is_email_verified=claims.get("email_verified") is True,
        role=find_role(claims, settings) if knows_role else None,
    )


def find_role(claims: dict[str, Any], settings: SignOnSettings) -> str:
    """Return the highest role that the claim's values have, or an empty string."""
    if settings.role_claim is None:
        return ""
    roles = {
        settings.role_claim.roles.get(value, "") for value in read_values(claims, settings.role_claim.path)
    }
    return next((role for role in ROLES_BY_RANK if role in roles), "")


def read_values(claims: dict[str, Any], path: Iterable[str]) -> list[str]:
    """Return the values of a claim, which may be nested, and be one text or a list."""
    found: Any = claims.get(".".join(path))
    if found is None:
        found = claims
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
    values = found if isinstance(found, list) else [found]
    return [value for value in values if isinstance(value, str)]


def has_multiple_factors(claims: dict[str, Any]) -> bool:
    methods = claims.get("amr")
    return isinstance(methods, list) and MULTIPLE_FACTORS in methods
