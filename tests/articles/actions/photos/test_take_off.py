import pytest

from articles.actions.photos.take_off import take_off
from articles.models import Article, AuditEntry, Edition, Revision
from tests.factories import NOON, make_photo, make_published
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db


def shown(story: Article) -> list[int]:
    edition = Edition.objects.public(at=NOON).get(article=story)
    return [placed["photo_id"] for placed in edition.placements]


def test_a_photo_taken_off_leaves_the_page_and_the_working_copy_without_a_correction():
    gone, stays = make_photo(), make_photo()
    story = make_published(pictures=(gone, stays))

    assert take_off([gone.pk], reason="Die Rechte sind abgelaufen.", at=NOON) == 1

    assert shown(story) == [stays.pk] == list(story.placements.values_list("photo_id", flat=True))
    assert not story.corrections.exists()


def test_each_story_has_a_revision_and_an_audit_line_with_the_reason():
    photo = make_photo()
    story = make_published(pictures=(photo,))

    take_off([photo.pk], reason="Die Rechte sind abgelaufen.", at=NOON)

    entry = AuditEntry.objects.get(verb="take off photo")
    assert (entry.object_id, entry.actor) == (story.pk, None)
    assert entry.detail == {"photos": [photo.pk], "reason": "Die Rechte sind abgelaufen."}
    assert Revision.objects.filter(article=story).first().note == "Die Rechte sind abgelaufen."


def test_a_photo_without_the_right_leaves_even_the_story_that_leads_the_front_page():
    photo = make_photo()
    story = make_published(pictures=(photo,))
    arrange_front_page([story.pk], by=None, at=NOON)

    take_off([photo.pk], reason="Die Rechte sind abgelaufen.", at=NOON)

    assert shown(story) == []


def test_only_the_given_stories_lose_the_photo():
    photo = make_photo()
    one, other = make_published("Eins", pictures=(photo,)), make_published("Zwei", pictures=(photo,))

    take_off([photo.pk], reason="Von der Agentur gesperrt.", at=NOON, article_ids=[one.pk])

    assert (shown(one), shown(other)) == ([], [photo.pk])


def test_a_photo_that_no_story_uses_leaves_no_trace():
    assert take_off([make_photo().pk], reason="Die Rechte sind abgelaufen.", at=NOON) == 0
    assert not AuditEntry.objects.filter(verb="take off photo").exists()
