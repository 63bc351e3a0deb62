from articles.parsing.captions.date import find_scene_date
from tests.tables import each_of


def date(text: str, prefix: str | None = None) -> str | None:
    found = find_scene_date(text, prefix)
    return found.value if found else None


@each_of(
    [
        ("Ein Haus am 3. Mai 2022.", "2022-05-03"),
        ("Ein Haus, Mai 2022", "2022-05"),
        ("Ein Haus, 2021", "2021"),
        ("Ein Haus (2021)", "2021"),
        ("Ein Haus im Sommer 2018.", "2018"),
        ("Ein Haus 2018 in Rom", "2018"),
        ("Das Oktoberfest 2019. Ein Zelt auf dem Oktoberfest 2019.", "2019"),
        ("Archivbild vom 3. Oktober 1990: ein Haus", "1990-10-03"),
        ("Ein Haus am 24. Dezember.", "--12-24"),
        ("Am Morgen des 1. Januar 2022", "2022-01-01"),
    ]
)
def test_the_date_of_the_picture_is_found(text: str, expected: str) -> None:
    assert date(text) == expected


@each_of(
    [
        "Ein Haus am Mittwoch.",
        "Ein Haus im Mai.",
        "Ein Plakat zur Bundestagswahl 2021.",
        "Die Agenda 2030.",
        "Das 1899 erbaute Haus, gegründet 1899 und geboren 1950.",
        "Seit dem 24. Februar 2022 geschlossen.",
        "Zum Gedenken an die Opfer des Anschlags vom 9. Oktober 2019.",
        "Rund 2000 Menschen.",
    ]
)
def test_a_date_of_something_else_is_left_alone(text: str) -> None:
    assert date(text) is None


@each_of(
    [
        ("Ein Haus am 12. Januar.", "2022-01", "2022-01-12"),
        ("Ein Haus im Mai.", "2022-05", "2022-05"),
        ("Ein Haus, 2022", "2022-05", "2022-05"),
        ("Ein Haus, 2019", "2022-05", "2019"),
        ("Ein Haus am 3. Juni 2021.", "2022-05", "2021-06-03"),
    ]
)
def test_the_prefix_fills_what_the_date_lacks(text: str, prefix: str, expected: str) -> None:
    assert date(text, prefix) == expected
