"""Rows of cards, some with a picture and some without, in a real Chromium."""

from datetime import timedelta

import pytest

from newsroom.caching.page_cache import PAGES
from tests.factories import NOON, make_photo, make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHARES = "list => list.map(one => one.querySelector('.card').offsetHeight / one.offsetHeight)"


@pytest.mark.parametrize(("pictured", "stacked"), [("all", True), ("some", False)])
def test_a_card_without_a_picture_leaves_no_hole_in_its_row(
    page, live_server, settings, tmp_path, pictured, stacked
):
    settings.MEDIA_ROOT, settings.SITE_LANGUAGE = tmp_path, "de"
    PAGES.clear()
    for number in range(14):
        has_picture = pictured == "all" or number % 2
        make_published(
            f"Der Hafen von Nordhaven bekommt einen neuen Kran am Kai {number}",
            at=NOON + timedelta(minutes=number),
            dek="Nach elf Jahren Streit hat der Rat den Plan beschlossen, der Bau beginnt im Herbst.",
            pictures=(make_photo(),) if has_picture else (),
        )
    page.set_viewport_size({"width": 1280, "height": 900})

    page.goto(f"{live_server.url}/politik/")
    filled = page.locator(".grid > li").evaluate_all(SHARES)
    widths = page.locator(".grid > li .card-figure").evaluate_all("all => all.map(one => one.offsetWidth)")

    assert len(filled) >= 3
    assert min(filled) > 0.6
    assert all((width > 300) is stacked for width in widths)
    PAGES.clear()
