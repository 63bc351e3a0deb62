"""EXIF metadata written by cameras and old programs, without the place. Pure."""

import re
from contextlib import suppress

from PIL import Image

from articles.photos.metadata.types import MetadataFacts
from articles.text.clean import clean_text

DESCRIPTION, ARTIST, COPYRIGHT, EXIF_IFD, TAKEN = 0x010E, 0x013B, 0x8298, 0x8769, 0x9003
_DAY = re.compile(r"(?P<year>[12]\d{3})[:-](?P<month>0[1-9]|1[0-2])[:-](?P<day>0[1-9]|[12]\d|3[01])\b")
_CAMERA_DEFAULTS = frozenset({"olympus digital camera", "sony dsc", "dcim", "default"})


def read_exif(exif: Image.Exif) -> MetadataFacts:
    artist = _text(exif.get(ARTIST))
    found: MetadataFacts = {
        "caption": (_description(exif), "EXIF ImageDescription"),
        "creators": (tuple(filter(None, (one.strip() for one in artist.split(";")))), "EXIF Artist"),
        "copyright": (_text(exif.get(COPYRIGHT)), "EXIF Copyright"),
        "taken": (_day(exif.get_ifd(EXIF_IFD).get(TAKEN)), "EXIF DateTimeOriginal"),
    }
    return {name: value for name, value in found.items() if value[0]}


def _description(exif: Image.Exif) -> str:
    text = _text(exif.get(DESCRIPTION))
    return "" if text.lower() in _CAMERA_DEFAULTS else text


def _text(value: object) -> str:
    """Return the text decoded as UTF-8 if possible.

    Pillow decodes as Latin-1, while programs write UTF-8.
    """
    if not isinstance(value, str):
        return ""
    with suppress(UnicodeEncodeError, UnicodeDecodeError):
        value = value.encode("latin-1").decode("utf-8")
    return clean_text(value.replace("\0", " ")).strip()


def _day(value: object) -> str:
    found = _DAY.match(value) if isinstance(value, str) else None
    return f"{found['year']}-{found['month']}-{found['day']}" if found else ""
