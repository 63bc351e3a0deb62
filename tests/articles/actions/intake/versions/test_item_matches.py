"""Items that are the same matter are found though another process stores or matches one of them meanwhile."""

import time
from dataclasses import replace
from random import Random

import pytest
from django.db import transaction

from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.read_file import parse_file, store_run
from articles.actions.intake.receive.receive_file import receive_file
from articles.actions.intake.versions.agency_changes import open_agency_changes
from articles.models import Agency, WireItem, WireSource
from tests.benchmarks.invented_wire import make_dispatch, update_dispatch, write_g2, write_iptc_7901
from tests.factories import NOON
from tests.threads import start_thread


@pytest.fixture
def source() -> WireSource:
    agency = Agency.objects.create(code="nhv", name="Nordhavener Agentur")
    return WireSource.objects.create(
        code="nhv", name="nhv", agency=agency, transport="folder", zone="UTC", created_at=NOON
    )


def store_unmatched(raw: bytes, source: WireSource) -> WireItem:
    receipt = receive_file(raw, source=source, at=NOON)
    ((stored,),) = store_run([parse_file(receipt.file)], at=NOON)
    assert stored.item.outcome == ""
    return stored.item


@pytest.mark.django_db(transaction=True)
def test_a_kill_finds_its_story_though_that_gets_another_key_meanwhile(source: WireSource) -> None:
    chance = Random(5)
    dispatch = replace(make_dispatch(9_001, chance), headline="Kran steht wieder")
    story = ingest_file(write_iptc_7901(dispatch), source=source, at=NOON).items[0].item
    twin = store_unmatched(write_g2(dispatch), source)
    kill = store_unmatched(write_iptc_7901(update_dispatch(dispatch, chance, killed=True)), source)

    with transaction.atomic():
        open_agency_changes(twin.pk, at=NOON)
        thread = start_thread(lambda: open_agency_changes(kill.pk, at=NOON))
        time.sleep(0.5)
    thread.join(20)

    before, after = story.agency_item, set(WireItem.objects.values_list("agency_item", flat=True))
    story.refresh_from_db()
    assert after == {story.agency_item} != {before}
    assert story.superseded_by == kill


@pytest.mark.django_db(transaction=True)
def test_of_two_formats_that_come_at_the_same_time_the_second_is_a_repeat(source: WireSource) -> None:
    dispatch = replace(make_dispatch(9_001, Random(5)), headline="Kran steht wieder")
    first = receive_file(write_iptc_7901(dispatch), source=source, at=NOON)

    with transaction.atomic():
        store_run([parse_file(first.file)], at=NOON)
        thread = start_thread(lambda: ingest_file(write_g2(dispatch), source=source, at=NOON))
        time.sleep(0.5)
    thread.join(20)

    items = WireItem.objects.order_by("pk").values_list("outcome", "agency_item")
    assert [outcome for outcome, _key in items] == ["new", "repeat"]
    assert len({key for _outcome, key in items}) == 1
