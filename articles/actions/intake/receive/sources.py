"""Wire sources: how agencies deliver, added and changed by the operator."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.source_checks import check_source, clean_code
from articles.actions.intake.receive.source_credentials import save_credentials
from articles.actions.intake.receive.source_states import update_state
from articles.actions.permissions import Actor, require_permission
from articles.models import Agency, AgencySpelling, WireSource, WireSourceState
from articles.models.audit import AuditVerb
from articles.parsing.lexicon import BUILTIN
from articles.wire.transports.exchange import Credentials

FIELDS = frozenset({
    "code", "name", "agency_id", "transport", "active", "language", "zone", "section_id", "rendition_hosts",
    "retention_days", "silence_alarm", "silence_minutes", "quiet_from", "quiet_until", "protocol", "url",
    "interval_seconds", "allowed_senders", "mail_server_name",
})  # fmt: skip
_OF_CONNECTION = ("transport", "active", "protocol", "url", "interval_seconds")
"""Settings after a change of which the source is asked again at once."""


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
