from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.forms import claim_page_forms
from articles.parsing.story.page.groups import claim_groups, has_paragraphs_apart
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE, list_unclaimed, make_lines
from tests.tables import each_of

THIRD = "Gegen den Bau klagen zwei Anwohner. Das Verwaltungsgericht Seestadt will im Mai entscheiden."


def read_group(*group: str) -> list[str]:
    """Return the lines of a group between paragraphs that no rule claims."""
    lines = make_lines(SENTENCE, "", SECOND, "", *group, "", THIRD)
    claim_page_forms(lines, BUILTIN)
    claim_groups(lines, 0, BUILTIN)
    return [text for text in list_unclaimed(lines) if text not in {SENTENCE, SECOND, THIRD, "Werbung"}]


@each_of([("Der Morgen im Norden", "Der beste Start in den Tag mit Geschichten von hier.", "Mein Konto"),
     ("Invalid email", "Thank you for subscribing!", "My account"),
     ("Mein Konto", "Warum der Bäcker schon um vier Uhr öffnet"),
     ("Der Morgen im Norden", "Jeden Tag mit einer Bürgermeisterin von hier.", "Mein Konto")])  # fmt: skip
def test_lines_with_a_button_between_paragraphs_are_of_the_page(group):
    assert read_group(*group) == []


@each_of([("Anwohner klagen", "Mein Konto"), ("Werbung", "Anwohner klagen"),
     ("Mein Konto", "„Wir bauen für die nächsten dreißig Jahre“, sagte Talberg."),
     ("Mein Konto", "Talberg will die Brücke noch vor dem Winter bauen."), ("Anwohner klagen",),
     ("Mein Konto", "Die Brücke am Montag. Foto: Klara Weber/dpa")])  # fmt: skip
def test_lines_of_the_story_next_to_a_button_stay(group):
    assert read_group(*group) == [text for text in group if text not in {"Mein Konto", "Werbung"}]


def test_a_text_without_blank_lines_has_no_groups():
    lines = make_lines("Mein Konto", SENTENCE, SECOND, "Der Morgen im Norden", THIRD)

    assert not has_paragraphs_apart(lines)
    assert has_paragraphs_apart(make_lines(SENTENCE, "", SECOND, "", THIRD))


def test_a_page_whose_paragraphs_are_claimed_has_no_offers():
    lines = make_lines("Der Morgen im Norden", "Mein Konto", "", SENTENCE)
    claim_page_forms(lines, BUILTIN)
    lines[-1].claim(BlockKind.CAPTION, "page.caption")

    claim_groups(lines, 0, BUILTIN)

    assert list_unclaimed(lines) == ["Der Morgen im Norden"]
