"""Crops of a photo are set by keyboard, shown at once, and come back with a copy that was not saved."""

from typing import Any

import pytest

from articles.actions.photos.save import add_photo
from articles.models import Photo
from tests.browser.desk import at_desk, enter, wait_until_guarded
from tests.factories import NOON, picture_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIELD, MARK = "input[data-crop='1:1']", "[data-by-hand='1:1']"


@pytest.fixture
def photo(settings: Any, tmp_path: Any) -> Photo:
    settings.MEDIA_ROOT = tmp_path
    return add_photo(
        {"credit_raw": "Foto: Jonna Ekvall"}, by=None, at=NOON,
        data=picture_bytes(size=(1_200, 900)), name="kran.jpg",
    )  # fmt: skip


def open_photo(page: Any, live_server: Any, photo: Photo) -> None:
    at_desk(page, live_server, f"articles/photo/{photo.pk}/change/")
    page.wait_for_selector("[data-choice]:not([hidden])")
    wait_until_guarded(page)


def set_square(page: Any) -> None:
    page.click("[data-choose='1:1']")
    page.focus("[data-box]")
    for key in ("-", "-", "ArrowRight"):
        page.keyboard.press(key)


def test_a_crop_is_set_and_saved_by_keyboard(page: Any, live_server: Any, photo: Photo):
    enter(page, live_server.url)
    open_photo(page, live_server, photo)

    set_square(page)
    with page.expect_navigation():
        page.keyboard.press("Control+s")

    left, _top, width = Photo.objects.get().crop_square
    assert (0 < left < 1 - width, width) == (True, 0.73)


def test_a_crop_that_was_not_saved_is_shown_when_its_copy_is_taken_up(
    page: Any, live_server: Any, photo: Photo
):
    enter(page, live_server.url)
    open_photo(page, live_server, photo)
    set_square(page)
    typed = page.input_value(FIELD)

    open_photo(page, live_server, photo)
    assert (page.input_value(FIELD), page.is_visible(MARK)) == ("", False)
    page.click(".desk-note-box .desk-primary")

    assert (page.input_value(FIELD), page.is_visible(MARK)) == (typed, True)
    assert "width: 136" in page.get_attribute("img[data-format='1:1']", "style")
