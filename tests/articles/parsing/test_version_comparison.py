"""Each change of an agency is set against the desk's own wording."""

from articles.parsing.version_comparison import (
    RowState,
    compare_fields,
    compare_paragraphs,
    compare_pictures,
    pick_paragraphs,
)
from tests.tables import each_of

OLD = ("Der Kran steht im Hafen.", "Er ist 40 Meter hoch.", "Der Rat berät am Montag.")
NEW = ("Der Kran steht im Hafen.", "Er ist 14 Meter hoch.", "Der Rat berät am Montag.", "Die Werft schweigt.")
AGENCY_BODY = "".join(f"<p>{text}</p>" for text in OLD)


def list_states(body: str) -> list[tuple[str, str]]:
    return [(row.key, row.state.value) for row in compare_paragraphs(OLD, NEW, body)]


@each_of(
    [
        (AGENCY_BODY, [("text-0", "applies"), ("text-1", "applies")]),
        (AGENCY_BODY.replace("40 Meter", "14 Meter"), [("text-0", "done"), ("text-1", "applies")]),
        (
            AGENCY_BODY.replace("Er ist 40", "Er misst rund 40"),
            [("text-0", "differs"), ("text-1", "applies")],
        ),
        ("".join(f"<p>{t}</p>" for t in NEW), [("text-0", "done"), ("text-1", "done")]),
        ("<p>Ganz anders.</p>", [("text-0", "differs"), ("text-1", "differs")]),
    ]
)
def test_a_change_applies_is_done_or_differs(body: str, states: list[tuple[str, str]]) -> None:
    assert list_states(body) == states


def test_the_desk_s_wording_of_a_reworded_paragraph_is_found() -> None:
    (row, _) = compare_paragraphs(
        OLD, NEW, "<p>Eigener Anfang.</p><p>Er ist gut 40 Meter hoch, heißt es.</p>"
    )

    assert (row.before, row.now, row.ours) == (OLD[1], NEW[1], "Er ist gut 40 Meter hoch, heißt es.")


def test_a_removed_paragraph_that_the_desk_no_longer_has_is_done() -> None:
    (row,) = compare_paragraphs(OLD, OLD[:2], "<p>Der Kran steht im Hafen.</p>")

    assert (row.now, row.state) == ("", RowState.DONE)


def test_only_changed_fields_are_compared() -> None:
    old, new = {"headline": "Kran", "dek": "Alt"}, {"headline": "Kran steht", "dek": "Alt"}

    (row,) = compare_fields(old, new, {"headline": "Kran"}, ("headline", "dek"))

    assert (row.key, row.before, row.now, row.state) == ("headline", "Kran", "Kran steht", RowState.APPLIES)


def test_pictures_are_compared_by_identifier() -> None:
    old = {
        "associations": [
            {"guid": "p1", "caption": "Kran", "credit": "Foto: A"},
            {"guid": "p2", "caption": "Rat"},
        ]
    }
    new = {
        "associations": [
            {"guid": "p1", "caption": "Der Kran", "credit": "Foto: A"},
            {"guid": "v", "kind": "video"},
        ]
    }

    rows = [(p.guid, p.before, p.now, p.ours) for p in compare_pictures(old, new, {"p1": "Unser Kran"})]

    assert rows == [("p1", "Kran · Foto: A", "Der Kran · Foto: A", "Unser Kran"), ("p2", "Rat", "", "")]


def test_picked_changes_leave_the_others_as_they_were() -> None:
    assert pick_paragraphs(OLD, NEW, {"text-1"}) == [*OLD, NEW[3]]
    assert pick_paragraphs(OLD, NEW, {"text-0"}) == list(NEW[:3])
    assert pick_paragraphs(OLD, NEW, set()) == list(OLD)
