"""Files that are stored and matched together have the effects that they would have one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.actions.intake.receive import read_file
from articles.actions.intake.receive.ingest import process_files
from articles.actions.intake.receive.receive_file import IncomingFile, receive_files
from articles.models import Agency, AgencyChange, Article, WireFile, WireItem, WireSource
from tests.articles.wire.g2_files import build_g2
from tests.benchmarks.invented_wire import (
    make_dispatch,
    make_traffic,
    update_dispatch,
    write_anpa,
    write_g2,
    write_iptc_7901,
    write_nitf,
    write_rss,
)
from tests.factories import NOON, make_story
from tests.plans import copy_rows, explained

pytestmark = pytest.mark.django_db
COPY = b"Nordhaven (dpa) - Der Kran am Nordkai dreht sich wieder. Das teilte die Werft mit.\n"


@pytest.fixture
def source() -> WireSource:
    agency = Agency.objects.create(code="nhv", name="Nordhavener Agentur")
    return WireSource.objects.create(
        code="nhv", name="nhv", agency=agency, transport="folder", created_at=NOON
    )


def deliver(files: Sequence[bytes], source: WireSource, size: int) -> None:
    for begin in range(0, len(files), size):
        batch = [IncomingFile(raw, str(begin)) for raw in files[begin : begin + size]]
        process_files(receive_files(batch, source=source, at=NOON), at=NOON)


def describe_desk() -> list[tuple[Any, ...]]:
    items = WireItem.objects.order_by("pk").values_list(
        "file__sha256", "position", "agency_item", "version", "outcome", "status", "repeats_count",
        "superseded_by__sha256", "repeats__sha256",
    )  # fmt: skip
    changes = AgencyChange.objects.order_by("pk").values_list(
        "item__sha256", "article", "kind", "found", "outcome", "before__sha256"
    )
    files = WireFile.objects.order_by("sha256").values_list("sha256", "status", "format", "reason", "repeats")
    return [*sorted(items, key=repr), *sorted(changes, key=repr), *files]


def deliver_and_undo(files: Sequence[bytes], source: WireSource, size: int) -> list[tuple[Any, ...]]:
    with transaction.atomic():
        deliver(files, source, size)
        found = describe_desk()
        transaction.set_rollback(True)
    return found


def list_odd_files() -> Iterator[bytes]:
    """Versions that follow at once, late or twice, messages that name others, and files that cannot be read."""
    chance = Random(5)
    one, two = make_dispatch(9_001, chance), make_dispatch(9_002, chance)
    three, four = (
        replace(make_dispatch(number, chance), headline=f"Kran {number} steht wieder")
        for number in (9_003, 9_004)
    )
    yield from (
        build_g2(version=2),
        build_g2(version=1),
        build_g2(version=3, status="canceled"),
        build_g2(version=2),
    )
    yield from (write_iptc_7901(one), write_iptc_7901(update_dispatch(one, chance, killed=True)))
    yield from (
        write_g2(three),
        write_iptc_7901(three),
        write_iptc_7901(four),
        write_g2(four),
        write_nitf(four),
    )
    yield from (write_anpa(two), b"<Kran/>", COPY, write_rss(one), write_rss(update_dispatch(one, chance)))
    yield from (COPY, b"%PDF-1.7 x", build_g2("urn:newsml:agentur.example:2", status="canceled"))
    yield from (build_g2("urn:newsml:agentur.example:2"), build_g2(version=4), build_g2(kind="picture"))
    yield build_g2("urn:newsml:agentur.example:story", version=2, signals=("correction",))


def test_together_and_one_by_one_have_the_same_effects(source: WireSource) -> None:
    make_story(agency_item_id="urn:newsml:agentur.example:story")
    files = [
        *make_traffic(30, seed=15).files,
        *list_odd_files(),
        *make_traffic(15, seed=2, first=5_000).files,
    ]

    alone = deliver_and_undo(files, source, 1)
    together = deliver_and_undo(files, source, 20)

    assert len(alone) > 120
    assert together == alone


def test_files_of_new_items_are_stored_with_few_statements(source: WireSource) -> None:
    files = [
        IncomingFile(build_g2(f"urn:newsml:agentur.example:{n}", headline=f"Kran {n} steht"))
        for n in range(20)
    ]

    with CaptureQueriesContext(connection) as asked:
        results = process_files(receive_files(files, source=source, at=NOON), at=NOON)

    assert {result.outcome for result in results} == {"new"}
    assert len(asked) <= 24


def test_files_of_many_items_are_not_stored_in_one_transaction(
    source: WireSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_file, "MAX_RUN_NAMES", 7)
    files = [
        IncomingFile(build_g2(f"urn:newsml:agentur.example:{n}", headline=f"Kran {n} steht"))
        for n in range(5)
    ]
    receipts = receive_files(files, source=source, at=NOON)

    runs = list(read_file.split_runs(read_file.parse_file(receipt.file) for receipt in receipts))

    assert [len(run) for run in runs] == [2, 2, 1]


def test_a_file_twice_in_one_delivery_is_stored_once(source: WireSource) -> None:
    raw = build_g2()

    first, second = receive_files([IncomingFile(raw), IncomingFile(raw)], source=source, at=NOON)
    results = process_files([first, second], at=NOON)

    assert (first.repeated, second.repeated, first.file.pk) == (False, True, second.file.pk)
    assert [result.outcome for result in results] == ["new", "repeat"]
    assert (WireFile.objects.get().repeats, WireItem.objects.count()) == (1, 1)


def test_the_stories_of_an_item_are_found_by_index(source: WireSource) -> None:
    story = make_story(agency_item_id="urn:newsml:agentur.example:1")
    with connection.cursor() as cursor:
        copy_rows(cursor, Article, story.pk, 2_000, {
            "id": f"{story.pk} + n", "guid": "t.guid || '-' || n", "slug": "t.slug || '-' || n", "agency_item_id": "''",
        })  # fmt: skip
        cursor.execute("ANALYZE articles_article")

    with explained() as plans:
        (result,) = process_files(
            receive_files([IncomingFile(build_g2("urn:newsml:agentur.example:1"))], source=source, at=NOON),
            at=NOON,
        )

    assert result.items[0].changes[0].article == story
    by_number = [plan for plan in plans if " LIKE " in plan.sql]
    assert len(by_number) == 2
    assert max(plan.examined for plan in by_number) < 10
    assert not any(plan.scans_whole("articles_article") for plan in by_number)
