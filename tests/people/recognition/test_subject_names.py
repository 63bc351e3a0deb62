from people.recognition.subject_names import extend_to_subject
from people.recognition.tokenizer import tokenize
from tests.people.recognition.positions import name_of
from tests.tables import each_of


def extend(text: str, words: str = "Zumbor Quell") -> str:
    tokens = tokenize(text)
    name = extend_to_subject(tokens, name_of(tokens, words))
    return " ".join(tokens.words[name.first : name.end])


@each_of(
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
    ]
)
def test_at_the_start_of_a_sentence_the_third_word_belongs_to_the_name(text: str) -> None:
    assert extend(text) == "Zumbor Quell Yumma"


@each_of(
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
    ]
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
