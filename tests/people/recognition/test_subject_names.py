import pytest

from people.recognition.name_tokens import NameSpan
from people.recognition.subject_names import extend_to_subject, is_reproach
from people.recognition.tokenizer import TokenizedText, tokenize
from tests.people.recognition.positions import find


def name_of(tokens: TokenizedText, words: str) -> NameSpan:
    first = find(tokens, words)
    return NameSpan(first, first + len(words.split()), first + 1, "person.unknown")


def extend(text: str, words: str = "Zumbor Quell") -> str:
    tokens = tokenize(text)
    name = extend_to_subject(tokens, name_of(tokens, words))
    return " ".join(tokens.words[name.first : name.end])


@pytest.mark.parametrize(
    "text",
    [
        "Zumbor Quell Yumma sagte das.",
        "Parlamentschef Zumbor Quell Yumma sagte das.",
        "Der Parlamentschef Zumbor Quell Yumma sagte das.",
        "Der neue Berliner Parlamentschef Zumbor Quell Yumma kam.",
        "Das war es. Ein früherer Minister Zumbor Quell Yumma kam.",
        "Der alte neue erste Leiter und Minister Zumbor Quell Yumma kam.",
        "Die Pariser Zumbor Quell Yumma kam.",
        "Der Berlin Chef Zumbor Quell Yumma kam.",
        "Der Zumborer Zumbor Quell Yumma kam.",
        "Zumbor Quell Yumma trödelte.",
        "Die Stellvertretende Ministerin Zumbor Quell Yumma kam.",
        "Der alte neue erste große kleine Minister Zumbor Quell Yumma kam.",
    ],
)
def test_at_the_start_of_a_sentence_the_third_word_belongs_to_the_name(text: str) -> None:
    assert extend(text) == "Zumbor Quell Yumma"


@pytest.mark.parametrize(
    "text",
    [
        "Zumbor Quell Yumma Noll sagte das.",
        "Zumbor Quell     Yumma sagte das.",
        "Zumbor Quell yumma sagte das.",
        "Zumbor Quell Direktor sagte das.",
        "Zumbor Quell Yumma, sagte er.",
        "gestern Zumbor Quell Yumma sagte das.",
        "Der Leiter, Zumbor Quell Yumma sagte das.",
        "Gestern sagte Zumbor Quell Yumma das.",
        "Gestern kam Minister Zumbor Quell Yumma zu ihm.",
        "Haus Zumbor Quell Yumma sagte das.",
        "Der sehr alte neue erste ganz neue große Minister Zumbor Quell Yumma kam.",
        "Zumbor Quell Yumma & Söhne",
        "Der alte neue erste große kleine bunte Minister Zumbor Quell Yumma kam.",
    ],
)
def test_elsewhere_the_name_ends_with_its_second_word(text: str) -> None:
    assert extend(text) == "Zumbor Quell"


def test_a_genitive_ends_the_name() -> None:
    assert extend("Zumbor Quells Yumma sagte das.", "Zumbor Quells") == "Zumbor Quells"
    assert extend("Zumbor Quess Yumma sagte das.", "Zumbor Quess") == "Zumbor Quess Yumma"


def test_a_place_of_three_words_is_not_extended_to() -> None:
    assert extend("Bandar Seri Begawan meldete Regen.", "Bandar Seri") == "Bandar Seri"


def test_a_company_is_not_extended_to() -> None:
    assert extend("Zumbor Quell Yumma-Stiftung sagte das.") == "Zumbor Quell"


@pytest.mark.parametrize(
    ("text", "reproach"),
    [
        ("Er warf Erdal Versagen vor.", True),
        ("Sie werfen dem Kanzler und seinem Minister Erdal Versagen vor.", True),
        ("Er hielt Erdal Versagen vor, sagte er.", True),
        ("Er warf Erdal Versagen vor Gericht.", False),
        ("Er warf Erdal Versagen vor dem Haus.", False),
        ("Er warf Erdal Versagen nach.", False),
        ("warf Erdal Versagen vor.", True),
        ("Er sah Erdal Versagen vor.", False),
        ("Da warf er a b c d e f g h i j Erdal Versagen vor.", True),
        ("Da warf er a b c d e f g h i j k Erdal Versagen vor.", False),
    ],
)
def test_a_noun_before_vor_is_what_somebody_is_reproached_with(text: str, *, reproach: bool) -> None:
    tokens = tokenize(text)

    assert is_reproach(tokens, name_of(tokens, "Erdal Versagen")) is reproach


def test_a_name_of_three_words_is_no_reproach() -> None:
    tokens = tokenize("Er warf Erdal von Versagen vor.")

    assert not is_reproach(tokens, name_of(tokens, "Erdal von Versagen"))
