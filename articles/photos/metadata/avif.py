"""Replacement of the metadata items of an AVIF file. Pure.

By ISO/IEC 14496-12 and 23008-12 the items of a file are listed in its box `meta`: names in `iinf`, places of their
bytes in `iloc`, relations in `iref`. A longer `meta` moves the bytes after it, so that every place changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

_XMP_TYPE = b"application/rdf+xml\0"
_IN_FILE = 0
"""Construction method of an item whose bytes are counted from the start of the file."""


@dataclass(frozen=True, slots=True)
class _Extent:
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Place of the bytes of an item."""

    item: int
    method: int
    extents: tuple[_Extent, ...]

    def move(self, by: int) -> "_Place":
        if self.method != _IN_FILE:
            return self
        return replace(self, extents=tuple(_Extent(e.offset + by, e.length) for e in self.extents))


@dataclass(slots=True)
class _Reader:
    """Reader of big-endian numbers of given sizes."""

    data: bytes
    at: int = 0

    def read(self, size: int) -> int:
        if self.at + size > len(self.data):
            raise ValueError("a box is cut off")
        value = int.from_bytes(self.data[self.at : self.at + size])
        self.at += size
        return value


def is_avif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and b"avif" in data[8 : int.from_bytes(data[:4])]


def replace_avif_metadata(data: bytes, packet: bytes) -> bytes:
    """Return the file with this XMP packet as its only metadata item.

    Raise ValueError, LookupError or OverflowError for a damaged file.
    """
    start, old_meta = {name: (at, content) for at, name, content in _list_boxes(data, 0)}[b"meta"]
    parts = {name: content for _at, name, content in _list_boxes(old_meta, 4)}
    names, places = _list_items(parts[b"iinf"]), _list_places(parts[b"iloc"])
    removed = {item for item, entry in names if _is_metadata(entry)}
    added = max(item for item, _entry in names) + 1
    other_names = [entry for item, entry in names if item not in removed]
    other_places = [place for place in places if place.item not in removed]
    primary = int.from_bytes(parts[b"pitm"][4:])
    parts[b"iinf"] = _write_names([*other_names, _write_name(added)])
    parts[b"iref"] = _write_relations(parts.get(b"iref", bytes(4)), removed, added, primary)

    def write_meta(shift: int) -> bytes:
        at = len(data) + shift + 8  # after the header of the last box
        new_place = _Place(added, _IN_FILE, (_Extent(at, len(packet)),))
        moved = [place.move(shift if place.extents[0].offset > start else 0) for place in other_places]
        parts[b"iloc"] = _write_places([*moved, new_place])
        return _box(b"meta", old_meta[:4] + b"".join(_box(name, content) for name, content in parts.items()))

    old_length = 8 + len(old_meta)
    meta = write_meta(len(write_meta(0)) - old_length)
    rest = _blank(data, [place for place in places if place.item in removed])[start + old_length :]
    return data[:start] + meta + rest + _box(b"mdat", packet)


def _list_boxes(data: bytes, at: int) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield place, name and content of each box."""
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4]) or len(data) - at
        if length < 8 or at + length > len(data):
            raise ValueError("a box is cut off or longer than four bytes can tell")
        yield at, data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length


def _box(name: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4) + name + content


def _list_items(content: bytes) -> list[tuple[int, bytes]]:
    """Return (item, content of its entry) of the box `iinf`."""
    entries = [entry for _at, _name, entry in _list_boxes(content, 6 if content[0] == 0 else 8)]
    return [(int.from_bytes(e[4:6] if e[0] == 2 else e[4:8]), e) for e in entries if e[0] >= 2]


def _is_metadata(entry: bytes) -> bool:
    kind_at = 8 if entry[0] == 2 else 10
    kind = entry[kind_at : kind_at + 4]
    return kind == b"Exif" or (kind == b"mime" and _XMP_TYPE in entry)


def _write_name(item: int) -> bytes:
    return b"\x02\0\0\0" + item.to_bytes(2) + bytes(2) + b"mime" + b"XMP\0" + _XMP_TYPE


def _write_names(entries: list[bytes]) -> bytes:
    return bytes(4) + len(entries).to_bytes(2) + b"".join(_box(b"infe", entry) for entry in entries)


def _list_places(content: bytes) -> list[_Place]:
    """Return the places in the box `iloc` of version 0, 1 or 2."""
    version, reader = content[0], _Reader(content, 4)
    sizes = reader.read(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    places = []
    for _ in range(reader.read(4 if version == 2 else 2)):
        item = reader.read(4 if version == 2 else 2)
        method = reader.read(2) & 15 if version else _IN_FILE
        if reader.read(2):
            raise ValueError("an item is in another file")
        base, extents = reader.read(base_size), []
        for _ in range(reader.read(2)):
            reader.read(index_size)
            extents.append(_Extent(base + reader.read(offset_size), reader.read(length_size)))
        places.append(_Place(item, method, tuple(extents)))
    return places


def _write_places(places: list[_Place]) -> bytes:
    """Return the content of a box `iloc` of version 1 with numbers of four bytes."""
    rows = b"".join(
        b"".join(
            (
                *(n.to_bytes(2) for n in (place.item, place.method, 0, len(place.extents))),
                *(e.offset.to_bytes(4) + e.length.to_bytes(4) for e in place.extents),
            )
        )
        for place in places
    )
    return b"\x01\0\0\0\x44\0" + len(places).to_bytes(2) + rows


def _write_relations(content: bytes, removed: set[int], added: int, primary: int) -> bytes:
    """Return the box `iref` without the removed items.

    The added item describes the primary one.
    """
    if content[0] != 0:
        raise ValueError("items have numbers of four bytes")
    relations = [
        _box(name, relation)
        for _at, name, relation in _list_boxes(content, 4)
        if int.from_bytes(relation[:2]) not in removed
    ]
    described = added.to_bytes(2) + (1).to_bytes(2) + primary.to_bytes(2)
    return content[:4] + b"".join(relations) + _box(b"cdsc", described)


def _blank(data: bytes, places: list[_Place]) -> bytes:
    """Return the file with zeros for the bytes of these items."""
    blanked = bytearray(data)
    for extent in (e for place in places if place.method == _IN_FILE for e in place.extents):
        blanked[extent.offset : extent.offset + extent.length] = bytes(extent.length)
    return bytes(blanked)
