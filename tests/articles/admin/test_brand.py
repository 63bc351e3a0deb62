"""The brand is chosen with a preview in both schemes, in words about contrast, and refused with reasons."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.actions.desk.brand import BrandDraft, save_brand
from articles.models import Brand
from tests.factories import NOON, make_published

pytestmark = pytest.mark.django_db
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><path d="M0 0h9v9z"/></svg>'


def address(name: str = "changelist") -> str:
    return reverse(f"admin:articles_brand_{name}")


def values(**changes: Any) -> dict[str, Any]:
    return {"accent": "#0a5c36", "density": "airy", "pairing": "slab", "based_on": ""} | changes


def test_a_brand_is_saved_and_shown_to_readers(desk: Client, client: Client) -> None:
    make_published()
    desk.post(address(), values(logo=SimpleUploadedFile("logo.svg", LOGO)))

    html = client.get("/").content.decode()

    assert Brand.objects.get().accent == "#0a5c36"
    assert "nameplate-logo" in html
    assert "/theme/" in html


def test_the_colour_of_the_settings_is_no_choice(desk: Client, settings) -> None:
    desk.post(address(), values(accent=settings.ACCENT_COLOUR.upper()))

    assert Brand.objects.get().accent == ""


def test_the_name_is_saved_and_that_of_the_settings_is_no_choice(desk: Client, settings) -> None:
    settings.SITE_NAME = "Hafenblatt"
    shown = desk.get(address()).content.decode()
    names = []
    for typed in ("Nordhavener Bote", "Hafenblatt", ""):
        desk.post(address(), values(name=typed, based_on=saved_at()))
        names.append(Brand.objects.get().name)

    assert 'name="name" value="Hafenblatt"' in shown
    assert names == ["Nordhavener Bote", "", ""]


def saved_at() -> str:
    brand = Brand.objects.first()
    return brand.saved_at.isoformat() if brand else ""


def test_the_sample_shows_the_name_that_is_being_typed(desk: Client) -> None:
    assert "Nordhavener Bote" in desk.get(address("sample"), {"name": "Nordhavener Bote"}).content.decode()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"accent": "rot"}, "sechs Hexadezimalziffern"),
        (
            {"logo": SimpleUploadedFile("logo.svg", LOGO.replace(b"<path", b"<script/><path"))},
            "enthält ein Skript",
        ),
        ({"text_font": SimpleUploadedFile("a.woff2", b"no font")}, "keine Schrift"),
        ({"pairing": "own"}, "Schriftdatei"),
        ({"icon": SimpleUploadedFile("a.png", b"")}, "leer"),
    ],
)
def test_a_refusal_has_its_reason_at_the_field_and_keeps_the_choices(
    desk: Client, changes: dict[str, Any], reason: str
) -> None:
    page = desk.post(address(), values(**changes)).content.decode()

    assert reason in "".join(re.findall(r'<p class="desk-error"[^>]*>(.*?)</p>', page))
    assert 'name="density" value="airy" checked' in page
    assert not Brand.objects.exists()


def test_what_somebody_else_has_saved_is_not_overwritten_unseen(desk: Client) -> None:
    save_brand(BrandDraft(), by=None, at=NOON)

    page = desk.post(address(), values()).content.decode()

    assert "inzwischen gesichert" in page
    assert Brand.objects.get().density == "normal"


def test_a_refused_form_does_not_overwrite_what_was_saved_meanwhile(desk: Client) -> None:
    save_brand(BrandDraft(), by=None, at=NOON)

    page = desk.post(address(), values(accent="rgb(10, 92, 54)")).content.decode()

    assert 'name="based_on" value=""' in page
    assert 'name="accent" value="rgb(10, 92, 54)"' in page


@pytest.mark.parametrize(
    ("role", "status"), [("reporter", 403), ("editor", 403), ("chief", 200), ("admin", 200)]
)
@pytest.mark.parametrize("name", ["changelist", "sample", "sheet", "contrast", "components"])
def test_who_leads_the_desk_may_see_it(member, role: str, status: int, name: str) -> None:
    assert member(role).get(address(name)).status_code == status


def test_the_contrast_is_described_in_words(desk: Client) -> None:
    words = desk.get(address("contrast"), {"accent": "#ffcc00"}).content.decode()

    assert (
        "Auf hellen Seiten hat die Farbe einen Kontrast von 1,3 zu 1, und Wörter brauchen 4,5 zu 1" in words
    )
    assert "Auf dunklen Seiten hat die Farbe einen Kontrast von" in words
    assert "wird verwendet, wie sie ist" in words
    assert "schwarz" in words


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_preview_shows_choices_that_are_not_saved(desk: Client, scheme: str) -> None:
    choices = {"scheme": scheme, "accent": "#0a5c36", "pairing": "modern", "density": "compact"}

    page = desk.get(address("sample"), choices)
    css = desk.get(address("sheet"), choices).content.decode()

    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert all(part in css for part in ("--accent-set: #0a5c36", "--space: .7", "Libre Franklin"))
    assert "prefers-color-scheme" not in css
    assert ("@media not all" in css, "color-scheme: dark; }" in css) == (scheme == "light", scheme == "dark")
    assert not Brand.objects.exists()


COMPONENTS = (
    "masthead", "sections", "front-top", "card-lead", "pair", "headlines", "grid", "strips", "page-head", "chips",
    "section-lead", "card-list", "pager", "months", "story", "crumb", "dek", "story-facts", "review", "figure", "text",
    "table", "corrections", "story-tail", "people", "related", "big-search", "hint", "person-card", "search-faceted",
    "facets", "calendar", "notice", "empty", "foot",
)  # fmt: skip


def test_the_sample_has_every_component_in_both_languages(desk: Client, settings) -> None:
    for language, word in (("de", "Fähre"), ("en", "Ferry")):
        settings.SITE_LANGUAGE = language
        html = desk.get(address("sample")).content.decode()
        classes = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}

        assert set(COMPONENTS) - classes == set()
        assert word in html
