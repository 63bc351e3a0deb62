"""Files that are no text are refused by name, and photos are known by their bytes."""

import gzip
import io
import zipfile

import pytest

from articles.parsing.errors import CopyError, CopyIsArchive, FileIsBinary
from articles.wire.detect import detect_format, refuse_markup
from articles.wire.formats import Format
from articles.wire.registry import read_wire
from tests.articles.photos.invented import scene_bytes
from tests.tables import each_of


def make_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("kran.xml", "<nitf/>")
    return buffer.getvalue()


ARCHIVES = [
    (make_zip(), "ZIP"),
    (gzip.compress(b"<nitf/>"), "gzip"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
    (b"Rar!\x1a\x07\x01\x00", "RAR"),
    (b"\xfd7zXZ\x00\x00", "xz"),
    (b"BZh91AY&SY", "bzip2"),
    (b"kran.xml".ljust(257, b"\0") + b"ustar\x00", "tar"),
]
OTHERS = [
    (scene_bytes(1, "GIF", (9, 7)), "GIF picture"),
    (scene_bytes(1, "BMP", (9, 7)), "BMP picture"),
    (scene_bytes(1, "AVIF", (64, 43)), "AVIF picture"),
    (b"\x00\x00\x00\x18ftypmp42\x00\x00", "MPEG-4 film"),
    (b"ID3\x04\x00\x00", "MP3 sound"),
    (b"RIFF\x10\x00\x00\x00WAVEfmt ", "WAVE sound"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "old Word or Excel document"),
    (b"MZ\x90\x00\x03", "program"),
]


@pytest.mark.parametrize(("raw", "name"), ARCHIVES, ids=[name for _, name in ARCHIVES])
@pytest.mark.parametrize("read", [read_wire, refuse_markup])
def test_an_archive_is_refused_by_its_name(raw: bytes, name: str, read):
    with pytest.raises(CopyIsArchive) as refused:
        read(raw)

    assert f"({name})" in refused.value.message


@pytest.mark.parametrize(("raw", "name"), OTHERS, ids=[name for _, name in OTHERS])
@pytest.mark.parametrize("read", [read_wire, refuse_markup])
def test_other_binaries_are_refused_by_their_names(raw: bytes, name: str, read):
    with pytest.raises(FileIsBinary) as refused:
        read(raw)

    assert f"({name})" in refused.value.message


def test_bytes_of_no_known_kind_are_left_to_the_parser_of_copy():
    raw = bytes(range(256)) * 20

    refuse_markup(raw)
    with pytest.raises(FileIsBinary, match="unknown"):
        read_wire(raw)


@each_of(["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_photo_is_known_by_its_first_bytes_and_is_no_copy(kind: str):
    raw = scene_bytes(1, kind, (64, 43))

    assert detect_format(raw) is Format.PHOTO
    with pytest.raises(FileIsBinary):
        refuse_markup(raw)


@each_of(
    [
        "BMW baut in Nordhaven",
        "MZ-Umfrage: Der Kran steht",
        "PK am Hafen",
        "ID3-Marken",
        "II* ist keine Zahl",
        "Kran\x00steht\x01 wieder",
    ]
)
def test_text_that_begins_like_a_binary_stays_text(text: str):
    assert detect_format(text.encode()) is Format.TEXT


def test_a_page_with_the_name_of_a_picture_is_refused_as_a_page():
    with pytest.raises(CopyError, match="HTML page"):
        read_wire(b"<html><script>alert(1)</script></html>")
