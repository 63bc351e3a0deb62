"""Crops set by hand on the site: cards, the shared picture, and files that end with the crop."""

import re

import pytest
from django.core.files.storage import default_storage

from articles.actions.photos.rights import block_photo
from articles.actions.photos.save import add_photo, save_photo
from articles.models import Edition, Photo
from articles.photos import renditions
from articles.photos.renditions import rendition_name, rendition_path
from articles.rights.grants import RightsChannel
from articles.url_paths import story_path
from articles.withdrawal_checks.site import list_checks
from tests.factories import NOON, make_published, picture_bytes

pytestmark = pytest.mark.django_db(transaction=True)
CROP = [0.0, 0.0, 0.7]


@pytest.fixture
def photo():
    return add_photo(
        {"credit_raw": "Foto: Jonna Ekvall", "alt_text": "Kran"}, by=None, at=NOON,
        data=picture_bytes(size=(2_000, 1_500)), name="kran.jpg", channels=(RightsChannel.SITE, RightsChannel.SOCIAL),
    )  # fmt: skip


def test_cards_show_the_crop_at_once_and_the_story_the_whole_photo(process, photo):
    story = make_published(pictures=(photo,))
    before = process.get("/")[1].decode()

    cropped = save_photo(photo.pk, {"crop_standard": CROP}, by=None, at=NOON)

    name = rendition_name(cropped, 800, "jpg", "4x3")
    article = process.get(story_path("politik", story.slug, story.pk))[1].decode().partition("</head>")[2]
    assert (name in before, name in process.get("/")[1].decode(), name in article) == (False, True, False)
    assert process.get(f"/media/{name}")[0] == "200"


def test_addresses_of_a_former_crop_lead_to_the_present_one(process, photo):
    make_published(pictures=(photo,))
    first = save_photo(photo.pk, {"crop_standard": CROP}, by=None, at=NOON)
    names = [rendition_name(first, 800, "jpg", "4x3"), rendition_name(first, 1500, "jpg", "1x1")]
    assert [process.get(f"/media/{name}")[0] for name in names] == ["200", "200"]

    save_photo(photo.pk, {"crop_standard": [0.1, 0.1, 0.7], "focus_x": 0.0}, by=None, at=NOON)

    moved = Photo.objects.get()
    present = [rendition_name(moved, 800, "jpg", "4x3"), rendition_name(moved, 1500, "jpg", "1x1")]
    answers = [process.get(f"/media/{name}") for name in names]
    assert [(a[0], dict(a[2])["Location"]) for a in answers] == [
        ("302", f"/media/{name}") for name in present
    ]


def test_a_crop_made_by_two_requests_at_once_is_missing_to_neither(process, photo, monkeypatch):
    make_published(pictures=(photo,))
    name = rendition_name(photo, 1500, "jpg", "1x1")
    make, save, present = renditions.make_crop, default_storage.replace, []

    def make_twice(*facts):
        return make(*facts) and make(*facts)

    def save_and_look(*facts):
        present.append(default_storage.exists(rendition_path(name)))
        return save(*facts)

    monkeypatch.setattr(renditions, "make_crop", make_twice)
    monkeypatch.setattr(default_storage, "replace", save_and_look)

    assert (process.get(f"/media/{name}")[0], present) == ("200", [False, True])


@pytest.mark.parametrize(("width", "is_shared"), [(0.7, True), (0.31, True), (0.29, False)])
def test_a_shared_link_has_the_wide_crop_if_it_was_set_and_is_not_tiny(process, photo, width, is_shared):
    story = make_published(pictures=(photo,))
    path = story_path("politik", story.slug, story.pk)

    def read_shared_image() -> str:
        return re.findall(r'property="og:image" content="([^"]+)"', process.get(path)[1].decode())[0]

    assert "16x9" not in read_shared_image()
    save_photo(photo.pk, {"crop_wide": [0.0, 0.0, width]}, by=None, at=NOON)

    assert ("16x9" in read_shared_image()) is is_shared


def test_no_crop_of_a_blocked_photo_or_of_an_invented_width_is_made(process, photo):
    make_published(pictures=(photo,))
    name = rendition_name(photo, 1500, "jpg", "1x1")
    other = name.replace("-1500.", "-1499.")
    assert process.get(f"/media/{other}")[0] == "404"

    block_photo(photo.pk, True, by=None, at=NOON)

    assert process.get(f"/media/{name}")[0] == "404"


def test_a_withdrawal_checks_the_files_of_crops(photo):
    story = make_published(pictures=(photo,))
    cropped = save_photo(photo.pk, {"crop_wide": CROP}, by=None, at=NOON)
    edition = Edition.objects.get(article=story)

    addresses = [check.address for check in list_checks(edition, killed=True, at=NOON)]

    assert f"/media/{rendition_name(cropped, 1400, 'jpg', '16x9')}" in addresses
