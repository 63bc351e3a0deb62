"""The front page is arranged by keyboard alone, by mouse too, and its screen is accessible in both schemes."""

from typing import Any

import pytest

from articles.actions.desk.front_arrangement import BlockDraft, FrontArrangement
from articles.actions.desk.front_page import arrange_front
from articles.actions.stories.withdraw import withhold
from articles.models import FrontSlot
from tests.browser.desk import at_desk, enter
from tests.factories import NOON, make_published
from tests.front_pages import arrange_front_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_front(page: Any, live_server: Any) -> None:
    at_desk(page, live_server, "articles/frontslot/")
    page.wait_for_selector("#front-board")


def headlines(page: Any) -> list[str]:
    return page.eval_on_selector_all(
        "[data-places] [data-story]", "rows => rows.map(r => r.dataset.headline)"
    )  # type: ignore[no-any-return]


def order() -> list[str]:
    return list(FrontSlot.objects.values_list("article__headline", flat=True))


def save(page: Any) -> None:
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector("text=Die Titelseite ist gesichert.")


def test_stories_are_found_added_and_ordered_by_keyboard_alone(page: Any, live_server: Any):
    for name in ("Leuchtturm wird versetzt", "Kran steht still", "Fähre fährt wieder"):
        make_published(name)
    enter(page, live_server.url)
    open_front(page, live_server)

    for count, words in enumerate(("leuchtturm", "kran", "fähre"), start=1):
        page.focus("#front-search")
        page.keyboard.press("Control+a")
        page.keyboard.type(words)
        page.wait_for_function("document.querySelectorAll('#front-offers li').length === 1")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.wait_for_function(
            "n => document.querySelectorAll('[data-places] [data-story]').length === n", arg=count
        )
    page.focus("[data-places] li:last-child [data-handle]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    save(page)

    assert order() == ["Leuchtturm wird versetzt", "Fähre fährt wieder", "Kran steht still"]


def test_each_move_by_key_is_said_to_who_does_not_see_it(page: Any, live_server: Any):
    stories = [make_published(name) for name in ("Eins", "Zwei")]
    arrange_front_page([story.pk for story in stories], by=None, at=NOON)
    enter(page, live_server.url)
    open_front(page, live_server)

    page.focus("[data-places] li:last-child [data-handle]")
    page.keyboard.press("ArrowUp")

    assert page.text_content("[data-said]") == "„Zwei“ steht auf Platz 1 von 2."


def test_a_story_is_dragged_by_its_handle_to_the_top(page: Any, live_server: Any):
    stories = [make_published(name) for name in ("Eins", "Zwei", "Drei")]
    arrange_front_page([story.pk for story in stories], by=None, at=NOON)
    enter(page, live_server.url)
    open_front(page, live_server)

    last = page.locator("[data-places] li:last-child [data-handle]").bounding_box()
    first = page.locator("[data-places] li:first-child").bounding_box()
    page.mouse.move(last["x"] + 8, last["y"] + 8)
    page.mouse.down()
    page.mouse.move(first["x"] + 60, first["y"] + 30, steps=8)
    page.mouse.move(first["x"] + 60, first["y"] + 4, steps=4)
    page.mouse.up()
    page.wait_for_function("document.querySelector('[data-places] li').dataset.headline === 'Drei'")
    save(page)

    assert order() == ["Drei", "Eins", "Zwei"]


def test_a_withdrawn_story_is_succeeded_by_keyboard(page: Any, live_server: Any):
    gone, next_in_line = make_published("Zurückgezogen"), make_published("Nachfolger")
    arrange_front_page([gone.pk], by=None, at=NOON)
    withhold(gone.pk, reason="legal", by=None, at=NOON)
    enter(page, live_server.url)
    open_front(page, live_server)

    page.focus("[data-successor]")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"[data-story='{next_in_line.pk}']")
    save(page)

    assert order() == ["Nachfolger"]


def arrange_blocks(*kinds: str) -> None:
    """Two stories in the lead, and one in each block."""
    stories = [make_published(name) for name in ("Eins", "Zwei", "Drei", "Vier")[: 2 + len(kinds)]]
    blocks = tuple(
        BlockDraft(kind, stories=(story.pk,)) for kind, story in zip(kinds, stories[2:], strict=True)
    )
    arrange_front(FrontArrangement((stories[0].pk, stories[1].pk), blocks), by=None, at=NOON)


def places() -> list[tuple[str | None, str]]:
    return list(FrontSlot.objects.values_list("block__kind", "article__headline"))


def test_a_story_goes_on_into_the_next_block_by_arrow_key(page: Any, live_server: Any):
    arrange_blocks("important")
    enter(page, live_server.url)
    open_front(page, live_server)

    page.focus("[data-headline='Zwei'] [data-handle]")
    page.keyboard.press("ArrowDown")
    said = page.text_content("[data-said]")
    save(page)

    assert said == "„Zwei“ steht auf Platz 1 von 2."
    assert places() == [(None, "Eins"), ("important", "Zwei"), ("important", "Drei")]


def test_a_block_moves_with_its_stories_by_arrow_key_and_never_above_the_lead(page: Any, live_server: Any):
    arrange_blocks("important", "newest")
    enter(page, live_server.url)
    open_front(page, live_server)

    page.focus("[data-block='b2'] > .front-block-head [data-handle]")
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    said = page.text_content("[data-said]")
    save(page)

    assert said == "„Neueste Artikel“ steht auf Platz 2 von 3."
    assert places() == [(None, "Eins"), (None, "Zwei"), ("newest", "Vier"), ("important", "Drei")]


def test_a_block_is_added_and_filled_by_keyboard(page: Any, live_server: Any):
    arrange_blocks()
    found = make_published("Leuchtturm wird versetzt")
    enter(page, live_server.url)
    open_front(page, live_server)

    page.select_option("#new-block", "opinion")
    page.focus("button[value=block]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('[data-block]').length === 6")
    page.select_option("#front-target", "b5")
    page.focus(f"button[value='add:{found.pk}']")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"[data-block='b5'] [data-story='{found.pk}']")
    save(page)

    assert places()[-1] == ("opinion", "Leuchtturm wird versetzt")


def test_the_draft_is_previewed_before_it_is_saved(page: Any, live_server: Any):
    arrange_blocks()
    enter(page, live_server.url)
    open_front(page, live_server)

    page.focus("[data-headline='Zwei'] [data-handle]")
    page.keyboard.press("ArrowUp")
    page.click("[data-preview]")
    lead = page.frame_locator("iframe[name=front-preview]").locator(".card-lead .card-headline")
    lead.wait_for()

    assert lead.text_content() == "Zwei"
    assert order() == ["Eins", "Zwei"]
