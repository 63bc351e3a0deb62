"""Is this a picture we take in? Type by content, never by name; size in bytes and pixels limited. Pure."""

import io
import re
import struct
import zipfile
from pathlib import PurePath
from typing import Any

from PIL import Image, UnidentifiedImageError


class PictureRefused(Exception):
    """`message % params` is the English sentence; `message` is what translations are kept under."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message % params)
        self.message = message
        self.params = params


_SCRIPT = re.compile(rb"<\?php\b|<script[\s>]|<!doctype\s+html|<html[\s>]|<iframe[\s>]", re.IGNORECASE)
_ARCHIVES = {
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x7fELF\x02\x01\x01": "ELF",
    b"MZ\x90\x00\x03\x00\x00\x00": "EXE",
}
"""Signatures of six bytes or more: they do not turn up in compressed picture data by chance."""
_PDF_SCANNED_BYTES = 1024
"""PDF readers look for their signature no further."""


def refuse_embedded_files(data: bytes, kind: str) -> None:
    """Raises PictureRefused for a picture that travels with something else, and names it and its place."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise _embedded_file_error("ZIP", data.rfind(b"PK\x05\x06"), kind)
    for signature, what in _ARCHIVES.items():
        if (place := data.find(signature)) >= 0:
            raise _embedded_file_error(what, place, kind)
    if (place := data.find(b"%PDF-", 0, _PDF_SCANNED_BYTES)) >= 0:
        raise _embedded_file_error("PDF", place, kind)
    if found := _SCRIPT.search(data):
        raise _embedded_file_error("HTML/PHP", found.start(), kind)


def _embedded_file_error(what: str, place: int, kind: str) -> PictureRefused:
    return PictureRefused(
        "The file is a picture (%(kind)s) and at the same time holds %(what)s, from byte %(place)d on. "
        "Save it anew with a picture program.",
        kind=kind,
        what=what,
        place=place,
    )


KINDS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "TIFF": "tif"}
"""MPO is what telephones make: a JPEG with a second picture behind the first."""
EXTENSIONS = frozenset({"", "jpg", "jpeg", "jpe", "jfif", "mpo", "png", "webp", "avif", "tif", "tiff"})
MAX_BYTES = 60_000_000
MAX_PIXELS = 120_000_000
MAX_SIDE = 40_000
MAX_ASPECT_RATIO = 10
"""How many times as high as wide, or as wide as high: the copies for screens are as wide as the screen."""
DECODER_ERRORS = (OSError, EOFError, SyntaxError, ValueError, ArithmeticError, MemoryError, struct.error)
"""What decoders raise on files that are damaged or made to do harm."""


def check_picture(data: bytes, name: str = "") -> str:
    """The file name extension that fits the content. Raises PictureRefused, which says what and why."""
    _refuse_name(name)
    refuse_size(len(data))
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "AVIF", "TIFF")) as picture:
            kind = KINDS[picture.format or ""]
            _refuse_pixels(picture.width * picture.height)
            _refuse_sides(picture.width, picture.height)
            picture.load()
    except UnidentifiedImageError as mistake:
        raise PictureRefused(_wrong_type_message(data)) from mistake
    except Image.DecompressionBombError as mistake:
        raise PictureRefused("The picture unpacks to more pixels than are taken.") from mistake
    except DECODER_ERRORS as mistake:
        raise PictureRefused("The picture is damaged or cut off; it cannot be opened whole.") from mistake
    refuse_embedded_files(data, kind)
    return kind


def refuse_size(size: int) -> None:
    if size == 0:
        raise PictureRefused("The file is empty (0 bytes).")
    if size > MAX_BYTES:
        raise PictureRefused(
            "The file has %(size)d MB; up to %(limit)d MB are taken.",
            size=size // 1_000_000,
            limit=MAX_BYTES // 1_000_000,
        )


def _refuse_name(name: str) -> None:
    """A picture under another trade's name is a mistake or a trick; one picture kind under another's is neither."""
    ending = PurePath(name).suffix.lstrip(".").lower()
    if ending not in EXTENSIONS:
        raise PictureRefused(
            "A file named “.%(ending)s” is not taken; JPEG, PNG, WebP, AVIF and TIFF are.", ending=ending[:20]
        )


def _refuse_pixels(pixels: int) -> None:
    if pixels > MAX_PIXELS:
        raise PictureRefused(
            "The picture has %(pixels)d megapixels; up to %(limit)d are taken.",
            pixels=pixels // 1_000_000,
            limit=MAX_PIXELS // 1_000_000,
        )


def _refuse_sides(width: int, height: int) -> None:
    longest, shortest = max(width, height), min(width, height)
    if longest > MAX_SIDE or longest > shortest * MAX_ASPECT_RATIO:
        raise PictureRefused(
            "The picture is %(width)d pixels wide and %(height)d high; up to %(limit)d are taken, "
            "and one side up to %(times)d times the other.",
            width=width, height=height, limit=MAX_SIDE, times=MAX_ASPECT_RATIO,
        )  # fmt: skip


def _wrong_type_message(data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<svg") or (head.startswith((b"<?xml", b"<!doctype svg")) and b"<svg" in head):
        return "SVG drawings are not taken: they may hold scripts. Save it as PNG or WebP."
    if head.startswith((b"gif87a", b"gif89a")):
        return "This is a GIF; JPEG, PNG, WebP, AVIF or TIFF pictures are taken."
    return "This is no JPEG, PNG, WebP, AVIF or TIFF picture, whatever its name says."
