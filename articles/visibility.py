"""Visibility of editions and photos for readers, partners and editors.

No other module decides by state, embargo or rights what is shown.

| who                           | sees an edition if                                                             |
|-------------------------------|--------------------------------------------------------------------------------|
| a reader, any outlet          | it is live and `visible_from <= at < visible_until`                            |
| a partner                     | readers see it and the contract covers it; `articles.rights` redacts its parts |
| a partner with `embargo:read` | it is an embargoed edition within the contract and the embargo has not ended   |
| an editor (desk, preview)     | always, in the admin only                                                      |

A story has a live edition only in the state `published`: publishing sets `live`, withholding and killing clear it in
the transaction of their log row. The times are compared as well, so that a worker that fails hides stories and never
shows them. A photo is shown if it has a file, is not blocked and a grant allows the channel at that time; the same
decision is made about audio and video files.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

from django.db.models import F, Q

from articles.rights.decide import Decision, DecisionReason, combine_decisions, decide
from articles.rights.grants import GrantRule, IntendedUse, RightsChannel
from newsroom.db.compiled_queries import PKS_PARAM, TEXTS_PARAM, ArrayParam, CompiledQuery, IsAnyOf

if TYPE_CHECKING:
    from articles.models import Edition, Grant, MediaFile, Partner, Photo


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """The part of the archive that a contract names; empty means all."""

    section_ids: tuple[int, ...]
    languages: tuple[str, ...]
    agency_codes: tuple[str, ...]

    @classmethod
    def of(cls, partner: "Partner") -> "ContractTerms":
        return cls(tuple(partner.section_ids), tuple(partner.languages), tuple(partner.agency_codes))


def public(at: datetime) -> Q:
    """Return the condition for editions that readers may see at `at` (aware)."""
    return Q(live=True, visible_from__lte=at) & (Q(visible_until=None) | Q(visible_until__gt=at))


def breaking_news(at: datetime) -> Q:
    """Return the condition for public editions that are breaking news at `at`."""
    return public(at) & Q(breaking_until__gt=at)


def covered_by_contract(partner: "Partner", at: datetime) -> Q:
    """Return the condition for editions within the contract; none if it has ended."""
    return within_contract(ContractTerms.of(partner)) if is_contract_active(partner, at) else Q(pk__in=[])


def within_contract(terms: ContractTerms) -> Q:
    """Return the condition for editions that an active contract names."""
    inside = Q()
    if terms.section_ids:
        inside &= Q(section__in=terms.section_ids) | Q(section__parent__in=terms.section_ids)
    if terms.languages:
        inside &= Q(language__in=terms.languages)
    if terms.agency_codes:
        inside &= Q(agency_codes__contained_by=list(terms.agency_codes))
    return inside


def covers(
    partner: "Partner",
    sections: Collection[int | None],
    language: str,
    agency_codes: Collection[str],
    at: datetime,
) -> bool:
    """Return `covered_by_contract` for a story without an edition.

    `sections` are the ids of its section and of the section above.
    """
    if not is_contract_active(partner, at):
        return False
    bought, agencies = set(partner.section_ids), set(partner.agency_codes)
    return (
        (not bought or not bought.isdisjoint(sections))
        and (not partner.languages or language in partner.languages)
        and (not agencies or agencies.issuperset(agency_codes))
    )


def deliverable(partner: "Partner", at: datetime) -> Q:
    return public(at) & covered_by_contract(partner, at)


def embargoed_for(partner: "Partner", at: datetime) -> Q:
    """Return the condition for editions within the contract under a running embargo."""
    return Q(until__gt=at) & covered_by_contract(partner, at)


def searchable_by_partners(at: datetime) -> Q:
    """Return the condition for editions whose text partners receive; one query.

    A search of other texts would reveal their words by its results.
    """
    from articles.models import Grant  # noqa: PLC0415  # querysets import this module before models exist

    codes = set(
        Grant.objects.filter(channel=RightsChannel.PARTNER).values_list("agency__code", flat=True)
    ) - {None}
    rules = load_contracts([code for code in codes if code])
    granted = [code for code in rules if text_decision([code], RightsChannel.PARTNER, at, rules).allowed]
    return Q(own_rewriting=True) | Q(agency_codes__contained_by=granted)


type ContractGap = Literal["", "suspended", "not-begun", "ended"]


def find_contract_gap(partner: "Partner", at: datetime) -> ContractGap:
    """Return why the contract covers no story at `at`; empty while it is active."""
    if not partner.active:
        return "suspended"
    if at < partner.contract_from:
        return "not-begun"
    return "ended" if partner.contract_until is not None and partner.contract_until <= at else ""


def is_contract_active(partner: "Partner", at: datetime) -> bool:
    return not find_contract_gap(partner, at)


type Contracts = Mapping[str, Sequence[GrantRule]]
"""Rules by agency code."""


def load_contracts(codes: Iterable[str]) -> Contracts:
    """Load the rules of the agencies' contracts; one query, none without codes."""
    rules: dict[str, list[GrantRule]] = {}
    if wanted := sorted(set(codes)):
        for code, channel, *facts in _contract_rules().tuples({TEXTS_PARAM: wanted}):
            rules.setdefault(code, []).append(GrantRule(RightsChannel(channel), *facts))
    return rules


@cache
def _contract_rules() -> "CompiledQuery[Grant]":
    from articles.models import Grant  # noqa: PLC0415  # querysets import this module before models exist

    columns = ("agency__code", "channel", "allow", "since", "until", "source", "agency__name")
    of_agencies = IsAnyOf(F("agency__code"), ArrayParam(TEXTS_PARAM))
    return CompiledQuery(Grant, lambda: Grant.objects.filter(of_agencies).values_list(*columns))


def load_photo_rules(photos: Mapping[int, "Photo"], channel: RightsChannel) -> dict[int, list[GrantRule]]:
    """Load the photos' own rules for the channel by photo id; one query."""
    rules: dict[int, list[GrantRule]] = {}
    found = _photo_rules(channel).tuples({PKS_PARAM: list(photos)}) if photos else ()
    for photo_id, allow, since, until, source in found:
        rule = GrantRule(channel, allow, since, until, source, photos[photo_id].credit)
        rules.setdefault(photo_id, []).append(rule)
    return rules


@cache
def _photo_rules(channel: RightsChannel) -> "CompiledQuery[Grant]":
    from articles.models import Grant  # noqa: PLC0415  # querysets import this module before models exist

    columns = ("photo_id", "allow", "since", "until", "source")
    of_photos = IsAnyOf(F("photo_id"), ArrayParam(PKS_PARAM))
    return CompiledQuery(
        Grant,
        lambda: Grant.objects.filter(of_photos, channel=channel.value).order_by("id").values_list(*columns),
    )


def load_media_rules(
    media_files: Mapping[int, "MediaFile"], channel: RightsChannel
) -> dict[int, list[GrantRule]]:
    """Load the own rules of audio and video files for the channel by id; one query."""
    from articles.models import Grant  # noqa: PLC0415  # querysets import this module before models exist

    rules: dict[int, list[GrantRule]] = {}
    if not media_files:
        return rules
    found = Grant.objects.filter(media_file__in=list(media_files), channel=channel.value).order_by("id")
    for grant in found:
        holder = media_files[grant.media_file_id or 0].credit
        rules.setdefault(grant.media_file_id or 0, []).append(to_grant_rule(grant, holder))
    return rules


def text_decision(
    agency_codes: Sequence[str], channel: RightsChannel, at: datetime, by_contract: Contracts | None = None
) -> Decision:
    """Return whether a text may be used; all agencies of its tag must allow it.

    A text without an agency is our own.
    """
    known = load_contracts(agency_codes) if by_contract is None else by_contract
    return combine_decisions([decide(known.get(code, ()), IntendedUse(channel, at)) for code in agency_codes])


def photo_decision(
    photo: "Photo | MediaFile",
    channel: RightsChannel,
    at: datetime,
    by_contract: Contracts | None = None,
) -> Decision:
    """Return whether a photo may be shown, by its own grants, else by contracts.

    Audio and video files are decided alike. Reads `photo.grants`: prefetch them.
    """
    own = [to_grant_rule(grant, photo.credit) for grant in photo.grants.all()]
    return photo_decision_from(photo, own, channel, at, by_contract)


def photo_decision_from(
    photo: "Photo | MediaFile",
    rights: Iterable[GrantRule],
    channel: RightsChannel,
    at: datetime,
    by_contract: Contracts | None = None,
) -> Decision:
    """Return `photo_decision` for callers that have read the photo's own `rights`."""
    if photo.blocked or not photo.file:
        return Decision(False, DecisionReason.DENIED)
    own = [right for right in rights if right.channel == channel]
    if own or not photo.agency_codes:
        return decide(own, IntendedUse(channel, at))
    return text_decision(photo.agency_codes, channel, at, by_contract)


def to_grant_rule(grant: "Grant", holder: str) -> GrantRule:
    return GrantRule(
        channel=RightsChannel(grant.channel),
        allow=grant.allow,
        since=grant.since,
        until=grant.until,
        source=grant.source,
        holder=holder,
    )


VISIBLE_UNTIL = F("visible_until")
"""`public_until` as a column expression."""


def public_until(edition: "Edition") -> datetime | None:
    """Return when a public edition expires, for caches; None without an end."""
    return edition.visible_until
