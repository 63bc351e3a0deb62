"""Rectangles of a photo in the formats that cards and search engines show.

A crop set by hand is left, top and width as fractions of the photo; the height follows from the format. Without one the
largest rectangle around the focal point is taken, as style sheets do.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import Any

RATIOS = {"16x9": 16 / 9, "4x3": 4 / 3, "1x1": 1.0}
FIELDS = {"16x9": "crop_wide", "4x3": "crop_standard", "1x1": "crop_square"}
"""Columns of a photo by format."""
NAMES = {"16x9": "16:9", "4x3": "4:3", "1x1": "1:1"}
MIN_WIDTH = 0.05
SHARP_WIDTH = 300
"""Pixels below which a crop looks blurred on a card."""
TOLERANCE = 0.001
FACTS = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the upright photo."""

    left: int
    top: int
    width: int
    height: int


def is_crop(values: Sequence[float]) -> bool:
    """Return whether the values are empty or a rectangle inside the photo.

    A rectangle that is too low is moved up when it is used.
    """
    if not values:
        return True
    if len(values) != FACTS or not all(0 <= value <= 1 for value in values):
        return False
    left, _top, width = values
    return width >= MIN_WIDTH and left + width <= 1 + TOLERANCE


def list_set_crops(photo: Any) -> list[str]:
    """Return the formats whose crop was set by hand."""
    return [name for name, field in FIELDS.items() if getattr(photo, field)]


def find_box(photo: Any, name: str) -> Box:
    """Return the photo's rectangle of the format; the photo has its size."""
    ratio, across, down = RATIOS[name], photo.width or 1, photo.height or 1
    crop = getattr(photo, FIELDS[name])
    width = min(across, down * ratio) if not crop else min(across * crop[2], down * ratio)
    height = min(down, width / ratio)
    if crop:
        left, top = crop[0] * across, crop[1] * down
    else:
        left, top = (
            (across - width) * _round_focus(photo.focus_x),
            (down - height) * _round_focus(photo.focus_y),
        )
    size = max(1, round(width)), max(1, round(height))
    return Box(min(round(left), across - size[0]), min(round(top), down - size[1]), *size)


def _round_focus(value: float) -> float:
    """Return the focal point in the steps of the style sheets."""
    return round(value * 10) / 10


def mark_box(box: Box) -> str:
    """Return the part of a file name that changes with the rectangle."""
    return blake2b(repr(astuple(box)).encode(), digest_size=4).hexdigest()
