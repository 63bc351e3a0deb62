from hypothesis import given
from hypothesis import strategies as st

from articles.text.word_diff import DiffPiece, diff_words, has_changes


def test_one_word_is_shown_as_gone_and_its_successor_as_new():
    pieces = diff_words("Der Rat tagt am Montag.", "Der Rat tagt am Dienstag.")

    assert pieces == (
        DiffPiece("same", "Der Rat tagt am "),
        DiffPiece("gone", "Montag"),
        DiffPiece("new", "Dienstag"),
        DiffPiece("same", "."),
    )


def test_words_changed_side_by_side_are_one_change():
    pieces = diff_words("am frühen Montag kam er", "am späten Dienstag kam er")

    assert [(p.kind, p.text) for p in pieces] == [
        ("same", "am "),
        ("gone", "frühen Montag"),
        ("new", "späten Dienstag"),
        ("same", " kam er"),
    ]


def test_a_paragraph_put_in_leaves_its_neighbours_alone():
    pieces = diff_words("Erster Satz.\nDritter Satz.\n", "Erster Satz.\nZweiter Satz.\nDritter Satz.\n")

    assert [p.text for p in pieces if p.kind == "new"] == ["Zweiter Satz.\n"]
    assert not [p for p in pieces if p.kind == "gone"]


def test_lines_without_a_common_word_are_shown_whole():
    pieces = diff_words("Kran im Hafen", "Bürgermeisterin lacht")

    assert pieces == (DiffPiece("gone", "Kran im Hafen"), DiffPiece("new", "Bürgermeisterin lacht"))


def test_equal_texts_have_no_change_at_all():
    pieces = diff_words("Ein Satz.", "Ein Satz.")

    assert not has_changes(pieces)


@given(st.text(alphabet="ab .\n\u00e4", max_size=60), st.text(alphabet="ab .\n\u00e4", max_size=60))
def test_the_pieces_always_spell_both_texts(before: str, after: str):
    pieces = diff_words(before, after)

    assert "".join(p.text for p in pieces if p.kind != "new") == before
    assert "".join(p.text for p in pieces if p.kind != "gone") == after
