from people.recognition.offices.appositions import find_apposition
from people.recognition.tokenizer import tokenize
from tests.tables import each_of


@each_of(
    [
        "Quell, Ministerin",
        "Quell, 46, Ministerin",
        "Quell (SPD), Ministerin",
        "Quell (SPD) (46), Ministerin",
        "Quell (SPD), 46, Ministerin",
    ]
)
def test_an_apposition_begins_after_brackets_comma_and_age(text: str) -> None:
    tokens = tokenize(text)
    start = find_apposition(tokens, 1)

    assert start is not None
    assert tokens.word(start) == "Ministerin"


@each_of(["Quell", "Quell kam", "Quell (SPD", "Quell (SPD) kam", f"Quell ({'a ' * 14}), Ministerin"])
def test_without_a_comma_near_the_name_there_is_none(text: str) -> None:
    assert find_apposition(tokenize(text), 1) is None


def test_a_number_that_no_comma_follows_is_no_age() -> None:
    tokens = tokenize("Quell, 46 Stimmen")

    assert find_apposition(tokens, 1) == 2
