"""Replacement of the metadata of a JPEG, WebP or AVIF file by XMP. Pure.

The pixels are copied byte for byte. Earlier XMP and EXIF packets are left out: they would contradict the new one.
"""

from collections.abc import Iterator

from articles.photos.metadata.avif import is_avif, replace_avif_metadata
from articles.photos.metadata.containers import picture_kind

_XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
_OTHER_HEADERS = (_XMP_HEADER, b"http://ns.adobe.com/xmp/extension/\0", b"Exif\0\0")
_MAX_SEGMENT = 65_533
"""Bytes of the content of one JPEG segment, without its length."""
_APP0, _APP1, _SCAN = 0xE0, 0xE1, 0xDA
_EXIF_FLAG, _XMP_FLAG, _ALPHA_FLAG = 0x08, 0x04, 0x10
_ALPHA_BIT = 0x10
"""Bit of the fifth byte of a lossless picture that has transparent pixels."""


class UnsupportedPicture(ValueError):
    """A file that is no JPEG, WebP or AVIF, or whose structure is damaged."""


def replace_xmp(data: bytes, packet: bytes) -> bytes:
    """Return the file with this packet as its only metadata; raise UnsupportedPicture."""
    kind = "AVIF" if is_avif(data) else picture_kind(data)
    try:
        if kind == "JPEG":
            return _replace_in_jpeg(data, packet)
        if kind == "WEBP":
            return _replace_in_webp(data, packet)
        if kind == "AVIF":
            return replace_avif_metadata(data, packet)
    except (ValueError, LookupError, OverflowError) as error:
        raise UnsupportedPicture(str(error)) from error
    raise UnsupportedPicture(kind or "unknown format")


def _replace_in_jpeg(data: bytes, packet: bytes) -> bytes:
    content = _XMP_HEADER + packet
    if len(content) > _MAX_SEGMENT:
        raise ValueError("the packet is longer than a segment")
    added = bytes((0xFF, _APP1)) + (len(content) + 2).to_bytes(2) + content
    parts, at = [data[:2]], 2
    while data[at + 1] != _SCAN:
        if data[at] != 0xFF:
            raise ValueError("no marker at the end of a segment")
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        marker, segment = data[at + 1], data[at:end]
        if added and marker != _APP0:
            parts.append(added)
            added = b""
        if not (marker == _APP1 and segment[4:].startswith(_OTHER_HEADERS)):
            parts.append(segment)
        at = end
    return b"".join((*parts, added, data[at:]))


def _replace_in_webp(data: bytes, packet: bytes) -> bytes:
    chunks = [(name, content) for name, content in _list_chunks(data) if name not in {b"XMP ", b"EXIF"}]
    if chunks[0][0] != b"VP8X":
        chunks.insert(0, (b"VP8X", _describe_canvas(*chunks[0])))
    flags = chunks[0][1][0] & ~_EXIF_FLAG | _XMP_FLAG
    chunks[0] = (b"VP8X", bytes((flags,)) + chunks[0][1][1:])
    chunks.append((b"XMP ", packet))
    body = b"WEBP" + b"".join(
        name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
        for name, content in chunks
    )
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _list_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + length > len(data):
            raise ValueError("a chunk is cut off")
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _describe_canvas(name: bytes, content: bytes) -> bytes:
    """Return the content of a VP8X chunk for a file with one still picture."""
    if name == b"VP8L":
        bits = int.from_bytes(content[1:5], "little")
        flags = _ALPHA_FLAG if content[4] & _ALPHA_BIT else 0
        width, height = bits & 0x3FFF, (bits >> 14) & 0x3FFF  # each one less than the size
    elif name == b"VP8 ":
        flags = 0
        width = (int.from_bytes(content[6:8], "little") & 0x3FFF) - 1
        height = (int.from_bytes(content[8:10], "little") & 0x3FFF) - 1
    else:
        raise ValueError("no picture in the first chunk")
    return bytes((flags, 0, 0, 0)) + width.to_bytes(3, "little") + height.to_bytes(3, "little")
