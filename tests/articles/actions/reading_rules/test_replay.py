"""A proposal is replayed over the copy received last, in chunks, and changes nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from structlog.testing import capture_logs

from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import get_copy
from articles.actions.reading_rules import replay
from articles.actions.reading_rules.replay import replay_rule, restart_replay
from articles.models import Mention, WireItem
from articles.parsing.corrections.types import ProposedRule, RuleKind
from tests.articles.actions.reading_rules.pieces import make_rule, receive_piece
from tests.factories import NOON, make_chief, make_person
from tests.wire_items import receive_news

pytestmark = pytest.mark.django_db


def run(rule_id: int, **options: float) -> dict[str, Any]:
    return dict(replay_rule(rule_id, by=make_chief(), at=NOON, **options).replay)


def test_changed_copy_is_counted_and_listed_by_how_it_changes():
    same = receive_piece()
    other = receive_piece("Foto: Anna Wattblick Kontor")
    receive_piece("Foto: Klara Weber/AFP")
    rule = make_rule(active=False)

    found = run(rule.pk)

    assert (found["read"], found["changed"], found["is_done"]) == (3, 2, True)
    assert {row["item"]: row["is_same"] for row in found["rows"]} == {same.pk: True, other.pk: False}
    row = next(row for row in found["rows"] if row["is_same"])
    assert row["removed"] == [["credit.person", "Wattblick Kontor"]]
    assert row["added"] == [["credit.media", "Wattblick Kontor"]]


def test_copy_that_would_change_otherwise_is_listed_apart():
    receive_piece("Foto: Klara Weber/Kontor")
    receive_piece("Foto: Wattblick Kontor")
    rule = make_rule(ProposedRule(RuleKind.SPELLING, "Kontor", "dpa"), active=False)

    found = run(rule.pk)

    assert (found["changed"], found["same"]) == (2, 1)


def test_news_items_of_a_wire_are_replayed_too():
    text = ("Nordhaven (dpa) - Das sagte Priel-Muhme Jonna Ekvall am Montag.", "Der Kran steht wieder.")
    item = receive_news(text=text)
    rule = make_rule(ProposedRule(RuleKind.OFFICE, "Priel-Muhme"), active=False)

    found = run(rule.pk)

    assert [row["item"] for row in found["rows"]] == [item.pk]
    assert found["same"] == 1


def test_an_alias_that_an_editor_linked_otherwise_is_listed_apart():
    person, other = make_person("Johanna Ekvall-Brandt"), make_person("Ina Sturm")
    receive_piece()
    item = receive_piece(head="Andere Fassung")
    copy = get_copy(WireItem.objects.get(pk=item.pk))
    create_from_item(item.pk, proposed_change(copy), by=make_chief(), at=NOON)
    Mention.objects.filter(name="Jonna Ekvall").update(person=other, status="confirmed")
    rule = make_rule(ProposedRule(RuleKind.ALIAS, "Jonna Ekvall", str(person.pk)), active=False)

    found = run(rule.pk)

    assert {row["item"]: row["is_same"] for row in found["rows"]} == {
        item.pk: False,
        item.pk - 1: True,
    }


def test_a_replay_goes_on_where_the_last_chunk_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(replay, "BATCH_SIZE", 2)
    for number in range(5):
        receive_piece(head=f"Fassung {number}")
    rule = make_rule(active=False)

    steps = [run(rule.pk, seconds=0)["read"] for _chunk in range(4)]

    assert steps == [1, 2, 3, 4]
    last = run(rule.pk, seconds=0)
    assert (last["read"], last["changed"], last["is_done"]) == (5, 5, True)
    assert run(rule.pk) == last


def fail_at(
    monkeypatch: pytest.MonkeyPatch, *failing: int, fault: type[BaseException] = ZeroDivisionError
) -> None:
    """Let the reading of these items fail with a fault of the database, then of the program."""
    read = replay.read_item

    def read_or_fail(item: WireItem, lexicon: Any) -> Any:
        if item.pk not in failing:
            return read(item, lexicon)
        if not issubclass(fault, Exception):
            raise fault
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        raise fault

    monkeypatch.setattr(replay, "read_item", read_or_fail)


def test_an_item_whose_reading_fails_is_counted_named_in_the_log_and_passed_over(
    monkeypatch: pytest.MonkeyPatch,
):
    items = [receive_piece(head=f"Fassung {number}") for number in range(3)]
    rule = make_rule(active=False)
    fail_at(monkeypatch, items[1].pk)

    with capture_logs() as lines:
        found = run(rule.pk)

    assert (found["read"], found["changed"], found["unread"], found["is_done"]) == (3, 2, 1, True)
    assert [line["item"] for line in lines if line.get("rule") == rule.pk] == [items[1].pk]


@pytest.mark.django_db(transaction=True)
def test_a_replay_that_is_killed_goes_on_after_its_last_batch(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(replay, "BATCH_SIZE", 2)
    items = [receive_piece(head=f"Fassung {number}") for number in range(4)]
    rule = make_rule(active=False)
    fail_at(monkeypatch, items[0].pk, fault=KeyboardInterrupt)

    with pytest.raises(KeyboardInterrupt):
        run(rule.pk, seconds=60)

    rule.refresh_from_db()
    assert (rule.replay["read"], rule.replay["below"]) == (2, items[2].pk)


def test_copy_is_loaded_one_item_at_a_time(monkeypatch: pytest.MonkeyPatch):
    receive_piece()
    receive_piece(head="Zweite Fassung")
    rule = make_rule(active=False)

    with CaptureQueriesContext(connection) as queries:
        run(rule.pk)

    loads = [query["sql"] for query in queries if '"articles_wireitem"."raw"' in query["sql"]]
    assert len(loads) == 2
    assert all('"articles_wireitem"."id" = ' in sql for sql in loads)


def test_only_the_newest_copy_is_replayed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(replay, "MAX_ITEMS", 2)
    items = [receive_piece(head=f"Fassung {number}") for number in range(3)]
    rule = make_rule(active=False)

    found = run(rule.pk)

    assert [row["item"] for row in found["rows"]] == [items[2].pk, items[1].pk]


def test_a_replay_stores_no_reading_and_a_new_one_sees_later_copy():
    item = receive_piece()
    before = WireItem.objects.values("parsed", "reading", "status").get(pk=item.pk)
    rule = make_rule(active=False)
    run(rule.pk)
    receive_piece(head="Später")

    again = restart_replay(rule.pk, by=make_chief(), at=NOON)

    assert WireItem.objects.values("parsed", "reading", "status").get(pk=item.pk) == before
    assert again.replay["changed"] == 2


def test_of_a_piece_that_changes_in_many_places_the_first_are_listed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(replay, "MAX_SHOWN_FACTS", 0)
    receive_piece()

    row = run(make_rule(active=False).pk)["rows"][0]

    assert (row["removed"], row["added"], row["more"]) == ([], [], 2)


def test_without_copy_the_replay_is_done_at_once():
    assert run(make_rule(active=False).pk)["is_done"] is True
