"""A kill or a correction names other messages by number, slug or headline."""

from datetime import UTC, datetime

from articles.wire.replaced_items import find_replaced
from tests.tables import each_of

MARCH = datetime(2026, 3, 2, 10, tzinfo=UTC)


@each_of(
    [
        ("Bitte die Meldung nhv0144 nicht verwenden.", ("nhv0144",)),
        ("Bitte die Meldung nhv0144 vom 1. März nicht verwenden.", ("nhv0144-20260301",)),
        ("Kill BC-US--Port Crane, G1234 of March 2.", ("G1234-20260302", "BC-US--Port Crane")),
        ("Kill BC-US--Port Crane, G1234 of Dec. 31.", ("G1234-20251231", "BC-US--Port Crane")),
        ("Bitte die Meldung „Kran steht wieder“ löschen.", ("Kran steht wieder",)),
        ("Im zweiten Absatz muss es 2026 heißen.", ()),
    ]
)
def test_numbers_slugs_and_headlines_are_found(text: str, expected: tuple[str, ...]) -> None:
    assert find_replaced([text], MARCH) == expected
