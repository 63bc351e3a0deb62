import pytest

from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.headline import choose_headline
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE, make_html_lines, make_lines

HEADLINE = "Nordhaven baut zweite Brücke über die Aue"


def choose(*above: str) -> str | None:
    lines = make_lines(*above, "", SENTENCE, "", SECOND)
    start = next(index for index, line in enumerate(lines) if line.text == SENTENCE)
    index = choose_headline(lines, start, BUILTIN)
    return None if index is None else lines[index].text


def test_the_title_with_the_words_of_the_text_is_the_headline_and_not_the_first_line():
    assert choose("Nordhavener Bote", "Kran am Kai fällt um", HEADLINE) == HEADLINE


def test_a_sentence_below_a_title_is_its_dek():
    dek = "Die Stadt Nordhaven rechnet mit 40 Millionen Euro. Der Bau beginnt im Herbst."

    assert choose(HEADLINE, dek) == HEADLINE


def test_a_short_kicker_above_the_headline_is_not_chosen():
    assert choose("Verkehr", HEADLINE) == HEADLINE


def test_a_title_that_the_page_repeats_is_stronger():
    assert choose(HEADLINE, "Kran am Kai fällt um und bleibt liegen", HEADLINE) == HEADLINE


@pytest.mark.parametrize(
    "rest", [("baut die zweite Brücke über die Aue.",), (", die Stadt an der Aue, baut sie.",)]
)
def test_the_middle_of_a_sentence_is_no_title(rest):
    assert choose(
        "Die Brücke über die Aue", "", "Die Stadt Nordhaven baut die Brücke über die Aue", *rest
    ) == ("Die Brücke über die Aue")


def test_the_author_below_a_title_does_not_go_on_with_it():
    assert choose("Kran am Kai fällt um", "", HEADLINE, "von Ida Brandt") == HEADLINE


def test_an_h1_is_chosen_though_another_title_shares_more_words():
    lines = make_html_lines(
        f"<h2>{HEADLINE}</h2><h1>Bau der Brücke beschlossen</h1><p>{SENTENCE}</p><p>{SECOND}</p>"
    )

    assert choose_headline(lines, 2, BUILTIN) == 1


def test_the_kicker_inside_an_h1_is_not_chosen():
    lines = make_html_lines(
        f'<h1><span class="overline">Verkehr</span><span>{HEADLINE}</span></h1><p>{SENTENCE}</p><p>{SECOND}</p>'
    )

    assert [line.text for line in lines[:2]] == ["Verkehr", HEADLINE]
    assert choose_headline(lines, 2, BUILTIN) == 1


def test_words_of_the_page_alone_are_no_headline():
    assert choose("Menü") is None


def test_of_two_titles_of_like_length_the_lower_one_is_the_headline():
    assert choose("Anwohner loben Plan für die Aue", HEADLINE) == HEADLINE


def test_the_way_to_a_page_that_ends_with_its_title_is_no_headline():
    assert choose(f"Startseite Verkehr Aue {HEADLINE}", "Brücke an der Aue", HEADLINE) == HEADLINE


def test_a_photographer_with_a_house_is_no_headline():
    assert choose(HEADLINE, "", "Klara Aue / Nordhavener Bote") == HEADLINE


def test_a_few_words_above_a_title_are_a_kicker_though_the_text_has_them():
    assert (
        choose("Brücke über Nordhaven", "Rat der Stadt Nordhaven stimmt für den Bau")
        == "Rat der Stadt Nordhaven stimmt für den Bau"
    )


def test_a_sentence_with_the_author_below_it_and_no_title_above_is_the_headline():
    headline = "Nordhaven baut zweite Brücke über die Aue. Niemand freut sich."

    assert choose("Nordhavener Bote", "Verkehr", headline, "Von Jana Weber") == headline


def test_the_name_of_the_site_on_other_lines_of_the_page_is_no_headline():
    assert (
        choose("Stadt Nordhaven", "Mehr von Stadt Nordhaven", "Presse der Stadt Nordhaven", HEADLINE)
        == HEADLINE
    )


def test_a_short_headline_without_verb_stays_the_headline():
    assert choose("Nordhavener Bote", "Verkehr", "Zweite Brücke über die Aue") == "Zweite Brücke über die Aue"


def test_the_headline_is_above_the_date_and_a_title_below_it_is_none():
    assert (
        choose(HEADLINE, "24. Januar 2018, 11:02", "Auch ein Tunnel unter der Aue wurde geprüft") == HEADLINE
    )


def test_a_line_with_both_titles_tells_the_kicker_from_the_headline():
    kicker, headline = (
        "Talberg stellt Pläne vor",
        "Brücke über die Aue soll – nach langem Streit – 2030 fertig sein",
    )

    assert choose(f"{kicker}: {headline}", kicker, headline) == headline


def test_a_few_words_of_the_navigation_are_no_headline():
    assert choose("Über Nordhaven und uns", "Anmelden", HEADLINE) == HEADLINE


def test_a_way_to_the_page_of_words_above_is_not_the_headline():
    head = ["Radio Norden", "Menü", "Suche", "norden und süden", "Abo", "Startseite norden und süden"]

    assert choose(*head, "Nordhaven sperrt Brücke") == "Nordhaven sperrt Brücke"


def test_a_short_headline_that_the_page_has_twice_is_chosen():
    assert choose("Nordhaven baut zweite Brücke", "Verkehr", "Nordhaven baut zweite Brücke") is not None
    assert (
        choose("Menü", "Nordhaven plant Brücke", "Verkehr", "Nordhaven plant Brücke")
        == "Nordhaven plant Brücke"
    )


def test_a_title_that_the_page_has_again_with_more_words_is_only_its_beginning():
    whole = f"{HEADLINE} - Rat sucht Geld"

    assert choose(HEADLINE, "03.03.2026 – 14:50", whole) == whole


def test_the_way_to_a_page_ends_with_another_wording_of_its_headline():
    way = "Bau der Brücke: Nordhaven baut über die Aue"

    assert choose("Startseite", way, "Verkehr", HEADLINE) == HEADLINE


def test_a_title_below_the_signed_headline_is_a_caption_or_subhead():
    assert (
        choose(HEADLINE, "Von Ida Kern", "Teilen", "Drucken", "Merken", "Bürgermeister plant Brücke")
        == HEADLINE
    )


def test_a_headline_in_capitals_keeps_its_dek_below():
    headline = "Harbour City Opens the Second Bridge for All Walkers"

    assert choose(headline, "Officials plan a bridge across the river") == headline


def test_a_dek_that_says_more_of_the_headline_is_not_chosen():
    dek = f"{HEADLINE}, weil die alte zu eng für den Verkehr und seit Jahren für Lastwagen gesperrt ist"

    assert choose(HEADLINE, dek) == HEADLINE
