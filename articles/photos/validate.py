"""Validation of uploaded pictures: type by content, limited size. Pure."""

import io
import re
import struct
import zipfile
from pathlib import PurePath
from typing import Any

from PIL import Image, UnidentifiedImageError


class PictureRefused(Exception):
    """Error of a refused picture; `message` is the msgid, with `params` to fill in."""

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
"""Signatures of six bytes or more, which do not occur in compressed data by chance."""
_PDF_SCANNED_BYTES = 1024
"""Bytes in which PDF readers look for their signature."""


def refuse_embedded_files(data: bytes, kind: str) -> None:
    """Raise PictureRefused for a picture file that holds another file, too."""
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
        "The file is a picture (%(kind)s) and also contains %(what)s, from byte %(place)d on. "
        "Save it again with an image editor.",
        kind=kind,
        what=what,
        place=place,
    )


KINDS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "TIFF": "tif"}
"""Pillow format → extension. Phones write MPO: a JPEG followed by a second picture."""
EXTENSIONS = frozenset({"", "jpg", "jpeg", "jpe", "jfif", "mpo", "png", "webp", "avif", "tif", "tiff"})
MAX_BYTES = 60_000_000
MAX_PIXELS = 120_000_000
MAX_SIDE = 40_000
MAX_ASPECT_RATIO = 10
"""Longest allowed side as a multiple of the other: renditions are as wide as the screen."""
DECODER_ERRORS = (OSError, EOFError, SyntaxError, ValueError, ArithmeticError, MemoryError, struct.error)
"""Errors that decoders raise on damaged or hostile files."""


def check_picture(data: bytes, name: str = "") -> str:
    """Return the extension that fits the content; raise PictureRefused otherwise."""
    _refuse_name(name)
    refuse_size(len(data))
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "AVIF", "TIFF")) as picture:
            kind = KINDS[picture.format or ""]
            _refuse_pixels(picture.width * picture.height)
            _refuse_sides(picture.width, picture.height)
            picture.load()
    except UnidentifiedImageError as error:
        raise PictureRefused(_wrong_type_message(data)) from error
    except Image.DecompressionBombError as error:
        raise PictureRefused("The picture decodes to more pixels than allowed.") from error
    except DECODER_ERRORS as error:
        raise PictureRefused("The picture is damaged or incomplete and cannot be read.") from error
    refuse_embedded_files(data, kind)
    return kind


def refuse_size(size: int) -> None:
    if size == 0:
        raise PictureRefused("The file is empty (0 bytes).")
    if size > MAX_BYTES:
        raise PictureRefused(
            "The file has %(size)d MB; the limit is %(limit)d MB.",
            size=size // 1_000_000,
            limit=MAX_BYTES // 1_000_000,
        )


def _refuse_name(name: str) -> None:
    """Refuse names of other file types; a wrong picture extension is accepted."""
    ending = PurePath(name).suffix.lstrip(".").lower()
    if ending not in EXTENSIONS:
        raise PictureRefused(
            "Files ending in “.%(ending)s” are not accepted; JPEG, PNG, WebP, AVIF and TIFF are.",
            ending=ending[:20],
        )


def _refuse_pixels(pixels: int) -> None:
    if pixels > MAX_PIXELS:
        raise PictureRefused(
            "The picture has %(pixels)d megapixels; the limit is %(limit)d.",
            pixels=pixels // 1_000_000,
            limit=MAX_PIXELS // 1_000_000,
        )


def _refuse_sides(width: int, height: int) -> None:
    longest, shortest = max(width, height), min(width, height)
    if longest > MAX_SIDE or longest > shortest * MAX_ASPECT_RATIO:
        raise PictureRefused(
            "The picture is %(width)d pixels wide and %(height)d high. The limit is %(limit)d, "
            "and one side may be at most %(times)d times the other.",
            width=width, height=height, limit=MAX_SIDE, times=MAX_ASPECT_RATIO,
        )  # fmt: skip


def _wrong_type_message(data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<svg") or (head.startswith((b"<?xml", b"<!doctype svg")) and b"<svg" in head):
        return "SVG drawings are not accepted because they may contain scripts. Save it as PNG or WebP."
    if head.startswith((b"gif87a", b"gif89a")):
        return "This is a GIF. JPEG, PNG, WebP, AVIF and TIFF are accepted."
    return "This is not a JPEG, PNG, WebP, AVIF or TIFF picture, whatever its name says."
