"""Stories and lists name everything that they show, and no list that a new story cannot enter."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.http import Http404

from articles.actions.stories.withdraw import kill
from articles.models import Article, Edition, Section, Topic
from articles.site import front_page, listings, story
from articles.site.dependencies import (
    NEWEST,
    named_key,
    person_key,
    photo_key,
    section_front_key,
    section_key,
    story_key,
    topic_key,
)
from articles.site.page_context import PageContext, SiteState
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_person, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db


def keys_of(view: Callable[..., Any], /, *arguments: Any, **params: str) -> set[str]:
    """What the page depends on; nothing if there is no such page."""
    page_context = PageContext(READING_TIME, SiteState.read(READING_TIME), params)
    try:
        inspect.unwrap(view)(page_context, *arguments)
    except Http404:
        assert page_context.dependencies == set()
    return page_context.dependencies


def story_keys(article: Article, **params: str) -> set[str]:
    return keys_of(story.story, "politik", article.slug, article.pk, **params)


def test_a_story_without_topics_and_people_depends_on_its_section_s_newest():
    alone = make_published("Erste Meldung")
    other = make_published("Zweite Meldung")

    assert story_keys(alone) == {
        story_key(alone.pk), story_key(other.pk), section_key(alone.section_id),
    }  # fmt: skip


def test_a_story_depends_on_its_people_and_on_the_lists_that_may_fill_its_related_ones():
    mira = make_person()
    article = make_published(people=(mira,))
    Edition.objects.filter(article=article).update(topic_slugs=["hafen"])

    assert story_keys(article) == {
        story_key(article.pk), person_key(mira.pk), named_key(mira.pk), topic_key("hafen"),
    }  # fmt: skip


def test_topics_that_fill_the_related_stories_leave_no_place_for_a_person_s():
    mira = make_person()
    article = make_published(people=(mira,))
    others = [make_published(f"Meldung {number}") for number in range(6)]
    Edition.objects.update(topic_slugs=["hafen"])

    keys = story_keys(article)

    assert named_key(mira.pk) not in keys
    assert {story_key(other.pk) for other in others[1:]} < keys


def test_a_story_depends_on_its_pictures_and_its_text_view_on_neither_those_nor_related_ones():
    photo = make_photo()
    article = make_published(pictures=(photo,))
    make_published("Zweite Meldung")

    assert photo_key(photo.pk) in story_keys(article)
    assert story_keys(article, view="text") == {story_key(article.pk)}


def test_the_notice_of_a_killed_story_depends_on_the_story():
    article = make_published()
    kill(article.pk, reason="legal", by=None, at=NOON)

    assert story_keys(article) == {story_key(article.pk)}


def test_front_and_compact_pages_depend_on_the_newest():
    make_published()

    assert (keys_of(front_page.front), keys_of(listings.compact)) == ({NEWEST}, {NEWEST})


def test_a_section_depends_on_its_parts_and_a_topic_on_those_around_it():
    parent, part = make_section("Land", "land"), make_section("Hafen", "hafen")
    Section.objects.filter(pk=part.pk).update(parent=parent)
    article = make_published(section=part)
    above = Topic.objects.create(name="Küste", slug="kueste")
    Topic.objects.create(name="Hafen", slug="hafen", parent=above)
    Edition.objects.filter(article=article).update(topic_slugs=["hafen"])

    assert keys_of(listings.section, "land") == {
        section_front_key(parent.pk), section_key(parent.pk), section_key(part.pk)
    }  # fmt: skip
    assert keys_of(listings.topic, "hafen") == {topic_key("hafen"), topic_key("kueste")}


def test_a_person_s_page_depends_on_all_records_of_the_person():
    mira, once = make_person("Mira Talberg"), make_person("Mira Berg")
    make_published(people=(mira,))
    type(once).objects.filter(pk=once.pk).update(merged_into=mira)

    keys = {key(person.pk) for key in (person_key, named_key) for person in (mira, once)}

    assert keys_of(listings.person, "mira-talberg", mira.pk) == keys
    assert keys_of(listings.person, "mira-berg", once.pk) == keys


def test_what_does_not_exist_names_nothing():
    make_published()

    assert keys_of(listings.topic, "nichts") == keys_of(listings.person, "x", 99) == set()
