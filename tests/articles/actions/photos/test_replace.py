import pytest

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.photos.replace import remove_photos, replace_photo
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import kill
from articles.models import Article, Edition, LogEntry, Photo
from tests.factories import NOON, make_photo, make_published, make_story, make_user
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db


def live(story: Article) -> Edition:
    return Edition.objects.public(at=NOON).get(article=story)


def shown(story: Article) -> list[int]:
    return [placed["photo_id"] for placed in live(story).placements]


def list_placed_photos(story: Article) -> list[int]:
    return list(story.placements.values_list("photo_id", flat=True))


def test_a_photo_taken_out_leaves_readers_page_and_working_copy_at_once():
    gone, stays = make_photo(), make_photo()
    story = make_published(pictures=(gone, stays))

    assert remove_photos([gone.pk], by=None, at=NOON) == 1

    assert (shown(story), list_placed_photos(story)) == ([stays.pk], [stays.pk])


def test_the_next_version_keeps_text_and_dates_and_has_its_log_row():
    photo = make_photo()
    story = make_published(pictures=(photo,))
    before = live(story)

    remove_photos([photo.pk], by=None, at=NOON)

    after = live(story)
    assert (after.version, after.published_at, after.body) == (
        before.version + 1,
        before.published_at,
        before.body,
    )
    assert LogEntry.objects.latest("seq").cause == "photo taken out"


def test_an_unfinished_text_stays_unfinished_when_the_picture_goes():
    photo = make_photo()
    story = make_published("Alte Zeile", pictures=(photo,))
    save_story(story.pk, StoryChange(fields={"headline": "Neue Zeile"}), by=None, at=NOON, based_on=None)

    remove_photos([photo.pk], by=None, at=NOON)

    assert (live(story).headline, Article.objects.get().headline) == ("Alte Zeile", "Neue Zeile")


def test_drafts_lose_the_picture_too_and_keep_it_in_their_history():
    photo = make_photo()
    story = make_story(pictures=(photo,))

    remove_photos([photo.pk], by=None, at=NOON)

    notes = list(story.revisions.order_by("number").values_list("note", flat=True))
    assert (list_placed_photos(story), notes[-1]) == ([], "Foto entfernt")


def test_the_lead_picture_of_the_front_page_must_be_replaced_and_nothing_is_half_done():
    photo = make_photo()
    other, story = make_story(pictures=(photo,)), make_published("Aufmacher", pictures=(photo,))
    arrange_front_page([story.pk], by=None, at=NOON)

    with pytest.raises(ActionRefused, match="Aufmacher") as refused:
        remove_photos([photo.pk], by=None, at=NOON)

    assert (refused.value.field, shown(story), list_placed_photos(other)) == ("front", [photo.pk], [photo.pk])


def test_a_killed_story_is_left_as_it_was():
    photo = make_photo()
    story = make_published(pictures=(photo,))
    kill(story.pk, reason="legal", by=None, at=NOON)

    assert (remove_photos([photo.pk], by=None, at=NOON), list_placed_photos(story)) == (0, [photo.pk])


def test_a_replacement_brings_its_own_caption_credit_and_alternative_text():
    old, new = (
        make_photo(),
        make_photo("Foto: Ole Finken", caption="Die neue Brücke.", alt_text="Brücke bei Nacht"),
    )
    story = make_published(pictures=(old,))
    arrange_front_page([story.pk], by=None, at=NOON)

    replace_photo([old.pk], new.pk, by=None, at=NOON)

    (picture,) = live(story).placements
    assert (picture["photo_id"], picture["role"]) == (new.pk, "lead")
    assert (picture["caption"], picture["credit"], picture["alt"], picture["people"]) == (
        "Die neue Brücke.", "Ole Finken", "Brücke bei Nacht", [],
    )  # fmt: skip
    assert (list_placed_photos(story), live(story).captions) == ([new.pk], "Die neue Brücke. Ole Finken")


def test_a_replacement_that_stands_in_the_story_already_stands_there_once():
    old, new = make_photo(), make_photo()
    story = make_published(pictures=(old, new))

    replace_photo([old.pk], new.pk, by=None, at=NOON)

    assert (shown(story), list_placed_photos(story)) == ([new.pk], [new.pk])


def test_several_photos_of_a_story_are_replaced_by_the_one():
    first, second, new = make_photo(), make_photo(), make_photo()
    story = make_published(pictures=(first, second))

    replace_photo([first.pk, second.pk], new.pk, by=None, at=NOON)

    assert (shown(story), list_placed_photos(story)) == ([new.pk], [new.pk])


@pytest.mark.parametrize("fault", ["none", "itself", "no right", "no credit", "no file"])
def test_an_unfit_replacement_is_refused_and_the_old_picture_stays(fault):
    old = make_photo()
    story = make_published(pictures=(old,))
    new = {
        "none": lambda: 0,
        "itself": lambda: old.pk,
        "no right": lambda: make_photo(channels=()).pk,
        "no credit": lambda: make_photo("").pk,
        "no file": lambda: make_photo(with_file=False).pk,
    }[fault]()

    with pytest.raises(ActionRefused) as refused:
        replace_photo([old.pk], new, by=None, at=NOON)

    assert (refused.value.field, shown(story)) == ("new", [old.pk])


def test_who_may_not_change_stories_may_not_take_pictures_out():
    photo = make_photo()

    with pytest.raises(NotPermitted):
        remove_photos([photo.pk], by=make_user("gast"), at=NOON)

    assert Photo.objects.exists()
