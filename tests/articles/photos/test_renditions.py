import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from PIL import Image

from articles.actions.photos.render import render_waiting
from articles.actions.photos.save import add_photo
from articles.models import SiteChange
from articles.photos.renditions import (
    WIDTHS,
    parse_rendition_name,
    picture_size,
    rendition_kinds,
    rendition_name,
    rendition_path,
    rendition_url,
    rendition_widths,
)
from articles.site.dependencies import photo_key
from tests.factories import NOON, make_photo, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pictures_of_their_own(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def open_rendition(photo, width: int, kind: str) -> Image.Image:
    with default_storage.open(rendition_path(rendition_name(photo, width, kind))) as stored:
        return Image.open(io.BytesIO(stored.read()))


def add(data: bytes, **facts):
    return add_photo({"credit_raw": "Jonna Ekvall", **facts}, by=None, at=NOON, data=data, name="x.jpg")


@pytest.mark.parametrize(
    ("width", "made"),
    [(300, [300]), (480, [480]), (640, [480, 640]), (1600, list(WIDTHS)), (2400, list(WIDTHS))],
)
def test_a_picture_is_never_made_wider_than_it_is(width, made):
    photo = add(picture_bytes(size=(width, 400)))

    assert rendition_widths(photo) == made


def test_jpeg_is_there_at_once_so_that_no_page_waits():
    photo = add(picture_bytes(size=(1000, 500)))

    assert (rendition_kinds(photo), open_rendition(photo, 480, "jpg").size) == (("jpg",), (480, 240))


@pytest.mark.parametrize(("kind", "form"), [("avif", "AVIF"), ("webp", "WEBP"), ("jpg", "JPEG")])
def test_each_width_is_kept_in_every_kind_once_the_background_was_there(kind, form):
    photo = add(picture_bytes(size=(1000, 500)))

    list(render_waiting())

    rendition = open_rendition(photo, 480, kind)
    assert (rendition.format, rendition.size) == (form, (480, 240))


def test_what_is_rendered_is_not_rendered_again():
    photo = add(picture_bytes())

    assert (list(render_waiting()), list(render_waiting())) == ([photo.pk], [])


def test_only_so_many_are_rendered_at_once():
    photos = [add(picture_bytes(size=(300 + number, 200))) for number in range(3)]

    assert list(render_waiting(limit=2)) == [photo.pk for photo in photos[:2]]


def test_a_photo_whose_file_is_lost_does_not_hold_up_the_others():
    lost, kept = add(picture_bytes(size=(300, 200))), add(picture_bytes(size=(310, 200)))
    default_storage.delete(lost.file.name)

    assert list(render_waiting()) == [kept.pk]


def test_the_command_renders_all_and_says_how_many(capsys):
    add(picture_bytes(size=(300, 200)))
    default_storage.delete(add(picture_bytes(size=(310, 200))).file.name)

    call_command("render_photos")

    assert capsys.readouterr().out == "1 photos rendered, 1 skipped: no file\n"


def test_pages_end_at_once_when_a_photo_gets_its_lighter_kinds(django_db_blocker):
    photo = add(picture_bytes())
    last_keys()

    list(render_waiting())

    assert last_keys() == {photo_key(photo.pk)}


def last_keys() -> set[str]:
    """The keys of what was recorded since the last question."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    found = {key for keys in SiteChange.objects.values_list("keys", flat=True) for key in keys}
    SiteChange.objects.all().delete()
    return found


def test_a_camera_held_upright_gives_an_upright_picture():
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "#456").save(buffer, "JPEG", exif=exif)

    photo = add(buffer.getvalue())

    assert (photo.width, photo.height, picture_size(buffer.getvalue())) == (600, 900, (600, 900))
    assert open_rendition(photo, 480, "jpg").size == (480, 720)


def test_where_and_by_what_it_was_taken_is_stripped_and_the_credit_kept():
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif[0x8825] = {1: "N", 2: (53.0, 32.0, 1.0)}
    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "#456").save(buffer, "JPEG", exif=exif)

    photo = add(buffer.getvalue())
    list(render_waiting())

    kept = [dict(open_rendition(photo, 480, kind).getexif()) for kind in ("jpg", "webp", "avif")]
    assert kept == [{0x8298: "Jonna Ekvall", 0x013B: "Jonna Ekvall"}] * 3


def test_a_transparent_picture_stands_on_white():
    buffer = io.BytesIO()
    Image.new("RGBA", (500, 500), (0, 0, 0, 0)).save(buffer, "PNG")

    rendition = open_rendition(add(buffer.getvalue()), 480, "jpg")

    assert rendition.getpixel((10, 10)) == (255, 255, 255)


def test_names_give_away_neither_file_name_nor_person():
    photo = make_photo(caption="Mira Talberg")

    addresses = [rendition_url(photo, width) for width in rendition_widths(photo)]

    assert addresses == [f"/media/{rendition_name(photo, width, 'jpg')}" for width in rendition_widths(photo)]
    assert not any("kran" in address or "talberg" in address for address in addresses)


@pytest.mark.parametrize(
    "name", ["", "1-2-3.jpg", "0-0123456789abcdef-480.jpg", "1-0123456789abcdef-480.gif", "../x"]
)
def test_what_is_no_name_of_ours_is_not_read(name):
    assert parse_rendition_name(name) is None
