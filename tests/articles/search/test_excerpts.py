"""The passage shown under a hit: round the words that were looked for, in any of their forms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from articles.search.excerpts import MAX_LENGTH, Hit, cut_passage, split_at_hits
from articles.search.query import CLOSE, OPEN, parse_terms
from tests.articles.search.excerpts import build_excerpts

pytestmark = pytest.mark.django_db


def shown(text: str, typed: str, language: str = "de") -> str:
    return build_excerpts([(language, text)], parse_terms(typed))[0].replace(OPEN, "[").replace(CLOSE, "]")


@pytest.mark.parametrize(
    ("typed", "text", "passage"),
    [
        ("Hafen", "Der Hafen wächst.", "Der [Hafen] wächst."),
        ("Hafen", "Zwei Häfen und ein Hafenamt.", "Zwei [Häfen] und ein Hafenamt."),
        ("häfen", "Der Hafen.", "Der [Hafen]."),
        ("aussenministerin", "Die Außenministerin kam.", "Die [Außenministerin] kam."),
        ("Zukauskaite", "Zoë Žukauskaitė kam.", "Zoë [Žukauskaitė] kam."),
        ('"neue Brücke"', "Die neuen Brücken.", "Die [neuen] [Brücken]."),
        ("der Hafen", "Der Hafen.", "Der [Hafen]."),
        ("Hafen -Brücke", "Hafen und Brücke.", "[Hafen] und Brücke."),
        ("Rat or Hafen", "Rat und Hafen or not.", "[Rat] und [Hafen] or not."),
        ("Qualle", "Nichts davon.", "Nichts davon."),
        ("2026", "Im Jahr 2026.", "Im Jahr [2026]."),
        ("öl", "Öl und Ole.", "[Öl] und Ole."),
    ],
)
def test_each_form_of_a_word_is_marked_and_nothing_else(typed, text, passage):
    assert shown(text, typed) == passage


def test_english_words_are_brought_to_english_stems():
    assert shown("Ships delayed the ferry.", "delay ship", "en") == "[Ships] [delayed] the ferry."


def test_a_passage_deep_in_the_text_begins_with_its_sentence():
    text = "Anfang. " * 60 + "Am Kai liegt das Schiff vor Anker. " + "Ende. " * 60

    passage = shown(text, "Schiff")

    assert passage.startswith("Am Kai liegt das [Schiff]")
    assert len(passage) <= MAX_LENGTH + 2


def test_the_passage_with_most_of_the_words_is_chosen():
    text = "Die Werft schließt. " + "Viel anderes steht hier. " * 30 + "Die Werft baut Fähren."

    assert "[Werft] baut [Fähren]" in shown(text, "Werft Fähre")


def test_words_are_stemmed_once_a_process():
    shown("Ein Schlafwagenschaffner winkt.", "Schlafwagenschaffner")

    with CaptureQueriesContext(connection) as queries:
        shown("Der Schlafwagenschaffner winkt.", "Schlafwagenschaffner")

    assert len(queries) == 0


def test_a_part_of_a_marked_word_is_not_shown_again():
    assert shown("Die Thaden-Werft baut.", "Thaden-Werft Werft") == "Die [Thaden-Werft] baut."


@st.composite
def texts_with_hits(draw: st.DrawFn) -> tuple[str, list[Hit]]:
    """A text with the places of hits in it, which may overlap."""
    text = draw(st.text(st.characters(codec="utf-8", exclude_characters=OPEN + CLOSE + "\n"), max_size=200))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    places = sorted({(min(pair), max(pair)) for pair in draw(st.lists(ends, max_size=8))})
    return text, [Hit(start, end, frozenset({"kran"})) for start, end in places]


@given(texts_with_hits())
def test_a_marked_text_without_its_marks_is_the_text(case: tuple[str, list[Hit]]):
    text, hits = case

    assert "".join(piece for piece, _is_hit in split_at_hits(text, hits)) == text
    assert cut_passage(text, hits).replace(OPEN, "").replace(CLOSE, "") in text
