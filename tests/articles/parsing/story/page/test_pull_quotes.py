import pytest

from articles.parsing.story.page.pull_quotes import claim_pull_quotes
from tests.articles.parsing.story.page.lines_of_page import list_claimed, make_lines
from tests.tables import each_of

TEXT = "„Der Kran hebt mehr als alle vor ihm“, sagte Hafenchefin Mira Vogt am Montag in Nordhaven."


@pytest.mark.parametrize(
    "quote", ["„Der Kran hebt mehr als alle vor ihm“", "«Der Kran hebt mehr als alle vor ihm.»"]
)
@pytest.mark.parametrize("speaker", ["Mira Vogt", "MIRA VOGT", "– Mira Vogt, Hafenchefin"])
def test_a_quotation_printed_again_is_set_aside_with_its_speaker(quote: str, speaker: str) -> None:
    lines = make_lines(TEXT, quote, speaker)

    claim_pull_quotes(lines, 0)

    assert list_claimed(lines) == [quote, speaker]


@each_of(
    [
        "„Der alte Kran wird verkauft“, sagte Vogt.",  # another quotation
        "Der Kran hebt mehr als alle vor ihm",  # a subhead has no quotation marks
        "„Der Kran“",  # too short to be told from a name
    ]
)
def test_what_is_no_copy_of_the_text_stays(other: str) -> None:
    lines = make_lines(TEXT, other)

    claim_pull_quotes(lines, 0)

    assert list_claimed(lines) == []


def test_a_sentence_below_a_pull_quote_is_no_speaker() -> None:
    lines = make_lines(TEXT, "„Der Kran hebt mehr als alle vor ihm“", "Im Herbst wird er abgebaut.")

    claim_pull_quotes(lines, 0)

    assert list_claimed(lines) == ["„Der Kran hebt mehr als alle vor ihm“"]


def test_a_whole_sentence_printed_again_is_set_aside_without_quotation_marks() -> None:
    again = "Der Kran hebt mehr als alle vor ihm."
    lines = make_lines(
        "„Der Kran hebt mehr als alle vor ihm. Er ist der größte im Norden“, sagte Vogt.", again
    )

    claim_pull_quotes(lines, 0)

    assert list_claimed(lines) == [again]
