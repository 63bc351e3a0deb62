"""Cards rendered once and filled with words are what the template itself would have printed."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from django.template.loader import render_to_string

from articles.site import card_renderer
from articles.site.cards import Card
from articles.site.page_context import SectionSummary
from articles.site.photos import Picture
from tests.factories import NOON

NASTY = "\"Größe\" & <b>'Ehre'</b> \x02card.path\x03"
PICTURE = Picture(
    7, NASTY, NASTY, NASTY, src="/media/7-a-800.jpg", srcset="/media/7-a-480.jpg 480w",
    sources=(("image/avif", "/media/7-a-480.avif 480w"), ("image/webp", "/media/7-a-480.webp 480w")),
    width=800, height=533, focus="fx5 fy4",
)  # fmt: skip


def made(**fields) -> Card:
    facts = {
        "article_id": 1, "path": "/politik/x-1/", "kicker": NASTY, "headline": NASTY, "teaser": NASTY, "language": "de",
        "section": SectionSummary(1, "politik", "Politik & mehr", "", None), "section_id": 1, "urgency": 4,
        "first_published_at": NOON, "version": 1, "picture": None,
    }  # fmt: skip
    return Card(**{**facts, **fields})


def straight(card: Card, **shape) -> str:
    """The template printed with the words themselves."""
    picture = card.picture
    words = {
        "path": card.path, "kicker": card.kicker, "headline": card.headline, "teaser": card.teaser,
        "section": card.section.name, "machine_time": "2026-03-02T13:00:00+01:00", "time": "2. März",
    }  # fmt: skip
    shown = None
    if picture:
        shown = {name: getattr(picture, name) for name in (*card_renderer.PICTURE_FIELDS, "sources")}
        shown["credit"] = card_renderer.format_credit(picture.credit)
    return render_to_string(
        "includes/card.html",
        {
            **card_renderer.DEFAULT_VARIANT,
            "foreign": card_renderer.foreign_language(card.language),
            "language_label": "Englisch" if card.language == "en" else "",
            "language": "de",
            **shape,
            "card": words,
            "picture": shown,
        },
    )


@pytest.mark.parametrize(
    ("picture", "kicker", "teaser", "language"),
    list(product((None, PICTURE), ("", NASTY), ("", NASTY), ("de", "en"))),
)
@pytest.mark.parametrize(
    "shape", [{}, {"level": "h3", "within": True, "short": True}, {"eager": True, "style": "wide"}]
)
def test_a_precompiled_card_is_the_rendered_one_in_every_variant(picture, kicker, teaser, language, shape):
    card = made(picture=picture, kicker=kicker, teaser=teaser, language=language)

    rendered = card_renderer.render_card(card, NOON + timedelta(days=1), **shape)

    assert rendered == straight(card, **shape)


def test_a_card_asked_to_be_bare_shows_no_picture():
    assert "<img" not in card_renderer.render_card(made(picture=PICTURE), NOON, bare=True)


def test_pictures_of_other_kinds_are_compiled_again():
    fewer = card_renderer.render_card(made(picture=PICTURE), NOON)

    more = card_renderer.render_card(
        made(picture=Picture(7, "", "", "", src="/a.jpg", srcset="/a.jpg 1w")), NOON
    )

    assert (fewer.count("<source"), more.count("<source")) == (2, 0)


def test_a_card_that_stays_made_tells_the_time_again_when_the_day_is_over():
    card = made()

    shown = [card_renderer.render_card(card, NOON + timedelta(days=days)) for days in (0, 1)]

    assert [re.findall(r">([^<]+)</time>", html) for html in shown] == [["13:00 Uhr"], ["2. März"]]


def test_a_card_that_stays_made_follows_what_the_section_is_called_now():
    card = made(kicker="")
    card_renderer.render_card(card, NOON)

    renamed = card_renderer.render_card(replace(card, section=replace(card.section, name="Hafen")), NOON)

    assert '<p class="kicker">Hafen</p>' in renamed
