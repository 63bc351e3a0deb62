"""Lines left out of a pasted page are taken back by keys, several at once, and out again."""

from typing import Any

import pytest

from articles.models import Article
from tests.articles.parsing.labelled_lines import read_labelled
from tests.browser.desk import focused, tab_to, told, violations
from tests.browser.test_paste_journey import read_pasted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = next(row["raw"] for row in read_labelled("pages") if row["id"] == "text-regional-de")
TEASERS = (
    "Lesen Sie auch",
    "Warum der Bäcker am Markt jetzt schon um vier Uhr öffnet",
    "Neue Buslinie nach Seestadt startet im Mai",
)
BODY = "document.querySelector('#id_body')?.closest('.prose-editor')?.querySelector('[contenteditable]')"


def read_body(page: Any) -> list[str]:
    """Return the lines in the editor of the text."""
    lines: list[str] = page.evaluate(f"[...{BODY}.children].map((one) => one.textContent)")
    return lines


def open_list(page: Any, live_server: Any) -> None:
    read_pasted(page, live_server, PAGE)
    page.wait_for_function(f"{BODY}?.editor")
    told(page, "Als Webseite gelesen;")


def test_the_space_bar_takes_a_line_into_the_text_at_its_place_and_out_again(page: Any, live_server: Any):
    open_list(page, live_server)
    before = read_body(page)

    tab_to(page, f"label:has-text('{TEASERS[1]}') input")
    page.keyboard.press("Space")
    told(page, "1 Zeile steht jetzt im Text.")

    assert read_body(page) == [*before[:2], TEASERS[1], *before[2:]]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert read_body(page) == [*before[:2], TEASERS[1], TEASERS[2], *before[2:]]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    assert read_body(page) == [*before[:2], TEASERS[2], *before[2:]]


def test_all_lines_of_a_reason_are_taken_in_one_step_and_undone_in_one(page: Any, live_server: Any):
    open_list(page, live_server)
    before = read_body(page)

    tab_to(page, "[data-reason=links] [data-take-all]")
    page.keyboard.press("Enter")

    assert read_body(page)[2:5] == list(TEASERS)
    tab_to(page, "[data-undo-take]")
    page.keyboard.press("Enter")
    assert read_body(page) == before


def test_the_same_line_written_elsewhere_stays_when_a_taken_line_goes(page: Any, live_server: Any):
    open_list(page, live_server)
    written = f'{{type: "paragraph", content: [{{type: "text", text: "{TEASERS[1]}"}}]}}'
    page.evaluate(f"{BODY}.editor.chain().insertContentAt(0, {written}).run()")
    before = read_body(page)
    box = page.locator(f"label:has-text('{TEASERS[1]}') input")

    box.check()
    taken = read_body(page)
    box.uncheck()

    assert (before[0], taken.count(TEASERS[1])) == (TEASERS[1], 2)
    assert read_body(page) == before


def test_a_line_taken_back_is_in_the_text_after_a_failed_save(page: Any, live_server: Any):
    open_list(page, live_server)
    page.locator(f"label:has-text('{TEASERS[1]}') input").check()
    page.fill("[name=urgency]", "77")

    page.keyboard.press("Control+Enter")
    told(page, "Bitte die markierten Felder prüfen.")
    page.wait_for_function(f"{BODY}?.editor")

    assert read_body(page).count(TEASERS[1]) == 1
    assert page.locator(f"label:has-text('{TEASERS[1]}') input").is_checked()
    page.fill("[name=urgency]", "4")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/change/")
    assert Article.objects.get().body.count(TEASERS[1]) == 1


def test_the_list_is_accessible_and_fits_a_phone(page: Any, live_server: Any):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    open_list(page, live_server)
    page.set_viewport_size({"width": 375, "height": 700})

    page.wait_for_function("document.documentElement.scrollWidth <= 375")  # the menu folds in its own time
    assert [line for line in violations(axe, page) if "left-out" in line or "take" in line] == []
    focused(page, "[name=headline]")
