"""The table of typed times, read from `tests/data/dates/typed_times.txt`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from articles.parsing.dates.user_input import DateTimeInput, InputDoubt, read_datetime_input
from tests.paths import DATA
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
TABLE = DATA / "dates" / "typed_times.txt"


def rows() -> Iterator[tuple[datetime, str, str]]:
    at = datetime.min.replace(tzinfo=UTC)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            at = datetime.fromisoformat(line[2:]).replace(tzinfo=BERLIN)
        elif " => " in line and not line.startswith("#"):
            typed, _, expected = line.rpartition(" => ")
            yield at, typed, expected


ROWS = list(rows())


def instant(text: str) -> datetime:
    """`2026-03-02 18:00` on the clocks of Berlin, or with the offset that tells two equal hours apart."""
    day, hour, *offset = text.split()
    read = datetime.fromisoformat(f"{day} {hour}{''.join(offset)}")
    return (read if offset else read.replace(tzinfo=BERLIN)).astimezone(UTC)


def meant(expected: str) -> DateTimeInput:
    if expected[0].isdigit():
        return DateTimeInput(instant(expected))
    doubt, _, choices = expected.partition(" ")
    return DateTimeInput(
        None, InputDoubt(doubt), tuple(instant(choice) for choice in choices.split(", ") if choice)
    )


@each_of(ROWS)
def test_what_is_typed_is_understood_as_the_table_says(at: datetime, typed: str, expected: str) -> None:
    assert read_datetime_input(typed, at=at.astimezone(UTC), zone=BERLIN) == meant(expected)
