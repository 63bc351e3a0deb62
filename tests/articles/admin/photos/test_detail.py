"""What stands beside a photo's form: rights, use, likes, people, and what its file said."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.reference_data import GrantDraft
from articles.actions.partners.deliveries import record_holdings
from articles.actions.photos.rights import set_photo_rights
from articles.actions.photos.save import add_photo
from articles.models import Edition, Photo
from articles.photos.perceptual_hash import hamming_distance
from tests.articles.admin.forms import filled
from tests.articles.photos.invented import AGENCY_XMP, scene_bytes, xmp
from tests.factories import (
    NOON,
    make_media,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_story,
)
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db


def address(photo: Photo) -> str:
    return reverse("admin:articles_photo_change", args=[photo.pk])


def beside(desk: Client, photo: Photo) -> Any:
    return desk.get(address(photo)).context


def taken_in(number: int = 1, **facts: Any) -> Photo:
    return add_photo(facts, by=None, at=NOON, data=scene_bytes(number, xmp=AGENCY_XMP), name="a.jpg")


def test_the_matrix_says_for_each_channel_whether_and_on_whose_word(desk: Client):
    photo = make_photo("Ida Brandt/AFP", channels=None)

    rows = {row.channel: (row.allowed, row.source, row.holder) for row in beside(desk, photo)["rights"]}

    assert rows["site"] == (True, "Vertrag", "AFP")
    assert rows["partner"] == (False, "", "")


def test_a_right_that_has_ended_names_its_end(desk: Client):
    photo = make_photo("Foto: Ida Brandt", channels=None)
    end = timezone.now() - timedelta(days=3)
    set_photo_rights(photo.pk, [GrantDraft(channel="site", until=end, remark="Mail")], by=None, at=NOON)

    site = beside(desk, photo)["rights"][0]

    assert (site.allowed, site.status, site.until, site.source, site.remark) == (
        False, "abgelaufen", end, "Redaktion", "Mail",
    )  # fmt: skip


def test_stories_that_place_it_are_listed_with_what_readers_see(desk: Client):
    photo = make_photo()
    draft = make_story("Entwurf mit Kran", pictures=(photo,))
    out = make_published("Kran im Hafen", pictures=(photo,))
    arrange_front_page([out.pk], by=None, at=NOON)

    found = {story.article: story for story in beside(desk, photo)["usage"].stories}

    assert (found[draft].live, found[draft].versions) == (False, 0)
    assert (found[out].live, found[out].versions, found[out].leads_front) == (True, 1, True)


def test_partners_that_were_handed_it_are_named(desk: Client):
    photo, partner = make_photo(), make_partner("Küstenbote")
    story = make_published(pictures=(photo,))
    edition = Edition.objects.get(article=story)
    record_holdings(partner, [(story.pk, 1, edition.version)], at=NOON)

    (copy,) = beside(desk, photo)["usage"].copies

    assert (copy.partner, copy.article, copy.version) == ("Küstenbote", story, 1)


def test_photos_that_look_like_it_are_named_with_how_much(desk: Client):
    photo = taken_in(1)
    other = add_photo({}, by=None, at=NOON, data=scene_bytes(1, size=(320, 213)), name="b.jpg")

    (alike,) = beside(desk, photo)["similar_photos"]

    assert (alike.photo, alike.size) == (other, "smaller")
    assert alike.per_cent >= 90
    assert alike.bits == hamming_distance(photo.likeness, other.likeness)


def test_people_of_the_caption_are_linked_where_the_directory_knows_them(desk: Client):
    person = make_person("Mira Talberg", "Bürgermeisterin")
    photo = make_photo(caption="Bürgermeisterin Mira Talberg (l.) und Verbandspräsident Ole Finken am Hafen.")

    found = {one["name"]: (one["person"], one["position"]) for one in beside(desk, photo)["captioned_people"]}

    assert found == {"Mira Talberg": (person, "links"), "Ole Finken": (None, "")}


def test_a_photo_in_the_place_of_a_video_names_it(desk: Client):
    photo, unused = make_photo(), make_photo()
    media = make_media("Kräne bei Sturm", poster_id=photo.pk)

    page, other = (desk.get(address(one)).content.decode() for one in (photo, unused))

    link = reverse("admin:articles_mediafile_change", args=[media.pk])
    assert f'<a href="{link}">Kräne bei Sturm</a>' in page and "In keinem Artikel" not in page
    assert "Kräne bei Sturm" not in other


def test_what_the_file_said_stands_with_its_properties(desk: Client):
    context = beside(desk, taken_in())

    assert ("Stadt", "Nordhaven", "XMP photoshop:City") in [
        (r["label"], r["value"], r["origin"]) for r in context["metadata_rows"]
    ]
    assert context["terms"] == ["Editorial use only", "Nur redaktionell"]


def test_what_the_file_says_otherwise_is_offered_and_not_put_in(desk: Client):
    photo = taken_in(title="Vom Desk", place="Auehafen")

    offered = {one.name: one.value for one in beside(desk, photo)["suggestions"]}

    assert offered == {"title": "Hafen Nordhaven", "place": "Nordhaven"}


def test_a_picture_made_by_a_machine_is_called_so(desk: Client):
    packet = xmp(
        "",
        'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"',
    )
    photo = add_photo({}, by=None, at=NOON, data=scene_bytes(1, xmp=packet), name="a.jpg")

    assert "maschinell erzeugt" in desk.get(address(photo)).content.decode()


def test_the_focal_point_is_saved_with_the_form(desk: Client):
    photo = make_photo()

    desk.post(address(photo), filled(desk, address(photo), "photo_form", focus_x="0.2", focus_y="0.9"))

    saved = Photo.objects.get()
    assert (saved.focus_x, saved.focus_y) == (0.2, 0.9)


def test_a_focal_point_outside_the_picture_is_refused(desk: Client):
    photo = make_photo()

    page = desk.post(address(photo), filled(desk, address(photo), "photo_form", focus_x="1.7"))

    assert (page.status_code, Photo.objects.get().focus_x) == (200, 0.5)


def test_the_page_takes_the_same_queries_however_often_the_photo_is_used(
    desk: Client, django_assert_max_num_queries
):
    photo = make_photo()
    for number in range(4):
        make_published(f"Meldung {number} vom Hafen", pictures=(photo,))

    with django_assert_max_num_queries(26):
        desk.get(address(photo))


def test_a_plain_photo_page_without_a_file_says_so(desk: Client):
    assert (
        "die Datei ist aber noch nicht da" in desk.get(address(make_photo(with_file=False))).content.decode()
    )


def test_a_crop_is_saved_with_the_form_and_kept_by_the_next_save(desk: Client):
    photo = make_photo()

    desk.post(address(photo), filled(desk, address(photo), "photo_form", crop_square="0.1,0.2,0.5"))
    desk.post(address(photo), filled(desk, address(photo), "photo_form", title="Kran"))

    assert Photo.objects.get().crop_square == [0.1, 0.2, 0.5]


def test_a_crop_outside_the_picture_is_refused_in_words(desk: Client):
    photo = make_photo()

    page = desk.post(address(photo), filled(desk, address(photo), "photo_form", crop_wide="0.9,0,0.5"))

    assert "Der Ausschnitt muss innerhalb des Bildes liegen" in page.content.decode()
    assert Photo.objects.get().crop_wide == []
