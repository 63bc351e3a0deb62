"""Perceptual hash of pictures, for finding similar ones. Pure.

The 128 bits are the differences between neighbouring points of a nine-by-nine miniature. They stay nearly the same
when a picture is resized, recompressed or trimmed.
"""

import dhash
from PIL import Image

BITS = 128
GRID_SIZE = 9
MAX_DISTANCE = 16
"""Bits that may differ between similar pictures.

Copies made smaller, paler, grey or trimmed by 2 % stay below; different pictures start near 27.
"""
_MIN_BITS = 12
"""Bits that must be set, and unset; otherwise the picture is a plain field, and all look alike."""


def perceptual_hash(picture: Image.Image) -> int | None:
    """Return the hash of an upright picture, 0 to 2**128 - 1; None for a plain field."""
    miniature = picture.convert("L").resize((GRID_SIZE, GRID_SIZE), Image.Resampling.LANCZOS)
    rows, columns = dhash.dhash_row_col(list(miniature.tobytes()), GRID_SIZE - 1)
    bits = (rows << 64) | columns
    return bits if _MIN_BITS <= bits.bit_count() <= BITS - _MIN_BITS else None


def hamming_distance(one: int, other: int) -> int:
    return (one ^ other).bit_count()


def similarity_percent(bits: int) -> int:
    """Return the similarity for display; 100 means equal miniatures."""
    return round(100 * (1 - bits / BITS))
