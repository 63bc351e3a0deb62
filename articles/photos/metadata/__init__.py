"""Metadata of picture files: IPTC-IIM, XMP and EXIF merged into one set of facts.

XMP comes before IIM and IIM before EXIF, since agencies fill the newer fields. Pure; never raises.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from PIL import Image

from articles.photos.metadata.containers import PictureFile, parse_picture_file
from articles.photos.metadata.exif import read_exif
from articles.photos.metadata.iptc import parse_records, read_iim
from articles.photos.metadata.types import MetadataFacts
from articles.photos.metadata.xmp import UnreadableXmp, read_xmp


@dataclass(frozen=True, slots=True, kw_only=True)
class Packets:
    """Metadata packets as in the file."""

    xmp: bytes = b""
    iim: bytes = b""
    exif: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureMetadata:
    caption: str = ""
    caption_language: str = ""
    """BCP 47, if the file has the caption in named languages."""
    headline: str = ""
    title: str = ""
    """Object name: a short name of the picture, often a slug."""
    creators: tuple[str, ...] = ()
    creator_title: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    sublocation: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    country_code: str = ""
    taken: str = ""
    """YYYY-MM-DD, YYYY-MM, YYYY, or empty."""
    created: str = ""
    """`taken` with the time, as far as it is known, in the form of the file."""
    sent: str = ""
    people: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    usage_terms: str = ""
    web_statement: str = ""
    """Address of the page with the rights."""
    licensor: str = ""
    licensor_url: str = ""
    data_mining: str = ""
    """Term of the PLUS vocabulary, such as `DMI-PROHIBITED`."""
    picture_id: str = ""
    supplier_id: str = ""
    """Identifier that the supplier or the standard calls unique."""
    registry_id: str = ""
    """Identifier in the agency's own register of pictures."""
    fixture_id: str = ""
    instructions: str = ""
    digital_source: str = ""
    """Last word of the IPTC digital source type, such as `trainedAlgorithmicMedia`."""
    digital_source_type: str = ""
    """As written, an address of the IPTC."""
    ai_system: str = ""
    ai_system_version: str = ""
    ai_prompt: str = ""
    ai_prompt_writer: str = ""
    alt_text: str = ""
    urgency: str = ""
    subject_codes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    rights_holder: str = ""
    language: str = ""
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
    return read_picture_file(parse_picture_file(data) or _open_avif(data), language=language)


def read_picture_file(file: PictureFile, *, language: str = "de") -> PictureMetadata:
    """Return the facts in the packets of a file."""
    unreadable: list[str] = []
    from_xmp: MetadataFacts = {}
    for packet in reversed(file.xmp):
        try:
            from_xmp |= read_xmp(packet, language=language)
        except UnreadableXmp:
            unreadable.append("XMP")
    merged: MetadataFacts = {}
    for found in (read_exif(file.exif), read_iim(*file.iim), from_xmp):
        merged |= {name: value for name, value in found.items() if value[0]}
    exif = b"Exif\0\0" + file.exif if file.exif and file.kind != "TIFF" else b""
    return PictureMetadata(
        **{name: value for name, (value, _origin) in merged.items()},  # type: ignore[arg-type]  # each reader uses FACT_NAMES only
        origins={name: origin for name, (_value, origin) in merged.items()},
        unreadable=tuple(dict.fromkeys(unreadable)),
        packets=Packets(xmp=next(iter(file.xmp), b""), iim=_join_blocks(file.iim), exif=exif),
    )


def _join_blocks(blocks: list[bytes]) -> bytes:
    """Return one block; several are joined without the bytes after their records."""
    if len(blocks) <= 1:
        return b"".join(blocks)
    return b"".join(
        bytes((0x1C, record, dataset)) + len(value).to_bytes(2) + value
        for block in blocks
        for record, dataset, value in parse_records(block)
        if len(value) < 0x8000
    )


def _open_avif(data: bytes) -> PictureFile:
    """Return the packets that Pillow finds in a file of another kind."""
    with Image.open(io.BytesIO(data)) as picture:
        file = PictureFile(picture.format or "", picture.width, picture.height)
        exif, xmp = picture.info.get("exif"), picture.info.get("xmp")
    file.exif = exif.removeprefix(b"Exif\0\0") if isinstance(exif, bytes) else b""
    if isinstance(xmp, bytes):
        file.xmp.append(xmp)
    return file
