"""The work list of what placed photos lack: one a screen, warnings before a save, and on to the next."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.actions.photos.describe import ask_picture_desk, describe_photo
from articles.models import Photo
from tests.articles.actions.photos.test_describe import published
from tests.factories import NOON, make_chief, make_photo, make_section, make_story
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db


def undescribed(**facts: Any) -> Photo:
    return make_photo(alt_text="", **facts)


def address(tab: str = "alt", **query: Any) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse("admin:articles_photo_work", args=[tab]) + (f"?{asked}" if asked else "")


def work(desk: Client, tab: str = "alt", **query: Any) -> Any:
    return desk.get(address(tab, **query)).context


def test_the_front_page_comes_first_then_the_newest_then_drafts(desk: Client):
    draft, older, newer, front = undescribed(), undescribed(), undescribed(), undescribed()
    make_story(pictures=(draft,))
    published(older, "Ältere", at=NOON - timedelta(days=2))
    published(newer, "Neuere", at=NOON)
    arrange_front_page([published(front, "Aufmacher", at=NOON - timedelta(days=5)).pk], by=None, at=NOON)

    seen = [work(desk)["view"].photo]
    while (skip := desk.get(address(photo=seen[-1].pk)).context["skip_url"]) and len(seen) < 4:
        seen.append(desk.get(skip).context["view"].photo)

    assert seen == [front, newer, older, draft]


def test_saving_leads_on_to_the_next_picture(desk: Client):
    first, second = undescribed(), undescribed()
    make_story(pictures=(second,))
    make_story(pictures=(first,))

    answer = desk.post(address(photo=first.pk), {"alt": "Kran vor grauem Himmel", "_save": ""})

    assert (answer.status_code, answer.headers["Location"]) == (302, address(photo=second.pk))
    assert Photo.objects.get(pk=first.pk).alt_text == "Kran vor grauem Himmel"


def test_the_last_one_done_leaves_a_word_of_rest(desk: Client):
    photo = undescribed()
    make_story(pictures=(photo,))

    page = desk.post(address(photo=photo.pk), {"alt": "Ein Kran", "_save": ""}, follow=True)

    assert "Hier fehlt nichts" in page.content.decode()


@pytest.mark.parametrize(
    ("alt", "warning"),
    [
        ("Ein Kran im Hafen von Nordhaven.", "wiederholt die Bildunterschrift"),
        ("kran.jpg", "Das ist ein Dateiname"),
        ("Bild von einem Kran", "„Bild von“ weglassen"),
        ("Kran " * 30, "Mehr als 125 Zeichen"),
    ],
)
def test_a_doubtful_text_is_warned_about_and_saved_by_a_second_word(desk: Client, alt: str, warning: str):
    photo = undescribed()
    make_story(pictures=(photo,))

    page = desk.post(address(photo=photo.pk), {"alt": alt, "_save": ""}).content.decode()
    unsaved = Photo.objects.get().alt_text
    desk.post(address(photo=photo.pk), {"alt": alt, "_anyway": ""})

    assert (warning in page, "Trotzdem sichern" in page, unsaved) == (True, True, "")
    assert Photo.objects.get().alt_text == " ".join(alt.split())


def test_an_empty_text_is_refused_in_words(desk: Client):
    photo = undescribed()
    make_story(pictures=(photo,))

    page = desk.post(address(photo=photo.pk), {"alt": "", "_save": ""}).content.decode()

    assert "Bitte beschreiben, was zu sehen ist" in page


def test_decorative_is_a_decision_of_one_key(desk: Client):
    photo = undescribed()
    story = make_story(pictures=(photo,))

    desk.post(address(photo=photo.pk), {"alt": "", "_decorative": ""})

    assert story.placements.get().decorative


def test_a_picture_in_several_stories_asks_for_each_use_and_offers_the_default(desk: Client):
    photo = undescribed()
    first, second = make_story("Erste", pictures=(photo,)), make_story("Zweite", pictures=(photo,))
    own = second.placements.get()

    page = desk.get(address()).content.decode()
    desk.post(address(photo=photo.pk), {"alt": "Ein Kran", f"use-{own.pk}": "Kanzel", "_save": ""})

    assert (f'name="use-{own.pk}"' in page, "Leer gilt der Text oben" in page) == (True, True)
    assert (first.placements.get().alt_text, second.placements.get().alt_text) == ("", "Kanzel")


def test_a_picture_in_one_story_asks_once(desk: Client):
    make_story(pictures=(undescribed(),))

    assert 'name="use-' not in desk.get(address()).content.decode()


def test_what_somebody_did_not_know_goes_to_the_picture_desk_and_to_nobody_else(member: Any):
    photo = undescribed()
    make_story(pictures=(photo,))
    reporter = member("reporter")

    reporter.post(address(photo=photo.pk), {"_ask": ""})
    left_for_reporter = work(reporter)["left"]
    pictures = member("picture desk")

    assert (left_for_reporter, work(pictures)["view"].photo) == (0, photo)
    assert "a-reporter hat dieses Bild" in pictures.get(address()).content.decode()


def test_the_credit_tab_lists_what_lacks_a_credit_or_a_consent(desk: Client):
    without, private = make_photo(""), make_photo("Foto: privat")
    make_photo("Foto: Ida Brandt")
    make_story(pictures=(without, private))

    order = {
        work(desk, "credit")["view"].photo,
        desk.get(work(desk, "credit")["skip_url"]).context["view"].photo,
    }

    assert order == {without, private}


def test_a_private_picture_without_consent_is_warned_about(desk: Client):
    photo = make_photo("")
    make_story(pictures=(photo,))
    sent = {"credit_raw": "Foto: privat", "consent": "", "_save": ""}

    page = desk.post(address("credit", photo=photo.pk), sent).content.decode()
    desk.post(address("credit", photo=photo.pk), {**sent, "consent": "Mail von Frau Nord, 2. März"})

    assert "ohne Beleg, wer sie erlaubt hat" in page
    assert Photo.objects.get().consent == "Mail von Frau Nord, 2. März"


def test_progress_is_counted_by_section_and_by_person_of_this_week(desk: Client):
    coast, chief = make_section("Küste", "kueste"), make_chief()
    done, left = undescribed(), undescribed()
    make_story(pictures=(done,), section=coast)
    make_story(pictures=(left,), section=coast)
    describe_photo(done.pk, "Kran", by=chief, at=timezone.now())
    describe_photo(done.pk, "Ein Kran", by=None, at=timezone.now() - timedelta(days=8))

    context = work(desk)

    (row,) = context["sections"]
    assert (row["name"], row["left"], row["done"]) == ("Küste", 1, 1)
    assert context["editors"] == [("chief", 1)]


def test_one_section_alone_can_be_worked_through(desk: Client):
    coast, town = undescribed(), undescribed()
    make_story(pictures=(coast,), section=make_section("Küste", "kueste"))
    make_story(pictures=(town,), section=make_section("Stadt", "stadt"))

    context = work(desk, section="kueste")

    assert (context["view"].photo, context["left"]) == (coast, 1)


def test_blocked_files_and_killed_stories_are_nobodys_work(desk: Client):
    make_story(pictures=(make_photo(alt_text="", with_file=False),))

    assert work(desk)["left"] == 0


def test_the_screen_asks_as_much_for_thirty_pictures_as_for_three(desk: Client):
    def queries() -> int:
        desk.get(address())  # fills caches that expire within seconds
        with CaptureQueriesContext(connection) as asked:
            desk.get(address())
        return len(asked)

    for _number in range(3):
        make_story(pictures=(undescribed(),))
    few = queries()
    for _number in range(27):
        make_story(pictures=(undescribed(),))

    assert queries() == few


@pytest.mark.parametrize(
    "path", ["work/nichts/", "work/alt/?photo=x", "work/alt/?photo=99999999999999999999"]
)
def test_an_address_without_sense_does_no_harm(desk: Client, path: str):
    assert desk.get(reverse("admin:articles_photo_changelist") + path).status_code in {200, 404}


def test_a_photo_described_meanwhile_by_somebody_else_is_not_lost(desk: Client):
    photo = undescribed()
    make_story(pictures=(photo,))
    ask_picture_desk(photo.pk, by=make_chief(), at=NOON)
    describe_photo(photo.pk, "Schon beschrieben", by=None, at=NOON)

    assert work(desk, photo=photo.pk)["view"].photo.alt_text == "Schon beschrieben"
