"""Packets are found in every kind of picture file, also in damaged ones."""

import io
import struct
import time
import zlib

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from articles.photos.metadata import PictureMetadata, read_metadata, read_picture_file
from articles.photos.metadata.containers import Damage, PictureFile, parse_picture_file
from tests.articles.photos.invented import AGENCY_XMP, iim, scene_bytes, with_iim, xmp
from tests.tables import each_of

SMALL = (64, 43)


def parse(data: bytes) -> PictureFile:
    found = parse_picture_file(data)
    assert found is not None
    return found


def chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def png(*chunks: bytes, size: tuple[int, int] = SMALL) -> bytes:
    header = chunk(b"IHDR", struct.pack(">II5B", *size, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def tiff_with(tag: int, kind: int, value: bytes, order: str) -> bytes:
    """Return a TIFF of 9 by 7 pixels with one more tag."""
    sign, count = ("<" if order == "II" else ">"), len(value) // {7: 1, 4: 4}[kind]
    rows = [(256, 4, 1, struct.pack(f"{sign}I", 9)), (257, 4, 1, struct.pack(f"{sign}I", 7))]
    rows.append((tag, kind, count, struct.pack(f"{sign}I", 8 + 2 + 12 * 3 + 4)))
    tags = b"".join(struct.pack(f"{sign}HHI", *row[:3]) + row[3] for row in rows)
    head = (b"II*\0" if order == "II" else b"MM\0*") + struct.pack(f"{sign}IH", 8, 3)
    return head + tags + bytes(4) + value


@each_of(["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_size_is_read_without_decoding(kind: str):
    found = parse(scene_bytes(1, kind, SMALL))

    assert (found.kind, found.width, found.height, found.damage) == (kind, *SMALL, [])


def test_a_lossless_webp_has_its_size_elsewhere():
    assert parse(scene_bytes(1, "WEBP", SMALL, lossless=True)).width == SMALL[0]


def test_other_files_are_none():
    assert parse_picture_file(b"GIF89a") is None


def test_an_empty_second_block_never_erases_the_first():
    data = with_iim(
        with_iim(scene_bytes(1, "JPEG", SMALL), iim((2, 110, b""))), iim((2, 110, b"dpa"), (2, 80, b"A B"))
    )
    found = read_metadata(data)

    assert (found.credit, found.creators) == ("dpa", ("A B",))
    assert found.packets.iim == iim((2, 110, b"dpa"), (2, 80, b"A B"), (2, 110, b""))


def test_a_first_empty_block_does_not_hide_the_second():
    data = with_iim(with_iim(scene_bytes(1, "JPEG", SMALL), iim((2, 110, b"dpa"))), iim((2, 110, b"")))

    assert read_metadata(data).credit == "dpa"


def test_a_long_photoshop_part_goes_on_in_the_next_segment():
    block = iim((2, 120, b"Der Kran " * 200), (2, 110, b"dpa"))
    whole = b"8BIM\x04\x04\x00\x00" + len(block).to_bytes(4) + block
    segments = b"".join(
        b"\xff\xed" + (len(part) + 16).to_bytes(2) + b"Photoshop 3.0\x00" + part
        for part in (whole[:900], whole[900:])
    )
    data = scene_bytes(1, "JPEG", SMALL)

    assert read_metadata(data[:2] + segments + data[2:]).credit == "dpa"


def test_a_packet_with_a_damaged_header_is_found():
    data = scene_bytes(1, "JPEG", SMALL, xmp=AGENCY_XMP).replace(
        b"http://ns.adobe.com/xap/1.0/\0", b"XMP\0://ns.adobe.com/xap/1.0/\0"
    )

    assert read_metadata(data).credit == "AFP"


@each_of([False, True])
def test_png_has_xmp_in_a_text_also_compressed(is_compressed: bool):
    text = zlib.compress(AGENCY_XMP) if is_compressed else AGENCY_XMP
    data = png(chunk(b"iTXt", b"XML:com.adobe.xmp\0" + bytes([is_compressed, 0]) + b"de\0\0" + text))

    assert read_metadata(data).credit == "AFP"


@each_of([("iptc", iim((2, 110, b"dpa"))), ("xmp", xmp("", 'photoshop:Credit="dpa"'))])
def test_png_has_profiles_of_imagemagick(keyword: str, content: bytes):
    text = f"\n{keyword}\n{len(content):8}\n{content.hex()}\n".encode()
    data = png(chunk(b"zTXt", b"Raw profile type " + keyword.encode() + b"\0\0" + zlib.compress(text)))

    assert read_metadata(data).credit == "dpa"


@each_of(["II", "MM"])
def test_tiff_has_its_block_as_bytes_or_as_numbers(order: str):
    block = iim((2, 110, b"dpa"), (2, 5, b"Kran"), (2, 90, b"Hf"))
    block += bytes(-len(block) % 4)
    swapped = b"".join(block[at : at + 4][::-1] for at in range(0, len(block), 4))

    for kind, value in ((7, block), (4, block), (4, swapped)):
        assert read_metadata(tiff_with(33723, kind, value, order)).credit == "dpa"


def test_avif_is_read_by_pillow():
    buffer = io.BytesIO()
    Image.new("RGB", SMALL).save(buffer, "AVIF", xmp=AGENCY_XMP)

    assert read_metadata(buffer.getvalue()).credit == "AFP"


@each_of(
    [
        (scene_bytes(1, "JPEG", SMALL)[:-300], Damage.CUT_OFF),
        (scene_bytes(1, "JPEG", SMALL)[:100], Damage.CUT_OFF),
        (png()[:-6], Damage.CUT_OFF),
        (png().replace(b"IEND", b"IENX"), Damage.CUT_OFF),
        (png(chunk(b"tEXt", b"a\0b")[:-1] + b"x"), Damage.CHECKSUM),
        (scene_bytes(1, "WEBP", SMALL)[:-9], Damage.CUT_OFF),
        (b"\xff\xd8\xff\xe0\x00\x00", Damage.STRUCTURE),
        (b"II*\0\x08\0\0\0\0\0", Damage.STRUCTURE),
    ]
)
def test_damage_is_reported_by_its_kind(data: bytes, damage: Damage):
    assert damage in parse(data).damage


HOSTILE = {
    "filling": b"\xff\xd8\xff" + b"\xff" * 20_000_000,
    "text bombs": png(*[chunk(b"zTXt", b"Raw profile type xmp\0\0" + zlib.compress(b"0" * 50_000_000))] * 20),
    "many texts": png(*[chunk(b"tEXt", b"")] * 300_000),
    "many values": png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp("<rdf:Description/>" * 90_000))),
    "many records": with_iim(scene_bytes(1, "JPEG", SMALL), b"\x1c\x02\x19\x00\x01a" * 9_000),
    "tag in itself": tiff_with(0x8769, 4, struct.pack("<I", 8), "II"),
    "endless tags": b"II*\0\x08\0\0\0\xff\xff" + struct.pack("<HHII", 700, 7, 900_000, 0) * 60_000,
}


@each_of(HOSTILE)
def test_a_hostile_file_takes_no_longer_than_two_seconds(name: str):
    begun = time.process_time()

    read_picture_file(parse(HOSTILE[name]))

    assert time.process_time() - begun < 2


WHOLE = {
    "JPEG": with_iim(scene_bytes(1, "JPEG", SMALL, xmp=AGENCY_XMP), iim((2, 110, b"dpa"))),
    "PNG": png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + AGENCY_XMP)),
    "WEBP": scene_bytes(1, "WEBP", SMALL, xmp=AGENCY_XMP),
    "TIFF": tiff_with(700, 7, AGENCY_XMP, "MM"),
}


@given(st.sampled_from(list(WHOLE)), st.integers(4, 4_000), st.integers(0, 400), st.binary(max_size=9))
def test_damage_anywhere_never_raises(kind: str, begin: int, length: int, other: bytes):
    data = WHOLE[kind]
    damaged = data[:begin] + other + data[begin + length :]

    if found := parse_picture_file(damaged):
        assert isinstance(read_picture_file(found), PictureMetadata)
