from people.recognition.offices.agent_nouns import is_agent_noun, is_trade
from tests.tables import each_of


@each_of(
    ["Kulturförderer", "Bogenhalter", "Seilspringerin", "Zumler", "Quell-Werfer", "Zumrechtler", "Zumbologe"]
)
def test_a_noun_for_who_does_it_is_an_agent_noun(word: str) -> None:
    assert is_agent_noun(word)


@each_of(
    [
        "Zuler",
        "Container",
        "Republikaner",
        "Kolumbianer",
        "Amerikanerin",
        "Keiner",
        "Schwerin",
        "Dresdner",
        "Quell-Container",
        "Quell-Kolumbianer",
        "Quelle",
        "Zumbor",
    ]
)
def test_short_words_things_peoples_and_towns_are_no_agent_nouns(word: str) -> None:
    assert not is_agent_noun(word)


def test_a_noun_that_ends_with_a_thing_is_none() -> None:
    assert not is_agent_noun("Anleger")


@each_of(["Weber", "Fährmann", "Marktfrau", "Quell-Schmied"])
def test_a_trade_may_stand_before_a_full_name(word: str) -> None:
    assert is_trade(word)


@each_of(["Ehefrau", "Landsmann", "Quell"])
def test_kin_and_other_nouns_are_no_trades(word: str) -> None:
    assert not is_trade(word)
