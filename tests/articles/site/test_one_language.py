"""A site set to English is English throughout: every page that a link leads to, and those no link leads to."""

import html
import re
from datetime import timedelta

import pytest

from articles.actions.desk.reference_data import save_entry
from articles.actions.stories.publish import correct
from articles.actions.stories.withdraw import kill
from articles.models import Article, Edition, StaffInitials, Topic
from articles.url_paths import story_path
from tests.articles.site.test_crawl import crawl
from tests.factories import NOON, make_person, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db
GERMAN = re.compile(
    r"\b(?:und|oder|der|die|das|den|ein|eine|ist|nicht|für|von|vom|bis|mit|zu[mr]?|auf|seit|alle|Artikel|Meldung|Suche"
    r"|Uhr|Neueste|Ressort|Thema|Themen|Quelle|Foto|Seite|Korrektur|Aktualisiert|März|Mai|Oktober|Dezember|Montag"
    r"|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So|Kommentar|Bericht|Deutsch)\b"
)


@pytest.fixture
def _an_english_paper(settings) -> Article:
    settings.SITE_LANGUAGE = settings.LANGUAGE_CODE = "en"
    settings.SITE_NAME = "Harbour Courier"
    person, photo = (
        make_person("Mira Lind", "Minister"),
        make_photo("Jonna Ekvall", caption="A crane.", alt_text="Crane"),
    )
    Topic.objects.create(slug="harbour", name="Harbour")
    facts = {"initials": "ib", "name": "Ida Brand", "slug": "ida-brand", "portrait_id": photo.pk}
    save_entry(StaffInitials, facts, by=None, at=NOON)
    section = make_section("Politics", "politics")
    for number in range(4):
        story = make_published(
            f"Council approves plan {number}", body="<p>The council has approved it.</p>", language="en", section=section,
            people=(person,), pictures=(photo,), tag="(afp/dl)", byline="By Ida Brand",
            genre="comment" if number else "report", at=NOON - timedelta(days=400 * number),
        )  # fmt: skip
        Edition.objects.filter(article=story).update(topic_slugs=["harbour"])
    correct(
        story.pk, desk_note="Paragraph 1: Tuesday (not: Monday).", public_note="Correction: it was a Tuesday.",
        by=None, at=NOON,
    )  # fmt: skip
    gone = make_published("Gone", language="en", section=section)
    kill(gone.pk, reason="legal", by=None, at=NOON)
    return gone


def words(text: str) -> str:
    """What a page shows or reads aloud, its credit lines and machine-readable parts aside."""
    body = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+\shreflang=[^>]*>", " ", text, flags=re.S)
    spoken = " ".join(re.findall(r'(?:alt|aria-label|placeholder|title|content)="([^"]*)"', body))
    return html.unescape(re.sub(r"<[^>]+>", " ", body) + " " + spoken)


def test_no_page_of_an_english_site_has_a_german_word(reader, _an_english_paper):
    gone = _an_english_paper
    pages = crawl(reader)
    for path in ("/search/", "/search/?q=council", "/search/?q=jellyfish&from=x", "/nowhere/", "/search/?q=-",
                 story_path("politics", gone.slug, gone.pk)):  # fmt: skip
        pages[path] = (0, reader.get(path).content.decode())

    german = {path: sorted(set(GERMAN.findall(words(text)))) for path, (_, text) in pages.items()}

    assert len(pages) > 40
    assert {path: found for path, found in german.items() if found} == {}
