"""Metadata of picture files: IPTC-IIM, XMP and EXIF merged into one set of facts.

XMP comes before IIM and IIM before EXIF, since agencies fill the newer fields. Pure; never raises.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from PIL import Image

from articles.photos.metadata.exif import read_exif
from articles.photos.metadata.iptc import iim_packet, read_iim
from articles.photos.metadata.types import MetadataFacts
from articles.photos.metadata.xmp import UnreadableXmp, read_xmp, xmp_packet


@dataclass(frozen=True, slots=True, kw_only=True)
class Packets:
    """Metadata packets as in the file."""

    xmp: bytes = b""
    iim: bytes = b""
    exif: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureMetadata:
    caption: str = ""
    headline: str = ""
    creators: tuple[str, ...] = ()
    credit: str = ""
    source: str = ""
    copyright: str = ""
    sublocation: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    taken: str = ""
    """YYYY-MM-DD, YYYY-MM, YYYY, or empty."""
    people: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    usage_terms: str = ""
    picture_id: str = ""
    instructions: str = ""
    digital_source: str = ""
    """Last word of the IPTC digital source type, such as `trainedAlgorithmicMedia`."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Fact → the property that it was read from, such as “XMP dc:creator”."""
    unreadable: tuple[str, ...] = ()
    """Names of packets that could not be parsed."""
    packets: Packets = field(default_factory=Packets)

    def __bool__(self) -> bool:
        return bool(self.origins)


FACT_NAMES = frozenset(f.name for f in fields(PictureMetadata)) - {"origins", "unreadable", "packets"}


def read_metadata(data: bytes, *, language: str = "de") -> PictureMetadata:
    """Return the facts of a file that passed `check_picture`; `language` is preferred."""
    with Image.open(io.BytesIO(data)) as picture:
        exif = picture.getexif()
        packets = Packets(
            xmp=xmp_packet(picture, exif), iim=iim_packet(picture, exif), exif=exif_packet(picture)
        )
        return read_packets(packets, exif_found=read_exif(exif), language=language)


def exif_packet(picture: Image.Image) -> bytes:
    packet = picture.info.get("exif", b"")
    return packet if isinstance(packet, bytes) else b""


def read_packets(packets: Packets, *, exif_found: MetadataFacts, language: str) -> PictureMetadata:
    unreadable = []
    try:
        from_xmp: MetadataFacts = read_xmp(packets.xmp, language=language) if packets.xmp else {}
    except UnreadableXmp:
        from_xmp = {}
        unreadable.append("XMP")
    merged: MetadataFacts = {}
    for found in (exif_found, read_iim(packets.iim), from_xmp):
        merged |= {name: value for name, value in found.items() if value[0]}
    return PictureMetadata(
        **{name: value for name, (value, _origin) in merged.items()},  # type: ignore[arg-type]  # each reader uses FACT_NAMES only
        origins={name: origin for name, (_value, origin) in merged.items()},
        unreadable=tuple(unreadable),
        packets=packets,
    )
