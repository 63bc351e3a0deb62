"""Files that are a picture to one program and something else to another: an archive, a page, a script. Pure."""

import io
import re
import zipfile

from articles.photos.refused import PictureRefused

_SCRIPT = re.compile(rb"<\?php\b|<script[\s>]|<!doctype\s+html|<html[\s>]|<iframe[\s>]", re.IGNORECASE)
_ARCHIVES = {
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x7fELF\x02\x01\x01": "ELF",
    b"MZ\x90\x00\x03\x00\x00\x00": "EXE",
}
"""Signatures of six bytes or more: they do not turn up in compressed picture data by chance."""
_PDF_REACH = 1024
"""PDF readers look for their signature no further."""


def refuse_passengers(data: bytes, kind: str) -> None:
    """Raises PictureRefused for a picture that travels with something else, and names it and its place."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise _passenger("ZIP", data.rfind(b"PK\x05\x06"), kind)
    for signature, what in _ARCHIVES.items():
        if (place := data.find(signature)) >= 0:
            raise _passenger(what, place, kind)
    if (place := data.find(b"%PDF-", 0, _PDF_REACH)) >= 0:
        raise _passenger("PDF", place, kind)
    if found := _SCRIPT.search(data):
        raise _passenger("HTML/PHP", found.start(), kind)


def _passenger(what: str, place: int, kind: str) -> PictureRefused:
    return PictureRefused(
        "The file is a picture (%(kind)s) and at the same time holds %(what)s, from byte %(place)d on. "
        "Save it anew with a picture program.",
        kind=kind,
        what=what,
        place=place,
    )
