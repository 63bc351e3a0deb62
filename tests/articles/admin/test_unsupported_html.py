"""Nothing is taken apart in silence: the editor is asked before a save that cannot keep a table or a picture."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, StaticPage, WireItem
from tests.articles.admin.forms import filled
from tests.factories import make_story

pytestmark = pytest.mark.django_db
TABLE = "<p>Vorab</p><table><tr><th>Liste</th><th>Sitze</th></tr><tr><td>A</td><td>12</td></tr></table>"
ASKED = (
    "Noch nicht gesichert: Der Text enthält Teile, die sich nicht speichern lassen. Eine Tabelle mit 2 gefüllten Zeilen: "
    "Jede Zeile wird ein Absatz, die Zellen durch „|“ getrennt."
)


def save(desk: Client, story: Article, **typed: str) -> Any:
    address = reverse("admin:articles_article_change", args=[story.pk])
    return desk.post(address, filled(desk, address, "article_form", **typed))


def test_a_story_with_a_table_is_not_saved_before_its_editor_agrees(desk: Client):
    story = make_story(body="<p>Alt</p>")

    page = save(desk, story, body=TABLE).content.decode()

    assert ASKED in page
    assert "&lt;table&gt;" in page
    assert Article.objects.get(pk=story.pk).body == "<p>Alt</p>"


def test_an_editor_who_agrees_keeps_each_row_as_a_paragraph(desk: Client):
    story = make_story(body="<p>Alt</p>")

    save(desk, story, body=TABLE, _without_unkept="1")

    assert Article.objects.get(pk=story.pk).body == "<p>Vorab</p><p>Liste | Sitze</p><p>A | 12</p>"


@pytest.mark.parametrize(
    ("html", "asked"),
    [
        ('<p>a</p><img src="x"><img src="y">', "2 Bilder fallen weg; bitte über die Bibliothek einfügen."),
        ('<iframe src="https://video.example"></iframe><p>a</p>', "Eine Einbettung fällt weg."),
    ],
)
def test_pictures_and_players_are_named(desk: Client, html: str, asked: str):
    assert asked in save(desk, make_story(), body=html).content.decode()


def test_a_text_that_can_be_kept_is_saved_without_a_question(desk: Client):
    story = make_story(body="<p>Alt</p>")

    save(desk, story, body="<h2>Neu</h2><p>Text</p>")

    assert Article.objects.get(pk=story.pk).body == "<h2>Neu</h2><p>Text</p>"


def test_a_standing_page_asks_the_same(desk: Client):
    address = reverse("admin:articles_staticpage_write", args=["imprint"])

    page = desk.post(address, {"body": TABLE, "based_on": "", "_save": "1"}).content.decode()

    assert ASKED in page
    assert not StaticPage.objects.filter(name="imprint").exists()


def test_received_copy_with_a_table_says_so_above_what_was_read(desk: Client):
    html = (
        f"<html><body><h1>Rat gewählt</h1><p>Nordhafen (afp) - Der Rat ist gewählt.</p>{TABLE}</body></html>"
    )
    desk.post(reverse("admin:articles_article_from_copy"), {"copy": "Rat gewählt", "html": html})

    address = reverse("admin:articles_article_review_copy", args=[WireItem.objects.get().pk])
    page = desk.get(address).content.decode()

    assert "Der Text enthält eine Tabelle mit 2 Zeilen." in page
