import pytest

from people.recognition.offices.agent_nouns import is_agent_noun


@pytest.mark.parametrize(
    "word", ["Modelliererin", "Kulturförderer", "Bogenschützenführer", "Wolkenforscherin"]
)
def test_a_noun_for_who_does_it_is_an_agent_noun(word: str) -> None:
    assert is_agent_noun(word)


@pytest.mark.parametrize(
    "word",
    ["Quelle", "Berliner", "Spanier", "Schwägerin", "Quell-Schwägerin", "Quell-Spanier"],
)
def test_short_words_peoples_kin_towns_and_things_are_none(word: str) -> None:
    assert not is_agent_noun(word)
