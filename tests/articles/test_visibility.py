from datetime import timedelta

import pytest

from articles.actions import partners, withdrawing
from articles.actions.directory import GrantDraft, set_contract
from articles.models import Agency, Edition
from tests.factories import NOON, make_partner, make_published, make_section, make_story

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def seen_by(partner, at=NOON) -> list[str]:
    return sorted(Edition.objects.for_partner(partner, at=at).values_list("headline", flat=True))


def test_before_its_first_moment_a_story_is_not_public() -> None:
    make_published(at=NOON)

    assert not Edition.objects.public(at=NOON - HOUR).exists()


def test_a_withheld_story_is_public_at_no_hour() -> None:
    story = make_published(at=NOON)
    withdrawing.withhold(story.pk, reason="legal", by=None, at=NOON)

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

    partner = partners.add_partner({"name": "Sportblatt"}, by=None, at=NOON, section_ids=[sport.pk])

    assert seen_by(partner) == ["Tor"]


def test_a_contract_for_an_agency_leaves_out_mixed_sources() -> None:
    make_published("Nur AFP", tag="(afp)")
    make_published("AFP und dpa", tag="(afp/dpa)")
    make_published("Eigen")
    afp = Agency.objects.get(code="afp")

    partner = partners.add_partner({"name": "Kurier"}, by=None, at=NOON, agency_ids=[afp.pk])

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
