"""Places handed to partners: theirs alone, for what they asked, and only while they still mean the same."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.core import signing

from articles.feed.exceptions import CursorFilterMismatch, CursorInvalid, SyncReset
from articles.feed.pagination import (
    Catchup,
    ListCursor,
    LogCursor,
    contract_version,
    filters_digest,
    last_common_seq,
)
from articles.models import FeedHead, FormerEpoch, Partner
from tests.factories import NOON

HOUR = timedelta(hours=1)
TODAY, FORMER, FOREIGN = (uuid.UUID(int=n) for n in (1, 2, 3))
HEAD = FeedHead(n=10, epoch=TODAY)


def partner(pk: int = 7, **facts) -> Partner:
    return Partner(pk=pk, **{"contract_from": NOON - HOUR, "contract_revision": 3, **facts})


def issued(seq: int = 5, *, by: Partner | None = None, head: FeedHead = HEAD, mark: str = "m", **more) -> str:
    return LogCursor(seq, mark, **more).encode(by or partner(), head, NOON)


def read(text: str, *, by: Partner | None = None, mark: str = "m", at=NOON, **more) -> LogCursor:
    return LogCursor.decode(text, by or partner(), HEAD, mark, at=at, **more)


@pytest.fixture(autouse=True)
def _two_former_epochs(db) -> None:
    FormerEpoch.objects.create(epoch=FORMER, n=6, at=NOON)


def test_the_same_filters_in_any_order_have_one_mark_and_others_another() -> None:
    mark = filters_digest({"section": "sport,politik", "language": "de"})

    assert mark == filters_digest({"language": "de", "section": "politik,sport"})
    assert len(mark) == 12
    others = [
        {"section": "sport", "language": "de"},
        {"section": "sport,politik"},
        {},
        {"language": "sport,politik"},
    ]
    assert len({mark, *(filters_digest(other) for other in others)}) == 5


def test_the_mark_of_a_contract_moves_with_its_revision_and_when_it_begins_or_ends() -> None:
    assert contract_version(partner(), NOON) == "3+"
    assert contract_version(partner(contract_revision=4), NOON) == "4+"
    assert contract_version(partner(contract_until=NOON), NOON) == "3-"
    assert contract_version(partner(contract_from=NOON + HOUR), NOON) == "3-"


def test_a_cursor_comes_back_as_the_place_it_was_issued_for() -> None:
    assert read(issued()) == LogCursor(5, "m", None, "3+")


def test_the_same_place_is_the_same_text_whenever_it_is_issued() -> None:
    assert issued() == LogCursor(5, "m").encode(partner(), HEAD, NOON + HOUR)


def test_a_cursor_at_the_very_end_of_the_log_is_good() -> None:
    assert read(issued(10)).seq == 10


def test_a_walk_that_catches_up_keeps_what_is_held_and_when_it_began() -> None:
    walk = Catchup(9, NOON - HOUR)

    assert read(issued(2, catchup=walk)) == LogCursor(2, "m", walk, "3+")


def test_a_walk_restarted_begins_at_nothing_and_remembers_what_was_held() -> None:
    assert LogCursor(5, "m").restart(NOON) == LogCursor(0, "m", Catchup(5, NOON))


def test_a_walk_restarted_twice_remembers_what_was_held_before_the_first() -> None:
    once = LogCursor(5, "m").restart(NOON)

    assert LogCursor(3, "m", once.catchup).restart(NOON + HOUR).catchup == Catchup(5, NOON)


@pytest.mark.parametrize(
    "change", [lambda text: text[:-1], lambda text: "x" + text, lambda text: "", lambda text: "5"]
)
def test_a_forged_cursor_is_refused(change) -> None:
    with pytest.raises(CursorInvalid):
        read(change(issued()))


def test_what_was_signed_for_something_else_is_no_cursor() -> None:
    place = ListCursor(NOON, 5).encode(partner(), "m")

    with pytest.raises(CursorInvalid):
        read(place)
    with pytest.raises(CursorInvalid):
        ListCursor.decode(issued(), partner(), "m")


def test_something_signed_that_is_no_place_is_refused() -> None:
    with pytest.raises(CursorInvalid):
        read(signing.Signer(salt="newsroom.feed.changes").sign_object([1, 2]))
    with pytest.raises(CursorInvalid):
        read(signing.Signer(salt="newsroom.feed.changes").sign_object({}))


def test_another_partners_cursor_is_refused() -> None:
    with pytest.raises(CursorInvalid):
        read(issued(by=partner(8)))


def test_a_cursor_is_refused_with_other_filters() -> None:
    with pytest.raises(CursorFilterMismatch):
        read(issued(), mark="other")


@pytest.mark.parametrize("more", [{"seq": 11}, {"seq": 2, "catchup": Catchup(11, NOON)}])
def test_a_place_beyond_the_logs_end_starts_over_from_nothing(more: dict) -> None:
    with pytest.raises(SyncReset) as reset:
        read(issued(**more))

    assert reset.value.can_catch_up is False


def test_a_changed_contract_lets_a_mirror_catch_up() -> None:
    with pytest.raises(SyncReset) as reset:
        read(issued(), by=partner(contract_revision=4))

    assert reset.value.can_catch_up is True


def test_a_cursor_that_only_says_what_is_held_outlives_its_contract() -> None:
    assert read(issued(), by=partner(contract_revision=4), ignore_contract=True).seq == 5


def test_a_contract_that_ended_by_the_clock_lets_a_mirror_catch_up() -> None:
    ends = partner(contract_until=NOON + HOUR)

    with pytest.raises(SyncReset):
        read(issued(by=ends), by=ends, at=NOON + HOUR)


def test_a_cursor_of_a_former_epoch_says_what_is_held_as_far_as_the_log_agrees() -> None:
    former = FeedHead(n=8, epoch=FORMER)

    assert read(issued(6, head=former), ignore_contract=True) == LogCursor(6, "m", None, "")
    with pytest.raises(SyncReset) as reset:
        read(issued(6, head=former))
    assert reset.value.can_catch_up is True
    with pytest.raises(SyncReset) as reset:
        read(issued(7, head=former), ignore_contract=True)
    assert reset.value.can_catch_up is False


def test_a_cursor_of_a_foreign_epoch_is_worth_nothing() -> None:
    with pytest.raises(SyncReset) as reset:
        read(issued(0, head=FeedHead(n=8, epoch=FOREIGN)), ignore_contract=True)

    assert reset.value.can_catch_up is False


def test_the_log_agrees_with_a_former_epoch_up_to_the_lowest_restore_since() -> None:
    middle = uuid.UUID(int=4)
    FormerEpoch.objects.create(epoch=middle, n=4, at=NOON)
    FormerEpoch.objects.create(epoch=uuid.UUID(int=5), n=9, at=NOON)

    assert last_common_seq(FORMER) == 4
    assert last_common_seq(middle) == 4
    assert last_common_seq(uuid.UUID(int=5)) == 9
    assert last_common_seq(FOREIGN) == -1


def test_an_epoch_that_ended_twice_agrees_as_far_as_its_first_end_says() -> None:
    FormerEpoch.objects.create(epoch=uuid.UUID(int=5), n=2, at=NOON)
    FormerEpoch.objects.create(epoch=FORMER, n=9, at=NOON)

    assert last_common_seq(FORMER) == 2


@pytest.mark.parametrize("key", [NOON, 0.25])
def test_a_place_in_a_list_comes_back_as_it_was(key: datetime | float) -> None:
    place = ListCursor(key, 41)

    assert ListCursor.decode(place.encode(partner(), "m"), partner(), "m") == place


def test_a_place_in_a_list_is_refused_to_others_and_with_other_filters() -> None:
    text = ListCursor(NOON, 41).encode(partner(), "m")

    with pytest.raises(CursorInvalid):
        ListCursor.decode(text, partner(8), "m")
    with pytest.raises(CursorFilterMismatch):
        ListCursor.decode(text, partner(), "other")
    with pytest.raises(CursorInvalid):
        ListCursor.decode(text + "x", partner(), "m")
