"""Conditions on photos by their licences: `articles.visibility` in SQL.

A photo's own grants come before its agencies' contracts; with several agencies the earliest end counts.
"""

import re
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Agency, Grant, Photo
from articles.parsing.lexicon.agencies import AGENCIES
from articles.rights.grants import RightsChannel

EXPIRY_WARNING = timedelta(days=14)
WATCHED_CHANNELS = (RightsChannel.SITE, RightsChannel.PARTNER)
"""Channels on which a licence that ends removes photos from pages."""


def _is_in_force(at: datetime) -> Q:
    return Q(allow=True) & (Q(since=None) | Q(since__lte=at)) & (Q(until=None) | Q(until__gt=at))


def _own_grants(channel: RightsChannel) -> QuerySet[Grant]:
    return Grant.objects.filter(photo=OuterRef("pk"), channel=channel)


def _agency_codes(channel: RightsChannel, having: Q, lacking: Q) -> list[str]:
    """Return agencies with a rule that matches `having` and none matching `lacking`."""
    rules = Grant.objects.filter(agency=OuterRef("pk"), channel=channel)
    found = Agency.objects.filter(Exists(rules.filter(having)), ~Exists(rules.filter(lacking)))
    return list(found.order_by().values_list("code", flat=True))


def _had_and_lost(channel: RightsChannel, having: Q, lacking: Q) -> Q:
    own = _own_grants(channel)
    by_contract = Q(agency_codes__overlap=_agency_codes(channel, having, lacking)) & Q(~Exists(own))
    own_alone = Q(Exists(own.filter(having))) & Q(~Exists(own.filter(lacking)))
    return own_alone | by_contract


def ended_licences(at: datetime) -> Q:
    """Return the condition for photos whose licence on a watched channel has ended."""
    condition = Q()
    for channel in WATCHED_CHANNELS:
        condition |= _had_and_lost(channel, Q(allow=True, until__lte=at), _is_in_force(at))
    return condition


def ending_licences(at: datetime, within: timedelta = EXPIRY_WARNING) -> Q:
    """Return the condition for photos whose licence ends within a period."""
    condition = Q()
    for channel in WATCHED_CHANNELS:
        later = Q(allow=True) & (Q(until=None) | Q(until__gt=at + within))
        condition |= _had_and_lost(channel, _is_in_force(at) & Q(until__lte=at + within), later)
    return condition


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


def count_ended(at: datetime) -> int:
    return Photo.objects.filter(with_file(), ended_licences(at)).count()
