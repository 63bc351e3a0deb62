"""Files that are no text: photos, archives, and others, by first bytes. Pure."""

import re
from collections.abc import Iterator
from typing import NoReturn

from articles.parsing.errors import CopyIsArchive, FileIsBinary
from articles.photos.metadata.containers import picture_kind
from articles.wire.charset import BOMS
from articles.wire.formats import Format
from newsroom.text.wordlists import read_toml

BINARY_FORMATS = frozenset({Format.PHOTO, Format.ARCHIVE, Format.BINARY})
_SCANNED = 4_000
_MARKS = read_toml("articles/wire/data/file_marks.toml")
_ARCHIVES, _OTHERS = (
    [(bytes.fromhex(mark), name) for name, marks in _MARKS[kind].items() for mark in marks]
    for kind in ("archives", "others")
)
_RIFF = {b"WAVE": "WAVE sound", b"AVI ": "AVI film"}
_BRANDS = {b"avif": "AVIF picture", b"avis": "AVIF picture", b"heic": "HEIC picture", b"heix": "HEIC picture",
           b"mif1": "HEIC picture", b"M4A ": "MPEG-4 sound", b"qt  ": "QuickTime film"}  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROLS = 4
_MAX_SHARE = 10
"""Bytes of text for one control byte: old messages have some, a picture has one in ten or more."""


def detect_binary(raw: bytes) -> Format | None:
    """Return PHOTO, ARCHIVE or BINARY by the first bytes; None for all other files."""
    if picture_kind(raw):
        return Format.PHOTO
    for table, found in ((_ARCHIVES, Format.ARCHIVE), (_OTHERS, Format.BINARY)):
        if any(raw.startswith(magic) for magic, _ in table):
            return found
    if raw[257:262] == b"ustar" or (raw.startswith(b"BZh") and raw[4:10] == b"1AY&SY"):
        return Format.ARCHIVE
    return Format.BINARY if any(_list_media_names(raw)) else None


def is_binary(raw: bytes) -> bool:
    """Return whether control bytes show that a file of no known kind is no text."""
    if raw.startswith(tuple(mark for mark, _ in BOMS)):
        return False
    sample = raw[:_SCANNED].strip(b"\x00")
    controls = len(_CONTROL.findall(sample))
    return controls > _MAX_CONTROLS and controls * _MAX_SHARE > len(sample)


def refuse_binary(raw: bytes) -> NoReturn:
    """Raise the error that names the kind of the file."""
    for magic, name in _ARCHIVES:
        if raw.startswith(magic):
            raise CopyIsArchive(format=name)
    if detect_binary(raw) is Format.ARCHIVE:
        raise CopyIsArchive(format="tar" if raw[257:262] == b"ustar" else "bzip2")
    names = [name for magic, name in _OTHERS if raw.startswith(magic)]
    raise FileIsBinary(
        format=next(iter([*names, *_list_media_names(raw), picture_kind(raw)]), "") or "unknown"
    )


def _list_media_names(raw: bytes) -> Iterator[str]:
    if raw.startswith(b"RIFF") and raw[8:12] in _RIFF:
        yield _RIFF[raw[8:12]]
    if raw[4:8] == b"ftyp" and raw[:2] == b"\x00\x00":
        yield _BRANDS.get(raw[8:12], "MPEG-4 film")
    if raw.startswith(b"BM") and int.from_bytes(raw[2:6], "little") == len(raw):
        yield "BMP picture"
