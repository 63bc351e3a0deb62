"""An earlier revision comes back as a new one; what may not return stays out and is named."""

import pytest

from articles.actions.errors import ActionRefused, EditConflict, WrongState
from articles.actions.photos.rights import block_photo
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct
from articles.actions.stories.restore_revision import restore_revision
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import kill
from articles.admin.revision_diff import compare_snapshots
from articles.models import Article, Revision
from tests.factories import NOON, make_person, make_photo, make_published, make_story, make_user

pytestmark = pytest.mark.django_db


def saved(story: Article, **fields: object) -> Article:
    return save_story(story.pk, StoryChange(fields=fields), by=None, at=NOON, based_on=None)


def emptied(story: Article) -> Article:
    return save_story(story.pk, StoryChange(placements=(), mentions=()), by=None, at=NOON, based_on=None)


def test_a_whole_revision_comes_back_with_pictures_and_people():
    person, photo = make_person("Mira Talberg"), make_photo()
    story = make_story("Alte Zeile", people=(person,), pictures=(photo,))
    emptied(story)
    now = saved(story, headline="Neue Zeile")

    done = restore_revision(story.pk, 1, by=None, at=NOON, based_on=now.revision)

    assert (done.article.headline, done.article.revision, done.left_out) == ("Alte Zeile", 4, ())
    assert [(p.photo, p.role) for p in done.article.placements.all()] == [(photo, "lead")]
    assert [(m.person, m.status) for m in done.article.mentions.all()] == [(person, "linked")]


def test_boxes_and_embedded_content_are_compared_word_by_word_and_come_back():
    video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    body = (
        "<p>Der Rat tagt.</p><aside><h3>Zur Sache</h3><p>Ein alter Hafen.</p></aside>"
        f'<figure data-embed="{video}"></figure>'
    )
    story = make_story(body=body)
    now = saved(story, body="<p>Der Rat tagt.</p><aside><h3>Zur Sache</h3><p>Ein neuer Hafen.</p></aside>")

    before, after = (Revision.objects.get(article=story, number=n).snapshot for n in (1, now.revision))
    (change,) = [one for one in compare_snapshots(before, after) if one.name == "body"]
    gone = "".join(piece.text for piece in change.pieces if piece.kind == "gone")

    assert "alter" in gone
    assert video in gone
    assert restore_revision(story.pk, 1, by=None, at=NOON, based_on=now.revision).article.body == body


def test_one_field_comes_back_and_the_rest_stays():
    story = make_story("Alte Zeile", dek="Alter Vorspann")
    now = saved(story, headline="Neue Zeile", dek="Neuer Vorspann")

    done = restore_revision(story.pk, 1, by=None, at=NOON, based_on=now.revision, parts=["dek"])

    assert (done.article.headline, done.article.dek) == ("Neue Zeile", "Alter Vorspann")


def test_title_for_search_engines_and_text_for_social_networks_come_back():
    story = make_story(search_title="Hafen", social_text="Was nun?")
    now = saved(story, search_title="", social_text="")

    done = restore_revision(story.pk, 1, by=None, at=NOON, based_on=now.revision)

    assert (done.article.search_title, done.article.social_text) == ("Hafen", "Was nun?")


def test_the_text_that_stood_before_is_kept_in_the_history():
    story = make_story("Alte Zeile")
    now = saved(story, headline="Neue Zeile")

    restore_revision(story.pk, 1, by=None, at=NOON, based_on=now.revision)

    assert Revision.objects.get(article=story, number=2).snapshot["headline"] == "Neue Zeile"


def test_a_blocked_picture_stays_out_and_is_named():
    photo = make_photo()
    story = make_story(pictures=(photo,))
    now = emptied(story)
    block_photo(photo.pk, True, by=None, at=NOON)

    done = restore_revision(story.pk, 1, by=None, at=NOON, based_on=now.revision)

    assert not done.article.placements.exists()
    assert len(done.left_out) == 1


def test_a_picture_whose_right_is_missing_stays_out():
    story = make_story(pictures=(make_photo(channels=()),))
    now = emptied(story)

    done = restore_revision(story.pk, 1, by=None, at=NOON, based_on=now.revision, parts=["placements"])

    assert not done.article.placements.exists()
    assert len(done.left_out) == 1


def test_a_person_who_left_the_directory_comes_back_as_a_proposal():
    person = make_person("Ole Finken")
    story = make_story(people=(person,))
    now = emptied(story)
    person.delete()

    done = restore_revision(story.pk, 1, by=None, at=NOON, based_on=now.revision)

    assert [(m.name, m.person, m.status) for m in done.article.mentions.all()] == [
        ("Ole Finken", None, "proposed")
    ]
    assert len(done.left_out) == 1


def test_the_mistake_that_a_correction_took_out_is_warned_of():
    story = make_published("Rat baut 40 Brücken")
    fixed = correct(
        story.pk,
        StoryChange(fields={"headline": "Rat baut 4 Brücken"}),
        desk_note="40 statt 4",
        public_note="Es sind vier Brücken.",
        by=None,
        at=NOON,
    )

    done = restore_revision(story.pk, 1, by=None, at=NOON, based_on=fixed.revision, parts=["headline"])

    assert "Es sind vier Brücken." in done.warnings[0]


def test_a_field_the_correction_did_not_touch_comes_back_without_warning():
    story = make_published(dek="Vorspann")
    fixed = correct(
        story.pk,
        StoryChange(fields={"headline": "Neu"}),
        desk_note="x y",
        public_note="x y",
        by=None,
        at=NOON,
    )

    done = restore_revision(story.pk, 1, by=None, at=NOON, based_on=fixed.revision, parts=["dek"])

    assert done.warnings == ()


def test_the_address_of_a_story_stays_when_a_whole_revision_comes_back():
    story = make_story()
    now = saved(story, slug="neue-adresse")

    done = restore_revision(story.pk, 1, by=None, at=NOON, based_on=now.revision)

    assert done.article.slug == "neue-adresse"


def test_a_save_in_between_refuses_the_restoring():
    story = make_story()
    saved(story, headline="Eins")

    with pytest.raises(EditConflict):
        restore_revision(story.pk, 1, by=None, at=NOON, based_on=1)


def test_a_revision_the_story_never_had_is_refused():
    story = make_story()

    with pytest.raises(ActionRefused):
        restore_revision(story.pk, 9, by=None, at=NOON, based_on=1)


def test_a_killed_story_gets_nothing_back():
    story = make_published()
    dead = kill(story.pk, reason="wrong", by=None, at=NOON)

    with pytest.raises(WrongState):
        restore_revision(story.pk, 1, by=None, at=NOON, based_on=dead.revision)


def test_somebody_without_the_right_to_write_restores_nothing():
    story = make_story()

    with pytest.raises(ActionRefused):
        restore_revision(story.pk, 1, by=make_user(), at=NOON, based_on=1)
