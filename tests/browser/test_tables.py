"""Tables in the text of a story: pasted, made by the dialog, and kept when the story is opened again."""

from typing import Any

import pytest

from articles.text.sanitize import sanitize
from articles.text.tables import read_tables
from tests.browser.desk import open_editor
from tests.browser.test_story_screen import PASTE, body_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = (
    "<table><caption>Sitze im Rat</caption><thead><tr><th>Liste</th><th>Sitze</th></tr></thead>"
    "<tbody><tr><td>A</td><td>12</td></tr></tbody></table>"
)


def test_a_pasted_table_stays_a_table(page: Any, live_server: Any):
    open_editor(page, live_server)
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, TABLE)

    page.wait_for_selector(".tiptap table")
    assert read_tables(sanitize(body_of(page))) == read_tables(sanitize(TABLE))


def test_a_stored_table_is_unchanged_by_opening_and_writing_below(page: Any, live_server: Any):
    body = sanitize(f"{TABLE}<p>Ende</p>")
    open_editor(page, live_server, body)
    page.keyboard.press("Control+End")
    page.keyboard.type(" gut")

    assert page.inner_text(".tiptap caption") == "Sitze im Rat"
    assert sanitize(body_of(page)) == body.replace("Ende", "Ende gut")


def test_the_dialog_makes_a_table_with_head_and_caption(page: Any, live_server: Any):
    open_editor(page, live_server)
    page.keyboard.press("Control+End")
    page.click(".prose-menubar [title='Tabelle einfügen']")
    page.fill("dialog [name=rows]", "2")
    page.fill("dialog [name=cols]", "2")
    page.fill("dialog [name=caption]", "Spielplan")
    page.click("dialog button[type=submit]")
    page.wait_for_selector(".tiptap table")
    for words in ("Tag", "Uhrzeit", "Montag", "19"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")

    (table, *_rest) = read_tables(sanitize(body_of(page)))
    assert table.caption == "Spielplan"
    assert [[cell.text for cell in row] for row in table.head] == [["Tag", "Uhrzeit"]]
    assert [cell.text for cell in table.rows[0]] == ["Montag", "19"]


def test_a_frame_of_tables_around_a_mail_becomes_paragraphs(page: Any, live_server: Any):
    open_editor(page, live_server)
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, "<table><tr><td><p>Eins</p><p>Zwei</p></td></tr></table>")

    page.wait_for_function("document.querySelector('[name=body]').value.includes('Zwei')")
    assert sanitize(body_of(page)) == "<p>Eins</p><p>Zwei</p>"
