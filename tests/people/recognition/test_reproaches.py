import pytest

from people.recognition.find_names import find_names
from people.recognition.reproaches import ends_with_reproach, is_reproach
from people.recognition.tokenizer import tokenize
from tests.people.recognition.positions import find, name_of
from tests.tables import each_of


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

    assert ends_with_reproach(tokens, name_of(tokens, "Erdal Versagen")) is reproach


def test_a_name_of_three_words_is_no_reproach() -> None:
    tokens = tokenize("Er warf Erdal von Versagen vor.")

    assert not ends_with_reproach(tokens, name_of(tokens, "Erdal von Versagen"))


@each_of(
    [
        "Er warf dem Kanzler Versagen vor.",
        "Er warf dem Kanzler Versagen im Amt vor.",
        "Er warf dem Kanzler Versagen und Feigheit vor.",
        "Er warf dem Kanzler Versagen vor, sagte sie.",
        "Er warf dem Kanzler Versagen vor, weil der Hafen brannte.",
        "Warf er dem Kanzler Versagen vor?",
    ]
)
def test_a_verb_of_reproach_and_vor_are_around_a_reproach(text: str) -> None:
    tokens = tokenize(text)

    assert is_reproach(tokens, find(tokens, "Versagen"))


@each_of(
    [
        ("Kanzler Zumbor tritt vor.", "Zumbor"),
        ("Am Montag stellte Ministerin Zumbor ihr Buch vor.", "Zumbor"),
        ("Die Linke hielt sich zurück. Kanzler Zumbor stellt das Programm vor.", "Zumbor"),
        ("Die Linke warf Kanzler Zumbor vor, er zögere.", "Zumbor"),
        ("Die Linke warf Kanzler Zumbor vor: „Er zögert.“", "Zumbor"),
        ("Die Linke warf dem Kanzler Zumbor bewusstes Zögern vor.", "Zumbor"),
        ("Die Linke warf dem Kanzler Zumbor im Streit Zögern vor.", "Zumbor"),
        ("Die Linke warf Kanzler Zumbor Zögern vor.", "Zumbor"),
        ("Die Linke warf Anna Zumbor vor, sie schweige.", "Anna Zumbor"),
        ("Die Linke warf Anna Zumbor Zögern vor.", "Anna Zumbor"),
    ]
)
def test_who_steps_forward_or_is_reproached_is_a_person(text: str, name: str) -> None:
    assert [found.name for found in find_names(text, language="de")] == [name]


@each_of(
    [
        "Die Linke warf dem Kanzler Zögern vor.",
        "Die Linke warf dem Kanzler Zögern in der Krise vor.",
        "Die Linke warf dem Kanzler Arroganz und fehlenden Mut vor.",
        "Die Linke warf Kemal Versagen vor.",
    ]
)
def test_a_reproach_is_no_person(text: str) -> None:
    assert find_names(text, language="de") == ()
