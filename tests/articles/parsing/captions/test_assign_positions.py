from articles.parsing.captions.parse import read_caption
from tests.tables import each_of


def read_positions(text: str) -> list[object]:
    return [person.position for person in read_caption(text).people]


@each_of(
    [
        ("Robert Kern (l.) und Peter Lang in Rom", ["l", None]),
        ("Robert Kern und Peter Lang (r.) in Rom", [None, "r"]),
        ("Robert Kern, Peter Lang und Paul Otto (v.l.) in Rom", [1, 2, 3]),
        ("Robert Kern trifft Peter Lang und Paul Otto (v.l.) in Rom", [None, 1, 2]),
        ("Robert Kern trifft Peter Lang (v.l.) in Rom", [1, 2]),
        ("Robert Kern (l-r, SPD), Peter Lang (CDU) und Paul Otto (FDP)", [1, 2, 3]),
        ("Die Chefs (v.l.) Robert Kern, Peter Lang und Paul Otto", [1, 2, 3]),
        ("Anna Stein (Mitte) mit (v.l.) Robert Kern und Peter Lang", ["m", 1, 2]),
        ("Robert Kern, Peter Lang und Paul Otto von links in Rom", [1, 2, 3]),
        ("Anna Stein is joined by, from left, Robert Kern and Peter Lang", [None, 1, 2]),
        ("Von rechts: Robert Kern, Peter Lang", [-1, -2]),
        ("Von links: Robert Kern, Peter Lang. Dahinter steht Paul Otto.", [1, 2, None]),
        ("Mit Pokal: Robert Kern, rechts daneben der Vorsitzende Peter Lang.", [None, "r"]),
        ("Robert Kern (linkes Bild) und Peter Lang (Bildmitte)", ["l", "m"]),
        ("Robert Kern, l., und Peter Lang, r., beim Fest", ["l", "r"]),
        ("Robert Kern (2R) und Peter Lang (L)", [-2, "l"]),
        ("At left, Robert Kern speaks; at right is Peter Lang", ["l", "r"]),
        ("Robert Kern turned to the left and met Peter Lang", [None, None]),
        ("Robert Kern TD (centre) with Peter Lang in Rome", ["m", None]),
        ("Robert Kern MP, left, and Peter Lang OBE, right, in Rome", ["l", "r"]),
        ("From left: Robert Kern TD, Peter Lang MP and Paul Otto in Rome", [1, 2, 3]),
        ("Links Robert Kern, rechts Peter Lang", ["l", "r"]),
        ("Robert Kern links und Peter Lang rechts in Rom", ["l", "r"]),
        ("In der Mitte Robert Kern", ["m"]),
        ("From left, Robert Kern, Peter Lang and Paul Otto in Rome", [1, 2, 3]),
        ("Robert Kern, left, and Peter Lang, right, in Rome", ["l", "r"]),
        ("Robert Kern vom SC Freiburg (r.) gegen Peter Lang (l.)", ["r", "l"]),
        ("Robert Kern jubelt mit dem Torwart (r.)", [None]),
        ("Hinten v.l.: Robert Kern, Peter Lang; vorne v.l.: Paul Otto, Anna Stein", [1, 2, 1, 2]),
        ("V. l.: Robert Kern, Peter Lang (M.) und Paul Otto", [1, "m", 3]),
    ]
)
def test_every_mark_finds_its_person(text: str, positions: list[object]) -> None:
    assert read_positions(text) == positions


def test_the_rule_of_a_position_is_named_beside_the_person() -> None:
    (person,) = read_caption("Robert Kern (l.) in Rom").people

    assert person.position_rule == "position.brackets"
