"""The ledger of deliveries: one statement a page, and a repeated page leaves its rows as they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.partners.deliveries import (
    REPEAT,
    is_recorded,
    record_changes,
    record_deliveries,
    record_holdings,
    record_recalls,
)
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Delivery
from articles.selectors.partner_changes import HeldVersion
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


def rows() -> set[tuple[object, ...]]:
    columns = ("partner", "article", "seq", "version", "view_hash", "at", "recalled_at")
    return set(Delivery.objects.values_list(*columns))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (None, False), ((1, 1, "a", NOON), True), ((1, 1, "a", LATER - REPEAT), False),
        ((1, 1, "a", LATER - REPEAT + timedelta(microseconds=1)), True), ((2, 1, "a", NOON), False),
        ((1, 2, "a", NOON), False), ((1, 1, "b", NOON), False),
    ],
)  # fmt: skip
def test_a_view_is_recorded_for_an_hour(held, expected) -> None:
    assert is_recorded(held and HeldVersion(*held), (1, 1, "a"), LATER) is expected


def test_a_picture_of_a_story_counts_as_a_delivery_unless_there_is_one(partner) -> None:
    known, new = make_published("Eins").pk, make_published("Zwei").pk
    record_changes(partner, {known: (1, 1, "a")}, [], at=NOON)

    record_holdings(partner, [(known, 2, 2), (new, 2, 1), (new, 2, 1)], at=LATER)

    assert rows() == {
        (partner.pk, known, 1, 1, "a", NOON, None), (partner.pk, new, 2, 1, "", LATER, None),
    }  # fmt: skip


def test_a_page_records_for_its_partner_alone_what_was_sent_and_what_is_gone(partner) -> None:
    other = make_partner("Bergpost")
    sent, left, killed = (make_published(f"Meldung {number}").pk for number in range(3))
    for one in (partner, other):
        record_changes(one, {left: (2, 1, "b"), killed: (3, 1, "c")}, [], at=NOON)
    kill(killed, reason="legal", by=None, at=NOON)

    with CaptureQueriesContext(connection) as queries:
        record_changes(partner, {sent: (1, 1, "a")}, [left, killed], at=LATER)

    assert rows() == {
        (partner.pk, sent, 1, 1, "a", LATER, None), (partner.pk, left, 2, 1, "", NOON, None),
        (partner.pk, killed, 3, 1, "", NOON, LATER), (other.pk, left, 2, 1, "b", NOON, None),
        (other.pk, killed, 3, 1, "c", NOON, None),
    }  # fmt: skip
    assert len(queries) == 5  # the record, and two changes in a transaction


def test_a_withheld_story_is_recalled_too(partner, story) -> None:
    record_changes(partner, {story: (1, 1, "a")}, [], at=NOON)
    withhold(story, reason="legal", by=None, at=NOON)

    record_recalls(partner, [story], at=LATER)

    assert rows() == {(partner.pk, story, 1, 1, "a", NOON, LATER)}


def test_hashes_of_several_stories_are_kept_with_their_own(partner) -> None:
    first, second = (make_published(f"Meldung {number}").pk for number in range(2))

    record_changes(partner, {first: (1, 3, "a"), second: (2, 4, "b")}, [], at=NOON)

    assert rows() == {
        (partner.pk, first, 1, 3, "a", NOON, None), (partner.pk, second, 2, 4, "b", NOON, None),
    }  # fmt: skip
