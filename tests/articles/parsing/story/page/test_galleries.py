from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.galleries import claim_galleries
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE, list_claimed, make_lines

FIRST_CAPTION = "Der Kran liegt quer auf der Mole."
SECOND_CAPTION = "Taucher suchen nach dem Ausleger."


def test_below_each_number_of_a_gallery_are_a_caption_and_its_credit():
    lines = make_lines(
        "1 / 3", FIRST_CAPTION, "12min/Marco Finken", "2 / 3", SECOND_CAPTION, "KEYSTONE", "3 / 3"
    )

    photos = claim_galleries(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.CAPTION) == [FIRST_CAPTION, SECOND_CAPTION]
    assert list_claimed(lines, BlockKind.CREDIT) == ["12min/Marco Finken", "KEYSTONE"]
    assert len(photos) == 2


def test_text_below_the_last_number_is_no_picture():
    lines = make_lines("1/2", FIRST_CAPTION, "Foto: Klara Weber", "2/2", SENTENCE, SECOND)

    claim_galleries(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.CAPTION) == [FIRST_CAPTION]


def test_a_number_alone_is_no_gallery():
    lines = make_lines("1/2", FIRST_CAPTION, "Foto: Klara Weber")

    assert claim_galleries(lines, BUILTIN) == []


def test_an_agency_below_the_word_that_enlarges_a_picture_is_its_credit():
    lines = make_lines("Zur Großansicht", "DPA", "", "Kran in Nordhaven: Gesperrt bis Oktober", "", SENTENCE)

    claim_galleries(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.CREDIT) == ["DPA"]
    assert list_claimed(lines, BlockKind.CAPTION) == ["Kran in Nordhaven: Gesperrt bis Oktober"]


def test_text_below_that_word_is_no_caption():
    lines = make_lines("Bild vergrößern", "DPA", SENTENCE)

    assert claim_galleries(lines, BUILTIN) == []
