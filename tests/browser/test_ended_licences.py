"""Agency pictures whose licence has ended: found, replaced, taken out or extended with proof; by keyboard alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.actions.desk.reference_data import GrantDraft
from articles.actions.photos.rights import set_photo_rights
from articles.models import Article, Grant, Photo, Placement
from tests.browser.desk import at_desk, enter, press_on, ready, tab_to, told, write
from tests.factories import NOON, make_photo, make_published
from tests.front_pages import arrange_front_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def ended(**facts: Any) -> Photo:
    """Taken in when it might be shown, and published; its right ended an hour ago."""
    photo: Photo = make_photo("Ida Brandt/AFP", title="Kran am Kai", **facts)
    return photo


def end_right(photo: Photo) -> None:
    until = timezone.now() - timedelta(hours=1)
    set_photo_rights(photo.pk, [GrantDraft(channel="site", until=until)], by=None, at=timezone.now())


def published_with_ended() -> tuple[Article, Photo]:
    photo = ended()
    story = make_published("Kräne im Hafen", pictures=(photo,))
    end_right(photo)
    return story, photo


def chosen_from_the_list(page: Any, live_server: Any, way: str) -> None:
    """By the chip of ended licences, the box of the row and the action."""
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/photo/")
    press_on(page, "a.photo-chip:has-text('Lizenz abgelaufen')")
    page.wait_for_url("**licence=ended")
    ready(page)
    press_on(page, "#result_list input.action-select", "Space")
    tab_to(page, "select[name=action]", back=True)
    page.keyboard.type(way)
    page.wait_for_function(
        "way => document.querySelector('select[name=action]').selectedOptions[0].text.startsWith(way)",
        arg=way,
    )
    press_on(page, "button[name=index]")
    page.wait_for_selector("#action-form")
    ready(page)


def test_a_licence_is_extended_with_proof_and_not_without(page: Any, live_server: Any):
    _story, photo = published_with_ended()
    chosen_from_the_list(page, live_server, "Lizenz")
    told(page, "sehen Leser weder Bild")

    press_on(page, "#action-form button[type=submit]")
    page.wait_for_selector("#refusal")
    ready(page)
    write(page, "[name=proof]", "Mail der AFP, Rechnung 4711")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/photo/**")
    page.wait_for_selector("#changelist")

    right = Grant.objects.filter(photo=photo, channel="site").latest("pk")
    assert "Rechnung 4711" in right.remark


def test_a_picture_is_taken_out_of_its_stories(page: Any, live_server: Any):
    story, _photo = published_with_ended()
    chosen_from_the_list(page, live_server, "Aus Artikeln")

    press_on(page, "#action-form button[type=submit]")
    page.wait_for_selector("#changelist")

    assert not Placement.objects.filter(article=story).exists()
    page.goto(f"{live_server.url}/politik/{story.slug}-{story.pk}/")
    assert page.locator("main figure").count() == 0


def test_the_lead_of_the_front_page_is_replaced_and_not_taken_out(page: Any, live_server: Any):
    story, _photo = published_with_ended()
    arrange_front_page([story.pk], by=None, at=NOON)
    fit = make_photo("Foto: Jonna Ekvall", title="Kran von vorn")
    chosen_from_the_list(page, live_server, "Aus Artikeln")
    press_on(page, "#action-form button[type=submit]")
    page.wait_for_selector("#refusal")
    ready(page)
    assert Placement.objects.filter(article=story).exists()

    press_on(page, "a.photo-chip:has-text('Ersetzen')", back=True)
    page.wait_for_url("**do=replace**")
    ready(page)
    press_on(page, f"[name=new][value='{fit.pk}']", "Space")
    press_on(page, "#action-form button[type=submit]")
    page.wait_for_selector("#changelist")

    assert Placement.objects.get(article=story).photo == fit
