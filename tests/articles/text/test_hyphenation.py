"""Pyphen's own dictionaries are the standard."""

import pyphen

from articles.text.hyphenation import ALTERNATIVE, Dictionary, load_dictionary, read_text
from tests.tables import each_of

WORDS = [
    "Donaudampfschifffahrtsgesellschaft",
    "Straßenbahnhaltestelle",
    "internationalization",
    "Überraschungsgäste",
]


@each_of(["de", "en_GB", "fr", "nl", "ru_RU"])
def test_patterns_and_divisions_are_the_same(language: str) -> None:
    path = pyphen.LANGUAGES[language]
    known, ours = pyphen.HyphDict(path), Dictionary(read_text(path))

    assert ours.patterns == known.patterns
    assert [ours.positions(word) for word in WORDS] == [known.positions(word) for word in WORDS]


def test_a_language_whose_patterns_change_letters_keeps_the_dictionary_of_pyphen() -> None:
    path = pyphen.LANGUAGES["hu"]

    dictionary = load_dictionary("hu", edge=2)

    assert ALTERNATIVE.search(read_text(path))
    assert dictionary is not None
    assert type(dictionary.hd) is pyphen.HyphDict


def test_equal_values_are_one_object() -> None:
    patterns = Dictionary("a1b\nc1d\n").patterns

    assert patterns["ab"] is patterns["cd"]


def test_words_are_not_remembered_without_limit() -> None:
    dictionary = Dictionary("a1b\n")

    for word in WORDS:
        dictionary.positions(word)

    assert len(dictionary.cache) == 1


def test_a_language_without_dictionary_has_none() -> None:
    assert load_dictionary("fi", edge=4) is None
