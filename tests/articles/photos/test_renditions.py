import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from articles.actions.photos import add_photo
from articles.photos.renditions import WIDTHS, address_of, name_of, read_name, size_of, stored_as, widths_of
from tests.factories import NOON, make_photo, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pictures_of_their_own(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def opened(photo, width: int, kind: str) -> Image.Image:
    with default_storage.open(stored_as(name_of(photo, width, kind))) as stored:
        return Image.open(io.BytesIO(stored.read()))


def add(data: bytes, **facts):
    return add_photo({"credit_raw": "Jonna Ekvall", **facts}, by=None, at=NOON, data=data, name="x.jpg")


@pytest.mark.parametrize(
    ("width", "made"),
    [(300, [300]), (480, [480]), (640, [480, 640]), (1600, list(WIDTHS)), (2400, list(WIDTHS))],
)
def test_a_picture_is_never_made_wider_than_it_is(width, made):
    photo = add(picture_bytes(size=(width, 400)))

    assert widths_of(photo) == made


@pytest.mark.parametrize(("kind", "form"), [("webp", "WEBP"), ("jpg", "JPEG")])
def test_each_width_is_kept_in_both_forms(kind, form):
    photo = add(picture_bytes(size=(1000, 500)))

    rendition = opened(photo, 480, kind)

    assert (rendition.format, rendition.size) == (form, (480, 240))


def test_a_camera_held_upright_gives_an_upright_picture():
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "#456").save(buffer, "JPEG", exif=exif)

    photo = add(buffer.getvalue())

    assert (photo.width, photo.height, size_of(buffer.getvalue())) == (600, 900, (600, 900))
    assert opened(photo, 480, "jpg").size == (480, 720)


def test_where_and_by_what_it_was_taken_is_stripped_and_the_credit_kept():
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif[0x8825] = {1: "N", 2: (53.0, 32.0, 1.0)}
    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "#456").save(buffer, "JPEG", exif=exif)

    kept = dict(opened(add(buffer.getvalue()), 480, "jpg").getexif())

    assert kept == {0x8298: "Jonna Ekvall", 0x013B: "Jonna Ekvall"}


def test_a_transparent_picture_stands_on_white():
    buffer = io.BytesIO()
    Image.new("RGBA", (500, 500), (0, 0, 0, 0)).save(buffer, "PNG")

    rendition = opened(add(buffer.getvalue()), 480, "jpg")

    assert rendition.getpixel((10, 10)) == (255, 255, 255)


def test_names_give_away_neither_file_name_nor_person():
    photo = make_photo(caption="Mira Talberg")

    addresses = [address_of(photo, width) for width in widths_of(photo)]

    assert addresses == [f"/media/{name_of(photo, width, 'jpg')}" for width in widths_of(photo)]
    assert not any("kran" in address or "talberg" in address for address in addresses)


@pytest.mark.parametrize(
    "name", ["", "1-2-3.jpg", "0-0123456789abcdef-480.jpg", "1-0123456789abcdef-480.gif", "../x"]
)
def test_what_is_no_name_of_ours_is_not_read(name):
    assert read_name(name) is None
