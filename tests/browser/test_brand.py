"""The brand is chosen by keyboard with a preview; whatever is chosen, every reader can read all components."""

from typing import Any

import pytest

from articles.actions.desk.brand import BrandDraft, save_brand
from articles.models import Brand
from tests.browser.brand_pictures import list_brands
from tests.browser.desk import at_desk, enter, violations
from tests.factories import NOON, make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COLOURS = ["color-contrast", "link-in-text-block"]
LONG_NAME = "Nordhavener Anzeiger und Allgemeine Zeitung für Küste & Meer"


def test_a_brand_is_chosen_by_keyboard_and_seen_before_it_is_saved(page: Any, live_server: Any) -> None:
    make_published()
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/brand/")
    frame = page.frame_locator("[data-scheme=light]")

    page.focus("#id_accent")
    page.keyboard.press("Control+a")
    page.keyboard.type("#0a5c36")
    page.focus("input[name=density]:checked")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("text=Auf hellen Seiten hat die Farbe einen Kontrast von 7")
    frame.locator("link[data-brand-sheet][href*='0a5c36'][href*='airy']").wait_for(state="attached")
    assert not Brand.objects.exists()
    with page.expect_navigation():
        page.keyboard.press("Control+s")

    brand = Brand.objects.get()
    assert (brand.accent, brand.density) == ("#0a5c36", "airy")
    page.goto(live_server.url)
    colour = page.eval_on_selector(":root", "root => getComputedStyle(root).getPropertyValue('--accent')")
    assert colour == "#0a5c36"


def test_a_chosen_logo_is_seen_before_it_is_saved(page: Any, live_server: Any) -> None:
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/brand/")
    logo = dict(list_brands())["green"]["files"]["logo"]

    page.set_input_files("#id_logo", {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": logo})

    for scheme in ("light", "dark"):
        page.frame_locator(f"[data-scheme={scheme}]").locator(".nameplate-logo img[src^='data:']").wait_for()


def test_axe_finds_nothing_on_the_pages_of_the_brand(page: Any, live_server: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    enter(page, live_server.url)
    found = {}

    for path in ("articles/brand/", "articles/brand/components/"):
        at_desk(page, live_server, path)
        found[path, "light"] = violations(axe, page, None)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found[path, "dark"] = violations(axe, page, COLOURS)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")

    assert {key: wrong for key, wrong in found.items() if wrong} == {}


def test_every_component_can_be_read_in_every_brand(page: Any, live_server: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    enter(page, live_server.url)
    found = {}

    for name, values in list_brands():
        for scheme in ("light", "dark"):
            colour = values["accent"].removeprefix("#")
            query = (
                f"scheme={scheme}&accent=%23{colour}&pairing={values['pairing']}&density={values['density']}"
            )
            page.goto(f"{live_server.url}/admin/articles/brand/sample/?{query}")
            found[name, scheme] = violations(axe, page, COLOURS)

    assert {key: wrong for key, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("name", [LONG_NAME, "Donaudampfschifffahrtsgesellschaftskapitänsmützenzeitung"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_long_name_does_not_break_the_header(
    page: Any, live_server: Any, settings, name: str, width: int
) -> None:
    settings.SITE_NAME = name
    make_published()
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(live_server.url)

    box, field = (page.locator(part).bounding_box() for part in (".nameplate", ".masthead-search"))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert box["x"] + box["width"] <= field["x"]
    assert box["height"] <= 130


def test_a_logo_for_light_pages_alone_stands_on_a_light_ground_on_a_dark_one(
    page: Any, live_server: Any
) -> None:
    files = dict(list_brands())["green"]["files"]
    save_brand(BrandDraft(files={"logo": files["logo"]}), by=None, at=NOON)
    page.emulate_media(color_scheme="dark")

    page.goto(live_server.url)
    alone = page.eval_on_selector(".nameplate img", "image => getComputedStyle(image).backgroundColor")
    save_brand(BrandDraft(files=files), by=None, at=NOON)
    page.reload()
    both = page.eval_on_selector(".nameplate img", "image => getComputedStyle(image).backgroundColor")

    assert (alone, both) == ("rgb(253, 252, 249)", "rgba(0, 0, 0, 0)")
