"""Partners, contracts and keys. A key is shown once; only its hash is stored."""

import hashlib
import ipaddress
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import Partner, PartnerKey
from articles.models.audit import AuditVerb
from articles.models.partner import Scope

EDITABLE = frozenset(
    {"name", "contact", "contact_person", "phone", "languages", "contract_from", "contract_until", "active"}
)
MAX_LIVE_KEYS = 2
"""Valid keys of a partner; two, so that an old and a new key overlap."""


@transaction.atomic
def add_partner(
    facts: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    section_ids: Sequence[int] = (),
    agency_ids: Sequence[int] = (),
) -> Partner:
    require_permission(by, "add_partner")
    partner = Partner(created_at=at, contract_from=at)
    return _save(partner, facts, section_ids, agency_ids, by=by, at=at, verb=AuditVerb.ADD_PARTNER)


@transaction.atomic
def save_partner(
    partner_id: int,
    facts: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    section_ids: Sequence[int] = (),
    agency_ids: Sequence[int] = (),
) -> Partner:
    """Change a contract and count up its revision, which resets older cursors."""
    require_permission(by, "change_partner")
    partner = Partner.objects.select_for_update(no_key=True).get(pk=partner_id)
    partner.contract_revision += 1
    return _save(partner, facts, section_ids, agency_ids, by=by, at=at, verb=AuditVerb.SAVE_PARTNER)


def _save(
    partner: Partner,
    facts: Mapping[str, Any],
    section_ids: Sequence[int],
    agency_ids: Sequence[int],
    *,
    by: Actor,
    at: datetime,
    verb: AuditVerb,
) -> Partner:
    if unknown := set(facts) - EDITABLE:
        raise ValueError(f"A partner has no {sorted(unknown)} to change.")
    for name, value in facts.items():
        setattr(partner, name, value)
    if not partner.name.strip():
        raise ActionRefused(_("Enter the partner's name."), "name")
    if partner.contract_until is not None and partner.contract_until <= partner.contract_from:
        raise ActionRefused(_("The contract ends before it begins."), "contract_until")
    partner.save()
    partner.sections.set(section_ids)
    partner.agencies.set(agency_ids)
    audit(verb, partner, by=by, at=at)
    return partner


@transaction.atomic
def issue_key(
    partner_id: int,
    *,
    by: Actor,
    at: datetime,
    label: str = "",
    scopes: Sequence[str] = (Scope.TEXT, Scope.PICTURES),
    expires_at: datetime | None = None,
    networks: Sequence[str] = (),
    known: tuple[str, str] | None = None,
    environment: str = "live",
) -> tuple[PartnerKey, str]:
    """Issue a key and return its record and its text.

    The text `nd_<environment>_<public>_<secret>` cannot be shown again. `networks` (`192.0.2.7`, `2001:db8::/32`)
    restrict its use; empty means no restriction. `known` is (public part, secret) of a published demo key; without it
    both are random.
    """
    require_permission(by, "add_partnerkey")
    if unknown := set(scopes) - set(Scope.values):
        raise ActionRefused(_("Unknown scope: %(names)s.") % {"names": ", ".join(sorted(unknown))}, "scopes")
    partner = Partner.objects.select_for_update(no_key=True).get(pk=partner_id)
    if len(live_keys(partner, at)) >= MAX_LIVE_KEYS:
        raise ActionRefused(_("The partner already has two valid keys; revoke one first."))
    public, secret = known or (secrets.token_hex(4), secrets.token_urlsafe(32))
    key = PartnerKey.objects.create(
        partner=partner,
        label=label.strip(),
        public=public,
        secret_sha256=hashlib.sha256(secret.encode()).hexdigest(),
        scopes=list(scopes),
        networks=[str(_parse_network(text)) for text in networks],
        created_at=at,
        created_by=by,
        expires_at=expires_at,
    )
    audit(AuditVerb.ISSUE_KEY, partner, by=by, at=at, public=key.public)
    return key, f"nd_{environment}_{key.public}_{secret}"


def _parse_network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text.strip())
    except ValueError:
        raise ActionRefused(
            _("“%(text)s” is not a network. Enter 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.")
            % {"text": text.strip()},
            "networks",
        ) from None


def live_keys(partner: Partner, at: datetime) -> list[PartnerKey]:
    """Return the keys that are neither revoked nor expired."""
    return [
        key
        for key in partner.keys.all()
        if key.revoked_at is None and (key.expires_at is None or key.expires_at > at)
    ]


@transaction.atomic
def rotate_key(
    key_id: int, *, ends_at: datetime, by: Actor, at: datetime, environment: str = "live"
) -> tuple[PartnerKey, str]:
    """Issue a key with the scopes of an old one, which expires at `ends_at`."""
    require_permission(by, "change_partnerkey")
    old = _lock_key(key_id)
    if ends_at <= at:
        raise ActionRefused(
            _("The old key must stay valid for a while: choose a time in the future."), "ends_at"
        )
    if old.revoked_at is not None or (old.expires_at is not None and old.expires_at <= at):
        raise ActionRefused(_("This key is no longer valid; issue a new one."))
    fresh = issue_key(
        old.partner_id, by=by, at=at, label=old.label, scopes=old.scopes, networks=old.networks,
        environment=environment,
    )  # fmt: skip
    old.expires_at = min(ends_at, old.expires_at or ends_at)
    old.save(update_fields=["expires_at"])
    audit(AuditVerb.ROTATE_KEY, old.partner, by=by, at=at, public=old.public, ends_at=old.expires_at)
    return fresh


@transaction.atomic
def restrict_key(key_id: int, networks: Sequence[str], *, by: Actor, at: datetime) -> PartnerKey:
    """Restrict a key to networks; an empty list removes the restriction."""
    require_permission(by, "change_partnerkey")
    key = _lock_key(key_id)
    key.networks = [str(_parse_network(text)) for text in networks]
    key.save(update_fields=["networks"])
    audit(AuditVerb.LIMIT_KEY, key.partner, by=by, at=at, public=key.public, networks=key.networks)
    return key


@transaction.atomic
def revoke_key(key_id: int, *, by: Actor, at: datetime, confirmed: str = "") -> PartnerKey:
    """Revoke a key; the last valid one needs `confirmed`, see revocation_confirmation."""
    require_permission(by, "change_partnerkey")
    key = _lock_key(key_id)
    if key.revoked_at is not None:
        return key
    wanted = revocation_confirmation(key, at) if by is not None else ""
    if wanted and " ".join(confirmed.split()).casefold() != wanted.casefold():
        raise ActionRefused(
            _("This is the partner's last valid key. Type “%(name)s” to confirm.") % {"name": wanted},
            "confirmed",
        )
    key.revoked_at = at
    key.save(update_fields=["revoked_at"])
    audit(AuditVerb.REVOKE_KEY, key.partner, by=by, at=at, public=key.public)
    return key


@transaction.atomic
def mark_key_exposed(key_id: int, *, at: datetime) -> None:
    """Mark a key that was sent in a URL, which logs store; the desk is warned."""
    key = _lock_key(key_id)
    if key.exposed_at is None:
        key.exposed_at = at
        key.save(update_fields=["exposed_at"])
        audit(AuditVerb.KEY_IN_URL, key.partner, by=None, at=at, public=key.public)


def revocation_confirmation(key: PartnerKey, at: datetime) -> str:
    """Return the text that confirms revoking the last valid key.

    It is the partner's contact person or name; empty if another valid key is left.
    """
    live = {one.pk for one in live_keys(key.partner, at)}
    return (key.partner.contact_person.strip() or key.partner.name) if live == {key.pk} else ""


def _lock_key(key_id: int) -> PartnerKey:
    return (
        PartnerKey.objects.select_for_update(of=("self",), no_key=True)
        .select_related("partner")
        .get(pk=key_id)
    )
