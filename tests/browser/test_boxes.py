"""Fact boxes and pull quotes in the text of a story, made by key and button, pasted, and kept when it is opened again."""

from typing import Any

import pytest

from articles.text.sanitize import sanitize
from tests.browser.desk import open_editor, wait_for_selection, wait_for_timers
from tests.browser.test_story_screen import PASTE, body_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOX = "<aside><h3>Zur Person</h3><p>Geboren 1970.</p><ul><li><p>Werft</p></li></ul></aside>"
QUOTE = "<aside><blockquote><p>Der Hafen bleibt.</p></blockquote><p>Anna Bruns</p></aside>"


def paste(page: Any, html: str) -> None:
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, html)


def test_a_stored_story_with_boxes_is_unchanged_by_writing_below(page: Any, live_server: Any):
    body = f"<p>Vor</p>{BOX}<p>Mitte</p>{QUOTE}<p>Ende</p>"
    open_editor(page, live_server, body)
    page.keyboard.press("Control+End")
    page.keyboard.type(" gut")

    assert sanitize(body_of(page)) == body.replace("Ende", "Ende gut")


def test_a_fact_box_is_made_around_paragraphs_and_left_again(page: Any, live_server: Any):
    open_editor(page, live_server, "<p>Geboren 1970.</p>")
    page.keyboard.press("Control+a")
    page.keyboard.press("Alt+Shift+b")
    page.keyboard.type("Zur Person")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    wait_for_timers(page)  # the editor reads where the browser has put the cursor
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Weiter im Text")

    assert (
        sanitize(body_of(page))
        == "<aside><h3>Zur Person</h3><p>Geboren 1970.</p></aside><p>Weiter im Text</p>"
    )


def test_the_key_takes_the_box_away_and_leaves_its_words(page: Any, live_server: Any):
    open_editor(page, live_server, BOX)
    page.click(".tiptap aside p")
    wait_for_timers(page)  # the editor reads where the browser has put the cursor
    page.keyboard.press("Alt+Shift+b")

    assert sanitize(body_of(page)) == "<h3>Zur Person</h3><p>Geboren 1970.</p><ul><li><p>Werft</p></li></ul>"


def test_a_pull_quote_takes_the_selected_words_and_asks_for_the_source(page: Any, live_server: Any):
    open_editor(page, live_server, "<p>Der Hafen bleibt</p><p>Das sagt sie.</p>")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+End")
    wait_for_selection(page, "Der Hafen bleibt")
    page.click(".prose-menubar [title='Herausgehobenes Zitat']")
    page.keyboard.type("Anna Bruns")
    page.keyboard.press("Enter")
    page.keyboard.type("Weiter")

    assert sanitize(body_of(page)) == (
        "<p>Der Hafen bleibt</p><aside><blockquote><p>Der Hafen bleibt</p></blockquote>"
        "<p>Anna Bruns</p></aside><p>Weiter</p><p>Das sagt sie.</p>"
    )


def test_an_empty_box_goes_with_one_key(page: Any, live_server: Any):
    open_editor(page, live_server, "<p>Vor</p>")
    page.keyboard.press("Control+End")
    page.keyboard.press("Alt+Shift+b")
    assert page.get_attribute(".tiptap aside h3", "data-hint") == "Titel des Kastens"
    page.keyboard.press("Backspace")

    assert page.query_selector(".tiptap aside") is None


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (BOX, BOX),
        (f"<p>a</p>{QUOTE}", f"<p>a</p>{QUOTE}"),
        (
            '<blockquote class="pullquote"><p>Ja.</p><cite>— Anna</cite></blockquote>',
            "<aside><blockquote><p>Ja.</p></blockquote><p>Anna</p></aside>",
        ),
        (
            '<p>a</p><aside><h3>Mehr</h3><ul><li><a href="https://e.example/">Mehr hier</a></li></ul></aside>',
            '<p>a</p><h3>Mehr</h3><ul><li><p><a href="https://e.example/" rel="noopener nofollow">Mehr hier</a>'
            "</p></li></ul>",
        ),
    ],
    ids=["box", "quote", "marked", "links"],
)
def test_pasted_boxes_of_web_pages(page: Any, live_server: Any, html: str, kept: str):
    open_editor(page, live_server)
    paste(page, html)

    page.wait_for_function("!document.querySelector('[name=body]').value.includes('Vorher')")
    assert sanitize(body_of(page)) == kept
