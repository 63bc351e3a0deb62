"""Formats of audio and video that browsers play, by the content of the file. Pure."""

from dataclasses import dataclass
from typing import Any

HEAD_BYTES = 4096
"""As many bytes of a file tell its format."""


class MediaRefused(Exception):
    """Error of a refused file; `message` is the msgid, with `params` to fill in."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message % params)
        self.message = message
        self.params = params


@dataclass(frozen=True, slots=True)
class MediaFormat:
    """`container` is the structure of the file: mp4, webm, mp3 or ogg."""

    container: str
    kind: str
    media_type: str
    extension: str


MP4 = MediaFormat("mp4", "video", "video/mp4", "mp4")
M4A = MediaFormat("mp4", "audio", "audio/mp4", "m4a")
WEBM = MediaFormat("webm", "video", "video/webm", "webm")
WEBM_AUDIO = MediaFormat("webm", "audio", "audio/webm", "weba")
MP3 = MediaFormat("mp3", "audio", "audio/mpeg", "mp3")
OGG = MediaFormat("ogg", "audio", "audio/ogg", "ogg")
MEDIA_TYPES = tuple(known.media_type for known in (MP4, M4A, WEBM, WEBM_AUDIO, MP3, OGG))
WITHOUT_PICTURE = {MP4: M4A, WEBM: WEBM_AUDIO}

_AUDIO_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P "})
_STILL_BRANDS = frozenset({b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1", b"crx "})
_OGG_AUDIO = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC")
_OTHER_FORMATS = (
    (0, b"fLaC", "FLAC"),
    (8, b"WAVE", "WAV"),
    (8, b"AVI ", "AVI"),
    (8, b"WEBP", "WebP"),
    (0, b"FORM", "AIFF"),
    (0, b"\x30\x26\xb2\x75", "Windows Media"),
    (0, b"FLV", "Flash Video"),
    (0, b"\x00\x00\x01\xba", "MPEG-2"),
    (0, b"\x00\x00\x01\xb3", "MPEG-2"),
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG", "PNG"),
    (0, b"GIF8", "GIF"),
    (0, b"%PDF", "PDF"),
    (0, b"PK\x03\x04", "ZIP"),
    (0, b"MZ", "EXE"),
    (0, b"\x7fELF", "ELF"),
)
"""(position, bytes, name) of formats that are refused by name."""


def find_format(head: bytes) -> MediaFormat:
    """Return the format of a file by its first bytes; raise MediaRefused for others."""
    if not head:
        raise MediaRefused("The file is empty (0 bytes).")
    if head[4:8] == b"ftyp":
        return _find_brand(head[8:12])
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        if b"webm" in head[:64]:
            return WEBM
        raise _wrong_format("Matroska")
    if head.startswith(b"OggS"):
        if any(codec in head[:128] for codec in _OGG_AUDIO):
            return OGG
        raise _wrong_format("Ogg Theora")
    if head.startswith(b"ID3") or _is_mp3_frame(head):
        return MP3
    raise _wrong_format(_name_other_format(head))


def refuse_size(size: int, limit: int) -> None:
    if size > limit:
        raise MediaRefused(
            "The file has %(size)d MB; the limit for audio and video is %(limit)d MB.",
            size=size // 1_000_000,
            limit=limit // 1_000_000,
        )


def _find_brand(brand: bytes) -> MediaFormat:
    if brand == b"qt  ":
        raise _wrong_format("QuickTime")
    if brand in _STILL_BRANDS:
        raise _wrong_format("AVIF/HEIC")
    return M4A if brand in _AUDIO_BRANDS else MP4


def _is_mp3_frame(head: bytes) -> bool:
    """Return whether the bytes begin a frame of layer III; AAC streams have layer 0."""
    return len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 != 0xF0


def _name_other_format(head: bytes) -> str:
    start = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script")):
        return "HTML/XML"
    if head[0] == 0xFF and len(head) > 1 and head[1] & 0xF6 == 0xF0:
        return "AAC"
    if head[0] == 0x47 and head[188:189] == b"\x47":
        return "MPEG-TS"
    return next((name for at, sign, name in _OTHER_FORMATS if head[at : at + len(sign)] == sign), "")


def _wrong_format(name: str) -> MediaRefused:
    if not name:
        return MediaRefused("This is neither MP4, WebM, MP3, M4A nor Ogg, whatever its name says.")
    return MediaRefused(
        "This is a file of the format %(format)s, which is not accepted. Export it as MP4 or WebM for video, as MP3, "
        "M4A or Ogg for audio.",
        format=name,
    )
