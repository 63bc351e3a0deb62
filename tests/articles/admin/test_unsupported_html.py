"""Nothing is taken apart in silence: the editor is asked before a save that cannot keep a table or a picture."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from articles.models import Article, StaticPage, WireItem
from tests.articles.admin.forms import filled
from tests.factories import make_story

pytestmark = pytest.mark.django_db
TABLE = "<p>Vorab</p><table><tr><th>Liste</th><th>Sitze</th></tr><tr><td>A</td><td>12</td></tr></table>"
KEPT = (
    '<p>Vorab</p><table><thead><tr><th scope="col">Liste</th><th scope="col">Sitze</th></tr></thead>'
    "<tbody><tr><td>A</td><td>12</td></tr></tbody></table>"
)
PICTURE = '<p>a</p><img src="x">'
ASKED = "Noch nicht gesichert: Der Text enthält Teile, die sich nicht speichern lassen."


def save(desk: Client, story: Article, **typed: str) -> Any:
    address = reverse("admin:articles_article_change", args=[story.pk])
    return desk.post(address, filled(desk, address, "article_form", **typed))


def test_a_story_with_a_table_is_saved_with_it(desk: Client):
    story = make_story(body="<p>Alt</p>")

    save(desk, story, body=TABLE)

    assert Article.objects.get(pk=story.pk).body == KEPT


def test_a_table_that_is_too_large_is_refused_with_its_size(desk: Client):
    story = make_story(body="<p>Alt</p>")
    rows = "".join(f"<tr><td>{number}</td><td>Name</td></tr>" for number in range(2_000))

    page = save(desk, story, body=f"<table><caption>Starter</caption>{rows}</table>").content.decode()

    assert (
        "Die Tabelle „Starter“ hat 2000 Zeilen und 2 Spalten; ein Text fasst Tabellen bis 500 Zeilen" in page
    )
    assert "&lt;td&gt;1999&lt;/td&gt;" in page
    assert Article.objects.get(pk=story.pk).body == "<p>Alt</p>"


def test_an_editor_who_agrees_saves_without_the_picture(desk: Client):
    story = make_story(body="<p>Alt</p>")

    assert ASKED in save(desk, story, body=PICTURE).content.decode()
    assert Article.objects.get(pk=story.pk).body == "<p>Alt</p>"
    save(desk, story, body=PICTURE, _without_unkept="1")

    assert Article.objects.get(pk=story.pk).body == "<p>a</p>"


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

    page = desk.post(address, {"body": PICTURE, "based_on": "", "_save": "1"}).content.decode()

    assert ASKED in page
    assert not StaticPage.objects.filter(name="imprint").exists()


def test_received_copy_with_a_table_becomes_a_story_with_it(desk: Client):
    html = (
        f"<html><body><h1>Rat gewählt</h1><p>Nordhafen (afp) - Der Rat ist gewählt.</p>{TABLE}</body></html>"
    )
    desk.post(reverse("admin:articles_article_from_copy"), {"copy": "Rat gewählt", "html": html})

    address = reverse("admin:articles_article_review_copy", args=[WireItem.objects.get().pk])
    page = desk.get(address).content.decode()

    assert escape(KEPT.removeprefix("<p>Vorab</p>")) in page
