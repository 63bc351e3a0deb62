from datetime import datetime, timedelta
from itertools import combinations_with_replacement, product

import pytest

from articles import visibility
from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.photos.rights import set_photo_rights
from articles.models import Agency, Grant, Photo
from articles.rights.decide import DecisionReason, decide
from articles.rights.grants import IntendedUse, RightsChannel
from articles.rights.light import ENDS_SOON
from articles.selectors import photo_licences
from tests.factories import NOON, make_photo

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def own(*drafts: GrantDraft, credit: str = "Foto: Ida Brandt", **facts) -> Photo:
    photo = make_photo(credit, channels=None, **facts)
    set_photo_rights(photo.pk, drafts, by=None, at=NOON)
    return photo


def contract(code: str, *drafts: GrantDraft) -> None:
    set_contract(agency_for(code).pk, drafts, by=None, at=NOON)


def found(condition) -> set[Photo]:
    return set(Photo.objects.filter(condition))


def site(until=None, **more) -> GrantDraft:
    return GrantDraft(channel="site", until=until, **more)


def test_a_photo_whose_own_right_ended_is_found_from_that_second_on():
    photo = own(site(NOON))

    assert found(photo_licences.ended_licences(NOON)) == {photo}
    assert found(photo_licences.ended_licences(NOON - timedelta(seconds=1))) == set()


def test_a_photo_whose_agencys_contract_ended_is_found():
    photo = make_photo("Ida Brandt/AFP", channels=None)
    contract("afp", site(NOON - DAY))

    assert found(photo_licences.ended_licences(NOON)) == {photo}


def test_a_right_of_its_own_saves_a_photo_from_its_agencys_end():
    photo = own(site(), GrantDraft(channel="partner"), credit="Ida Brandt/AFP")
    contract("afp", site(NOON - DAY), GrantDraft(channel="partner", until=NOON - DAY))

    assert photo not in found(photo_licences.ended_licences(NOON))


def test_a_newer_right_beside_an_ended_one_is_no_end():
    own(site(NOON - DAY), site(NOON + DAY))

    assert found(photo_licences.ended_licences(NOON)) == set()


def test_the_end_of_the_partners_right_alone_is_an_end_too():
    photo = own(site(), GrantDraft(channel="partner", until=NOON - DAY))

    assert found(photo_licences.ended_licences(NOON)) == {photo}


@pytest.mark.parametrize(("days", "soon"), [(13, True), (15, False), (-1, False)])
def test_what_ends_within_fourteen_days_is_found_before_it_ends(days, soon):
    own(site(NOON + days * DAY))

    assert bool(found(photo_licences.ending_licences(NOON))) is soon


def test_a_right_without_end_beside_one_that_ends_soon_is_no_warning():
    own(site(NOON + DAY), site())

    assert found(photo_licences.ending_licences(NOON)) == set()


def test_a_photo_of_nobody_and_a_photo_of_a_silent_agency_have_no_licence_recorded():
    nobody, silent = (
        make_photo("Foto: Ida Brandt", channels=None),
        make_photo("Ole Finken/dpa", channels=None),
    )
    contract("dpa")
    make_photo("Foto: Jonna Ekvall")
    make_photo("Ida Brandt/AFP", channels=None)

    assert found(photo_licences.unrecorded_licences()) == {nobody, silent}


def test_a_credit_that_names_the_agency_without_being_filed_under_it_is_found_and_the_other_way_round():
    right, unfiled, unnamed = (
        make_photo("Ida Brandt/AFP"),
        make_photo("Ole Finken/AFP"),
        make_photo("Mira Nord/AFP"),
    )
    make_photo("Foto: Jonna Ekvall")
    Photo.objects.filter(pk=unfiled.pk).update(agency_codes=[])
    Photo.objects.filter(pk=unnamed.pk).update(credit="Mira Nord", credit_raw="Mira Nord")

    assert found(photo_licences.misfiled_photos("afp")) == {unfiled, unnamed}
    assert right not in found(photo_licences.misfiled_photos("afp"))


def test_an_agencys_name_within_a_word_does_not_name_it():
    make_photo("Foto: Safpetra Nord")

    assert found(photo_licences.misfiled_photos("afp")) == set()


SOON, FAR = NOON + 5 * DAY, NOON + 30 * DAY
TIMES = (None, NOON - DAY, NOON, SOON, FAR)
RULES = [
    {"allow": allow, "since": since, "until": until}
    for allow, since, until in product((True, False), TIMES, TIMES)
    if since is None or until is None or since < until
]
"""Every kind of rule: allowed or denied, begun or not, ended, ending soon or late, or without an end."""


def make_photos(*codes: list[str]) -> list[Photo]:
    return Photo.objects.bulk_create(
        Photo(file="photos/a.jpg", width=9, height=6, created_at=NOON, agency_codes=list(agencies))
        for agencies in codes
    )


def reasons(photo: Photo, channel: RightsChannel, contracts: visibility.Contracts) -> set[DecisionReason]:
    """What the decision says of each that has rights in the photo."""
    own = [visibility.to_grant_rule(grant, "") for grant in photo.grants.all() if grant.channel == channel]
    holders = [own] if own else [contracts.get(code, ()) for code in photo.agency_codes]
    return {decide(rules, IntendedUse(channel, NOON)).reason for rules in holders}


def check_against_the_decision(photos: list[Photo]) -> None:
    listed = list(Photo.objects.filter(pk__in=[p.pk for p in photos]).prefetch_related("grants"))
    contracts = visibility.load_contracts({code for photo in listed for code in photo.agency_codes})

    def is_allowed(photo: Photo, channel: RightsChannel, at: datetime) -> bool:
        return visibility.photo_decision(photo, channel, at, contracts).allowed

    watched = photo_licences.WATCHED_CHANNELS
    end = NOON + ENDS_SOON
    ending = {p for p in listed if any(is_allowed(p, c, NOON) and not is_allowed(p, c, end) for c in watched)}
    ended = {p for p in listed if any(DecisionReason.ENDED in reasons(p, c, contracts) for c in watched)}

    assert found(photo_licences.ending_licences(NOON)) == ending
    assert found(photo_licences.ended_licences(NOON)) == ended
    assert ending
    assert ended


@pytest.mark.parametrize("channel", [RightsChannel.SITE, RightsChannel.PARTNER])
def test_own_rights_are_judged_as_the_decision_judges_them(channel: RightsChannel):
    pairs = list(combinations_with_replacement(RULES, 2))
    photos = make_photos(*([] for _ in pairs))
    Grant.objects.bulk_create(
        Grant(photo=photo, channel=channel, **rule)
        for photo, pair in zip(photos, pairs, strict=True)
        for rule in pair
    )

    check_against_the_decision(photos)


def test_contracts_of_one_or_two_agencies_are_judged_as_the_decision_judges_them():
    agencies = Agency.objects.bulk_create(Agency(code=f"a{n}", name=f"A{n}") for n in range(len(RULES) + 1))
    Grant.objects.bulk_create(
        Grant(agency=agency, channel="site", **rule) for agency, rule in zip(agencies, RULES, strict=False)
    )
    codes = [agency.code for agency in agencies]

    check_against_the_decision(make_photos(*combinations_with_replacement(codes, 2)))


def test_a_right_of_its_own_comes_before_every_contract_on_its_channel_alone():
    agencies = Agency.objects.bulk_create(Agency(code=f"a{n}", name=f"A{n}") for n in range(len(RULES)))
    Grant.objects.bulk_create(
        Grant(agency=agency, channel=channel, **rule)
        for agency, rule in zip(agencies, RULES, strict=True)
        for channel in ("site", "partner", "archive")
    )
    pairs = list(product(agencies, RULES))
    photos = make_photos(*([agency.code] for agency, _rule in pairs))
    Grant.objects.bulk_create(
        Grant(photo=photo, channel="site", **rule) for photo, (_, rule) in zip(photos, pairs, strict=True)
    )

    check_against_the_decision(photos)
