"""A browser that crashed in mid-request may be heard late: nothing newer gives way to it."""

from datetime import timedelta

import pytest

from articles.actions.stories.autosave import discard_autosave, save_autosave
from articles.models import Autosave
from tests.factories import NOON, make_chief, make_story

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(seconds=5)


def keep(words: str, at: object) -> None:
    story = make_story() if not Autosave.objects.exists() else Autosave.objects.get().article
    assert story is not None
    save_autosave(story.pk, [("headline", words)], window="w", by=make_chief(), at=at, based_on=1)  # type: ignore[arg-type]


def test_a_draft_that_arrives_late_replaces_nothing_newer():
    keep("Neu", LATER)

    keep("Alt", NOON)

    assert Autosave.objects.get().form == [["headline", "Neu"]]


def test_a_save_throws_away_only_what_was_kept_before_it_was_sent():
    keep("Nach dem Absenden getippt", LATER)
    draft = Autosave.objects.get()

    discard_autosave(draft.article_id, window="w", by=make_chief(), until=NOON)
    kept = Autosave.objects.exists()
    discard_autosave(draft.article_id, window="w", by=make_chief(), until=LATER)

    assert (kept, Autosave.objects.exists()) == (True, False)
