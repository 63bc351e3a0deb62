"""Pages have addresses in the language of the site; those of the other languages lead there for ever."""

import pytest
from django.urls import reverse

from articles.actions.desk.reference_data import save_entry
from articles.actions.errors import ActionRefused
from articles.models import Edition, Section, Topic
from articles.url_paths import RESERVED, WORDS, moved_path, site_path
from tests.articles.site.web_process import WebProcess
from tests.factories import NOON, make_published

GERMAN = {
    "/search/": "/suche/", "/search/?q=Rat&section=politik": "/suche/?q=Rat&section=politik",
    "/archive/2026/03/02/": "/archiv/2026/03/02/", "/corrections/feed.atom": "/korrekturen/feed.atom",
    "/topic/hafen/": "/thema/hafen/", "/topic/hafen/feed.atom": "/thema/hafen/feed.atom",
    "/source/afp/": "/quelle/afp/", "/author/ida-brandt/": "/autor/ida-brandt/", "/imprint/": "/impressum/",
    "/compact/?before=x": "/kompakt/?before=x", "/policy/": "/grundsaetze/", "/privacy/": "/datenschutz/",
    "/rights/": "/nutzungsrechte/", "/contact/": "/kontakt/", "/accessibility/": "/barrierefreiheit/",
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), GERMAN.items())
@pytest.mark.django_db
def test_an_english_address_leads_to_the_german_one(reader, old, new):
    answer = reader.get(old)

    assert (answer.status_code, answer.headers["Location"]) == (301, new)


@pytest.mark.parametrize(("new", "old"), GERMAN.items())
@pytest.mark.django_db
def test_an_english_site_has_the_english_addresses(reader, settings, old, new):
    settings.SITE_LANGUAGE = "en"

    answer = reader.get(old)

    assert (answer.status_code, answer.headers["Location"]) == (301, new)


@pytest.mark.django_db(transaction=True)
def test_a_moved_address_is_never_answered_from_memory_as_a_page():
    make_published()
    process = WebProcess()
    try:
        process.get("/kompakt/")
        statuses = [process.get("/compact/")[0] for _ in range(2)]
    finally:
        process.close()

    assert statuses == ["301", "301"]


@pytest.mark.django_db
def test_a_page_names_its_new_address_alone(reader):
    Topic.objects.create(slug="hafen", name="Hafen")
    Edition.objects.filter(article=make_published()).update(topic_slugs=["hafen"])

    html = reader.get("/thema/hafen/").content.decode()

    assert '<link rel="canonical" href="https://zeitung.example/thema/hafen/">' in html
    assert "/topic/" not in html


@pytest.mark.django_db
def test_a_feed_keeps_its_identity_under_its_new_address(reader):
    """Readers that subscribed to the old address see no entry twice."""
    Topic.objects.create(slug="hafen", name="Hafen")
    Edition.objects.filter(article=make_published()).update(topic_slugs=["hafen"])

    text = reader.get("/thema/hafen/feed.atom").content.decode()

    assert "<id>https://zeitung.example/topic/hafen/</id>" in text
    assert 'href="https://zeitung.example/thema/hafen/feed.atom" rel="self"' in text


@pytest.mark.parametrize(
    "path", ["/", "/politik/", "/suche", "/thema", "//suche/", "/person/mira-1/", "/suchen/"]
)
def test_all_other_addresses_stay(path):
    assert moved_path(path) == ""


@pytest.mark.django_db
def test_no_section_takes_the_word_of_a_page():
    words = {word for by_english in WORDS.values() for word in by_english.values()}

    assert words <= RESERVED
    with pytest.raises(ActionRefused):
        save_entry(Section, {"name": "Archiv", "slug": "archiv"}, by=None, at=NOON)


@pytest.mark.parametrize("name", ["search", "archive", "corrections", "compact", "corrections-feed"])
def test_the_names_of_patterns_give_the_addresses_of_the_site(name):
    english = {"corrections-feed": "/corrections/feed.atom"}.get(name, f"/{name}/")

    assert reverse(name) == site_path(english)
