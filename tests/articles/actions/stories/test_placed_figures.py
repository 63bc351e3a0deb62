"""A picture set in the text belongs to the story; one taken out of the story leaves the text."""

import pytest

from articles.actions.photos.rights import block_photo
from articles.actions.stories.drafts import PlacementDraft, StoryChange
from articles.actions.stories.restore_revision import restore_revision
from articles.actions.stories.save import save_story
from articles.models import Article, Photo
from articles.text.figures import list_placed_photos, write_figure
from tests.factories import NOON, make_photo, make_story

pytestmark = pytest.mark.django_db


def body(*photos: Photo | int) -> str:
    return f"<p>a</p>{write_figure([p if isinstance(p, int) else p.pk for p in photos])}<p>b</p>"


def save(article: Article, **change) -> Article:
    return save_story(article.pk, StoryChange(**change), by=None, at=NOON, based_on=None)


def test_a_photo_set_in_the_text_is_placed_in_the_same_save() -> None:
    lead, placed = make_photo(), make_photo(caption="Das Amt.")
    article = make_story(pictures=(lead,))

    save(article, fields={"body": body(placed)})

    rows = article.placements.values_list("photo", "role", "caption", "position")
    assert list(rows) == [(lead.pk, "lead", lead.caption, 0), (placed.pk, "inline", "Das Amt.", 1)]
    newest = article.revisions.order_by("-number").first()
    assert newest is not None
    assert [row["photo"] for row in newest.snapshot["placements"]] == [lead.pk, placed.pk]


def test_a_new_story_places_the_photos_of_its_text() -> None:
    one, other = make_photo(), make_photo()

    article = make_story(body=body(one, other))

    assert list(article.placements.values_list("photo", flat=True)) == [one.pk, other.pk]
    article.refresh_from_db()
    assert list_placed_photos(article.body) == (one.pk, other.pk)


def test_a_photo_removed_from_the_story_leaves_the_text() -> None:
    one, other = make_photo(), make_photo()
    article = make_story(body=body(one, other))

    save(article, placements=(PlacementDraft(photo_id=other.pk),))

    article.refresh_from_db()
    assert list_placed_photos(article.body) == (other.pk,)


def test_a_removed_photo_does_not_come_back_with_the_text_of_the_same_form() -> None:
    photo = make_photo()
    article = make_story(body=body(photo))

    save(article, fields={"body": body(photo)}, placements=())

    article.refresh_from_db()
    assert "<figure" not in article.body
    assert not article.placements.exists()


def test_a_blocked_or_unknown_photo_is_not_placed() -> None:
    blocked = make_photo()
    block_photo(blocked.pk, True, by=None, at=NOON)
    article = make_story(body=body(blocked, 10**17))

    article.refresh_from_db()
    assert (article.body, article.placements.count()) == ("<p>a</p><p>b</p>", 0)


def test_restoring_a_text_brings_back_its_picture() -> None:
    photo = make_photo()
    article = make_story(body=body(photo))
    save(article, fields={"body": "<p>a</p>"}, placements=())

    restore_revision(article.pk, 1, by=None, at=NOON, based_on=2, parts={"body"})

    article.refresh_from_db()
    assert list_placed_photos(article.body) == (photo.pk,)
    assert article.placements.get().photo_id == photo.pk


def test_restoring_a_text_leaves_out_a_blocked_picture_and_says_so() -> None:
    photo = make_photo()
    article = make_story(body=body(photo))
    save(article, fields={"body": "<p>a</p>"}, placements=())
    block_photo(photo.pk, True, by=None, at=NOON)

    restored = restore_revision(article.pk, 1, by=None, at=NOON, based_on=2)

    assert "<figure" not in restored.article.body
    assert len(restored.left_out) == 1
