"""The language of a story: the desk's list, what copy says, and what an older list has left."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import take_snapshot
from articles.models import Article, WireItem
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_partner, make_published, make_section, make_story

pytestmark = pytest.mark.django_db
PASTE = reverse("admin:articles_article_from_copy")
FRENCH = """Nordhaven approuve une nouvelle grue

NORDHAVEN (AFP) - Le maire de Nordhaven, Julien Marchetti, a annoncé lundi la construction d'une nouvelle grue.

Selon la mairie, le port sera fermé pendant deux mois. Les ouvriers ont salué cette décision.

(afp)
"""


def list_options(page: str) -> list[tuple[str, str]]:
    select = re.search(r'<select[^>]*name="language".*?</select>', page, re.DOTALL)
    assert select
    return re.findall(r'value="([^"]*)"[^>]*>([^<]*)<', select[0])


def change_page(desk: Client, story: Article) -> str:
    return desk.get(reverse("admin:articles_article_change", args=[story.pk])).content.decode()


def review_of(desk: Client, text: str = FRENCH) -> str:
    return str(desk.post(PASTE, {"copy": text, "html": ""}).headers["Location"])


def create(desk: Client, url: str, **changes: Any) -> Article:
    desk.post(url, filled(desk, url, "review-form", _create="1", **changes), follow=True)
    return Article.objects.get()


def test_the_field_offers_the_desks_list_in_the_interfaces_language(desk, settings):
    settings.DESK_LANGUAGES = ("de", "fr", "rm")
    story = make_story("Kran")

    assert list_options(change_page(desk, story)) == [
        ("de", "Deutsch"), ("fr", "Französisch"), ("rm", "Rätoromanisch"),
    ]  # fmt: skip


def test_a_story_keeps_a_language_that_is_no_longer_listed(desk, settings):
    settings.DESK_LANGUAGES = ("de", "fr")
    story = make_published("La grue", language="fr")
    settings.DESK_LANGUAGES = ("de",)

    page = change_page(desk, story)

    assert list_options(page) == [("de", "Deutsch"), ("fr", "Französisch")]
    assert not [
        check for check in run_checks(take_snapshot(story, at=NOON)) if check.code == "language-missing"
    ]


def test_the_list_of_stories_is_filtered_by_the_address_it_always_had(desk, settings):
    settings.DESK_LANGUAGES = ("de", "fr")
    make_story("Der Kran")
    make_story("La grue", language="fr")

    page = desk.get(reverse("admin:articles_article_changelist"), {"language__exact": "fr"}).content.decode()

    assert "La grue" in page
    assert "Der Kran" not in page


def test_a_new_story_has_the_first_language_of_the_list(settings):
    settings.DESK_LANGUAGES = ("it", "de")

    assert Article().language == "it"


def test_the_review_says_in_words_that_the_desk_lacks_the_language(desk):
    page = desk.get(review_of(desk)).content.decode()

    assert "Der Text ist in dieser Sprache: Französisch. Die Redaktion führt keine Artikel in ihr" in page
    assert WireItem.objects.get().language == "fr"


def test_copy_in_a_language_of_the_desk_becomes_a_story_in_it(desk, settings):
    settings.DESK_LANGUAGES = ("de", "en", "fr")
    url = review_of(desk)
    page = desk.get(url).content.decode()

    story = create(desk, url, section=make_section().pk, headline="Une grue")

    assert "Die Redaktion führt keine Artikel" not in page
    assert "alle Werte sind weniger sicher" in page
    assert story.language == "fr"


def test_copy_in_a_language_the_desk_lacks_becomes_a_story_in_its_first_one(desk):
    story = create(desk, review_of(desk), section=make_section().pk, headline="Une grue")

    assert story.language == "de"


def test_ordinary_copy_has_no_note_about_its_language(desk):
    page = desk.get(
        review_of(desk, "Der Kran\n\nDer Kran ist am Montag in den Hafen gekommen.\n")
    ).content.decode()

    assert "Der Text ist in dieser Sprache" not in page


def test_a_partners_contract_offers_the_desks_languages_and_keeps_its_own(desk, settings):
    settings.DESK_LANGUAGES = ("de", "it")
    partner = make_partner(languages=["en"])

    page = desk.get(reverse("admin:articles_partner_change", args=[partner.pk])).content.decode()

    assert re.findall(r'name="languages"\s+value="([^"]*)"', page) == ["de", "it", "en"]
