from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.agency_update import ItemStatus
from articles.parsing.dates.version_time import parse_version_time
from articles.parsing.story.parse import read_copy
from articles.text.item_ids import parse_version_number, strip_version
from articles.wire.versions import HistoryItem, Order, Version, find_active_kills
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ELEVEN = TEN + timedelta(hours=1)

_VERSIONS = st.builds(
    Version,
    st.none() | st.integers(0, 4),
    st.none() | st.integers(0, 3).map(lambda n: TEN + timedelta(hours=n)),
)
_ITEMS = st.lists(st.tuples(_VERSIONS, st.sampled_from(ItemStatus)), max_size=5).map(
    lambda drawn: [HistoryItem(pk, version, standing) for pk, (version, standing) in enumerate(drawn)]
)


@each_of(
    [
        ("dpa:260302-99-123456/3", 3, "dpa:260302-99-123456"),
        ("dpa:260302-99-123456", None, "dpa:260302-99-123456"),
        (
            "urn:newsml:dpa.com:20090101:260302-99-123456",
            None,
            "urn:newsml:dpa.com:20090101:260302-99-123456",
        ),
        (
            "urn:newsml:dpa.com:20090101:260302-99-123456/12",
            12,
            "urn:newsml:dpa.com:20090101:260302-99-123456",
        ),
        ("urn:newsml:afp.com:20260302T101500Z:doc-12ab:2", 2, "urn:newsml:afp.com:20260302T101500Z:doc-12ab"),
        ("urn:newsml:afp.com:20260302:TX-PAR-ABC12:2U", 2, "urn:newsml:afp.com:20260302:TX-PAR-ABC12"),
        ("urn:newsml:bild.example:1234", None, "urn:newsml:bild.example:1234"),
    ]
)
def test_the_version_is_told_from_the_number_of_the_item(agency_id: str, number: int | None, item: str):
    assert (parse_version_number(agency_id), strip_version(agency_id)) == (number, item)


@each_of(
    [
        ("021512 Mrz 26", datetime(2026, 3, 2, 14, 12, tzinfo=UTC)),
        ("021512 GMT Mar 2026", datetime(2026, 3, 2, 15, 12, tzinfo=UTC)),
        ("021512 MESZ Jul 26", datetime(2026, 7, 2, 13, 12, tzinfo=UTC)),
        ("021512 XYZ Mar 26", None),
        ("321512 Mrz 26", None),
        ("021512 Foo 26", None),
        ("Am 021512 Mrz 26", None),
    ]
)
def test_the_time_that_ends_a_message_is_read_and_an_unknown_zone_is_not(line: str, time: datetime | None):
    assert parse_version_time(line, BERLIN) == time


def test_copy_carries_the_version_that_stands_below_it():
    copy = read_copy(
        "Haushalt steht\n\nDer Rat hat den Haushalt beschlossen. Er gilt ab Mai.\n\n"
        "© dpa-infocom, dpa:260302-99-318205/2\n021512 Mrz 26"
    )

    assert copy.agency_version is not None
    assert copy.version_created is not None
    assert (copy.agency_version.value, copy.version_created.value.hour) == (2, 14)
    assert copy.agency_version.span.of(copy.text) == "dpa:260302-99-318205/2"


@each_of(
    [
        (Version(3), Version(2), Order.NEWER),
        (Version(2), Version(3), Order.OLDER),
        (Version(2), Version(2), Order.SAME),
        (Version(), Version(2), Order.UNKNOWN),
        (Version(2), Version(None, TEN), Order.UNKNOWN),
        (Version(None, ELEVEN), Version(None, TEN), Order.NEWER),
        (Version(2, ELEVEN), Version(2, TEN), Order.NEWER),
        (Version(3, TEN), Version(2, TEN), Order.NEWER),
        (Version(1, ELEVEN), Version(2, TEN), Order.UNKNOWN),
    ]
)
def test_a_version_is_newer_only_where_the_agency_says_so_without_contradiction(
    one: Version, other: Version, order: Order
):
    assert one.compare(other) is order


@given(_VERSIONS, _VERSIONS)
def test_of_two_versions_one_at_most_is_newer(one: Version, other: Version):
    assert not (one.is_newer_than(other) and other.is_newer_than(one))


@given(_ITEMS, st.randoms())
def test_whether_a_kill_holds_never_depends_on_the_order_of_receipt(items: list[HistoryItem], random):
    shuffled = random.sample(items, len(items))

    assert {kill.pk for kill in find_active_kills(items)} == {kill.pk for kill in find_active_kills(shuffled)}


@given(_ITEMS)
def test_a_kill_holds_unless_a_usable_version_is_newer(items: list[HistoryItem]):
    for kill in (item for item in items if item.status is ItemStatus.KILL):
        lifted = [
            item
            for item in items
            if item.status is ItemStatus.USABLE and item.version.is_newer_than(kill.version)
        ]
        assert (kill in find_active_kills(items)) == (not lifted)
