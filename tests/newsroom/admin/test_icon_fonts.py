"""Every icon that the desk shows is in the fonts that it serves."""

from django.contrib.staticfiles import finders

from tests import icon_fonts
from tests.icon_fonts import EDITOR_ICONS, PAIRED, STATIC, SYMBOLS, find_shown_icons, read_icon_list

EDITOR_BUTTONS = {"format_bold", "format_italic", "format_list_bulleted", "format_quote", "undo", "redo"}
MAX_BYTES = 60_000


def test_the_font_has_every_icon_that_the_desk_shows() -> None:
    shown = find_shown_icons()

    assert {"dashboard", "rss_feed", "right_panel_close", "notifications"} <= shown
    known = read_icon_list(SYMBOLS)
    pairs = {first + second for first in PAIRED for second in PAIRED}
    assert set(PAIRED) <= known
    assert shown - known - pairs == set(), f"run {icon_fonts.__doc__}"


def test_the_font_of_the_editor_has_its_buttons() -> None:
    assert EDITOR_BUTTONS - read_icon_list(EDITOR_ICONS) == set()


def test_the_small_fonts_are_served_in_place_of_the_packages() -> None:
    for name in (SYMBOLS, EDITOR_ICONS, "unfold/fonts/inter/styles.css"):
        assert finders.find(name) == str(STATIC / name)
        assert (STATIC / name).stat().st_size < MAX_BYTES
