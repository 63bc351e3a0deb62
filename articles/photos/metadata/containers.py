"""Metadata packets in JPEG, PNG, WebP and TIFF, without its pixels. Pure.

Pillow keeps one Photoshop part of a JPEG, so that an empty second block erases the first, and it refuses damaged files
whose metadata is whole.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from articles.photos.metadata.iptc import PHOTOSHOP_IIM, TIFF_IIM
from articles.photos.metadata.tiff import parse_tiff

MAX_SEGMENTS = 2_000
MAX_PACKETS = 4
"""Packets of one kind in a file; programs write one, rarely two."""
MAX_LENGTH = 4_000_000
"""Bytes of one packet; longer ones are left out."""
MAX_TEXT = 2_000_000
"""Bytes of a compressed text of PNG, after decompression."""
_XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_START = re.compile(rb"<\?xpacket|<x:x[am]pmeta|<rdf:RDF")
_EXIF_HEADER = b"Exif\0\0"
_PHOTOSHOP_HEADER = b"Photoshop 3.0\0"
_RESOURCE_SIGNS = frozenset({b"8BIM", b"PHUT", b"DCSR", b"AgHg", b"MeSa"})
_TIFF_XMP, _TIFF_PHOTOSHOP, _TIFF_WIDTH, _TIFF_HEIGHT = 700, 34377, 256, 257
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHUNKS = frozenset({b"IHDR", b"eXIf", b"iTXt", b"zTXt", b"tEXt"})
_FILLING = re.compile(rb"\xff{2,}")
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN = 0xDA
_NO_FRAME = frozenset({0xC4, 0xC8, 0xCC})


class Damage(StrEnum):
    """Damage of a picture file that its metadata survive."""

    CUT_OFF = "cut off"
    STRUCTURE = "structure"
    CHECKSUM = "checksum"


@dataclass(slots=True)
class PictureFile:
    """Packets of a picture file, in its own order, and its size in pixels."""

    kind: str
    width: int = 0
    height: int = 0
    xmp: list[bytes] = field(default_factory=list)
    iim: list[bytes] = field(default_factory=list)
    exif: bytes = b""
    """TIFF structure without the header `Exif`."""
    damage: list[Damage] = field(default_factory=list)

    def report(self, damage: Damage) -> None:
        if damage not in self.damage:
            self.damage.append(damage)


def picture_kind(data: bytes) -> str:
    """Return JPEG, PNG, WEBP or TIFF by the first bytes; empty for other files."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(_PNG_SIGNATURE):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    return "TIFF" if data[:4] in {b"II*\0", b"MM\0*"} else ""


def parse_picture_file(data: bytes) -> PictureFile | None:
    """Return the packets of a picture file; None for a file of another kind."""
    kind = picture_kind(data)
    if not kind:
        return None
    found = PictureFile(kind)
    {"JPEG": _parse_jpeg, "PNG": _parse_png, "WEBP": _parse_webp, "TIFF": _parse_tiff_file}[kind](data, found)
    del found.xmp[MAX_PACKETS:], found.iim[MAX_PACKETS:]
    return found


def _parse_jpeg(data: bytes, found: PictureFile) -> None:
    photoshop: list[bytearray] = []
    scan = 0
    for marker, content, at in _list_segments(data, found):
        if marker == _SCAN:
            scan = at
        else:
            _take_segment(marker, content, found, photoshop)
    if not scan:
        found.report(Damage.STRUCTURE)
    elif data.rfind(b"\xff\xd9") < scan:
        found.report(Damage.CUT_OFF)
    for part in photoshop:
        found.iim += _list_iim(bytes(part), found)


def _list_segments(data: bytes, found: PictureFile) -> Iterator[tuple[int, bytes, int]]:
    """Yield marker, content and place of the segments up to the first scan."""
    at = 2
    for _ in range(MAX_SEGMENTS):
        if filling := _FILLING.match(data, at):
            at = filling.end() - 1
        if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] in {0, 0xD9}:
            return
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker in _NO_LENGTH:
            at += 2
            continue
        if length < 2 or at + 2 + length > len(data):
            found.report(Damage.STRUCTURE if length < 2 else Damage.CUT_OFF)
        yield marker, data[at + 4 : at + 2 + length], at
        if marker == _SCAN:
            return
        at += 2 + max(2, length)


def _take_segment(marker: int, content: bytes, found: PictureFile, photoshop: list[bytearray]) -> None:
    if marker == 0xE1:
        _take_application_data(content, found)
    elif marker == 0xED and content.startswith(_PHOTOSHOP_HEADER):
        part = content[len(_PHOTOSHOP_HEADER) :]
        if photoshop and part[:4] not in _RESOURCE_SIGNS:
            if len(photoshop[-1]) < MAX_LENGTH:
                photoshop[-1] += part  # a long part goes on in the next segment
        elif len(photoshop) < MAX_PACKETS:
            photoshop.append(bytearray(part))
    elif 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME and len(content) >= 5 and not found.width:
        found.height, found.width = int.from_bytes(content[1:3]), int.from_bytes(content[3:5])


def _take_application_data(content: bytes, found: PictureFile) -> None:
    if content.startswith(_EXIF_HEADER):
        found.exif = found.exif or content[len(_EXIF_HEADER) :]
    elif content.startswith(_XMP_HEADER):
        found.xmp.append(content[len(_XMP_HEADER) :])
    elif not content.startswith(b"http://ns.adobe.com/xmp/extension/") and (
        match := _XMP_START.search(content, 0, 200)
    ):
        found.xmp.append(content[match.start() :])  # old programs damage the header


def _list_iim(part: bytes, found: PictureFile) -> Iterator[bytes]:
    """Yield the IIM blocks among the resources of a Photoshop part."""
    at = 0
    for _ in range(MAX_SEGMENTS):
        if part[at : at + 4] not in _RESOURCE_SIGNS:
            return
        number = int.from_bytes(part[at + 4 : at + 6])
        name_length = part[at + 6] if at + 6 < len(part) else 0
        at += 6 + (name_length + 2) // 2 * 2
        length = int.from_bytes(part[at : at + 4])
        content = part[at + 4 : at + 4 + length]
        if len(content) < length:
            found.report(Damage.STRUCTURE)
        if number == PHOTOSHOP_IIM and content:
            yield content
        at += 4 + (length + 1) // 2 * 2


def _parse_png(data: bytes, found: PictureFile) -> None:
    at, name, view = 8, b"", memoryview(data)
    for _ in range(MAX_SEGMENTS * 50):
        if at + 12 > len(data) or name == b"IEND":
            break
        length, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 8 + length
        checksum = data[end : end + 4]
        if name != b"IDAT" and checksum != zlib.crc32(view[at + 4 : end]).to_bytes(4):
            found.report(Damage.CUT_OFF if len(checksum) < 4 else Damage.CHECKSUM)
        if length <= MAX_LENGTH and name in _CHUNKS:
            _take_chunk(name, data[at + 8 : end], found)
        at = end + 4
    if name != b"IEND":
        found.report(Damage.CUT_OFF)


def _take_chunk(name: bytes, content: bytes, found: PictureFile) -> None:
    if len(found.xmp) + len(found.iim) >= MAX_PACKETS:
        return
    if name == b"IHDR":
        found.width, found.height = int.from_bytes(content[:4]), int.from_bytes(content[4:8])
    elif name == b"eXIf":
        found.exif = found.exif or content.removeprefix(_EXIF_HEADER)
    elif name == b"iTXt" and content.startswith(b"XML:com.adobe.xmp\0"):
        text = content[20:].split(b"\0", 2)[-1]  # after language and translated name
        found.xmp.append(_inflate(text, found) if content[18:19] == b"\x01" else text)
    elif name in {b"zTXt", b"tEXt"} and content.startswith(b"Raw profile type "):
        keyword, _, rest = content.partition(b"\0")
        _take_raw_profile(keyword[17:], _inflate(rest[1:], found) if name == b"zTXt" else rest, found)


def _inflate(data: bytes, found: PictureFile) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, MAX_TEXT)
    except zlib.error:
        found.report(Damage.STRUCTURE)
        return b""


def _take_raw_profile(keyword: bytes, text: bytes, found: PictureFile) -> None:
    """Add a profile of ImageMagick: name and length in lines, then hexadecimal digits."""
    try:
        content = bytes.fromhex("".join(text.decode("ascii").split()[2:]))
    except (ValueError, UnicodeDecodeError):
        found.report(Damage.STRUCTURE)
        return
    if keyword == b"iptc":
        part = content.removeprefix(_PHOTOSHOP_HEADER)
        found.iim += list(_list_iim(part, found)) if part[:4] in _RESOURCE_SIGNS else [part]
    elif keyword == b"xmp":
        found.xmp.append(content)
    elif keyword in {b"exif", b"APP1"}:
        found.exif = found.exif or content.removeprefix(_EXIF_HEADER)


def _parse_webp(data: bytes, found: PictureFile) -> None:
    at = 12
    for _ in range(MAX_SEGMENTS):
        if at + 8 > len(data):
            break
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        content = data[at + 8 : at + 8 + min(length, MAX_LENGTH)]
        if at + 8 + length > len(data):
            found.report(Damage.CUT_OFF)
        if name == b"XMP ":
            found.xmp.append(content)
        elif name == b"EXIF":
            found.exif = found.exif or content.removeprefix(_EXIF_HEADER)
        elif not found.width:
            found.width, found.height = _webp_size(name, content)
        at += 8 + length + length % 2


def _webp_size(name: bytes, content: bytes) -> tuple[int, int]:
    if name == b"VP8X" and len(content) >= 10:
        return int.from_bytes(content[4:7], "little") + 1, int.from_bytes(content[7:10], "little") + 1
    if name == b"VP8 " and content[3:6] == b"\x9d\x01\x2a":
        return (
            int.from_bytes(content[6:8], "little") & 0x3FFF,
            int.from_bytes(content[8:10], "little") & 0x3FFF,
        )
    if name == b"VP8L" and content[:1] == b"\x2f":
        bits = int.from_bytes(content[1:5], "little")
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    return 0, 0


def _parse_tiff_file(data: bytes, found: PictureFile) -> None:
    parsed = parse_tiff(data)
    if parsed is None:
        return
    structure, tags = parsed
    found.width = structure.decode_number(tags.get(_TIFF_WIDTH))
    found.height = structure.decode_number(tags.get(_TIFF_HEIGHT))
    found.exif = data
    if xmp := tags.get(_TIFF_XMP):
        found.xmp.append(xmp)
    if iim := tags.get(TIFF_IIM):
        # Adobe's type LONG reverses the bytes of a file in the other order.
        found.iim.append(iim if iim[:1] == b"\x1c" or len(iim) % 4 else _swap(iim))
    if part := tags.get(_TIFF_PHOTOSHOP):
        found.iim += list(_list_iim(part, found))
    if not tags:
        found.report(Damage.STRUCTURE)


def _swap(data: bytes) -> bytes:
    return b"".join(data[at : at + 4][::-1] for at in range(0, len(data), 4))
