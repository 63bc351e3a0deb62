"""Offices that the desk has taught are read before and after a name, in German and in English."""

from people.recognition.find_names import find_names
from people.recognition.offices.taught import fold_office
from people.recognition.story_people import find_people
from tests.tables import each_of

TAUGHT = frozenset({fold_office("Priel-Muhme"), fold_office("tide reader")})


@each_of(
    [
        ("Das sagte Priel-Muhme Jonna Ekvall am Montag.", "de", "Priel-Muhme"),
        ("Jonna Ekvall, Priel-Muhme in Nordhaven, sagte das.", "de", "Priel-Muhme"),
        ("The harbour needs tide reader Anna Berg, they said.", "en", "tide reader"),
        ("Anna Berg, tide reader, said so.", "en", "tide reader"),
    ]
)
def test_a_taught_office_is_read_next_to_the_name(text: str, language: str, office: str) -> None:
    without = find_names(text, language=language)
    taught = find_names(text, language=language, offices=TAUGHT)

    assert [(o.value, o.rule) for name in taught for o in name.offices] == [(office, "office.desk")]
    assert not any(o.value == office for name in without for o in name.offices)


def test_a_taught_office_shows_that_unlisted_words_are_a_name() -> None:
    text = "Das sagte Prielmuhme Ynkalda Oltmannsen am Montag."
    offices = frozenset({"prielmuhme"})

    assert [person.name for person in find_people([text], language="de", offices=offices)] == [
        "Ynkalda Oltmannsen"
    ]


def test_a_taught_office_of_another_person_is_not_taken() -> None:
    text = "Mira Talberg und Priel-Muhme Jonna Ekvall kamen."

    found = {p.name: [o.value for o in p.offices] for p in find_people([text], offices=TAUGHT)}

    assert found == {"Mira Talberg": [], "Jonna Ekvall": ["Priel-Muhme"]}
