"""Who wrote it: pages of authors, and the ways that lead there."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.desk.reference_data import save_entry
from articles.models import StaffInitials, StaticPage
from articles.rights.grants import RightsChannel
from articles.url_paths import story_path
from tests.articles.site.conftest import forget_pages
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db


def make_author(**facts) -> StaffInitials:
    facts = {"initials": "ib", "name": "Ida Brandt", "slug": "ida-brandt", **facts}
    return save_entry(StaffInitials, facts, by=None, at=NOON)


def page_of(reader, slug: str = "ida-brandt") -> str:
    answer = reader.get(f"/autor/{slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_author_page_lists_every_story_whose_byline_has_the_name(reader):
    make_author(position="Redakteurin", beat="Häfen", about="Schreibt über Wasser.")
    make_published("Allein", byline="Von Ida Brandt")
    make_published("Zu zweit", byline="Ida Brandt und Jonas Feld", at=NOON - timedelta(hours=2))
    make_published("Fremd", byline="Von Ida Brandtner")

    html = page_of(reader)

    assert re.findall(r'class="card-headline"><a href="[^"]*">(.*?)</a>', html) == ["Allein", "Zu zweit"]
    assert all(words in html for words in ("Redakteurin", "Häfen", "Schreibt über Wasser."))


def test_a_byline_leads_to_the_pages_of_those_who_have_one(reader):
    make_author()
    story = make_published("Zu zweit", byline="Von Ida Brandt und Jonas Feld")

    html = reader.get(story_path("politik", story.slug, story.pk)).content.decode()

    assert 'Von <a href="/autor/ida-brandt/" rel="author">Ida Brandt</a> und Jonas Feld' in html


def test_machines_are_told_each_author_and_where_their_page_is(reader):
    make_author()
    story = make_published("Zu zweit", byline="Von Ida Brandt und Jonas Feld")

    html = reader.get(story_path("politik", story.slug, story.pk)).content.decode()
    told = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])

    assert told["author"] == [
        {"@type": "Person", "name": "Ida Brandt", "url": "https://zeitung.example/autor/ida-brandt/"},
        {"@type": "Person", "name": "Jonas Feld"},
    ]


@pytest.mark.parametrize("slug", ["nobody", "ib"])
def test_who_has_no_slug_has_no_page(reader, slug):
    make_author(slug="")

    assert reader.get(f"/autor/{slug}/").status_code == 404


def test_an_author_page_with_few_stories_is_not_offered_to_search_engines(reader):
    make_author()
    make_published("Allein", byline="Ida Brandt")

    assert reader.get("/autor/ida-brandt/").headers["X-Robots-Tag"] == "noindex"


def test_a_portrait_is_shown_with_its_credit_while_its_rights_allow(reader):
    portrait = make_photo("Foto: Jonna Ekvall", channels=(RightsChannel.SITE,))
    make_author(portrait_id=portrait.pk)
    make_published("Allein", byline="Von Ida Brandt")

    html = page_of(reader)

    source = re.search(r'<img src="([^"]+)"', html)
    assert source and "Jonna Ekvall" in html
    assert reader.get(source[1]).status_code == 200


def test_a_portrait_without_rights_for_the_site_is_not_shown(reader):
    portrait = make_photo("Foto: Jonna Ekvall", channels=(RightsChannel.PARTNER,))
    make_author(portrait_id=portrait.pk)
    make_published("Allein", byline="Von Ida Brandt")

    assert "<img" not in page_of(reader)


def test_readers_may_write_where_the_desk_has_a_page_for_it(reader):
    make_author()
    make_published("Allein", byline="Von Ida Brandt")
    assert "/kontakt/" not in page_of(reader).partition("<footer")[0]

    StaticPage.objects.create(name="contact", body="<p>Schreiben Sie uns.</p>", written_at=NOON)
    forget_pages()

    assert 'href="/kontakt/">An die Redaktion schreiben' in page_of(reader)


def test_a_comment_is_called_one_wherever_it_stands(reader):
    story = make_published("Schlafen lernen", genre="comment")

    on_front = reader.get("/").content.decode()
    on_page = reader.get(story_path("politik", story.slug, story.pk)).content.decode()

    assert '<p class="kicker">Kommentar</p>' in on_front
    assert '<span class="kind">Kommentar</span>' in on_page


def test_an_author_page_takes_few_queries(reader):
    make_author()
    make_published("Allein", byline="Ida Brandt")
    forget_pages()

    with CaptureQueriesContext(connection) as queries:
        page_of(reader)

    assert len(queries) <= 4
