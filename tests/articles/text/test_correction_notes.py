"""Drafts of correction notes: a changed fact is told to readers, a cut or a new wording is never called wrong."""

from articles.text.correction_notes import draft_notes, find_changes
from tests.tables import each_of

NAMES = ("Mira Talberg",)


def public_note(before: str, after: str, *, language: str = "de") -> str:
    return draft_notes(find_changes("body", before, after), language, NAMES)[1]


@each_of(
    [
        ("Der Rat bestellt 40 Kräne.", "Der Rat bestellt 14 Kräne.", "40", "14"),
        ("Die Sitzung dauerte drei Stunden.", "Die Sitzung dauerte vier Stunden.", "drei", "vier"),
        ("Das sagte Mira Talberg.", "Das sagte Mira Thalberg.", "Talberg", "Thalberg"),
        ("Der Rat tagt am Montag.", "Der Rat tagt am Dienstag.", "Montag", "Dienstag"),
        ("Die Messe beginnt im Mai.", "Die Messe beginnt im März.", "Mai", "März"),
        ("Der Zug fährt nach Hamburg.", "Der Zug fährt nach Bremen.", "Hamburg", "Bremen"),
    ]
)
def test_a_changed_figure_name_date_or_place_is_told_to_readers(
    before: str, after: str, wrong: str, right: str
):
    expected = f"In einer früheren Fassung hieß es „{wrong}“ statt richtig „{right}“."

    assert public_note(before, after) == expected


@each_of(
    [
        ("Der Rat tagt. Die Sitzung dauerte drei Stunden.", "Der Rat tagt."),
        ("Der Rat tagt.\nDie Sitzung dauerte 3 Stunden.", "Der Rat tagt."),
        ("Die Sitzung dauerte drei Stunden.", "Am 5. Mai tagt der Rat wieder."),
        ("Das Haus steht am Kai.", "Das Gebäude steht am Kai."),
        ("Mira Talberg kam mit 40 Gästen.", "Mira Talberg kam."),
        ("Der Rat tagt.", "Der Rat tagt. Er zählt 14 Mitglieder."),
    ]
)
def test_what_was_cut_added_or_reworded_is_never_called_wrong(before: str, after: str):
    assert public_note(before, after) == ""


def test_a_cut_beside_a_changed_figure_is_left_out_of_the_note():
    note = public_note("Es sind 40 Kräne.\nDie Sitzung dauerte drei Stunden.", "Es sind 14 Kräne.")

    assert note == "In einer früheren Fassung hieß es „40“ statt richtig „14“."


def test_an_english_story_has_an_english_note():
    note = public_note("They ordered 40 cranes.", "They ordered 14 cranes.", language="en-GB")

    assert note == "An earlier version said “40” instead of the correct “14”."


def test_other_desks_are_told_of_a_cut_without_a_verdict():
    changes = find_changes("body", "Der Rat tagt.\nDie Sitzung dauerte drei Stunden.", "Der Rat tagt.")

    assert draft_notes(changes, "de", ())[0].endswith("„Die Sitzung dauerte drei Stunden.“ ist gestrichen.")
