"""A story from the plan to the hand-over without a mouse: planned, assigned, written, talked about, sent, corrected."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone

from articles.models import Account, Article, AuditEntry, Comment
from tests.browser.desk import at_desk, enter, focused, press_on, ready, save, story_form, tab_to, told, write
from tests.factories import make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def choose(page: Any, selector: str, words: str) -> None:
    """Choose in a list by the first letters, as its keyboard users do."""
    tab_to(page, selector)
    page.keyboard.type(words)
    assert words in page.locator(selector).evaluate("list => list.selectedOptions[0].textContent")


def plan(page: Any, live_server: Any) -> Article:
    at_desk(page, live_server)
    page.keyboard.press("p")
    page.wait_for_url("**/plan/**")
    ready(page)
    page.keyboard.press("c")
    page.wait_for_selector("#plan-form")
    ready(page)
    write(page, "[name=title]", "Kran am Nordkai")
    choose(page, "[name=section]", "Lokales")
    tab_to(page, "[name=publish_at]")
    page.keyboard.type(
        f"0101{timezone.localdate().year + 1}"
    )  # the same in browsers that ask for the month first
    page.keyboard.press("Tab")
    page.keyboard.type("0600A")
    press_on(page, "#plan-form .desk-primary")
    press_on(page, ".plan-title:has-text('Kran am Nordkai')")
    story_form(page)
    ready(page)
    return Article.objects.get(headline="Kran am Nordkai")


def talk(page: Any) -> None:
    press_on(page, "[data-talk]:visible >> nth=0")  # the letter d would go into the text, which has the focus
    focused(page, "#talk-text")
    page.keyboard.type("@nora Wie hoch ist er wirklich?")
    press_on(page, "#talk-panel [data-write] button")
    page.locator("#talk-panel [data-threads]", has_text="wirklich").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_selector("#talk-panel", state="hidden")


def assign(page: Any, wanted: str) -> None:
    focused(page, "#assign-form [name=recipient]")
    choose(page, "#assign-form [name=recipient]", "Nora")
    write(page, "#assign-form [name=wanted]", wanted)
    press_on(page, "#assign-form [data-go]")
    page.wait_for_url("**/change/**")
    story_form(page)
    ready(page)


def publish(page: Any, kind: str = "") -> None:
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#publish-form")
    ready(page)
    if kind:
        press_on(page, "[name=kind]", "Space")
        while not page.locator(f"[name=kind][value={kind}]").is_checked():
            page.keyboard.press("ArrowDown")
        write(page, "[name=desk_note]", "Absatz 1: 41 statt 40 Meter.")
        write(page, "[name=public_note]", "In einer früheren Fassung war die Höhe des Krans falsch.")
    for number in range(page.locator("#publish-form [name^=why-]").count()):
        tab_to(page, f"#publish-form [name^=why-] >> nth={number}", back=bool(kind))
        page.keyboard.type("mündlich geklärt")
    for number in range(page.locator("#publish-form [name^=go-]").count()):
        press_on(page, f"#publish-form [name^=go-] >> nth={number}", "Space")
    press_on(page, "#publish-form [data-go]")
    page.wait_for_url("**/change/**")
    story_form(page)
    ready(page)


def press_move(page: Any, move: str, words: str) -> None:
    press_on(page, f"[name=_move][value={move}]")
    told(page, words)
    story_form(page)
    ready(page)


def test_a_story_is_planned_written_published_corrected_and_handed_over_by_keys(
    page: Any, live_server: Any, tmp_path: Any, settings: Any
):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    call_command("ensure_defaults")
    make_section("Lokales", "lokales")
    for name, first, role in (("clara", "Clara", "chief"), ("nora", "Nora", "reporter")):
        user = User.objects.create(username=name, first_name=first, last_name="Stein", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        Account.objects.get_or_create(user=user)
    enter(page, live_server.url, User.objects.get(username="clara"))

    story = plan(page, live_server)
    page.keyboard.press("a")
    assign(page, "Stimme vom Hafen")
    tab_to(page, ".field-body .tiptap")
    page.keyboard.type("Der Kran am Nordkai ist 40 Meter hoch.")
    save(page)
    ready(page)
    talk(page)
    press_move(page, "submit", "Zur Prüfung gegeben.")
    press_move(page, "approve", "Freigegeben: bereit zur Veröffentlichung.")
    publish(page)
    tab_to(page, ".field-body .tiptap")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Er ist seit März 41 Meter hoch.")
    publish(page, "correct")
    press_on(page, "[data-key=a]")
    assign(page, "Morgen nachfragen")

    at_desk(page, live_server)
    press_on(page, "a[href$='/handover/']")
    page.wait_for_url("**/handover/**")
    ready(page)
    assert "Morgen nachfragen" in page.inner_text("main")
    verbs = AuditEntry.objects.filter(object_id=story.pk, model="article").values_list("verb", flat=True)
    assert {"assign", "submit", "approve", "publish", "correct"} <= set(verbs)
    assert Comment.objects.filter(article=story, text__contains="wirklich").exists()
