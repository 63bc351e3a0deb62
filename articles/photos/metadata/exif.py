"""EXIF metadata written by cameras and old programs, without the place. Pure."""

import re
from contextlib import suppress

from articles.photos.metadata.tiff import parse_tiff
from articles.photos.metadata.types import MetadataFacts
from articles.text.clean import clean_text

DESCRIPTION, ARTIST, COPYRIGHT, EXIF_IFD, TAKEN, OFFSET = 0x010E, 0x013B, 0x8298, 0x8769, 0x9003, 0x9011
MAX_VALUE = 50_000
_TIME = re.compile(
    r"(?P<year>[12]\d{3})[:-](?P<month>0[1-9]|1[0-2])[:-](?P<day>0[1-9]|[12]\d|3[01])\b(?P<time>[ T]\d\d:\d\d:\d\d)?"
)
_OFFSET = re.compile(r"[+-]\d\d:\d\d")
_CAMERA_DEFAULTS = frozenset({"olympus digital camera", "sony dsc", "dcim", "default"})


def read_exif(packet: bytes) -> MetadataFacts:
    """Return the facts of an Exif structure, without its header."""
    parsed = parse_tiff(packet)
    if parsed is None:
        return {}
    structure, tags = parsed
    details = structure.read_tags(structure.decode_number(tags.get(EXIF_IFD))) if EXIF_IFD in tags else {}
    artist = _text(tags.get(ARTIST))
    day, created = _time(_text(details.get(TAKEN)), _text(details.get(OFFSET)))
    found: MetadataFacts = {
        "caption": (_description(_text(tags.get(DESCRIPTION))), "EXIF ImageDescription"),
        "creators": (tuple(filter(None, (one.strip() for one in artist.split(";")))), "EXIF Artist"),
        "copyright": (_text(tags.get(COPYRIGHT)), "EXIF Copyright"),
        "taken": (day, "EXIF DateTimeOriginal"),
        "created": (created, "EXIF DateTimeOriginal"),
    }
    return {name: value for name, value in found.items() if value[0]}


def _description(text: str) -> str:
    return "" if text.lower() in _CAMERA_DEFAULTS else text


def _text(value: bytes | None) -> str:
    """Return the text decoded as UTF-8 if possible, else as Latin-1."""
    if not value:
        return ""
    value = value[:MAX_VALUE]
    text = value.decode("latin-1")
    with suppress(UnicodeDecodeError):
        text = value.decode("utf-8")
    return clean_text(text.replace("\0", " ")).strip()


def _time(written: str, offset: str) -> tuple[str, str]:
    """Return the day, and the day with the time that follows it."""
    found = _TIME.match(written)
    if found is None:
        return "", ""
    day = f"{found['year']}-{found['month']}-{found['day']}"
    if not found["time"]:
        return day, day
    return day, f"{day}T{found['time'][1:]}{offset if _OFFSET.fullmatch(offset) else ''}"
