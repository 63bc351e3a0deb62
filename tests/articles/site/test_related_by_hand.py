"""Related stories that the desk chose: first, in their order, only public ones, and never stale."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.errors import ActionRefused
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import publish, update
from articles.actions.stories.restore_revision import restore_revision
from articles.actions.stories.save import save_story
from articles.actions.stories.translations import link_translation
from articles.actions.stories.withdraw import restore, withhold
from articles.models import Edition, Revision, Topic
from articles.url_paths import story_path
from articles.withdrawal_checks.site import list_checks
from tests.articles.site.test_page_dependencies import WebProcess
from tests.factories import NOON, make_person, make_published, make_section, make_story

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def process():
    opened = WebProcess()
    yield opened
    opened.close()


def path_of(article):
    return story_path("politik", article.slug, article.pk)


def related_to(process, article):
    """Return the headlines of the related stories as a reader sees them now."""
    aside = process.get(path_of(article))[1].decode().partition('class="related"')[2].partition("</aside>")[0]
    return re.findall(r'<a href="[^"]*"[^>]*>([^<]*?) ?<(?:/a|span)', aside)


def publish_with(*related, people=(), headline="Neue Schleuse", topics=(), **fields):
    story = make_published(headline, people=people, **fields)
    story.topics.set(topics)
    choose(story, *related)
    return update(story.pk, by=None, at=LATER)


def choose(story, *related):
    change = StoryChange(fields={"related_ids": [one.pk for one in related]})
    return save_story(story.pk, change, by=None, at=NOON, based_on=None)


@pytest.mark.parametrize("has_person", [True, False])
def test_chosen_stories_stand_before_the_others_in_their_order(process, has_person):
    people = (make_person("Mira Talberg"),) if has_person else ()
    other = make_section("Sport", "sport")
    old = [make_published(f"Alt {n}", section=other, at=NOON - timedelta(days=n)) for n in (1, 2)]
    make_published("Von selbst", people=people)

    story = publish_with(old[1], old[0], people=people)

    assert related_to(process, story)[:3] == ["Alt 2", "Alt 1", "Von selbst"]


def test_there_are_never_more_than_five_and_none_twice(process):
    mira = make_person("Mira Talberg")
    others = [make_published(f"Meldung {n}", people=(mira,), at=NOON - timedelta(hours=n)) for n in range(7)]

    story = publish_with(others[6], others[1], people=(mira,))

    assert related_to(process, story) == ["Meldung 6", "Meldung 1", "Meldung 0", "Meldung 2", "Meldung 3"]


def test_a_chosen_story_is_gone_when_withheld_back_when_restored_and_follows_its_headline(process):
    chosen = make_published("Werft bestellt Tore", section=make_section("Sport", "sport"))
    story = publish_with(chosen)
    assert "Werft bestellt Tore" in related_to(process, story)

    withhold(chosen.pk, reason="wrong", by=None, at=LATER)
    assert "Werft bestellt Tore" not in related_to(process, story)

    restore(chosen.pk, by=None, at=LATER)
    assert "Werft bestellt Tore" in related_to(process, story)

    save_story(chosen.pk, StoryChange(fields={"headline": "Tore bestellt"}), by=None, at=LATER, based_on=None)
    update(chosen.pk, by=None, at=LATER)
    assert "Tore bestellt" in related_to(process, story)


def test_a_chosen_draft_appears_with_its_publication(process):
    draft = make_story("Noch geheim", section=make_section("Sport", "sport"))
    story = publish_with(draft)
    assert "Noch geheim" not in related_to(process, story)

    publish(draft.pk, by=None, at=LATER)

    assert "Noch geheim" in related_to(process, story)


def test_a_translation_linked_later_is_not_related_and_one_of_a_chosen_story_not_told_twice(process):
    mira = make_person("Mira Talberg")
    german = make_published("Werft bestellt Tore", language="de", people=(mira,))
    english = make_published("Shipyard orders gates", language="en", people=(mira,))
    own = make_published("New lock", language="en")
    story = publish_with(english, own, people=(mira,), language="de")
    link_translation(german.pk, english.pk, by=None, at=LATER)
    link_translation(story.pk, own.pk, by=None, at=LATER)

    assert related_to(process, story) == ["Shipyard orders gates"]


def test_a_new_story_of_a_person_takes_the_place_that_a_translation_leaves(process):
    mira, topic = make_person("Mira Talberg"), Topic.objects.create(name="Hafen", slug="hafen")
    for number in range(3):
        publish_with(headline=f"Hafen {number}", topics=(topic,))
    english, chosen = make_published("New lock", language="en"), make_published("Werft bestellt Tore")
    story = publish_with(english, chosen, people=(mira,), topics=(topic,))
    link_translation(story.pk, english.pk, by=None, at=LATER)
    assert len(related_to(process, story)) == 4

    make_published("Talberg reist nach Kiel", people=(mira,))

    assert related_to(process, story)[-1] == "Talberg reist nach Kiel"


def test_no_other_story_ends_the_page_once_the_chosen_ones_fill_the_list(process):
    mira, topic = make_person("Mira Talberg"), Topic.objects.create(name="Hafen", slug="hafen")
    other = make_section("Sport", "sport")
    chosen = [make_published(f"Meldung {n}", section=other) for n in range(5)]
    story = publish_with(*chosen, people=(mira,), topics=(topic,))
    before = related_to(process, story)

    publish_with(headline="Talberg im Hafen", people=(mira,), topics=(topic,))

    assert process.answers_from_memory(path_of(story))
    withhold(chosen[0].pk, reason="wrong", by=None, at=LATER)
    assert related_to(process, story) == [*before[1:], "Talberg im Hafen"]


def test_chosen_stories_take_no_further_query(process):
    chosen = make_published("Werft bestellt Tore")
    story = publish_with(chosen, people=(make_person("Mira Talberg"),))
    plain = make_published("Ohne Auswahl", people=(make_person("Jon Askvig"),))
    counts = []
    for article in (plain, story):
        with CaptureQueriesContext(connection) as queries:
            related_to(process, article)
        counts.append(len(queries))

    assert counts[1] <= counts[0]


def test_the_story_itself_its_translations_unknown_ones_and_more_than_five_are_refused():
    german, english = make_published("Rat stimmt zu", language="de"), make_published("Yes", language="en")
    link_translation(german.pk, english.pk, by=None, at=NOON)
    for wrong in ([german.pk], [english.pk], [10**9], [make_story(f"N{n}").pk for n in range(6)]):
        with pytest.raises(ActionRefused):
            save_story(german.pk, StoryChange(fields={"related_ids": wrong}), by=None, at=NOON, based_on=None)


def test_a_revision_brings_back_the_chosen_stories():
    first, second, story = make_published("Eins"), make_published("Zwei"), make_story("Drei")
    choose(story, second, first)
    number = Revision.objects.filter(article=story).latest("number").number
    choose(story)

    done = restore_revision(story.pk, number, by=None, at=LATER, based_on=None, parts={"related_ids"})

    assert done.article.related_ids == [second.pk, first.pk]


def test_a_revision_is_restored_without_a_related_story_that_is_a_translation_now():
    first, english, story = make_published("Eins"), make_published("Two", language="en"), make_story("Drei")
    choose(story, english, first)
    number = Revision.objects.filter(article=story).latest("number").number
    choose(story)
    link_translation(story.pk, english.pk, by=None, at=NOON)

    done = restore_revision(story.pk, number, by=None, at=LATER, based_on=None)

    assert done.article.related_ids == [first.pk]
    assert "Two" in " ".join(done.left_out)


def test_a_withdrawal_checks_the_pages_that_show_the_story_by_choice():
    chosen = make_published("Werft bestellt Tore", section=make_section("Sport", "sport"))
    story = publish_with(chosen)
    edition = Edition.objects.get(article=chosen)

    addresses = [check.address for check in list_checks(edition, killed=False, at=LATER)]

    assert path_of(story) in addresses
