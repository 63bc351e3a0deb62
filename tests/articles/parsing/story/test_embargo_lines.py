"""The table of embargo lines, read from `tests/data/dates/embargo_lines.txt`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from articles.parsing.story.embargo import read_embargo
from tests.paths import DATA
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
TABLE = DATA / "dates" / "embargo_lines.txt"


def rows() -> Iterator[tuple[datetime, str, str]]:
    received = datetime.min.replace(tzinfo=UTC)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            received = datetime.fromisoformat(line[2:]).replace(tzinfo=BERLIN)
        elif " => " in line and not line.startswith("#"):
            text, _, expected = line.rpartition(" => ")
            yield received, text, expected


ROWS = list(rows())


def instant(expected: str) -> datetime:
    """`2026-12-01 18:00 America/New_York` or `2026-12-01 18:00 -05:00`."""
    day, hour, zone = expected.split()
    if zone[0] in "+-":
        return datetime.fromisoformat(f"{day} {hour}{zone}").astimezone(UTC)
    return datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@each_of(ROWS)
def test_an_embargo_line_is_read_as_the_table_says(received: datetime, line: str, expected: str) -> None:
    found = read_embargo(line, zone=BERLIN, at=received)

    if expected == "unclear":
        assert found is None
    else:
        written, _, trust = expected.rpartition(" ")
        assert found is not None
        assert (found.value, found.confidence) == (instant(written), trust)


def test_the_table_holds_at_least_three_hundred_lines() -> None:
    assert len(ROWS) >= 300
