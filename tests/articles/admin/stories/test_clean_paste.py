"""Cleaning of what is pasted into the editor, asked by its script."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.text.pasted_html import MAX_LENGTH

pytestmark = pytest.mark.django_db


def ask(client: Client, html: str) -> object:
    return client.post(reverse("admin:articles_article_clean_paste"), {"html": html})


def test_the_desk_gets_clean_html_and_nobody_else_does(desk: Client) -> None:
    answer = ask(desk, '<p class=MsoNormal>Der <b>Rat</b><o:p></o:p></p><img alt="Mole">')

    assert answer.json() == {"html": "<p>Der <strong>Rat</strong></p>", "left_out": ["Mole"]}  # type: ignore[attr-defined]
    assert ask(Client(), "<p>a</p>").status_code == 302  # type: ignore[attr-defined]


def test_more_than_a_story_is_refused(desk: Client) -> None:
    assert ask(desk, "a" * (MAX_LENGTH + 1)).status_code == 413  # type: ignore[attr-defined]
