"""Duration and size of audio and video, read from a few places of the file. Pure.

Only the structures that state them are read, never the recording itself. What a file does not state is unknown.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from articles.media_files.formats import (
    HEAD_BYTES,
    MP3,
    OGG,
    WITHOUT_PICTURE,
    MediaFormat,
    MediaRefused,
    find_format,
)

MAX_BOXES = 2_000
MAX_SECONDS = 100 * 3600
WEBM_HEAD_BYTES = 1_000_000
OGG_TAIL_BYTES = 66_000
"""An Ogg page has at most 65,307 bytes."""
MAX_SIDE = 20_000
_UNREADABLE = (struct.error, IndexError, ValueError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class MediaFacts:
    format: MediaFormat
    seconds: float | None = None
    width: int | None = None
    height: int | None = None


@dataclass(slots=True)
class _Stated:
    """Facts of a container; `has_picture` is None if it does not tell its tracks."""

    seconds: float | None = None
    width: int = 0
    height: int = 0
    has_picture: bool | None = None
    is_complete: bool = True


def read_facts(file: BinaryIO) -> MediaFacts:
    """Return the facts of a seekable file; raise MediaRefused for others."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    found = find_format(head)
    try:
        stated = _read(found, file, head)
    except _UNREADABLE as damaged:
        raise MediaRefused("The file is damaged or incomplete and cannot be played.") from damaged
    if not stated.is_complete:
        raise MediaRefused("The file is damaged or incomplete and cannot be played.")
    if stated.has_picture is False:
        found = WITHOUT_PICTURE.get(found, found)
    seconds = stated.seconds if stated.seconds and 0 < stated.seconds < MAX_SECONDS else None
    has_size = found.kind == "video" and 0 < stated.width <= MAX_SIDE and 0 < stated.height <= MAX_SIDE
    width, height = (stated.width, stated.height) if has_size else (None, None)
    return MediaFacts(found, seconds, width, height)


def _read(found: MediaFormat, file: BinaryIO, head: bytes) -> _Stated:
    if found is MP3:
        return _read_mp3(file)
    if found is OGG:
        return _read_ogg(file, head)
    return _read_mp4(file) if found.container == "mp4" else _read_webm(file)


def _size_of(file: BinaryIO) -> int:
    return file.seek(0, os.SEEK_END)


def _read_mp4(file: BinaryIO) -> _Stated:
    stated = _Stated(is_complete=False)
    for name, start, end in _list_boxes(file, 0, _size_of(file)):
        if name == b"moov":
            stated.is_complete = True
            for inner, begin, stop in _list_boxes(file, start, end):
                if inner == b"mvhd":
                    stated.seconds = _read_movie_header(_read_at(file, begin, min(stop - begin, 32)))
                elif inner == b"trak":
                    _read_track(file, begin, stop, stated)
            break
    return stated


def _list_boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, start of the content, end) of the boxes between two positions."""
    for _number in range(MAX_BOXES):
        if start + 8 > end:
            return
        size, name = struct.unpack(">I4s", _read_at(file, start, 8))
        content = start + 8
        if size == 1:
            (size,) = struct.unpack(">Q", _read_at(file, content, 8))
            content += 8
        elif size == 0:
            size = end - start
        if size < content - start:
            return
        yield name, content, min(start + size, end)
        start += size


def _read_at(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    return file.read(length)


def _read_movie_header(box: bytes) -> float | None:
    scale, length = struct.unpack_from(">IQ", box, 20) if box[0] == 1 else struct.unpack_from(">II", box, 12)
    return length / scale if scale else None


def _read_track(file: BinaryIO, start: int, end: int, stated: _Stated) -> None:
    width = height = 0
    kind = b""
    for name, begin, stop in _list_boxes(file, start, end):
        if name == b"tkhd":
            box = _read_at(file, begin, min(stop - begin, 120))
            width, height = _read_track_size(box, matrix=52 if box[0] == 1 else 40)
        elif name == b"mdia":
            handlers = (first for inner, first, _last in _list_boxes(file, begin, stop) if inner == b"hdlr")
            kind = _read_at(file, next(handlers, end), 12)[8:12]
    stated.has_picture = bool(stated.has_picture) or kind == b"vide"
    if kind == b"vide" and not stated.width:
        stated.width, stated.height = width, height


def _read_track_size(box: bytes, matrix: int) -> tuple[int, int]:
    """Return width and height as shown: the matrix may rotate the picture."""
    width, height = (value >> 16 for value in struct.unpack_from(">II", box, matrix + 36))
    is_rotated = struct.unpack_from(">i", box, matrix)[0] == 0
    return (height, width) if is_rotated else (width, height)


_EBML_MASTERS = frozenset({0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0})
"""Segment, Info, Tracks, TrackEntry and Video."""
_CLUSTER = 0x1F43B675


def _read_webm(file: BinaryIO) -> _Stated:
    stated = _Stated()
    scale, length = 1_000_000, 0.0
    for name, value in _list_elements(_read_at(file, 0, WEBM_HEAD_BYTES)):
        if name == 0x2AD7B1:
            scale = int.from_bytes(value)
        elif name == 0x4489:
            (length,) = struct.unpack(">f" if len(value) == 4 else ">d", value)
        elif name == 0x83:
            stated.has_picture = bool(stated.has_picture) or int.from_bytes(value) == 1
        elif name == 0xB0:
            stated.width = int.from_bytes(value)
        elif name == 0xBA:
            stated.height = int.from_bytes(value)
    stated.seconds = length * scale / 1e9
    return stated


def _list_elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (id, content) of the innermost elements before the first cluster."""
    place = 0
    for _number in range(MAX_BOXES):
        if place >= len(data):
            return
        name, place = _read_number(data, place, keep_marker=True)
        size, place = _read_number(data, place, keep_marker=False)
        if name == _CLUSTER:
            return
        if name not in _EBML_MASTERS:
            yield name, data[place : place + min(size, 64)]
            place += size


def _read_number(data: bytes, place: int, *, keep_marker: bool) -> tuple[int, int]:
    """Return a number of variable length and the position after it."""
    length = 9 - data[place].bit_length()
    value = int.from_bytes(data[place : place + length])
    return value if keep_marker else value & ~(1 << (7 * length)), place + length


_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
"""Kilobits per second of layer III, of MPEG-1 and of MPEG-2 and 2.5."""
_SAMPLE_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def _read_mp3(file: BinaryIO) -> _Stated:
    """Return the duration by the number of frames, else by the bit rate of the first."""
    size = _size_of(file)
    head = _read_at(file, 0, 10)
    start = 0
    if head.startswith(b"ID3"):
        start = 10 + sum(
            (byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True)
        )
    frame = _read_at(file, start, 2_048)
    place = next((p for p in range(len(frame) - 3) if frame[p] == 0xFF and frame[p + 1] & 0xE6 == 0xE2), None)
    if place is None:
        raise ValueError("no frame")
    version = frame[place + 1] >> 3 & 3
    rate = _SAMPLE_RATES[version][frame[place + 2] >> 2 & 3] if version in _SAMPLE_RATES else 0
    kilobits = _BITRATES[3 if version == 3 else 2][frame[place + 2] >> 4]
    for sign in (b"Xing", b"Info"):
        at = frame.find(sign, place, place + 64)
        if at >= 0 and rate and frame[at + 7] & 1:
            (frames,) = struct.unpack_from(">I", frame, at + 8)
            return _Stated(frames * (1152 if version == 3 else 576) / rate)
    return _Stated((size - start - place) / (kilobits * 125) if kilobits else None)


def _read_ogg(file: BinaryIO, head: bytes) -> _Stated:
    """Return the duration by the position that the last page states."""
    size = _size_of(file)
    tail = _read_at(file, max(0, size - OGG_TAIL_BYTES), OGG_TAIL_BYTES)
    last = tail.rfind(b"OggS")
    if last < 0:
        return _Stated()
    (samples,) = struct.unpack_from("<q", tail, last + 6)
    if (opus := head.find(b"OpusHead")) >= 0:
        (skipped,) = struct.unpack_from("<H", head, opus + 10)
        return _Stated((samples - skipped) / 48_000)
    if (vorbis := head.find(b"\x01vorbis")) >= 0:
        (rate,) = struct.unpack_from("<I", head, vorbis + 12)
        return _Stated(samples / rate if rate else None)
    return _Stated()
