"""The version of a news item is a number only if it is written as one of ordinary length."""

from datetime import UTC

from articles.wire.news_item_copy import read_news_item
from tests.tables import each_of


@each_of([("3", 3), ("20", 20), ("²", None), ("9" * 5_000, None)])
def test_other_signs_than_digits_are_no_number(version: str, expected: int | None) -> None:
    copy = read_news_item({"headline": "Kran steht", "version": version}, zone=UTC)

    assert (copy.agency_version.value if copy.agency_version else None) == expected
