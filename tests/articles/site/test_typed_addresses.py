"""Addresses as people type them lead to the page that was meant, and only if there is none at the typed one."""

import pytest

from articles.site.typed_addresses import correct_path
from tests.factories import make_published, make_section

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/archiv/2026/3/2", "/archiv/2026/03/02/"),
        ("/archive/2026/3/", "/archiv/2026/03/"),
        ("/2026/03/02/", "/archiv/2026/03/02/"),
        ("/Archiv", "/archiv/"),
        ("/feed", "/feed.atom"),
        ("/feed/", "/feed.atom"),
        ("/rss", "/feed.atom"),
        ("/RSS.xml", "/feed.atom"),
        ("/feed.xml", "/feed.atom"),
        ("/politik/rss/", "/politik/feed.atom"),
        ("/sitemap", "/sitemap.xml"),
        ("/person/", "/archiv/personen/"),
        ("/topic", "/archiv/themen/"),
        ("/Politik/", "/politik/"),
        ("/POLITIK", "/politik/"),
        ("/politik//", "/politik/"),
        ("//evil.example/", "/evil.example"),
        ("/politik/hafen-5/)", "/politik/hafen-5/"),
        ("/politik/hafen-5/.", "/politik/hafen-5/"),
        ("/politik/hafen-5).", "/politik/hafen-5/"),
        ("/feed.atom,", "/feed.atom"),
    ],
)
def test_a_typed_address_is_corrected(typed, meant):
    assert correct_path(typed) == meant


@pytest.mark.parametrize(
    "path", ["/", "/politik/", "/archiv/2026/03/02/", "/feed.atom", "/preview/AbC/", "/media/X.jpg", "/id/story/5", "/käse"]
)  # fmt: skip
def test_nothing_is_wrong_with_these(path):
    assert correct_path(path) == ""


@pytest.mark.parametrize("typed", ["/Politik/?before=x", "/rss?before=x", "/archiv/2026/3/2?before=x"])
def test_the_redirect_is_permanent_and_keeps_the_query(reader, typed):
    make_published()

    answer = reader.get(typed)

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{correct_path(typed.partition('?')[0])}?before=x"


def test_a_section_called_rss_keeps_its_page(reader):
    make_published(section=make_section("RSS", "rss"))

    assert reader.get("/rss/").status_code == 200


def test_what_is_posted_is_never_redirected(reader):
    assert reader.post("/Politik/").status_code == 405
