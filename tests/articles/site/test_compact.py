import re
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.url_paths import story_path
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=30)


def path_of(article) -> str:
    return story_path("politik", article.slug, article.pk)


def test_the_compact_page_is_headlines_and_nothing_to_load(reader):
    make_published("Kai gesperrt", pictures=(make_photo(),))

    html = reader.get("/kompakt/").content.decode()

    assert "Kai gesperrt" in html
    assert not any(word in html for word in ("<img", '<link rel="stylesheet', "<script"))


def test_its_style_stands_in_the_page_and_is_the_only_one_the_policy_lets_in(reader):
    response = reader.get("/kompakt/")

    style = re.search("<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}'" in response.headers["Content-Security-Policy"]


def test_the_compact_page_says_which_headlines_are_in_another_language(reader):
    make_published("Quay closed", language="en")
    make_published("Kai gesperrt")

    html = reader.get("/kompakt/").content.decode()

    assert re.search(r'<a lang="en" [^>]*>Quay closed</a> <small>.*Englisch</small>', html)
    assert html.count("Englisch") == 1


def test_a_story_as_text_leads_search_engines_to_the_story(reader):
    article = make_published("Kai gesperrt", pictures=(make_photo(),))

    html = reader.get(f"{path_of(article)}?view=text").content.decode()

    assert f'rel="canonical" href="https://zeitung.example{path_of(article)}"' in html
    assert "<img" not in html


def test_another_view_is_the_story_as_usual(reader):
    article = make_published()

    assert "masthead" in reader.get(f"{path_of(article)}?view=3d").content.decode()


def published_again(article, **fields) -> None:
    update(article.pk, StoryChange(fields=fields), by=None, at=LATER)


def test_a_new_text_makes_a_story_updated(reader):
    article = make_published()

    published_again(article, dek="Ein neuer Vorspann.")

    assert "Aktualisiert" in reader.get(path_of(article)).content.decode()


def test_another_urgency_alone_makes_no_story_updated(reader):
    article = make_published()

    published_again(article, urgency=2)

    html = reader.get(path_of(article)).content.decode()
    assert "Aktualisiert" not in html
    assert html.count("2026-03-02T12:30:00") == 0
