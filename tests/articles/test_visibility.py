from datetime import timedelta

import pytest

from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.partners.contracts_and_keys import add_partner
from articles.actions.photos.rights import block_photo
from articles.actions.stories.withdraw import withhold
from articles.models import Agency, Edition, Grant, Partner, Photo
from articles.rights.decide import Decision, DecisionReason
from articles.rights.grants import RightsChannel
from articles.visibility import (
    covers,
    is_contract_active,
    load_contracts,
    photo_decision,
    photo_decision_from,
    public_until,
    searchable_by_partners,
    text_decision,
    to_grant_rule,
)
from tests.factories import NOON, make_partner, make_photo, make_published, make_section, make_story

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def seen_by(partner, at=NOON) -> list[str]:
    return sorted(Edition.objects.for_partner(partner, at=at).values_list("headline", flat=True))


def test_before_its_first_moment_a_story_is_not_public() -> None:
    make_published(at=NOON)

    assert not Edition.objects.public(at=NOON - HOUR).exists()


def test_a_withheld_story_is_public_at_no_hour() -> None:
    story = make_published(at=NOON)
    withhold(story.pk, reason="legal", by=None, at=NOON)

    assert not Edition.objects.public(at=NOON + HOUR).exists()


def test_a_story_whose_rights_have_ended_is_no_longer_public() -> None:
    make_published(at=NOON)
    Edition.objects.update(visible_until=NOON + HOUR)

    assert Edition.objects.public(at=NOON).exists()
    assert not Edition.objects.public(at=NOON + HOUR).exists()


def test_a_contract_without_limits_covers_everything_public() -> None:
    make_published("Eins")
    make_story("Entwurf")

    assert seen_by(make_partner()) == ["Eins"]


@pytest.mark.parametrize(
    "facts",
    [
        {"active": False},
        {"contract_from": NOON + HOUR},
        {"contract_from": NOON - 2 * HOUR, "contract_until": NOON},
    ],
)
def test_outside_the_contract_a_partner_sees_nothing(facts: dict) -> None:
    make_published()

    assert seen_by(make_partner(**facts)) == []


def test_a_contract_for_a_section_covers_its_subsections() -> None:
    sport = make_section("Sport", "sport")
    football = make_section("Fußball", "fussball")
    type(football).objects.filter(pk=football.pk).update(parent=sport)
    make_published("Tor", section=football)
    make_published("Rat")

    partner = add_partner({"name": "Sportblatt"}, by=None, at=NOON, section_ids=[sport.pk])

    assert seen_by(partner) == ["Tor"]


def test_a_contract_for_an_agency_leaves_out_mixed_sources() -> None:
    make_published("Nur AFP", tag="(afp)")
    make_published("AFP und dpa", tag="(afp/dpa)")
    make_published("Eigen")
    afp = Agency.objects.get(code="afp")

    partner = add_partner({"name": "Kurier"}, by=None, at=NOON, agency_ids=[afp.pk])

    assert seen_by(partner) == ["Eigen", "Nur AFP"]


def test_a_contract_for_a_language_leaves_out_the_others() -> None:
    make_published("Deutsch")
    make_published("English", language="en")

    assert seen_by(make_partner(languages=["en"])) == ["English"]


def test_agency_text_leaves_the_site_when_the_contract_no_longer_allows_it() -> None:
    make_published("Von der AFP", tag="(afp)", at=NOON)
    afp = Agency.objects.get(code="afp")

    set_contract(afp.pk, [GrantDraft(channel="archive")], by=None, at=NOON + HOUR)

    assert not Edition.objects.public(at=NOON + HOUR).exists()


def test_agency_text_stays_as_long_as_the_new_contract_says() -> None:
    make_published("Von der AFP", tag="(afp)", at=NOON)
    afp = Agency.objects.get(code="afp")

    set_contract(afp.pk, [GrantDraft(channel="site", until=NOON + 2 * HOUR)], by=None, at=NOON)

    assert Edition.objects.public(at=NOON + HOUR).exists()
    assert not Edition.objects.public(at=NOON + 2 * HOUR).exists()


# Pictures


def decide_photo(photo: Photo, channel: RightsChannel = RightsChannel.SITE, at=NOON) -> Decision:
    return photo_decision(Photo.objects.with_rights().get(pk=photo.pk), channel, at)


@pytest.mark.parametrize("channel", RightsChannel)
def test_a_blocked_picture_is_shown_on_no_channel_though_its_rights_allow_it(channel: RightsChannel) -> None:
    photo = make_photo(channels=tuple(RightsChannel))
    assert decide_photo(photo, channel).allowed

    block_photo(photo.pk, True, by=None, at=NOON)

    assert decide_photo(photo, channel) == Decision(False, DecisionReason.DENIED)


def test_a_picture_without_a_file_is_shown_nowhere() -> None:
    photo = make_photo(with_file=False)
    Grant.objects.create(photo=photo, channel="site", allow=True)

    assert decide_photo(photo) == Decision(False, DecisionReason.DENIED)


def test_a_pictures_own_rights_speak_before_its_agencys_contract() -> None:
    photo = make_photo("Jonna Ekvall/AFP", channels=(RightsChannel.SITE,))
    Grant.objects.create(agency=Agency.objects.get(code="afp"), channel="site", allow=False)

    assert decide_photo(photo) == Decision(True, DecisionReason.GRANTED, photo.credit)


def test_where_a_pictures_own_rights_are_silent_its_agencys_contract_speaks() -> None:
    photo = make_photo("Jonna Ekvall/AFP", channels=(RightsChannel.PARTNER,))
    Grant.objects.filter(agency__code="afp", channel="site").update(until=NOON + HOUR)

    assert decide_photo(photo) == Decision(True, DecisionReason.GRANTED, "AFP", NOON + HOUR)
    assert not decide_photo(photo, at=NOON + HOUR).allowed


def test_a_picture_of_no_agency_about_which_nobody_said_anything_is_for_own_use() -> None:
    assert decide_photo(make_photo(channels=None)) == Decision(False, DecisionReason.UNKNOWN)


def test_a_picture_of_two_agencies_needs_the_leave_of_both() -> None:
    photo = make_photo("Foto: Jonna Ekvall/AFP/dpa", channels=None)
    assert set(photo.agency_codes) == {"afp", "dpa"}
    assert decide_photo(photo).allowed

    Grant.objects.filter(agency__code="dpa", channel="site").delete()

    assert not decide_photo(photo).allowed


def test_contracts_read_before_are_taken_as_they_are() -> None:
    photo = make_photo("Jonna Ekvall/AFP", channels=None)
    known = {"afp": [to_grant_rule(Grant(channel="site", allow=True), "AFP")]}

    assert photo_decision(photo, RightsChannel.SITE, NOON, known).allowed
    assert photo_decision_from(photo, [], RightsChannel.SITE, NOON, known).allowed
    assert not photo_decision_from(photo, [], RightsChannel.SITE, NOON, {}).allowed


# Texts


def test_a_text_needs_the_leave_of_every_agency_in_its_tag() -> None:
    make_story(tag="(afp/dpa)")
    Grant.objects.create(agency=Agency.objects.get(code="afp"), channel="partner", allow=True)

    assert text_decision(["afp"], RightsChannel.PARTNER, NOON) == Decision(
        True, DecisionReason.GRANTED, "AFP"
    )
    assert text_decision(["afp", "dpa"], RightsChannel.PARTNER, NOON) == Decision(
        False, DecisionReason.UNKNOWN
    )
    assert text_decision([], RightsChannel.PARTNER, NOON) == Decision(True, DecisionReason.OWN)
    assert text_decision(["nobody"], RightsChannel.PARTNER, NOON) == Decision(False, DecisionReason.UNKNOWN)


def test_contracts_are_read_once_with_everything_they_say(django_assert_num_queries) -> None:
    make_story(tag="(afp/dpa)")
    afp = Agency.objects.get(code="afp")
    facts = {"channel": "site", "allow": True, "since": NOON, "until": NOON + HOUR, "source": "editor"}
    Grant.objects.create(agency=afp, **facts)
    Grant.objects.create(photo=make_photo(channels=None), channel="site", allow=True)

    with django_assert_num_queries(1):
        found = load_contracts(["afp", "dpa"])

    rules = [r for r in found["afp"] if r.source == "editor"]
    assert [(r.channel, r.allow, r.since, r.until, r.holder) for r in rules] == [
        (RightsChannel.SITE, True, NOON, NOON + HOUR, "AFP")
    ]
    assert set(found) <= {"afp", "dpa"}


# The contract, for a story that is no edition yet


@pytest.mark.parametrize(
    ("facts", "runs"),
    [
        ({}, True),
        ({"active": False}, False),
        ({"contract_from": NOON}, True),
        ({"contract_from": NOON + HOUR}, False),
        ({"contract_until": NOON + HOUR}, True),
        ({"contract_until": NOON}, False),
    ],
)
def test_a_contract_runs_from_its_first_moment_and_not_at_its_last(facts: dict, runs: bool) -> None:
    assert is_contract_active(Partner(**{"contract_from": NOON - HOUR, **facts}), NOON) is runs


def test_what_is_no_edition_yet_is_covered_by_the_same_contract() -> None:
    sport, politics = make_section("Sport", "sport"), make_section()
    make_story(tag="(afp/dpa)")
    afp = Agency.objects.get(code="afp")
    bought = {"section_ids": [sport.pk], "agency_ids": [afp.pk]}
    partner = add_partner({"name": "Sportblatt", "languages": ["de"]}, by=None, at=NOON, **bought)

    def covered(sections=(sport.pk,), language="de", codes=("afp",), at=NOON) -> bool:
        return covers(partner, sections, language, codes, at)

    assert covered()
    assert covered(sections=(politics.pk, sport.pk))
    assert covered(codes=())
    assert not covered(sections=(politics.pk, None))
    assert not covered(language="en")
    assert not covered(codes=("afp", "dpa"))
    assert not covered(at=NOON - HOUR)
    assert covers(make_partner(), (None,), "en", ("dpa",), NOON)


def test_a_contract_for_several_things_covers_what_is_all_of_them() -> None:
    sport = make_section("Sport", "sport")
    make_published("Sport auf Deutsch", section=sport)
    make_published("Sport in English", section=sport, language="en")
    make_published("Rat auf Deutsch")

    partner = add_partner(
        {"name": "Sportblatt", "languages": ["de"]}, by=None, at=NOON, section_ids=[sport.pk]
    )

    assert seen_by(partner) == ["Sport auf Deutsch"]


def test_a_partner_never_sees_what_a_reader_does_not() -> None:
    make_published("Eins", at=NOON + HOUR)

    assert seen_by(make_partner()) == []


# Search, and the end by the clock


def searched(at=NOON) -> list[str]:
    return sorted(Edition.objects.filter(searchable_by_partners(at)).values_list("headline", flat=True))


def test_partners_search_the_words_alone_that_may_be_handed_to_them() -> None:
    make_published("Nur AFP", tag="(afp)")
    make_published("AFP und dpa", tag="(afp/dpa)")
    make_published("Eigen")
    make_published("Umgeschrieben", tag="(dpa)", own_rewriting=True)
    assert searched() == ["Eigen", "Umgeschrieben"]

    Grant.objects.create(
        agency=Agency.objects.get(code="afp"), channel="partner", allow=True, until=NOON + HOUR
    )
    Grant.objects.create(agency=Agency.objects.get(code="dpa"), channel="partner", allow=False)

    assert searched() == ["Eigen", "Nur AFP", "Umgeschrieben"]
    assert searched(at=NOON + HOUR) == ["Eigen", "Umgeschrieben"]


def test_a_caches_end_is_the_editions_own() -> None:
    assert public_until(Edition(visible_until=NOON)) == NOON
    assert public_until(Edition()) is None
