"""Of all notes to desks, the one that says what was wrong is shown."""

from articles.parsing.story.announcements import choose_announcement
from tests.tables import each_of

CONTACT = {"text": "Sprecher der Werft, +49 000 12345", "role": "contacts"}
MARK = {"text": "dpa pq yyno n1 jh", "role": "closingline"}


@each_of([
        ([CONTACT, {"text": "14 statt 40 Meter", "role": "correction"}, MARK], "14 statt 40 Meter"),
        ([CONTACT, {"text": "14 statt 40 Meter", "role": "correctionshort"}], "14 statt 40 Meter"),
        ([{"text": "Blitz", "role": "mark"}, {"text": "Berichtigung: 14 statt 40 Meter", "role": "mark"}],
         "Berichtigung: 14 statt 40 Meter"),
        ([{"text": "Kran", "role": ""}, {"text": "ATTENTION - CORRECTS height", "role": ""}], "ATTENTION - CORRECTS height"),
        ([{"text": "Bitte verwenden Sie den Text nicht.", "role": "notes"}], "Bitte verwenden Sie den Text nicht."),
        ([MARK, {"text": "Im zweiten Absatz sind es 14 Meter.", "role": ""}], "Im zweiten Absatz sind es 14 Meter."),
        ([CONTACT, MARK], ""),
        ([{"text": " ", "role": "correction"}], ""),
        ([], ""),
    ])  # fmt: skip
def test_the_note_about_the_fault_is_chosen_and_never_a_telephone_number(
    notes: list[dict[str, str]], chosen: str
) -> None:
    assert choose_announcement(notes) == chosen
