"""The slug of a story follows its headline until the first publication, unless somebody has typed one."""

import pytest

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import publish
from articles.actions.stories.save import save_story
from articles.models import Article
from tests.factories import NOON, make_chief, make_section, make_story

pytestmark = pytest.mark.django_db


def save(story: Article, **fields: str) -> Article:
    return save_story(story.pk, StoryChange(fields=fields), by=None, at=NOON, based_on=None)


def test_a_new_headline_gives_an_unpublished_story_a_new_slug():
    story = make_story("Rat berät Hafen")

    assert save(story, headline="Rat beschließt Hafen").slug == "rat-beschliesst-hafen"


def test_the_form_sends_the_former_slug_with_the_new_headline():
    story = make_story("Rat berät Hafen")

    assert save(story, headline="Rat stimmt zu", slug=story.slug).slug == "rat-stimmt-zu"


def test_a_typed_slug_stays_whatever_the_headline_becomes():
    story = save(make_story("Rat berät Hafen"), slug="hafen")

    assert save(story, headline="Rat stimmt zu").slug == "hafen"


def test_a_typed_slug_with_a_year_is_not_taken_for_a_suffix():
    story = save(make_story("Bürgermeisterwahl"), slug="buergermeisterwahl-2026")

    assert save(story, headline="Rat stimmt zu").slug == "buergermeisterwahl-2026"


def test_a_published_story_keeps_its_address():
    story = make_story("Rat berät Hafen", section=make_section())
    publish(story.pk, by=make_chief(), at=NOON)

    assert save(story, headline="Rat stimmt zu").slug == "rat-beraet-hafen"


def test_a_slug_with_a_number_follows_as_well_and_takes_no_other_storys_slug():
    make_story("Rat stimmt zu")
    make_story("Rat berät Hafen")
    story = make_story("Rat berät Hafen")
    assert story.slug == "rat-beraet-hafen-2"

    assert save(story, headline="Rat stimmt zu").slug == "rat-stimmt-zu-2"


def test_an_emptied_slug_is_made_from_the_headline_even_if_another_story_has_it():
    make_story("Rat stimmt zu")
    story = make_story("Rat stimmt zu")

    assert save(story, slug="").slug == "rat-stimmt-zu-2"
