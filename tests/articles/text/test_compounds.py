"""German words and the words that they are made of."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.compounds import find_parts, list_base_forms, list_candidates, read_dictionary
from tests.tables import each_of


@each_of(
    [
        ("Landtagswahl", "landtag wahl"),
        ("Landtagswahlen", "landtag wahl landtagswahl"),
        ("Hafenmeister", "hafen meister"),
        ("Oberbürgermeisterin", "bürgermeister bürgermeisterin oberbürgermeister"),
        ("Bürgermeisterinnen", "bürgermeister bürgermeisterin"),
        ("Landrätin", "landrat"),
        ("Ärztekammer", "arzt kammer"),
        ("Häuserkampf", "haus kampf"),
        ("Schulgesetz", "schule gesetz"),
        ("Kirchturm", "kirche turm"),
        ("Kommunalwahlkampf", "wahl kampf wahlkampf"),
        ("Autobahnbrücke", "auto brücke autobahn"),
        ("Donaudampfschiff", "schiff"),
        ("Bahnhof", "bahn"),
    ]
)
def test_a_compound_has_parts(word: str, parts: str):
    assert find_parts(word) == set(parts.split())


@each_of(["Trainer", "Hafermehl", "Demokratie", "Separatisten", "Vorzug", "Bezug", "Landtag", "Berlin", "Termin",
     "Medizin", "Wahlen", "Testament", "Verantwortung", "Hafen", "", "x" * 60, "2026", "Rat-Haus"])  # fmt: skip
def test_a_word_that_only_looks_like_a_compound_has_none(word: str):
    assert find_parts(word) == set()


def test_a_noun_learned_elsewhere_is_a_part():
    assert find_parts("Flaumkoggenfahrt") == {"fahrt"}
    assert find_parts("Flaumkoggenfahrt", {"flaumkogge"}) == {"fahrt", "flaumkogge", "kogge"}
    assert "flaumkogge" in list_candidates("Flaumkoggenfahrt")


@each_of([("Wahlen", ("wahl",)), ("Häfen", ("hafen",)), ("Bauer", ("bauer",)), ("Zork", ("zork",)), ("Zorken", ("zorken", "zorke", "zork"))])  # fmt: skip
def test_a_typed_word_is_brought_to_the_forms_of_parts(typed: str, forms: tuple[str, ...]):
    assert set(list_base_forms(typed)) == set(forms)


def test_the_dictionary_is_in_lower_case():
    dictionary = read_dictionary()

    assert all(word.isalpha() and word == word.lower() for word in dictionary.nouns | dictionary.stems)


@given(st.text(alphabet="abcdehnstuäß", max_size=20))
def test_no_word_is_a_part_of_itself(word: str):
    assert word not in find_parts(word)
