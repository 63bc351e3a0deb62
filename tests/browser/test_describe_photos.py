"""What pictures still lack, one a screen and on to the next; by keyboard alone."""

from typing import Any

import pytest

from articles.models import Photo, Placement
from tests.browser.desk import at_desk, enter, focused, press_on, ready, told, write
from tests.factories import NOON, make_photo, make_published, make_story
from tests.front_pages import arrange_front_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def at_work(page: Any, live_server: Any, tab: str = "alt") -> None:
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/photo/work/{tab}/")
    focused(page, "#alt, #credit_raw")


def lacking(**facts: Any) -> Photo:
    photo: Photo = make_photo(**{"alt_text": "", **facts})
    return photo


def next_picture(page: Any, photo: Photo) -> None:
    page.wait_for_url(f"**photo={photo.pk}")
    ready(page)
    focused(page, "#alt")


def test_each_picture_is_described_and_leads_on_to_the_next(page: Any, live_server: Any):
    last, second, first = lacking(), lacking(), lacking()
    for photo in (last, second, first):
        make_story(pictures=(photo,))
    at_work(page, live_server)

    page.keyboard.type("Kran vor grauem Himmel")
    page.wait_for_selector(".desk-count:has-text('22 / 125')")
    page.keyboard.press("Control+Enter")
    next_picture(page, second)
    press_on(page, "[name=_decorative]")
    next_picture(page, last)
    press_on(page, "[name=_ask]")
    told(page, "An die Bildredaktion gegeben.")

    assert Photo.objects.get(pk=first.pk).alt_text == "Kran vor grauem Himmel"
    assert Placement.objects.get(photo=second).decorative
    assert Photo.objects.get(pk=last.pk).asked_by is not None


@pytest.mark.parametrize(
    ("alt", "warning"),
    [
        ("Ein Kran im Hafen von Nordhaven.", "Das wiederholt die Bildunterschrift"),
        ("kran.jpg", "Das ist ein Dateiname"),
        ("Bild von einem Kran", "Bild von"),
    ],
)
def test_a_doubtful_text_is_warned_of_and_saved_by_a_second_press(
    page: Any, live_server: Any, alt: str, warning: str
):
    photo = lacking()
    make_story(pictures=(photo,))
    at_work(page, live_server)

    page.keyboard.type(alt)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f"#work-warnings:has-text('{warning}')")
    ready(page)
    assert Photo.objects.get(pk=photo.pk).alt_text == ""
    page.keyboard.press("Control+Enter")
    told(page, "Hier fehlt nichts.")

    assert Photo.objects.get(pk=photo.pk).alt_text == alt


def test_a_picture_in_two_stories_gets_a_text_of_its_own_in_one(page: Any, live_server: Any):
    photo = lacking()
    one, other = make_story("Erster", pictures=(photo,)), make_story("Zweiter", pictures=(photo,))
    at_work(page, live_server)

    page.keyboard.type("Kran vor grauem Himmel")
    place = Placement.objects.get(article=other)
    write(page, f"[name=use-{place.pk}]", "Der neue Kran am Kai")
    page.keyboard.press("Control+Enter")
    told(page, "Hier fehlt nichts.")

    texts = dict(Placement.objects.values_list("article__headline", "alt_text"))
    assert texts["Zweiter"] == "Der neue Kran am Kai"
    assert texts[one.headline] in {"", "Kran vor grauem Himmel"}


def test_a_private_picture_wants_a_record_of_consent(page: Any, live_server: Any):
    photo = make_photo("Foto: privat")
    make_published(pictures=(photo,))
    at_work(page, live_server, "credit")

    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#work-warnings")
    ready(page)
    write(page, "[name=consent]", "Mail der Familie vom 2. März, Ordner 12")
    page.keyboard.press("Control+Enter")
    told(page, "Hier fehlt nichts.")

    assert Photo.objects.get(pk=photo.pk).consent == "Mail der Familie vom 2. März, Ordner 12"


def test_what_leads_the_front_page_comes_first(page: Any, live_server: Any):
    front, newer = lacking(caption="Ein Aufmacher."), lacking(caption="Ein neueres Bild.")
    leading = make_published(pictures=(make_photo(), front))
    make_published(pictures=(make_photo(), newer))
    arrange_front_page([leading.pk], by=None, at=NOON)

    at_work(page, live_server)

    assert "Ein Aufmacher." in page.inner_text("figcaption")
