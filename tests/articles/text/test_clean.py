from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean import clean_text
from tests.tables import each_of


@each_of(
    [
        ("30\u00a0000 Euro\u202fmehr", "30 000 Euro mehr"),
        ("Grenz\u00adüber\u200bgang\ufeff", "Grenzübergang"),
        ("eins\r\nzwei\rdrei\u2028vier\x0bfünf", "eins\nzwei\ndrei\nvier\nfünf"),
        ("viel   Platz\t\tdazwischen  \n  und hier", "viel Platz dazwischen\n und hier"),
        ("Glocke\x07 und \x00Null", "Glocke und Null"),
        ("Mu\u0308ller", "Müller"),
        ("\x84Ja\x93 \x96 nein", "„Ja“ – nein"),
        ("halb\ud83d", "halb\ufffd"),
        ("<b>fett</b> & <i>schräg</i>", "<b>fett</b> & <i>schräg</i>"),
    ]
)
def test_what_cannot_be_seen_goes_and_what_can_be_seen_stays(raw, text):
    assert clean_text(raw) == text


def test_blank_lines_are_kept_for_they_part_paragraphs():
    assert clean_text("eins\n \t\n\nzwei") == "eins\n\n\nzwei"


@given(st.text())
def test_cleaning_twice_gives_the_same_as_cleaning_once(raw):
    once = clean_text(raw)

    assert clean_text(once) == once


@given(st.text())
def test_cleaned_text_can_always_be_written_as_utf_8(raw):
    assert isinstance(clean_text(raw).encode(), bytes)
