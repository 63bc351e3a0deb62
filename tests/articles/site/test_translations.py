"""Translations on the public site: links both ways while public, one matter once in a list, nothing stale."""

import inspect
import re
from datetime import timedelta

import pytest

from articles.actions.stories.publish import publish
from articles.actions.stories.schedule import schedule
from articles.actions.stories.translations import link_translation, unlink_translation
from articles.actions.stories.withdraw import kill, restore, withhold
from articles.models import Edition, StaffInitials, Topic
from articles.site import listings
from articles.site.page_context import PageContext, SiteState
from articles.site.translations import choose_languages
from articles.url_paths import person_path, story_path
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_person, make_published, make_section, make_story
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + timedelta(hours=1)
GERMAN, ENGLISH = "Rat beschließt neuen Hafenplan", "Council adopts new harbour plan"


def make_pair(**fields):
    german = make_published(GERMAN, language="de", **fields)
    english = make_published(ENGLISH, language="en", **fields)
    link_translation(german.pk, english.pk, by=None, at=NOON)
    return german, english


def path_of(article):
    return story_path("politik", article.slug, article.pk)


def page(process, article):
    return process.get(path_of(article))[1].decode()


def hreflang(html):
    return [
        (part.split('"')[0], part.split('href="')[1].split('"')[0])
        for part in html.partition("</head>")[0].split('hreflang="')[1:]
    ]


def test_each_translation_leads_to_the_other_in_its_language(process):
    german, english = make_pair()

    assert f'<a href="{path_of(english)}" lang="en" hreflang="en">Also in English</a>' in page(
        process, german
    )
    assert f'<a href="{path_of(german)}" lang="de" hreflang="de">Auch auf Deutsch</a>' in page(
        process, english
    )


def test_both_pages_name_both_and_the_default_in_their_heads(process):
    german, english = make_pair()
    site = "https://zeitung.example"
    expected = {
        ("de", site + path_of(german)), ("en", site + path_of(english)), ("x-default", site + path_of(german)),
    }  # fmt: skip

    assert set(hreflang(page(process, german))) == expected
    assert set(hreflang(page(process, english))) == expected


@pytest.mark.parametrize(
    "path", ["/archiv/themen/", "/archiv/personen/", "/archiv/autoren/", "/archiv/quellen/"]
)
def test_an_index_counts_a_story_with_its_translations_once_as_the_lists_do(process, path):
    person, topic = make_person("Wilma Sandt"), Topic.objects.create(name="Hafen", slug="hafen")
    StaffInitials.objects.create(initials="dl", name="Dora Lind", slug="dora-lind")
    german, english = (
        make_published("Kran", people=(person,), byline="Von Dora Lind", tag="(afp)", language=language)
        for language in ("de", "en")
    )
    link_translation(german.pk, english.pk, by=None, at=NOON)
    make_published("Kran 3", people=(person,), byline="Von Dora Lind", tag="(afp)")
    Edition.objects.update(topic_slugs=[topic.slug])

    assert re.findall(r'class="count">(\d+)', process.get(path)[1].decode()) == ["2"]


def test_a_story_without_a_translation_names_no_language(process):
    make_pair()

    assert hreflang(page(process, make_published("Noch eine Meldung"))) == []


def test_a_translation_is_named_from_its_publication_on(process):
    german = make_published(GERMAN, language="de")
    english = make_story(ENGLISH, language="en")
    link_translation(german.pk, english.pk, by=None, at=NOON)
    before = page(process, german)

    publish(english.pk, by=None, at=LATER)

    assert ("/politik/council" in before, "Also in English" in before) == (False, False)
    assert "Also in English" in page(process, german)


@pytest.mark.parametrize("withdraw", [withhold, kill])
def test_a_withdrawn_translation_is_named_nowhere(process, withdraw):
    german, english = make_pair()
    addresses = (path_of(german), "/", "/kompakt/", "/politik/", "/sitemap-2026-03.xml", "/feed.atom")
    for address in addresses:
        process.get(address)

    withdraw(english.pk, reason="legal", by=None, at=LATER)

    for address in addresses:
        assert english.slug not in process.get(address)[1].decode()


def test_a_restored_translation_is_named_again(process):
    german, english = make_pair()
    withhold(english.pk, reason="legal", by=None, at=LATER)
    page(process, german)

    restore(english.pk, by=None, at=LATER + timedelta(minutes=1))

    assert "Also in English" in page(process, german)


def test_an_embargoed_translation_is_not_named(process):
    german = make_published(GERMAN, language="de")
    english = make_story(ENGLISH, language="en")
    link_translation(german.pk, english.pk, by=None, at=NOON)
    schedule(english.pk, publish_at=NOON + timedelta(days=1), by=None, at=NOON)

    assert english.slug not in page(process, german)


def test_links_come_and_go_with_the_tie(process):
    german, english = make_pair()
    with_link = page(process, german)

    unlink_translation(english.pk, by=None, at=LATER)
    without = page(process, german)
    link_translation(english.pk, german.pk, by=None, at=LATER)

    assert ["Also in" in html for html in (with_link, without, page(process, german))] == [True, False, True]


def test_the_sitemap_has_the_languages_of_a_pair_only(process):
    german, _english = make_pair()
    make_published("Noch eine Meldung")

    text = process.get("/sitemap-2026-03.xml")[1].decode()

    assert text.count("<xhtml:link ") == 6
    assert f'hreflang="x-default" href="https://zeitung.example{path_of(german)}"/>' in text


@pytest.mark.parametrize("address", ["/", "/kompakt/", "/politik/"])
def test_a_list_shows_one_matter_once_in_the_language_of_the_site(process, address):
    german, english = make_pair()

    text = process.get(address)[1].decode()

    assert (path_of(german) in text, path_of(english) in text) == (True, False)


@pytest.mark.parametrize("kind", ["topic", "source", "author", "person"])
def test_a_list_of_a_name_shows_one_matter_once(process, kind):
    person, topic = make_person("Mira Lindhoff"), Topic.objects.create(name="Hafen", slug="hafen")
    StaffInitials.objects.create(initials="ib", name="Ida Brandt", slug="ida-brandt")
    german, english = make_pair(people=(person,), tag="(afp)", byline="Von Ida Brandt")
    Edition.objects.update(topic_slugs=[topic.slug])
    address = {
        "topic": "/thema/hafen/", "source": "/quelle/afp/", "author": "/autor/ida-brandt/",
        "person": person_path(person.slug, person.pk),
    }[kind]  # fmt: skip

    text = process.get(address)[1].decode()

    assert (path_of(german) in text, path_of(english) in text) == (True, False)


@pytest.mark.parametrize("address", ["/", "/kompakt/", "/politik/"])
def test_the_other_language_takes_the_place_of_a_withdrawn_story(process, address):
    german, english = make_pair()
    process.get(address)

    kill(german.pk, reason="legal", by=None, at=LATER)

    assert path_of(english) in process.get(address)[1].decode()


@pytest.mark.parametrize(
    ("view", "arguments"),
    [(listings.section, ("politik",)), (listings.compact, ())],
    ids=["section", "compact"],
)
def test_a_list_ends_with_the_translation_for_which_it_has_no_room(view, arguments):
    _german, english = make_pair()
    end = READING_TIME + timedelta(hours=2)
    Edition.objects.filter(article=english).update(visible_until=end)
    page_context = PageContext(READING_TIME, SiteState.read(READING_TIME), {})

    inspect.unwrap(view)(page_context, *arguments)

    assert page_context.expires_at == end


def test_a_pair_in_two_sections_is_in_both(process):
    world = make_section("World", "world")
    german = make_published(GERMAN, language="de")
    english = make_published(ENGLISH, language="en", section=world)
    link_translation(german.pk, english.pk, by=None, at=NOON)

    assert english.slug in process.get("/world/")[1].decode()


def test_an_arranged_story_gives_its_place_to_the_language_of_the_front(process):
    german, english = make_pair()
    make_published("Etwas Neueres", at=LATER, urgency=1)
    arrange_front_page([english.pk], by=None, at=LATER)

    lead = process.get("/")[1].decode().partition("card-lead")[2].partition("</article>")[0]

    assert path_of(german) in lead


def test_related_stories_show_one_matter_in_the_language_of_the_story(process):
    topic = Topic.objects.create(name="Hafen", slug="hafen")
    german, english = make_story(GERMAN, language="de"), make_story(ENGLISH, language="en")
    other = make_story("Harbour opens", language="en")
    for article in (german, english, other):
        article.topics.add(topic)
        publish(article.pk, by=None, at=NOON)
    link_translation(german.pk, english.pk, by=None, at=NOON)

    related = page(process, other).partition('id="related-title"')[2]

    assert (path_of(german) in related, path_of(english) in related) == (False, True)


def test_a_translation_is_not_related_to_its_story(process):
    german, english = make_pair()

    assert path_of(english) not in page(process, german).partition("related-title")[2]


def test_without_the_language_the_first_story_of_a_group_stays():
    stories = [(1, 7, "en"), (2, 7, "fr"), (3, None, "de"), (4, 8, "en"), (5, 8, "de-AT")]

    assert choose_languages(stories, "de") == {1: 1, 2: 1, 3: 3, 4: 5, 5: 5}
