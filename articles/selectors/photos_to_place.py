"""Photos that a story can use, for the picker of the editor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db.models import Q, QuerySet

from articles import visibility
from articles.models import Photo
from articles.rights.decide import Decision
from articles.rights.grants import RightsChannel

PAGE_SIZE = 24
BATCH_SIZE = 60
MAX_BATCHES = 5
"""After so many the search says how far it has come, and goes on when it is asked for more."""
MAX_WORDS = 8
SEARCHED = ("title", "caption", "credit", "original_name", "agency_item_id")


@dataclass(frozen=True, slots=True)
class PhotoSearch:
    """Search terms and filters; empty values exclude nothing."""

    term: str = ""
    agency: str = ""
    since: date | None = None
    channels: tuple[RightsChannel, ...] = (RightsChannel.SITE,)
    """All of these must be allowed."""


@dataclass(frozen=True, slots=True)
class FoundPhotos:
    photos: Sequence[Photo]
    next_start: int | None
    """Where the search goes on; None at the end of the library."""


def find_usable_photos(search: PhotoSearch, *, at: datetime, start: int = 0) -> FoundPhotos:
    """Return the newest photos with a file and rights for the channels."""
    candidates = _filter_photos(search)
    found: list[Photo] = []
    for _batch in range(MAX_BATCHES):
        batch = list(candidates[start : start + BATCH_SIZE])
        contracts = visibility.load_contracts(chain.from_iterable(photo.agency_codes for photo in batch))
        for photo in batch:
            start += 1
            if all(d.allowed for d in _decide(photo, search.channels, at, contracts)):
                found.append(photo)
            if len(found) == PAGE_SIZE:
                return FoundPhotos(found, start)
        if len(batch) < BATCH_SIZE:
            return FoundPhotos(found, None)
    return FoundPhotos(found, start)


def list_matches(search: PhotoSearch) -> list[Photo]:
    """Return the newest photos that match, usable or not."""
    return list(_match_photos(search)[:BATCH_SIZE])


def decide_on_site(photos: Sequence[Photo], at: datetime) -> list[Decision]:
    """Return for each photo whether the own site may show it; read `with_rights`."""
    contracts = visibility.load_contracts(chain.from_iterable(photo.agency_codes for photo in photos))
    return [visibility.photo_decision(photo, RightsChannel.SITE, at, contracts) for photo in photos]


def _decide(
    photo: Photo, channels: Sequence[RightsChannel], at: datetime, contracts: visibility.Contracts
) -> list[Decision]:
    return [visibility.photo_decision(photo, channel, at, contracts) for channel in channels]


def _filter_photos(search: PhotoSearch) -> "QuerySet[Photo]":
    return _match_photos(search).filter(blocked=False).exclude(file="")


def _match_photos(search: PhotoSearch) -> "QuerySet[Photo]":
    photos = Photo.objects.with_rights()
    for word in search.term.replace("\0", " ").split()[:MAX_WORDS]:
        matches = Q(*((f"{name}__icontains", word) for name in SEARCHED), _connector=Q.OR)
        number = word.removeprefix("#")
        if number.isascii() and number.isdecimal() and len(number) < 18:
            matches |= Q(pk=int(number))
        photos = photos.filter(matches)
    if search.agency:
        photos = photos.filter(agency_codes__contains=[search.agency])
    if search.since:
        photos = photos.filter(created_at__date__gte=search.since)
    return photos
