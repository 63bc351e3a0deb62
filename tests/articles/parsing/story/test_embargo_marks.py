"""Which lines of copy are embargo lines; the examples are invented."""

from articles.parsing.story.embargo_marks import is_embargo_line
from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import BlockKind
from tests.tables import each_of

EMBARGOES = (
    "Sperrfrist: 18 Uhr", "SPERRFRIST", "+++ Sperrfrist: 18 Uhr +++", "!!! SPERRFRIST 18 UHR !!!", "*** SPERRFRIST ***",
    "**Sperrfrist: 18 Uhr**", "Achtung! Sperrfrist: 18 Uhr", "ACHTUNG – SPERRFRIST: 18 Uhr", "Hinweis: Sperrfrist 18 Uhr",
    "Ende der Sperrfrist: 18 Uhr", "SPERRVERMERK: 18 Uhr", "Gesperrt bis Redebeginn", "Gesperrt für Online bis 18 Uhr",
    "Bis 18 Uhr gesperrt", "Veröffentlichung nicht vor 18 Uhr", "Veröffentlichung ab 18 Uhr", "Freigabe: 18 Uhr",
    "Darf erst ab 18 Uhr veröffentlicht werden", "Nicht vor Redebeginn", "Frei mit Redebeginn", "Frei ab Mitternacht",
    "dpa-Sperrfrist: 18 Uhr", "Neue Sperrfrist: 18 Uhr", "„Sperrfrist: 18 Uhr“", "[EMBARGOED until 6 p.m. ET]",
    "Embargoed until noon ET Tuesday", "Embargo until midnight", "EMBARGO: morning editions", "Embargo bis Redebeginn",
    "Under embargo until Friday noon", "Embargoed until further notice", "Do not publish before 18:00 GMT",
    "Not to be published before 18:00 GMT", "Hold until 18:00 GMT Tuesday", "HOLD FOR RELEASE UNTIL NOON",
    "Release time: 18:00 GMT",
)  # fmt: skip
NONE = (
    "Embargo auf Öl wird verlängert", "Embargo on oil extended", "Embargo on oil until midnight, traders fear",
    "EU-Embargo tritt am 5. Dezember in Kraft", "Nicht vor Weihnachten", "Frei für alle", "Veröffentlichung ab 2027 geplant",
    "Freigabe am Montag erwartet", "Darf erst ab 16 gewählt werden?", "Bis Mai gesperrt", "Bis 2027 gesperrt: die Brücke",
    "Release date moved to May 5", "Hold until help arrives",
)  # fmt: skip


@each_of(EMBARGOES)
def test_an_embargo_line_is_known_however_it_is_set_off(line: str) -> None:
    copy = read_copy(
        f"{line}\n\nHafen wird ausgebaut\n\nDie Stadt baut ihren Hafen aus. Das sagte sie am Montag."
    )

    assert is_embargo_line(line)
    assert line in [block.of(copy.text) for block in copy.blocks if block.kind is BlockKind.EMBARGO]


@each_of(NONE)
def test_a_headline_about_an_embargo_or_a_release_is_none(line: str) -> None:
    assert not is_embargo_line(line)
