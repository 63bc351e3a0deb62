import pytest

from people.recognition.surname_coreference import SurnameIndex, surname_key
from people.recognition.tokenizer import tokenize
from tests.people.recognition.positions import find, take
from tests.tables import each_of


def match(
    text: str, word: str, *families: str, taken: str = ""
) -> tuple[tuple[str, ...], str, int, bool] | None:
    """Return keys, words, letters cut and the genitive; a surname is its own key."""
    tokens = tokenize(text)
    i = find(tokens, word)
    found = SurnameIndex([(family, family) for family in families]).match(tokens, i, take(tokens, taken))
    if found is None:
        return None
    return found.keys, " ".join(tokens.words[found.first : i + 1]), found.cut, found.genitive


def means_a_person(text: str, surname: str) -> bool:
    return match(text, surname, surname) is not None


@pytest.mark.parametrize(
    ("text", "word", "cut", "genitive"),
    [
        ("Dann kam Quell an.", "Quell", 0, False),
        ("Dann kam Quells Auto an.", "Quells", 1, True),
        ("Then Quell's car came.", "Quell's", 2, True),
        ("Dann kam Quell' Auto an.", "Quell", 0, True),
        ("Dann kam Quell’ Auto an.", "Quell", 0, True),
    ],
)
def test_a_surname_is_met_again_with_its_genitive(text: str, word: str, cut: int, *, genitive: bool) -> None:
    assert match(text, word, "Quell") == (("Quell",), word, cut, genitive)


def test_a_surname_that_ends_in_s_keeps_it() -> None:
    assert match("Dann kam Quells an.", "Quells", "Quells", "Quell") == (("Quells",), "Quells", 0, False)


def test_accents_and_capitals_make_no_other_surname() -> None:
    assert surname_key("Quéll") == surname_key("QUELL") == "quell"
    assert surname_key("O’Quell") == "o'quell"
    assert match("Dann kam QUELL an.", "QUELL", "Quéll") == (("Quéll",), "QUELL", 0, False)


def test_two_people_of_one_surname_both_match() -> None:
    tokens = tokenize("Dann kam Quell an.")
    index = SurnameIndex([("anna", "Quell"), ("jan", "Quell")])

    found = index.match(tokens, 2, bytearray(len(tokens) + 1))

    assert found is not None
    assert found.keys == ("anna", "jan")


@each_of(
    [
        ("Dann kam von der Quell an.", "von der Quell", "von der Quell"),
        ("Dann kam Von Der Quell an.", "von der Quell", "Von Der Quell"),
        ("Dann kam Quell an.", "von der Quell", None),
        ("Dann kam der Quell an.", "von der Quell", None),
        ("Dann kam Quell an.", "Quell Noll", "Quell"),
        ("Dann kam Quell an.", "Noll Quell", "Quell"),
        ("Dann kam Quell an.", "Quell Jr.", "Quell"),
        ("Dann kam Quell an.", "Quell III", "Quell"),
    ]
)
def test_particles_belong_to_the_surname_they_lead(text: str, family: str, words: str | None) -> None:
    found = match(text, "Quell", family)

    assert (found[1] if found else None) == words


def test_the_longer_surname_wins_where_its_particles_stand() -> None:
    assert match("Dann kam von Quell an.", "Quell", "Quell", "von Quell") == (
        ("von Quell",),
        "von Quell",
        0,
        False,
    )


def test_a_person_without_a_surname_matches_nothing() -> None:
    assert match("Dann kam Quell an.", "Quell", "", "Jr.") is None


@each_of(
    [
        "Dann kam Familie Quell an.",
        "Dann kam die Stiftung Quell an.",
        "Dann kam Quell & Söhne an.",
        "Dann kam Quell + Söhne an.",
        "Dann kam die Quell Stiftung an.",
        "Dann kam die Quell Ulrich-Stiftung an.",
        "Dann kam Anna Quell an.",
    ]
)
def test_a_family_a_thing_a_firm_and_another_person_are_not_meant(text: str) -> None:
    assert match(text, "Quell", "Quell") is None


@each_of(
    [
        "Dann kam familie Quell an.",
        "Then the Quell Administration fell.",
        "Dann kam Quell     Stiftung an.",
        "Dann kam Von Quell an.",
        "Dann kam Anna     Quell an.",
    ]
)
def test_these_words_around_a_surname_leave_it_to_the_person(text: str) -> None:
    assert means_a_person(text, "Quell")


def test_a_given_name_of_somebody_read_before_does_not_hide_the_surname() -> None:
    assert match("Dann kam Anna Quell an.", "Quell", "Quell", taken="Anna") is not None


@pytest.mark.parametrize(
    ("text", "surname", "person"),
    [
        ("Weil sagte das.", "Weil", True),
        ("Weil die Lage ernst ist.", "Weil", False),
        ("Weil lässt das.", "Weil", True),
        ("Weil reiste ab.", "Weil", True),
        ("Weil und Noll kamen.", "Weil", True),
        ("Weil Noll kam.", "Weil", False),
        ("Weil' Noll kam.", "Weil", True),
        ("Weil da reiste er.", "Weil", False),
        ("Dann kam Weil an.", "Weil", True),
        ("Dann sprach Koch darüber.", "Koch", True),
        ("Dann sprach der Koch darüber.", "Koch", False),
        ("Dann sprach der alte Koch darüber.", "Koch", False),
        ("Dann sprach alte Koch darüber.", "Koch", True),
        ("Dann sprach Koch Zumbor darüber.", "Koch", False),
        ("Dann sprach Koch Direktor darüber.", "Koch", True),
        ("Dann sprach Winter Zumbor darüber.", "Winter", False),
        ("Dann sprach Klein Zumbor darüber.", "Klein", True),
        ("Dann reiste Montag ab.", "Montag", False),
        ("Doch Montag sagte das.", "Montag", True),
        ("Erst am Montag sagte er das.", "Montag", False),
        ("Nach 10 Montag sagte das.", "Montag", False),
        ("Ministerin Montag reiste ab.", "Montag", True),
        ("Immer reiste er ab.", "Immer", False),
        ("Ihm reiste er ab.", "Ihm", False),
        ("Dann reiste Immer ab.", "Immer", True),
    ],
)
def test_a_surname_that_is_a_word_as_well_needs_its_context(text: str, surname: str, *, person: bool) -> None:
    assert means_a_person(text, surname) is person


@pytest.mark.parametrize(
    ("text", "person"), [("Dann gefielen der Kochs Worte.", True), ("Dann gefiel der Kochs sehr.", False)]
)
def test_the_genitive_of_such_a_surname_stands_before_a_noun(text: str, *, person: bool) -> None:
    assert (match(text, "Kochs", "Koch") is not None) is person
