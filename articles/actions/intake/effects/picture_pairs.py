"""Pairs of a picture file and the item about it, sent apart within ten minutes.

Either may come first; both belong to one photo of the desk.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from articles.actions.photos.save import save_photo
from articles.actions.photos.store_file import TRUSTED_CONFIDENCE, load_metadata, store_metadata
from articles.models import EmbeddedMetadata, Photo, WireItem
from articles.photos.metadata import Packets, PictureMetadata
from articles.photos.metadata.suggestions import suggest_facts
from articles.selectors.desk_lexicon import desk_lexicon
from articles.wire.formats import Format
from articles.wire.item_photos import ORIGIN, PICTURE_KINDS, build_metadata, list_file_names, merge_metadata

PAIR_WINDOW = timedelta(minutes=10)
MAX_CANDIDATES = 200


def is_picture(item: WireItem) -> bool:
    return item.kind in PICTURE_KINDS and item.content is not None


def is_picture_file(item: WireItem) -> bool:
    """Return whether the bytes that the item came in are the picture."""
    return item.file is not None and item.file.format == Format.PHOTO


def find_pair(item: WireItem, *, with_photo: bool = False) -> WireItem | None:
    """Return the item about a picture file, or the file of an item; None without one.

    `with_photo` asks only for one that is a photo of the desk already.
    """
    if not is_picture(item) or item.source_id is None or item.file is None:
        return None
    near = _filter_near(item)
    near = near.exclude(photo=None) if with_photo else near
    found = list(near.select_related("file", "photo").defer("raw", "parsed", "file__raw")[:MAX_CANDIDATES])
    found.sort(key=lambda other: abs(other.received_at - item.received_at))
    return next((other for other in found if _is_pair(item, other)), None)


def _filter_near(item: WireItem) -> QuerySet[WireItem]:
    """Return the source's pictures of that time: files for an item, else items."""
    near = WireItem.objects.filter(
        source=item.source, kind__in=PICTURE_KINDS, content__isnull=False,
        received_at__gte=item.received_at - PAIR_WINDOW, received_at__lte=item.received_at + PAIR_WINDOW,
    ).exclude(file=item.file)  # fmt: skip
    is_file = Q(file__format=Format.PHOTO)
    return near.exclude(is_file) if is_picture_file(item) else near.filter(is_file)


def _is_pair(item: WireItem, other: WireItem) -> bool:
    if item.guid and item.guid == other.guid:
        return True
    one, two = (
        list_file_names(each.content or {}, each.file.name if each.file else "") for each in (item, other)
    )
    if one.isdisjoint(two):
        return False
    about = other if is_picture_file(item) else item
    others = WireItem.objects.filter(file=about.file_id, kind__in=PICTURE_KINDS).exclude(pk=about.pk)
    if not others.exists():
        return True
    # A file about many pictures has no picture's name; only their links tell them apart.
    return not list_file_names(about.content or {}).isdisjoint(one if about is other else two)


@transaction.atomic
def link_pair(item_id: int, *, at: datetime) -> Photo | None:
    """Give a picture item the photo that was made of its pair before it came.

    The photo's empty fields are filled from the item. Calling it again is safe.
    """
    item = WireItem.objects.select_related("file").defer("raw", "parsed", "file__raw").get(pk=item_id)
    pair = find_pair(item, with_photo=True) if item.photo_id is None else None
    if pair is None or pair.photo_id is None:
        return None
    photo = Photo.objects.select_for_update(no_key=True).get(pk=pair.photo_id)
    is_linked = WireItem.objects.filter(pk=item.pk, photo=None).update(photo=photo)
    if is_linked and not is_picture_file(item):
        _add_item_facts(photo, build_metadata(item.content or {}), at=at)
    return photo


def _add_item_facts(photo: Photo, facts: PictureMetadata, *, at: datetime) -> None:
    """Fill the empty fields of a photo, and keep the agency's terms with its metadata."""
    missing = {name: value for name, value in get_facts(facts).items() if not getattr(photo, name)}
    if missing:
        save_photo(photo.pk, missing, by=None, at=at)
    save_item_metadata(photo, facts)


def get_facts(metadata: PictureMetadata) -> dict[str, str]:
    """Return the sure and likely facts of a photo.

    A credit that the agency states in its item is used even if it names nobody we know.
    """
    return {
        proposal.name: proposal.value
        for proposal in suggest_facts(metadata, desk_lexicon())
        if proposal.confidence in TRUSTED_CONFIDENCE
        or (proposal.name == "credit_raw" and ORIGIN in proposal.origin)
    }


def save_item_metadata(photo: Photo, facts: PictureMetadata) -> None:
    """Add the facts of the agency's item to the stored ones of the file."""
    stored = EmbeddedMetadata.objects.filter(photo=photo).first()
    packets = (
        Packets(xmp=bytes(stored.xmp), iim=bytes(stored.iim), exif=bytes(stored.exif))
        if stored
        else Packets()
    )
    merged = merge_metadata(load_metadata(stored), facts)
    store_metadata(photo, replace(merged, packets=packets))
