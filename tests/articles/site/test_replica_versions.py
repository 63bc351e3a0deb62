"""Versions that a replica must have before it builds a page."""

from uuid import UUID

import pytest

from articles.site.replica_reads import check_version
from articles.site.site_version import ReadingStart, SiteChanges, SiteVersion
from newsroom.db.replicas import ReplicaLags

EPOCH = UUID(int=1)
NEEDED = SiteVersion(EPOCH, 7, 3, "0000000A")
ROW = ("10", str(EPOCH), "7", "3")


@pytest.mark.parametrize("row", [ROW, ("10", str(EPOCH), "8", "3"), ("10", str(EPOCH), "7", "900")])
def test_a_replica_with_the_same_or_higher_numbers_is_recent(row: tuple[str, ...]) -> None:
    check_version(row, NEEDED)


@pytest.mark.parametrize(
    "row",
    [
        ("10", str(EPOCH), "6", "3"),
        ("10", str(EPOCH), "6", "900"),
        ("10", str(EPOCH), "900", "2"),
        ("10", str(EPOCH), "900", None),
        ("10", str(UUID(int=2)), "7", "3"),
        ("9", str(EPOCH), "7", "3"),
        ("11", str(EPOCH), "7", "3"),
        (None, None, None, None),
    ],
)
def test_a_replica_with_a_lower_number_or_another_history_lags(row: tuple[str | None, ...]) -> None:
    with pytest.raises(ReplicaLags):
        check_version(row, NEEDED)


def test_the_needed_version_includes_what_another_request_has_read() -> None:
    changes = SiteChanges()
    changes.finish(ReadingStart(None, 0), SiteVersion(EPOCH, 9, 1), ())

    assert changes.newest(SiteVersion(EPOCH, 8, 2), None) == SiteVersion(EPOCH, 9, 2)


def test_versions_of_two_histories_have_no_newest() -> None:
    changes = SiteChanges()
    changes.finish(ReadingStart(None, 0), NEEDED, ())

    assert changes.newest(NEEDED._replace(timeline="0000000B")) is None
    assert changes.newest(NEEDED._replace(epoch=UUID(int=2))) is None


def test_all_pages_end_with_a_history() -> None:
    changes = SiteChanges()
    changes.finish(ReadingStart(None, 0), NEEDED, ())
    before = changes.keys.number

    changes.finish(ReadingStart(NEEDED, before), NEEDED._replace(n=8, timeline="0000000B"), ["story:1"])

    assert changes.keys.void_before > before
