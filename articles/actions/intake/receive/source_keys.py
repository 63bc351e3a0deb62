"""Keys by which agencies deliver over HTTP, shown once; only their hash is stored."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import WireSource
from articles.models.audit import AuditVerb
from newsroom.encryption import encrypt

KEY_PATTERN = re.compile(r"nw_([0-9a-f]{8})_([A-Za-z0-9_-]{20,64})")
OVERLAP = timedelta(days=7)
"""Time in which the former key is accepted after a rotation, unless another end is chosen."""
PERMISSION = "change_wiresource"
KEY_FIELDS = ["key_public", "key_sha256", "former_key_public", "former_key_sha256", "former_key_until"]


@transaction.atomic
def issue_source_key(source_id: int, *, by: Actor, at: datetime) -> str:
    """Issue the first key of a source and return its text, which is shown once."""
    source = _lock_push_source(source_id, by)
    if source.key_sha256:
        raise ActionRefused(_("This source has a key already. Rotate it to get a new one."))
    return _set_key(source, AuditVerb.ISSUE_WIRE_KEY, by=by, at=at)


@transaction.atomic
def rotate_source_key(source_id: int, *, by: Actor, at: datetime, ends_at: datetime | None = None) -> str:
    """Issue a new key and return its text; the former one is accepted until `ends_at`."""
    source = _lock_push_source(source_id, by)
    ends_at = at + OVERLAP if ends_at is None else ends_at
    if not source.key_sha256:
        raise ActionRefused(_("This source has no key yet. Issue one first."))
    if ends_at < at:
        raise ActionRefused(_("The old key cannot end in the past."), "ends_at")
    source.former_key_public, source.former_key_sha256 = source.key_public, source.key_sha256
    source.former_key_until = ends_at
    return _set_key(source, AuditVerb.ROTATE_WIRE_KEY, by=by, at=at)


@transaction.atomic
def revoke_source_keys(source_id: int, *, by: Actor, at: datetime) -> None:
    """Revoke the key and the former key; the next delivery is refused."""
    source = _lock_push_source(source_id, by)
    public = source.key_public
    source.key_public = source.key_sha256 = source.former_key_public = source.former_key_sha256 = ""
    source.former_key_until = None
    source.save(update_fields=KEY_FIELDS)
    audit(AuditVerb.REVOKE_WIRE_KEY, source, by=by, at=at, public=public)


@transaction.atomic
def issue_signing_secret(source_id: int, *, by: Actor, at: datetime) -> str:
    """Issue a secret and return it; from now on every delivery must be signed with it."""
    source = _lock_push_source(source_id, by)
    secret = secrets.token_urlsafe(32)
    source.encrypted_signing_secret = encrypt(secret)
    source.save(update_fields=["encrypted_signing_secret"])
    audit(AuditVerb.SET_WIRE_SECRET, source, by=by, at=at)
    return secret


@transaction.atomic
def remove_signing_secret(source_id: int, *, by: Actor, at: datetime) -> None:
    """Accept deliveries without a signature again."""
    source = _lock_push_source(source_id, by)
    source.encrypted_signing_secret = ""
    source.save(update_fields=["encrypted_signing_secret"])
    audit(AuditVerb.REMOVE_WIRE_SECRET, source, by=by, at=at)


def is_key_of(source: WireSource, text: str, at: datetime) -> bool:
    """Return whether the text is the present or the former key, in constant time."""
    found = KEY_PATTERN.fullmatch(text)
    given = (found[1], hash_secret(found[2])) if found else ("", hash_secret(text))
    former_is_valid = source.former_key_until is not None and source.former_key_until > at
    known = [(source.key_public, source.key_sha256)]
    known += [(source.former_key_public, source.former_key_sha256)] if former_is_valid else []
    matches = [hmac.compare_digest(given[1], sha256) and given[0] == public for public, sha256 in known]
    return found is not None and any(matches)


def hash_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _set_key(source: WireSource, verb: AuditVerb, *, by: Actor, at: datetime) -> str:
    public, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    source.key_public, source.key_sha256 = public, hash_secret(secret)
    source.save(update_fields=KEY_FIELDS)
    audit(verb, source, by=by, at=at, public=public)
    return f"nw_{public}_{secret}"


def _lock_push_source(source_id: int, by: Actor) -> WireSource:
    require_permission(by, PERMISSION)
    source = WireSource.objects.select_for_update(of=("self",)).get(pk=source_id)
    if source.transport != WireSource.Transport.PUSH:
        raise ActionRefused(_("Only a source of the transport “HTTP push” has a key."))
    return source
