from articles.parsing.captions.position_marks import blank_marks, find_marks
from tests.tables import each_of


@each_of(
    [
        ("Ida Kern (l.)", "l"),
        ("Ida Kern (li.)", "l"),
        ("Ida Kern (links im Bild)", "l"),
        ("Ida Kern (vorne links)", "l"),
        ("Ida Kern (r)", "r"),
        ("Ida Kern (R)", "r"),
        ("Ida Kern (SPD, r)", "r"),
        ("Ida Kern (ganz rechts)", "r"),
        ("Ida Kern (M.)", "m"),
        ("Ida Kern (Mitte)", "m"),
        ("Ida Kern (C)", "m"),
        ("Ida Kern, left, and others", "l"),
        ("Ida Kern, center, speaks.", "m"),
        ("Ida Kern (2.v.l.)", 2),
        ("Ida Kern (2. v. r.)", -2),
        ("Ida Kern (zweite von rechts)", -2),
        ("Ida Kern (3rd from left)", 3),
        ("Ida Kern (2nd L)", 2),
        ("Ida Kern (2nd-R)", -2),
        ("Ida Kern, second from right, waves", -2),
    ]
)
def test_a_mark_for_one_person_gives_its_position(text: str, position: object) -> None:
    marks = find_marks(text)

    assert [mark.position for mark in marks] == [position]


@each_of(
    [
        ("(L-R) A", 1),
        ("(L to R) A", 1),
        ("V. l. n. r.: A", 1),
        ("v.l.n.r. A", 1),
        ("Von links: A", 1),
        ("Von links nach rechts: A", 1),
        ("Hintere Reihe von links: A", 1),
        ("From left, A", 1),
        ("Left to right: A", 1),
        ("A und B (v. li.)", 1),
        ("A und B (v.r.)", -1),
        ("Von rechts: A", -1),
    ]
)
def test_a_mark_for_a_list_tells_the_direction_of_counting(text: str, counts: int) -> None:
    assert [mark.list_direction for mark in find_marks(text)] == [counts]


@each_of(
    [
        "Ida Kern (CDU)",
        "Ida Kern (54)",
        "Ida Kern left the room",
        "Kritik von links an dem Plan",
        "die Linke im Bundestag",
        "Er flankt von rechts in die Mitte",
        "links der Isar",
        "Ida Kern (Archivbild)",
        "Ida Kern mit 2 l Wasser",
        "Ida Kern (Linke)",
    ]
)
def test_words_that_seat_nobody_are_no_marks(text: str) -> None:
    assert find_marks(text) == ()


def test_blanking_the_marks_keeps_every_other_character_in_place() -> None:
    text = "Ida Kern (SPD, l), Ministerin, und Jan Ott (r.)"

    shown = blank_marks(text, find_marks(text))

    assert shown == "Ida Kern (SPD   ), Ministerin, und Jan Ott (  )"


@each_of(
    ["Ida Kern (Mitte/ZG) spricht", "Ida Kern (SP) und Jan Ott (Mitte) sprechen", "Ida Kern (Die Mitte, ZG)"]
)
def test_a_swiss_party_in_brackets_is_no_position(text: str) -> None:
    assert find_marks(text) == ()


def test_the_middle_next_to_a_side_is_a_position_in_spite_of_parties() -> None:
    marks = find_marks("Ida Kern (Mitte), Jan Ott (l.) und Pia Moll (SP)")

    assert [mark.position for mark in marks] == ["m", "l"]
