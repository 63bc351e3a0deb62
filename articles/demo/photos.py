"""Photos of the demo, stored once each and found again by the hash of their file."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User

from articles.actions.desk.reference_data import save_entry
from articles.actions.photos.save import add_photo
from articles.demo.loader import Entry, picture_bytes, read_entries, read_portraits
from articles.models import Photo, StaffInitials
from articles.rights.grants import RightsChannel

FACTS = ("title", "alt_text", "place")


def load_photos(by: User, at: datetime, report: Callable[[str], None]) -> dict[str, Photo]:
    """Return the demo's photos by key; those already in the library stay as they are."""
    known = {photo.sha256: photo for photo in Photo.objects.exclude(sha256="")}
    return {entry["key"]: _load_photo(entry, known, by, at, report) for entry in read_entries("pictures")}


def _load_photo(
    entry: Entry, known: dict[str, Photo], by: User, at: datetime, report: Callable[[str], None]
) -> Photo:
    data = picture_bytes(entry["key"])
    if photo := known.get(hashlib.sha256(data).hexdigest()):
        return photo
    facts = {name: entry[name] for name in FACTS} | {"credit_raw": entry["credit"], "caption": entry["title"]}
    report(entry["title"])
    return add_photo(facts, by=by, at=at, data=data, name=f"{entry['key']}.webp")


def load_portraits(by: User, at: datetime) -> None:
    """Give authors their drawn portraits, unless the desk has chosen others."""
    authors = {author.initials: author for author in StaffInitials.objects.filter(portrait=None)}
    for initials, data in read_portraits().items():
        if initials in authors:
            _load_portrait(authors[initials], data, by, at)


def _load_portrait(author: StaffInitials, data: bytes, by: User, at: datetime) -> None:
    photo = Photo.objects.filter(sha256=hashlib.sha256(data).hexdigest()).first()
    if photo is None:
        facts = {"title": author.name, "alt_text": author.name, "credit_raw": "Illustration: Redaktion"}
        name = f"{author.initials}.webp"
        photo = add_photo(facts, by=by, at=at, data=data, name=name, channels=(RightsChannel.SITE,))
    save_entry(StaffInitials, {"portrait_id": photo.pk}, by=None, at=at, pk=author.pk)
