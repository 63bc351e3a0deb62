from hypothesis import given
from hypothesis import strategies as st

from articles.text.word_diff import Piece, is_changed, words_changed


def test_one_word_is_shown_as_gone_and_its_successor_as_new():
    pieces = words_changed("Der Rat tagt am Montag.", "Der Rat tagt am Dienstag.")

    assert pieces == (
        Piece("same", "Der Rat tagt am "),
        Piece("gone", "Montag"),
        Piece("new", "Dienstag"),
        Piece("same", "."),
    )


def test_words_changed_side_by_side_are_one_change():
    pieces = words_changed("am frühen Montag kam er", "am späten Dienstag kam er")

    assert [(p.fate, p.text) for p in pieces] == [
        ("same", "am "),
        ("gone", "frühen Montag"),
        ("new", "späten Dienstag"),
        ("same", " kam er"),
    ]


def test_a_paragraph_put_in_leaves_its_neighbours_alone():
    pieces = words_changed("Erster Satz.\nDritter Satz.\n", "Erster Satz.\nZweiter Satz.\nDritter Satz.\n")

    assert [p.text for p in pieces if p.fate == "new"] == ["Zweiter Satz.\n"]
    assert not [p for p in pieces if p.fate == "gone"]


def test_lines_without_a_common_word_are_shown_whole():
    pieces = words_changed("Kran im Hafen", "Bürgermeisterin lacht")

    assert pieces == (Piece("gone", "Kran im Hafen"), Piece("new", "Bürgermeisterin lacht"))


def test_equal_texts_have_no_change_at_all():
    pieces = words_changed("Ein Satz.", "Ein Satz.")

    assert not is_changed(pieces)


@given(st.text(alphabet="ab .\n\u00e4", max_size=60), st.text(alphabet="ab .\n\u00e4", max_size=60))
def test_the_pieces_always_spell_both_texts(before: str, after: str):
    pieces = words_changed(before, after)

    assert "".join(p.text for p in pieces if p.fate != "new") == before
    assert "".join(p.text for p in pieces if p.fate != "gone") == after
