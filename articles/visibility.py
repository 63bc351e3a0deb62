"""The one door: what is public, embargoed, deliverable. Nothing else reads state, embargo or rights for readers.

| who asks                | sees an edition when                                                              |
|-------------------------|-----------------------------------------------------------------------------------|
| a reader, any outlet    | it is its story's live one and `visible_from <= at < visible_until`               |
| a partner               | as a reader, and the contract covers it; what of it is handed out: `articles.rights` |
| an editor (desk, preview) | always, through the admin only                                                  |

A story is live only while its state is `published`: publishing sets the mark, withholding and killing take it
away in the same transaction as their log row. The clock is checked besides, so that a missed worker hides, never
shows. A picture is shown when it has a file, is not blocked, and a grant allows the channel at that moment.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from articles.rights.decide import Decision, Reason, decide
from articles.rights.grants import Channel, GrantRule, Use

if TYPE_CHECKING:
    from articles.models import Grant, Partner, Photo


def public(at: datetime) -> Q:
    """Editions any reader may see at `at` (aware)."""
    return Q(live=True, visible_from__lte=at) & (Q(visible_until=None) | Q(visible_until__gt=at))


def covered(partner: "Partner", at: datetime) -> Q:
    """Editions within a partner's contract at `at`; nothing once the contract or the partner has ended."""
    if not contract_runs(partner, at):
        return Q(pk__in=[])
    inside = Q()
    if sections := [section.pk for section in partner.sections.all()]:
        inside &= Q(section__in=sections) | Q(section__parent__in=sections)
    if partner.languages:
        inside &= Q(language__in=partner.languages)
    if codes := [agency.code for agency in partner.agencies.all()]:
        inside &= Q(agency_codes__contained_by=codes)
    return inside


def deliverable(partner: "Partner", at: datetime) -> Q:
    return public(at) & covered(partner, at)


def contract_runs(partner: "Partner", at: datetime) -> bool:
    return (
        partner.active
        and partner.contract_from <= at
        and (partner.contract_until is None or at < partner.contract_until)
    )


def photo_decision(photo: "Photo", channel: Channel, at: datetime) -> Decision:
    """May the picture's bytes be shown there, then? Reads `photo.grants`: prefetch them."""
    if photo.blocked or not photo.file:
        return Decision(False, Reason.DENIED)
    return decide([rule(grant, photo.credit) for grant in photo.grants.all()], Use(channel, at))


def rule(grant: "Grant", holder: str) -> GrantRule:
    return GrantRule(
        channel=Channel(grant.channel),
        allow=grant.allow,
        since=grant.since,
        until=grant.until,
        source=grant.source,
        holder=holder,
    )
