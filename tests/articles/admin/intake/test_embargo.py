"""The embargo on the screen that checks received copy, and the story that is made there on a later day."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_chief, make_section

pytestmark = pytest.mark.django_db

COPY = """{line}

Seestadt will Containerhafen bis 2027 verdoppeln

Die Stadt Seestadt will ihren Containerhafen bis 2027 verdoppeln. Das kündigte Bürgermeisterin Marta Ehlers am Montag an.

(afp/dl)
"""
SIX = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def pasted(desk: Client, line: str) -> str:
    """The address of the review of copy that is pasted on Monday noon."""
    with time_machine.travel(NOON, tick=False):
        signed_in(desk, make_chief())
        came = desk.post(
            reverse("admin:articles_article_from_copy"), {"copy": COPY.format(line=line), "html": ""}
        )
    return str(came.headers["Location"])


def reviewed(desk: Client, url: str, at: datetime) -> tuple[str, Article]:
    """What the review says at that time, and the story that is then made."""
    with time_machine.travel(at, tick=False):
        signed_in(desk, make_chief("spaetdienst"))
        page = desk.get(url).content.decode()
        answers: dict[str, Any] = filled(desk, url, "review-form", _create="1", section=make_section().pk)
        desk.post(url, answers)
    return page, Article.objects.get()


def test_the_review_says_in_full_words_until_when_the_copy_is_held(desk: Client):
    page, story = reviewed(desk, pasted(desk, "Sperrfrist: 18.00 Uhr"), NOON + timedelta(hours=1))

    assert "heute, 18:00 Uhr (MEZ) · Montag, 2. März 2026" in page
    assert story.embargo_until == SIX


def test_on_the_next_day_review_and_story_name_the_same_embargo(desk: Client):
    page, story = reviewed(desk, pasted(desk, "Sperrfrist: 18.00 Uhr"), NOON + timedelta(days=1))

    assert "Montag, 2. März 2026, 18:00 Uhr (MEZ), ist abgelaufen." in page
    assert story.embargo_until is None
    assert story.wire_items.get().reading["embargo"] == SIX.isoformat()


def test_an_end_that_could_not_be_read_is_said_and_asked_for(desk: Client):
    page, story = reviewed(desk, pasted(desk, "Sperrfrist: 18.00 Uhr Nordhavener Zeit"), NOON)

    assert "18.00 Uhr Nordhavener Zeit – das Ende war nicht zu erkennen" in page
    assert story.embargo_until is None
