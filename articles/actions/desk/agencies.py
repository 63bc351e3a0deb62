"""Agencies, their spellings and contract defaults, and staff initials."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import Agency, AgencySpelling, Grant, StaffInitials
from articles.models.audit import AuditVerb
from articles.models.rights import ASSUMED_REMARK
from articles.parsing.lexicon.agencies import AGENCIES
from articles.rights.grants import RightsChannel

BUILT_IN = {agency.code: agency for agency in AGENCIES}
OWN_USE = (RightsChannel.SITE, RightsChannel.ARCHIVE)


def agency_for(code: str) -> Agency:
    """Return the agency's record.

    A built-in agency that is used for the first time is added, with rights for the own site and archive only.
    """
    agency = Agency.objects.filter(code=code).first()
    return agency or _add_built_in(code)


def _add_built_in(code: str) -> Agency:
    built_in = BUILT_IN[code]
    agency, new = Agency.objects.get_or_create(
        code=code, defaults={"name": built_in.name, "kind": built_in.kind}
    )
    if new:
        Grant.objects.bulk_create(
            Grant(agency=agency, channel=channel, remark=ASSUMED_REMARK) for channel in OWN_USE
        )
    return agency


@transaction.atomic
def add_built_in_agencies() -> int:
    """Add missing built-in agencies; return their number. Safe at every start."""
    known = set(Agency.objects.values_list("code", flat=True))
    missing = [code for code in BUILT_IN if code not in known]
    for code in missing:
        _add_built_in(code)
    return len(missing)


@transaction.atomic
def add_agency(name: str, token: str, *, by: Actor, at: datetime) -> Agency:
    """Add an agency found in copy as `token`, without a contract."""
    require_permission(by, "add_agency")
    code, wanted = slugify(token)[:24], " ".join(name.split())
    if not code or not wanted:
        raise ActionRefused(_("Enter the name of the agency."), "name")
    if code in BUILT_IN or Agency.objects.filter(Q(code=code) | Q(name__iexact=wanted)).exists():
        raise ActionRefused(_("An agency with this name or code already exists. Please select it."), "name")
    agency = Agency.objects.create(code=code, name=wanted)
    audit(AuditVerb.ADD, agency, by=by, at=at)
    add_spelling(agency.pk, token, by=by, at=at)
    return agency


@transaction.atomic
def add_spelling(agency_id: int, spelling: str, *, by: Actor, at: datetime) -> AgencySpelling:
    """Add a spelling by which the parsers recognise the agency."""
    require_permission(by, "change_agency")
    wanted = " ".join(spelling.split())
    if not wanted:
        raise ActionRefused(_("Enter the spelling."), "spelling")
    other = AgencySpelling.objects.filter(spelling__iexact=wanted).select_related("agency").first()
    if other is not None and other.agency_id != agency_id:
        raise ActionRefused(
            _("“%(spelling)s” already means %(agency)s.") % {"spelling": wanted, "agency": other.agency},
            "spelling",
        )
    entry = other or AgencySpelling.objects.create(agency_id=agency_id, spelling=wanted)
    audit(AuditVerb.ADD_SPELLING, entry.agency, by=by, at=at, spelling=wanted)
    return entry


@transaction.atomic
def remove_spelling(agency_id: int, spelling: str, *, by: Actor, at: datetime) -> bool:
    """Remove a spelling; return whether the agency had it."""
    require_permission(by, "change_agency")
    entry = AgencySpelling.objects.filter(agency_id=agency_id, spelling__iexact=spelling).first()
    if entry is None:
        return False
    audit(AuditVerb.REMOVE_SPELLING, entry.agency, by=by, at=at, spelling=entry.spelling)
    entry.delete()
    return True


@transaction.atomic
def add_staff_initials(
    initials: str, name: str, *, by: Actor, at: datetime, user_id: int | None = None
) -> StaffInitials:
    """Add initials by which the parsers recognise a member of staff."""
    require_permission(by, "add_staffinitials")
    short = _usable_initials(initials)
    staffer = StaffInitials.objects.create(initials=short, name=name.strip(), user_id=user_id)
    audit(AuditVerb.ADD_STAFF_INITIALS, staffer, by=by, at=at)
    return staffer


@transaction.atomic
def remove_staff_initials(initials: str, name: str, *, by: Actor, at: datetime) -> bool:
    """Remove initials that nothing else refers to; return whether there were any."""
    require_permission(by, "add_staffinitials")
    staffer = (
        StaffInitials.objects.select_for_update(of=("self",)).filter(initials=initials, name=name).first()
    )
    if staffer is None:
        return False
    if staffer.user_id is not None or staffer.slug:
        raise ActionRefused(
            _(
                "The initials “%(initials)s” have an account or an author page by now. Change them under Desk initials."
            )
            % {"initials": initials}
        )
    audit(AuditVerb.REMOVE_STAFF_INITIALS, staffer, by=by, at=at)
    staffer.delete()
    return True


@transaction.atomic
def save_initials(
    staffer_id: int, initials: str, *, user_id: int | None, by: Actor, at: datetime
) -> StaffInitials:
    """Change the initials and the account they belong to."""
    require_permission(by, "change_staffinitials")
    staffer = StaffInitials.objects.select_for_update(of=("self",)).get(pk=staffer_id)
    if initials != staffer.initials:
        staffer.initials = _usable_initials(initials)
    staffer.user_id = user_id
    staffer.save(update_fields=["initials", "user"])
    audit(AuditVerb.SAVE, staffer, by=by, at=at)
    return staffer


def _usable_initials(initials: str) -> str:
    short = initials.strip().lower()
    if not (short.isalpha() and 2 <= len(short) <= 8):
        raise ActionRefused(_("Initials are two to eight letters."), "initials")
    if StaffInitials.objects.filter(initials=short).exists():
        raise ActionRefused(_("The initials “%(initials)s” are taken.") % {"initials": short}, "initials")
    return short
