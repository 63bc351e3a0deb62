import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from articles.photos.metadata.replace_xmp import UnsupportedPicture, replace_xmp
from articles.photos.renditions import FORMATS
from tests.articles.photos.invented import encoded, scene, with_iim, xmp
from tests.articles.photos.metadata.xmp_reader import find_packet
from tests.tables import each_of

OLD, NEW = xmp("", 'photoshop:Credit="Alte Zeile"'), xmp("", 'photoshop:Credit="Neue Zeile"')


def rendition(kind: str, **options) -> bytes:
    form, usual = FORMATS[kind]
    return encoded(scene(2, (160, 107)), form, **usual, **options)


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.tobytes()


def old_exif() -> bytes:
    exif = Image.Exif()
    exif[0x8298] = "Alte Zeile"
    return exif.tobytes()


@each_of(FORMATS)
def test_the_packet_is_written_beside_the_same_pixels(kind) -> None:
    data = rendition(kind)

    found = replace_xmp(data, NEW)

    assert (find_packet(found), pixels(found)) == (NEW, pixels(data))
    assert len(found) - len(data) <= len(NEW) + 110


@each_of(FORMATS)
def test_no_earlier_packet_stays(kind) -> None:
    data = rendition(kind, xmp=OLD, exif=old_exif())
    assert b"Alte Zeile" in data

    found = replace_xmp(data, NEW)

    assert (b"Alte Zeile" in found, find_packet(found), pixels(found)) == (False, NEW, pixels(data))


@each_of(FORMATS)
def test_a_packet_is_replaced_as_often_as_one_likes(kind) -> None:
    found = replace_xmp(replace_xmp(replace_xmp(rendition(kind), OLD), OLD), NEW)

    assert (b"Alte Zeile" in found, find_packet(found), pixels(found)) == (
        False,
        NEW,
        pixels(rendition(kind)),
    )


@each_of([True, False])
def test_transparency_of_a_webp_is_kept(lossless) -> None:
    picture = scene(2, (161, 107)).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    data = encoded(picture, "WEBP", lossless=lossless)

    found = replace_xmp(data, NEW)

    assert (find_packet(found), pixels(found)) == (NEW, pixels(data))


def test_the_other_parts_of_a_jpeg_are_kept() -> None:
    data = with_iim(
        encoded(scene(2, (160, 107)), icc_profile=b"ein Profil", comment=b"eine Notiz"), b"\x1c\x02P\0\0"
    )

    with Image.open(io.BytesIO(replace_xmp(data, NEW))) as picture:
        assert (picture.info["icc_profile"], picture.info["comment"]) == (b"ein Profil", b"eine Notiz")


@each_of([b"", b"GIF89a", encoded(scene(2, (16, 16)), "PNG"), b"\xff\xd8\xff\xe0\0\x04"])
def test_other_and_broken_files_are_refused(data) -> None:
    with pytest.raises(UnsupportedPicture):
        replace_xmp(data, NEW)


@pytest.mark.parametrize("kind", FORMATS)
@given(st.data())
def test_a_damaged_file_is_refused_or_kept_but_never_fails_otherwise(kind, data) -> None:
    whole = rendition(kind)
    cut = data.draw(st.integers(0, len(whole)))
    damaged = bytearray(whole[: data.draw(st.sampled_from([cut, len(whole)]))])
    for place in data.draw(st.lists(st.integers(0, max(0, min(400, len(damaged) - 1))), max_size=3)):
        damaged[place : place + 1] = bytes((data.draw(st.integers(0, 255)),))

    with contextlib.suppress(UnsupportedPicture):
        replace_xmp(bytes(damaged), NEW)
