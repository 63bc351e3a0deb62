"""Compressed bodies, by the coding that a request accepts.

A page that no process has made before mostly has items of an earlier page, but compressing all of it took a third of
its time. So gzip compresses each part of such a body once a process. The bytes depend on the body alone: a strong ETag
names the same bytes in all processes.
"""

import gzip
import struct
import zlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import brotli

from newsroom.caching.bounded_cache import BoundedCache
from newsroom.caching.page_cache import COMPRESSIBLE, MIN_COMPRESS_SIZE, accepts_gzip

TYPES = (*COMPRESSIBLE, "application/problem+json", "application/vnd")
GZIP_LEVEL, BROTLI_QUALITY = 5, 4
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""Header of gzip without name and time."""
MAX_BYTES = 4_000_000
"""Bytes of all compressed parts of a process."""
PARTS: BoundedCache[Hashable, bytes] = BoundedCache(MAX_BYTES, len)


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A part of a body that is compressed without the others."""

    length: int
    key: Hashable
    """Value that no other bytes have in this process."""


def is_compressible(body: bytes, content_type: str) -> bool:
    return len(body) >= MIN_COMPRESS_SIZE and content_type.startswith(TYPES)


def encode_body(
    body: bytes, offer: str, known: dict[str, bytes], parts: Sequence[BodyPart]
) -> tuple[bytes, str]:
    """Return the body in the best coding of `Accept-Encoding`, and the coding.

    The coding is empty for none. `known` are bodies compressed before; it gets the one that is missing. `parts` are
    the first parts of the body.
    """
    coding = "br" if accepts_brotli(offer) else "gzip" if accepts_gzip(offer) else ""
    if not coding:
        return body, ""
    if coding not in known:
        known[coding] = _compress(body, coding, parts)
    return known[coding], coding


def _compress(body: bytes, coding: str, parts: Sequence[BodyPart]) -> bytes:
    if coding == "br":
        return bytes(brotli.compress(body, quality=BROTLI_QUALITY))
    return gzip_parts(body, parts) if parts else gzip.compress(body, GZIP_LEVEL, mtime=0)


def accepts_brotli(offer: str) -> bool:
    for part in offer.lower().split(","):
        coding, _, quality = part.strip().partition(";")
        if coding.strip() == "br":
            return quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def gzip_parts(body: bytes, parts: Sequence[BodyPart]) -> bytes:
    """Return the body as gzip, each of its first parts compressed for itself."""
    pieces, place = [GZIP_HEADER], 0
    for part in parts:
        pieces.append(_compress_part(part, body, place))
        place += part.length
    pieces.append(_deflate(body[place:], zlib.Z_FINISH))
    pieces.append(struct.pack("<II", zlib.crc32(body), len(body) % 2**32))
    return b"".join(pieces)


def _compress_part(part: BodyPart, body: bytes, place: int) -> bytes:
    known = PARTS.get(part.key)
    if known is None:
        known = _deflate(body[place : place + part.length], zlib.Z_FULL_FLUSH)
        PARTS.put(part.key, known)
    return known


def _deflate(content: bytes, end: int) -> bytes:
    stream = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(content) + stream.flush(end)
