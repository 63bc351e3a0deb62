"""A colour is chosen freely; words are shown in a shade of it that everybody can read."""

from hypothesis import given
from hypothesis import strategies as st

from articles.brand.accent import DARK_GROUNDS, LIGHT_GROUNDS, AccentShades, least_contrast, read_colour
from newsroom.colours import contrast_ratio, mix_colours
from tests.paths import ROOT
from tests.tables import each_of

SHEET = ROOT / "articles/static/articles/site/site.css"
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours)
def test_every_colour_has_shades_that_can_be_read(colour: str) -> None:
    shades = AccentShades.derive(colour)

    assert least_contrast(shades.light, LIGHT_GROUNDS) >= 4.5
    assert least_contrast(shades.dark, DARK_GROUNDS) >= 4.5
    assert contrast_ratio(shades.on_chosen, colour) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert AccentShades.derive("#0a5c36").light == "#0a5c36"


def test_the_built_in_accent_has_the_shade_of_the_style_sheet() -> None:
    assert "color-mix(in oklab, var(--accent-set, #a3182b) 48%, white)" in SHEET.read_text()
    assert AccentShades.derive("#a3182b").dark == mix_colours("#a3182b", "#ffffff", 0.52)


def test_a_light_colour_is_darkened_and_keeps_its_hue() -> None:
    shade = AccentShades.derive("#ffcc00").light

    red, green, blue = (int(shade[place : place + 2], 16) for place in (1, 3, 5))
    assert red > green > blue


@given(colours)
def test_a_mixture_with_nothing_is_the_colour(colour: str) -> None:
    assert mix_colours(colour, "#ffffff", 0) == colour


@each_of([(" #A3182B ", "#a3182b"), ("red", None), ("#fff", None), ("#12345g", None), ("", None)])
def test_a_colour_is_read_as_six_digits(text: str, colour: str | None) -> None:
    assert read_colour(text) == colour
