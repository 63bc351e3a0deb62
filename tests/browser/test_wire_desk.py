"""The wire desk by keyboard alone: a list of thousands moves, filters, grows by itself and gives stories."""

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.utils import timezone

from articles.models import Article, WireFile, WireItem
from articles.wire import registry
from articles.wire.formats import Format
from articles.wire.item import EditorNote, Notice, WireReading
from tests.browser.desk import at_desk, at_pulsing_desk, enter, press_on, ready, told, violations
from tests.factories import make_section
from tests.wire_items import UNKNOWN_XML, make_news, make_source, receive_broken, receive_news

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE, NARROW = (1280, 800), (390, 844)
LOOKS = [
    (WIDE, "light"),
    (NARROW, "dark"),
    *(pytest.param(*look, marks=pytest.mark.exhaustive) for look in ((WIDE, "dark"), (NARROW, "light"))),
]
LIST = "articles/wireitem/"


def fill_wire(count: int = 5_000) -> None:
    """Thousands of items on a desk, the newest from a minute ago."""
    source, at = make_source(section=make_section()), timezone.now() - timedelta(minutes=1)
    WireItem.objects.bulk_create(
        [
            WireItem(
                received_at=at - timedelta(seconds=20 * number), channel="wire", raw=b"", sha256=f"{number:064}",
                status="read", reading={"headline": f"Meldung {number}", "paragraphs": ["Der Kran steht."]},
                agency_item=f"dpa|urn:{number}", source=source, provider="dpa", guid=f"urn:{number}", version="1",
                urgency=2 if number % 50 == 3 else 4, headline=f"Meldung {number} aus Nordhaven", language="de",
                slugline="Hafen", section=source.section, outcome="new", content={"guid": f"urn:{number}"},
                notices=[Notice.CORRECTION.value] if number % 40 == 5 else [],
                search=SearchVector(Value(f"Meldung {number} aus Nordhaven"), config="newsroom_names"),
            )
            for number in range(count)
        ]
    )  # fmt: skip


def set_look(page: Any, size: Sequence[int], theme: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=theme)


HEADLINE = "document.activeElement.closest('.wire-row')?.querySelector('.wire-open').textContent ?? ''"


def focused_headline(page: Any) -> str:
    return str(page.evaluate(HEADLINE))


def wait_for_headline(page: Any, words: str) -> None:
    """Wait until the focus is in the row of this headline."""
    page.wait_for_function(f"words => ({HEADLINE}) === words", arg=words)


def scrolls_sideways(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"))


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_a_list_of_thousands_is_worked_by_keyboard_alone(
    page: Any, live_server: Any, size: tuple[int, int], theme: str
):
    fill_wire()
    enter(page, live_server.url)
    set_look(page, size, theme)
    at_desk(page, live_server, LIST)
    assert page.evaluate("document.documentElement.classList.contains('dark')") == (theme == "dark")
    assert page.locator(".wire-row").count() == 50
    assert not scrolls_sideways(page)

    for key in ("j", "j", "ArrowDown", "k"):
        page.keyboard.press(key)
    assert focused_headline(page) == "Meldung 1 aus Nordhaven"

    page.keyboard.press("x")
    page.wait_for_selector(".wire-undo:not([hidden])")
    wait_for_headline(page, "Meldung 2 aus Nordhaven")
    page.keyboard.press("u")
    page.wait_for_selector(".wire-undo", state="hidden")
    wait_for_headline(page, "Meldung 1 aus Nordhaven")
    assert WireItem.objects.filter(status="dismissed").count() == 0

    for _step in range(49):
        page.keyboard.press("j")
    page.wait_for_function("document.querySelectorAll('.wire-row').length === 100")
    page.wait_for_function("document.activeElement.textContent === 'Meldung 50 aus Nordhaven'")
    assert violations(Axe(), page) == []

    page.keyboard.press("/")
    page.keyboard.type("nordh meldung 77")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=nordh**")
    ready(page)
    assert "Meldung 77 aus Nordhaven" in page.locator(".wire-open").all_text_contents()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    ready(page)
    assert not scrolls_sideways(page)
    assert violations(Axe(), page) == []


def test_the_way_back_from_an_item_leads_to_its_row(page: Any, live_server: Any):
    fill_wire(5)
    enter(page, live_server.url)
    at_desk(page, live_server, LIST)
    for key in ("j", "j", "j", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**/change/")

    page.go_back()
    page.wait_for_function("document.activeElement.textContent === 'Meldung 2 aus Nordhaven'")
    ready(page)
    page.keyboard.press("j")

    wait_for_headline(page, "Meldung 3 aus Nordhaven")


def test_a_preview_opens_next_to_the_list_and_follows_the_keys(page: Any, live_server: Any):
    make_section()
    receive_news(
        headline="Kran steht",
        ednotes=(EditorNote("Sprecher: 0123"),),
        at=timezone.now() - timedelta(minutes=2),
    )
    receive_news(headline="Kran fällt", at=timezone.now() - timedelta(minutes=1))
    enter(page, live_server.url)
    page.set_viewport_size({"width": 1280, "height": 800})
    at_desk(page, live_server, LIST)

    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_selector(".wire-preview h2:has-text('Kran fällt')")
    page.keyboard.press("j")
    page.wait_for_selector(".wire-preview h2:has-text('Kran steht')")
    wait_for_headline(page, "Kran steht")
    assert "Sprecher: 0123" in page.inner_text(".wire-notes")
    assert violations(Axe(), page) == []
    page.keyboard.press("Escape")

    page.wait_for_selector("[data-wire-side]", state="hidden")
    assert page.url.endswith(LIST)


def test_a_new_item_is_visible_within_two_seconds_and_moves_nobody(page: Any, live_server: Any):
    fill_wire(200)
    enter(page, live_server.url)
    at_pulsing_desk(page, live_server, LIST)
    page.keyboard.press("j")

    receive_news(headline="Eben umgestürzt", at=timezone.now(), urgency=1)
    begun = time.monotonic()
    page.wait_for_selector(".wire-row:first-child .wire-open:has-text('Eben umgestürzt')")
    took = time.monotonic() - begun

    assert took < 2.5  # two seconds, and the noise of a machine that runs other tests
    assert focused_headline(page) == "Meldung 0 aus Nordhaven"
    assert "Eben umgestürzt" in page.inner_text("[data-wire-said]")
    for _step in range(30):
        page.keyboard.press("j")
    place = page.evaluate("document.activeElement.getBoundingClientRect().top")
    receive_news(headline="Noch eine", at=timezone.now())
    page.wait_for_selector("[data-wire-new] button")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") == place
    page.keyboard.press(".")
    page.wait_for_function("document.activeElement.textContent === 'Noch eine'")


def test_a_story_is_made_of_an_item_with_one_key(page: Any, live_server: Any):
    section = make_section()
    source = make_source("dpa-lno", section=section)
    receive_news(headline="Kran in Nordhaven umgestürzt", kicker="Unfall", source=source, at=timezone.now())
    enter(page, live_server.url)
    at_desk(page, live_server, LIST)

    page.keyboard.press("j")
    page.keyboard.press("m")
    page.wait_for_selector("#review-form")
    ready(page)
    assert page.input_value("[name=headline]") == "Kran in Nordhaven umgestürzt"
    assert page.input_value("[name=kicker]") == "Unfall"
    assert page.input_value("[name=section]") == str(section.pk)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/article/*/change/")

    story = Article.objects.get()
    assert (story.headline, story.section_id, story.wire_items.count()) == (
        "Kran in Nordhaven umgestürzt",
        section.pk,
        1,
    )


def test_a_file_in_quarantine_is_read_again(page: Any, live_server: Any, monkeypatch: pytest.MonkeyPatch):
    receive_broken(UNKNOWN_XML)
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/wirefile/")
    page.wait_for_selector(".desk-nav-count:has-text('1')", state="attached")
    assert violations(Axe(), page) == []
    press_on(page, ".wire-quarantine .wire-open")
    page.wait_for_selector(".wire-ways")
    ready(page)
    assert violations(Axe(), page) == []
    news = make_news(headline="Kran steht wieder")
    monkeypatch.setitem(registry.XML_READERS, Format.XML, lambda root, zone: WireReading("own", (news,)))

    press_on(page, ".wire-ways form:first-of-type button")

    page.wait_for_url("**/wireitem/*/change/")
    told(page, "Kran steht wieder")
    assert WireFile.objects.get().status == "read"


def test_sound_and_notices_are_switched_and_remembered(page: Any, live_server: Any):
    receive_news(at=timezone.now())
    enter(page, live_server.url)
    page.context.grant_permissions(["notifications"], origin=live_server.url)
    at_desk(page, live_server, LIST)

    press_on(page, "[data-wire-toggle=wire-sound]", "Space")
    press_on(page, "[data-wire-toggle=wire-notices]", "Space")
    page.wait_for_selector("[data-wire-toggle=wire-notices][aria-pressed=true]")

    stored = page.evaluate("[localStorage.getItem('wire-sound'), localStorage.getItem('wire-notices')]")
    assert stored == ["on", "on"]
