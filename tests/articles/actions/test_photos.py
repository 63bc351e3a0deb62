import io

import pytest
from PIL import Image

from articles import visibility
from articles.actions import photos
from articles.actions.directory import GrantDraft
from articles.actions.errors import ActionRefused
from articles.models import LogEntry, Photo
from articles.rights.grants import Channel
from tests.factories import NOON, make_photo, make_published, picture_bytes

pytestmark = pytest.mark.django_db


def svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bomb() -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"no picture at all", "no JPEG"),
        (svg(), "no JPEG"),
        (b"GIF89a" + b"\x00" * 40, "no JPEG"),
        (picture_bytes()[:400], "damaged"),
        (bomb(), "pixels"),
    ],
)
def test_a_file_that_is_no_fit_picture_is_refused_and_nothing_is_kept(data: bytes, why: str) -> None:
    with pytest.raises(ActionRefused, match=why):
        photos.add_photo({"credit_raw": "Foto: Ida Brandt"}, by=None, at=NOON, data=data, name="a.jpg")

    assert not Photo.objects.exists()


def test_the_same_file_is_kept_once_and_the_first_is_named() -> None:
    data = picture_bytes()
    first = photos.add_photo({}, by=None, at=NOON, data=data, name="a.jpg")

    with pytest.raises(ActionRefused, match=str(first.pk)):
        photos.add_photo({}, by=None, at=NOON, data=data, name="b.jpg")


def test_the_credit_line_is_read_into_its_parts() -> None:
    photo = make_photo("Foto: IDA BRANDT/POOL/AFP via Getty Images")

    assert (photo.photographers, photo.agency_codes, photo.pool, photo.distributor) == (
        ["Ida Brandt"],
        ["afp"],
        True,
        "Getty Images",
    )


def test_a_photo_nobody_gave_rights_for_is_shown_nowhere() -> None:
    photo = make_photo("Foto: Ida Brandt", channels=None)

    assert not visibility.photo_decision(photo, Channel.SITE, NOON).allowed


def test_an_agency_photo_is_allowed_where_the_contract_allows() -> None:
    photo = make_photo("Ida Brandt/AFP", channels=None)

    assert visibility.photo_decision(photo, Channel.SITE, NOON).allowed
    assert not visibility.photo_decision(photo, Channel.PARTNER, NOON).allowed


def test_the_photos_own_rights_speak_before_the_contract() -> None:
    photo = make_photo("Ida Brandt/AFP", channels=None)
    photos.set_photo_rights(photo.pk, [GrantDraft(channel="site", allow=False)], by=None, at=NOON)

    assert not visibility.photo_decision(Photo.objects.get(), Channel.SITE, NOON).allowed


def test_blocking_a_photo_writes_the_log_for_stories_that_show_it() -> None:
    photo = make_photo()
    make_published(pictures=(photo,))

    photos.block_photo(photo.pk, True, by=None, at=NOON)

    assert list(LogEntry.objects.order_by("seq").values_list("kind", flat=True)) == ["new", "rights"]
