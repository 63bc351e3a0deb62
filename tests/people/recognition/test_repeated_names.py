from people.recognition.repeated_names import RepeatedNames
from people.recognition.tokenizer import tokenize
from tests.people.recognition.positions import take
from tests.tables import each_of


def find_again(text: str, *names: str, taken: str = "") -> list[tuple[str, str, int]]:
    """Return key, words and length of the genitive; the key is the name in lower case."""
    tokens = tokenize(text)
    found = RepeatedNames([(name.lower(), name) for name in names], "de").find(tokens, take(tokens, taken))
    return [(key, " ".join(tokens.words[first:end]), cut) for key, first, end, cut in found]


@each_of(
    [("Mit Zumbor Quell kam er.", 0), ("Mit Zumbor Quells Auto kam er.", 1), ("With Zumbor Quell's car.", 2)]
)
def test_a_known_name_is_found_again_with_its_genitive(text: str, cut: int) -> None:
    assert [(key, length) for key, _, length in find_again(text, "Zumbor Quell")] == [("zumbor quell", cut)]


@each_of(
    [
        "Mit Zumbor Noll kam er.",
        "Mit Zumbor     Quell kam er.",
        "Mit Zumbor Quellen kam er.",
        "Die Stiftung Zumbor Quell zahlt.",
        "Die „Zumbor Quell“ legte ab.",
        "Das Zumbor Quell Haus steht.",
        "Mit Zumbor",
        "Quell Zumbor Noll",
    ]
)
def test_other_words_and_things_of_the_name_are_not_found(text: str) -> None:
    assert find_again(text, "Zumbor Quell") == []


def test_a_known_name_of_three_words_is_found_again_whole() -> None:
    assert find_again("Mit Zumbor Ella Quells Auto kam er.", "Zumbor Ella Quell") == [
        ("zumbor ella quell", "Zumbor Ella Quells", 1)
    ]
    assert find_again("Mit Zumbor Ella Noll kam er.", "Zumbor Ella Quell") == []
    assert find_again("Mit Zumbor Erna Quell kam er.", "Zumbor Ella Quell") == []


def test_a_gap_before_a_known_name_does_not_hide_it() -> None:
    assert find_again("Mit     Zumbor Quell kam er.", "Zumbor Quell") == [("zumbor quell", "Zumbor Quell", 0)]


@each_of([("en", []), ("de", ["Zumbor Quell"])])
def test_an_english_vessel_is_one_in_english_copy_alone(language: str, found: list[str]) -> None:
    tokens = tokenize("The carrier Zumbor Quell left.")
    names = RepeatedNames([("quell", "Zumbor Quell")], language).find(tokens, take(tokens, ""))

    assert [" ".join(tokens.words[first:end]) for _, first, end, _ in names] == found


def test_tokens_of_another_name_are_not_found_again() -> None:
    text = "Mit Zumbor Quell kam er."

    assert find_again(text, "Zumbor Quell", taken="Zumbor") == []
    assert find_again(text, "Zumbor Quell", taken="Quell") == []


def test_names_of_one_word_and_names_with_an_initial_are_left_out() -> None:
    assert find_again("Mit Zumbor Quell und J. Noll kam er.", "Zumbor", "J. Noll") == []
    assert find_again("Mit J.R. Noll kam er.", "J.R. Noll") == []


def test_of_two_names_with_one_first_word_the_one_that_fits_is_found() -> None:
    assert find_again("Mit Zumbor Quell kam er.", "Zumbor Noll", "Zumbor Quell") == [
        ("zumbor quell", "Zumbor Quell", 0)
    ]


def test_every_occurrence_of_a_name_is_found_once() -> None:
    found = find_again("Zumbor Quell kam. Zumbor Quell ging.", "Zumbor Quell", "Zumbor Quell")

    assert len(found) == 2


def test_a_typographic_apostrophe_in_a_name_is_folded() -> None:
    assert find_again("Mit Zumbor O'Quell kam er.", "Zumbor O’Quell") == [
        ("zumbor o’quell", "Zumbor O'Quell", 0)
    ]
