from articles.parsing.story.parse import read_copy
from articles.parsing.story.restated_headlines import restates_more

HEADLINE = "Kletterer sitzen am Zumberg fest"
DEK = "Zwei Männer mussten die Nacht in der Wand verbringen."
LEAD = "Zwei Kletterer sind am Samstag am Zumberg stecken geblieben. Die Wehr holte sie am Sonntag."
NEXT = "«Sie waren müde», sagte Retter Jan Ott."
PICTURE = "Die Retter seilten beide ab. Foto: Ida Kern/dpa"


def paragraphs(*blocks: str) -> int:
    return len(read_copy("\n\n".join([HEADLINE, *blocks])).paragraphs)


def test_a_word_and_its_compound_restate_the_headline() -> None:
    assert restates_more("Zugausfall nach Kabeldiebstahl", "Nichts fährt.", "Diebe stahlen Kabel.")
    assert not restates_more("Zugausfall nach Kabeldiebstahl", "Der Zug fiel aus.", "Niemand war dabei.")


def test_a_sentence_above_the_picture_is_a_dek_if_the_text_restates_the_headline() -> None:
    assert paragraphs(DEK, PICTURE, LEAD, NEXT) == 2


def test_the_first_paragraph_above_the_picture_stays_text() -> None:
    assert paragraphs(LEAD, PICTURE, DEK, NEXT) == 3


def test_two_sentences_above_the_picture_stay_text() -> None:
    assert paragraphs(f"{DEK} {NEXT}", PICTURE, LEAD) == 2
