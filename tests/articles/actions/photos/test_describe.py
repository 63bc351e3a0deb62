import pytest

from articles.actions.errors import ActionRefused
from articles.actions.photos.describe import ask_picture_desk, credit_photo, describe_photo
from articles.actions.stories.drafts import PlacementDraft, StoryChange
from articles.actions.stories.publish import publish
from articles.actions.stories.save import save_story
from articles.models import Article, AuditEntry, Edition, LogEntry, Photo
from tests.factories import NOON, make_chief, make_photo, make_published, make_section, make_story

pytestmark = pytest.mark.django_db


def undescribed(**facts) -> Photo:
    return make_photo(alt_text="", **facts)


def published(photo: Photo, headline: str = "Kran im Hafen", **fields) -> Article:
    """A story that is out with a picture nobody has described: by a way in before the gate asked for it."""
    Photo.objects.filter(pk=photo.pk).update(alt_text="vorläufig")
    story = make_published(headline, pictures=(photo,), **fields)
    Photo.objects.filter(pk=photo.pk).update(alt_text="")
    edition = Edition.objects.get(article=story)
    Edition.objects.filter(pk=edition.pk).update(placements=[{**edition.placements[0], "alt": ""}])
    return story


def alts(story: Article) -> list[str]:
    return [placed["alt"] for placed in Edition.objects.public(at=NOON).get(article=story).placements]


def describe(photo: Photo, alt: str = "Kran vor grauem Himmel", **more) -> Photo:
    return describe_photo(photo.pk, alt, by=None, at=NOON, **more)


def test_readers_get_the_text_at_once_and_no_date_moves():
    photo = undescribed()
    story = published(photo)
    before = Edition.objects.get(article=story).published_at

    describe(photo)

    edition = Edition.objects.public(at=NOON).get(article=story)
    assert (alts(story), edition.published_at, edition.version) == (["Kran vor grauem Himmel"], before, 2)
    assert LogEntry.objects.latest("seq").kind == "metadata"


def test_each_story_takes_the_default_or_a_text_of_its_own():
    photo = undescribed()
    first, second = published(photo, "Erste Meldung"), published(photo, "Zweite Meldung")
    placement = second.placements.get()

    describe(photo, uses={placement.pk: "Die Kanzel des Krans, darin eine Frau"})

    assert (alts(first), alts(second)) == (
        ["Kran vor grauem Himmel"],
        ["Die Kanzel des Krans, darin eine Frau"],
    )
    assert second.revisions.latest("number").note == "Alternativtext"


def test_a_decorative_picture_is_silent_by_decision():
    photo = undescribed()
    story = published(photo)

    describe(photo, "", decorative=True)

    placed = Edition.objects.public(at=NOON).get(article=story).placements[0]
    assert (placed["alt"], placed["decorative"], story.placements.get().decorative) == ("", True, True)


def test_nothing_said_is_refused_and_nothing_changed():
    photo = undescribed()

    with pytest.raises(ActionRefused) as refused:
        describe(photo, "   ")

    assert (refused.value.field, AuditEntry.objects.filter(verb="describe photo").exists()) == ("alt", False)


def test_a_text_longer_than_its_column_is_refused():
    with pytest.raises(ActionRefused, match="301"):
        describe(undescribed(), "x" * 301)


def test_an_editors_unfinished_text_is_neither_published_nor_lost():
    photo = undescribed()
    story = published(photo, "Alte Zeile")
    save_story(story.pk, StoryChange(fields={"headline": "Neue Zeile"}), by=None, at=NOON, based_on=None)

    describe(photo)

    assert Edition.objects.public(at=NOON).get(article=story).headline == "Alte Zeile"
    assert Article.objects.get().headline == "Neue Zeile"


def test_what_was_asked_of_the_picture_desk_is_answered_with_the_text():
    photo, chief = undescribed(), make_chief()

    ask_picture_desk(photo.pk, by=chief, at=NOON)
    asked = Photo.objects.get()
    describe(photo)

    assert (asked.asked_by, asked.asked_at) == (chief, NOON)
    assert Photo.objects.get().asked_at is None


def test_who_described_what_for_which_section_stands_in_the_audit_list():
    photo, chief, section = undescribed(), make_chief(), make_section("Küste", "kueste")
    make_story(pictures=(photo,), section=section)

    describe_photo(photo.pk, "Kran", by=chief, at=NOON)

    entry = AuditEntry.objects.get(verb="describe photo")
    assert (entry.actor, entry.detail["sections"]) == (chief, [section.pk])


def test_a_credit_is_read_and_reaches_the_readers_at_once():
    photo = make_photo("")
    story = make_story(pictures=(photo,))
    Photo.objects.filter(pk=photo.pk).update(credit="x")
    publish(story.pk, by=None, at=NOON)

    credit_photo(photo.pk, "Foto: IDA BRANDT/AFP", by=None, at=NOON, consent="")

    edition = Edition.objects.public(at=NOON).get()
    assert (edition.placements[0]["credit"], Photo.objects.get().agency_codes) == ("Ida Brandt/AFP", ["afp"])
    assert edition.captions.endswith("Ida Brandt/AFP")


def test_a_credit_of_nothing_is_refused():
    with pytest.raises(ActionRefused) as refused:
        credit_photo(make_photo("").pk, "  ", by=None, at=NOON)

    assert refused.value.field == "credit_raw"


def test_an_own_text_of_a_use_is_not_lost_by_a_new_default():
    photo = undescribed()
    story = make_story(pictures=(photo,))
    change = StoryChange(placements=(PlacementDraft(photo_id=photo.pk, alt_text="Nur hier"),))
    save_story(story.pk, change, by=None, at=NOON, based_on=None)

    describe(photo)

    assert story.placements.get().alt_text == "Nur hier"
