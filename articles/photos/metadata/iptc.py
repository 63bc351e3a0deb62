"""IPTC-IIM, the older metadata of agencies' pictures. Pure.

A packet is a row of records: marker 0x1C, record number, dataset number, length, value. Pillow's `getiptcinfo` raises
an error, and returns nothing, for a packet with other bytes after its records; here the records before them count.
"""

import re
from collections.abc import Iterator, Sequence

from articles.photos.metadata.types import MetadataFacts
from articles.text.clean import clean_text
from articles.wire.charset import repair_mojibake

PHOTOSHOP_IIM, TIFF_IIM = 0x0404, 33723
MARKER, EXTENDED = 0x1C, 0x8000
MAX_RECORDS = 5_000
MAX_VALUE = 50_000
"""Bytes; the standard allows 2,000 for a caption."""
LIST_FIELDS = frozenset({"creators", "keywords", "subject_codes", "categories"})
_NAMES = {
    (2, 120): ("caption", "Caption"),
    (2, 105): ("headline", "Headline"),
    (2, 5): ("title", "Object Name"),
    (2, 80): ("creators", "By-line"),
    (2, 85): ("creator_title", "By-line Title"),
    (2, 110): ("credit", "Credit"),
    (2, 115): ("source", "Source"),
    (2, 116): ("copyright", "Copyright"),
    (2, 92): ("sublocation", "Sublocation"),
    (2, 90): ("city", "City"),
    (2, 95): ("state", "Province"),
    (2, 101): ("country", "Country"),
    (2, 100): ("country_code", "Country Code"),
    (2, 55): ("taken", "Date Created"),
    (2, 25): ("keywords", "Keywords"),
    (2, 103): ("picture_id", "Transmission Reference"),
    (1, 100): ("supplier_id", "Unique Name of Object"),
    (2, 22): ("fixture_id", "Fixture Identifier"),
    (2, 40): ("instructions", "Special Instructions"),
    (2, 10): ("urgency", "Urgency"),
    (2, 12): ("subject_codes", "Subject Reference"),
    (2, 15): ("categories", "Category"),
    (2, 20): ("categories", "Supplemental Category"),
    (2, 135): ("language", "Language"),
}
_TIMES = {"created": ((2, 55), (2, 60), "Date Created"), "sent": ((1, 70), (1, 80), "Date Sent")}
"""Fact → the datasets of its day and of its time."""
_NO_IDENTIFIER = frozenset({"-", "--", "n/a", "none"})
_DAY = re.compile(r"(?P<year>[12]\d{3})-?(?P<month>\d\d)-?(?P<day>\d\d)")
_TIME = re.compile(r"(\d\d):?(\d\d):?(\d\d)(?:([+-])(\d\d):?(\d\d))?")
_MAC_LETTERS = re.compile(
    rb"[A-Za-z][\x87\x88\x8a\x8b\x8d-\x90\x98\x9d\x9f\xa7]|[a-z][\xc0-\xde]|\s[\xd0\xd1]\s|(?<![A-Za-z])[\x80\x86\x9f][a-z]"
)
"""Mac Roman's `ä ü é ß ’ –` in words: signs or capital letters in Windows-1252."""
_MAC_OR_SLAVIC = re.compile(rb"[A-Za-z][\x9a\x9e]")
"""Mac Roman's `ö û` or Windows' `š ž`."""
_WINDOWS_LETTERS = re.compile(rb"[A-Za-z][\xdf-\xff]|(?<![A-Za-z])[\xc0-\xcf\xd6-\xe1\xe4-\xff][a-z]")


def read_iim(*blocks: bytes) -> MetadataFacts:
    """Return the facts of the blocks of a file; an empty value never erases another."""
    texts: dict[str, list[str]] = {}
    origins: dict[str, str] = {}
    times: dict[tuple[int, int], str] = {}
    for block in blocks:
        rows = list(parse_records(block))
        encoding = _choose_encoding(rows)
        for record, dataset, value in rows:
            text = _decode(value, encoding) if value.strip(b"\0 ") else ""
            if text:
                times.setdefault((record, dataset), text)
            if (record, dataset) in _NAMES:
                name, label = _NAMES[record, dataset]
                texts.setdefault(name, []).append(text)
                origins.setdefault(name, f"IPTC {record}:{dataset:02d} {label}")
    found: MetadataFacts = {
        name: (_value(name, values), origins[name]) for name, values in texts.items() if any(values)
    }
    for name, (day, time, label) in _TIMES.items():
        if written := _day(times.get(day, "")):
            origin = f"IPTC {day[0]}:{day[1]:02d} {label}"
            found[name] = (written + (_time(times.get(time, "")) if len(written) == 10 else ""), origin)
    return found


def parse_records(packet: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (record, dataset, value) in order, up to the first byte that is no record."""
    at = 0
    for _ in range(MAX_RECORDS):
        if at + 5 > len(packet) or packet[at] != MARKER:
            return
        record, dataset = packet[at + 1], packet[at + 2]
        length = int.from_bytes(packet[at + 3 : at + 5])
        at += 5
        if length & EXTENDED:
            length_bytes = min(length & ~EXTENDED, 8)
            length = int.from_bytes(packet[at : at + length_bytes])
            at += length_bytes
        yield record, dataset, packet[at : at + min(length, MAX_VALUE)]
        at += length


def _choose_encoding(rows: Sequence[tuple[int, int, bytes]]) -> str:
    """Return the encoding of values that are not UTF-8: Windows-1252 or Mac Roman.

    The block declares UTF-8 or Latin-1 at most, so that the letters in words decide.
    """
    legacy = b"\n".join(value for record, _, value in rows if record == 2 and not _is_utf8(value))
    mac = 2 * len(_MAC_LETTERS.findall(legacy)) + len(_MAC_OR_SLAVIC.findall(legacy))
    return "mac_roman" if mac >= 2 and mac > 2 * len(_WINDOWS_LETTERS.findall(legacy)) else "cp1252"


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode(value: bytes, legacy: str) -> str:
    """Decode UTF-8 if the bytes are valid, else the older encoding.

    A value that was cut to the length limit of its field may end within a letter.
    """
    try:
        text = repair_mojibake(value.decode("utf-8"))
    except UnicodeDecodeError as error:
        is_cut = error.reason == "unexpected end of data" and not value[: error.start].isascii()
        text = value[: error.start].decode("utf-8") if is_cut else value.decode(legacy, errors="replace")
    return clean_text(text.replace("\0", " ")).strip()


def _value(name: str, found: list[str]) -> str | tuple[str, ...]:
    if name in LIST_FIELDS:
        return tuple(dict.fromkeys(filter(None, found)))
    first = next(filter(None, found))
    if name in {"picture_id", "supplier_id"} and first.lower() in _NO_IDENTIFIER:
        return ""
    return _day(first) if name == "taken" else first


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


def _time(text: str) -> str:
    """Return 101112+0100 as T10:11:12+01:00; empty for what is no time."""
    found = _TIME.match(text)
    if not found:
        return ""
    offset = f"{found[4]}{found[5]}:{found[6]}" if found[4] else ""
    return f"T{found[1]}:{found[2]}:{found[3]}{offset}"
