"""Which pictures look alike: 128 bits that stay nearly the same when a picture is resized, recompressed or trimmed.

Compared are the differences between neighbouring points of a nine-by-nine miniature. Pure.
"""

import dhash
from PIL import Image

BITS = 128
GRID_SIZE = 9
MAX_DISTANCE = 16
"""Bits that may differ: copies made smaller, paler, grey or trimmed by 2 % stay below, strangers start near 27."""
_MIN_BITS = 12
"""With fewer bits set than this, or than this unset, a picture is a plain field: everything plain looks alike."""


def perceptual_hash(picture: Image.Image) -> int | None:
    """The fingerprint of a picture held upright, 0 to 2**128 - 1; None for a plain field, which is like no other."""
    miniature = picture.convert("L").resize((GRID_SIZE, GRID_SIZE), Image.Resampling.LANCZOS)
    rows, columns = dhash.dhash_row_col(list(miniature.tobytes()), GRID_SIZE - 1)
    print_ = (rows << 64) | columns
    return print_ if _MIN_BITS <= print_.bit_count() <= BITS - _MIN_BITS else None


def hamming_distance(one: int, other: int) -> int:
    return (one ^ other).bit_count()


def similarity_percent(bits: int) -> int:
    """How a distance is said to people: 100 is the same miniature."""
    return round(100 * (1 - bits / BITS))
