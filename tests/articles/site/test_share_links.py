"""Sharing a story, its reading time, and the way back to its sections."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from articles.models import Article, Section
from articles.url_paths import story_path
from tests.factories import make_published, make_section

pytestmark = pytest.mark.django_db
LONG = "<p>" + "Der Rat von Nordhaven hat den Plan beschlossen. " * 90 + "</p>"


def page(reader, story: Article) -> str:
    answer = reader.get(story_path(story.section.slug, story.slug, story.pk))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_story_is_shared_by_links_that_need_no_script_and_no_other_site(reader):
    html = page(reader, make_published("Rat & Hafen"))

    shared = html.partition('class="share"')[2].partition("</ul>")[0]
    mail, address = re.findall(r'href="([^"]+)"', shared)
    assert mail.startswith(
        "mailto:?subject=Rat%20%26%20Hafen%20%7C%20Nordhavener%20Zeitung&amp;body=https%3A//zeitung.example/"
    )
    assert address.startswith("https://zeitung.example/politik/rat-hafen-")


def test_the_script_for_sharing_is_small_and_asks_nobody():
    script = Path(django_settings.BASE_DIR, "articles/static/articles/site/share.js").read_text()

    assert len(script.encode()) < 5_000
    assert not re.search(r"fetch|XMLHttp|https?:|import", script)


def test_a_long_story_says_how_long_it_takes_and_a_note_does_not(reader):
    assert "4 Min. Lesezeit" in page(reader, make_published(body=LONG))
    assert "Lesezeit" not in page(reader, make_published("Kurz"))


def test_a_story_of_a_part_leads_to_the_section_above_too(reader):
    sport = make_section("Sport", "sport")
    story = make_published(section=Section.objects.create(name="Fußball", slug="fussball", parent=sport))

    html = page(reader, story)

    crumb = html.partition('class="crumb"')[2].partition("</p>")[0]
    assert re.findall(r'href="([^"]+)"', crumb) == ["/sport/", "/fussball/"]
    assert '"position":3' in html


def test_the_navigation_shows_the_parts_of_the_section(reader):
    sport = make_section("Sport", "sport")
    make_published(section=Section.objects.create(name="Fußball", slug="fussball", parent=sport))
    make_published("Rat")

    menus = [
        reader.get(path).content.decode().partition("<main")[0]
        for path in ("/sport/", "/fussball/", "/politik/")
    ]

    assert ['href="/fussball/"' in menu for menu in menus] == [True, True, False]
    assert 'href="/sport/" aria-current="page"' in menus[0]
    assert 'href="/sport/" aria-current="true"' in menus[1]
    assert 'href="/fussball/" aria-current="page"' in menus[1]


def test_captions_and_text_keep_numbers_with_their_units(reader):
    story = make_published(body="<p>Der Kran kostet 13 Millionen Euro.</p>", dek="Es sind 5 km.")

    html = page(reader, story)

    assert "13\u00a0Millionen Euro" in html
    assert '<p class="dek">Es sind 5\u00a0km.</p>' in html
    assert "13 Millionen Euro" in Article.objects.get(pk=story.pk).body
