"""Check of uploaded fonts in the WOFF2 format."""

import io
import struct

from PIL import ImageFont

from articles.brand.file_faults import FileFault, InvalidBrandFile

SIGNATURES = {
    b"wOFF": "WOFF 1",
    b"\x00\x01\x00\x00": "TrueType",
    b"OTTO": "OpenType",
    b"ttcf": "TrueType collection",
}
HEADER = struct.Struct(">4s4sIHHI")
"""Signature, flavour, length, tables, reserved and size after decompression (WOFF 2.0, 3)."""
MAX_SIZE = 20_000_000
"""Bytes of a font after decompression; the largest fonts for Chinese have less."""
NEEDED = "AEMNRSaegnrsÄÖÜäöüß0189"


def check_font(content: bytes) -> str:
    """Return the family of a WOFF2 font; raise if it is none, or lacks Latin letters."""
    if content[:4] in SIGNATURES:
        raise InvalidBrandFile(FileFault.OTHER_FONT_FORMAT, SIGNATURES[content[:4]])
    if content[:4] != b"wOF2" or len(content) < HEADER.size:
        raise InvalidBrandFile(FileFault.NO_FONT)
    _signature, _flavour, length, tables, _reserved, size = HEADER.unpack_from(content)
    if length != len(content) or not tables or size > MAX_SIZE:
        raise InvalidBrandFile(FileFault.NO_FONT)
    try:
        font = ImageFont.truetype(io.BytesIO(content), 40)
        family = font.getname()[0] or ""
        # letters that a font lacks have the shape of its empty box
        shapes = {bytes(font.getmask(letter)) for letter in NEEDED}
    except (OSError, ValueError) as error:
        raise InvalidBrandFile(FileFault.NO_FONT) from error
    if len(shapes) < len(NEEDED) - 2:
        raise InvalidBrandFile(FileFault.NO_LATIN)
    return family
