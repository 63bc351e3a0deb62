"""The page of a picture that came by wire: seen, described, and one button away from the desk's photos."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import get_copy
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.photos.save import add_photo
from articles.models import Article, Photo, WireFile, WireItem
from articles.wire.item import ItemKind, Link, WirePhoto
from tests.articles.photos.invented import AGENCY_XMP, scene_bytes
from tests.factories import NOON, make_section
from tests.wire_items import make_news, make_source, receive_news

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> WireItem:
    raw = scene_bytes(1, xmp=AGENCY_XMP)
    return ingest_file(raw, source=make_source(), name="kran.jpg", at=NOON).items[0].item


def read_page(desk: Client, item: WireItem) -> str:
    return desk.get(reverse("admin:articles_wireitem_change", args=[item.pk])).content.decode()


def test_the_page_shows_the_picture_with_caption_credit_and_terms(desk: Client, item: WireItem) -> None:
    page = read_page(desk, item)

    address = reverse("admin:articles_article_copy_picture", args=[item.pk, 0])
    figure = page.partition("<figure")[2].partition("</figure>")[0]
    assert all(words in figure for words in (address, "Ein Kran hebt am 2. März 2026", "AFP"))
    assert "Editorial use only" in page
    assert desk.get(address).headers["Content-Type"] == "image/jpeg"


def test_the_bytes_of_a_picture_are_never_shown_as_text(desk: Client, item: WireItem) -> None:
    page = read_page(desk, item)

    assert "\ufffd" not in page
    assert reverse("admin:articles_wireitem_raw", args=[item.pk]) in page


def test_one_button_makes_the_photo_and_the_page_leads_to_it_from_then_on(
    desk: Client, item: WireItem
) -> None:
    address = reverse("admin:articles_wireitem_photo", args=[item.pk])
    assert address in read_page(desk, item)

    answer = desk.post(address)

    photo = Photo.objects.get()
    assert answer["Location"] == reverse("admin:articles_photo_change", args=[photo.pk])
    assert (bool(photo.file), photo.credit) == (True, "Ida Brandt/AFP")
    page = read_page(desk, item)
    assert (address in page, answer["Location"] in page) == (False, True)


def test_a_story_made_of_the_picture_unchanged_has_its_file(item: WireItem) -> None:
    change = proposed_change(get_copy(item))
    change.fields["section_id"] = make_section().pk

    story = create_from_item(item.pk, change, by=None, at=NOON)

    assert [bool(placed.photo.file) for placed in story.placements.all()] == [True]


@pytest.fixture
def address_only() -> WireItem:
    """A picture of which the agency sent caption and address, not the file."""
    photo = WirePhoto(caption="Ein Kran hebt am 2. März 2026 in Nordhaven ein Boot.", credit="Ida Brandt/AFP")
    links = (Link("https://pictures.example/kran.jpg", role="original"),)
    return receive_news(make_news(kind=ItemKind.PICTURE, body=(), photo=photo, links=links))


def test_no_story_is_made_of_a_picture_of_which_only_the_address_has_come(
    desk: Client, address_only: WireItem
) -> None:
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    review = reverse("admin:articles_article_review_copy", args=[address_only.pk])
    change = proposed_change(get_copy(address_only))
    change.fields["section_id"] = make_section().pk

    pages = [desk.get(review, follow=True), desk.post(review, {"_create": "1"}, follow=True)]
    with pytest.raises(ActionRefused, match="Only the address"):
        create_from_item(address_only.pk, change, by=None, at=NOON)

    assert all("Only the address of this picture has come." in page.content.decode() for page in pages)
    assert (Article.objects.count(), Photo.objects.count()) == (0, 0)


def test_the_story_of_such_a_picture_has_the_photo_that_was_made_of_it(address_only: WireItem) -> None:
    photo = add_photo(
        {"credit_raw": "Ida Brandt/AFP"}, by=None, at=NOON, data=scene_bytes(1), name="kran.jpg"
    )
    WireItem.objects.filter(pk=address_only.pk).update(photo=photo)
    change = proposed_change(get_copy(address_only))
    change.fields["section_id"] = make_section().pk

    story = create_from_item(address_only.pk, change, by=None, at=NOON)

    assert [(placed.photo_id, placed.role) for placed in story.placements.all()] == [(photo.pk, "lead")]
    assert Photo.objects.count() == 1


def list_rows(desk: Client) -> str:
    return desk.get(reverse("admin:articles_wireitem_changelist")).content.decode()


def test_the_list_shows_a_stored_small_copy_and_loads_no_full_picture(desk: Client, item: WireItem) -> None:
    address = reverse("admin:articles_article_copy_picture", args=[item.pk, 0])
    with CaptureQueriesContext(connection) as queries:
        page = list_rows(desk)

    assert f'src="{address}"' in page
    assert not any('"articles_wirefile"."raw"' in query["sql"] for query in queries)
    WireFile.objects.update(raw=None)
    small = desk.get(address)
    assert (small["Content-Type"], len(small.content) < len(scene_bytes(1, xmp=AGENCY_XMP))) == (
        "image/jpeg",
        True,
    )
    assert max(Image.open(io.BytesIO(small.content)).size) <= 480


def test_the_list_shows_the_photo_that_was_made_of_an_item(desk: Client, address_only: WireItem) -> None:
    assert "wire-thumb" not in list_rows(desk)
    photo = add_photo({}, by=None, at=NOON, data=scene_bytes(1), name="kran.jpg")
    WireItem.objects.filter(pk=address_only.pk).update(photo=photo)

    assert f'src="{reverse("admin:articles_photo_picture", args=[photo.pk])}"' in list_rows(desk)


def test_a_picture_that_the_desk_refuses_has_no_small_copy() -> None:
    broken = scene_bytes(1, xmp=AGENCY_XMP)[:-400]

    file = ingest_file(broken, source=make_source(), name="kran.jpg", at=NOON).file

    assert WireFile.objects.get(pk=file.pk).thumbnail is None
