from articles.parsing.captions.parse import read_caption
from tests.tables import each_of


def names(text: str) -> list[str]:
    return [person.name for person in read_caption(text).people]


def roles(text: str) -> list[str | None]:
    return [person.role for person in read_caption(text).people]


@each_of(
    [
        ("Trump und Putin in Helsinki", ["Trump", "Putin"]),
        ("Wollte gegen Putin antreten: die Journalistin Mara Tielke", ["Putin", "Mara Tielke"]),
        ("Auch Selenskyj kam nach Kiew.", ["Selenskyj"]),
        ("Trump speaks to reporters.", ["Trump"]),
        ("Wladimir Putin spricht. Putin hat eingeladen.", ["Wladimir Putin"]),
    ]
)
def test_heads_of_government_are_named_by_their_surname_alone(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@each_of(
    [
        "Das Trump-Haus",
        "Der Trump Tower",
        "Die Familie Putin",
        "Ein „Putin“ aus Pappe",
        "Das Merkel am Hafen",
        "Merkelbach",
    ]
)
def test_things_named_after_a_head_of_government_are_no_people(text: str) -> None:
    assert names(text) == []


@each_of(
    [
        ("Kassier Sepp Huber jun. und Obfrau Mara Tielke", ["Sepp Huber jun.", "Mara Tielke"]),
        ("Xihan Zein ad-Din mit ihrem Mann", ["Xihan Zein ad-Din"]),
        ("Ministerin Zein ad-Din mit ihrem Mann", ["Zein ad-Din"]),
        ("Black Rod Ida Kern walks through the Royal Gallery", ["Ida Kern"]),
        ("The Ida Kern Foundation opens", []),
    ]
)
def test_names_in_captions_are_read_whole_and_things_left_out(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@each_of(
    [
        ("Die St. Galler Ständerätin Mara Tielke", ["St. Galler Ständerätin"]),
        ("Der Bad Homburger Oberbürgermeister Jan Wimmer", ["Bad Homburger Oberbürgermeister"]),
        ("Die New Yorker Bürgermeisterin Mara Tielke", ["New Yorker Bürgermeisterin"]),
        (
            "Mara Tielke, Ministerin für Umwelt, Naturschutz und digitale Netze, in Nordheim",
            ["Ministerin für Umwelt, Naturschutz und digitale Netze"],
        ),
        (
            "Mara Tielke, Ministerin für Umwelt, Jan Wimmer und Ida Kern",
            ["Ministerin für Umwelt", None, None],
        ),
        (
            "Der ehemalige Minister und spätere Botschafter Jan Wimmer",
            ["ehemalige Minister und spätere Botschafter"],
        ),
        ("Bgm. Jan Wimmer und LAbg. Mara Tielke in Nordheim", ["Bgm.", "LAbg."]),
        ("Mara Tielke, NDP-Mitbegründerin, verlässt den Saal", ["NDP-Mitbegründerin"]),
        ("Cllr Mara Tielke and headteacher Paul Brandt", ["Cllr", "headteacher"]),
        ("Labour leader Ida Kern", ["Labour leader"]),
        ("Black Rod Ida Kern walks through the lobby.", ["Black Rod"]),
    ]
)
def test_roles_keep_their_towns_portfolios_and_abbreviations(text: str, expected: list[str | None]) -> None:
    assert roles(text) == expected
