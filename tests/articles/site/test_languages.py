"""Stories in other languages on pages and in feeds: each says its language."""

import re
from xml.etree import ElementTree

import pytest

from articles.models import Edition
from articles.site.page_meta import to_open_graph_locale
from articles.url_paths import story_path
from tests.factories import make_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _more_languages(settings) -> None:
    settings.DESK_LANGUAGES = ("de", "en", "fr", "it", "ar")


def read_story(reader, story) -> str:
    return reader.get(story_path("politik", story.slug, story.pk)).content.decode()


def test_a_page_names_the_language_of_its_story(reader):
    page = read_story(reader, make_published("La grue", body="<p>Une grue.</p>", language="fr"))

    assert '<article class="story" lang="fr">' in page
    assert '<meta property="og:locale" content="fr_FR">' in page
    assert '"inLanguage":"fr"' in page


def test_arabic_runs_from_right_to_left(reader):
    page = read_story(
        reader, make_published("رافعة جديدة", slug="rafia", body="<p>رافعة.</p>", language="ar")
    )

    assert '<article class="story" lang="ar" dir="rtl">' in page


def test_a_card_names_the_language_and_divides_the_headline_by_its_rules(reader):
    make_published("Anticonstitutionnellement", language="fr")
    make_published("رافعة", slug="rafia", language="ar")

    page = reader.get("/").content.decode()

    assert re.search(r'lang="fr"[^>]*>.*?Anti\u00adcons\u00adti', page, re.DOTALL)
    assert 'lang="ar" dir="rtl"' in page
    assert "Französisch" in page


def test_the_public_feed_and_the_news_sitemap_name_the_language(reader):
    make_published("La grue", language="fr")

    feed = ElementTree.fromstring(reader.get("/feed.atom").content)
    (entry,) = feed.findall("{http://www.w3.org/2005/Atom}entry")

    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert "<news:language>fr</news:language>" in reader.get("/sitemap-news.xml").content.decode()


def test_a_search_finds_stems_and_filters_by_language(reader):
    make_published("Le port", body="<p>Les ouvriers construisaient des navires.</p>", language="fr")
    make_published("Navire", body="<p>Ein Schiff.</p>")

    page = reader.get("/suche/?q=navire&language=fr").content.decode()

    assert "Le port" in page
    assert "Ein Schiff" not in page
    assert "Französisch" in page


def test_a_story_in_a_language_no_longer_listed_stays_public(reader, settings):
    story = make_published("La grue", body="<p>Une grue.</p>", language="fr")
    settings.DESK_LANGUAGES = ("de",)

    assert '<article class="story" lang="fr">' in read_story(reader, story)
    assert "La <mark>grue</mark>" in reader.get("/suche/?q=grue&language=fr").content.decode()
    assert Edition.objects.get().language == "fr"


@pytest.mark.parametrize(
    ("tag", "locale"),
    [("de", "de_DE"), ("en", "en_GB"), ("de-AT", "de_AT"), ("nb", "nb_NO"), ("sr-Latn", "sr_RS")],
)
def test_open_graph_gets_a_region(tag, locale):
    assert to_open_graph_locale(tag) == locale
