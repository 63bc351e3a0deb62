from articles.parsing.story.page.teasers import (
    claim_last_teasers,
    claim_teasers,
    is_paragraph,
    is_teaser_heading,
    release_subheads,
)
from articles.parsing.story.parse import read_copy
from tests.articles.parsing.story.page.lines_of_page import (
    SECOND,
    SENTENCE,
    list_claimed,
    list_unclaimed,
    make_lines,
)
from tests.tables import each_of


@each_of(["Mehr zum Thema", "Weitere Artikel", "Das könnte Sie auch interessieren", "More on this story", "Most read", "Meistgelesen",
     "Read more", "Top stories", "Lesen Sie auch", "Aktuelle Nachrichten",
     "Lesen Sie mehr Geschichten aus Nordhaven:", "À lire aussi :", "Leggi anche:", "Lees ook:", "Lee también:",
     "Läs också:", "Les også:", "Czytaj też:"])  # fmt: skip
def test_a_heading_of_a_list_of_links_is_known(text):
    assert is_teaser_heading(text)


@each_of(
    [
        "Mehr Geld für Schulen und Kitas im Land",
        "Weitere Klagen",
        "Most people agree",
        "Alle zahlen mehr",
        "Beste Noten",
        "Lees wint die Wahl",
        "Lire auf dem Tiefstand",
    ]
)
def test_a_headline_with_the_same_first_word_is_no_heading_of_links(text):
    assert not is_teaser_heading(text)


def test_titles_below_the_heading_are_left_out_up_to_the_next_paragraph():
    lines = make_lines("Weitere Artikel", "Kran am Kai fällt um", "Hafen gesperrt", "", SENTENCE)

    claim_teasers(lines)

    assert list_unclaimed(lines) == [SENTENCE]


def test_a_heading_with_text_right_below_is_a_subhead():
    lines = make_lines("Weitere Berichte", "", SENTENCE)

    claim_teasers(lines)

    assert list_claimed(lines) == []


def test_a_title_between_blank_lines_below_the_list_is_a_subhead_again():
    lines = make_lines(
        "Weitere Artikel", "Kran am Kai fällt um", "Hafen gesperrt", "", "Anwohner klagen", "", SENTENCE
    )
    claim_teasers(lines)

    release_subheads(lines)

    assert list_unclaimed(lines) == ["Anwohner klagen", SENTENCE]


def test_the_last_title_of_a_list_with_blank_lines_stays_left_out():
    lines = make_lines("Weitere Artikel", "", "Kran am Kai fällt um", "", "Hafen gesperrt", "", SENTENCE)
    claim_teasers(lines)

    release_subheads(lines)

    assert list_unclaimed(lines) == [SENTENCE]


def test_a_long_line_or_a_sentence_is_a_paragraph_and_a_title_is_none():
    assert is_paragraph(SECOND)
    assert not is_paragraph("Kran am Kai fällt um")
    assert not is_paragraph("Er schwieg.")


def test_direct_speech_ends_a_list_of_titles():
    speech = "“I lost count twice,” the librarian said."
    lines = make_lines("People are also reading…", "Tractor parade set for Saturday", speech)

    claim_teasers(lines)

    assert list_unclaimed(lines) == [speech]


def test_a_quotation_as_a_title_does_not():
    lines = make_lines("More stories", "“I lost count twice”", "Tractor parade set for Saturday")

    claim_teasers(lines)

    assert list_unclaimed(lines) == []


@each_of(["Nächster Artikel", "Next article", "Voriger Beitrag", "More to read"])
def test_the_title_of_the_next_article_is_a_teaser(heading):
    lines = make_lines(heading, "Brückensanierung dauert länger", SENTENCE)

    claim_teasers(lines)

    assert list_unclaimed(lines) == [SENTENCE]


@each_of(["“Nobody was hurt,”", "'Nobody was hurt,'", "’Nobody was hurt,’"])
def test_a_sentence_that_begins_with_a_quotation_ends_a_list_of_links(quotation):
    lines = make_lines("More on this story", "Crane falls over", f"{quotation} Penrose said.")

    claim_teasers(lines)

    assert list_unclaimed(lines) == [f"{quotation} Penrose said."]


@each_of(["Lesen Sie mehr Geschichten aus Nordhaven:", "Lire aussi :", "Read more:"])
def test_titles_below_a_heading_with_a_colon_end_copy_without_a_page(heading):
    copy = read_copy(
        f"Stadt baut Brücke\n\n{SENTENCE}\n\n{SECOND}\n\n{heading}\nKran am Kai fällt um\nHafen: Lotsen streiken"
    )

    assert list(copy.paragraphs) == [SENTENCE, SECOND]


@each_of(
    [
        ("Lesen Sie mehr aus Nordhaven:", SENTENCE),
        ("Lesen Sie mehr aus Nordhaven:", "Der Kran fällt um."),
        ("Die Forderungen der Anwohner:", "Ein Radweg", "Eine Ampel"),
        ("Lesen Sie mehr aus Nordhaven", "Kran am Kai fällt um"),
        ("Lesen Sie mehr aus Nordhaven:",),
    ]
)
def test_other_lines_at_the_end_of_copy_are_no_list_of_links(lines):
    found = make_lines(SENTENCE, "", *lines)

    claim_last_teasers(found)

    assert list_claimed(found) == []
