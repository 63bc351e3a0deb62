"""Embargo lines made at random: none is read earlier than a person could defend. The readings are counted here anew."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import product
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.story.embargo import read_embargo
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK, LONDON, LOS_ANGELES = (
    ZoneInfo("America/New_York"),
    ZoneInfo("Europe/London"),
    ZoneInfo("America/Los_Angeles"),
)
GERMAN_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A piece of a line and what a person could take it for."""

    text: str
    readings: tuple


def fixed_offset(hours: float) -> tzinfo:
    return timezone(timedelta(hours=hours))


@dataclass(frozen=True)
class Summer:
    """Summer time by name; where it is not in use, the clocks of the zone may be meant as well."""

    hours: int
    zone: ZoneInfo

    def clocks(self, local: datetime) -> tuple[tzinfo, ...]:
        in_use = [local.replace(tzinfo=self.zone, fold=fold).utcoffset() for fold in (0, 1)]
        named = timedelta(hours=self.hours)
        return (fixed_offset(self.hours),) if named in in_use else (fixed_offset(self.hours), self.zone)


ZONES = (
    Piece("ET", (NEW_YORK,)), Piece("EST", (fixed_offset(-5),)), Piece("EDT", (Summer(-4, NEW_YORK),)),
    Piece("PT", (LOS_ANGELES,)), Piece("PST", (fixed_offset(-8),)), Piece("(Washington)", (NEW_YORK, BERLIN)),
    Piece("CST", (fixed_offset(-6), ZoneInfo("Asia/Shanghai"))),
    Piece("MEZ", (fixed_offset(1),)), Piece("MESZ", (Summer(2, BERLIN),)), Piece("CET", (fixed_offset(1),)),
    Piece("CEST", (Summer(2, BERLIN),)), Piece("GMT", (fixed_offset(0),)), Piece("UTC", (fixed_offset(0),)),
    Piece("BST", (Summer(1, LONDON),)), Piece("AEST", (fixed_offset(10),)),
    Piece("IST", (Summer(1, ZoneInfo("Europe/Dublin")), fixed_offset(2), ZoneInfo("Asia/Kolkata"))),
    Piece("London time", (LONDON,)), Piece("Eastern Time", (NEW_YORK,)), Piece("Tokioter Zeit", (ZoneInfo("Asia/Tokyo"),)),
    Piece("Ortszeit (New York)", (NEW_YORK,)), Piece("in Tokio", (ZoneInfo("Asia/Tokyo"), BERLIN)),
    Piece("Ortszeit", (BERLIN, LOS_ANGELES)), Piece("Nordhavener Zeit", (BERLIN, LOS_ANGELES)),
    Piece("local time", (BERLIN, LOS_ANGELES)), Piece("UTC-5", (fixed_offset(-5),)), Piece("(Nordhaven)", (BERLIN, LOS_ANGELES)),
    Piece("MEZ (New York)", (NEW_YORK, fixed_offset(1))), Piece("+05:30", (fixed_offset(5.5),)), Piece("America/Denver", (ZoneInfo("America/Denver"),)),
)  # fmt: skip


def times(hour: int, minute: int, english: bool) -> st.SearchStrategy[Piece]:
    """A time of day in several notations, its readings in minutes after the midnight that opens the day."""
    total, half = hour * 60 + minute, (hour % 12 or 12)
    exact = [Piece(f"{hour:02}:{minute:02}", (total,)), Piece(f"{hour:02}.{minute:02} Uhr", (total,))]
    if english:
        letter = "a" if hour < 12 else "p"
        readings = (0, 1440) if total == 0 else (total,)
        exact = [
            Piece(f"{half}:{minute:02} {letter}.m.", readings),
            Piece(f"{half}.{minute:02}{letter}m", readings),
            Piece(f"{hour:02}:{minute:02}", (total,)),
        ]
    others = [Piece("midnight" if english else "Mitternacht", (0, 1440))]
    if english and half < 10:
        others += [Piece(f"{half}:{minute:02}", (total % 720, total % 720 + 720))]
    others += [] if english else [Piece(f"halb {half}", (half % 12 * 60 - 30, half % 12 * 60 + 690))]
    return st.sampled_from(exact + others)


def days(day: date, today: date, english: bool) -> st.SearchStrategy[Piece]:
    """A day ahead in several forms, with all days that they may name."""
    months, names = (ENGLISH_MONTHS, ENGLISH_DAYS) if english else (GERMAN_MONTHS, GERMAN_DAYS)
    month, name = months[day.month - 1], names[day.weekday()]
    full = f"{month} {day.day}, {day.year}" if english else f"{day.day}. {month} {day.year}"
    forms = [Piece(full, (day,)), Piece(f"{name}, {full}", (day,)), Piece(day.isoformat(), (day,))]
    ahead = (day - today).days
    if ahead < 7:
        word = "next" if english else "nächsten"
        forms += [Piece(name, (day,))]
        forms += [
            Piece(f"{word} {name}", (day, day + timedelta(days=7)) if ahead else (day + timedelta(days=7),))
        ]
    if ahead < 90:
        forms += [Piece(f"{month} {day.day}" if english else f"{day.day}. {month}", (day,))]
    if ahead < 2:
        words = ("today", "tomorrow") if english else ("heute", "morgen")
        forms += [Piece(words[ahead], (day,))]
    return st.sampled_from(forms)


def instants(day: date, minutes: int, zone: tzinfo | Summer) -> list[datetime]:
    local = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001
    clocks = zone.clocks(local) if isinstance(zone, Summer) else (zone,)
    return [local.replace(tzinfo=clock, fold=fold).astimezone(UTC) for clock in clocks for fold in (0, 1)]


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, datetime, list[datetime]]:
    """A line, when it was received, and every instant that a person could say it means."""
    english = draw(st.booleans())
    received = draw(
        st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2029, 1, 1))  # noqa: DTZ001
        | st.sampled_from([datetime(2026, 10, 24, 9), datetime(2027, 3, 27, 9), datetime(2026, 10, 31, 9)])  # noqa: DTZ001
    ).replace(tzinfo=BERLIN)
    day = received.date() + timedelta(days=draw(st.integers(0, 8) | st.integers(0, 200)))
    time = draw(times(draw(st.integers(0, 23)), draw(st.sampled_from((0, 1, 30))), english))
    named = draw(days(day, received.date(), english))
    zone = draw(
        st.sampled_from(ZONES) | st.just(Piece("", (BERLIN, LONDON, NEW_YORK) if english else (BERLIN,)))
    )
    opening = draw(
        st.sampled_from(
            ("Embargoed until", "Not for publication before") if english else ("Sperrfrist:", "Gesperrt bis")
        )
    )
    at = f"{time.text} {zone.text}".strip()
    line = draw(st.sampled_from((f"{opening} {named.text}, {at}", f"{opening} {at}, {named.text}")))
    defensible = [
        instant
        for when, minutes, clock in product(named.readings, time.readings, zone.readings)
        for instant in instants(when, minutes, clock)
    ]
    return line, received, defensible


@given(lines())
def test_no_embargo_is_read_earlier_than_any_reading_a_person_could_defend(
    made: tuple[str, datetime, list[datetime]],
) -> None:
    line, received, defensible = made

    found = read_embargo(line, zone=BERLIN, at=received)

    assert found is None or found.value >= max(defensible), line


@given(st.text(max_size=80), st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)))  # noqa: DTZ001
def test_no_text_breaks_the_reader(text: str, received: datetime) -> None:
    found = read_embargo(f"Sperrfrist: {text}", zone=BERLIN, at=received.replace(tzinfo=BERLIN))

    assert found is None or found.value.tzinfo is UTC


@each_of(sorted(name for name in available_timezones() if "/" in name))
def test_every_zone_of_the_database_is_read_by_its_name(name: str) -> None:
    found = read_embargo(f"Embargo: 2026-12-01 18:00 {name}", zone=BERLIN)

    assert found is not None
    assert found.value == datetime(2026, 12, 1, 18, tzinfo=ZoneInfo(name)).astimezone(UTC)
