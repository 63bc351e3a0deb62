"""Pages that the link dialog offers: those that readers can open, and no others."""

from datetime import timedelta

import pytest

from articles.actions.stories.withdraw import withhold
from articles.models import Topic
from articles.selectors.link_targets import find_link_targets
from articles.url_paths import absolute_url
from tests.factories import NOON, make_person, make_published, make_story

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=1)


def names(term: str) -> list[str]:
    return [target.name for target in find_link_targets(term, at=LATER)]


def test_a_public_story_is_offered_with_its_public_address():
    story = make_published("Rat beschließt Hafenplan")

    (target,) = find_link_targets("hafenplan", at=LATER)

    assert (target.kind, target.name) == ("story", "Rat beschließt Hafenplan")
    assert target.url == absolute_url(f"/politik/{story.slug}-{story.pk}/")


def test_a_draft_and_a_withheld_story_are_not_offered():
    make_story("Entwurf zum Hafenplan")
    withhold(make_published("Hafenplan ruht").pk, reason="checking", by=None, at=LATER)

    assert names("hafenplan") == []


def test_people_and_topics_of_public_stories_come_first():
    person = make_person("Mira Talberg")
    make_person("Mira Niemand")
    story = make_story("Talberg und der Hafen", people=(person,))
    story.topics.add(Topic.objects.create(slug="miras-hafen", name="Miras Hafen"))
    assert names("Mira") == []

    published = make_published("Mira Talberg spricht", people=(person,))

    assert published.pk
    assert names("Mira") == ["Mira Talberg", "Mira Talberg spricht"]


@pytest.mark.parametrize("term", ["", " ", "a", "\0"])
def test_too_short_a_term_finds_nothing(term: str):
    make_published("A")

    assert find_link_targets(term, at=LATER) == []
