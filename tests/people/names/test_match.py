from people.names.match import normalize_name, search_keys, sound_key
from tests.tables import each_of


@each_of([("Jörg Groß-Bölting", "joerg gross boelting"), ("José  Núñez", "jose nunez"), ("Łukasz", "lukasz")])
def test_accents_hyphens_and_spaces_fold_to_one_key(written: str, folded: str) -> None:
    assert normalize_name(written) == folded


@each_of(
    [
        ("Jewgeni Schukow", "Yevgeny Zhukov"),
        ("Dmitrij Tschernow", "Dmitry Tchernov"),
        ("Ilham Kasymow", "Ilham Kasymov"),
        ("Jörg Müller", "Jorg Muller"),
    ]
)
def test_transliterations_of_one_name_sound_the_same(german: str, english: str) -> None:
    assert sound_key(german) == sound_key(english)


def test_a_name_is_stored_under_its_surname_with_and_without_particles() -> None:
    keys = search_keys("Ursula von der Lahn")

    assert {"lahn", "von der lahn", "ursula von der lahn"} <= set(keys)
