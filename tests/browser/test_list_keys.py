"""Keys of the desk's lists, and the dialog of keys, which lists what the scripts of a screen have registered."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User

from articles.actions.accounts.save import choose_single_keys
from articles.models import Article
from tests.browser.desk import at_desk, enter, focused, open_story, ready, violations
from tests.factories import NOON, make_photo, make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORIES = "articles/article/"


def fill_list(*headlines: str) -> None:
    section = make_section()
    for headline in headlines:
        make_story(headline, section=section)


def focused_row(page: Any) -> str:
    text: str = page.evaluate(
        "document.activeElement.closest('tr')?.querySelector('.desk-headline, .field-summary').textContent.trim() ?? ''"
    )
    return text


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def listed_keys(page: Any) -> dict[str, list[str]]:
    """Open the dialog of keys and return its lines: text → keys."""
    page.keyboard.press("Shift+?")
    page.wait_for_selector(".desk-keys h2:visible")
    lines: list[Any] = page.eval_on_selector_all(
        ".desk-keys li",
        "all => all.map(li => [li.firstChild.textContent, [...li.querySelectorAll('kbd')].map(key => key.textContent)])",
    )
    page.keyboard.press("Escape")
    page.wait_for_selector(".desk-keys", state="hidden")
    return dict(lines)


def test_the_list_of_stories_is_worked_by_single_keys(page: Any, live_server: Any):
    fill_list("Eins", "Zwei", "Drei")
    enter(page, live_server.url)
    at_desk(page, live_server, STORIES)
    order = page.locator(".desk-headline").all_text_contents()

    press(page, "j", "j", "j", "k")
    assert focused_row(page) == order[1]
    press(page, "x")
    assert page.locator(".action-select:checked").count() == 1
    page.keyboard.press("/")
    focused(page, "#searchbar")
    page.keyboard.type("jjx")
    assert page.input_value("#searchbar") == "jjx"
    page.keyboard.press("Escape")
    assert focused_row(page) == order[1]
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    ready(page)
    page.go_back()

    page.wait_for_function(f"document.activeElement.closest('tr')?.textContent.includes({order[1]!r})")


def test_marked_stories_are_changed_together(page: Any, live_server: Any):
    fill_list("Eins", "Zwei", "Drei")
    enter(page, live_server.url)
    at_desk(page, live_server, STORIES)
    order = page.locator(".desk-headline").all_text_contents()

    press(page, "j", "x", "j", "x")
    page.select_option("select[name=action]", "change_marked_stories")
    page.click("button[name=index]")
    page.wait_for_url("**/bulk/?id__in=*")
    ready(page)

    marked = Article.objects.filter(headline__in=order[:2]).values_list("pk", flat=True)
    assert page.url.endswith("?id__in=" + "%2C".join(str(pk) for pk in sorted(marked)))


def test_photos_are_marked_by_single_keys(page: Any, live_server: Any):
    for credit in ("Ida Brandt/AFP", "Foto: AFP"):
        make_photo(credit)
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/photo/")

    press(page, "j", "j", "x")

    assert page.locator(".action-select:checked").count() == 1
    assert page.locator("tr:focus-within .action-select:checked").count() == 1


def test_the_dialog_lists_what_each_screen_registers(page: Any, live_server: Any):
    fill_list("Eins")
    enter(page, live_server.url)

    at_desk(page, live_server)
    home = listed_keys(page)
    at_desk(page, live_server, STORIES)
    stories = listed_keys(page)
    assert violations(Axe(), page) == []
    at_desk(page, live_server, "articles/wireitem/")
    wire = listed_keys(page)

    assert home["Neu aus Text"] == ["n"]
    assert "Nächste Zeile" not in home
    assert stories["Nächste Zeile"] == ["j", "↓"]
    assert stories["Zeile markieren"] == ["x"]
    assert stories["Suche"] == wire["Suche"] == ["/"]
    assert "Zeile markieren" not in wire
    assert all("undefined" not in text for text in (*home, *stories, *wire))


def test_keys_of_the_story_form_are_listed_and_work_while_typing(page: Any, live_server: Any):
    enter(page, live_server.url)
    open_story(page, live_server, make_story(section=make_section()))
    page.evaluate("document.activeElement.blur()")

    keys = listed_keys(page)

    assert keys["Sichern"] == ["Strg/⌘ + s"]
    assert keys["Übersetzen oder verbinden"] == ["t"]
    page.focus("#id_headline")
    with page.expect_navigation():
        page.keyboard.press("Control+s")


def test_a_composed_character_is_no_key(page: Any, live_server: Any):
    fill_list("Eins")
    enter(page, live_server.url)
    at_desk(page, live_server, STORIES)

    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', isComposing: true, bubbles: true}))"
    )

    assert focused_row(page) == ""


def test_the_account_remembers_that_single_letters_are_off(page: Any, live_server: Any):
    fill_list("Eins")
    user = enter(page, live_server.url)
    at_desk(page, live_server, STORIES)
    page.keyboard.press("Shift+?")
    page.wait_for_selector("[data-single-keys]:visible")
    with page.expect_response("**/admin/account/"):
        page.uncheck("[data-single-keys]")
    at_desk(page, live_server, STORIES)
    press(page, "j")

    assert focused_row(page) == ""
    assert User.objects.get(pk=user.pk).account.single_keys is False
    choose_single_keys(are_on=True, by=user, at=NOON)
    at_desk(page, live_server, STORIES)
    press(page, "j")
    assert focused_row(page) == "Eins"


def test_a_story_is_begun_from_the_home_page_by_one_key(page: Any, live_server: Any):
    enter(page, live_server.url)
    at_desk(page, live_server)

    assert listed_keys(page)["Neuer Artikel"] == ["c"]
    page.keyboard.press("c")

    page.wait_for_url("**/article/add/")
