"""A story is withheld in one press and killed with its number; the board shows every outlet asked. By keyboard alone."""

from typing import Any

import pytest
from django.utils import timezone

from articles.actions.stories.withdraw import kill
from articles.models import Article, Delivery, FrontSlot, Withdrawal
from tests.browser.desk import at_desk, enter, open_story, press_on, ready, tab_to, told, write
from tests.factories import NOON, make_partner, make_person, make_photo, make_published
from tests.front_pages import arrange_front_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def leading_story() -> tuple[Article, Article]:
    """First on the front page, with a person, a picture and a partner that holds it; and one that may follow it."""
    person = make_person("Mira Talberg")
    story = make_published("Wird zurückgezogen", people=(person,), pictures=(make_photo(),))
    successor = make_published("Folgt ihm nach", people=(person,))
    arrange_front_page([story.pk], by=None, at=NOON)
    partner = make_partner("Küstenbote", contact="Ole Finken, 0123 456")
    Delivery.objects.create(partner=partner, article=story, version=1, seq=1, at=NOON)
    return story, successor


def test_a_kill_is_typed_out_and_every_outlet_answers_that_it_is_gone(page: Any, live_server: Any):
    story, successor = leading_story()
    enter(page, live_server.url)
    open_story(page, live_server, story)

    press_on(page, "a[href$='/kill/']")
    page.wait_for_selector("#withdraw-form")
    ready(page)
    told(page, "Platz 1 der Titelseite")
    tab_to(page, "[name=reason]")
    page.keyboard.type("recht")
    write(page, "[name=note]", "Anwalt rief an")
    tab_to(page, "[name=template]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    write(page, "[name=number]", str(story.pk))
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk-board")
    ready(page)

    assert page.locator(".desk-is-there").count() == 0
    assert page.locator(".desk-is-gone").count() >= 15
    assert "Küstenbote" in page.inner_text(".desk-asked")
    tab_to(page, "[name=successor]")
    press_on(page, "[value=succeed]")
    told(page, "Der Platz auf der Titelseite ist wieder besetzt.")
    ready(page)
    press_on(page, "[name=tick][value=newsletter]")
    page.wait_for_selector("[name=untick][value=newsletter]")

    gone = Article.objects.get(pk=story.pk)
    assert (gone.state, gone.withdrawal_reason) == ("killed", "legal")
    assert gone.public_notice == "Wir haben diesen Artikel aus rechtlichen Gründen zurückgezogen."
    assert list(FrontSlot.objects.values_list("article_id", flat=True)) == [successor.pk]
    assert "newsletter" in Withdrawal.objects.get(article=story).done_by_hand
    answer = page.goto(f"{live_server.url}/politik/{story.slug}-{story.pk}/")
    assert answer.status == 410


def test_one_press_withholds_and_the_reason_follows_on_the_board(page: Any, live_server: Any):
    story, _successor = leading_story()
    enter(page, live_server.url)
    open_story(page, live_server, story)

    press_on(page, "button[form=withhold-now]")
    page.wait_for_selector(".desk-board")
    ready(page)
    assert Article.objects.get(pk=story.pk).state == "withheld"
    tab_to(page, "[name=reason]")
    page.keyboard.type("recht")
    press_on(page, "[value=explain]")
    told(page, "Der Grund ist gesichert.")

    assert Article.objects.get(pk=story.pk).withdrawal_reason == "legal"


def test_a_wrong_number_kills_nothing_and_keeps_what_was_typed(page: Any, live_server: Any):
    story, _successor = leading_story()
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/article/{story.pk}/kill/")

    tab_to(page, "[name=reason]")
    page.keyboard.type("recht")
    write(page, "[name=notice]", "Bleibt stehen.")
    write(page, "[name=number]", str(story.pk + 1))
    page.keyboard.press("Enter")
    told(page, "Das ist nicht die Nummer des Artikels")

    assert page.input_value("[name=notice]") == "Bleibt stehen."
    assert Article.objects.get(pk=story.pk).state == "published"


def test_a_story_killed_by_mistake_comes_back_with_a_note_of_its_own(page: Any, live_server: Any):
    story, _successor = leading_story()
    kill(story.pk, reason="legal", by=None, at=timezone.now())
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/article/{story.pk}/outlets/")

    press_on(page, "a[href$='/revive/']")
    page.wait_for_selector("#withdraw-form")
    ready(page)
    write(page, "[name=desk_note]", "Falschen Artikel erwischt.")
    write(page, "[name=public_note]", "Der Artikel war irrtümlich zurückgezogen.")
    press_on(page, "#withdraw-form button[type=submit]")
    told(page, "Der Artikel ist als neue Version wieder veröffentlicht.")

    page.goto(f"{live_server.url}/politik/{story.slug}-{story.pk}/")
    told(page, "Der Artikel war irrtümlich zurückgezogen.")
