"""The live edition: which version readers find at which moment."""

from datetime import timedelta

import pytest

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import restore, withhold
from articles.models import Edition
from tests.factories import NOON, make_published

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
MOMENT = timedelta(milliseconds=1)


def versions(at) -> list[int]:
    return list(Edition.objects.public(at=at).values_list("version", flat=True))


def test_a_request_begun_before_an_update_finds_the_story_after_it() -> None:
    story = make_published()

    update(story.pk, StoryChange(fields={"headline": "Neu"}), by=None, at=LATER)

    assert (versions(LATER - MOMENT), versions(LATER)) == ([2], [2])


def test_a_story_put_back_in_view_is_not_visible_in_the_time_it_was_withheld() -> None:
    story = make_published()
    withhold(story.pk, reason="wrong", by=None, at=NOON + MOMENT)

    restore(story.pk, by=None, at=LATER)

    assert (versions(LATER - MOMENT), versions(LATER)) == ([], [2])


def test_no_version_is_visible_before_the_story_was_published() -> None:
    story = make_published()
    update(story.pk, StoryChange(fields={"headline": "Neu"}), by=None, at=LATER)

    assert versions(NOON - MOMENT) == []
