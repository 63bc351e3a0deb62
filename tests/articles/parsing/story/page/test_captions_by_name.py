from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import Copy
from tests.tables import each_of

HEADLINE = "Marlow rower returns lost wallet after long trip"
CAPTION = "Conor Talberg handed the wallet back at Marlow station"
TEXT = ("A rower from Marlow has crossed the bay to return a wallet to its owner, the harbour police said on Monday.",
        "Conor Talberg, 24, found the wallet on the roof of a boat house in Marlow on Thursday and set off at once.")  # fmt: skip


def read(*head: str) -> Copy:
    return read_copy("\n".join(["Menu", "Search", "Home", "Log in", *head, *TEXT]))


@each_of(["Updated / Sunday, 3 Jul 2022 18:47", "By Jane Penrose", "Conor Talberg"])
def test_a_title_between_the_date_and_the_text_is_a_caption(above):
    copy = read(HEADLINE, above, CAPTION)

    assert copy.headline is not None
    assert copy.headline.value == HEADLINE
    assert [found.caption.text for found in copy.captions] == [CAPTION]


@each_of([(HEADLINE, CAPTION, "Updated / Sunday, 3 Jul 2022 18:47"),
     (HEADLINE, "By Jane Penrose", "Listen to our new series about Nordhaven")])  # fmt: skip
def test_another_title_is_none(head):
    assert read(*head).captions == ()


def test_a_house_in_brackets_after_such_a_title_is_its_credit():
    (found,) = read(HEADLINE, "By Jane Penrose", "The boat house in Marlow. (iStock)").captions

    assert found.caption.text == "The boat house in Marlow."
    assert found.caption.credit_raw is not None
    assert found.caption.credit_raw.value == "iStock"
