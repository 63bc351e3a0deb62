"""Conditions on photos by their licences: `articles.visibility` in SQL.

A photo's own grants come before its agencies' contracts; with several agencies the earliest end counts.
"""

import re
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Agency, Edition, Grant, Placement
from articles.parsing.lexicon.agencies import AGENCIES
from articles.rights.decide import decide
from articles.rights.grants import IntendedUse, RightsChannel
from articles.rights.light import ENDS_SOON
from articles.visibility import to_grant_rule
from articles.workflow import State

WATCHED_CHANNELS = (RightsChannel.SITE, RightsChannel.PARTNER)
"""Channels on which a licence that ends removes photos from pages."""


def _is_in_force(at: datetime) -> Q:
    return (Q(since=None) | Q(since__lte=at)) & (Q(until=None) | Q(until__gt=at))


def _is_allowed(rules: QuerySet[Grant], at: datetime) -> Q:
    """Return the condition that `rights.decide` allows a use by these rules."""
    in_force = rules.filter(_is_in_force(at))
    return Q(Exists(in_force.filter(allow=True))) & ~Q(Exists(in_force.filter(allow=False)))


def _has_ended(rules: QuerySet[Grant], at: datetime) -> Q:
    """Return the condition that `rights.decide` refuses a use as ended."""
    return Q(Exists(rules.filter(allow=True, until__lte=at))) & ~Q(Exists(rules.filter(_is_in_force(at))))


def _own_grants(channel: RightsChannel) -> QuerySet[Grant]:
    return Grant.objects.filter(photo=OuterRef("pk"), channel=channel)


def _contract(channel: RightsChannel) -> QuerySet[Grant]:
    return Grant.objects.filter(agency=OuterRef("pk"), channel=channel)


def _agency_codes(condition: Q) -> list[str]:
    return list(Agency.objects.filter(condition).order_by().values_list("code", flat=True))


def ended_licences(at: datetime) -> Q:
    """Return the condition for photos whose licence on a watched channel has ended."""
    condition = Q()
    for channel in WATCHED_CHANNELS:
        own, contract = _own_grants(channel), _contract(channel)
        by_contract = Q(agency_codes__overlap=_agency_codes(_has_ended(contract, at))) & ~Q(Exists(own))
        condition |= _has_ended(own, at) | by_contract
    return condition


def ending_licences(at: datetime, within: timedelta = ENDS_SOON) -> Q:
    """Return the condition for photos allowed now, but not at the end of the period."""
    condition, end = Q(), at + within
    for channel in WATCHED_CHANNELS:
        own, contract = _own_grants(channel), _contract(channel)
        allowed = _agency_codes(_is_allowed(contract, at))
        ending = _agency_codes(_is_allowed(contract, at) & ~_is_allowed(contract, end))
        by_contract = Q(agency_codes__contained_by=allowed, agency_codes__overlap=ending) & ~Q(Exists(own))
        condition |= (_is_allowed(own, at) & ~_is_allowed(own, end)) | by_contract
    return condition


def photos_to_take_off(at: datetime) -> Q:
    """Return the condition for photos that a right takes off their stories at its end."""
    ended = Q(allow=True, take_off=True, until__lte=at)
    own, contract = _own_grants(RightsChannel.SITE), _contract(RightsChannel.SITE)
    codes = _agency_codes(Q(Exists(contract.filter(ended))) & _has_ended(contract, at))
    by_contract = Q(agency_codes__overlap=codes) & ~Q(Exists(own))
    return (Q(Exists(own.filter(ended))) & _has_ended(own, at)) | by_contract


def list_ending_grants(begin: datetime, end: datetime) -> list[Grant]:
    """Return the rights of agencies and of published files for our site that end then.

    A right that another one continues does not end.
    """
    placed = Placement.objects.filter(photo=OuterRef("photo"), article__state=State.PUBLISHED)
    in_text = (
        Edition.objects.live().exclude(media_ids=[]).filter(media_ids__contains=[OuterRef("media_file")])
    )
    grants = Grant.objects.filter(channel=RightsChannel.SITE, allow=True, until__gt=begin, until__lte=end)
    grants = grants.filter(Q(agency__isnull=False) | Exists(placed) | Exists(in_text)).order_by("until")
    owners = ("agency__grants", "photo__grants", "media_file__grants")
    return [grant for grant in grants.prefetch_related(*owners) if not _is_continued(grant)]


def _is_continued(grant: Grant) -> bool:
    owner = grant.agency or grant.photo or grant.media_file
    if owner is None or grant.until is None:
        return True
    rules = [to_grant_rule(one, "") for one in owner.grants.all()]
    return decide(rules, IntendedUse(RightsChannel.SITE, grant.until)).allowed


def unrecorded_licences() -> Q:
    """Return the condition for photos without any rule for our own site."""
    silent = (
        Agency.objects.exclude(grants__channel=RightsChannel.SITE).order_by().values_list("code", flat=True)
    )
    nobody = Q(agency_codes=[]) | Q(agency_codes__overlap=list(silent))
    return nobody & Q(~Exists(_own_grants(RightsChannel.SITE)))


def misfiled_photos(code: str) -> Q:
    """Return the condition for photos whose credit and agency codes disagree."""
    named = Q(credit__iregex=_spelling_pattern(code)) | Q(credit_raw__iregex=_spelling_pattern(code))
    filed = Q(agency_codes__contains=[code])
    return (named & ~filed) | (filed & ~named)


def _spelling_pattern(code: str) -> str:
    """Return a PostgreSQL pattern of all spellings of an agency, at word boundaries."""
    stock = [s for agency in AGENCIES if agency.code == code for s in (agency.name, *agency.spellings)]
    entry = Agency.objects.filter(code=code).prefetch_related("spellings").first()
    taught = [entry.name, *(s.spelling for s in entry.spellings.all())] if entry else []
    words = sorted({word for word in (*stock, *taught) if len(word) > 1}, key=len, reverse=True)
    return r"\m(" + "|".join(re.escape(word) for word in words) + r")\M" if words else r"\m$"


def with_file() -> Q:
    return ~Q(file="")
