"""Fronts of the languages in which the site has public stories, and the switch that leads to them."""

import re
from datetime import timedelta

import pytest
import time_machine

from articles.actions.stories.publish import publish
from articles.actions.stories.withdraw import kill
from articles.models import Edition, Section
from articles.site.page_language import list_front_languages
from articles.url_paths import story_path
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_published, make_section, make_story

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + timedelta(hours=1)


def read(process, address="/en/"):
    status, body, headers = process.get(address)
    return status, body.decode(), dict(headers)


def test_the_front_has_the_stories_of_its_language_and_its_labels(process):
    section = make_section("Hafen", "hafen")
    Section.objects.update(name_en="Harbour")
    make_published("Rat beschließt Hafenplan", language="de", section=section)
    make_published("Council adopts plan", language="en", section=section)

    status, text, headers = read(process)

    assert (status, headers["Content-Language"]) == ("200", "en")
    assert ('<html lang="en">' in text, ">Harbour</a>" in text, "Skip to content" in text) == (
        True,
        True,
        True,
    )
    assert ("Council adopts plan" in text, "Rat beschließt" in text, ">English</span>" in text) == (
        True,
        False,
        False,
    )


def test_every_page_leads_to_each_front_in_its_own_language(process):
    make_published("Rat beschließt Hafenplan", language="de")
    make_published("Council adopts plan", language="en")
    german = '<a href="/" lang="de" hreflang="de" aria-current="true">Deutsch</a>'

    assert f'{german}</li><li><a href="/en/" lang="en" hreflang="en">English</a>' in read(process, "/")[1]
    assert 'hreflang="en" aria-current="true">English</a>' in read(process, "/en/")[1]
    assert 'href="/en/"' in read(process, "/politik/")[1]


def test_a_site_in_one_language_has_no_switch_and_no_other_front(process):
    make_published("Rat beschließt Hafenplan", language="de")

    assert 'class="languages"' not in read(process, "/")[1]
    assert [read(process, path)[0] for path in ("/en/", "/de/", "/fr/")] == ["404"] * 3


def test_the_switch_comes_with_the_first_story_and_goes_with_the_last(process):
    make_published("Rat beschließt Hafenplan", language="de")
    english = make_story("Council adopts plan", language="en")
    before = read(process, "/politik/")[1]
    publish(english.pk, by=None, at=LATER)
    between = read(process, "/politik/")[1]

    kill(english.pk, reason="legal", by=None, at=LATER + timedelta(minutes=1))

    texts = (before, between, read(process, "/politik/")[1])
    assert ['href="/en/"' in text for text in texts] == [False, True, False]
    assert read(process)[0] == "404"


def test_the_switch_goes_when_the_right_to_the_last_story_ends(process):
    make_published("Rat beschließt Hafenplan", language="de")
    english = make_published("Council adopts plan", language="en")
    end = READING_TIME + timedelta(minutes=5)
    Edition.objects.filter(article=english).update(visible_until=end)
    first = read(process, "/")[1]

    with time_machine.travel(end + timedelta(seconds=1), tick=False):
        second = read(process, "/")[1]

    assert ('href="/en/"' in first, 'href="/en/"' in second) == (True, False)


def test_a_section_of_that_name_comes_first(process):
    make_published("Rat beschließt Hafenplan", language="de", section=make_section("Energie", "en"))
    make_published("Council adopts plan", language="en")

    assert "<h1>Energie</h1>" in read(process)[1]


def test_an_english_site_has_a_german_front(process, settings):
    settings.SITE_LANGUAGE = "en"
    make_published("Rat beschließt Hafenplan", language="de")
    make_published("Council adopts plan", language="en")

    status, text, _headers = read(process, "/de/")

    assert (status, '<html lang="de">' in text, "Zum Inhalt" in text) == ("200", True, True)


def test_variants_of_a_language_share_a_front(settings):
    assert list_front_languages(["de-AT", "en", "en-US"]) == ("de", "en")
    assert list_front_languages(["de", "de-AT"]) == ()


def test_a_front_of_many_stories_has_a_lead_and_a_row_that_name_their_sections(process):
    section = make_section("Harbour", "harbour")
    for number in range(9):
        make_published(f"Council adopts plan {number}", language="en", section=section)

    _status, text, _headers = read(process)
    above, below = text.split('<ul class="card-list">')

    assert 'class="section-lead"' in above
    assert [above.count("Council adopts plan"), below.count("Council adopts plan")] == [4, 5]
    assert above.count('<p class="kicker">Harbour</p>') == 4
    assert "articles/site/front.css" in text


def test_the_fronts_tell_search_engines_of_each_other(process):
    make_published("Rat beschließt Hafenplan", language="de")
    alone = read(process, "/")[1]
    make_published("Council adopts plan", language="en")

    links = [
        re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', read(process, path)[1])
        for path in ("/", "/en/")
    ]

    home = "https://zeitung.example/"
    assert '<link rel="alternate" hreflang' not in alone
    assert links == [[("de", home), ("en", f"{home}en/"), ("x-default", home)]] * 2


@pytest.mark.parametrize("view", ["", "?view=text"])
def test_a_story_says_its_language_and_the_frame_says_its_own(process, view):
    story = make_published("Council adopts plan", language="en")

    _status, text, headers = read(process, story_path("politik", story.slug, story.pk) + view)

    assert (headers["Content-Language"], '<html lang="de">' in text) == ("en", True)
    assert ' lang="en"' in text
