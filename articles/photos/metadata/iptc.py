"""IPTC-IIM, the older metadata of agencies' pictures. Pure.

A packet is a row of records: marker 0x1C, record number, dataset number, length, value. Pillow's `getiptcinfo` raises
an error, and returns nothing, for a packet with other bytes after its records; here the records before them count.
"""

import re
from collections.abc import Iterator

from PIL import Image

from articles.photos.metadata.types import MetadataFacts
from articles.text.clean import clean_text

PHOTOSHOP_IIM, TIFF_IIM = 0x0404, 33723
UTF_8 = b"\x1b%G"
MARKER, EXTENDED = 0x1C, 0x8000
LIST_FIELDS = frozenset({"creators", "keywords"})
_NAMES = {
    (2, 120): ("caption", "Caption"),
    (2, 105): ("headline", "Headline"),
    (2, 80): ("creators", "By-line"),
    (2, 110): ("credit", "Credit"),
    (2, 115): ("source", "Source"),
    (2, 116): ("copyright", "Copyright"),
    (2, 92): ("sublocation", "Sublocation"),
    (2, 90): ("city", "City"),
    (2, 95): ("state", "Province"),
    (2, 101): ("country", "Country"),
    (2, 55): ("taken", "Date Created"),
    (2, 25): ("keywords", "Keywords"),
    (2, 103): ("picture_id", "Transmission Reference"),
    (2, 40): ("instructions", "Special Instructions"),
}
_DAY = re.compile(r"(?P<year>[12]\d{3})(?P<month>\d\d)(?P<day>\d\d)")


def iim_packet(picture: Image.Image, exif: Image.Exif) -> bytes:
    """Return the block of a JPEG's Photoshop part or a TIFF's tag; empty without one."""
    parts = picture.info.get("photoshop")
    block = parts.get(PHOTOSHOP_IIM) if isinstance(parts, dict) else exif.get(TIFF_IIM)
    if isinstance(block, dict):
        block = block.get("data")
    return bytes(block) if isinstance(block, bytes | bytearray) else b""


def read_iim(packet: bytes) -> MetadataFacts:
    rows = list(parse_records(packet))
    utf_8 = any(row == (1, 90, UTF_8) for row in rows)
    texts: dict[str, list[str]] = {}
    origins: dict[str, str] = {}
    for record, dataset, value in rows:
        if (record, dataset) in _NAMES:
            name, label = _NAMES[record, dataset]
            texts.setdefault(name, []).append(_decode(value, utf_8=utf_8))
            origins[name] = f"IPTC {record}:{dataset:02d} {label}"
    return {name: (_value(name, found), origins[name]) for name, found in texts.items() if any(found)}


def parse_records(packet: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (record, dataset, value) in order, up to the first byte that is no record."""
    at = 0
    while at + 5 <= len(packet) and packet[at] == MARKER:
        record, dataset = packet[at + 1], packet[at + 2]
        length = int.from_bytes(packet[at + 3 : at + 5])
        at += 5
        if length & EXTENDED:
            length_bytes = length & ~EXTENDED
            length = int.from_bytes(packet[at : at + length_bytes])
            at += length_bytes
        yield record, dataset, packet[at : at + length]
        at += length


def _decode(value: bytes, *, utf_8: bool) -> str:
    """Decode UTF-8 if the block declares it or the bytes are valid, else Windows-1252."""
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        text = value.decode("utf-8" if utf_8 else "cp1252", errors="replace")
    return clean_text(text.replace("\0", " ")).strip()


def _value(name: str, found: list[str]) -> str | tuple[str, ...]:
    if name in LIST_FIELDS:
        return tuple(dict.fromkeys(filter(None, found)))
    return _day(found[0]) if name == "taken" else found[0]


def _day(text: str) -> str:
    """Return 20260302 as 2026-03-02; a month or day 00 is unknown and left out."""
    found = _DAY.match(text)
    if not found:
        return ""
    parts = [found["year"]]
    if 1 <= int(found["month"]) <= 12:
        parts.append(found["month"])
        if 1 <= int(found["day"]) <= 31:
            parts.append(found["day"])
    return "-".join(parts)
