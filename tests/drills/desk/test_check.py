"""The check after a drill must find losses: desks that have lost something."""

from typing import Any

import pytest

from tests.drills.desk.check import (
    StoryState,
    find_inconsistencies,
    find_losses,
    find_partial_publications,
    find_repeats,
)
from tests.drills.desk.journal import EditorJournal


def revision(number: int, editor: str, window: str = "fenster", **texts: str) -> dict[str, Any]:
    snapshot = {"body": "", "dek": "", "notes": "", **texts}
    return {
        "number": number,
        "editor": editor,
        "window": window,
        "snapshot": snapshot,
        "sha256": f"{number}",
    }


def desk(*revisions: dict[str, Any], drafts: tuple[dict[str, Any], ...] = (), **facts: Any) -> StoryState:
    newest = revisions[-1]["snapshot"] if revisions else {}
    story = {**newest, "revision": len(revisions), "version": 1}
    editions = facts.get("editions", [edition(1)])
    return StoryState(
        story,
        revisions,
        drafts,
        facts.get("log", {"entries": 1, "head": 1}),
        editions,
        facts.get("publications", {one["version"]: 1 for one in editions}),
    )


def edition(version: int, *numbers: int) -> dict[str, Any]:
    """Return an edition with these sentences, the first as headline."""
    sentences = [f"editor1 schreibt über Kräne, Satz {number}" for number in numbers]
    return {
        "version": version,
        "headline": (sentences or [""])[0],
        "dek": "",
        "body": " ".join(sentences[1:]),
    }


def sentences(*numbers: int) -> frozenset[str]:
    return frozenset(f"editor1 schreibt über Kräne, Satz {number}" for number in numbers)


def draft(editor: str, window: str, **texts: str) -> dict[str, Any]:
    return {"editor": editor, "window": window, "form": [list(pair) for pair in texts.items()]}


def saved_journal(headline: str, based_on: int) -> EditorJournal:
    journal = EditorJournal("mira")
    journal.confirm_save("fenster", {"headline": headline}, based_on)
    return journal


def draft_journal(headline: str) -> EditorJournal:
    journal = EditorJournal("mira")
    journal.confirm_draft("fenster", {"headline": headline})
    return journal


def test_a_text_told_saved_is_found_in_its_revision():
    held = desk(revision(1, "mira", headline="Alt"), revision(2, "mira", headline="Neu"))

    assert find_losses(held, [saved_journal("Neu", 1)]) == []


def test_a_text_told_saved_that_is_in_no_revision_is_lost():
    held = desk(revision(1, "mira", headline="Alt"))

    assert len(find_losses(held, [saved_journal("Neu", 1)])) == 1


def test_the_same_words_of_another_editor_do_not_count():
    held = desk(revision(1, "jan", headline="Alt"), revision(2, "jan", headline="Neu"))

    assert len(find_losses(held, [saved_journal("Neu", 1)])) == 1


@pytest.mark.parametrize(("window", "losses"), [("fenster", 0), ("anderes", 1)])
def test_after_a_lost_response_a_window_goes_over_its_own_revision_alone(window: str, losses: int):
    held = desk(
        revision(1, "mira", headline="Alt"),
        revision(2, "mira", window, headline="Halb"),
        revision(3, "mira", headline="Neu"),
    )

    assert len(find_losses(held, [saved_journal("Neu", 1)])) == losses


def test_a_save_that_went_over_an_unseen_revision_is_a_loss():
    held = desk(
        revision(1, "mira", headline="Alt"),
        revision(2, "jan", headline="Fremd"),
        revision(3, "mira", headline="Neu"),
    )

    assert "overwriting what was between" in find_losses(held, [saved_journal("Neu", 1)])[0]


def test_a_text_sent_twice_because_its_answer_was_lost_is_there():
    held = desk(revision(1, "jan", headline="Alt"), revision(2, "mira", headline="Neu"))

    assert find_losses(held, [saved_journal("Neu", 2)]) == []


def test_markup_and_space_do_not_make_a_text_lost():
    held = desk(revision(1, "mira", headline="Alt"), revision(2, "mira", body="<p>Der  Kran</p>"))
    journal = EditorJournal("mira")
    journal.confirm_save("fenster", {"body": "<p>Der Kran</p>\n"}, 1)

    assert find_losses(held, [journal]) == []


def test_a_draft_told_kept_is_found_in_its_window_only():
    journal = draft_journal("Neu")
    here = desk(revision(1, "mira", headline="Alt"), drafts=(draft("mira", "fenster", headline="Neu"),))
    elsewhere = desk(revision(1, "mira", headline="Alt"), drafts=(draft("mira", "anderes", headline="Neu"),))

    assert (find_losses(here, [journal]), len(find_losses(elsewhere, [journal]))) == ([], 1)


def test_a_draft_may_have_given_way_to_what_its_window_sent_later():
    journal = draft_journal("Neu")
    journal.note_attempt("fenster", {"headline": "Neuer"})
    held = desk(revision(1, "mira", headline="Alt"), revision(2, "mira", headline="Neuer"))

    assert find_losses(held, [journal]) == []


def test_a_draft_that_its_writer_has_saved_since_is_settled():
    journal = draft_journal("Neu")
    journal.confirm_save("fenster", {"headline": "Neuer"}, 1)
    held = desk(revision(1, "mira", headline="Alt"), revision(2, "mira", headline="Neuer"))

    assert find_losses(held, [journal]) == []


def test_what_was_missing_on_the_screen_during_the_drill_is_reported():
    journal = EditorJournal("mira", broken=["the offered draft is not the confirmed one"])

    assert find_losses(desk(revision(1, "mira", headline="Alt")), [journal]) == journal.broken


def test_gaps_in_the_numbers_and_a_stale_working_copy_are_disorders():
    held = desk(
        revision(1, "mira", headline="Alt"),
        revision(3, "mira", headline="Neu"),
        log={"entries": 1, "head": 2},
        editions=[],
    )

    assert len(find_inconsistencies(held)) == 4


def test_an_orderly_story_has_no_disorder():
    assert find_inconsistencies(desk(revision(1, "mira", headline="Alt"))) == []


def test_a_revision_told_published_that_is_in_no_edition_is_lost():
    journal = EditorJournal("mira")
    journal.confirm_publication(2)
    saved = (revision(1, "mira", headline="Alt"), revision(2, "mira", headline="Neu", notes="nur hier"))
    there = {"version": 2, "headline": "Neu", "dek": "", "body": ""}

    assert find_losses(desk(*saved, editions=[edition(1), there]), [journal]) == []
    assert find_losses(desk(*saved), [journal]) == ["mira: revision 2 confirmed as published, in no edition"]


def test_a_version_and_a_change_that_come_twice_are_repetitions():
    held = desk(revision(1, "mira", headline="Neu"))
    twice = desk(revision(1, "mira", headline="Neu"), publications={1: 2})

    assert find_repeats(held, []) == []
    assert len(find_repeats(twice, ["story-7 at 3"])) == 2


def test_a_page_made_of_two_editions_is_half_published():
    held = desk(revision(1, "mira"), editions=[edition(1, 1, 2), edition(2, 3, 4)])
    whole, mixed = sentences(1, 2), sentences(1, 4)

    assert find_partial_publications(held, {whole, sentences(3, 4)}, sentences(3, 4), sentences(3, 4)) == []
    assert len(find_partial_publications(held, {whole, mixed}, sentences(3, 4), sentences(3, 4))) == 1


def test_an_outlet_that_does_not_have_the_newest_edition_is_behind():
    held = desk(revision(1, "mira"), editions=[edition(1, 1), edition(2, 2)], publications={1: 1})

    assert len(find_partial_publications(held, set(), None, sentences(1))) == 3
