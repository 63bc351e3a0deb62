"""The demo's pictures: kept once each, found again by the bytes of their file."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from articles.actions.photos import add_photo
from articles.demo.content import Entry, entries, picture_bytes
from articles.demo.reference import user
from articles.models import Photo

PICTURE_DESK = "lo"
FACTS = ("title", "alt_text", "place")


@dataclass(frozen=True)
class Shelf:
    """The photos by their key in `pictures.json`."""

    photos: dict[str, Photo]

    def photo(self, key: str) -> Photo:
        return self.photos[key]


def stock(at: datetime, tell: Callable[[str], None]) -> Shelf:
    """Every picture of the demo in the library; those that are there already stay as the desk left them."""
    return Shelf({entry["key"]: _photo(entry, at, tell) for entry in entries("pictures")})


def _photo(entry: Entry, at: datetime, tell: Callable[[str], None]) -> Photo:
    data = picture_bytes(entry["key"])
    known = Photo.objects.filter(sha256=hashlib.sha256(data).hexdigest()).first()
    if known is not None:
        return known
    facts = {name: entry[name] for name in FACTS} | {"credit_raw": entry["credit"], "caption": entry["title"]}
    tell(entry["title"])
    return add_photo(facts, by=user(PICTURE_DESK), at=at, data=data, name=f"{entry['key']}.webp")
