"""The reckoning after a drill must find a loss: here are desks that have lost something."""

from typing import Any

from tests.drills.desk.check import Held, disorders, half_published, losses, repeated
from tests.drills.desk.journal import Promises


def revision(number: int, editor: str, **texts: str) -> dict[str, Any]:
    snapshot = {"body": "", "dek": "", "notes": "", **texts}
    return {"number": number, "editor": editor, "snapshot": snapshot, "sha256": f"{number}"}


def desk(*revisions: dict[str, Any], drafts: tuple[dict[str, Any], ...] = (), **facts: Any) -> Held:
    newest = revisions[-1]["snapshot"] if revisions else {}
    story = {**newest, "revision": len(revisions), "version": 1}
    editions = facts.get("editions", [edition(1)])
    return Held(
        story,
        revisions,
        drafts,
        facts.get("log", {"entries": 1, "head": 1}),
        editions,
        facts.get("publications", {told["version"]: 1 for told in editions}),
    )


def edition(version: int, *numbers: int) -> dict[str, Any]:
    """With these sentences, the first in the headline."""
    sentences = [f"editor1 schreibt über Kräne, Satz {number}" for number in numbers]
    return {
        "version": version,
        "headline": (sentences or [""])[0],
        "dek": "",
        "body": " ".join(sentences[1:]),
    }


def shown(*numbers: int) -> frozenset[str]:
    return frozenset(f"editor1 schreibt über Kräne, Satz {number}" for number in numbers)


def draft(editor: str, window: str, **texts: str) -> dict[str, Any]:
    return {"editor": editor, "window": window, "form": [list(pair) for pair in texts.items()]}


def told_saved(headline: str, based_on: int) -> Promises:
    told = Promises("mira")
    told.told_saved("fenster", {"headline": headline}, based_on)
    return told


def told_kept(headline: str) -> Promises:
    told = Promises("mira")
    told.told_kept("fenster", {"headline": headline})
    return told


def test_a_text_told_saved_is_found_in_its_revision():
    held = desk(revision(1, "mira", headline="Alt"), revision(2, "mira", headline="Neu"))

    assert losses(held, [told_saved("Neu", 1)]) == []


def test_a_text_told_saved_that_is_in_no_revision_is_lost():
    held = desk(revision(1, "mira", headline="Alt"))

    assert len(losses(held, [told_saved("Neu", 1)])) == 1


def test_the_same_words_of_another_editor_do_not_count():
    held = desk(revision(1, "jan", headline="Alt"), revision(2, "jan", headline="Neu"))

    assert len(losses(held, [told_saved("Neu", 1)])) == 1


def test_a_save_that_went_over_an_unseen_revision_is_a_loss():
    held = desk(
        revision(1, "mira", headline="Alt"),
        revision(2, "jan", headline="Fremd"),
        revision(3, "mira", headline="Neu"),
    )

    assert "over what stood between" in losses(held, [told_saved("Neu", 1)])[0]


def test_a_text_sent_twice_because_its_answer_was_lost_is_there():
    held = desk(revision(1, "jan", headline="Alt"), revision(2, "mira", headline="Neu"))

    assert losses(held, [told_saved("Neu", 2)]) == []


def test_markup_and_space_do_not_make_a_text_lost():
    held = desk(revision(1, "mira", headline="Alt"), revision(2, "mira", body="<p>Der  Kran</p>"))
    told = Promises("mira")
    told.told_saved("fenster", {"body": "<p>Der Kran</p>\n"}, 1)

    assert losses(held, [told]) == []


def test_a_draft_told_kept_is_found_in_its_window_only():
    told = told_kept("Neu")
    here = desk(revision(1, "mira", headline="Alt"), drafts=(draft("mira", "fenster", headline="Neu"),))
    elsewhere = desk(revision(1, "mira", headline="Alt"), drafts=(draft("mira", "anderes", headline="Neu"),))

    assert (losses(here, [told]), len(losses(elsewhere, [told]))) == ([], 1)


def test_a_draft_may_have_given_way_to_what_its_window_sent_later():
    told = told_kept("Neu")
    told.trying("fenster", {"headline": "Neuer"})
    held = desk(revision(1, "mira", headline="Alt"), revision(2, "mira", headline="Neuer"))

    assert losses(held, [told]) == []


def test_a_draft_that_its_writer_has_saved_since_is_settled():
    told = told_kept("Neu")
    told.told_saved("fenster", {"headline": "Neuer"}, 1)
    held = desk(revision(1, "mira", headline="Alt"), revision(2, "mira", headline="Neuer"))

    assert losses(held, [told]) == []


def test_what_was_missing_on_the_screen_during_the_drill_is_reported():
    told = Promises("mira", broken=["the draft offered is not the one kept"])

    assert losses(desk(revision(1, "mira", headline="Alt")), [told]) == told.broken


def test_gaps_in_the_numbers_and_a_stale_working_copy_are_disorders():
    held = desk(
        revision(1, "mira", headline="Alt"),
        revision(3, "mira", headline="Neu"),
        log={"entries": 1, "head": 2},
        editions=[],
    )

    assert len(disorders(held)) == 4


def test_an_orderly_story_has_no_disorder():
    assert disorders(desk(revision(1, "mira", headline="Alt"))) == []


def test_a_revision_told_published_that_is_in_no_edition_is_lost():
    told = Promises("mira")
    told.told_published(2)
    saved = (revision(1, "mira", headline="Alt"), revision(2, "mira", headline="Neu", notes="nur hier"))
    there = {"version": 2, "headline": "Neu", "dek": "", "body": ""}

    assert losses(desk(*saved, editions=[edition(1), there]), [told]) == []
    assert losses(desk(*saved), [told]) == ["mira: told that revision 2 is published, in no edition"]


def test_a_version_and_a_change_that_come_twice_are_repetitions():
    held = desk(revision(1, "mira", headline="Neu"))
    twice = desk(revision(1, "mira", headline="Neu"), publications={1: 2})

    assert repeated(held, []) == []
    assert len(repeated(twice, ["story-7 at 3"])) == 2


def test_a_page_made_of_two_editions_is_half_published():
    held = desk(revision(1, "mira"), editions=[edition(1, 1, 2), edition(2, 3, 4)])
    whole, mixed = shown(1, 2), shown(1, 4)

    assert half_published(held, {whole, shown(3, 4)}, shown(3, 4), shown(3, 4)) == []
    assert len(half_published(held, {whole, mixed}, shown(3, 4), shown(3, 4))) == 1


def test_an_outlet_that_does_not_have_the_newest_edition_is_behind():
    held = desk(revision(1, "mira"), editions=[edition(1, 1), edition(2, 2)], publications={1: 1})

    assert len(half_published(held, set(), None, shown(1))) == 3
