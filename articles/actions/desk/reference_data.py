"""Sections, topics, agencies and their contract defaults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.audit import audit
from articles.actions.desk.agencies import add_spelling
from articles.actions.desk.picture_terms import TermsDraft, set_picture_terms
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.actions.publication.log import time_after_log
from articles.models import Agency, Edition, FormerSlug, Grant, Section, StaffInitials, Topic
from articles.models.audit import AuditVerb
from articles.rights.grants import RightsChannel
from articles.url_paths import RESERVED

FIELDS: dict[type[models.Model], frozenset[str]] = {
    Section: frozenset({"name", "name_en", "slug", "description", "description_en", "parent_id", "position"}),
    Topic: frozenset({"name", "name_en", "slug", "description", "description_en", "parent_id", "retired"}),
    Agency: frozenset({"code", "name", "kind", "homepage", "description", "headline_to_partners"}),
    StaffInitials: frozenset(
        {
            "initials",
            "name",
            "user_id",
            "active",
            "slug",
            "position",
            "position_en",
            "beat",
            "beat_en",
            "about",
            "about_en",
            "portrait_id",
        }
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantDraft:
    channel: str
    allow: bool = True
    since: datetime | None = None
    until: datetime | None = None
    take_off: bool = False
    remark: str = ""


@transaction.atomic
def save_entry[M: (Section, Topic, Agency, StaffInitials)](
    model: type[M], facts: Mapping[str, Any], *, by: Actor, at: datetime, pk: int | None = None
) -> M:
    """Add (`pk` None) or change one entry that its form has validated."""
    require_permission(by, f"{'add' if pk is None else 'change'}_{model._meta.model_name}")
    if unknown := set(facts) - FIELDS[model]:
        raise ValueError(f"{model.__name__} has no {sorted(unknown)} to change.")
    if model is Section and facts.get("slug") in RESERVED:
        raise ActionRefused(
            _("“%(slug)s” is reserved for the site itself.") % {"slug": facts["slug"]}, "slug"
        )
    entry = model() if pk is None else model._default_manager.select_for_update().get(pk=pk)
    before = _get_slug(entry)
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.full_clean()
    if before and before != _get_slug(entry):
        _refuse_lost_stories(entry, before)
    entry.save()
    _keep_former_slug(entry, before)
    audit(AuditVerb.ADD if pk is None else AuditVerb.SAVE, entry, by=by, at=at)
    return entry


def _get_slug(entry: Section | Topic | Agency | StaffInitials) -> str:
    return entry.code if isinstance(entry, Agency) else entry.slug


def _refuse_lost_stories(entry: Section | Topic | Agency | StaffInitials, slug: str) -> None:
    """Refuse a new slug for a topic or agency that published versions refer to.

    Published versions cannot be rewritten.
    """
    published = Edition.objects.all()
    if isinstance(entry, Topic) and published.on_topic(slug).exists():
        raise ActionRefused(_("Published stories use this slug. It cannot be changed; the name can."), "slug")
    if isinstance(entry, Agency) and published.from_agency(slug).exists():
        raise ActionRefused(_("Published stories use this code. It cannot be changed; the name can."), "code")


FORMER_KINDS: dict[type[models.Model], str] = {
    Section: FormerSlug.Kind.SECTION,
    StaffInitials: FormerSlug.Kind.AUTHOR,
}


def _keep_former_slug(entry: Section | Topic | Agency | StaffInitials, before: str) -> None:
    """Redirect the former address to the entry; a slug in use leads only to its owner."""
    kind = FORMER_KINDS.get(type(entry))
    if kind is None or before == _get_slug(entry):
        return
    FormerSlug.objects.filter(kind=kind, slug=_get_slug(entry)).delete()
    if before:
        FormerSlug.objects.update_or_create(kind=kind, slug=before, defaults={"object_id": entry.pk})


@transaction.atomic
def save_agency(
    facts: Mapping[str, Any],
    *,
    spellings: Sequence[str],
    contract: Sequence[GrantDraft],
    picture_terms: Sequence[TermsDraft],
    by: Actor,
    at: datetime,
    pk: int | None = None,
) -> Agency:
    """Save an agency with its spellings, contract and terms in one transaction."""
    agency = save_entry(Agency, facts, by=by, at=at, pk=pk)
    set_spellings(agency.pk, spellings, by=by, at=at)
    set_contract(agency.pk, contract, by=by, at=at)
    set_picture_terms(agency.pk, picture_terms, by=by, at=at)
    return agency


def ensure_first_section(*, at: datetime) -> Section | None:
    """Add a section if there is none, since nothing can be published without one.

    Return None if there are sections already.
    """
    if Section.objects.exists():
        return None
    facts = {"name": "Nachrichten", "name_en": "News", "slug": "news"}
    return save_entry(Section, facts, by=None, at=at)


@transaction.atomic
def set_spellings(agency_id: int, spellings: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Replace the spellings that are not built in."""
    require_permission(by, "change_agency")
    wanted = {" ".join(s.split()) for s in spellings} - {""}
    Agency.objects.get(pk=agency_id).spellings.exclude(spelling__in=wanted).delete()
    for spelling in sorted(wanted):
        add_spelling(agency_id, spelling, by=by, at=at)


@transaction.atomic
def set_contract(agency_id: int, drafts: Sequence[GrantDraft], *, by: Actor, at: datetime) -> None:
    """Replace the agency's contract defaults; channels without a grant are denied."""
    require_permission(by, "change_agency")
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    for draft in drafts:
        if draft.since and draft.until and draft.until <= draft.since:
            raise ActionRefused(_("A right cannot end before it begins."), "grants")
    agency.grants.all().delete()
    Grant.objects.bulk_create(make_grants(drafts, source=Grant.Source.CONTRACT, agency=agency))
    _limit_visibility(agency, at)
    audit(AuditVerb.SET_CONTRACT, agency, by=by, at=at, grants=len(drafts))
    # The worker notifies partners of every affected story in batches. It covers all log rows written before this
    # transaction commits, whatever their timestamp, since they may have been delivered under the old contract.
    agency.contract_changed_at = time_after_log(at)
    agency.save(update_fields=["contract_changed_at"])


def make_grants(drafts: Sequence[GrantDraft], *, source: str, **about: Any) -> list[Grant]:
    """Return unsaved grants of one `agency`, `photo` or `article`."""
    return [
        Grant(
            channel=d.channel,
            allow=d.allow,
            since=d.since,
            until=d.until,
            take_off=d.take_off,
            remark=d.remark,
            source=source,
            **about,
        )
        for d in drafts
    ]


def _limit_visibility(agency: Agency, at: datetime) -> None:
    """Set until when live editions with this agency's text are visible on the site."""
    live = Edition.objects.filter(live=True, own_rewriting=False).from_agency(agency.code)
    for codes in live.order_by().values_list("agency_codes", flat=True).distinct():
        decision = visibility.text_decision(codes, RightsChannel.SITE, at)
        until = decision.until if decision.allowed else at
        live.filter(agency_codes=codes).exclude(visible_until=until).update(visible_until=until)
