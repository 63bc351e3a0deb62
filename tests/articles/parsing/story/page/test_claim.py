from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.claim import claim_page, find_text_start, is_whole_page
from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.odd_copy import ENGLISH_LIST, MANY_BYLINES, PROGRAMME, RECIPE, TIPS
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE, list_unclaimed, make_lines
from tests.tables import each_of

PAGE = ("Abo", "bote.example", "12 Kommentare", "Nordhaven baut zweite Brücke", "", SENTENCE, "", SECOND)


def test_copy_without_lines_of_a_page_is_left_alone():
    lines = make_lines("Nordhaven baut Brücke", "", SENTENCE, "", SECOND)

    assert claim_page(lines, BUILTIN) == []
    assert len(list_unclaimed(lines)) == 3


def test_three_lines_of_a_page_make_the_copy_a_whole_page():
    lines = make_lines(*PAGE)
    claim_page(lines, BUILTIN)

    assert is_whole_page(lines, 4)
    assert [line.text for line in lines if line.kind is BlockKind.HEADLINE] == [
        "Nordhaven baut zweite Brücke"
    ]


def test_the_text_begins_at_the_first_paragraph_with_another_one_near():
    gap = [f"Titel Nummer {number} der Seite" for number in range(12)]
    lines = make_lines(SECOND, "", *gap, "", SENTENCE, "", SECOND)

    assert find_text_start(lines, BUILTIN) == 13


def test_the_text_begins_below_paragraphs_about_other_things():
    consent = "Wir nutzen Kennungen, damit Partner ihre Inhalte auf fremden Geräten besser messen können."
    others = (
        "Drei Katzen und ein Hund warten im Tierheim von Kirchfeld seit Wochen auf neue Halter mit Geduld."
    )
    gap = [f"Titel Nummer {number} der Seite" for number in range(12)]
    lines = make_lines(consent, "", others, "", *gap, "", SENTENCE, "", SECOND, "", f"{SENTENCE} {SECOND}")

    assert find_text_start(lines, BUILTIN) == 14


def test_a_dateline_with_an_agency_begins_the_text_whatever_is_above():
    lines = make_lines(SENTENCE, "", SECOND, "", "Nordhaven (dpa) - Es brennt.")

    assert find_text_start(lines, BUILTIN) == 2


def test_a_sentence_set_apart_by_a_picture_is_the_dek_of_the_page():
    dek = "Die Stadt Nordhaven rechnet mit hohen Kosten."

    copy = read_copy("\n".join([*PAGE[:4], dek, "Die Brücke am Morgen. Foto: Klara Weber/dpa", *PAGE[4:]]))

    assert copy.dek is not None
    assert copy.dek.value == dek


def test_a_first_paragraph_with_text_right_below_is_no_dek():
    copy = read_copy("\n".join([*PAGE[:4], "", "Die Stadt Nordhaven rechnet mit hohen Kosten.", *PAGE[4:]]))

    assert copy.dek is None


@each_of([RECIPE, TIPS, PROGRAMME, MANY_BYLINES, ENGLISH_LIST])
def test_a_recipe_or_a_programme_is_no_page_though_it_has_many_titles(raw):
    copy = read_copy(raw)

    assert [block.of(copy.text) for block in copy.blocks if block.rule == "page.navigation"] == []


def test_a_kicker_before_a_slash_is_cut_off_the_headline():
    copy = read_copy(
        f"Startseite\nTeilen\nFacebook\n\nNordhaven / Rat stimmt für den Bau der Brücke\n\n{SENTENCE}\n\n{SECOND}\n\nKommentare"
    )

    assert copy.headline is not None
    assert copy.kicker is not None
    assert (copy.kicker.value, copy.headline.value) == ("Nordhaven", "Rat stimmt für den Bau der Brücke")


def test_the_text_begins_below_a_headline_and_dek_that_are_sentences():
    lines = make_lines(
        "Nordhaven baut Brücken. Niemand freut sich.", SENTENCE, "Von Jana Weber", SECOND, "", SENTENCE
    )

    assert find_text_start(lines, BUILTIN) == 3


def test_an_author_above_the_first_sentence_shows_that_it_is_text():
    lines = make_lines("Von Jana Weber", SENTENCE, "Von Ole Brandt", SECOND, "", SENTENCE)

    assert find_text_start(lines, BUILTIN) == 1


def test_links_between_headline_and_text_are_no_text_and_no_dek():
    copy = read_copy(
        "\n".join(
            [
                *PAGE[:4],
                "Mehr Lokalnachrichten",
                "Frau findet Kran im Garten",
                "Schiff verliert Enten",
                *PAGE[4:],
            ]
        )
    )

    assert (copy.dek, copy.paragraphs) == (None, (SENTENCE, SECOND))


def test_an_agency_above_the_headline_is_the_site_and_below_it_the_source():
    assert read_copy("\n".join(["Reuters", *PAGE])).tag is None
    tag = read_copy("\n".join([*PAGE[:4], "Reuters", *PAGE[4:]])).tag

    assert tag is not None
    assert tag.agencies == ("rtr",)


def test_a_sentence_above_the_date_is_a_dek_if_the_text_begins_with_a_place():
    copy = read_copy(
        "\n".join(["Menu", "Search", "Subscribe", "Wild turkey stops traffic in Marlow", "She works for corn alone.",
                   "Jane Penrose, Staff", "Posted Tue, Oct 15, 2019 at 2:14 pm ET",
                   "MARLOW, MA — A wild turkey has been made a crossing guard at the school in Marlow on Monday.",
                   "Police Chief Lorna Talberg gave her a vest that did not fit, as the town wrote in a statement."])
    )  # fmt: skip

    assert copy.dek is not None
    assert copy.dek.value == "She works for corn alone."
    assert copy.dateline_place == "MARLOW, MA"


def test_the_headline_again_between_itself_and_the_text_is_no_text():
    lines = make_lines(*PAGE[:4], "Von Ida Kern", "Teilen", "Drucken", "Merken", PAGE[3], *PAGE[4:])
    claim_page(lines, BUILTIN)

    kinds = [line.kind for line in lines if line.text == PAGE[3]]
    assert sorted(kinds) == [BlockKind.FURNITURE, BlockKind.HEADLINE]


def test_a_title_with_most_words_of_the_headline_is_no_paragraph():
    again = "Nordhaven baut im Sommer zweite Brücke über Hafen"
    page = (
        "Abo",
        "bote.example",
        "12 Kommentare",
        "Nordhaven baut zweite Brücke über Hafen",
        *PAGE[4:],
        "",
        again,
    )
    lines = make_lines(*page)
    claim_page(lines, BUILTIN)

    assert lines[-1].kind is BlockKind.FURNITURE
