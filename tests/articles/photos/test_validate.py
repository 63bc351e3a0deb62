import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from articles.photos.validate import MAX_BYTES, PictureRefused, check_picture
from tests.articles.photos.invented import scene, scene_bytes
from tests.tables import each_of


def zip_archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("geheim.txt", "nichts")
    return buffer.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A small file that says it is very large; its pixels are never there."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """A small PNG whose text part unpacks to far more than a caption."""
    packed = b"bomb\x00\x00" + zlib.compress(b"0" * 80_000_000, 9)
    chunk = (
        struct.pack(">I", len(packed)) + b"zTXt" + packed + struct.pack(">I", zlib.crc32(b"zTXt" + packed))
    )
    data = scene_bytes(1, "PNG", (40, 30))
    return data[:33] + chunk + data[33:]


@each_of([
        ("JPEG", "a.jpg", "jpg"), ("JPEG", "A.JPEG", "jpg"), ("PNG", "a.png", "png"), ("WEBP", "a.webp", "webp"),
        ("AVIF", "a.avif", "avif"), ("TIFF", "a.tiff", "tif"), ("WEBP", "gespeichert als.jpg", "webp"), ("JPEG", "", "jpg"),
    ])  # fmt: skip
def test_a_picture_is_taken_for_what_its_content_is(kind, name, ending):
    assert check_picture(scene_bytes(1, kind, (64, 43)), name) == ending


def test_a_telephones_double_jpeg_is_taken_as_a_jpeg():
    first, second = scene(1, (64, 43)), scene(2, (64, 43))
    buffer = io.BytesIO()
    first.save(buffer, "MPO", save_all=True, append_images=[second])

    assert check_picture(buffer.getvalue(), "handy.jpg") == "jpg"


@each_of([
        (b"", "a.jpg", "0 bytes"),
        (b"no picture at all", "a.jpg", "not a JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "a.jpg", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg/>", "a.svg.jpg", "SVG"),
        (b"GIF89a" + b"\x00" * 40, "a.jpg", "GIF"),
        (b"MZ\x90\x00" * 100, "a.jpg", "not a JPEG"),
        (scene_bytes()[:4000], "a.jpg", "damaged or incomplete"),
        (scene_bytes(1, "PNG")[:4000], "a.png", "damaged or incomplete"),
        (scene_bytes(1, "WEBP")[:2000], "a.webp", "damaged|no JPEG"),
        (scene_bytes(), "rechnung.exe", r"ending in “\.exe”"),
        (scene_bytes(), "bild.jpg.php", r"ending in “\.php”"),
        (scene_bytes(), "zeichnung.svg", r"ending in “\.svg”"),
        (png_of(20_000, 20_000), "a.png", "pixels"),
        (png_of(12_000, 11_000), "a.png", "132 megapixels"),
        (text_bomb(), "a.png", "damaged"),
        (scene_bytes() + zip_archive(), "a.jpg", "ZIP"),
        (scene_bytes() + b"<?php system($_GET['c']); ?>", "a.jpg", "PHP"),
        (scene_bytes(comment=b"<script>alert(1)</script>"), "a.jpg", "HTML"),
        (scene_bytes() + b"<!DOCTYPE html><html><body>", "a.jpg", "HTML"),
        (scene_bytes(comment=b"%PDF-1.7 ..."), "a.jpg", "PDF"),
        (scene_bytes() + b"Rar!\x1a\x07\x01\x00", "a.jpg", "RAR"),
        (scene_bytes(1, "PNG") + b"MZ\x90\x00\x03\x00\x00\x00", "a.png", "EXE"),
    ])  # fmt: skip
def test_what_is_no_fit_picture_is_refused_in_words(data, name, why):
    with pytest.raises(PictureRefused, match=why):
        check_picture(data, name)


def test_a_file_over_the_limit_is_refused_before_it_is_opened():
    with pytest.raises(PictureRefused, match="200 MB"):
        check_picture(b"\xff\xd8" + bytes(200_000_000), "a.jpg")


def test_a_refusal_names_the_passenger_and_its_place():
    data = scene_bytes()

    with pytest.raises(PictureRefused) as refused:
        check_picture(data + b"<?php ?>", "a.jpg")

    assert refused.value.params == {"kind": "jpg", "what": "HTML/PHP", "place": len(data)}


@each_of([b"\x00" * 4096, b"SEFT\x00\x00trailer of a telephone"])
def test_harmless_bytes_behind_a_picture_are_no_reason(padding):
    assert check_picture(scene_bytes() + padding, "a.jpg") == "jpg"


def test_the_limit_is_sixty_megabytes():
    assert MAX_BYTES == 60_000_000


def test_pillows_own_limit_never_decides_in_silence():
    assert Image.MAX_IMAGE_PIXELS is not None


def needle(width: int, height: int) -> bytes:
    """A PNG of one grey, small as a file whatever its sides."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = zlib.compress(b"\0" * ((width + 8) // 8 + 1) * height, 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@each_of([(1, 100_000_000), (100_000_000, 1), (1, 40_001), (50_000, 6_000), (10, 101), (2_147_483_647, 1)])
def test_a_picture_with_a_side_out_of_all_proportion_is_refused(width, height):
    with pytest.raises(PictureRefused, match="pixels"):
        check_picture(head_of(width, height))


def head_of(width: int, height: int) -> bytes:
    """The same with the sides only claimed: they are judged before anything is unpacked."""
    whole = needle(1, 1)
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return whole[:12] + head + struct.pack(">I", zlib.crc32(head)) + whole[33:]


@each_of([(10, 100), (100, 10), (4_000, 400), (1, 1)])
def test_a_long_picture_within_the_limits_is_taken(width, height):
    assert check_picture(needle(width, height)) == "png"
