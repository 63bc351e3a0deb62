"""A shared story without a photo has a card of its own, as long as readers may see the story."""

import io

import pytest
from PIL import Image

from articles.actions.desk.brand import BrandDraft, save_brand
from articles.actions.stories.withdraw import kill, withhold
from articles.site.share_card import FONT, SIZE, draw_card, fit_lines, has_letters
from tests.articles.site.conftest import READING_TIME
from tests.articles.site.test_page_heads import html_of, meta
from tests.factories import NOON, make_published

pytestmark = pytest.mark.django_db
LONG = "Donaudampfschifffahrtsgesellschaft fährt nach dem Sturm wieder nach Nordhaven und Süderhaven " * 4


def card_of(reader, story) -> str:
    path = f"/politik/{story.slug}-{story.pk}/"
    return meta(html_of(reader, path), "og:image").removeprefix("https://zeitung.example")


def open_card(reader, path: str) -> Image.Image:
    answer = reader.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def test_a_story_without_a_photo_has_a_card_in_the_colour_of_the_brand(reader) -> None:
    save_brand(BrandDraft(accent="#0a5c36", pairing="modern"), by=None, at=NOON)
    story = make_published("Rat beschließt die neue Brücke")

    card = open_card(reader, card_of(reader, story))

    assert (card.size, card.getpixel((5, 5))) == (SIZE, (10, 92, 54))


def test_the_address_changes_with_headline_and_brand_and_earlier_ones_lead_on(reader) -> None:
    story = make_published("Rat tagt")
    first = card_of(reader, story)
    save_brand(BrandDraft(accent="#0a5c36"), by=None, at=READING_TIME)
    second = card_of(reader, story)

    assert first != second
    assert reader.get(first).headers["Location"] == second


@pytest.mark.parametrize("withdraw", [withhold, kill])
def test_a_withdrawn_story_has_no_card(reader, withdraw) -> None:
    story = make_published("Rat tagt")
    path = card_of(reader, story)
    assert reader.get(path).status_code == 200

    withdraw(story.pk, reason="legal", by=None, at=READING_TIME)

    answer = reader.get(path)
    assert answer.status_code == 404
    assert b"Rat tagt" not in answer.content


@pytest.mark.parametrize("text", ["Kurz", LONG, "A" * 300, "Wort " * 100])
def test_every_headline_has_room(text: str) -> None:
    font, lines = fit_lines(text, 1020, 385, FONT)

    assert len(lines) * font.size * 1.16 <= 385
    assert all(font.getlength(line) <= 1020 + font.getlength(" …") for line in lines)


def test_a_headline_in_another_script_leaves_the_name_of_the_site() -> None:
    assert not has_letters(FONT, "北京")
    assert draw_card("Zeitung", headline="北京") == draw_card("Zeitung")
    assert draw_card("Zeitung", headline="Peking") != draw_card("Zeitung")


def test_a_light_colour_has_black_words() -> None:
    with Image.open(io.BytesIO(draw_card("Zeitung", "#ffcc00", headline="Rat tagt"))) as card:
        colours = {colour for _count, colour in card.convert("RGB").getcolors(2000)}

    assert (0, 0, 0) in colours
    assert (255, 255, 255) not in colours
