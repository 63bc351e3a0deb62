from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.forms import claim_page_forms
from articles.parsing.story.page.photos import claim_page_photos
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE, list_claimed, make_lines

CAPTION = "Die Kapelle bemerkte den Irrtum erst am Wirtshaus."


def claim(*texts: str):
    lines = make_lines(*texts)
    claim_page_forms(lines, BUILTIN)
    start = next((index for index, line in enumerate(lines) if line.text == SENTENCE), 0)
    claim_page_photos(lines, BUILTIN, start)
    return lines


def test_media_with_the_date_below_sign_the_story_and_no_picture():
    lines = claim("Neue Brücke über die Aue kommt.", "NB/APA", "02. November 2015", SENTENCE)

    assert list_claimed(lines, BlockKind.BYLINE) == ["NB/APA"]
    assert list_claimed(lines, BlockKind.CAPTION) == []


def test_the_same_media_below_a_caption_are_its_credit():
    lines = claim("Neue Brücke über die Aue kommt", "", CAPTION, "NB/APA", "", SENTENCE)

    assert list_claimed(lines, BlockKind.CREDIT) == ["NB/APA"]


def test_the_source_below_the_text_is_no_credit():
    lines = claim(SENTENCE, "Der Rat stimmt im Herbst ab.", SECOND, "Quelle: APA")

    assert list_claimed(lines, BlockKind.CREDIT) == []


def test_the_copyright_of_a_page_below_the_text_is_no_credit_of_a_picture():
    notice = "All content is available under an open licence, except where stated"
    lines = claim(SENTENCE, SECOND, "", notice, "© Marlow Council")

    assert list_claimed(lines, BlockKind.CREDIT) == []


def test_a_copyright_above_the_text_is_that_of_the_picture():
    lines = claim("", CAPTION, "© Klara Weber", "", SENTENCE, SECOND)

    assert list_claimed(lines, BlockKind.CREDIT) == ["© Klara Weber"]


def test_a_source_between_dek_caption_and_text_is_that_of_the_picture():
    dek = "Neun Tage nach dem Fest steht die Kapelle wieder am alten Platz im Hafen."
    lines = make_lines("Kapelle ist zurück", dek, CAPTION, "Quelle: Reuters", SENTENCE, SECOND)

    claim_page_photos(lines, BUILTIN, 1)

    assert list_claimed(lines, BlockKind.CREDIT) == ["Quelle: Reuters"]
    assert list_claimed(lines, BlockKind.CAPTION) == [CAPTION]


def test_agencies_in_brackets_below_the_last_paragraph_are_no_credit():
    last = "Reeder Ole Finken rechnet mit 20.000 Gästen. Bei Regen wird unter Deck gespielt."
    lines = claim(SENTENCE, SECOND, last, "(APA/Red)", "Leserreporter")

    assert list_claimed(lines, BlockKind.CREDIT) == []
