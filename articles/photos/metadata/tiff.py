"""Tags of TIFF files and of Exif, which has the same structure. Pure."""

from dataclasses import dataclass
from typing import Literal

type ByteOrder = Literal["little", "big"]
type Tags = dict[int, bytes]
"""Tag → its value as bytes."""

MAX_TAGS = 1_000
MAX_VALUE = 20_000_000
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Type → bytes for one value."""
_HEADERS: dict[bytes, ByteOrder] = {b"II*\0": "little", b"MM\0*": "big"}


@dataclass(frozen=True, slots=True)
class TiffData:
    """Bytes of a TIFF structure with their order."""

    data: bytes
    order: ByteOrder

    def read_number(self, at: int, length: int) -> int:
        return int.from_bytes(self.data[at : at + length], self.order)

    def decode_number(self, value: bytes | None) -> int:
        """Return a value of one or more numbers as its first; 0 for none."""
        return int.from_bytes((value or b"")[:4], self.order)

    def read_tags(self, at: int) -> Tags:
        """Return the tags of the directory at a place; the first of each counts."""
        tags: Tags = {}
        if not 8 <= at < len(self.data):
            return tags
        for number in range(min(self.read_number(at, 2), MAX_TAGS)):
            place = at + 2 + 12 * number
            if place + 12 > len(self.data):
                break
            tag, kind = self.read_number(place, 2), self.read_number(place + 2, 2)
            length = _SIZES.get(kind, 0) * self.read_number(place + 4, 4)
            begin = place + 8 if length <= 4 else self.read_number(place + 8, 4)
            if 0 < length <= MAX_VALUE and begin + length <= len(self.data):
                tags.setdefault(tag, self.data[begin : begin + length])
        return tags


def parse_tiff(data: bytes) -> tuple[TiffData, Tags] | None:
    """Return the structure and the tags of its first directory; None for other data."""
    order = _HEADERS.get(data[:4])
    if order is None:
        return None
    structure = TiffData(data, order)
    return structure, structure.read_tags(structure.read_number(4, 4))
