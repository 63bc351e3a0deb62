from datetime import timedelta

import pytest

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill, restore, withhold
from tests.factories import NOON, make_key, make_partner, make_published, make_section

pytestmark = pytest.mark.django_db


def change(story, headline, at=NOON, **fields):
    return update(story.pk, StoryChange(fields={"headline": headline, **fields}), by=None, at=at)


def listed(get, story, **options) -> list[int]:
    return [v["version"] for v in get(f"stories/{story.pk}/versions", **options).json()["versions"]]


def test_every_version_of_a_story_is_listed_and_answers(get) -> None:
    story = make_published("Erste Fassung")
    change(story, "Zweite Fassung")

    first = get(f"stories/{story.pk}/versions/1").json()

    assert listed(get, story) == [2, 1]
    assert first["headlines"][0]["value"] == "Erste Fassung"


def test_a_partner_sees_no_version_that_was_replaced_before_its_contract(get) -> None:
    story = make_published("Vor dem Vertrag", at=NOON - timedelta(days=3))
    change(story, "Bei Vertragsbeginn", at=NOON - timedelta(days=2))
    change(story, "Danach")
    key = make_key(make_partner("Bergpost", contract_from=NOON - timedelta(days=1)))

    assert listed(get, story, auth=key) == [3, 2]
    assert get(f"stories/{story.pk}/versions/1", auth=key).status_code == 404


def test_a_version_outside_the_contract_stays_outside(get) -> None:
    sport, politics = make_section("Sport", "sport"), make_section()
    story = make_published("Im Sport", section=sport)
    change(story, "In der Politik", section_id=politics.pk)
    partner = make_partner("Bergpost")
    partner.sections.set([politics])

    assert listed(get, story, auth=make_key(partner)) == [2]


def test_what_was_withheld_is_not_shown_again_after_the_story_came_back(get) -> None:
    story = make_published("Falsch")
    withhold(story.pk, reason="wrong", by=None, at=NOON)
    restore(story.pk, by=None, at=NOON)

    assert listed(get, story) == [2]
    assert get(f"stories/{story.pk}/versions/1").status_code == 404


def test_versions_of_a_killed_story_are_gone_with_it(get) -> None:
    story = make_published("Falsch")
    get(f"stories/{story.pk}")
    kill(story.pk, reason="wrong", by=None, at=NOON)

    assert get(f"stories/{story.pk}/versions").status_code == 410
    assert get(f"stories/{story.pk}/versions/1").status_code == 410
