"""Short forms of given names in a story: one person or two."""

from people.recognition.short_forms import list_other_forms
from people.recognition.story_people import find_people


def names(text: str, language: str = "de") -> list[tuple[str, int]]:
    return [(person.name, len(person.mentions)) for person in find_people([text], language=language)]


def test_a_short_form_and_the_whole_name_are_one_person() -> None:
    assert names("Alexander Kolb gewann. «Ich bin froh», sagte Alex Kolb.") == [("Alexander Kolb", 2)]
    assert names("Tom Kolb resigned. Thomas Kolb had led the firm.", "en") == [("Tom Kolb", 2)]


def test_the_same_short_form_with_another_surname_is_another_person() -> None:
    assert names("Alexander Kolb gewann gegen Alex Brandt.") == [("Alexander Kolb", 1), ("Alex Brandt", 1)]


def test_two_people_with_one_short_form_stay_apart() -> None:
    text = "Christian Kolb und Christina Kolb traten an. Chris Kolb gewann."

    assert names(text) == [("Christian Kolb", 1), ("Christina Kolb", 1), ("Chris Kolb", 1)]


def test_names_of_siblings_are_no_forms_of_one_name() -> None:
    assert "janina kolb" not in list_other_forms("jan kolb")
    assert "markus kolb" not in list_other_forms("mark kolb")
    assert list(list_other_forms("alexander")) == []


def test_a_title_before_the_surname_elsewhere_shows_that_unknown_words_are_a_person() -> None:
    told = "The crew met Glyrd Prythen at the quay. Mr Prythen was tired."
    untold = "The crew met Glyrd Prythen at the quay. Everyone was tired."

    assert names(told, "en") == [("Glyrd Prythen", 2)]
    assert names(untold, "en") == []


def test_an_initial_like_an_article_begins_a_name() -> None:
    assert names("Im Finale schlug A. Kessler den Gegner O. Brandt.") == [("A. Kessler", 1), ("O. Brandt", 1)]


def test_an_initial_opens_a_sentence_before_a_frequent_surname_or_in_a_list() -> None:
    assert names("M. Weber gewann.") == [("M. Weber", 1)]
    assert names("Tore: A. Moser, T. Kranz.") == [("A. Moser", 1), ("T. Kranz", 1)]
    assert names("A. Kosten: Die Kosten steigen.") == []


def test_a_title_between_office_and_name_is_no_person() -> None:
    assert names("Landesrat Ing. Ole Brandt und Landeshauptfrau Mag.a Ilse Kolb kamen.") == [
        ("Ole Brandt", 1),
        ("Ilse Kolb", 1),
    ]
    assert names("Pfarrer i. R. Ole Brandt kam.") == [("Ole Brandt", 1)]


def test_a_mayor_is_named_by_the_surname_alone() -> None:
    assert names("Bürgermeister Kolb kam.") == [("Kolb", 1)]
    assert names("Meister Neustadt kam.") == []


def test_a_club_after_unknown_words_shows_a_person() -> None:
    assert names("Am härtesten traf es Gershwon Tabuse von Real Madrid.") == [("Gershwon Tabuse", 1)]
    assert names("Am härtesten traf es Gershwon Tabuse von gestern.") == []


def test_a_guard_of_ireland_has_a_rank_and_no_other_given_name() -> None:
    people = find_people(["Garda Aoife Brannock spoke to Detective Garda Pat Moyle in Tuam."], language="en")

    assert [(person.name, [office.value for office in person.offices]) for person in people] == [
        ("Aoife Brannock", ["Garda"]),
        ("Pat Moyle", ["Detective Garda"]),
    ]


def test_a_party_and_its_district_are_no_person() -> None:
    people = find_people(["State Rep. Laurie Pickard, D-Twin Falls, agreed with the council."], language="en")

    assert [person.name for person in people] == ["Laurie Pickard"]


def test_a_short_rank_is_no_part_of_the_name() -> None:
    people = find_people(["Chief Supt Sam Donaldsen urged drivers to stay at home."], language="en")

    assert [(person.name, [office.value for office in person.offices]) for person in people] == [
        ("Sam Donaldsen", ["Chief Supt"])
    ]


def test_a_ship_with_its_article_is_no_person() -> None:
    assert names("The crew of the Ellie Dunn went home.", "en") == []


def test_a_high_mountain_is_no_office() -> None:
    assert names("Im Nationalpark Hohe Tauern wurde gezählt.") == []


def test_the_owner_of_an_office_belongs_to_it_with_the_nouns_between() -> None:
    def office(text: str) -> list[str]:
        return [office.value for person in find_people([text], language="en") for office in person.offices]

    assert office("He met NIE's customer operations director Alex Houston.") == [
        "NIE's customer operations director"
    ]
    assert office("It's clear president Alex Houston won.") == ["president"]
    assert office("Police said today's guest speaker Alex Houston was late.") == ["speaker"]


def test_the_position_in_a_picture_is_no_office() -> None:
    people = find_people(
        ["Umpire Carla Jimeno, center, reacts to a call in Macon."], language="en", captions=1
    )

    assert [office.value for office in people[0].offices] == ["Umpire"]
