import io
import struct

import pytest

from articles.media_files.facts import read_facts
from articles.media_files.formats import MediaRefused, find_format, refuse_size
from tests.factories import video_bytes
from tests.tables import each_of

FRAME = b"\xff\xfb\x90\x00"
"""Of an MP3 with 128 kilobits and 44,100 samples a second."""


def element(name: int, content: bytes) -> bytes:
    size = (len(content) | 1 << 28).to_bytes(4)
    return name.to_bytes((name.bit_length() + 7) // 8) + size + content


def webm(*tracks: bytes) -> bytes:
    info = element(
        0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3)) + element(0x4489, struct.pack(">d", 9500))
    )
    body = info + element(0x1654AE6B, b"".join(tracks)) + element(0x1F43B675, bytes(50))
    return element(0x1A45DFA3, element(0x4282, b"webm")) + element(0x18538067, body)


VIDEO_TRACK = element(
    0xAE, element(0x83, b"\x01") + element(0xE0, element(0xB0, b"\x05\x00") + element(0xBA, b"\x02\xd0"))
)
AUDIO_TRACK = element(0xAE, element(0x83, b"\x02"))


def ogg(codec: bytes, samples: int) -> bytes:
    page = b"OggS\0\2" + bytes(22) + codec
    return page + b"OggS\0\4" + struct.pack("<q", samples) + bytes(20)


@each_of(
    [
        (video_bytes(12, (640, 360)), "video/mp4", 12, (640, 360)),
        (video_bytes().replace(b"vide", b"soun"), "audio/mp4", 12, (None, None)),
        (webm(AUDIO_TRACK, VIDEO_TRACK), "video/webm", 9.5, (1280, 720)),
        (webm(AUDIO_TRACK), "audio/webm", 9.5, (None, None)),
        (FRAME + bytes(16_000 - 4), "audio/mpeg", 1, (None, None)),
        (b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + FRAME + bytes(16_000 - 4), "audio/mpeg", 1, (None, None)),
        (
            FRAME + bytes(32) + b"Xing\0\0\0\1" + struct.pack(">I", 3_829) + bytes(99),
            "audio/mpeg",
            pytest.approx(100, abs=0.1),
            (None, None),
        ),
        (ogg(b"OpusHead\1\2" + struct.pack("<H", 312) + bytes(8), 96_312), "audio/ogg", 2, (None, None)),
        (
            ogg(b"\x01vorbis" + bytes(5) + struct.pack("<I", 44_100), 88_200),
            "audio/ogg",
            2,
            (None, None),
        ),
    ]
)
def test_format_duration_and_size_are_read(
    data: bytes, media_type: str, seconds: float, size: object
) -> None:
    facts = read_facts(io.BytesIO(data))

    assert (facts.format.media_type, facts.seconds, (facts.width, facts.height)) == (
        media_type,
        seconds,
        size,
    )


def test_a_turned_video_is_upright() -> None:
    upright = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
    turned = struct.pack(">9i", 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)

    facts = read_facts(io.BytesIO(video_bytes(size=(1920, 1080)).replace(upright, turned)))

    assert (facts.width, facts.height) == (1080, 1920)


@each_of(
    [
        (b"", "empty"),
        (b"RIFF\0\0\0\0WAVEfmt ", "WAV"),
        (b"RIFF\0\0\0\0AVI LIST", "AVI"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", "QuickTime"),
        (b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska", "Matroska"),
        (b"OggS\0\2" + bytes(22) + b"\x80theora", "Theora"),
        (b"fLaC\0\0\0\x22", "FLAC"),
        (b"\xff\xf1\x50\x80\x01\x7f", "AAC"),
        (b"<!DOCTYPE html><script>", "HTML"),
        (b"\x89PNG\r\n", "PNG"),
        (b"PK\x03\x04", "ZIP"),
        (b"only words", "neither MP4"),
        (video_bytes()[:60], "damaged"),
        (b"ID3\x04\0\0\0\0\0\x0a", "damaged"),
    ]
)
def test_other_files_are_refused_by_name(data: bytes, named: str) -> None:
    with pytest.raises(MediaRefused, match=named):
        read_facts(io.BytesIO(data))


@each_of(range(0, 400, 7))
def test_a_cut_file_is_refused_or_read(length: int) -> None:
    for data in (video_bytes(), webm(VIDEO_TRACK), FRAME + bytes(200), ogg(b"OpusHead" + bytes(12), 1)):
        try:
            read_facts(io.BytesIO(data[:length]))
        except MediaRefused:
            continue


def test_a_file_over_the_limit_is_refused_with_both_numbers() -> None:
    assert find_format(video_bytes()).extension == "mp4"
    with pytest.raises(MediaRefused, match="200 MB; the limit for audio and video is 100 MB"):
        refuse_size(200_000_000, 100_000_000)
