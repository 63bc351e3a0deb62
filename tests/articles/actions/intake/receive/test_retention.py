"""Copy is deleted when the time of the contract is over; nothing used or killed is ever lost."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import get_copy, parse_item
from articles.actions.intake.receive import retention
from articles.actions.intake.receive.drop_folder import ensure_folder, folder_of
from articles.actions.intake.receive.ingest import ingest_file, receive_copy
from articles.actions.intake.receive.retention import delete_expired_copy
from articles.actions.intake.versions.item_status import is_about_a_kill
from articles.actions.reading_rules.replay import replay_rule
from articles.models import (
    AgencyChange,
    Article,
    AuditEntry,
    Photo,
    WireDeletion,
    WireFile,
    WireItem,
    WireSource,
)
from tests.articles.actions.reading_rules.pieces import make_rule, receive_piece
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON, make_photo, make_section, make_story

pytestmark = pytest.mark.django_db
OLD = NOON - timedelta(days=40)


@pytest.fixture(autouse=True)
def wire_dir(settings: Any, tmp_path: Path) -> Path:
    settings.WIRE_DIR = tmp_path / "wire"
    return tmp_path / "wire"


@pytest.fixture
def source() -> WireSource:
    return make_source()


def make_source(code: str = "xyz-text", **facts: Any) -> WireSource:
    return WireSource.objects.create(code=code, name=code, transport="folder", created_at=OLD, **facts)


def deliver(source: WireSource | None, name: str = "kran", *, at: datetime = OLD, **facts: Any) -> WireItem:
    raw = build_g2(guid=f"urn:newsml:x:{name}", **facts)
    return ingest_file(raw, source=source, at=at).items[0].item


def make_story_of(item: WireItem) -> Article:
    change = proposed_change(get_copy(item))
    change.fields["section_id"] = make_section().pk
    return create_from_item(item.pk, change, by=None, at=NOON)


def exists(*items: WireItem) -> list[bool]:
    return [WireItem.objects.filter(pk=item.pk).exists() for item in items]


def test_unused_items_go_with_their_files_after_the_time_of_their_source(source: WireSource) -> None:
    longer = make_source("lang", retention_days=60)
    items = [deliver(source), deliver(longer, "lang"), deliver(source, "neu", at=NOON - timedelta(days=29))]

    assert delete_expired_copy(NOON) == 2

    assert exists(*items) == [False, True, True]
    assert WireFile.objects.count() == 2
    assert delete_expired_copy(NOON + timedelta(days=1)) == 0


def test_pasted_and_uploaded_copy_has_thirty_days() -> None:
    parse_item(receive_copy(b"Der Kran am Nordkai dreht sich wieder.", by=None, at=OLD).pk)
    deliver(None, "hochgeladen")
    recent = receive_copy(b"Ein anderer Satz.", by=None, at=NOON - timedelta(days=29))

    delete_expired_copy(NOON)

    assert list(WireItem.objects.values_list("pk", flat=True)) == [recent.pk]
    assert WireFile.objects.count() == 0


def test_a_replay_of_a_reading_rule_quotes_no_deleted_copy() -> None:
    receive_piece()
    WireItem.objects.update(received_at=OLD)
    receive_piece(head="Später")
    rule = make_rule(active=False)
    replay_rule(rule.pk, by=None, at=NOON)

    delete_expired_copy(NOON)

    rule.refresh_from_db()
    assert [row["item"] for row in rule.replay["rows"]] == list(WireItem.objects.values_list("pk", flat=True))
    assert rule.replay["changed"] == 2


def test_used_copy_stays_with_its_raw_file(source: WireSource) -> None:
    item, pictured = deliver(source), deliver(source, "bild")
    make_story_of(item)
    WireItem.objects.filter(pk=pictured.pk).update(photo=make_photo())

    delete_expired_copy(NOON)

    assert exists(item, pictured) == [True, True]
    assert WireFile.objects.exclude(raw=None).count() == 2


def test_changes_and_newer_versions_of_used_copy_stay(source: WireSource) -> None:
    first = deliver(source)
    story = make_story_of(first)
    update = deliver(source, version=2, headline="Kran steht")
    second, newer = deliver(source, "werft"), deliver(source, "werft", version=2, headline="Werft baut")
    WireItem.objects.filter(pk=second.pk).update(article=story, status="used")

    delete_expired_copy(NOON)

    assert AgencyChange.objects.filter(item=update, article=story).exists()
    assert exists(first, update, second, newer) == [True] * 4


def test_a_kill_still_stops_an_older_version_that_arrives_late(source: WireSource) -> None:
    deliver(source, version=2)
    kill = deliver(source, version=3, status="canceled", paragraphs=())

    delete_expired_copy(NOON)
    late = deliver(source, version=1, at=NOON)

    assert WireItem.objects.get(pk=late.pk).outcome == "older"
    assert WireItem.objects.get(pk=late.pk).superseded_by == kill


def test_a_lifted_kill_stays_lifted(source: WireSource) -> None:
    first = deliver(source)
    deliver(source, version=2, status="canceled", paragraphs=())
    lifting = deliver(source, version=3)

    delete_expired_copy(NOON)

    assert WireItem.objects.get(pk=lifting.pk).outcome == "lifted"
    assert exists(first, lifting) == [True, True]


def test_kills_go_after_two_years(source: WireSource) -> None:
    long_ago = NOON - timedelta(days=3 * 366)
    items = [deliver(source, at=long_ago), deliver(source, version=2, at=long_ago, status="canceled")]

    delete_expired_copy(NOON)

    assert exists(*items) == [False, False]


def test_a_file_in_quarantine_stays_until_it_is_settled_and_then_for_the_time(source: WireSource) -> None:
    file = ingest_file(b"<unbekannt/>", source=source, at=OLD).file
    delete_expired_copy(NOON)
    WireFile.objects.filter(pk=file.pk).update(status="dismissed", settled_at=NOON, reason="leer")
    delete_expired_copy(NOON + timedelta(days=29))
    still = WireFile.objects.count()

    delete_expired_copy(NOON + timedelta(days=31))

    assert (still, WireFile.objects.count()) == (1, 0)


def test_an_item_under_a_future_embargo_stays(source: WireSource) -> None:
    item = deliver(source, embargo="2026-12-01T00:00:00+01:00")

    delete_expired_copy(NOON)

    assert exists(item) == [True]


def test_the_photos_made_of_items_stay(source: WireSource) -> None:
    photo = make_photo()

    deliver(source)
    delete_expired_copy(NOON)

    assert Photo.objects.get() == photo


def test_a_contract_of_no_days_leaves_the_desk_one(source: WireSource) -> None:
    WireSource.objects.update(retention_days=0)
    items = [
        deliver(source, at=NOON - timedelta(hours=23)),
        deliver(source, "b", at=NOON - timedelta(hours=25)),
    ]

    delete_expired_copy(NOON)

    assert exists(*items) == [True, False]


def test_a_source_has_one_audit_entry_a_day_with_its_counts(source: WireSource, monkeypatch: Any) -> None:
    monkeypatch.setattr(retention, "BATCH_SIZE", 2)
    for number in range(5):
        deliver(source, str(number))
    deliver(None, "hochgeladen")

    delete_expired_copy(NOON)
    delete_expired_copy(NOON + timedelta(minutes=60))

    entries = AuditEntry.objects.filter(verb="delete expired copy").order_by("pk")
    assert [(entry.label, entry.actor) for entry in entries] == [("xyz-text", None), ("– 2026-03-02", None)]
    assert [entry.detail["items"] for entry in entries] == [5, 1]
    assert entries[0].detail["files"] == 5
    assert entries[0].detail["bytes"] > 1_000
    assert entries[0].detail["day"] == "2026-03-02"


def test_interrupted_work_goes_on_and_is_counted_once(source: WireSource, monkeypatch: Any) -> None:
    monkeypatch.setattr(retention, "BATCH_SIZE", 2)
    for number in range(5):
        deliver(source, str(number))

    def stop_after(calls: int) -> Any:
        numbers = count()
        return lambda: next(numbers) > calls

    delete_expired_copy(NOON, should_stop=stop_after(2))
    left = WireItem.objects.count()
    written = AuditEntry.objects.filter(verb="delete expired copy").count()
    delete_expired_copy(NOON + timedelta(minutes=60))

    assert 0 < left < 5
    assert (written, WireItem.objects.count()) == (0, 0)
    assert AuditEntry.objects.get(verb="delete expired copy").detail["items"] == 5


def test_the_entry_of_an_interrupted_day_is_written_on_the_next(source: WireSource) -> None:
    WireDeletion.objects.create(source=source, day=NOON.date() - timedelta(days=1), items=7)

    delete_expired_copy(NOON)
    delete_expired_copy(NOON)

    assert AuditEntry.objects.get(verb="delete expired copy").detail["items"] == 7


def test_an_item_that_gets_used_meanwhile_is_left_alone(source: WireSource, monkeypatch: Any) -> None:
    item = deliver(source)
    delete = retention.delete_expired

    def use_first(ids: Any, *, at: datetime) -> int:
        WireItem.objects.filter(pk=item.pk).update(article=make_story(), status="used")
        return delete(ids, at=at)

    monkeypatch.setattr(retention, "delete_expired", use_first)

    assert delete_expired_copy(NOON) == 0
    assert exists(item) == [True]


def test_stored_files_of_the_folder_go_too(source: WireSource) -> None:
    ensure_folder(source)
    old, recent = (folder_of(source) / "done" / day / "kran.xml" for day in ("2026-01-15", "2026-02-20"))
    for path in (old, recent):
        path.parent.mkdir(parents=True)
        path.write_text("Kran")

    delete_expired_copy(NOON)

    assert (old.exists(), recent.exists()) == (False, True)
    assert AuditEntry.objects.get(verb="delete expired copy").detail["folder_files"] == 1


_DELIVERIES = st.lists(
    st.tuples(
        st.sampled_from("abc"),  # matter
        st.integers(1, 4),  # version
        st.sampled_from(["usable", "usable", "usable", "canceled", "withheld"]),
        st.integers(0, 60),  # age in days
        st.sampled_from(["", "", "", "story", "photo"]),
    ),
    min_size=1,
    max_size=12,
)


def roll_back(test: Iterator[None]) -> None:
    with transaction.atomic():
        for _step in test:
            pass
        transaction.set_rollback(True)


@settings(
    deadline=None, max_examples=settings.default.max_examples // 5, suppress_health_check=list(HealthCheck)
)
@given(deliveries=_DELIVERIES, batch=st.integers(1, 5))
def test_nothing_used_or_killed_is_ever_lost(deliveries: list[tuple[Any, ...]], batch: int) -> None:
    def run() -> Iterator[None]:
        source, story, photo = make_source(), make_story(), make_photo()
        for matter, version, status, age, use in deliveries:
            item = deliver(
                source, matter, version=version, status=status, at=NOON - timedelta(days=age), headline=f"{matter} {age}"
            )  # fmt: skip
            used = {"story": {"article": story, "status": "used"}, "photo": {"photo": photo}}.get(use)
            if used:
                WireItem.objects.filter(pk=item.pk).update(**used)
        yield
        items = list(WireItem.objects.order_by("pk"))
        killed = {item.agency_item for item in items if is_about_a_kill(item)}
        named = {pk for pair in AgencyChange.objects.values_list("item", "before") for pk in pair}
        needed = {
            item.pk for item in items
            if item.article_id or item.photo_id or item.pk in named or item.agency_item in killed
            or item.received_at > NOON - timedelta(days=30)
        }  # fmt: skip
        pointed = {item.superseded_by_id for item in items if item.pk in needed} - {None}
        effects = dict(WireItem.objects.filter(pk__in=needed).values_list("pk", "superseded_by"))

        retention.BATCH_SIZE = batch
        delete_expired_copy(NOON)
        delete_expired_copy(NOON + timedelta(seconds=1))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        left = set(WireItem.objects.values_list("pk", flat=True))

        assert needed | pointed <= left
        assert effects == dict(WireItem.objects.filter(pk__in=needed).values_list("pk", "superseded_by"))
        assert not WireFile.objects.filter(items__in=needed, raw=None).exists()
        yield
        for matter in sorted(killed):
            name = matter.rpartition(":")[2]
            newest = max(
                (item for item in items if item.agency_item == matter), key=lambda one: one.version_created
            )
            late = deliver(source, name, version=0, at=NOON, headline="spät")
            if is_about_a_kill(newest):
                assert WireItem.objects.get(pk=late.pk).outcome == "older"

    size = retention.BATCH_SIZE
    try:
        roll_back(run())
    finally:
        retention.BATCH_SIZE = size
