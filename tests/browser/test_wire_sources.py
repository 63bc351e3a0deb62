"""A source, its field map and a rule are set up by keyboard alone; no page of theirs has a barrier."""

from typing import Any

import pytest

from articles.actions.intake.effects.wire_rules import save_rule
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.sources import save_source
from articles.models import WireFile, WireRule, WireSource
from tests.articles.admin.sources.test_field_map_page import SAMPLE
from tests.articles.wire.g2_files import build_g2
from tests.browser.desk import at_desk, enter, press_on, ready, tab_to, violations, write
from tests.factories import NOON, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make_source(**facts: Any) -> WireSource:
    values = {"code": "nor-text", "name": "Nordfunk", "transport": "folder", **facts}
    return save_source(values, by=None, at=NOON)


def test_a_source_is_added_by_keyboard_and_says_what_to_do_next(page: Any, live_server: Any):
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/wiresource/")

    press_on(page, "section a[href$='/wiresource/add/']")
    ready(page)
    press_on(page, "a[href='?transport=folder']")
    ready(page)
    write(page, "#id_code", "nor-text")
    write(page, "#id_name", "Nordfunk")
    press_on(page, "#source-form button.desk-primary")
    page.wait_for_selector("#next-heading")

    assert WireSource.objects.get().code == "nor-text"
    assert "nor-text" in page.text_content("#folder-path")


def test_a_field_map_is_made_of_a_sample_by_keyboard(page: Any, live_server: Any):
    source = make_source()
    ingest_file(SAMPLE.encode("iso-8859-1"), source=source, name="kran.xml", at=NOON)
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/wiresource/{source.pk}/field-map/?file={WireFile.objects.get().pk}")

    tab_to(page, "#paths-kicker")
    for key in ("Alt+ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.wait_for_function("document.activeElement.id === 'paths-kicker'")
    taken = page.input_value("#paths-kicker")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    press_on(page, ".desk-bar button[value=try]")
    page.wait_for_selector("#map-result")
    shown = page.text_content("#map-result")
    press_on(page, ".desk-bar button[value=save]")
    page.wait_for_selector("details button[value=remove]", state="attached")
    ready(page)
    press_on(page, "button[value=again]")
    page.wait_for_function("!document.querySelector('button[value=again]')")

    assert taken == "@status"
    assert "Kran in Nordhaven fällt" in shown
    assert WireFile.objects.get().status == WireFile.Status.READ


def test_a_suggested_field_map_is_not_taken_for_an_unsaved_draft(page: Any, live_server: Any):
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/wiresource/{make_source().pk}/field-map/")
    write(
        page,
        "#map-sample",
        "<meldungen><meldung id='a1'><titel>Kran steht wieder</titel></meldung></meldungen>",
    )
    page.wait_for_function("Object.keys(localStorage).some((key) => key.startsWith('desk-unsaved:'))")

    press_on(page, "button[value=suggest]")
    page.wait_for_selector("[data-path]")
    ready(page)

    page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('desk-unsaved:'))")
    assert page.locator("#map-form > .desk-note-box").count() == 0


def test_rules_are_moved_tried_and_deleted_by_keyboard(page: Any, live_server: Any):
    for name in ("Eins", "Zwei"):
        save_rule({"name": name, "sluglines": "Hafen/*"}, topic_ids=(), by=None, at=NOON)
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/wirerule/")

    second = WireRule.objects.get(name="Zwei")
    with page.expect_navigation():
        press_on(page, f"button[value='up:{second.pk}']")
    ready(page)
    order = list(WireRule.objects.values_list("name", flat=True))
    press_on(page, f"#rule-{second.pk} a[href*='period=day']")
    page.wait_for_selector("#trial-result")
    at_desk(page, live_server, "articles/wirerule/")
    press_on(page, f"a[href$='/{second.pk}/delete/']")
    ready(page)
    with page.expect_navigation():
        press_on(page, "button.desk-danger")

    assert order == ["Zwei", "Eins"]
    assert list(WireRule.objects.values_list("name", flat=True)) == ["Eins"]


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_of_sources_and_rules_has_a_barrier(page: Any, live_server: Any, width: int):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    section = make_section()
    source, push = make_source(), make_source(code="nor-push", transport="push", active=False)
    ingest_file(SAMPLE.encode("iso-8859-1"), source=source, name="kran.xml", at=NOON)
    ingest_file(build_g2(), source=source, name="kran.xml", at=NOON)
    facts = {
        "name": "Hafen", "source_id": source.pk, "sluglines": "Hafen/*", "section_id": section.pk, "auto_draft": True,
    }  # fmt: skip
    rule = save_rule({**facts, "auto_publish": True, "active": False}, topic_ids=(), by=None, at=NOON)
    sources, rules, file = "articles/wiresource/", "articles/wirerule/", WireFile.objects.last()
    enter(page, live_server.url)
    page.set_viewport_size({"width": width, "height": 900})
    found, wide = {}, {}

    for path in (
        sources, f"{sources}add/", f"{sources}add/?transport=mail", f"{sources}{source.pk}/connection/",
        f"{sources}{push.pk}/connection/", f"{sources}{push.pk}/change/",
        f"{sources}{source.pk}/field-map/?file={file.pk}", rules, f"{rules}{rule.pk}/change/?period=day",
        f"{rules}{rule.pk}/uses/", f"{rules}{rule.pk}/delete/", "articles/article/autopilot/",
    ):  # fmt: skip
        at_desk(page, live_server, path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[path] = violations(axe, page)
        page.evaluate("document.documentElement.classList.add('dark')")
        found[path] += violations(axe, page, ["color-contrast", "link-in-text-block"])

    assert {path: faults for path, faults in found.items() if faults} == {}
    assert {path: pixels for path, pixels in wide.items() if pixels > 0} == {}
