from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.forms import (
    claim_page_forms,
    claim_repeated_text,
    has_glued_words,
    is_date_line,
)
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import (
    SECOND,
    SENTENCE,
    list_claimed,
    list_unclaimed,
    make_lines,
)
from tests.tables import each_of


@each_of(["0", "(12)", "3 von 12", "1/5", "4:12", "1,2k", "12 Kommentare", "15 Postings", "3–4 Minuten", "https://bote.example/a",
     "bote.example", "Startseite > Lokales > Nordhaven", "PolitikWirtschaftSportKultur", "Box aufklappen", "Share full article",
     "Folgen Sie uns auf Facebook", "Lesezeit: 3 Min.", "00:00 / 03:12", ])  # fmt: skip
def test_a_line_of_the_page_is_known_by_its_own_form(text):
    lines = make_lines(text)

    claim_page_forms(lines, BUILTIN)

    assert list_claimed(lines) == [text]


@each_of(["12 Menschen verletzt", "Teig ruhen lassen: 45 min", "Nordhaven baut Brücke", "Rat berät über 1,2 Millionen Euro", "Seestadt 2:1 Nordhaven", "z. B.",
     "Kritik an McDonalds und eBay", "Minister: Es geht um alles", "Wer zahlt für die Brücke?"])  # fmt: skip
def test_a_title_that_looks_like_a_line_of_the_page_stays(text):
    lines = make_lines(text)

    claim_page_forms(lines, BUILTIN)

    assert list_unclaimed(lines) == [text]


@each_of(["Last modified on Mon 2 Mar 2026 10.02 GMT", "02.03.2026, 17:45Lesezeit: 3 Min.", "Stand: 02.03.2026 18:10 Uhr",
     "vor 3 Stunden", "2 days ago", "Published: 5:12 PM EST March 4, 2026", "Publiziert 6. März 2026, 11:32"])  # fmt: skip
def test_a_line_of_dates_is_the_date_of_the_page(text):
    lines = make_lines(text)

    claim_page_forms(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.DATE) == [text]


@each_of(["Am Montag", "2026 wird gewählt", "12 Uhr mittags in Nordhaven", "Der 2. März"])
def test_words_around_a_day_are_no_line_of_dates(text):
    assert not is_date_line(text)


def test_a_few_words_on_the_page_twice_belong_to_the_page_but_a_headline_does_not():
    headline = "Nordhaven baut eine zweite Brücke"
    lines = make_lines("Jetzt lesen", headline, "Jetzt lesen", headline)

    claim_page_forms(lines, BUILTIN)

    assert list_claimed(lines) == ["Jetzt lesen", "Jetzt lesen"]


@each_of(["Bürgerinnen und BürgerInnen", "iPhone von eBay", "LehrerInnen streiken"])
def test_a_capital_within_a_word_is_no_list_of_sections(text):
    assert not has_glued_words(text)


@each_of(
    [
        "Regionalliga - 14.02.2026 17:21 Uhr - Lesezeit: 3 Minuten",
        "Sport | 2. März 2026",
        "Publiziert heute um 05:00 Uhr",
    ]
)
def test_a_date_with_a_section_is_a_date(text):
    lines = make_lines(text)

    claim_page_forms(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.DATE) == [text]


@each_of(["Nordhaven baut zweite Brücke - 40 Millionen Euro", "Rat stimmt am 2. März ab - Anwohner klagen"])
def test_a_title_with_a_number_or_a_date_is_no_date(text):
    lines = make_lines(text)

    claim_page_forms(lines, BUILTIN)

    assert list_unclaimed(lines) == [text]


def test_credits_that_a_page_repeats_are_left_to_the_photos():
    lines = make_lines(
        "Courtesy of Port Authority", "Teilen Sie das", "Courtesy of Port Authority", "Teilen Sie das"
    )

    claim_page_forms(lines, BUILTIN)

    assert list_unclaimed(lines) == ["Courtesy of Port Authority"] * 2


@each_of(["30°", "1:1", "Artikel 5", "3. Liga"])
def test_a_number_without_a_day_is_no_date(text):
    assert not is_date_line(text)


@each_of(["Artikel veröffentlicht: 14:55 Uhr / 09.09.2016", "Ostende Mi 21 Nov 2018 09:47", "August 2011"])
def test_a_date_with_the_word_article_or_a_town_is_a_date(text):
    lines = make_lines(text)

    claim_page_forms(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.DATE) == [text]


@each_of(["Schließen", "Bild in Vollgröße"])
def test_a_phrase_with_a_sharp_s_is_known(text):
    lines = make_lines(text)

    claim_page_forms(lines, BUILTIN)

    assert list_claimed(lines) == [text]


@each_of(["March 3, 20223:12 PM GMT+1Updated 2 years ago", "Wednesday 14 June 2023 18:37, UK"])
def test_a_date_glued_to_its_time_is_a_date(text):
    lines = make_lines(text)

    claim_page_forms(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.DATE) == [text]


def test_a_sentence_that_a_page_prints_twice_is_an_offer_but_copy_pasted_twice_is_text():
    offer, text = "Lesen Sie alle Ausgaben des Boten.", (SENTENCE, SECOND)
    page = make_lines(offer, *text, offer)
    twice = make_lines(*text, *text)

    claim_repeated_text(page)
    claim_repeated_text(twice)

    assert [line.kind for line in page] == [BlockKind.FURNITURE, None, None, BlockKind.FURNITURE]
    assert not any(line.kind for line in twice)
