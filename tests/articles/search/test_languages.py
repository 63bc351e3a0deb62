"""Search in stories of the desk's languages, and of languages that it no longer lists."""

import pytest
from django.db import connection

from articles.models import Article, Edition
from articles.search.configurations import CONFIGURATIONS, NAMES, find_configuration, searched_configurations
from articles.search.desk import match_stories
from articles.search.query import CLOSE, OPEN, filter_by_terms, parse_terms
from tests.articles.search.excerpts import build_excerpts
from tests.factories import NOON, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(settings):
    settings.DESK_LANGUAGES = ("de", "en", "fr", "it", "pl")
    make_published("Le port", body="<p>Les ouvriers construisaient des navires.</p>", language="fr")
    make_published("Il porto", body="<p>Gli operai costruivano le barche più grandi.</p>", language="it")
    make_published("Port", body="<p>Robotnicy budowali statki.</p>", language="pl")
    make_published("Hafen", body="<p>Die Arbeiter bauten Schiffe.</p>")


def find_headlines(typed: str) -> list[str]:
    editions = filter_by_terms(Edition.objects.public(at=NOON), parse_terms(typed))
    return sorted(editions.values_list("headline", flat=True))


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("navire", ["Le port"]),
        ("construire ouvrier", []),
        ("ouvrier navire", ["Le port"]),
        ("operaio barca", []),
        ("operai barca", ["Il porto"]),
        ("grande", ["Il porto"]),
        ("budowali", ["Port"]),
        ("budować", []),
        ("Schiff", ["Hafen"]),
        ("ouvriers -navires", []),
    ],
)
def test_a_story_is_found_by_the_stems_of_its_language(typed, headlines):
    assert find_headlines(typed) == headlines


@pytest.mark.usefixtures("stories")
def test_the_desk_finds_its_own_text_by_the_stems_of_its_language():
    found = Article.objects.filter(match_stories("navire"))

    assert [story.headline for story in found] == ["Le port"]


@pytest.mark.usefixtures("stories")
def test_the_excerpt_marks_the_words_of_the_storys_language():
    (excerpt,) = build_excerpts([("fr", "Les ouvriers construisaient des navires.")], parse_terms("navire"))

    assert f"{OPEN}navires{CLOSE}" in excerpt


@pytest.mark.usefixtures("stories")
def test_stories_of_a_language_no_longer_listed_are_found_as_written(settings):
    settings.DESK_LANGUAGES = ("de", "en")

    assert find_headlines("Le port") == ["Le port"]
    assert find_headlines("Schiff") == ["Hafen"]


@pytest.mark.parametrize("language", [*CONFIGURATIONS, "pl", "rm", "lb", "de-AT", "pt-BR", "und", ""])
def test_documents_and_queries_have_the_same_stems(language):
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_stems(%s)::text", [language])

        assert cursor.fetchone() == (find_configuration(language),)


def test_a_language_without_a_stemmer_has_its_words_as_spelt(settings):
    settings.DESK_LANGUAGES = ("de", "pl", "fr")

    assert searched_configurations() == ["newsroom_german", "newsroom_english", "newsroom_french", NAMES]
