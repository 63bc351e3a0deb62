"""The desk learns from a correction: proposal, replay, acceptance, the next copy read right, and all of it undone."""

from functools import partial
from typing import Any

import pytest

from articles.actions.intake.effects.item_copy import get_copy
from articles.actions.intake.receive.ingest import ingest
from articles.actions.reading_rules import replay
from articles.admin.reading_rules import views
from articles.models import ReadingRule, WireItem
from tests.articles.actions.reading_rules.pieces import make_rule, receive_piece
from tests.articles.parsing.corrections.pieces import COPY
from tests.browser.desk import at_desk, enter, told
from tests.factories import NOON, make_chief, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOUSE = "„Wattblick Kontor“ in einem Bildnachweis ist ein Medienhaus oder eine Bildagentur."


def read_next(credit: str) -> str:
    """The credit of copy that arrives now, by the kinds of its parts."""
    text = COPY.format(credit=credit, tag="(afp/dl)", line=f"Der Stand ist {WireItem.objects.count()}.")
    item = ingest(text.encode(), by=make_chief(), at=NOON).item
    credit = get_copy(WireItem.objects.get(pk=item.pk)).captions[0].caption.credit
    return " ".join(part.kind for part in credit.parts) if credit else ""


def test_a_corrected_credit_becomes_a_rule_and_is_undone(page: Any, live_server: Any):
    make_section()
    receive_piece("Foto: Anna Wattblick Kontor")
    item = receive_piece(head="Zweite Fassung")
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/article/from-copy/{item.pk}/")

    page.get_by_text("Gelesenen Bildnachweis korrigieren").click()
    page.select_option("[name=caption0-part1]", "house")
    told(page, HOUSE)
    with page.expect_popup() as popup:
        page.locator("[data-learn] button").click()
    rule_page = popup.value
    rule_page.wait_for_selector("[data-replayed]")

    assert "Würde 2 der letzten 2 eingegangenen Texte ändern" in rule_page.inner_text("[data-replayed]")
    assert "1 wie bei Ihnen, 1 anders" in rule_page.inner_text("[data-replayed]")
    before = read_next("Foto: Wattblick Kontor/AFP")
    rule_page.get_by_role("button", name="Regel annehmen").press("Enter")
    told(rule_page, "Die Regel gilt ab jetzt.")
    after = read_next("Foto: Wattblick Kontor/AFP")
    rule_page.get_by_role("button", name="Regel rückgängig machen").press("Enter")
    told(rule_page, "Die Regel ist rückgängig gemacht")

    assert (before, after) == ("prefix person agency", "prefix media agency")
    assert read_next("Foto: Wattblick Kontor/AFP") == before
    assert ReadingRule.objects.get().uses == 1


def test_a_long_replay_runs_to_its_end_with_a_progress_bar(
    page: Any, live_server: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(replay, "BATCH_SIZE", 1)
    monkeypatch.setattr(views, "replay_rule", partial(replay.replay_rule, seconds=0))
    for number in range(3):
        receive_piece(head=f"Fassung {number}")
    rule = make_rule(active=False)
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/readingrule/{rule.pk}/change/")

    page.wait_for_selector("[data-replayed]")

    assert "Würde 3 der letzten 3" in page.inner_text("[data-replayed]")
    assert page.get_by_role("button", name="Regel annehmen").is_enabled()
