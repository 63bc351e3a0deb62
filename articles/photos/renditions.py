"""Smaller copies of a picture for screens, made when it is added."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.models import Photo


def make_renditions(photo: "Photo") -> None:
    """Nothing yet beyond the original."""


def addresses_of(photo: "Photo") -> Iterator[tuple[str, str, int, int]]:
    """(name, address, width, height) of each rendition."""
    if photo.file:
        yield "original", photo.file.url, photo.width or 0, photo.height or 0
