"""Numbers and days from outside: what is written exactly, and nothing that only looks like it."""

import ast
from datetime import UTC, date, datetime

from newsroom.strict_values import parse_date, parse_datetime_strictly, parse_integer
from tests.paths import ROOT
from tests.tables import each_of


@each_of([("0", 0), ("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_number_in_ascii_figures_is_read(text, number) -> None:
    assert parse_integer(text) == number


@each_of(["", " 7", "7 ", "7\n", "-1", "+1", "-0", "1.0", "1e3", "1_000", "²", "٣", "１", "½", "0x1", "NaN", "7\0",
             "9" * 19, "9" * 5000, "9223372036854775808", 7, None, ["7"], True])  # fmt: skip
def test_what_only_looks_like_a_number_is_none(text) -> None:
    assert parse_integer(text) is None


def test_a_number_out_of_bounds_is_none() -> None:
    assert (
        parse_integer("0", least=1),
        parse_integer("12", least=1, most=12),
        parse_integer("13", most=12),
    ) == (
        None,
        12,
        None,
    )


@each_of([("2026-03-02", date(2026, 3, 2)), ("1000-01-01", date(1000, 1, 1))])
def test_a_day_is_read(text, day) -> None:
    assert parse_date(text) == day


@each_of(["", "2026-3-2", "20260302", "2026-W10-1", "2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "99999-01-01",
             "٢٠٢٦-٠٣-٠٢", "2026-03-02T12:00", " 2026-03-02", None, 20260302])  # fmt: skip
def test_what_is_no_day_is_none(text) -> None:
    assert parse_date(text) is None


def test_a_moment_is_read_with_its_offset_and_without_one() -> None:
    assert parse_datetime_strictly("2026-03-02T12:00:00+00:00") == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert parse_datetime_strictly("2026-03-02T12:00") == datetime(2026, 3, 2, 12)  # noqa: DTZ001  # as it was written


@each_of(["", "2026-03-02", "2026-02-30T12:00", "2026-03-02T25:61", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
             "2026-03-02T12:00:00+99:99", "2026-03-02T12:00\0", "٢٠٢٦-03-02T12:00", "x" * 10_000, None])  # fmt: skip
def test_what_is_no_moment_is_none(text) -> None:
    assert parse_datetime_strictly(text) is None


LOOSE = {"isdigit", "isdecimal", "isnumeric"}
ALLOWED = {
    "articles/admin/revision_diff.py": "words of a place in a caption",
    "articles/feed/middleware.py": "whether a length too long to read is one",
    "articles/accounts/otp.py": "tells a code from a backup code",
    "newsroom/env/database.py": "ports of a database address",
}


def test_whatever_comes_from_outside_is_read_strictly() -> None:
    places = [
        ROOT / name
        for name in (
            "articles/admin",
            "articles/feed",
            "articles/site",
            "articles/accounts",
            "newsroom",
            "people/admin.py",
        )
    ]
    files = [file for place in places for file in ([place] if place.is_file() else place.rglob("*.py"))]

    loose = {
        file.relative_to(ROOT).as_posix()
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in LOOSE
    }

    assert loose == set(ALLOWED)
