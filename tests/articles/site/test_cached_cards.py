"""Cards that stay rendered between pages."""

import re
from dataclasses import replace
from datetime import timedelta

from articles.site import card_renderer
from articles.site.cards import Card
from articles.site.page_context import SectionSummary
from articles.site.photos import Picture
from tests.factories import NOON

NASTY = "\"Größe\" & <b>'Ehre'</b>"
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


def test_no_word_of_a_card_is_read_as_markup():
    html = card_renderer.render_card(made(picture=PICTURE), NOON)

    assert (html.count("<b>"), html.count("&lt;b&gt;")) == (0, 5)


def test_a_card_asked_to_be_bare_shows_no_picture():
    assert "<img" not in card_renderer.render_card(made(picture=PICTURE), NOON, bare=True)


def test_a_card_that_stays_made_tells_the_time_again_when_the_day_is_over():
    card = made()

    shown = [card_renderer.render_card(card, NOON + timedelta(days=days)) for days in (0, 1)]

    assert [re.findall(r">([^<]+)</time>", html) for html in shown] == [["13:00 Uhr"], ["2. März"]]


def test_a_card_that_stays_made_follows_what_the_section_is_called_now():
    card = made(kicker="")
    card_renderer.render_card(card, NOON)

    renamed = card_renderer.render_card(replace(card, section=replace(card.section, name="Hafen")), NOON)

    assert '<p class="kicker">Hafen</p>' in renamed
