from articles.parsing.story.page.title_pair import is_lower_headline
from tests.tables import each_of

HEADLINE = "Nordhaven baut zweite Brücke über die Aue"


def is_lower(
    upper: str, lower: str, *, has_sentence_below: bool = False, has_kicker_above: bool = False
) -> bool:
    return is_lower_headline(
        upper, lower, has_sentence_below=has_sentence_below, has_kicker_above=has_kicker_above, advantage=0.0
    )


@each_of(["Neuer Fahrplan", "Streit um die Brücke:", "„Wir haben lange genug gewartet“", "BIG BRIDGE BLUES"])  # fmt: skip
def test_few_words_without_verb_a_colon_a_quotation_or_capitals_are_a_kicker(kicker):
    assert is_lower(kicker, HEADLINE, has_sentence_below=True)


def test_a_short_title_with_a_line_twice_as_long_below_is_the_headline():
    assert not is_lower(
        "Kran vertreibt Möwen", "Hafenmeister verlangen leisere Maschinen während der ganzen Nacht"
    )


def test_of_titles_of_like_length_the_lower_one_is_the_headline_above_a_dek():
    assert is_lower(
        "Kapitän lobt Mut der Besatzung", "Elf Matrosen trotzen Orkan und Wellen", has_sentence_below=True
    )


def test_a_kicker_in_capitals_above_makes_the_upper_title_the_headline():
    upper = "My ferry sank in 1990, now it is back in the harbour"

    assert not is_lower(
        upper, "Marlow had put up a plaque and learned to live without it", has_kicker_above=True
    )


def test_a_sentence_below_a_title_is_never_the_headline():
    assert not is_lower("Neuer Fahrplan", "Der Rat der Stadt stimmt für den Bau.")


def test_a_long_title_with_a_verb_is_no_kicker():
    upper = "Council votes to keep the old swing bridge after boaters complain"

    assert not is_lower(upper, "Motion passed by seven votes to one in Marlow after a week of talks")
