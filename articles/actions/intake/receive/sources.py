"""Sources of copy: their settings, credentials and keys, each change audited."""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.receive_file import update_state
from articles.actions.intake.receive.source_checks import check_source, clean_code
from articles.actions.permissions import Actor, require_permission
from articles.models import Agency, AgencySpelling, WireSource, WireSourceState
from articles.models.audit import AuditVerb
from articles.parsing.lexicon import BUILTIN
from articles.wire.transports.exchange import Credentials
from newsroom.encryption import CannotDecrypt, decrypt, encrypt

FIELDS = frozenset({
    "code", "name", "agency_id", "transport", "active", "language", "zone", "section_id", "rendition_hosts",
    "withholds_killed", "retention_days", "silence_alarm", "silence_minutes", "quiet_from", "quiet_until", "protocol",
    "url", "interval_seconds", "allowed_senders", "mail_server_name",
})  # fmt: skip
_OF_CONNECTION = ("transport", "active", "protocol", "url", "interval_seconds")
"""Settings after a change of which the source is asked again at once."""
KEY_PATTERN = re.compile(r"nw_([0-9a-f]{8})_([A-Za-z0-9_-]{20,64})")
OVERLAP = timedelta(days=7)
"""Time in which the former key is accepted after a rotation, unless another end is chosen."""
PERMISSION = "change_wiresource"
KEY_FIELDS = ["key_public", "key_sha256", "former_key_public", "former_key_sha256", "former_key_until"]


@transaction.atomic
def save_credentials(
    source_id: int, *, user: str = "", password: str = "", token: str = "", by: Actor, at: datetime
) -> WireSource:
    """Replace the credentials of a source; all empty, they are removed.

    The audit list names the source and the kinds of credentials, never their values.
    """
    require_permission(by, "change_wiresource")
    given = Credentials(user=user.strip(), password=password, token=token.strip())
    _refuse_unusable(given)
    source = WireSource.objects.select_for_update(of=("self",)).get(pk=source_id)
    values = asdict(given)
    source.encrypted_credentials = encrypt(json.dumps(values)) if any(values.values()) else ""
    source.save(update_fields=["encrypted_credentials"])
    kinds = [name for name, value in values.items() if value]
    audit(AuditVerb.SAVE_WIRE_SOURCE, source, by=by, at=at, credentials=kinds)
    return source


def read_credentials(source: WireSource) -> Credentials:
    """Return the credentials; raise CannotDecrypt after a change of SECRET_KEY."""
    if not source.encrypted_credentials:
        return Credentials()
    try:
        values = json.loads(decrypt(source.encrypted_credentials))
        return Credentials(**{name: str(values.get(name) or "") for name in ("user", "password", "token")})
    except (ValueError, AttributeError) as damaged:
        raise CannotDecrypt("The stored credentials are damaged.") from damaged


def _refuse_unusable(given: Credentials) -> None:
    """Refuse values that no request can carry."""
    if given.password and not given.user:
        raise ActionRefused(_("Enter the user name that belongs to the password."), "user")
    if ":" in given.user or not given.user.isprintable():
        raise ActionRefused(_("The user name holds a colon or a control character."), "user")
    if not (given.token.isascii() and given.token.isprintable()):
        raise ActionRefused(_("The token holds letters that cannot be sent."), "token")


@transaction.atomic
def ensure_agency_source(code: str, *, at: datetime) -> WireSource | None:
    """Return the drop folder of an agency, created if missing; None if unknown."""
    agency = Agency.objects.filter(code=code).first()
    if agency is None and BUILTIN.find_agency(code) is not None:
        agency = Agency.objects.create(code=code, name=BUILTIN.agency_name(code))
    if agency is None:
        return None
    ensure_spelling(agency)
    facts = {"name": agency.name, "agency": agency, "transport": WireSource.Transport.FOLDER}
    return ensure_source(code, facts, at=at)[0]


@transaction.atomic
def ensure_source(code: str, facts: Mapping[str, Any], *, at: datetime) -> tuple[WireSource, bool]:
    """Return the source with this code and whether it was added.

    An existing one stays as it is.
    """
    source, created = WireSource.objects.get_or_create(code=code, defaults={**facts, "created_at": at})
    if created:
        source.full_clean()
        WireSourceState.objects.create(source=source)
        audit(AuditVerb.ADD_WIRE_SOURCE, source, by=None, at=at)
    return source, created


def ensure_spelling(agency: Agency) -> None:
    """Let the parsers know the code of an agency that only this desk has."""
    known = BUILTIN.find_agency(agency.code)
    if known is None or known.code != agency.code:
        AgencySpelling.objects.get_or_create(spelling=agency.code, defaults={"agency": agency})


@transaction.atomic
def save_source(
    facts: Mapping[str, Any],
    *,
    credentials: Credentials | None = None,
    by: Actor,
    at: datetime,
    pk: int | None = None,
) -> WireSource:
    """Add (`pk` None) or change a source; raise ActionRefused with the field.

    Stored credentials stay without new ones; empty ones remove them.
    """
    require_permission(by, "add_wiresource" if pk is None else "change_wiresource")
    if unknown := set(facts) - FIELDS:
        raise ValueError(f"A source has no {sorted(unknown)}.")
    source = WireSource(created_at=at) if pk is None else _lock_source(pk)
    before = {name: getattr(source, name) for name in FIELDS}
    for name, value in facts.items():
        setattr(source, name, value)
    if pk is None:
        source.code = clean_code(source.code)
    elif source.code != before["code"]:
        raise ActionRefused(_("The code cannot be changed: folders and addresses have it."), "code")
    check_source(source)
    source.save()
    WireSourceState.objects.get_or_create(source=source)
    if source.agency is not None:
        ensure_spelling(source.agency)
    if any(getattr(source, name) != before[name] for name in _OF_CONNECTION) or credentials is not None:
        _ask_at_once(source)
    if credentials is not None:
        saved = save_credentials(source.pk, **asdict(credentials), by=by, at=at)
        source.encrypted_credentials = saved.encrypted_credentials
    changed = sorted(name for name in FIELDS if getattr(source, name) != before[name])
    verb = AuditVerb.ADD_WIRE_SOURCE if pk is None else AuditVerb.SAVE_WIRE_SOURCE
    audit(verb, source, by=by, at=at, fields=[name.removesuffix("_id") for name in changed])
    return source


@transaction.atomic
def set_source_active(pk: int, *, active: bool, by: Actor, at: datetime) -> WireSource:
    """Pause a source or let it deliver again; its key and its position stay."""
    require_permission(by, "change_wiresource")
    source = _lock_source(pk)
    if source.active == active:
        return source
    source.active = active
    if active:
        check_source(source)
        _ask_at_once(source)
    source.save(update_fields=["active"])
    audit(AuditVerb.SAVE_WIRE_SOURCE, source, by=by, at=at, active=active)
    return source


@transaction.atomic
def set_source_address(source_id: int, url: str, *, active: bool, at: datetime) -> None:
    """Set the address of a polled source and whether it is polled; it is due at once."""
    source = _lock_source(source_id)
    if (source.url, source.active) == (url, active):
        return
    source.url, source.active = url, active
    source.save(update_fields=["url", "active"])
    _ask_at_once(source)
    audit(AuditVerb.SAVE_WIRE_SOURCE, source, by=None, at=at)


def _lock_source(pk: int) -> WireSource:
    return WireSource.objects.select_related("agency").select_for_update(of=("self",)).get(pk=pk)


def _ask_at_once(source: WireSource) -> None:
    """Forget the failures under former settings; the next poll is due now."""
    update_state(source.pk, next_poll_at=None, failures=0, last_error="", last_error_at=None)


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
