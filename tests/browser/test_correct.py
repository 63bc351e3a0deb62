"""A published story is corrected with a note to desks and to readers, by keyboard alone."""

from typing import Any

import pytest

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.models import Article, Correction, Delivery
from tests.browser.desk import enter, focused, open_story, press_on, ready, tab_to, told
from tests.factories import NOON, make_partner, make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WRONG = "Der Rat von Nordhaven hat am Montag 40 Kräne bestellt."
RIGHT = "Der Rat von Nordhaven hat am Montag 14 Kräne bestellt."


def panel_of_a_change(page: Any, live_server: Any) -> Article:
    """The figure is put right in the text; Ctrl+Enter saves and opens the panel."""
    story = make_published("Rat bestellt Kräne", body=f"<p>{WRONG}</p>")
    Delivery.objects.create(partner=make_partner("Küstenbote"), article=story, version=1, seq=1, at=NOON)
    enter(page, live_server.url)
    open_story(page, live_server, story)
    tab_to(page, ".tiptap")
    page.keyboard.press("Control+a")
    page.keyboard.type(RIGHT)
    page.keyboard.press("Control+Enter")
    focused(page, "#publish-form [name=kind]")
    return story


def test_a_wrong_figure_is_corrected_with_both_notes(page: Any, live_server: Any):
    story = panel_of_a_change(page, live_server)
    told(page, "Küstenbote: Version 1")

    page.keyboard.press("Enter")
    focused(page, "#id_desk_note")
    assert page.input_value("#id_desk_note") == "Absatz 1, Satz 1: muss „14“ heißen (statt: „40“)."
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Es sind 14 Kräne, nicht 40.")
    page.wait_for_selector(".desk-box:has-text('Es sind 14 Kräne, nicht 40.')")
    page.keyboard.press("F8")
    page.wait_for_selector("[data-changes] > section:focus")
    page.keyboard.press("Control+Enter")
    told(page, "Die Korrektur ist veröffentlicht.")

    note = Correction.objects.get(article=story)
    assert (note.public_note, note.version) == ("Es sind 14 Kräne, nicht 40.", 2)
    page.goto(f"{live_server.url}/corrections/")
    told(page, "Es sind 14 Kräne, nicht 40.")
    page.goto(f"{live_server.url}/politik/{story.slug}-{story.pk}/")
    told(page, "Es sind 14 Kräne, nicht 40.")
    told(page, RIGHT)


def test_a_proposed_note_waits_to_be_read_and_is_published_by_the_next_enter(page: Any, live_server: Any):
    story = panel_of_a_change(page, live_server)
    page.keyboard.press("Enter")
    focused(page, "#id_desk_note")
    page.keyboard.press("Control+Enter")
    told(page, "Dieser Hinweis ist ein Vorschlag.")
    assert not Correction.objects.exists()

    focused(page, "#id_public_note")
    page.keyboard.press("Control+Enter")
    told(page, "Die Korrektur ist veröffentlicht.")

    note = Correction.objects.get(article=story)
    assert note.public_note == "In einer früheren Fassung hieß es „40“ statt richtig „14“."


def test_a_note_that_says_nothing_is_refused_where_it_stands(page: Any, live_server: Any):
    story = panel_of_a_change(page, live_server)
    page.keyboard.press("Enter")
    focused(page, "#id_desk_note")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Es sind 14 Kräne, nicht 40.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("angepasst")
    page.keyboard.press("Control+Enter")
    told(page, "Eine Korrektur sagt, was falsch war")

    focused(page, "#id_desk_note")
    page.keyboard.press("Control+a")
    page.keyboard.type("14 statt 40 Kräne.")
    page.keyboard.press("Control+Enter")
    told(page, "Die Korrektur ist veröffentlicht.")

    assert Correction.objects.get(article=story).desk_note == "14 statt 40 Kräne."


def test_a_figure_is_no_typing_error_unless_somebody_says_why(page: Any, live_server: Any):
    story = panel_of_a_change(page, live_server)
    press_on(page, "#publish-form [name=kind][value=correct]", "ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[name=kind][value=typo]:focus")
    page.keyboard.press("Control+Enter")
    told(page, "Das ist eine Korrektur, kein Tippfehler.")

    focused(page, "[name=go-fact-changed]")
    page.keyboard.press("Enter")
    focused(page, "[data-go]")
    page.keyboard.press("Enter")
    told(page, "Der Tippfehler ist berichtigt.")

    assert Article.objects.get(pk=story.pk).version == 2


def test_what_a_colleague_saved_meanwhile_is_shown_before_it_goes_out(page: Any, live_server: Any):
    story = panel_of_a_change(page, live_server)
    later = StoryChange(fields={"dek": "Fremder Vorspann."})
    save_story(story.pk, later, by=None, at=NOON, based_on=None)

    page.keyboard.press("Enter")
    focused(page, "#id_desk_note")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Es sind 14 Kräne, nicht 40.")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Control+Enter")
    told(page, "Fremder Vorspann.")
    ready(page)
    tab_to(page, "#publish-form :is(input, textarea, button):not([type=hidden])")
    assert Article.objects.get(pk=story.pk).version == 1
    page.keyboard.press("Control+Enter")
    told(page, "Die Korrektur ist veröffentlicht.")

    assert Article.objects.get(pk=story.pk).dek == "Fremder Vorspann."


def test_escape_leaves_the_panel_and_nothing_is_out(page: Any, live_server: Any):
    story = panel_of_a_change(page, live_server)

    page.keyboard.press("Escape")
    page.wait_for_url("**/change/")

    assert Article.objects.get(pk=story.pk).version == 1
