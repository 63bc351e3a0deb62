from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import BlockKind, Copy
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE
from tests.tables import each_of

HEADLINE = "Nordhaven baut zweite Brücke über die Aue"
DEK = "Campaigners say passengers are paying more for a worse bridge"


def read(*head: str) -> Copy:
    return read_copy("\n".join(["Menü", "Suche", "Abo", "Anmelden", HEADLINE, *head, SENTENCE, SECOND]))


@each_of(["Von Ida Brandt", "2. März 2026, 18:10 Uhr"])
def test_a_title_above_author_or_date_is_the_dek(sign):
    copy = read(DEK, sign, "Find your favourites in your profile", "Tell us what you think of this")

    assert copy.dek is not None
    assert copy.dek.value == DEK
    assert copy.texts(BlockKind.LIST_ITEM) == ()


def test_a_title_below_author_and_date_is_an_offer_of_the_page():
    copy = read("Von Ida Brandt", "2. März 2026, 18:10 Uhr", "Add Radio North on your phone")

    assert copy.dek is None
    assert "Add Radio North on your phone" in copy.texts(BlockKind.FURNITURE)


def test_a_title_there_with_words_of_the_text_is_none():
    copy = read("2. März 2026, 18:10 Uhr", "Reeder Ole Finken nannte die Brücke überfällig")

    assert "Reeder Ole Finken nannte die Brücke überfällig" not in copy.texts(BlockKind.FURNITURE)
