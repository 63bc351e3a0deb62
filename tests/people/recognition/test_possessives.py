import pytest

from newsroom.text.spans import Span
from people.recognition.possessives import GenitiveResolver
from people.recognition.tokenizer import tokenize
from people.recognition.types import FoundName
from tests.people.recognition.positions import find
from tests.tables import each_of


def strip(
    text: str, name: str, *other_texts: str, language: str = "de", genitive: bool = False
) -> tuple[str, bool]:
    """Return the name as it is stored, and whether it is marked as a genitive."""
    blocks = [tokenize(one) for one in (text, *other_texts)]
    end = find(blocks[0], name) + len(name.split())
    start = text.index(name)
    found = FoundName(name, Span(start, start + len(name)), family=name.rpartition(" ")[2], genitive=genitive)

    stripped = GenitiveResolver(blocks, language).strip_genitive(blocks[0], end, found)

    assert stripped.span.of(text) == stripped.name
    assert stripped.name.endswith(stripped.family)
    return stripped.name, stripped.genitive


@each_of(
    [
        ("Anna Quells Sprecher kam.", "Anna Quells", "Anna Quell"),
        ("Anna Quells kam.", "Anna Quells", "Anna Quells"),
        ("Anna Quells NATO kam.", "Anna Quells", "Anna Quells"),
        ("Anna Quells     Sprecher kam.", "Anna Quells", "Anna Quells"),
        ("Anna Quellas Sprecher kam.", "Anna Quellas", "Anna Quella"),
        ("Anna Quelleas Sprecher kam.", "Anna Quelleas", "Anna Quelleas"),
        ("Anna Quellies Sprecher kam.", "Anna Quellies", "Anna Quellies"),
        ("Anna Quelless Sprecher kam.", "Anna Quelless", "Anna Quelless"),
        ("Anna Ros Sprecher kam.", "Anna Ros", "Anna Ros"),
        ("Anna Rohs Sprecher kam.", "Anna Rohs", "Anna Roh"),
        ("Anna Quell Sprecher kam.", "Anna Quell", "Anna Quell"),
    ]
)
def test_a_noun_after_the_name_tells_a_genitive(text: str, name: str, stripped: str) -> None:
    assert strip(text, name) == (stripped, name != stripped)


def test_the_surname_without_its_s_elsewhere_in_the_story_tells_a_genitive() -> None:
    assert strip("Anna Quellas kam.", "Anna Quellas", "Quella blieb.") == ("Anna Quella", True)


def test_the_surname_with_its_s_elsewhere_in_the_block_is_no_genitive() -> None:
    assert strip("Anna Quells Sprecher kam. Quells blieb.", "Anna Quells") == ("Anna Quells", False)


def test_an_english_text_has_no_genitive_without_an_apostrophe() -> None:
    assert strip("Anna Quells Speaker left. Quell too.", "Anna Quells", language="en") == (
        "Anna Quells",
        False,
    )


@pytest.mark.parametrize(
    ("text", "name", "genitive"),
    [
        ("Anna Quells' Sprecher kam.", "Anna Quells", True),
        ("Anna Quellz’ Sprecher kam.", "Anna Quellz", True),
        ("Anna Quellx' Sprecher kam.", "Anna Quellx", True),
        ("Anna Queß' Sprecher kam.", "Anna Queß", True),
        ("Anna Quell' Sprecher kam.", "Anna Quell", False),
        ("Anna Quells ' Sprecher kam.", "Anna Quells", False),
    ],
)
def test_an_apostrophe_after_a_sibilant_marks_a_genitive(text: str, name: str, *, genitive: bool) -> None:
    assert strip(text, name, language="en") == (name, genitive)


def test_a_name_already_marked_as_a_genitive_stays_as_it_is() -> None:
    assert strip("Anna Quells Sprecher kam.", "Anna Quells", genitive=True) == ("Anna Quells", True)
