"""Names of time zones, one at a time: which clock each name means, and how much of the line is its name."""

from datetime import timedelta

from articles.parsing.dates.types import Zone, ZoneKind, ZoneMeaning
from articles.parsing.dates.zones import find_zone, is_zone_at
from tests.tables import each_of


def find_zone_in(line: str, at: int = 0) -> Zone | None:
    return find_zone(line.lower(), line, at)


def describe_clock(meaning: ZoneMeaning) -> str:
    """`Asia/Tokyo` for the clock of a place, `+09:00 Asia/Tokyo` for a fixed offset used there, `+09:00` alone."""
    home = meaning.home.key if meaning.home else ""
    if meaning.offset is None:
        return home
    minutes = int(meaning.offset / timedelta(minutes=1))
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02} {home}".rstrip()


def read_zone(line: str, at: int = 0) -> tuple[str, ZoneKind, str] | None:
    """The name as it is written, how certain it is, and the clocks it may mean."""
    zone = find_zone_in(line, at)
    if zone is None:
        return None
    assert zone.span.start == at
    return zone.span.of(line), zone.kind, ", ".join(map(describe_clock, zone.meanings))


@each_of(
    [
        ("Europe/Berlin, 12. Januar", "Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "europe/berlin", "Europe/Berlin"),
        ("EUROPE/BERLIN", "EUROPE/BERLIN", "Europe/Berlin"),
        ("America/New_York)", "America/New_York", "America/New_York"),
        (
            "America/Argentina/Buenos_Aires",
            "America/Argentina/Buenos_Aires",
            "America/Argentina/Buenos_Aires",
        ),
        ("Etc/GMT+5 on 1 December", "Etc/GMT+5", "Etc/GMT+5"),
        ("Europe/Paris/13:00 GMT", "Europe/Paris", "Europe/Paris"),
        ("Europe/Paris-1", "Europe/Paris", "Europe/Paris"),
        ("Asia/Tokyo-12", "Asia/Tokyo", "Asia/Tokyo"),
        ("US/Eastern", "US/Eastern", "US/Eastern"),
    ]
)
def test_a_name_of_the_zone_database_is_that_zone_in_any_case(line: str, name: str, clocks: str) -> None:
    assert read_zone(line) == (name, ZoneKind.EXPLICIT, clocks)


@each_of(["Europe/Nordhaven", "Europe/Parisian", "xx/yy", "Nord/Haven", "and/or"])
def test_a_slash_alone_makes_no_zone(line: str) -> None:
    assert read_zone(line) is None


@each_of(["PRC", "NZ", "EST5EDT", "ROK", "W-SU", "GB"])
def test_a_short_name_of_the_zone_database_is_a_zone_in_its_own_spelling(name: str) -> None:
    assert read_zone(f"{name}, 6 pm") == (name, ZoneKind.EXPLICIT, name)
    assert read_zone(f"until 6 pm {name}", len("until 6 pm ")) == (name, ZoneKind.EXPLICIT, name)


@each_of(["prc", "nz", "Rok", "gb", "Prcs", "Factory", "Universal", "localtime"])
def test_a_word_that_only_resembles_a_short_zone_name_is_none(name: str) -> None:
    assert read_zone(f"{name}, 6 pm") is None


@each_of(
    [
        ("UTC+3", "UTC+3", "+03:00"),
        ("UTC +3", "UTC +3", "+03:00"),
        ("utc-5,", "utc-5", "-05:00"),
        ("GMT+5:30 ", "GMT+5:30", "+05:30"),
        ("GMT +0545", "GMT +0545", "+05:45"),
        ("UCT-03:30", "UCT-03:30", "-03:30"),
        ("UTC+14", "UTC+14", "+14:00"),
        ("UTC-12:00", "UTC-12:00", "-12:00"),
        ("+05:30", "+05:30", "+05:30"),
        ("+0530)", "+0530", "+05:30"),
        ("-05:00", "-05:00", "-05:00"),
        ("+14:00", "+14:00", "+14:00"),
    ]
)
def test_hours_ahead_of_or_behind_utc_are_a_fixed_offset(line: str, name: str, clocks: str) -> None:
    assert read_zone(line) == (name, ZoneKind.EXPLICIT, clocks)


@each_of(["+14:01", "+15:00", "-19:30", "+05:60", "+5:30", "+05:30:00", "-18:00 Uhr", "-18:00h"])
def test_what_no_clock_of_the_world_shows_is_no_offset(line: str) -> None:
    assert read_zone(line) is None


def test_an_offset_out_of_range_leaves_the_name_before_it() -> None:
    assert read_zone("UTC+15") == ("UTC", ZoneKind.EXPLICIT, "+00:00 Etc/UTC")


@each_of(
    [
        ("Eastern Time, 1 December", "Eastern Time", "America/New_York"),
        (
            "US Eastern Standard Time",
            "US Eastern Standard Time",
            "-05:00 America/New_York, +10:00 Australia/Sydney",
        ),
        ("U.S. Pacific Time", "U.S. Pacific Time", "America/Los_Angeles"),
        ("mitteleuropäischer Sommerzeit", "mitteleuropäischer Sommerzeit", "+02:00 Europe/Berlin"),
        ("Australian Eastern Daylight Time", "Australian Eastern Daylight Time", "+11:00 Australia/Sydney"),
        ("Weltzeit", "Weltzeit", "+00:00 Etc/UTC"),
    ]
)
def test_a_zone_in_words_means_what_its_abbreviation_means(line: str, name: str, clocks: str) -> None:
    assert read_zone(line) == (name, ZoneKind.EXPLICIT, clocks)


@each_of(
    [
        ("CET, 1 December", "CET", "+01:00 Europe/Berlin"),
        ("cest", "cest", "+02:00 Europe/Berlin"),
        ("EST", "EST", "-05:00 America/New_York, +10:00 Australia/Sydney"),
        ("E.S.T., December 1", "E.S.T.", "-05:00 America/New_York"),
        ("Zulu", "Zulu", "+00:00 Etc/UTC"),
        ("NST", "NST", "-03:30 America/St_Johns"),
        ("ET", "ET", "America/New_York"),
        ("E.T.", "E.T.", "America/New_York"),
        ("PT)", "PT", "America/Los_Angeles"),
        ("UT", "UT", "+00:00 Etc/UTC"),
        ("z", "z", "+00:00 Etc/UTC"),
    ]
)
def test_an_abbreviation_means_every_zone_that_uses_it(line: str, name: str, clocks: str) -> None:
    assert read_zone(line) == (name, ZoneKind.EXPLICIT, clocks)


@each_of(["et", "Et", "ct", "mt", "pt", "ut", "Pt"])
def test_an_abbreviation_that_is_also_a_word_is_a_zone_only_in_capitals(word: str) -> None:
    assert read_zone(f"{word} al.") is None


@each_of(
    [
        ("Tokyo time", "Tokyo time", "Asia/Tokyo"),
        ("Tokyo local time, 1 December", "Tokyo local time", "Asia/Tokyo"),
        ("New York-Zeit", "New York-Zeit", "America/New_York"),
        ("New Yorker Ortszeit", "New Yorker Ortszeit", "America/New_York"),
        ("Pariser Zeit", "Pariser Zeit", "Europe/Paris"),
        ("Münchner Zeit", "Münchner Zeit", "Europe/Berlin"),
        ("Bremer Zeit", "Bremer Zeit", "Europe/Berlin"),
        ("Karlsruher Zeit", "Karlsruher Zeit", "Europe/Berlin"),
        ("Kölner Zeit", "Kölner Zeit", "Europe/Berlin"),
        ("Dresdener Zeit", "Dresdener Zeit", "Europe/Berlin"),
        ("Saarbrücker Zeit", "Saarbrücker Zeit", "Europe/Berlin"),
        ("Essener Zeit", "Essener Zeit", "Europe/Berlin"),
        ("Wiener Zeit", "Wiener Zeit", "Europe/Vienna"),
        ("Athener Zeit", "Athener Zeit", "Europe/Athens"),
        ("japanischer Zeit", "japanischer Zeit", "Asia/Tokyo"),
        ("japanische Zeit", "japanische Zeit", "Asia/Tokyo"),
        ("Japanese time", "Japanese time", "Asia/Tokyo"),
        ("tokyo time", "tokyo time", "Asia/Tokyo"),
        ("South Korean time", "South Korean time", "Asia/Seoul"),
    ]
)
def test_a_place_or_its_adjective_before_time_is_the_clock_of_the_place(
    line: str, name: str, clocks: str
) -> None:
    assert read_zone(line) == (name, ZoneKind.EXPLICIT, clocks)


@each_of(
    [
        ("Tokio, 1. Dezember", "Tokio", "Asia/Tokyo"),
        ("New York Timeless", "New York", "America/New_York"),
        ("São Paulo)", "São Paulo", "America/Sao_Paulo"),
        ("LONDON", "LONDON", "Europe/London"),
    ]
)
def test_a_place_alone_may_only_be_the_scene(line: str, name: str, home: str) -> None:
    assert read_zone(line) == (name, ZoneKind.PLACE, home)


@each_of(["london", "Nordhaven", "Japanese ambassador", "Pariser Rede", "Nordhavener Zeit"])
def test_a_word_in_small_letters_an_adjective_and_an_unknown_town_set_no_clock(line: str) -> None:
    assert read_zone(line) is None


@each_of(
    [
        ("Ortszeit New York", "Ortszeit New York", "America/New_York"),
        ("Ortszeit (New York)", "Ortszeit (New York", "America/New_York"),
        ("Ortszeit: Tokio", "Ortszeit: Tokio", "Asia/Tokyo"),
        ("Ortszeit in Tokio", "Ortszeit in Tokio", "Asia/Tokyo"),
        ("local time in Paris, 1 December", "local time in Paris", "Europe/Paris"),
        ("time at London", "time at London", "Europe/London"),
        ("Lokalzeit von Wien", "Lokalzeit von Wien", "Europe/Vienna"),
    ]
)
def test_a_place_after_local_time_is_the_clock_of_the_place(line: str, name: str, home: str) -> None:
    assert read_zone(line) == (name, ZoneKind.EXPLICIT, home)


@each_of(["Ortszeit", "Lokalzeit", "local time", "örtlicher Zeit", "lokaler Zeit"])
def test_local_time_without_a_place_leaves_the_clock_open(words: str) -> None:
    assert read_zone(f"{words}, 1. Dezember") == (words, ZoneKind.LOCAL, "")
    assert read_zone(f"{words} Nordhaven") == (words, ZoneKind.LOCAL, "")


@each_of(["Ortszeiten", "Zeit", "time", "Uhr", "", "time in Nordhaven"])
def test_the_word_time_alone_is_no_zone(line: str) -> None:
    assert read_zone(line) is None


@each_of(
    [("1800 gmt", 5), ("1800 +0100", 5), ("1800 eastern time", 5), ("1800 berlin", 5), ("1800 new york", 5)]
)
def test_a_time_of_four_digits_may_stand_before_any_zone_or_place(line: str, at: int) -> None:
    assert is_zone_at(line, at)


@each_of([("1800 menschen", 5), ("1800 euro", 5), ("1800 +", 5), ("1800 gmtx", 5)])
def test_a_number_of_people_or_euros_stands_before_no_zone(line: str, at: int) -> None:
    assert not is_zone_at(line, at)
