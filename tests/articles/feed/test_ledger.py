"""The ledger of deliveries: one statement a page, and a repeated page leaves its rows as they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.partners.deliveries import REPEAT, record_changes, record_deliveries, record_recalls
from articles.actions.stories.withdraw import kill
from articles.models import Delivery
from tests.factories import NOON, make_partner, make_published

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def story() -> int:
    return make_published().pk


def row() -> tuple[object, ...]:
    return Delivery.objects.values_list("seq", "version", "view_hash", "at").get()


def test_a_page_is_recorded_in_one_statement(partner) -> None:
    views = {make_published(f"Meldung {n}").pk: (n + 1, 1, "a") for n in range(3)}

    with CaptureQueriesContext(connection) as queries:
        record_changes(partner, views, [], at=NOON)

    assert len(queries) == 1
    assert Delivery.objects.count() == 3


def test_the_same_again_leaves_the_row_as_it_is(partner, story) -> None:
    record_changes(partner, {story: (1, 1, "a")}, [], at=NOON)
    record_changes(partner, {story: (1, 1, "a")}, [], at=LATER)

    assert row() == (1, 1, "a", NOON)


def test_the_same_an_hour_later_counts_as_a_delivery_of_that_time(partner, story) -> None:
    record_changes(partner, {story: (1, 1, "a")}, [], at=NOON)
    record_changes(partner, {story: (1, 1, "a")}, [], at=NOON + REPEAT)

    assert row() == (1, 1, "a", NOON + REPEAT)


@pytest.mark.parametrize("sent", [(2, 1, "a"), (2, 2, "a"), (1, 1, "b")], ids=["number", "version", "text"])
def test_anything_else_is_recorded_at_once(partner, story, sent) -> None:
    record_changes(partner, {story: (1, 1, "a")}, [], at=NOON)
    record_changes(partner, {story: sent}, [], at=LATER)

    assert row() == (*sent, LATER)


def test_a_delivery_outside_the_sync_keeps_what_the_mirror_holds(partner, story) -> None:
    record_changes(partner, {story: (1, 1, "a")}, [], at=NOON)
    record_deliveries(partner, [(story, 1, 1)], at=LATER)
    unchanged = row()
    record_deliveries(partner, [(story, 2, 2)], at=LATER)

    assert (unchanged, row()) == ((1, 1, "a", NOON), (2, 2, "a", LATER))


def test_nothing_delivered_is_no_statement(partner) -> None:
    with CaptureQueriesContext(connection) as queries:
        record_deliveries(partner, [], at=NOON)

    assert len(queries) == 0


def test_a_recall_is_recorded_for_withdrawn_stories_alone(partner) -> None:
    killed, public = make_published("Eins"), make_published("Zwei")
    record_changes(partner, {killed.pk: (1, 1, "a"), public.pk: (2, 1, "b")}, [], at=NOON)
    kill(killed.pk, reason="legal", by=None, at=NOON)

    record_recalls(partner, [killed.pk, public.pk], at=LATER)

    recalled = Delivery.objects.exclude(recalled_at=None).values_list("article", "recalled_at")
    assert list(recalled) == [(killed.pk, LATER)]
