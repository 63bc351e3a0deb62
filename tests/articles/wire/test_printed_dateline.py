"""Datelines are read with their agency, and brackets in running text are none."""

from articles.wire.printed_dateline import find_printed_dateline
from tests.tables import each_of


@each_of([
        ("Nordhaven (dpa) - Er steht.", "Nordhaven (dpa) - ", "Nordhaven", ("dpa",)),
        ("Nordhaven/Südport (dpa/lno) - Er", "Nordhaven/Südport (dpa/lno) - ", "Nordhaven/Südport", ("dpa", "lno")),
        ("Frankfurt (Oder) (dpa) - Er", "Frankfurt (Oder) (dpa) - ", "Frankfurt (Oder)", ("dpa",)),
        ("Port-Nord (ats afp) La grue", "Port-Nord (ats afp) ", "Port-Nord", ("ats", "afp")),
        ("PORT NORD, Maine (AP) _ The", "PORT NORD, Maine (AP) _ ", "PORT NORD", ("AP",)),
        ("PORT NORD, March 2 (Kyodo) -- The", "PORT NORD, March 2 (Kyodo) -- ", "PORT NORD", ("Kyodo",)),
        ("PORT NORD, Nov. 13 Kyodo - The", "PORT NORD, Nov. 13 Kyodo - ", "PORT NORD", ("Kyodo",)),
        ("Puerto Norte, 21 ene (EFE).- La", "Puerto Norte, 21 ene (EFE).- ", "Puerto Norte", ("EFE",)),
        ("Nordhaven (nha) - Er", "Nordhaven (nha) - ", "Nordhaven", ("nha",)),
    ])  # fmt: skip
def test_a_dateline_is_read(text: str, dateline: str, place: str, agencies: tuple[str, ...]) -> None:
    found = find_printed_dateline(text, also_known="nha")

    assert found is not None
    assert (found.text, found.place, found.agencies) == (dateline, place, agencies)


@each_of(
    [
        "Der Kran (50 Meter) steht.",
        "Ida Brandt (SPD) - so heißt sie",
        "kran (dpa) - klein",
        "Er steht.",
        "",
        "(dpa) - Er",
    ]
)
def test_running_text_has_no_dateline(text: str) -> None:
    assert find_printed_dateline(text) is None
