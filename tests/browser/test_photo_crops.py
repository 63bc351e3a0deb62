"""Crops of a photo are set by keyboard or finger, shown at once, and come back with a copy that was not saved."""

from collections.abc import Iterator
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


@pytest.fixture
def touch_page(chromium: Any) -> Iterator[Any]:
    """A German phone."""
    context = chromium.new_context(
        locale="de-DE", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    window = context.new_page()
    window.set_default_timeout(30_000)
    yield window
    context.close()


class Fingers:
    """Touches of a page, all by one session of the developer tools: it knows which fingers are down."""

    def __init__(self, page: Any) -> None:
        self.page, self.session = page, page.context.new_cdp_session(page)

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def drag(self, selector: str, right: int, down: int) -> None:
        """Touch the middle of what `selector` names and move by so many pixels."""
        x, y = find_middle(self.page, selector)
        self.touch("touchStart", (x, y))
        for step in range(1, 6):
            self.touch("touchMove", (x + right * step / 5, y + down * step / 5))
        self.touch("touchEnd")


def find_middle(page: Any, selector: str) -> tuple[float, float]:
    frame = page.locator(selector).bounding_box()
    return frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2


def read_crop(page: Any) -> list[float]:
    return [float(part) for part in page.input_value(FIELD).split(",")]


def test_a_crop_is_resized_and_moved_by_a_finger(touch_page: Any, live_server: Any, photo: Photo):
    page = touch_page
    enter(page, live_server.url)
    open_photo(page, live_server, photo)
    page.tap("[data-choose='1:1']")
    fingers = Fingers(page)

    fingers.drag("[data-corner]", -80, -80)
    left, top, width = read_crop(page)
    fingers.drag("[data-box]", 40, 30)
    moved = read_crop(page)

    assert (width < 0.6, moved[2], page.evaluate("scrollY")) == (True, width, 0)
    assert (moved[0] - left, moved[1] - top) == (
        pytest.approx(40 / 358, abs=0.02),
        pytest.approx(30 / 268, abs=0.02),
    )


def test_a_second_finger_does_not_move_the_crop(touch_page: Any, live_server: Any, photo: Photo):
    page = touch_page
    enter(page, live_server.url)
    open_photo(page, live_server, photo)
    page.tap("[data-choose='1:1']")
    fingers = Fingers(page)
    fingers.drag("[data-corner]", -80, -80)
    before = read_crop(page)

    x, y = find_middle(page, "[data-box]")
    fingers.touch("touchStart", (x, y))
    fingers.touch("touchStart", (x, y), (x - 30, y - 30))
    fingers.touch("touchMove", (x, y), (x + 30, y + 30))
    fingers.touch("touchEnd")

    assert read_crop(page) == before
