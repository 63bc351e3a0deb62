"""The history of an item decides by versions alone: each test guards one line that keeps it so."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.versions.item_history import (
    ItemHistory,
    agency_item_of,
    find_repeats_after_kill,
    get_superseded_message,
    lift_kills,
    link_kills,
    lock_agency_items,
    mark_superseded,
    settle_kills,
)
from articles.actions.stories.publish import publish
from articles.actions.stories.withdraw import kill
from articles.models import Agency, AgencyChange, AuditEntry, WireItem, WireSource
from tests.articles.actions.intake.versions.test_agency_changes import copy_of
from tests.factories import NOON, make_story, make_user

pytestmark = pytest.mark.django_db

STORY = "\n\n".join(copy_of().split("\n\n")[1:-1])
"""The paragraphs of the copy, as a story of the desk has them."""


@pytest.fixture
def source() -> WireSource:
    agency = Agency.objects.create(code="nhv", name="Nordhavener Agentur")
    return WireSource.objects.create(
        code="nhv", name="nhv", agency=agency, transport="folder", zone="UTC", created_at=NOON
    )


def receive(source: WireSource, hour: int, text: str) -> WireItem:
    content = {"uri": "urn:nhv:1", "type": "text", "headline": "Kran", "body_text": text}
    raw = json.dumps({**content, "versioncreated": f"2026-03-02T{hour:02}:00:00Z"}).encode()
    return ingest_file(raw, source=source, at=NOON).items[0].item


def test_a_repeat_supersedes_no_version(source: WireSource) -> None:
    first = receive(source, 10, "Der Kran steht.")
    repeat = receive(source, 11, "Der Kran steht.")
    older = receive(source, 9, "Der Kran wackelt.")

    first.refresh_from_db()
    older.refresh_from_db()
    assert repeat.repeats == first
    assert (first.superseded_by, older.superseded_by) == (None, first)


def test_histories_are_locked_in_one_order_whatever_the_order_of_the_file() -> None:
    keys = [f"nhv|{number}" for number in (5, 3, 8, 1, 9, 2, 7, 4, 6, 0)]

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        lock_agency_items(keys)

    (sql,) = [query["sql"] for query in queries.captured_queries if "pg_advisory_xact_lock" in query["sql"]]
    assert sorted(keys, key=sql.index) == sorted(keys)


def test_a_new_version_of_a_killed_story_is_no_change_to_it(source: WireSource) -> None:
    receive(source, 10, "Der Kran steht.")
    story = publish(make_story(tag="(nhv)", agency_item_id="urn:nhv:1").pk, by=None, at=NOON)
    kill(story.pk, reason="wrong", by=None, at=NOON)

    receive(source, 11, "Der Kran steht schief.")

    assert not AgencyChange.objects.exists()


@pytest.mark.parametrize(("code", "changed"), [("dpa", True), ("kna", False)])
def test_similar_text_counts_for_stories_of_the_same_agency_alone(
    source: WireSource, code: str, changed: bool
) -> None:
    agency, _created = Agency.objects.get_or_create(code=code, defaults={"name": code})
    story = make_story(body="".join(f"<p>{text}</p>" for text in STORY.split("\n\n")))
    story.sources.create(agency=agency)

    ingest_file(copy_of(number="", extra="Er ist rot.").encode(), source=source, at=NOON)

    assert AgencyChange.objects.filter(article=story).exists() == changed


LATER = NOON + timedelta(hours=1)
KILL = {"kill": {"line": "KILL: Bitte nicht verwenden", "confidence": "sure"}}
USABLE = {"kill": None}
WITHHELD = {"kill": None, "withheld": True}


def store(version: int | None, reading: dict[str, Any] | None = None, **facts: Any) -> WireItem:
    """A version of one item as pasted copy, which is ordered by number and time."""
    defaults = {"agency_item": "nhv|1", "received_at": NOON, "raw": b"", "sha256": "", "status": "read"}
    return WireItem.objects.create(
        **{**defaults, **facts}, agency_version=version, reading=USABLE if reading is None else reading
    )


def open_change(item: WireItem, kind: str, **facts: Any) -> AgencyChange:
    """A change to a story of its own."""
    article = facts.pop("article", ...)
    article = make_story() if article is ... else article
    return AgencyChange.objects.create(item=item, kind=kind, article=article, opened_at=NOON, **facts)


def test_versions_are_listed_by_the_agencys_time_then_number_then_receipt() -> None:
    wanted = [
        store(version, version_created=created and NOON + timedelta(hours=created), received_at=received)
        for version, created, received in (
            (1, 3, NOON), (9, 2, NOON), (8, 2, NOON + timedelta(days=1)),
            (8, 2, NOON), (8, 2, NOON), (None, 2, NOON), (7, None, NOON + timedelta(hours=1)),
        )
    ]  # fmt: skip
    wanted[3:5] = reversed(wanted[3:5])

    assert ItemHistory(wanted[2]).list_newest_first() == wanted


def test_a_history_has_the_parsed_versions_of_its_item_alone() -> None:
    first, second = store(1), store(2)
    store(3, agency_item="nhv|2")
    WireItem.objects.filter(pk=store(4).pk).update(reading=None)
    alone, _other = store(5, agency_item=""), store(6, agency_item="")

    assert ItemHistory(first).items == [second, first]
    assert ItemHistory(alone).items == [alone]


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"agency_item": "nhv|1", "reading": {"agency_id": "dpa:260302-99-123456/2"}}, "nhv|1"),
        ({"reading": {"agency_id": "dpa:260302-99-123456/2"}}, "dpa:260302-99-123456"),
        ({"reading": {"agency_id": f"urn:{'9' * 300}"}}, f"urn:{'9' * 196}"),
        ({"reading": {"agency_id": None}}, ""),
        ({"reading": None}, ""),
    ],
)
def test_the_key_of_an_item_is_its_identifier_without_the_version(facts: dict[str, Any], key: str) -> None:
    assert agency_item_of(WireItem(**facts)) == key


def test_usable_copy_alone_lifts_a_kill_and_only_one_that_it_is_newer_than() -> None:
    versions = [store(1), store(2, KILL), store(3), store(4, WITHHELD)]

    assert [ItemHistory(item).lifts_kill(item) for item in versions] == [False, False, True, False]


def test_a_repeat_is_news_again_only_if_a_kill_lies_between_it_and_its_text() -> None:
    first = store(1)
    before = store(2, repeats=first)
    store(3, KILL)
    after = store(4, repeats=first)
    store(5, repeats=after)

    assert find_repeats_after_kill(ItemHistory(first)) == [after]
    assert before in ItemHistory(first).items


def test_a_kill_settles_what_was_open_of_older_versions_except_kills() -> None:
    old, _kill = store(1), store(2, KILL)
    kinds = ("update", "lift", "correction", "kill")
    changes = {kind: open_change(old, kind) for kind in kinds}
    of_another = open_change(store(1, agency_item="nhv|2"), "correction")
    settled = open_change(old, "update", settled_at=NOON, outcome="adapted")

    mark_superseded(ItemHistory(old), LATER)

    found = dict(AgencyChange.objects.values_list("pk", "outcome"))
    assert {kind: found[changes[kind].pk] for kind in kinds} == {
        "update": "superseded", "lift": "superseded", "correction": "superseded", "kill": "",
    }  # fmt: skip
    assert (found[of_another.pk], found[settled.pk]) == ("", "adapted")
    assert set(AgencyChange.objects.filter(outcome="superseded").values_list("settled_at")) == {(LATER,)}


def test_copy_in_use_keeps_its_status_when_a_newer_version_comes() -> None:
    used, read, newest = store(1, status="used"), store(2), store(3)

    mark_superseded(ItemHistory(newest), LATER)

    rows = WireItem.objects.order_by("agency_version").values_list("status", "superseded_by")
    assert list(rows) == [("used", newest.pk), ("superseded", newest.pk), ("read", None)]
    assert read.pk < newest.pk < used.pk + 3


@pytest.mark.parametrize(
    ("reading", "message"),
    [
        (None, ""),
        (USABLE, "A newer version of this copy is already on the desk (received copy #{n})."),
        (KILL, "The agency has killed this copy (received copy #{n}). A story made from it stays blocked."),
    ],
)
def test_superseded_copy_names_the_newer_version_or_the_kill(
    reading: dict[str, Any] | None, message: str
) -> None:
    newer = None if reading is None else store(2, reading)

    with override("en"):
        told = get_superseded_message(store(1, superseded_by=newer))

    assert told == message.format(n=newer and newer.pk)


def test_the_open_kills_of_an_item_end_with_its_last_active_kill_and_of_no_other_item() -> None:
    lifted = [open_change(store(version, KILL), "kill") for version in (1, 2)]
    open_update = open_change(newest := store(3), "update")
    taken = open_change(store(1, KILL), "kill", settled_at=NOON, outcome="taken")
    other = open_change(store(1, KILL, agency_item="nhv|2"), "kill")

    settle_kills(ItemHistory(newest), LATER)
    settle_kills(ItemHistory(other.item), LATER)

    found = dict(AgencyChange.objects.values_list("pk", "outcome"))
    assert found == {
        **{change.pk: "lifted" for change in lifted}, open_update.pk: "", taken.pk: "taken", other.pk: "",
    }  # fmt: skip
    assert set(AgencyChange.objects.filter(outcome="lifted").values_list("settled_at")) == {(LATER,)}
    open_update.refresh_from_db()
    assert open_update.kind == "lift"


def test_a_change_dismissed_before_its_kill_was_known_is_open_as_if_it_were_new() -> None:
    item, _kill = store(3), store(2, KILL)
    by = make_user("redakteur")
    facts = {"settled_at": NOON, "settled_by": by, "reason": "Nur ein Komma"}
    dismissed, adapted = (
        open_change(item, "update", outcome=outcome, **facts) for outcome in ("unaffected", "adapted")
    )

    settle_kills(ItemHistory(item), LATER)

    columns = ("kind", "settled_at", "settled_by", "outcome", "reason")
    rows = AgencyChange.objects.order_by("pk").values_list(*columns)
    assert list(rows) == [
        ("lift", None, None, "", ""), ("update", NOON, by.pk, "adapted", "Nur ein Komma"),
    ]  # fmt: skip
    assert dismissed.pk < adapted.pk


@pytest.mark.parametrize(("correction", "kind"), [("", "update"), ("Berichtigung: 14 Meter", "correction")])
def test_a_lift_is_an_ordinary_change_again_once_a_newer_kill_is_known(correction: str, kind: str) -> None:
    item = store(3, {**USABLE, "correction": correction})
    change = open_change(item, "lift")
    settled = open_change(item, "lift", settled_at=NOON, outcome="taken")

    settle_kills(ItemHistory(item), LATER)

    for one in (change, settled):
        one.refresh_from_db()
    assert (change.kind, settled.kind) == (kind, "lift")


@pytest.mark.parametrize(
    ("of_kill", "facts", "outcome"),
    [
        (2, {}, "lifted"),
        (4, {}, "taken"),
        (2, {"kind": "correction"}, "taken"),
        (2, {"outcome": "unaffected", "reason": "Eigene Recherche"}, "unaffected"),
    ],
    ids=["older", "newer", "no kill", "not accepted"],
)
def test_a_settled_lift_ends_the_accepted_kills_of_its_story_that_are_older(
    of_kill: int, facts: dict[str, str], outcome: str
) -> None:
    story, other = make_story(), make_story("Ein anderer Text")
    killed = store(of_kill, KILL)
    kind = {"kind": "kill", "outcome": "taken", "settled_at": NOON, **facts}
    one, elsewhere = (open_change(killed, article=article, **kind) for article in (story, other))

    lift_kills(open_change(store(3), "lift", article=story))

    for change in (one, elsewhere):
        change.refresh_from_db()
    assert (one.outcome, elsewhere.outcome) == (outcome, kind["outcome"])


def test_a_story_made_after_a_kill_takes_over_its_open_change() -> None:
    item, killed = store(1), store(2, KILL)
    waiting = open_change(killed, "kill", article=None)
    story = make_story()

    link_kills(story, item, at=LATER)
    link_kills(story, item, at=LATER)

    change = AgencyChange.objects.get()
    assert (change.pk, change.article, change.found, change.revision) == (
        waiting.pk, story, "item", story.revision,
    )  # fmt: skip
    assert (change.before, change.opened_at, change.outcome) == (item, NOON, "")
    entry = AuditEntry.objects.get(verb="agency kill")
    assert (entry.object_id, entry.at, entry.actor) == (story.pk, LATER, None)
    assert entry.detail == {"item": killed.pk, "found": "item"}


def test_each_story_made_of_killed_copy_has_a_kill_of_its_own() -> None:
    item, killed = store(1), store(2, KILL)
    stories = [make_story(), make_story("Ein anderer Text")]
    over = open_change(killed, "kill", article=None, settled_at=NOON, outcome="lifted")

    for story, made_of in zip(stories, (item, killed), strict=True):
        link_kills(story, made_of, at=LATER)

    rows = AgencyChange.objects.exclude(pk=over.pk).order_by("pk")
    assert list(rows.values_list("article", "item", "kind", "before", "opened_at")) == [
        (stories[0].pk, killed.pk, "kill", item.pk, LATER), (stories[1].pk, killed.pk, "kill", None, LATER),
    ]  # fmt: skip
