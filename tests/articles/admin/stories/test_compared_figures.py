"""Pictures in the text are lines of a comparison."""

import pytest

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.admin.revision_diff import compare_snapshots
from articles.text.figures import write_figure
from articles.text.media_figures import write_media_figure
from tests.factories import NOON, make_media, make_photo, make_story

pytestmark = pytest.mark.django_db


def test_a_picture_set_in_the_text_is_named_in_the_comparison() -> None:
    photo = make_photo()
    story = make_story(body="<p>Vorher</p><p>Nachher</p>", pictures=(photo,))
    body = f"<p>Vorher</p>{write_figure([photo.pk])}<p>Nachher</p>"
    save_story(story.pk, StoryChange(fields={"body": body}), by=None, at=NOON, based_on=None)
    before, after = (revision.snapshot for revision in story.revisions.order_by("number"))

    (change,) = compare_snapshots(before, after)

    added = "".join(piece.text for piece in change.pieces if piece.kind == "new").strip()
    assert (change.name, added) == ("body", f"[Foto: #{photo.pk} Jonna Ekvall]")


def test_a_video_set_in_the_text_is_named_in_the_comparison() -> None:
    media = make_media("Kräne")
    story = make_story(body="<p>Vorher</p><p>Nachher</p>")
    body = f"<p>Vorher</p>{write_media_figure(media.pk)}<p>Nachher</p>"
    save_story(story.pk, StoryChange(fields={"body": body}), by=None, at=NOON, based_on=None)
    before, after = (revision.snapshot for revision in story.revisions.order_by("number"))

    (change,) = compare_snapshots(before, after)

    added = "".join(piece.text for piece in change.pieces if piece.kind == "new").strip()
    assert (change.name, added) == ("body", "[Audio oder Video: Kräne]")
